"""The algebra over values: fixed cases, and the laws that hold for all values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Context, Decimal, Inexact, Rounded, localcontext
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.compare import (
    compare_entities,
    compare_members,
    compare_moments,
    compare_quantities,
    compare_times,
    compare_values,
    explain_comparison,
)
from hfcheck.errors import HfcheckError
from hfcheck.model import Change, Comparison, Entity, Members, Moment, Quantity, Share, Text, Value
from hfcheck.values.symbols import place_symbol
from hfcheck.yamlsource import load_yaml

CASES: Any = load_yaml(Path(__file__).parent / "cases" / "compare.yaml", HfcheckError).data

SAME, COMPATIBLE, DISJOINT, UNKNOWN = Comparison.SAME, Comparison.COMPATIBLE, Comparison.DISJOINT, Comparison.UNKNOWN


def amount(low: str | None, high: str | None = "=", unit: str = "") -> Quantity:
    top = low if high == "=" else high
    return Quantity(None if low is None else Decimal(low), None if top is None else Decimal(top), unit, "")


def days(start: str | None, end: str | None = "=") -> Moment:
    last = start if end == "=" else end
    return Moment(date.fromisoformat(start) if start else None, date.fromisoformat(last) if last else None)


def entity(name: str, resolved: bool = True) -> Entity:
    return Entity(name.lower(), name, resolved=resolved)


def read_value(row: dict[str, Any]) -> Value:
    """A value as the cases write it: `{amount: [5, null], unit: mile}`, `{days: "2024-11-30"}`, `{open: [A, "B?"]}`."""
    (kind, told), *more = row.items()
    rest = dict(more)
    match kind:
        case "amount":
            low, high = told if isinstance(told, list) else (told, told)
            bounds = [None if bound is None else Decimal(str(bound)) for bound in (low, high)]
            return Quantity(bounds[0], bounds[1], rest.get("unit", ""), rest.get("surface", ""))
        case "days":
            start, end = told if isinstance(told, list) else (told, told)
            return msgspec.structs.replace(days(start, end), surface=rest.get("surface", ""))
        case "symbol":
            return Moment(symbol=told)
        case "name":
            return read_name(told)
        case "open" | "closed":
            return Members(tuple(read_name(name) for name in told), kind == "closed")
        case "text":
            return Text(told)
        case "share":
            return Share(amount(str(told)), rest["of"])
    base = read_value(rest["base"]) if "base" in rest else None
    assert base is None or isinstance(base, Moment)
    return Change(amount(str(told)), base, rest["direction"])


def read_name(name: str) -> Entity:
    """ "?" at the end stands for a name that is not resolved, "#" at the start for an id without a name."""
    plain = name.removesuffix("?").removeprefix("#")
    return Entity(plain.lower(), "" if name.startswith("#") else plain, resolved=not name.endswith("?"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_cases(case: dict[str, Any]) -> None:
    a, b, same_article = read_value(case["a"]), read_value(case["b"]), case.get("same_article", False)
    given = (same_article,) if "same_article" in case else ()
    for one, other in ((a, b), (b, a)):
        assert compare_values(one, other, *given) == case["is"]
        assert explain_comparison(one, other, *given) == case["says"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_a_verdict_does_not_hang_on_the_callers_arithmetic(case: dict[str, Any]) -> None:
    a, b = read_value(case["a"]), read_value(case["b"])
    with localcontext(Context(prec=2, rounding=ROUND_CEILING, traps=[Inexact, Rounded])):
        assert compare_values(a, b, case.get("same_article", False)) == case["is"]


def test_a_time_that_is_not_known_says_nothing() -> None:
    symbol = Moment(symbol="published.year-1")
    assert compare_times(symbol, symbol) is UNKNOWN
    assert compare_times(symbol, symbol, same_article=True) is SAME
    assert compare_times(None, symbol, same_article=True) is compare_times(symbol, None) is UNKNOWN


def test_a_place_is_never_held_against_what_it_lies_in() -> None:
    parts = {"oslo": ("norway",), "norway": ("europe",)}

    def part_of(place: str) -> tuple[str, ...]:
        return parts.get(place, ())

    oslo, norway, bergen = entity("Oslo"), entity("Norway"), entity("Bergen")
    assert compare_entities(oslo, norway, part_of) is COMPATIBLE
    assert compare_entities(norway, oslo, part_of) is COMPATIBLE
    assert compare_entities(oslo, bergen, part_of) is DISJOINT
    assert compare_entities(oslo, oslo, part_of) is SAME
    assert compare_entities(oslo, norway) is DISJOINT


decimals = st.decimals(allow_nan=True, allow_infinity=True) | st.integers(-200, 200).map(Decimal)
bounds = st.none() | decimals
quantities = st.builds(
    Quantity,
    bounds,
    bounds,
    st.sampled_from(["", "%", "USD", "mile", "kilometre", "degree Celsius", "kelvin"]),
    st.just(""),
)
a_day = st.none() | st.integers(0, 40).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
symbols = st.none() | st.sampled_from(
    [
        "published.year",
        "published.year-1/02",
        "published.year-1/02/31",
        "x",
        "BC480",
        "BC490..BC480",
        "published.month-1..",
        "then.day",
    ]
)
moments = st.builds(Moment, start=a_day, end=a_day, symbol=symbols)
entities = st.builds(Entity, st.sampled_from("abc"), st.just("n"), resolved=st.booleans())
members = st.builds(Members, st.lists(entities, max_size=3).map(tuple), st.booleans())
changes = st.builds(Change, quantities, st.none() | moments, st.sampled_from(["up", "down", ""]))
shares = st.builds(Share, quantities, st.sampled_from(["x", "y"]))
values = st.one_of(quantities, moments, entities, members, changes, shares, st.builds(Text, st.text(max_size=3)))


@settings(deadline=None)
@given(values, values, st.booleans())
def test_comparison_is_total_and_symmetric(a: Value, b: Value, same_article: bool) -> None:
    assert compare_values(a, b, same_article) is compare_values(b, a, same_article)
    assert explain_comparison(a, b, same_article) == explain_comparison(b, a, same_article)


@settings(deadline=None)
@given(values)
def test_nothing_is_held_against_itself(a: Value) -> None:
    assert compare_values(a, a, True) in {SAME, UNKNOWN}


@settings(deadline=None)
@given(moments, moments, a_day)
def test_disjoint_moments_share_no_day(a: Moment, b: Moment, day: date | None) -> None:
    def holds(moment: Moment) -> bool:
        assert day is not None
        if moment.symbol is not None:
            # Of a symbol no day is known: before the common era, or before the article's date is.
            return False
        return (moment.start is None or moment.start <= day) and (moment.end is None or day <= moment.end)

    if day is not None and compare_moments(a, b) is DISJOINT:
        assert not (holds(a) and holds(b))


@settings(deadline=None)
@given(st.integers(-300, 300), st.integers(-300, 300), st.integers(-300, 300), st.integers(-300, 300))
def test_intervals_that_meet_are_never_disjoint(a: int, b: int, c: int, d: int) -> None:
    left = Quantity(Decimal(min(a, b)), Decimal(max(a, b)), "", "")
    right = Quantity(Decimal(min(c, d)), Decimal(max(c, d)), "", "")
    meet = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    verdict = compare_quantities(left, right)
    assert verdict in ({SAME, COMPATIBLE} if meet else {DISJOINT, COMPATIBLE})
    if not meet and verdict is COMPATIBLE:
        assert left.low == left.high
        assert right.low == right.high


@settings(deadline=None)
@given(entities, entities)
def test_an_unresolved_name_is_never_held_against_anything(a: Entity, b: Entity) -> None:
    if not (a.resolved and b.resolved):
        assert compare_entities(a, b) is UNKNOWN
        assert compare_members(Members((a,), True), Members((b,), True)) is UNKNOWN


lengths = {"kilometre": Decimal(1000), "mile": Decimal("1609.344"), "metre": Decimal(1)}
spans = st.builds(lambda low, width: (Decimal(low), Decimal(low + width)), st.integers(1, 400), st.integers(0, 50))


@settings(deadline=None)
@given(spans, spans, st.sampled_from(sorted(lengths)), st.sampled_from(sorted(lengths)))
def test_lengths_that_meet_in_metres_are_never_disjoint_in_any_unit(
    a: tuple[Decimal, Decimal], b: tuple[Decimal, Decimal], one: str, other: str
) -> None:
    left, right = Quantity(*a, one, ""), Quantity(*b, other, "")
    x, y = lengths[one], lengths[other]
    meet = a[0] * x <= b[1] * y and b[0] * y <= a[1] * x
    verdict = compare_quantities(left, right)
    assert verdict is compare_quantities(right, left)
    assert verdict in ({SAME, COMPATIBLE} if meet else {DISJOINT, COMPATIBLE})
    far = min(abs(a[0] * x - b[1] * y), abs(b[0] * y - a[1] * x)) > max(a[1] * x, b[1] * y) / 5
    if not meet and far:
        assert verdict is DISJOINT


@settings(deadline=None, max_examples=40)
@given(symbols, symbols, st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_disjoint_symbols_share_no_day_whenever_published(a: str | None, b: str | None, day: date) -> None:
    if a is None or b is None or compare_moments(Moment(symbol=a), Moment(symbol=b), same_article=True) is not DISJOINT:
        return
    left, right = place_symbol(a, day), place_symbol(b, day)
    if left is not None and right is not None:
        first = max((end for end in (left[0], right[0]) if end), default=None)
        last = min((end for end in (left[1], right[1]) if end), default=None)
        assert first is not None
        assert last is not None
        assert last < first
