"""Units of measurement: how they are written, what they measure, and how many of one make another.

The table is data of our own (units.yaml), exact in Decimal. pint was measured and not taken: it counts in floats unless
told otherwise and takes 0.4 s to start; its factors agree with the table, but for the acre, where it has the American
survey's. babel and pycountry would each be a package for one list of currency codes. quantulum3, without a model file
that current libraries cannot load, gives 14 of the 32 units of its own ambiguity cases another name.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

from hfcheck.values.lexicon import any_of, load_amount_words, load_words

_FAR = 200
_QUOTES = {'"': '"', "”": "“", "'": "'", "’": "‘", "''": "''"}


class Prefix(msgspec.Struct, frozen=True):
    """A prefix of the SI."""

    sign: str
    power: int


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`factor` of the first unit of its dimension `of` make one; `offset` is added before (temperatures)."""

    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    of: str = ""
    factor: str = "1"
    offset: Decimal = Decimal(0)
    prefixes: tuple[str, ...] = ()


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the meanings of a form: by words near it, right behind it (`next`) or soon behind it (`after`)."""

    unit: str
    cues: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Sense(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"otherwise": "else"}):
    """A form with several meanings; `otherwise` without a cue, `scaled` without one after "million"."""

    forms: tuple[str, ...]
    otherwise: str
    scaled: str = ""
    attached: bool = False
    meanings: tuple[Meaning, ...] = ()


class Fixed(msgspec.Struct, frozen=True):
    """An amount with a name of its own."""

    value: Decimal
    unit: str


class UnitWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of units.yaml; its comments say what each list is for."""

    prefixes: dict[str, Prefix]
    units: dict[str, Unit]
    senses: dict[str, Sense]
    fixed: dict[str, Fixed]
    spaced_signs: tuple[str, ...]
    tight_signs: tuple[str, ...]


class Measure(NamedTuple):
    """What a unit measures: (amount + offset) · numerator / denominator of the first unit of the dimension."""

    dimension: str
    numerator: Decimal
    denominator: Decimal
    offset: Decimal = Decimal(0)


class ReadUnit(NamedTuple):
    """A unit as it stands in a text: where it ends, and the power of ten that it may be instead."""

    unit: str
    end: int
    scale: int = 0


@cache
def load_unit_words() -> UnitWords:
    """The units. Raises ConfigError where the shipped file is damaged."""
    return load_words("units.yaml", UnitWords)


@cache
def list_units() -> dict[str, Unit]:
    """Every unit by name, those with a prefix included."""
    words = load_unit_words()
    units = dict(words.units)
    for name, unit in words.units.items():
        for key in unit.prefixes:
            prefix = words.prefixes[key]
            made = Unit(
                names=tuple(f"{key}{form}" for form in unit.names),
                signs=tuple(f"{prefix.sign}{sign}" for sign in unit.signs),
                of=unit.of,
                factor=str(Fraction(unit.factor) * Fraction(10) ** prefix.power),
            )
            known = units.get(f"{key}{name}")
            units[f"{key}{name}"] = _merge(known, made) if known else made
    return units


def _merge(known: Unit, made: Unit) -> Unit:
    return msgspec.structs.replace(known, names=(*known.names, *made.names), signs=(*known.signs, *made.signs))


# ── what a unit measures ──────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def find_measure(unit: str) -> Measure | None:
    """What a unit measures; None where it is comparable with itself alone.

    Known are the units of units.yaml, money by ISO 4217 code (one currency is no measure of another) and its
    hundredths, and ratios "a/b" of which at least one side is known.
    """
    whole, slash, part = unit.partition("/")
    if slash:
        above, below = find_measure(whole), find_measure(part)
        if above is None and below is None:
            return None
        above = above or Measure(whole.casefold(), Decimal(1), Decimal(1))
        below = below or Measure(part.casefold(), Decimal(1), Decimal(1))
        factor = Fraction(above.numerator) / Fraction(above.denominator)
        factor *= Fraction(below.denominator) / Fraction(below.numerator)
        return _make_measure(f"{above.dimension}/{below.dimension}", factor)
    known = list_units().get(unit)
    if known is not None and known.of:
        return _make_measure(known.of, Fraction(known.factor), known.offset)
    money = load_amount_words()
    if unit in money.currency_codes:
        return _make_measure(unit, Fraction(1))
    hundredth = money.currency_hundredths.get(unit)
    return _make_measure(hundredth, Fraction(1, 100)) if hundredth else None


def name_dimension(unit: str) -> str:
    """What units that can be compared have in common: "length" of miles and metres; else the unit itself."""
    measure = find_measure(unit)
    return measure.dimension if measure else unit.casefold()


def _make_measure(dimension: str, factor: Fraction, offset: Decimal = Decimal(0)) -> Measure:
    return Measure(dimension, Decimal(factor.numerator), Decimal(factor.denominator), offset)


