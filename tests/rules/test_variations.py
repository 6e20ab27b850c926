"""What every rule has in common, tried on each case that it reports: tests/cases/variations.yaml says what silences it.

Cases of two claims are told again with one of the two changed, or with their articles the other way round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hfcheck.audit import audit
from hfcheck.errors import HfcheckError
from hfcheck.model import Finding
from hfcheck.yamlsource import load_yaml

from .shorthand import read_claims, shipped_knowledge
from .test_cases import read_cases

VARIATIONS: Any = load_yaml(Path(__file__).parent.parent / "cases" / "variations.yaml", HfcheckError).data
PAIRS, SILENT = (
    [
        (rule, name, case)
        for rule, kind, name, case in read_cases()
        if (kind == "fail") is reported and len(case["claims"]) == 2 and "pack" not in case
    ]
    for reported in (True, False)
)
SILENCED = VARIATIONS["silenced"]


def is_reordered(name: str, case: Any) -> bool:
    return (
        len({row.get("in", "a.txt") for row in case["claims"]}) == 2 and name not in VARIATIONS["reordered"]["except"]
    )


def find(rule: str, rows: list[dict[str, Any]]) -> list[Finding]:
    report = audit(read_claims(rows), shipped_knowledge())
    assert not report.problems
    return [finding for finding in report.findings if finding.rule == rule]


def vary() -> Iterator[Any]:
    for rule, name, case in PAIRS:
        for change in SILENCED:
            if case.get("sides", 2) == 2 and not {rule, name} & set(change["except"]):
                yield pytest.param(rule, case, change, id=f"{rule}-{name}-{change['name']}")


def change_row(row: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    added = {key: value for key, value in change.items() if key not in ("name", "except", "why")}
    return {**row, **{key: f"{row[key]}?" if value == "?" else value for key, value in added.items()}}


@pytest.mark.parametrize(("rule", "case", "change"), list(vary()))
def test_one_claim_changed_silences_the_rule(rule: str, case: Any, change: dict[str, Any]) -> None:
    first, second = case["claims"]
    assert find(rule, [change_row(first, change), second]) == []
    assert find(rule, [first, change_row(second, change)]) == []


@pytest.mark.parametrize(
    ("rule", "case"),
    [pytest.param(rule, case, id=f"{rule}-{name}") for rule, name, case in PAIRS if is_reordered(name, case)],
)
def test_the_order_of_the_articles_changes_no_word(rule: str, case: Any) -> None:
    first, second = case["claims"]
    here = find(rule, [{**first, "in": "x1.txt"}, {**second, "in": "x2.txt"}])
    there = find(rule, [{**first, "in": "x2.txt"}, {**second, "in": "x1.txt"}])
    assert [(finding.verdict, finding.severity) for finding in here] == [(f.verdict, f.severity) for f in there]
    for one, other in zip(here, there, strict=True):
        assert list_words(one.message) == list_words(swap_articles(other.message))
        assert list_words(one.settle) == list_words(other.settle)


@pytest.mark.parametrize(
    ("rule", "case"),
    [pytest.param(rule, case, id=f"{rule}-{name}") for rule, name, case in SILENT if is_reordered(name, case)],
)
def test_the_order_of_the_articles_raises_no_alarm(rule: str, case: Any) -> None:
    first, second = case["claims"]
    assert find(rule, [{**first, "in": "x2.txt"}, {**second, "in": "x1.txt"}]) == []


def swap_articles(text: str) -> str:
    return re.sub(r"\bx[12]\b", lambda found: "x1" if found[0] == "x2" else "x2", text)


def list_words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))
