"""Sentences: cases as data, and what holds for every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.language.sentences import split_sentences
from hfcheck.yamlsource import load_yaml

CASES: Any = load_yaml(Path(__file__).parents[1] / "cases" / "language" / "sentences.yaml", ConfigError).data
PIECES = st.sampled_from(
    [
        "Acme",
        " ",
        "grew",
        ". ",
        ".",
        "?",
        "… ",
        " . . .",
        "\n",
        "\n\n",
        "1. ",
        "2. ",
        "a) ",
        "• ",
        "- ",
        "”",
        "[1]",
        "[...]",
        "Mr. ",
        "U.S. ",
        "The ",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in split_sentences(text)] == case["sentences"]


@given(st.text(max_size=80) | st.lists(PIECES, max_size=20).map("".join))
def test_sentences_lie_in_order_and_hold_all_that_is_no_space(text: str) -> None:
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize("piece", [". ", ".", ".]", "1. ", "Mr. ", "• ", "\n", "[1] ", " . . ."])
def test_a_long_text_without_sentences_is_read(piece: str) -> None:
    text = piece * 40_000 + "a"
    assert split_sentences(text)[-1][1] == len(text)
