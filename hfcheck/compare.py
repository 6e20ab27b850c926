"""May two values both be true? The algebra over sets of possible values.

A value is a set: "nearly 300" is an interval of amounts, "June 2023" an interval of days, an open list every list
that holds it. SAME: equal sets. COMPATIBLE: they share a member, or one exact figure is a rounding of the other.
DISJOINT: they share none. UNKNOWN: a symbol, an unresolved name, a unit that no conversion ties, another kind, or
nothing known.

Every function is total and symmetric, and raises nothing; reasons are put into words by `explain_comparison` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from hfcheck.model import Change, Comparison, Entity, Members, Moment, Quantity, Share, Text, Value
from hfcheck.values.symbols import compare_ranks, compare_symbols
from hfcheck.values.units import find_measure

ROUNDING_LIMIT = Decimal("0.05")
"""How far, of the larger, a figure may lie from its rounding: 80,213 may be told as 80,000, 84,900 may not."""

Bound = TypeVar("Bound", Decimal, date, int)

_EXACT = Context(prec=60, traps=[])
_MIN_ZEROS = 2
_SAME, _COMPATIBLE, _DISJOINT, _UNKNOWN = (
    Comparison.SAME,
    Comparison.COMPATIBLE,
    Comparison.DISJOINT,
    Comparison.UNKNOWN,
)


def compare_values(a: Value, b: Value, same_article: bool = False) -> Comparison:
    """Compare two values of any kind; of different kinds, UNKNOWN. For `same_article` see `compare_moments`."""
    kind = type(a)
    return _COMPARE[kind](a, b, same_article) if kind is type(b) else _UNKNOWN


def compare_times(a: Moment | None, b: Moment | None, same_article: bool = False) -> Comparison:
    """Compare two times of claims; UNKNOWN where either is not known. For `same_article` see `compare_moments`."""
    return _UNKNOWN if a is None or b is None else compare_moments(a, b, same_article)


def compare_moments(a: Moment, b: Moment, same_article: bool = False) -> Comparison:
    """Compare two closed intervals of days, open where an end is None.

    A symbol that hangs on the date of publication is known only beside another symbol of the same article, which the
    caller vouches for by `same_article`; without it, and beside a date, UNKNOWN. A year before Christ is known.
    """
    if a.symbol is None and b.symbol is None:
        return _compare_intervals(a.start, a.end, b.start, b.end)
    if a.symbol is not None and b.symbol is not None and same_article:
        return compare_symbols(a.symbol, b.symbol)
    return compare_ranks(a, b)


def compare_quantities(a: Quantity, b: Quantity) -> Comparison:
    """Compare two intervals of amounts in one unit, or in two that measure the same thing; else UNKNOWN.

    Two exact figures are COMPATIBLE where one is the other rounded to the digits that it shows (at least two trailing
    zeros, or fewer decimals) and they differ by at most `ROUNDING_LIMIT` of the larger. In different units each exact
    figure stands for what rounds to it, up to that limit, since one is as a rule the other converted.
    """
    scale = None if a.unit == b.unit else _relate_units(a.unit, b.unit)
    if scale is _NO_RELATION:
        return _UNKNOWN
    a_low, a_high, b_low, b_high = a.low, a.high, b.low, b.high
    for bound in (a_low, a_high, b_low, b_high):
        if bound is not None and not bound.is_finite():
            return _UNKNOWN
    if scale is not None:
        return _compare_converted((a_low, a_high), (b_low, b_high), scale)
    verdict = _compare_intervals(a_low, a_high, b_low, b_high)
    return _COMPATIBLE if verdict is _DISJOINT and _is_rounding(a, b) else verdict


def compare_entities(a: Entity, b: Entity, part_of: Callable[[str], Collection[str]] | None = None) -> Comparison:
    """Compare two entities by id; UNKNOWN where either is unresolved.

    `part_of` gives the ids of what an entity is a part of: a city and its country are COMPATIBLE.
    """
    if not (a.resolved and b.resolved):
        return _UNKNOWN
    if part_of is not None and a.id != b.id and (b.id in part_of(a.id) or a.id in part_of(b.id)):
        return _COMPATIBLE
    return _SAME if a.id == b.id else _DISJOINT


def compare_members(a: Members, b: Members) -> Comparison:
    """Compare two lists as sets of entities: a closed one is itself alone, an open one all that hold its items."""
    if not all(item.resolved for item in (*a.items, *b.items)):
        return _UNKNOWN
    left, right = {item.id for item in a.items}, {item.id for item in b.items}
    if left == right and a.closed == b.closed:
        return _SAME
    fits = (not a.closed or right <= left) and (not b.closed or left <= right)
    return _COMPATIBLE if fits else _DISJOINT


def explain_comparison(a: Value, b: Value, same_article: bool = False) -> str:
    """Say in one plain sentence what `compare_values` finds and why."""
    left, right = sorted((_describe_value(a), _describe_value(b)))
    match compare_values(a, b, same_article):
        case Comparison.SAME:
            return f"{left} and {right} are the same."
        case Comparison.DISJOINT:
            return f"{left} and {right} cannot both be true: {_name_kind(a)} fits both."
        case Comparison.COMPATIBLE:
            return f"{left} and {right} can both be true: {_explain_compatible(a, b)}."
    return f"{left} and {right} cannot be compared: {_explain_unknown(a, b)}."


# ── intervals ─────────────────────────────────────────────────────────────────────────────────


def _compare_intervals(
    a_low: Bound | None, a_high: Bound | None, b_low: Bound | None, b_high: Bound | None
) -> Comparison:
    if a_low is None or a_high is None:
        if a_low is None and a_high is None:
            return _UNKNOWN
    elif a_high < a_low:
        return _UNKNOWN
    if b_low is None or b_high is None:
        if b_low is None and b_high is None:
            return _UNKNOWN
    elif b_high < b_low:
        return _UNKNOWN
    if a_high is not None and b_low is not None and a_high < b_low:
        return _DISJOINT
    if b_high is not None and a_low is not None and b_high < a_low:
        return _DISJOINT
    return _SAME if a_low == b_low and a_high == b_high else _COMPATIBLE


# ── units ─────────────────────────────────────────────────────────────────────────────────────


class _Relation(NamedTuple):
    """How amounts in two units become comparable: (amount + offset) · factor, for the left and the right one."""

    left_offset: Decimal
    left: Decimal
    right_offset: Decimal
    right: Decimal


_NO_RELATION = _Relation(Decimal(0), Decimal(0), Decimal(0), Decimal(0))
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")


@lru_cache(maxsize=4096)
def _relate_units(a: str, b: str) -> _Relation | None:
    """None where the units are the same, `_NO_RELATION` where no conversion ties them."""
    if _same_text(a, b):
        return None
    left, right = find_measure(a), find_measure(b)
    if left is None or right is None or left.dimension != right.dimension:
        return _NO_RELATION
    forth, back = left.numerator * right.denominator, right.numerator * left.denominator
    if forth == back and left.offset == right.offset:
        return None
    return _Relation(left.offset, forth, right.offset, back)


Ends = tuple[Decimal | None, Decimal | None]


def _compare_converted(a: Ends, b: Ends, scale: _Relation) -> Comparison:
    a_low, a_high = _convert(a, scale.left_offset, scale.left)
    b_low, b_high = _convert(b, scale.right_offset, scale.right)
    verdict = _compare_intervals(a_low, a_high, b_low, b_high)
    if verdict is not _DISJOINT or _lie_far(a_high, b_low) or _lie_far(b_high, a_low):
        return verdict
    wide_a = _convert(_round_out(a), scale.left_offset, scale.left)
    wide_b = _convert(_round_out(b), scale.right_offset, scale.right)
    return _DISJOINT if _compare_intervals(*wide_a, *wide_b) is _DISJOINT else _COMPATIBLE


def _lie_far(below: Decimal | None, above: Decimal | None) -> bool:
    """Whether a gap is wider than any rounding could bridge."""
    if below is None or above is None or not 0 < below < above:
        return False
    return _EXACT.subtract(above, below) > _EXACT.multiply(ROUNDING_LIMIT, _EXACT.add(above, below))


def _convert(ends: Ends, offset: Decimal, factor: Decimal) -> Ends:
    low, high = ends
    first = None if low is None else _EXACT.multiply(_EXACT.add(low, offset) if offset else low, factor)
    if low is high:
        return first, first
    return first, None if high is None else _EXACT.multiply(_EXACT.add(high, offset) if offset else high, factor)


def _round_out(ends: Ends) -> Ends:
    """The interval of what rounds to its ends, each at the last digit that it shows."""
    low, high = ends
    return (
        None if low is None else _EXACT.subtract(low, find_tolerance(low)),
        None if high is None else _EXACT.add(high, find_tolerance(high)),
    )


def find_tolerance(value: Decimal) -> Decimal:
    """How far the amounts lie from `value` at most that round to it: half of its last digit, at most 5%."""
    half = _EXACT.multiply(_HALF, _ONE.scaleb(_last_digit(value), _EXACT))
    return min(half, _EXACT.multiply(ROUNDING_LIMIT, value.copy_abs())) if value else half


# ── rounding ──────────────────────────────────────────────────────────────────────────────────


def _is_rounding(a: Quantity, b: Quantity) -> bool:
    x, y = a.low, b.low
    if x is None or y is None or x != a.high or y != b.high or x == y:
        return False
    if not _EXACT.remainder(x, _ONE) and not _EXACT.remainder(y, _ONE) and not _ends_in_zeros(x, y):
        return False
    limit = _EXACT.multiply(ROUNDING_LIMIT, max(x.copy_abs(), y.copy_abs()))
    if _EXACT.subtract(x, y).copy_abs() > limit:
        return False
    return _rounds_to(x, y) or _rounds_to(y, x)


def _ends_in_zeros(x: Decimal, y: Decimal) -> bool:
    """Whether one of two whole numbers shows fewer digits than it has; the quick way out for most pairs."""
    return not _EXACT.remainder(x, _HUNDRED) or not _EXACT.remainder(y, _HUNDRED)


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    """Whether `exact` gives `rounded` at the last digit that `rounded` shows; a tie may go either way."""
    place = _last_digit(rounded)
    if place <= _last_digit(exact) or 0 < place < _MIN_ZEROS:
        return False
    unit = _ONE.scaleb(place, _EXACT)
    scaled = _EXACT.divide(exact, unit)
    told = (scaled.to_integral_value(mode, _EXACT) for mode in (ROUND_HALF_UP, ROUND_HALF_DOWN))
    return any(_EXACT.multiply(one, unit) == rounded for one in told)


def _last_digit(value: Decimal) -> int:
    """The power of ten of the last digit that is not zero: 3 for 81,000, -1 for 24.70."""
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


# ── changes and texts ─────────────────────────────────────────────────────────────────────────


def _compare_changes(a: Change, b: Change, same_article: bool) -> Comparison:
    """Changes from one base (both unnamed counts as one): opposite directions are disjoint, else by their amounts."""
    if (a.base is None) != (b.base is None):
        return _UNKNOWN
    if a.base is not None and compare_times(a.base, b.base, same_article) is not _SAME:
        return _UNKNOWN
    if not _same_text(a.direction, b.direction):
        return _DISJOINT if a.direction and b.direction else _UNKNOWN
    return compare_quantities(a.amount, b.amount)


def _compare_shares(a: Share, b: Share) -> Comparison:
    return compare_quantities(a.amount, b.amount) if _same_text(a.whole, b.whole) else _UNKNOWN


_COMPARE: dict[type[Any], Callable[[Any, Any, bool], Comparison]] = {
    Quantity: lambda a, b, _: compare_quantities(a, b),
    Moment: compare_moments,
    Entity: lambda a, b, _: compare_entities(a, b),
    Members: lambda a, b, _: compare_members(a, b),
    Change: _compare_changes,
    Share: lambda a, b, _: _compare_shares(a, b),
    Text: lambda a, b, _: _SAME if _same_text(a.text, b.text) else _UNKNOWN,
}


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


def _explain_compatible(a: Value, b: Value) -> str:
    if isinstance(a, Change) and isinstance(b, Change):
        return _explain_compatible(a.amount, b.amount)
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)):
        return "they overlap"
    if _same_text(a.unit, b.unit):
        return "one is the other rounded" if _is_rounding(a, b) else "they overlap"
    scale = _relate_units(a.unit, b.unit)
    if scale is None or scale is _NO_RELATION:
        return "they overlap"
    left = _convert((a.low, a.high), scale.left_offset, scale.left)
    right = _convert((b.low, b.high), scale.right_offset, scale.right)
    if _compare_intervals(*left, *right) is _DISJOINT:
        return "one is the other converted and rounded"
    return "they overlap, one of them converted"


def _explain_unknown(a: Value, b: Value) -> str:
    if type(a) is not type(b):
        return "they are of different kinds"
    if isinstance(a, Quantity) and isinstance(b, Quantity) and _relate_units(a.unit, b.unit) is _NO_RELATION:
        return "their units differ"
    if isinstance(a, Moment) and isinstance(b, Moment) and any((x.symbol or "").startswith("every") for x in (a, b)):
        return "one comes again and again"
    if isinstance(a, Moment) and isinstance(b, Moment) and any((x.symbol or "").startswith("then") for x in (a, b)):
        return "one counts from a date that is not known"
    if isinstance(a, Moment) and isinstance(b, Moment) and (a.symbol or b.symbol):
        return "one depends on a date of publication that is not known"
    if isinstance(a, Entity | Members):
        return "a name is not resolved"
    if isinstance(a, Share):
        return "they are shares of different wholes"
    return "too little is known"
