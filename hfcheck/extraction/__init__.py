"""Sentences → propositions, in the sentence's own words; nothing is normalised here."""

from hfcheck.extraction.read import extract_propositions

__all__ = ["extract_propositions"]
