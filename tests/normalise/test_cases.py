"""Names, offices, ties, quantities, times and wording on their cases, tests/cases/normalise/*.yaml."""

from __future__ import annotations

from typing import Any

import pytest

from tests.extraction.reading import check_case, load_cases, mark_cases, read_claims

LEAST_CASES = 120
TOPICS = {"besides", "changes", "names", "offices", "quantities", "ranks", "relations", "ties", "times", "wording"}


@pytest.mark.parametrize("case", mark_cases("normalise"))
def test_normalising(case: Any) -> None:
    check_case(case)


def test_each_topic_has_cases() -> None:
    cases = load_cases("normalise")
    assert {file for file, _ in cases} == TOPICS
    assert len(cases) >= LEAST_CASES


def test_a_claim_says_by_which_frame_it_was_read() -> None:
    (claim,) = read_claims("Quillon sold Vell to Brask Holdings.")
    assert "frame [seller] sell [object] to [subject]: acquired" in claim.steps
    (turned,) = read_claims("Vell was praised by Quillon.")
    assert "passive be praised by: praise" in turned.steps
