"""Which paragraphs are English prose: cases as data, and what holds for every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.language.prose import CODE, LINKS, NO_WORDS, NOT_ENGLISH, TABLE, judge_prose
from hfcheck.yamlsource import load_yaml

CASES: Any = load_yaml(Path(__file__).parents[1] / "cases" / "language" / "prose.yaml", ConfigError).data
REASONS = ("", NO_WORDS, TABLE, LINKS, CODE, NOT_ENGLISH)
NAMES = st.sampled_from(["Acme", "Béla", "Zhu", "Škoda", "de", "von", "La", "Łódź", "S.A.", "Öz", "d'Or"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, str]) -> None:
    assert judge_prose(case["text"]) == case["reason"]


def test_each_reason_has_cases() -> None:
    assert {case["reason"] for case in CASES} == set(REASONS)


@given(st.text(max_size=120))
def test_every_text_is_judged(text: str) -> None:
    assert judge_prose(text) in REASONS


@given(st.sampled_from(CASES), st.sampled_from(["", " ", "\n"]))
def test_space_around_changes_nothing(case: dict[str, str], space: str) -> None:
    assert judge_prose(space + case["text"] + space) == case["reason"]


@given(st.lists(NAMES, min_size=1, max_size=12))
def test_names_are_no_evidence_against_a_headline(names: list[str]) -> None:
    assert judge_prose(f"{', '.join(names)} said to be in talks with the carmaker about a new deal") == ""


LONG = ["a ", "| ", "x=", "{", "\t", "   ", "https://", "[", "“", '"a":', "<a ", "1 ", "塔", "f(", "a.", "a,", "-"]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_paragraph_is_judged(piece: str) -> None:
    assert judge_prose(piece * 20_000) in REASONS
