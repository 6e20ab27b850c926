"""Words: cases as data, and what holds for every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.language.words import split_words
from hfcheck.yamlsource import load_yaml

CASES: Any = load_yaml(Path(__file__).parents[1] / "cases" / "language" / "words.yaml", ConfigError).data
PIECES = st.sampled_from(
    [
        "don't",
        "n't",
        "'",
        "’s",
        "U.S.",
        "a.",
        "1,000",
        ".",
        "-",
        "co-",
        "@x",
        "a@b.org",
        "www.",
        "…",
        "#",
        " ",
        "É",
        "塔",
        "\u0301",
        "$",
        "Mr.",
    ]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, str]) -> None:
    text = case["text"]
    assert " ".join(text[start:end] for start, end in split_words(text)) == case["words"]


@given(st.text(max_size=60) | st.lists(PIECES, max_size=12).map("".join))
def test_words_lie_in_order_and_hold_all_that_is_no_space(text: str) -> None:
    last = 0
    for start, end in split_words(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert not any(character.isspace() for character in text[start:end])
        last = end
    assert not text[last:].strip()


def test_no_text_has_no_words() -> None:
    assert split_words("") == split_words(" \n") == []
