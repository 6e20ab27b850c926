"""Finds the words of dates: where they stand and what they say, nothing resolved."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise, zip_longest

from hfcheck.values.datebuilders import Mention
from hfcheck.values.datepatterns import compile_patterns, list_time_words

# How many texts' dates are remembered: a phrase is asked for its date by each reader that meets it.
_KEPT = 1024
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\w+")


def find_mentions(text: str) -> tuple[Mention, ...]:
    """All dates in `text`, in order; where two readings overlap, the more specific pattern has it.

    A weekday that only goes with the date beside it is left out: `find_weekdays` has it.
    """
    found = _find_all(text)
    return tuple(
        one for one, after in zip_longest(found, found[1:]) if after is None or not _goes_with(text, one, after)
    )


def find_weekdays(text: str) -> tuple[tuple[Mention, Mention], ...]:
    """Weekdays that go with a date beside them, each with that date: "Thursday, 27 June 2017"."""
    return tuple((one, after) for one, after in pairwise(_find_all(text)) if _goes_with(text, one, after))


@lru_cache(maxsize=_KEPT)
def _find_all(text: str) -> tuple[Mention, ...]:
    digit = _DIGIT.search(text) is not None
    word = _holds_time_word(text)
    if not digit and not word:
        return ()
    taken = bytearray(len(text))
    found: list[Mention] = []
    for pattern, build, needs_digit, needs_word in compile_patterns():
        if (needs_digit and not digit) or (needs_word and not word):
            continue
        for match in pattern.finditer(text):
            mention = build(match)
            if mention is None or any(taken[mention.start : mention.end]):
                continue
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            found.append(mention)
    return tuple(sorted(found, key=lambda one: one.start))


def _holds_time_word(text: str) -> bool:
    """Whether a text may hold a word of time; one with letters beyond ASCII may, where a pattern minds no case."""
    words = _WORD.findall(text.lower())
    return not list_time_words().isdisjoint(words) or not "".join(words).isascii()


def _goes_with(text: str, one: Mention, after: Mention) -> bool:
    if not one.anchor.isdigit() or "/" not in after.part or after.anchor == "every":
        return False
    return re.fullmatch(r",?\s*(?:\(|the\s+)?", text[one.end : after.start]) is not None
