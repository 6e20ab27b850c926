"""Names, offices, ties, quantities, times and wording on their cases, tests/cases/normalise/*.yaml."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.reading import check_case, load_cases, mark_cases

LEAST_CASES = 120
TOPICS = {"names", "offices", "quantities", "ties", "times", "wording"}


@pytest.mark.parametrize("case", mark_cases("normalise"))
def test_normalising(case: Any) -> None:
    check_case(case)


def test_each_topic_has_cases() -> None:
    cases = load_cases("normalise")
    assert {file for file, _ in cases} == TOPICS
    assert len(cases) >= LEAST_CASES
