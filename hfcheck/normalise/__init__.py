"""Propositions → claims: names to entities, words to relations and values, times to intervals."""

from hfcheck.normalise.read import normalise, normalise_each
from hfcheck.normalise.wording import word_claim

__all__ = ["normalise", "normalise_each", "word_claim"]