# ── how units are written ─────────────────────────────────────────────────────────────────────


def read_unit(text: str, at: int, scaled: bool = False) -> ReadUnit | None:
    """The unit that begins at `at`, straight after a number; `scaled`: after "million" and the like."""
    match = _compile_forms().match(text, at)
    if match is None:
        return None
    form = " ".join((match["name"] or match["sign"]).split())
    if form in _QUOTES and _closes_quote(text, match.start(), form):
        return None
    sense = _list_senses().get(form)
    unit = _choose(text, match.start(), match.end(), sense, scaled) if sense else _list_forms()[form]
    if unit.startswith("scale "):
        return None if scaled else ReadUnit("", match.end(), int(unit.removeprefix("scale ")))
    return ReadUnit(unit, match.end()) if unit else None


def _closes_quote(text: str, at: int, sign: str) -> bool:
    """Whether a quotation is open that the sign closes."""
    opened = text.count(_QUOTES[sign], 0, at)
    closed = 0 if sign == _QUOTES[sign] else text.count(sign, 0, at)
    if sign in "'’":
        return re.search(r"(?<!\w)['‘][^'’]*$", text[:at]) is not None
    return (opened - closed) % 2 == 1 if sign == _QUOTES[sign] else opened > closed


def read_base(text: str, at: int) -> ReadUnit | None:
    """The unit that an amount is told for each of, with "per", "a" or a stroke: " per second", "/km", "-a-barrel"."""
    match = _compile_bases().match(text, at)
    if match is None:
        return None
    return ReadUnit(_list_forms()[" ".join((match["sign"] or match["name"]).split())], match.end())


@cache
def _list_forms() -> dict[str, str]:
    return {form: name for name, unit in list_units().items() for form in (*unit.names, *unit.signs)}


@cache
def _list_senses() -> dict[str, Sense]:
    return {form: sense for sense in load_unit_words().senses.values() for form in sense.forms}


@cache
def _compile_forms() -> re.Pattern[str]:
    units, senses = list_units(), load_unit_words().senses.values()
    attached = {form for sense in senses if sense.attached for form in sense.forms}
    spelled = {form for sense in senses for form in sense.forms if form.isalpha() and len(form) > 1}
    names = {form for unit in units.values() for form in unit.names} | spelled
    signs = {form for unit in units.values() for form in unit.signs} | attached
    words = load_unit_words()
    spaced = {form for form in signs if len(form) > 1 or form in words.spaced_signs}.difference(words.tight_signs)
    tight = signs - spaced
    return re.compile(
        rf"[\s-]++(?P<name>{any_of(names)})(?![\w/]|-old)"
        rf"|(?:\s?(?={any_of(spaced)}(?!\w))|(?={any_of(tight)}(?!\w)))(?P<sign>{any_of(signs)})(?!\w)"
    )


@cache
def _compile_bases() -> re.Pattern[str]:
    words, units = load_amount_words(), list_units()
    names = {form for name in words.rate_units for form in units[name].names}
    signs = {form for unit in units.values() for form in unit.signs}
    per = any_of(words.per)
    names |= {form for name in words.rate_units for form in units[name].signs if len(form) > 1}
    spelled = rf"(?:\s+(?:{per})\s+|-(?:{per})-)(?P<name>{any_of(names)})(?!\w)"
    return re.compile(rf"{spelled}|\s?/\s?(?P<sign>{any_of(signs | names)})(?!\w)")


def _choose(text: str, start: int, end: int, sense: Sense, scaled: bool) -> str:
    """The meaning of a form: what follows decides first, then the nearest cue."""
    rest = text[end : end + 24]
    for meaning in sense.meanings:
        if meaning.next and re.match(rf"[\s-]{any_of(meaning.next)}(?!\w)", rest):
            return meaning.unit
        if meaning.after and re.match(rf"(?:\s+\w+){{0,2}}?\s+{any_of(meaning.after)}(?!\w)", rest):
            return meaning.unit
    first, last = max(0, start - _FAR), end + _FAR
    before, after = text[first:start], text[end:last]
    found = [(_find_nearest_cue(before, after, one), at, one.unit) for at, one in enumerate(sense.meanings) if one.cues]
    nearest = min(found, default=(_FAR, 0, ""))
    return nearest[2] if nearest[0] < _FAR else (scaled and sense.scaled) or sense.otherwise


@cache
def _compile_cues(cues: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(cues)}(?!\w)")


def _find_nearest_cue(before: str, after: str, meaning: Meaning) -> int:
    pattern = _compile_cues(meaning.cues)
    ends = [len(before) - match.end() for match in pattern.finditer(before)]
    return min([*ends, *(match.start() for match in pattern.finditer(after))], default=_FAR)
