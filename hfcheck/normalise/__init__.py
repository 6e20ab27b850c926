"""Propositions → claims: names to entities, words to relations and values, times to intervals."""

from hfcheck.normalise.read import Normalised, normalise, normalise_each, renew_claims
from hfcheck.normalise.reading import Reading, digest_article
from hfcheck.normalise.wording import word_claim

__all__ = ["Normalised", "Reading", "digest_article", "normalise", "normalise_each", "renew_claims", "word_claim"]
