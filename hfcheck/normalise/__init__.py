"""Propositions → claims: names to entities, words to relations and values, times to intervals."""

from hfcheck.normalise.read import normalise

__all__ = ["normalise"]
