"""Lemmas: cases as data, and what holds for every word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.language.lemmas import find_lemma
from hfcheck.yamlsource import load_yaml

CASES: Any = load_yaml(Path(__file__).parents[1] / "cases" / "language" / "lemmas.yaml", ConfigError).data
TAGS = st.sampled_from(
    ["NN", "NNS", "NNP", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJR", "JJS", "RB", "MD", "CD", "FW", "?"]
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_cases(case: list[str]) -> None:
    form, tag, lemma = case
    assert find_lemma(form, tag) == lemma


@given(st.text(min_size=1, max_size=12), TAGS)
def test_every_word_has_a_lemma(form: str, tag: str) -> None:
    assert find_lemma(form, tag)


@given(st.text(alphabet="abcdeginorstuy", min_size=1, max_size=10), TAGS)
def test_capitals_change_nothing_of_a_lemma_but_its_capitals(form: str, tag: str) -> None:
    assert find_lemma(form.capitalize(), tag).lower() == find_lemma(form, tag).lower()


@pytest.mark.parametrize("form", ["Leapmotor", "BYD", "Chery's", "McDonald’s", "Škoda", "de"])
def test_a_name_stays_as_written(form: str) -> None:
    assert find_lemma(form, "NNP") == form
