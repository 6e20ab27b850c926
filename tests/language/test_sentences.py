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
        "“",
        "? ",
        "etc. ",
        ": ",
    ]
)
# Text, and where it may end a sentence: the words before it, what the rules do there, the kind.
OPEN = [
    ("It is a firm of the U.S. Treasury men left.", "U.S.", False, "abbreviation"),
    ("It left the U.S. The rest stayed.", "U.S.", True, "abbreviation"),
    ("He met J. Smith of vitamin C. Smith left.", "vitamin C.", False, "abbreviation"),
    ("It was late... Then it rose.", "late...", True, "ellipsis"),
    ("It grew. then it fell.", "grew.", False, "lower"),
    ("“It grew. Then it fell,” she said.", "“It grew.", True, "quote"),
    ("Two things: It grew.", "things:", False, "colon"),
    ("It grew; it fell.", "grew;", False, "colon"),
    ("It grew in\nMay", "in", False, "line"),
    ("It grew Then it fell.", "grew", False, "capital"),
    ("The plant Photo: Anna Lee", "plant", True, "capital"),
    ("Figure 2. Growth of sales.", "Figure 2.", True, "mark"),
    ("It grew. 8 Then it fell.", "grew.", True, "mark"),
]
CERTAIN = [
    ("It grew. Then it fell.", "It grew.", "mark"),
    ("It grew\n\nIt fell", "It grew", "layout"),
    ("1. Sales 2. Costs", "1. Sales", "layout"),
    ("Tuesday, January 21, 2014 Acme said so.", "Tuesday, January 21, 2014", "layout"),
]


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


@pytest.mark.parametrize(("text", "before", "split", "kind"), OPEN)
def test_a_place_that_may_end_a_sentence_is_judged(text: str, before: str, split: bool, kind: str) -> None:
    assert (len(before) + text.index(before) in {end for _, end in split_sentences(text)[:-1]}) is split, kind


@pytest.mark.parametrize(("text", "before", "kind"), CERTAIN)
def test_a_plain_end_is_the_only_one(text: str, before: str, kind: str) -> None:
    assert [end for _, end in split_sentences(text)[:-1]] == [len(before)], kind


@pytest.mark.parametrize("text", ["Mr. Lee and Dr. Ray left.", "See p. 55.", "The U.S. government left.", "1. it"])
def test_what_surely_goes_on_is_one_sentence(text: str) -> None:
    assert split_sentences(text) == [(0, len(text))]


@pytest.mark.parametrize("piece", [". ", ".", ".]", "1. ", "Mr. ", "• ", "\n", "[1] ", " . . .", "“", "X\n", ": "])
def test_a_long_text_without_sentences_is_read(piece: str) -> None:
    text = piece * 40_000 + "a"
    assert split_sentences(text)[-1][1] == len(text)
