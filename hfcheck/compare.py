"""May two values both be true? The algebra over sets of possible values.

A value is a set: "nearly 300" is an interval of amounts, "June 2023" an interval of days, an open list every list
that holds it. SAME: equal sets. COMPATIBLE: they share a member, or one exact figure is a rounding of the other.
DISJOINT: they share none. UNKNOWN: a symbol, an unresolved name, another unit or kind, or nothing known.

Every function is total and symmetric, and raises nothing; reasons are put into words by `explain_comparison` alone.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TypeVar

from hfcheck.model import Change, Comparison, Entity, Members, Moment, Quantity, Share, Text, Value

ROUNDING_LIMIT = Decimal("0.05")
"""How far, of the larger, a figure may lie from its rounding: 80,213 may be told as 80,000, 84,900 may not."""

Bound = TypeVar("Bound", Decimal, date)

_EXACT = Context(prec=60, traps=[])
_MIN_ZEROS = 2
_SYMBOL_YEAR = 2000
_YEAR_SYMBOL = re.compile(r"published\.year([+-]\d{1,3})?(?:/(\d{2}))?(?:/(\d{2}))?")


def compare_values(a: Value, b: Value, same_article: bool = False) -> Comparison:
    """Compare two values of any kind; of different kinds, UNKNOWN. For `same_article` see `compare_moments`."""
    match a, b:
        case Quantity(), Quantity():
            verdict = compare_quantities(a, b)
        case Moment(), Moment():
            verdict = compare_moments(a, b, same_article)
        case Entity(), Entity():
            verdict = compare_entities(a, b)
        case Members(), Members():
            verdict = compare_members(a, b)
        case Change(), Change():
            verdict = _compare_changes(a, b, same_article)
        case Share(), Share():
            verdict = compare_quantities(a.amount, b.amount) if _same_text(a.whole, b.whole) else Comparison.UNKNOWN
        case Text(), Text():
            verdict = Comparison.SAME if _same_text(a.text, b.text) else Comparison.UNKNOWN
        case _:
            verdict = Comparison.UNKNOWN
    return verdict


def compare_times(a: Moment | None, b: Moment | None, same_article: bool = False) -> Comparison:
    """Compare two times of claims; UNKNOWN where either is not known. For `same_article` see `compare_moments`."""
    return Comparison.UNKNOWN if a is None or b is None else compare_moments(a, b, same_article)


def compare_moments(a: Moment, b: Moment, same_article: bool = False) -> Comparison:
    """Compare two closed intervals of days, open where an end is None.

    A symbol is known only beside another symbol of the same article, which the caller vouches for by `same_article`;
    without it, and between a symbol and a date, UNKNOWN.
    """
    if a.symbol is not None or b.symbol is not None:
        return _compare_symbols(a.symbol, b.symbol) if same_article else Comparison.UNKNOWN
    return _compare_intervals(a.start, a.end, b.start, b.end)


def compare_quantities(a: Quantity, b: Quantity) -> Comparison:
    """Compare two intervals of amounts in the same unit; in different units, UNKNOWN.

    Two exact figures are COMPATIBLE where one is the other rounded to the digits that it shows (at least two trailing
    zeros, or fewer decimals) and they differ by at most `ROUNDING_LIMIT` of the larger.
    """
    bounds = (a.low, a.high, b.low, b.high)
    if not _same_text(a.unit, b.unit) or any(bound is not None and not bound.is_finite() for bound in bounds):
        return Comparison.UNKNOWN
    verdict = _compare_intervals(a.low, a.high, b.low, b.high)
    if verdict is Comparison.DISJOINT and _is_rounding(a, b):
        return Comparison.COMPATIBLE
    return verdict


def compare_entities(a: Entity, b: Entity) -> Comparison:
    """Compare two entities by id; UNKNOWN where either is unresolved."""
    if not (a.resolved and b.resolved):
        return Comparison.UNKNOWN
    return Comparison.SAME if a.id == b.id else Comparison.DISJOINT


def compare_members(a: Members, b: Members) -> Comparison:
    """Compare two lists as sets of entities: a closed one is itself alone, an open one all that hold its items."""
    if not all(item.resolved for item in (*a.items, *b.items)):
        return Comparison.UNKNOWN
    left, right = {item.id for item in a.items}, {item.id for item in b.items}
    if left == right and a.closed == b.closed:
        return Comparison.SAME
    fits = (not a.closed or right <= left) and (not b.closed or left <= right)
    return Comparison.COMPATIBLE if fits else Comparison.DISJOINT


def explain_comparison(a: Value, b: Value, same_article: bool = False) -> str:
    """Say in one plain sentence what `compare_values` finds and why."""
    left, right = sorted((_describe_value(a), _describe_value(b)))
    match compare_values(a, b, same_article):
        case Comparison.SAME:
            return f"{left} and {right} are the same."
        case Comparison.DISJOINT:
            return f"{left} and {right} cannot both be true: {_name_kind(a)} fits both."
        case Comparison.COMPATIBLE:
            reason = "they overlap"
            if isinstance(a, Quantity) and isinstance(b, Quantity) and _is_rounding(a, b):
                reason = "one is the other rounded"
            return f"{left} and {right} can both be true: {reason}."
    return f"{left} and {right} cannot be compared: {_explain_unknown(a, b)}."


# ── intervals ─────────────────────────────────────────────────────────────────────────────────


def _compare_intervals(
    a_low: Bound | None, a_high: Bound | None, b_low: Bound | None, b_high: Bound | None
) -> Comparison:
    for low, high in ((a_low, a_high), (b_low, b_high)):
        if (low is None and high is None) or (low is not None and high is not None and high < low):
            return Comparison.UNKNOWN
    if a_low == b_low and a_high == b_high:
        return Comparison.SAME
    if a_high is not None and b_low is not None and a_high < b_low:
        return Comparison.DISJOINT
    if b_high is not None and a_low is not None and b_high < a_low:
        return Comparison.DISJOINT
    return Comparison.COMPATIBLE


def _compare_symbols(a: str | None, b: str | None) -> Comparison:
    if a is None or b is None:
        return Comparison.UNKNOWN
    if a == b:
        return Comparison.SAME
    left, right = _place_symbol(a), _place_symbol(b)
    if left is None or right is None:
        return Comparison.UNKNOWN
    return _compare_intervals(*left, *right)


def _place_symbol(symbol: str) -> tuple[date, date] | None:
    """The days of a symbol that counts in years, as if publication were in a fixed leap year."""
    match = _YEAR_SYMBOL.fullmatch(symbol)
    if match is None:
        return None
    year = _SYMBOL_YEAR + int(match[1] or 0)
    first, last = int(match[2] or 1), int(match[2] or 12)
    try:
        if match[3]:
            return date(year, first, int(match[3])), date(year, first, int(match[3]))
        return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:
        return None


# ── rounding ──────────────────────────────────────────────────────────────────────────────────


def _is_rounding(a: Quantity, b: Quantity) -> bool:
    if a.low is None or a.low != a.high or b.low is None or b.low != b.high:
        return False
    x, y = a.low, b.low
    if not (x.is_finite() and y.is_finite()) or x == y:
        return False
    with localcontext(_EXACT):
        if abs(x - y) > ROUNDING_LIMIT * max(abs(x), abs(y)):
            return False
        return _rounds_to(x, y) or _rounds_to(y, x)


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether `exact` gives `rounded` at the last digit that `rounded` shows; a tie may go either way."""
    place = _last_digit(rounded)
    if place <= _last_digit(exact) or 0 < place < _MIN_ZEROS:
        return False
    unit = Decimal(1).scaleb(place)
    scaled = exact / unit
    return any(scaled.to_integral_value(mode) * unit == rounded for mode in (ROUND_HALF_UP, ROUND_HALF_DOWN))


