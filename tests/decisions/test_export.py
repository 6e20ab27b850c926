"""A false alarm becomes a test case that shows what the rule found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from hfcheck.audit import audit
from hfcheck.decisions import append_case, render_case
from hfcheck.errors import HfcheckError
from hfcheck.model import Finding, Report
from hfcheck.yamlsource import load_yaml, parse_yaml
from tests.report import sample
from tests.rules.shorthand import read_claims, shipped_knowledge

RULES = Path(__file__).parent.parent / "cases" / "rules"


def list_findings() -> list[tuple[str, Finding]]:
    """Each finding that the cases of the rules give."""
    found = []
    for path in sorted(RULES.glob("HF*.yaml")):
        data: Any = load_yaml(path, HfcheckError).data
        for name, case in data["fail"].items():
            report = audit_rows(case["claims"])
            found += [(f"{path.stem}-{name}", one) for one in report.findings if one.rule == path.stem]
    return found


def audit_rows(rows: Any) -> Report:
    return audit(read_claims(rows), shipped_knowledge())


FINDINGS = list_findings()


def read_case(finding: Finding) -> Any:
    (case,) = parse_yaml(f"lookalike:\n{render_case(finding, 'misread')}", "x", HfcheckError).data["lookalike"].values()
    return case


@pytest.mark.parametrize("finding", [pytest.param(one, id=name) for name, one in FINDINGS if len(one.sides) > 1])
def test_an_exported_case_is_found_by_its_rule_again(finding: Finding) -> None:
    report = audit_rows(read_case(finding)["claims"])
    if any(claim.premises for side in finding.sides for claim in side.claims):
        assert "# Inferred from " in render_case(finding, "misread")
    else:
        assert finding.rule in {one.rule for one in report.findings}


def test_a_finding_of_one_side_says_what_is_to_be_added() -> None:
    one_sided = msgspec.structs.replace(FINDINGS[0][1], sides=FINDINGS[0][1].sides[:1])
    assert "add the claim that it was held against" in render_case(one_sided, "x")
    assert len(read_case(one_sided)["claims"]) == len(one_sided.sides[0].claims)


def test_text_of_articles_is_no_yaml(tmp_path: Path) -> None:
    for finding in sample.FINDINGS:
        assert append_case(tmp_path / "cases.yaml", finding, 'a "quote": and\n- a list')
        assert not append_case(tmp_path / "cases.yaml", finding, "again")
    data: Any = load_yaml(tmp_path / "cases.yaml", HfcheckError).data
    assert len(data["lookalike"]) == len(sample.FINDINGS)
    for case in data["lookalike"].values():
        read_claims(case["claims"])


def test_a_case_is_added_after_those_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "HF401.yaml"
    old = (RULES / "HF401.yaml").read_text(encoding="utf-8")
    path.write_text(old, encoding="utf-8")
    append_case(path, sample.FINDINGS[0], "misread")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(old)
    before: Any = load_yaml(RULES / "HF401.yaml", HfcheckError).data
    after: Any = load_yaml(path, HfcheckError).data
    assert list(after["lookalike"])[:-1] == list(before["lookalike"])


@pytest.mark.parametrize("text", ["- a\n", "lookalike:\n  a: 1\npass:\n  b: 1\n", "lookalike: [\n"])
def test_another_file_is_left_alone(text: str, tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HfcheckError):
        append_case(path, sample.FINDINGS[0], "misread")
    assert path.read_text(encoding="utf-8") == text
