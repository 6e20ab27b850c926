"""Quotation marks of a paragraph → the spans between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.extraction.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“A. B,” he said. “C.”", ["A. B,", "C."]),
        ('"A. B," he said.', ["A. B,"]),
        ("“A. B.", ["A. B."]),
        ("No mark at all.", []),
        ("He is 5'11\" tall.", []),
        ("The “Mill” opened.", ["Mill"]),
    ],
)
def test_spans_between_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text, 0, len(text))] == quoted


@given(st.text("ab. “”\"'5", max_size=40))
def test_spans_follow_each_other_and_hold_no_mark_of_their_own(text: str) -> None:
    spans = find_quotations(text, 0, len(text))
    assert all(start <= end for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)
    assert not any(mark in text[start:end] for start, end in spans for mark in ("”", '"'))
