"""Dates in text: cases as data, and what holds for every text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.model import Moment, Precision
from hfcheck.values.moments import FoundMoment, parse_date, read_moments
from hfcheck.yamlsource import load_yaml

FILES = sorted((Path(__file__).parents[1] / "cases" / "values").glob("moments*.yaml"))
CASES: list[Any] = [case for path in FILES for case in cast(list[Any], load_yaml(path, ConfigError).data)]


def test_the_cases_are_many_and_apart() -> None:
    names = [(str(case["text"]), case.get("published"), case.get("context")) for case in CASES]
    assert len(names) == len(set(names)) > 205


def show(text: str, found: FoundMoment) -> list[object]:
    moment = found.moment
    ends = [one.isoformat() if one else None for one in (moment.start, moment.end)]
    return [text[found.start : found.end], *([moment.symbol] if moment.symbol else ends), moment.precision.value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}|{case.get('published', '')}")
def test_cases(case: dict[str, object]) -> None:
    text = str(case["text"])
    published, context = (parse_date(str(case[key])) if key in case else None for key in ("published", "context"))
    found = read_moments(text, published, context)
    assert [show(text, one) for one in found] == case["found"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-12-05", "2024-12-05", "2024-12-05"),
        ("2024/12/5", "2024-12-05", "2024-12-05"),
        ("5 December 2024", "2024-12-05", "2024-12-05"),
        ("Thursday, December 5, 2024", "2024-12-05", "2024-12-05"),
        ("Thu, 05 Dec 2024 23:00:00 +0800", "2024-12-05", "2024-12-05"),
        ("2024-12-05T23:00:00+08:00", "2024-12-05", "2024-12-05"),
    ],
)
def test_dates_of_front_matter(text: str, start: str, end: str) -> None:
    moment = parse_date(text)
    assert moment is not None
    assert (moment.start, moment.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "soon", "2024-13", "2024-02-30", "yesterday", "12", "in 2024, perhaps"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_an_open_date_of_publication_decides_nothing() -> None:
    (found,) = read_moments("last year", Moment(date(2024, 11, 30), None, Precision.RANGE))
    assert found.moment.symbol == "published.year-1"


words = st.sampled_from(
    [
        "in",
        "May",
        "2024",
        "1999",
        "since",
        "until",
        "last",
        "year",
        "month",
        "from",
        "to",
        "and",
        "–",
        "5",
        "30th",
        "of",
        "the",
        "March",
        ",",
        ".",
        "Q3",
        "summer",
        "ago",
        "two",
        "9999",
        "0000",
    ]
)


@settings(deadline=None)
@given(st.lists(words, max_size=12).map(" ".join), st.none() | st.dates())
def test_offsets_lie_in_the_text_in_order_and_intervals_are_sound(text: str, day: date | None) -> None:
    published = Moment(day, day) if day else None
    last = 0
    for found in read_moments(text, published):
        assert last <= found.start < found.end <= len(text)
        last = found.start
        moment = found.moment
        assert moment.symbol is None or (moment.start is None and moment.end is None)
        if moment.start and moment.end:
            assert moment.start <= moment.end


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert read_moments(text) == read_moments(text)
    parse_date(text)
