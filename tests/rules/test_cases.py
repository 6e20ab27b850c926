"""Every rule on its cases: tests/cases/rules/HFxxx.yaml, plus tests about the cases themselves."""

from __future__ import annotations

import functools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from hfcheck.audit import audit
from hfcheck.errors import HfcheckError
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Finding, Severity
from hfcheck.rules import RULES
from hfcheck.yamlsource import load_yaml

from .shorthand import read_claims, shipped_knowledge

CASES = Path(__file__).parent.parent / "cases" / "rules"
KINDS = ("fail", "pass", "lookalike")
MIN_CASES = 8


def read_cases() -> list[tuple[str, str, str, Any]]:
    cases = []
    for path in sorted(CASES.glob("*.yaml")):
        data: Any = load_yaml(path, HfcheckError).data
        cases += [(path.stem, kind, name, case) for kind in KINDS for name, case in data.get(kind, {}).items()]
    return cases


@functools.cache
def case_knowledge(pack: str | None) -> Knowledge:
    """What the shipped packs know, and what the pack of a case adds."""
    if pack is None:
        return shipped_knowledge()
    with TemporaryDirectory() as folder:
        (Path(folder) / "p.yaml").write_text(pack, encoding="utf-8")
        return load_knowledge(["core", "business", "p.yaml"], Path(folder))


def find_conflicts(rule: str, case: Any) -> list[Finding]:
    report = audit(read_claims(case["claims"]), case_knowledge(case.get("pack")))
    assert not report.problems
    return [finding for finding in report.findings if finding.rule == rule]


@pytest.mark.parametrize(
    ("rule", "kind", "name", "case"), [pytest.param(*case, id=f"{case[0]}-{case[2]}") for case in read_cases()]
)
def test_rule_on_case(rule: str, kind: str, name: str, case: Any) -> None:
    findings = find_conflicts(rule, case)
    if kind != "fail":
        assert findings == []
        return
    assert len(findings) == case.get("findings", 1)
    assert findings[0].verdict == case["verdict"]
    assert findings[0].severity == case["severity"]
    assert len(findings[0].sides) == case.get("sides", 2)
    for words in case.get("says", ()):
        assert words in findings[0].message
    # What an editor reads, and what decisions and baselines know a finding by: none of it changes by accident.
    for told in ("message", "settle", "fingerprint", "confidence"):
        assert getattr(findings[0], told) == case.get(told, getattr(findings[0], told))
    assert list(findings[0].steps) == case.get("steps", list(findings[0].steps))
    assert findings[0].settle.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_rule_has_a_page_and_cases(rule: Any) -> None:
    page = rule.__doc__ or ""
    assert "\nFAIL  " in page
    assert "\nPASS  " in page
    assert rule.TITLE
    assert rule.SEVERITY in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    kinds = [kind for stem, kind, _, _ in read_cases() if stem == rule.ID]
    assert set(kinds) == set(KINDS)
    assert len(kinds) >= MIN_CASES


def test_rule_ids_are_unique_and_sorted() -> None:
    ids = [rule.ID for rule in RULES]
    assert ids == sorted(set(ids))
    assert {stem for stem, _, _, _ in read_cases()} == set(ids)


def test_module_names_begin_with_the_id() -> None:
    for rule in RULES:
        assert getattr(rule, "__name__", "").rsplit(".", 1)[-1].startswith(rule.ID.lower() + "_")
