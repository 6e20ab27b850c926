"""Whether a text can hold an amount at all: a quick look at its words before the patterns are tried on it."""

from __future__ import annotations

import re
from functools import cache

from hfcheck.values.lexicon import load_amount_words
from hfcheck.values.units import load_unit_words

_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")


def may_hold_amount(text: str) -> bool:
    """False only where no amount, share, multiple or rank stands: no digit, and none of the words for them.

    A word with letters beyond ASCII may be the same as one without in a pattern that minds no case; such a text may
    hold an amount.
    """
    if _DIGIT.search(text):
        return True
    words = _WORD.findall(text.lower())
    return not _list_hints().isdisjoint(words) or not "".join(words).isascii()


@cache
def _list_hints() -> frozenset[str]:
    """The longest word of each form that amounts are told by: where that is missing, so is the form."""
    words = load_amount_words()
    counts = (words.cardinals, words.scales, words.dozen, words.tails, words.vague)
    ratios = (words.fractions, words.multiples, words.ordinals, load_unit_words().fixed, ("half",))
    forms = (form for held in (*counts, *ratios) for form in held)
    return frozenset(max(_WORD.findall(form.lower()), key=len) for form in forms)
