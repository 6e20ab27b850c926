"""Amounts in text: cases as data, and what holds for every text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.values.quantities import FoundQuantity, read_quantities
from hfcheck.yamlsource import load_yaml

FILES = sorted((Path(__file__).parents[1] / "cases" / "values").glob("quantities*.yaml"))
CASES: list[Any] = [case for path in FILES for case in cast(list[Any], load_yaml(path, ConfigError).data)]


def test_the_cases_are_many_and_apart() -> None:
    texts = [str(case["text"]) for case in CASES]
    assert len(texts) == len(set(texts)) > 390
    assert sum(not case["found"] for case in CASES) > 80


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_cases(case: dict[str, object]) -> None:
    text, expected = str(case["text"]), case["found"]
    found = [
        [text[one.start : one.end], one.quantity.low, one.quantity.high, _name_unit(one), _name_role(one)]
        for one in read_quantities(text)
    ]
    assert isinstance(expected, list)
    wanted = [
        [words, *(None if end is None else Decimal(str(end)) for end in (low, high)), unit, role]
        for words, low, high, unit, role in expected
    ]
    assert found == wanted


def _name_unit(found: FoundQuantity) -> str:
    return f"{found.quantity.unit}/{found.per}" if found.per else found.quantity.unit


def _name_role(found: FoundQuantity) -> str:
    return f"{found.role} {found.direction}".strip()


@pytest.mark.parametrize(
    ("text", "direction"),
    [("up 5%", "up"), ("a drop of 3 percent", "down"), ("a 24.7% increase", "up"), ("5% of votes", "")],
)
def test_changes_have_a_direction(text: str, direction: str) -> None:
    (found,) = read_quantities(text)
    assert found.direction == direction


def test_equal_amounts_print_alike() -> None:
    spelled = {
        str(read_quantities(text)[0].quantity.low) for text in ("5 million", "5,000,000", "five million", "5.0 mn")
    }
    assert spelled == {"5000000"}


tokens = st.sampled_from(
    [
        "5",
        "10,000",
        "$",
        "€",
        "million",
        "bn",
        "-",
        "–",
        "to",
        "and",
        "between",
        "about",
        "over",
        "nearly",
        "half",
        "a",
        "dozen",
        "%",
        "percent",
        "km",
        "one",
        "two",
        "hundred",
        "3-1",
        "M7",
        ".",
        ",",
        "of",
    ]
)


@settings(deadline=None)
@given(st.lists(tokens, max_size=12).map(" ".join))
@example("$ 3-1 %")
def test_offsets_lie_in_the_text_apart_and_intervals_are_sound(text: str) -> None:
    last = 0
    for found in read_quantities(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
        assert found.quantity.surface == text[found.start : found.end]
        low, high = found.quantity.low, found.quantity.high
        assert low is not None or high is not None
        assert low is None or high is None or low <= high


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert read_quantities(text) == read_quantities(text)


@settings(deadline=None)
@given(st.integers(1, 10**12))
def test_a_plain_figure_is_itself(number: int) -> None:
    (found,) = read_quantities(f"they counted {number:,} ships")
    assert found.quantity.low == found.quantity.high == number
