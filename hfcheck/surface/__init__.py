"""Propositions → tuples in the sentence's own words, as open information extraction writes them."""

from hfcheck.surface.view import Told, view_sentence

__all__ = ["Told", "view_sentence"]
