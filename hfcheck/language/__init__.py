"""Article → sentences with words, lemmas, tags and dependencies."""

from hfcheck.language.read import read_sentences

__all__ = ["read_sentences"]
