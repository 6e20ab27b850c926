"""Ranks, fractions, multiples and vague counts: amounts that are single words of the language.

Each finder yields (start, end, low, high, unit, role), the parts of a `FoundQuantity` before approximating words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from hfcheck.values.lexicon import any_of, load_amount_words

Part = tuple[int, int, Decimal | None, Decimal | None, str, str]


def find_ordinals(text: str) -> Iterator[Part]:
    """ "Sixth", "21st", "twenty-first", as role "ordinal" without a unit."""
    words = load_amount_words()
    for match in _compile_ordinals().finditer(text):
        if match["digits"]:
            rank = int(match["digits"])
        else:
            rank = words.ordinals[match["word"].lower()]
            rank += words.cardinals[match["tens"].lower()] if match["tens"] else 0
        yield match.start(), match.end(), Decimal(rank), Decimal(rank), "", "ordinal"


def find_proportions(text: str) -> Iterator[Part]:
    """ "Half", "two-thirds of", as role "share" in per cent; "doubled", "twofold", as role "multiple" in times."""
    words = load_amount_words()
    for match in _compile_fractions().finditer(text):
        low, high = words.fractions[" ".join(match["word"].lower().split())]
        yield match.start("word"), match.end("word"), Decimal(low), Decimal(high), "%", "share"
    for match in _compile_multiples().finditer(text):
        times = words.multiples[match[0].lower()]
        yield match.start(), match.end(), times, times, "times", "multiple"


def find_vague(text: str) -> Iterator[Part]:
    """ "Dozens of", "several million", as amounts of which only a bound is known."""
    words = load_amount_words()
    for match in _compile_vague().finditer(text):
        bounds = words.vague[" ".join(match["word"].lower().split())]
        power = words.scales[match["scale"].lower()] if match["scale"] else 0
        low, high = (None if bound is None else bound.scaleb(power) for bound in (bounds.low, bounds.high))
        yield match.start(), match.end(), low, high, "", "amount"


@cache
def _compile_ordinals() -> re.Pattern[str]:
    words = load_amount_words()
    tens = any_of(word for word, value in words.cardinals.items() if value >= 20)
    return re.compile(
        rf"(?<![\w.,])(?P<digits>\d{{1,4}})(?:st|nd|rd|th)\b"
        rf"|(?<![\w-])(?:(?P<tens>{tens})-)?(?P<word>{any_of(words.ordinals)})\b(?!-)",
        re.IGNORECASE,
    )


@cache
def _compile_fractions() -> re.Pattern[str]:
    words = load_amount_words()
    not_after = "".join(rf"(?<!\b{word}\s)" for word in words.half_after)
    bare = rf"{any_of(words.bare_fractions)}(?!\s+an?\b)"
    return re.compile(
        rf"(?<![\w-])(?<!\band\sa\s)(?!(?<=\band\s)a\s){not_after}(?P<word>{bare}|{any_of(words.fractions)}(?=\s+(?:of|its|their|all)\b))(?![\w-])",
        re.IGNORECASE,
    )


@cache
def _compile_multiples() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(load_amount_words().multiples)})(?![\w-])", re.IGNORECASE)


@cache
def _compile_vague() -> re.Pattern[str]:
    words = load_amount_words()
    # "Scores" alone is a verb.
    return re.compile(
        rf"(?<![\w-])(?P<word>scores(?=\s+of\b)|(?!scores){any_of(words.vague)})"
        rf"(?:\s+(?P<scale>{any_of(words.scales)})(?!s))?(?!\w)",
        re.IGNORECASE,
    )
