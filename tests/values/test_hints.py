"""A text that the quick look passes over holds no amount, and none without words of time or digits a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.values.hints import may_hold_amount
from hfcheck.values.lexicon import load_amount_words
from hfcheck.values.mentions import find_mentions

_WORDS = load_amount_words()
_FORMS = sorted(form for held in (_WORDS.cardinals, _WORDS.fractions, _WORDS.multiples, _WORDS.vague) for form in held)


@pytest.mark.parametrize("text", ["3 cars", "Half of them left.", "twenty-one people", "It doubled.", "ſeven days"])
def test_a_text_with_an_amount_may_hold_one(text: str) -> None:
    assert may_hold_amount(text)


def test_a_text_without_any_word_for_an_amount_holds_none() -> None:
    assert not may_hold_amount("The mayor of Velm met the board of the harbour.")


@given(st.sampled_from(_FORMS), st.sampled_from(["The {} cars.", "{} of the cars were sold", "It was {}."]))
def test_what_is_read_was_let_through(form: str, frame: str) -> None:
    assert may_hold_amount(frame.format(form))


@pytest.mark.parametrize(
    "text",
    ["in May", "last Tuesday", "the following week", "by year’s end", "at Christmas", "tomorrow", "late that night"],
)
def test_a_date_without_a_digit_is_found_by_its_words(text: str) -> None:
    assert find_mentions(f"She left {text}.")
