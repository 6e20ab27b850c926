"""Sentences → facts in their own words, on the cases of tests/cases/surface."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hfcheck.errors import HfcheckError
from hfcheck.texts import Line, extract_lines
from hfcheck.yamlsource import load_yaml
from tests.extraction.reading import general_knowledge

CASES = Path(__file__).parent.parent / "cases" / "surface"


def load_cases() -> list[Any]:
    """Each case: a line of text, the facts that it gives, and those that it must not give."""
    found: list[Any] = []
    for path in sorted(CASES.glob("*.yaml")):
        cases: Any = load_yaml(path, HfcheckError).data
        found += [pytest.param(case, id=f"{path.stem}: {name}") for name, case in cases.items()]
    return found


def write_fact(line: Line) -> str:
    """A fact as the cases write it: "Acme | opened a plant in | Oslo"."""
    return " | ".join((line.told.subject, line.told.relation, *line.told.arguments))


@pytest.mark.parametrize("case", load_cases())
def test_a_sentence_gives_its_facts_in_its_own_words(case: Any) -> None:
    lines = list(extract_lines([case["text"]], general_knowledge()))
    facts = [write_fact(line) for line in lines]
    assert [fact for fact in case.get("facts", []) if fact not in facts] == [], facts
    assert [fact for fact in case.get("never", []) if fact in facts] == []
    claims = [line.claim for line in lines]
    assert [claim for claim in case.get("claims", []) if claim not in claims] == [], claims


def test_each_file_has_cases_and_look_alikes() -> None:
    for path in CASES.glob("*.yaml"):
        cases: Any = load_yaml(path, HfcheckError).data
        assert len(cases) >= 4, path.stem
        assert any("never" in case for case in cases.values()), path.stem


def test_a_fact_stands_once_and_every_fact_has_a_claim() -> None:
    text = "Quillon opened a plant in Oslo in 2019, and Vell said that it would open one in Bergen."
    lines = list(extract_lines([text], general_knowledge()))
    facts = [write_fact(line) for line in lines]
    assert len(facts) == len(set(facts)) > 3
    assert all(line.claim for line in lines)
