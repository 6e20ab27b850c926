"""Units: what they measure, how they are written, and what their conversion keeps."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.values.units import find_measure, list_units, load_unit_words, name_dimension, read_base, read_unit

MEASURED = sorted(name for name, unit in list_units().items() if unit.of)


def factor(unit: str) -> Fraction:
    measure = find_measure(unit)
    assert measure is not None
    return Fraction(measure.numerator) / Fraction(measure.denominator)


@pytest.mark.parametrize(
    ("larger", "smaller", "ratio"),
    [
        ("mile", "foot", 5280),
        ("foot", "inch", 12),
        ("yard", "foot", 3),
        ("kilometre", "metre", 1000),
        ("square mile", "acre", 640),
        ("hectare", "square metre", 10_000),
        ("square kilometre", "hectare", 100),
        ("cubic metre", "litre", 1000),
        ("pound", "ounce", 16),
        ("stone", "pound", 14),
        ("tonne", "kilogram", 1000),
        ("kilogram", "gram", 1000),
        ("hour", "minute", 60),
        ("week", "day", 7),
        ("year", "month", 12),
        ("kilowatt hour", "joule", 3_600_000),
        ("gigabyte", "megabyte", 1000),
        ("byte", "bit", 8),
        ("arc minute", "arc second", 60),
        ("USD", "USD cent", 100),
        ("percentage point", "basis point", 100),
        ("metre/second", "kilometre per hour", Fraction(18, 5)),
        ("nautical mile/hour", "knot", 1),
        ("barrel/day", "barrel/week", 7),
    ],
)
def test_one_unit_holds_so_many_of_another(larger: str, smaller: str, ratio: Fraction) -> None:
    assert name_dimension(larger) == name_dimension(smaller)
    assert factor(larger) / factor(smaller) == ratio


def test_each_dimension_is_counted_in_one_of_its_units() -> None:
    for dimension in {list_units()[name].of for name in MEASURED if "/" not in list_units()[name].of}:
        assert 1 in {factor(name) for name in MEASURED if list_units()[name].of == dimension}


@pytest.mark.parametrize("unit", ["ton", "gallon", "barrel", "GBP or pound", "car", ""])
def test_what_has_no_one_size_is_comparable_with_itself_alone(unit: str) -> None:
    assert find_measure(unit) is None
    assert name_dimension(unit) == unit.casefold()


def test_every_form_names_one_unit() -> None:
    forms = [form for unit in list_units().values() for form in {*unit.names, *unit.signs}]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


def test_every_meaning_is_a_unit_money_or_a_scale() -> None:
    known = {*list_units(), "GBP", "GBP or pound", ""}
    for sense in load_unit_words().senses.values():
        for unit in (sense.otherwise, sense.scaled, *(meaning.unit for meaning in sense.meanings)):
            assert unit in known or unit.startswith("scale ")


@given(st.sampled_from(MEASURED))
def test_every_unit_is_read_back_from_each_of_its_names(name: str) -> None:
    for form in list_units()[name].names:
        found = read_unit(f"5 {form}.", 1)
        assert found is not None
        assert found.unit == name
        assert found.end == len(form) + 2


def test_what_an_amount_is_told_for_each_of_is_read() -> None:
    assert [read_base(text, 0) and read_base(text, 0).unit for text in (" a month", " per second", "/km")] == [
        "month",
        "second",
        "kilometre",
    ]
    assert read_base(" a friend", 0) is None
