"""Two texts that no rule finds apart get a typed verdict all the same."""

from __future__ import annotations

import pytest

from .test_cases import compare


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("The firm sold 80,000 cars in 2020.", "The firm sold 60,000 cars in 2021.", "other-period"),
        ("The firm sold 80,213 cars.", "The firm sold 80,000 cars.", "rounding"),
        ("The club may have 80 members.", "The club has 60 members.", "other-scope"),
        ("Norwick decided to build a bridge.", "Arvel decided to build a bridge.", "compatible"),
        ("The mill closed in 1936.", "The mill closed in 1936.", "compatible"),
    ],
)
def test_silence_is_typed(a: str, b: str, verdict: str) -> None:
    assert compare(a, b).verdict.value == verdict
