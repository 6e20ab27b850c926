"""Forms of verbs."""

from __future__ import annotations

import pytest

from hfcheck.normalise.verbs import make_gerund, make_third_person, tell_past


@pytest.mark.parametrize(
    ("gerund", "past"),
    [("making", "made"), ("carrying", "carried"), ("planning", "planned"), ("using", "used"), ("lying", "lay"),
     ("helping", "helped"), ("playing", "played"), ("beginning", "began"), ("seeing", "saw"),
     ("referring", "referred")],
)  # fmt: skip
def test_the_past_of_a_gerund(gerund: str, past: str) -> None:
    assert tell_past(gerund) == past


@pytest.mark.parametrize(
    ("lemma", "gerund", "third"),
    [("make", "making", "makes"), ("carry", "carrying", "carries"), ("watch", "watching", "watches"),
     ("stop", "stopping", "stops"), ("see", "seeing", "sees"), ("tie", "tying", "ties"), ("go", "going", "goes"),
     ("be", "being", "is"), ("have", "having", "has"), ("play", "playing", "plays"), ("admit", "admitting", "admits")],
)  # fmt: skip
def test_other_forms_of_a_lemma(lemma: str, gerund: str, third: str) -> None:
    assert (make_gerund(lemma), make_third_person(lemma)) == (gerund, third)
