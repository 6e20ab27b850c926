"""The algebra over values: fixed cases, and the laws that hold for all values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

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
from hfcheck.model import Change, Comparison, Entity, Members, Moment, Quantity, Share, Text, Value
from hfcheck.values.symbols import place_symbol

SAME, COMPATIBLE, DISJOINT, UNKNOWN = Comparison.SAME, Comparison.COMPATIBLE, Comparison.DISJOINT, Comparison.UNKNOWN


def amount(low: str | None, high: str | None = "=", unit: str = "") -> Quantity:
    top = low if high == "=" else high
    return Quantity(None if low is None else Decimal(low), None if top is None else Decimal(top), unit, "")


def days(start: str | None, end: str | None = "=") -> Moment:
    last = start if end == "=" else end
    return Moment(date.fromisoformat(start) if start else None, date.fromisoformat(last) if last else None)


def entity(name: str, resolved: bool = True) -> Entity:
    return Entity(name.lower(), name, resolved=resolved)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (amount("80000"), amount("80000"), SAME),
        (amount("80000"), amount("80000.0"), SAME),
        (amount("80000"), amount("80213"), COMPATIBLE),
        (amount("80000"), amount("60000"), DISJOINT),
        (amount("81"), amount("80"), DISJOINT),
        (amount("300"), amount("340"), DISJOINT),
        (amount("2200000"), amount("2213500"), COMPATIBLE),
        (amount("24.7"), amount("25"), COMPATIBLE),
        (amount("24.7"), amount("24.68"), COMPATIBLE),
        (amount("24.7"), amount("24.8"), DISJOINT),
        (amount("270", "300"), amount("285"), COMPATIBLE),
        (amount("50000", None), amount("90000"), COMPATIBLE),
        (amount("50000", None), amount("40000"), DISJOINT),
        (amount(None, "10"), amount("11", None), DISJOINT),
        (amount(None, None), amount(None, None), UNKNOWN),
        (amount("5", unit="kg"), amount("5", unit="km"), UNKNOWN),
        (amount("5", unit="USD"), amount("6", unit="usd"), DISJOINT),
        (amount("NaN"), amount("5"), UNKNOWN),
        (amount("9", "3"), amount("5"), UNKNOWN),
        (days("2024-11-30"), days("2024-11-01", "2024-11-30"), COMPATIBLE),
        (days("2024-11-30"), days("2024-12-01", "2024-12-31"), DISJOINT),
        (days("2019-01-01", None), days("2018-01-01", "2018-12-31"), DISJOINT),
        (days("2019-01-01", None), days("2019-01-01", None), SAME),
        (days(None, None), days("2018-01-01"), UNKNOWN),
        (entity("Nokia"), entity("nokia"), SAME),
        (entity("Nokia"), entity("Volvo"), DISJOINT),
        (entity("Nokia"), entity("Volvo", resolved=False), UNKNOWN),
        (Members((entity("A"), entity("B")), True), Members((entity("B"), entity("A")), True), SAME),
        (Members((entity("A"),), True), Members((entity("A"), entity("B")), True), DISJOINT),
        (Members((entity("A"),), False), Members((entity("A"), entity("B")), True), COMPATIBLE),
        (Members((entity("C"),), False), Members((entity("A"), entity("B")), True), DISJOINT),
        (Members((entity("C"),), False), Members((entity("A"),), False), COMPATIBLE),
        (Members((entity("C", False),), True), Members((entity("A"),), True), UNKNOWN),
        (Text("joint company"), Text("Joint  Company"), SAME),
        (Text("joint company"), Text("agreement"), UNKNOWN),
        (Change(amount("5"), None, "up"), Change(amount("5"), None, "down"), DISJOINT),
        (Change(amount("5"), None, "up"), Change(amount("7"), None, "up"), DISJOINT),
        (Change(amount("5"), days("2020-01-01"), "up"), Change(amount("7"), None, "up"), UNKNOWN),
        (Share(amount("50"), "voters"), Share(amount("60"), "voters"), DISJOINT),
        (Share(amount("50"), "voters"), Share(amount("60"), "women"), UNKNOWN),
        (Text("5"), amount("5"), UNKNOWN),
        # Units that measure one thing are converted; one figure is as a rule the other, converted and rounded.
        (amount("1", unit="mile"), amount("1.609344", unit="kilometre"), SAME),
        (amount("100", unit="mile"), amount("160", unit="kilometre"), COMPATIBLE),
        (amount("100", unit="mile"), amount("200", unit="kilometre"), DISJOINT),
        (amount("32", unit="degree Fahrenheit"), amount("0", unit="degree Celsius"), SAME),
        (amount("104", unit="degree Fahrenheit"), amount("40", unit="degree Celsius"), SAME),
        (amount("-40", unit="degree Fahrenheit"), amount("-40", unit="degree Celsius"), SAME),
        (amount("104", unit="degree Fahrenheit"), amount("50", unit="degree Celsius"), DISJOINT),
        (amount("12", unit="month"), amount("1", unit="year"), SAME),
        (amount("90", unit="minute"), amount("1.5", unit="hour"), SAME),
        (amount("2", unit="hour"), amount("90", unit="minute"), DISJOINT),
        (amount("12", unit="month"), amount("365", unit="day"), UNKNOWN),
        (amount("250", unit="USD cent"), amount("2.5", unit="USD"), SAME),
        (amount("5", unit="USD"), amount("5", unit="EUR"), UNKNOWN),
        (amount("5", unit="CNY or JPY"), amount("5", unit="CNY"), UNKNOWN),
        (amount("25", unit="basis point"), amount("0.25", unit="percentage point"), SAME),
        (amount("0.25", unit="%"), amount("0.25", unit="percentage point"), UNKNOWN),
        (amount("1200", unit="car/month"), amount("14400", unit="car/year"), SAME),
        (amount("1200", unit="car/month"), amount("1200", unit="car"), UNKNOWN),
        (amount("60", unit="mile per hour"), amount("96.56064", unit="kilometre/hour"), SAME),
        (amount("10", unit="ton"), amount("10", unit="tonne"), UNKNOWN),
        (amount("10", "20", unit="mile"), amount("20", "30", unit="kilometre"), COMPATIBLE),
        (amount("10", None, unit="mile"), amount(None, "10", unit="kilometre"), DISJOINT),
        # Years before Christ are symbols that everybody knows.
        (Moment(symbol="BC480"), Moment(symbol="BC480"), SAME),
        (Moment(symbol="BC480"), Moment(symbol="BC480/08"), COMPATIBLE),
        (Moment(symbol="BC480"), Moment(symbol="BC479"), DISJOINT),
        (Moment(symbol="BC500..BC401"), Moment(symbol="BC480"), COMPATIBLE),
        (Moment(symbol="BC480"), days("2020-01-01"), DISJOINT),
        (Moment(symbol="BC480"), days("0070-01-01", None), DISJOINT),
        (Moment(symbol="BC480"), Moment(symbol="published.year-1"), UNKNOWN),
    ],
)
def test_known_comparisons(a: Value, b: Value, expected: Comparison) -> None:
    assert compare_values(a, b) is expected
    assert compare_values(b, a) is expected


def test_symbols_compare_within_one_article_only() -> None:
    december, november = Moment(symbol="published.year-1/12"), Moment(symbol="published.year-1/11")
    year, other = Moment(symbol="published.year-1"), Moment(symbol="published.near/05")
    assert compare_moments(december, december) is UNKNOWN
    assert compare_moments(december, december, same_article=True) is SAME
    assert compare_moments(december, november, same_article=True) is DISJOINT
    assert compare_moments(december, year, same_article=True) is COMPATIBLE
    assert compare_moments(december, other, same_article=True) is UNKNOWN
    assert compare_moments(december, days("2024-12-01"), same_article=True) is UNKNOWN
    assert compare_times(None, december, same_article=True) is UNKNOWN


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("published.month-1", "published.month-2", DISJOINT),
        ("published.month-1", "published.year-1/12", UNKNOWN),
        ("published.day-1", "published.month", UNKNOWN),
        ("published.day", "published.month", COMPATIBLE),
        ("published.year-1..", "published.year-2", DISJOINT),
        ("..published.year-2", "published.year-1", DISJOINT),
        ("..<published.year", "published.year-1", COMPATIBLE),
        ("..<published.year", "published.year", DISJOINT),
        (">published.year-1..", "published.year-1", DISJOINT),
        ("published.year/Q1", "published.year/02", COMPATIBLE),
        ("published.year/Q1", "published.year/H2", DISJOINT),
        ("published.last/monday", "published.last/tuesday", DISJOINT),
        ("published.last/05", "published.next/05", UNKNOWN),
        ("then.year+2", "then.year+2", UNKNOWN),
        ("every.monday", "every.tuesday", UNKNOWN),
    ],
)
def test_symbols_of_one_article_compare_for_every_day_of_publication(a: str, b: str, expected: Comparison) -> None:
    left, right = Moment(symbol=a), Moment(symbol=b)
    assert compare_moments(left, right, same_article=True) is expected
    assert compare_moments(right, left, same_article=True) is expected


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


def test_reasons_are_given_in_words() -> None:
    assert explain_comparison(amount("80000"), amount("60000")) == (
        "60,000 and 80,000 cannot both be true: no amount fits both."
    )
    assert "one is the other rounded" in explain_comparison(amount("80000"), amount("80213"))
    assert "their units differ" in explain_comparison(amount("5", unit="km"), amount("5", unit="kg"))
    assert "at least 5" in explain_comparison(amount("5", None), amount("3"))
    miles, kilometres = amount("100", unit="mile"), amount("160", unit="kilometre")
    assert "one is the other converted and rounded" in explain_comparison(miles, kilometres)
    ranges = amount("10", "20", unit="mile"), amount("20", "30", unit="kilometre")
    assert "they overlap, one of them converted" in explain_comparison(*ranges)
    assert "comes again and again" in explain_comparison(
        Moment(symbol="every.monday"), Moment(symbol="every.monday"), True
    )
    assert "a date that is not known" in explain_comparison(Moment(symbol="then.day+1"), days("2020-01-01"))


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
