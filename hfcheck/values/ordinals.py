"""Ranks, fractions, multiples and vague counts: amounts that are single words of the language.

Each finder yields the parts of a `FoundQuantity` before approximating words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import NamedTuple

from hfcheck.values.amounts import read_unit_or_money
from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.numerals import read_number
from hfcheck.values.roles import is_factor_cue
from hfcheck.values.units import load_unit_words

_SMALL_WHOLE = 12
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year")


class Part(NamedTuple):
    """A found amount before approximating words; for the fields see `quantities.FoundQuantity`."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str
    role: str


def find_fixed(text: str) -> Iterator[Part]:
    """Amounts with a name of their own: "absolute zero"."""
    fixed = load_unit_words().fixed
    for match in re.finditer(rf"\b{any_of(fixed)}\b", text):
        one = fixed[" ".join(match[0].split())]
        yield Part(match.start(), match.end(), one.value, one.value, one.unit, "amount")


def find_ordinals(text: str) -> Iterator[Part]:
    """ "Sixth", "21st", "twenty-first", as role "ordinal" without a unit."""
    words = load_amount_words()
    for match in _compile_ordinals().finditer(text):
        if match["digits"]:
            rank = int(match["digits"])
        else:
            rank = words.ordinals[match["word"].lower()]
            rank += words.cardinals[match["tens"].lower()] if match["tens"] else 0
        yield Part(match.start(), match.end(), Decimal(rank), Decimal(rank), "", "ordinal")


def find_proportions(text: str) -> Iterator[Part]:
    """ "Half", "two-thirds of", as role "share" in per cent; "doubled", "twofold", as role "multiple" in times."""
    words = load_amount_words()
    for match in _compile_fractions().finditer(text):
        low, high = words.fractions[" ".join(match["word"].lower().split())]
        yield Part(match.start("word"), match.end("word"), Decimal(low), Decimal(high), "%", "share")
    yield from _find_odds(text)
    for match in _compile_multiples().finditer(text):
        times, often = words.multiples[match[0].lower()], match[0].lower() in words.frequencies
        factor = not often or is_factor_cue(text, match.end())
        yield Part(match.start(), match.end(), times, times, "times", "multiple" if factor else "amount")


def find_parts(text: str) -> Iterator[Part]:
    """ "Half a mile", "three quarters of an hour": a part of one unit, in that unit."""
    words = load_amount_words()
    for match in _compile_parts().finditer(text):
        end, unit = read_unit_or_money(text, match.end())
        if unit:
            low, high = words.fractions[" ".join(match["word"].lower().split())]
            yield Part(match.start("word"), end, Decimal(low) / 100, Decimal(high) / 100, unit, "amount")


def find_vague(text: str) -> Iterator[Part]:
    """ "Dozens of", "several million", as amounts of which only a bound is known."""
    words = load_amount_words()
    for match in _compile_vague().finditer(text):
        bounds = words.vague[" ".join(match["word"].lower().split())]
        power = words.scales[match["scale"].lower()] if match["scale"] else 0
        low, high = (None if bound is None else bound.scaleb(power) for bound in (bounds.low, bounds.high))
        told = re.compile(r"(?:\s+of)?").match(text, match.end())
        end, unit = read_unit_or_money(text, told.end() if told else match.end())
        yield Part(match.start(), end if unit else match.end(), low, high, unit, "amount")


def _is_round(whole: Decimal) -> bool:
    """Whether a whole is one that shares are told of: "26 out of 28 provinces" are 26 provinces."""
    return whole % 1 == 0 and (whole <= _SMALL_WHOLE or whole % 10 == 0)


def _find_odds(text: str) -> Iterator[Part]:
    """ "One in five", "nine out of ten": a share, to the whole per cent below and above."""
    for match in _compile_odds().finditer(text):
        part, whole = read_number(match["part"]), read_number(match["whole"])
        if part is None or whole is None or not 0 < part < whole or part % 1 or not _is_round(whole):
            continue
        if _compile_rating().search(text[max(0, match.start() - 30) : match.start()]):
            yield Part(match.start(), match.end(), part, part, "", "score")
            continue
        share = part * 100 / whole
        low = share.to_integral_value(ROUND_FLOOR) if share >= 1 else share
        high = share.to_integral_value(ROUND_CEILING) if share >= 1 else share
        yield Part(match.start(), match.end(), low, high, "%", "share")


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
    forms = any_of(words.fractions)
    led = "|".join(rf"(?<=\b{word}\s)" for word in words.fraction_links)
    told = r"(?=\s+(?:of|its|their|all)\b)(?!\s+of\s+an?\b)"
    ends = any_of((*words.factor_ends, *words.base_links, *words.yearly))
    # "Fell by a third in May", but no "third year in power".
    fell = rf"(?<=\bby\s){forms}(?=\s+{ends}\b)"
    fraction = rf"{bare}|{forms}{told}|(?:{led}){forms}(?!\s+(?:of\s+)?an?\b|\s+[a-z])|{fell}"
    free = rf"(?<![\w-])(?<!\band\sa\s)(?!(?<=\band\s)a\s){not_after}"
    return re.compile(rf"{free}(?P<word>{fraction})(?![\w-])", re.IGNORECASE)


@cache
def _compile_rating() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(load_amount_words().ratings)})\s+(?:of\s+|at\s+|it\s+)?$")


@cache
def _compile_parts() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<word>(?i:{any_of(load_amount_words().fractions)}))\s+(?:of\s+)?an?(?=\s)")


@cache
def _compile_multiples() -> re.Pattern[str]:
    words = load_amount_words()
    follows = rf"(?=\s+(?:{any_of((*words.factor_cues, *words.factor_ends))})\b|\s*[.,;]|\s*$)"
    plain = any_of(word for word in words.multiples if word not in words.adjectives)
    return re.compile(
        rf"(?<![\w-])(?:(?:{plain})(?![\w-])|(?:{any_of(words.adjectives)})(?![\w-]){follows})", re.IGNORECASE
    )


@cache
def _compile_odds() -> re.Pattern[str]:
    words = load_amount_words()
    small = rf"(?:{any_of(words.cardinals)}|\d{{1,4}})"
    units = [form for name in _TIMES for form in load_unit_words().units[name].names]
    counted = any_of((*words.scales, *words.percent, *units))
    part = rf"(?<![\w.,$€£-])(?P<part>(?i:{small}))\s+{any_of(words.proportion_links)}\s+"
    return re.compile(rf"{part}(?P<whole>{small}|(?:a\s+)?hundred)(?![\w%-]|[.,]\d|\s+(?:{counted}|\d)\b)")


@cache
def _compile_vague() -> re.Pattern[str]:
    words = load_amount_words()
    # "Scores" alone is a verb.
    return re.compile(
        rf"(?<![\w-])(?P<word>scores(?=\s+of\b)|(?!scores){any_of(words.vague)})"
        rf"(?:\s+(?P<scale>{any_of(words.scales)})(?!s))?(?!\w)",
        re.IGNORECASE,
    )
