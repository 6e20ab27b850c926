"""The steps of values can be replayed: they say what was written and what was made of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.model import Change, Entity, Moment, Share, Value
from hfcheck.values.moments import parse_date, read_moments
from hfcheck.values.quantities import read_quantities
from hfcheck.values.steps import explain_time, explain_value


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("nearly 300 employees", "“nearly 300” → 270 to 300: 300 as written, widened by “nearly”"),
        ("over $5 million", "“over $5 million” → at least 5,000,000 USD: 5,000,000 as written, widened by “over”"),
        ("80,000 cars", "“80,000” → 80,000"),
        ("30 or more", "“30 or more” → at least 30: 30 as written, widened by “or more”"),
        ("between 5 and 7 km", "“5 and 7 km” → 5 to 7 kilometre"),
    ],
)
def test_an_amount_says_how_it_was_widened(text: str, step: str) -> None:
    (found,) = read_quantities(text)
    assert explain_value(found.quantity) == (step,)
    assert explain_value(Change(found.quantity, None, "up")) == (step,)
    assert explain_value(Share(found.quantity, "voters")) == (step,)


@pytest.mark.parametrize(
    ("text", "published", "step"),
    [
        ("in May 2021", None, "“May 2021” → 2021-05-01 to 2021-05-31: as stated"),
        ("last year", None, "“last year” → published.year-1: the day of publication is not known well enough"),
        (
            "last year",
            "2025-03-10",
            "“last year” → 2024-01-01 to 2024-12-31: counted from the day of publication, 2025-03-10 (stated)",
        ),
        ("two days later", None, "“two days later” → then.day+2: it counts from a date that the text does not tell"),
        ("every Monday", None, "“every Monday” → every.monday: it comes again and again"),
        ("480 BC", None, "“480 BC” → BC480: before Christ"),
    ],
)
def test_a_date_says_what_it_was_counted_from(text: str, published: str | None, step: str) -> None:
    day = parse_date(published) if published else None
    (found,) = read_moments(text, day)
    assert explain_time(found.moment, day) == (step,)


def test_what_is_no_value_has_no_steps() -> None:
    value: Value = Entity("a", "A")
    assert explain_value(value) == ()
    assert explain_time(None) == ()
    assert explain_value(Moment(symbol="BC480", surface="480 BC")) == ("“480 BC” → BC480: before Christ",)


@settings(deadline=None)
@given(st.integers(0, 10**9), st.sampled_from(["", "about ", "over ", "at least ", "$", "nearly €"]))
def test_the_words_of_a_step_read_again_give_the_same_amount(number: int, before: str) -> None:
    (found,) = read_quantities(f"{before}{number:,}")
    (again,) = read_quantities(found.quantity.surface)
    assert again.quantity == found.quantity
    assert explain_value(again.quantity) == explain_value(found.quantity)
