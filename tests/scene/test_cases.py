"""Pairs of sentences about one scene: tests/cases/scene/*.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hfcheck.errors import HfcheckError
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Verdict
from hfcheck.texts import PairVerdict, compare_texts
from hfcheck.yamlsource import load_yaml

CASES = Path(__file__).parent.parent / "cases" / "scene"
KINDS = ("fail", "pass", "lookalike")


@cache
def knowledge() -> Knowledge:
    return load_knowledge(["core", "business"], CASES)


@cache
def compare(a: str, b: str) -> PairVerdict:
    return compare_texts(a, b, knowledge())


def read_cases() -> list[Any]:
    cases = []
    for path in sorted(CASES.glob("*.yaml")):
        data: Any = load_yaml(path, HfcheckError).data
        cases += [
            pytest.param(kind, case, id=f"{path.stem}-{name}")
            for kind in KINDS
            for name, case in data.get(kind, {}).items()
        ]
    return cases


@pytest.mark.parametrize(("kind", "case"), read_cases())
def test_the_verdict_on_two_sentences(kind: str, case: dict[str, str]) -> None:
    for result in (compare(case["a"], case["b"]), compare(case["b"], case["a"])):
        assert not result.report.problems
        assert (result.verdict is Verdict.CONFLICT) == (kind == "fail"), result.why
        assert result.rule == case.get("rule", result.rule)


@pytest.mark.parametrize(("kind", "case"), read_cases())
def test_a_text_never_conflicts_with_itself(kind: str, case: dict[str, str]) -> None:
    for text in (case["a"], case["b"]):
        assert compare(text, text).verdict is not Verdict.CONFLICT
