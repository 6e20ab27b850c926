"""The words of dates and amounts, read once from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from hfcheck.errors import ConfigError
from hfcheck.yamlsource import load_yaml

_FOLDER = Path(__file__).parent

Words = TypeVar("Words")


class Season(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """First and last month; a last before the first lies in the next year."""

    words: tuple[str, ...]
    first: int
    last: int


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of dates.yaml; its comments say what each list is for."""

    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    seasons: dict[str, Season]
    ordinals: dict[str, int]
    centuries: tuple[str, ...]
    small_numbers: dict[str, int]
    days: dict[str, int]
    shifts: dict[str, int]
    units: tuple[str, ...]
    month_cues: tuple[str, ...]
    year_cues: tuple[str, ...]
    amount_nouns_before: tuple[str, ...]
    verbs_and_links_after: tuple[str, ...]
    amount_nouns_after: tuple[str, ...]
    future_cues: tuple[str, ...]
    past_cues: tuple[str, ...]
    bounds: dict[str, str]
    range_links: tuple[str, ...]
    vague_parts: tuple[str, ...]


class Bounds(msgspec.Struct, frozen=True):
    """Lower and upper end, or the factors that give them; None is open."""

    low: Decimal | None
    high: Decimal | None


class Approximator(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    low: Decimal | None
    high: Decimal | None


class AmountWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of amounts.yaml; its comments say what each list is for."""

    approximators: tuple[Approximator, ...]
    trailing: tuple[Approximator, ...]
    vague: dict[str, Bounds]
    cardinals: dict[str, int]
    scales: dict[str, int]
    scale_signs: dict[str, int]
    money_scale_signs: dict[str, int]
    dozen: tuple[str, ...]
    ordinals: dict[str, int]
    fractions: dict[str, tuple[int, int]]
    bare_fractions: tuple[str, ...]
    half_after: tuple[str, ...]
    multiples: dict[str, Decimal]
    percent: tuple[str, ...]
    points: dict[str, str]
    currency_signs: dict[str, str]
    currency_codes: tuple[str, ...]
    currency_words: dict[str, tuple[str, ...]]
    currency_prefixes: dict[str, str]
    units: dict[str, tuple[str, ...]]
    attached_units: tuple[str, ...]
    per: tuple[str, ...]
    rate_units: tuple[str, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    change_links: tuple[str, ...]
    change_particles: tuple[str, ...]
    labels: tuple[str, ...]
    openers: tuple[str, ...]
    ages_before: tuple[str, ...]
    ages_after: tuple[str, ...]
    one_not_after: tuple[str, ...]
    one_not_before: tuple[str, ...]
    score_before: tuple[str, ...]
    score_after: tuple[str, ...]
    clock: tuple[str, ...]


@cache
def load_date_words() -> DateWords:
    """The words of dates. Raises ConfigError where the shipped file is damaged."""
    return _load("dates.yaml", DateWords)


@cache
def load_amount_words() -> AmountWords:
    """The words of amounts. Raises ConfigError where the shipped file is damaged."""
    return _load("amounts.yaml", AmountWords)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first, with any run of blanks for a blank."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def _load(name: str, kind: type[Words]) -> Words:
    path = _FOLDER / name
    try:
        return msgspec.convert(load_yaml(path, ConfigError).data, kind, dec_hook=_read_decimal)
    except msgspec.ValidationError as fault:
        raise ConfigError(f"damaged word list: {fault}; install hfcheck again", f"hfcheck/values/{name}") from None


def _read_decimal(kind: type, value: object) -> object:
    return kind(str(value))