def _last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero: 3 for 81,000, -1 for 24.70."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


# ── changes and texts ─────────────────────────────────────────────────────────────────────────


def _compare_changes(a: Change, b: Change, same_article: bool) -> Comparison:
    """Changes from one base (both unnamed counts as one): opposite directions are disjoint, else by their amounts."""
    if (a.base is None) != (b.base is None):
        return Comparison.UNKNOWN
    if a.base is not None and compare_times(a.base, b.base, same_article) is not Comparison.SAME:
        return Comparison.UNKNOWN
    if not _same_text(a.direction, b.direction):
        return Comparison.DISJOINT if a.direction and b.direction else Comparison.UNKNOWN
    return compare_quantities(a.amount, b.amount)


def _same_text(a: str, b: str) -> bool:
    return a == b or a.casefold().split() == b.casefold().split()


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _describe_value(value: Value) -> str:
    match value:
        case Quantity():
            words = value.surface or _describe_bounds(value.low, value.high, value.unit)
        case Moment():
            words = value.surface or value.symbol or _describe_bounds(value.start, value.end, "")
        case Entity():
            words = value.name or value.id
        case Members():
            words = ", ".join(item.name or item.id for item in value.items) or "an empty list"
        case Change():
            words = f"{value.direction} {_describe_value(value.amount)}".strip()
        case Share():
            words = f"{_describe_value(value.amount)} of {value.whole}"
        case Text():
            words = f"“{value.text}”"
    return words


def _describe_bounds(low: Decimal | date | None, high: Decimal | date | None, unit: str) -> str:
    first, last = (f"{bound:,f}" if isinstance(bound, Decimal) else str(bound) for bound in (low, high))
    if low is None and high is None:
        return "an unknown value"
    if low is None:
        words = f"at most {last}" if isinstance(high, Decimal) else f"until {last}"
    elif high is None:
        words = f"at least {first}" if isinstance(low, Decimal) else f"from {first}"
    else:
        words = first if first == last else f"{first} to {last}"
    return f"{words} {unit}".strip()


def _name_kind(value: Value) -> str:
    match value:
        case Quantity() | Share() | Change():
            return "no amount"
        case Moment():
            return "no day"
        case Members():
            return "no list"
    return "nothing"


def _explain_unknown(a: Value, b: Value) -> str:
    if type(a) is not type(b):
        return "they are of different kinds"
    if isinstance(a, Quantity) and isinstance(b, Quantity) and not _same_text(a.unit, b.unit):
        return "their units differ"
    if isinstance(a, Moment) and isinstance(b, Moment) and (a.symbol or b.symbol):
        return "one depends on a date of publication that is not known"
    if isinstance(a, Entity | Members):
        return "a name is not resolved"
    if isinstance(a, Share):
        return "they are shares of different wholes"
    return "too little is known"
