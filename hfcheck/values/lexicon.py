"""The words of dates and amounts, read once from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
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
    day_cues: tuple[str, ...]
    ranked: tuple[str, ...]
    verbs_after_year: tuple[str, ...]
    months_that_name: tuple[str, ...]
    named_days: dict[str, str]
    then_shifts: dict[str, int]
    then_not_after: tuple[str, ...]
    then_after: dict[str, int]
    then_parts: tuple[str, ...]
    then_times: tuple[str, ...]
    recurring: tuple[str, ...]
    about_ago: tuple[str, ...]
    beyond_ago: tuple[str, ...]
    eras_before: tuple[str, ...]
    eras_after: tuple[str, ...]
    fiscal: tuple[str, ...]
    year_owners: tuple[str, ...]


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
    dozen: dict[str, int]
    ordinals: dict[str, int]
    fractions: dict[str, tuple[int, int]]
    bare_fractions: tuple[str, ...]
    half_after: tuple[str, ...]
    multiples: dict[str, Decimal]
    adjectives: tuple[str, ...]
    frequencies: tuple[str, ...]
    ratings: tuple[str, ...]
    factor_ends: tuple[str, ...]
    factor_cues: tuple[str, ...]
    factor_signs: tuple[str, ...]
    proportion_links: tuple[str, ...]
    tolerances: tuple[str, ...]
    tails: dict[str, Decimal]
    percent: tuple[str, ...]
    currency_signs: dict[str, str]
    currency_codes: tuple[str, ...]
    currency_words: dict[str, tuple[str, ...]]
    currency_prefixes: dict[str, str]
    currency_hundredths: dict[str, str]
    currency_cues: dict[str, dict[str, tuple[str, ...]]]
    per: tuple[str, ...]
    rate_units: tuple[str, ...]
    rises: tuple[str, ...]
    falls: tuple[str, ...]
    base_links: tuple[str, ...]
    yearly: tuple[str, ...]
    more_after: tuple[str, ...]
    less_after: tuple[str, ...]
    streets: tuple[str, ...]
    fraction_links: tuple[str, ...]
    change_links: tuple[str, ...]
    change_particles: tuple[str, ...]
    labels: tuple[str, ...]
    openers: frozenset[str]
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
    return load_words("dates.yaml", DateWords)


@cache
def load_amount_words() -> AmountWords:
    """The words of amounts. Raises ConfigError where the shipped file is damaged."""
    return load_words("amounts.yaml", AmountWords)


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, the longest first, with any run of blanks for a blank."""
    return _join_words(tuple(words))


@lru_cache(maxsize=512)
def _join_words(words: tuple[str, ...]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def load_words(name: str, kind: type[Words]) -> Words:
    """A word list beside this module, as `kind`. Raises ConfigError where it is damaged."""
    path = _FOLDER / name
    try:
        return msgspec.convert(load_yaml(path, ConfigError).data, kind, dec_hook=_read_decimal)
    except msgspec.ValidationError as fault:
        raise ConfigError(f"damaged word list: {fault}; install hfcheck again", f"hfcheck/values/{name}") from None


def _read_decimal(kind: type, value: object) -> object:
    return kind(str(value))
