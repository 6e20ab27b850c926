"""Dates that cannot be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.values.calendars import check_calendar

NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "actual"),
    [
        ("It met on Thursday, 27 June 2017.", "Thursday, 27 June 2017", "weekday", "tuesday"),
        ("It met on Monday, June 27, 2017.", "Monday, June 27, 2017", "weekday", "tuesday"),
        ("It met on 31 June.", "31 June", "day", ""),
        ("It met on February 30, 2020.", "February 30, 2020", "day", ""),
        ("It met on 29 February 2023.", "29 February 2023", "day", ""),
    ],
)
def test_what_no_calendar_bears_out_is_found(text: str, words: str, kind: str, actual: str) -> None:
    (fault,) = check_calendar(text)
    assert (text[fault.start : fault.end], fault.kind, fault.actual) == (words, kind, actual)


@pytest.mark.parametrize(
    "text",
    [
        "It met on Tuesday, 27 June 2017.",
        "It met on Thursday, 27 June.",
        "On Thursday it met. In June 2017 it split.",
        "29 February 2024 was a Thursday.",
        "Every Thursday, 27 shops open.",
    ],
)
def test_what_may_be_is_left_alone(text: str) -> None:
    assert check_calendar(text) == ()


@settings(deadline=None)
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_wrong_if_the_calendar_says_so(day: date, told: int) -> None:
    faults = check_calendar(f"It met on {NAMES[told].capitalize()}, {day.day} {day.strftime('%B')} {day.year}.")
    assert [fault.actual for fault in faults] == ([] if told == day.weekday() else [NAMES[day.weekday()]])
