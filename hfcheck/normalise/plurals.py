"""Whether a word is the singular or plural of a lemma."""

from __future__ import annotations

from hfcheck.normalise.lexicon import load_words

# Endings of a plural and of its singular: "copies", "copy".
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("ses", "sis"), ("a", "um"), ("a", "on"))


def is_form_of(word: str, lemma: str) -> bool:
    """Whether `word`, in lower case, is `lemma` or a plural of it: "women" of "woman", "factories" of "factory"."""
    if word == lemma:
        return True
    if any(word.endswith(many) and word.removesuffix(many) + one == lemma for many, one in _ENDINGS):
        return True
    return any(
        word.endswith(many) and word.removesuffix(many) + one == lemma
        for many, one in sorted(load_words().irregular_plurals.items())
    )
