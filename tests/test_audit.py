"""The engine: order, severities, crashes, one finding per pair, fingerprints."""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.audit import audit, grade_finding, merge_findings
from hfcheck.errors import HfcheckError
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Coverage, Finding, Notice, Polarity, Problem, Report, Severity, Verdict
from hfcheck.rules import RULES, hf101_polarity, hf401_exclusive
from hfcheck.rules.contract import Concern, Shape
from hfcheck.yamlsource import load_yaml

from .rules.shorthand import read_claims, shipped_knowledge

BASED = {"relation": "based_in", "subject": "Tarn", "time": "published 2020-05"}
TWO_SEATS = ({**BASED, "in": "a.txt", "object": "Bergen"}, {**BASED, "in": "b.txt", "object": "Tromso"})


def audit_rows(*rows: dict[str, Any], **options: Any) -> Report:
    return audit(read_claims(rows), shipped_knowledge(), **options)


def all_case_claims() -> list[Claim]:
    """The claims of every rule's cases as one corpus, each case in articles of its own."""
    rows: list[dict[str, Any]] = []
    for path in sorted((Path(__file__).parent / "cases" / "rules").glob("*.yaml")):
        data: Any = load_yaml(path, HfcheckError).data
        for kind in ("fail", "pass", "lookalike"):
            for number, case in enumerate(data[kind].values()):
                prefix = f"{path.stem}-{kind}-{number}-"
                rows += [{**row, "in": prefix + row.get("in", "a.txt")} for row in case["claims"]]
    return read_claims(rows)


CORPUS = all_case_claims()
EXPECTED = audit(CORPUS, shipped_knowledge())


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_claims_does_not_matter(random: Any) -> None:
    shuffled = list(CORPUS)
    random.shuffle(shuffled)
    assert audit(shuffled, shipped_knowledge()) == EXPECTED


def test_corpus_of_all_cases_is_sane() -> None:
    assert len(EXPECTED.findings) > 30
    assert not EXPECTED.problems
    ranks = [list(Severity).index(finding.severity) for finding in EXPECTED.findings]
    assert ranks == sorted(ranks)
    for finding in EXPECTED.findings:
        places = [
            (side.claims[0].evidence[0].span.article, side.claims[0].evidence[0].span.start) for side in finding.sides
        ]
        assert places == sorted(places)
        assert all(1 <= len(side.claims) <= 3 for side in finding.sides)
        assert len(finding.fingerprint) == 12


def test_report_passes_on_what_it_is_given() -> None:
    coverage = Coverage(1, 2, 2, 0, {})
    notice, problem = Notice("undated", "a.txt has no date"), Problem("source", "cannot read b.txt")
    report = audit_rows(coverage=coverage, notices=[notice], problems=[problem])
    assert (report.coverage, report.notices, report.problems) == (coverage, (notice,), (problem,))
    assert report.findings == ()
    assert report.rules_run == tuple(rule.ID for rule in RULES)


def test_settings_give_severities() -> None:
    (finding,) = audit_rows(*TWO_SEATS).findings
    assert finding.severity is Severity.ERROR
    (finding,) = audit_rows(*TWO_SEATS, settings={"HF401": Severity.NOTE}).findings
    assert finding.severity is Severity.NOTE
    report = audit_rows(*TWO_SEATS, settings={"HF401": Severity.OFF})
    assert report.findings == ()
    assert report.rules_off == ("HF401",)
    assert "HF401" not in report.rules_run


def test_a_graver_setting_raises_conflicts_only() -> None:
    mild = make_rule("HF998", Severity.WARNING, hf101_polarity.check, hf101_polarity.keys)
    row: dict[str, Any] = {"subject": "Tarn", "relation": "founded_by", "object": "Ada Brandt"}
    conflict = [{**row, "in": "a.txt"}, {**row, "in": "b.txt", "denied": True}]
    update: list[dict[str, Any]] = [{**BASED, "in": "a.txt", "object": "Bergen"}]
    update += [{**BASED, "in": "b.txt", "object": "Bergen", "denied": True, "time": "published 2021-05"}]
    for rows, expected in ((conflict, Severity.ERROR), (update, Severity.NOTE)):
        report = audit_rows(*rows, rules=(mild,), settings={"HF998": Severity.ERROR})
        assert [finding.severity for finding in report.findings] == [expected]


def rename_rule(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, rule="HF998")


def concern_fully(shape: Shape, knowledge: Knowledge) -> Concern:
    return Concern.FULL


def make_rule(id: str, severity: Severity, check: Any, keys: Any) -> Any:
    rule = types.SimpleNamespace(ID=id, TITLE="made", SEVERITY=severity, keys=keys, concern=concern_fully)

    def renamed(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
        return map(rename_rule, check(key, claims, knowledge)) if check else []

    rule.check = renamed
    return rule


def test_a_crashed_rule_is_a_problem_and_the_others_run() -> None:
    def fail(*args: object) -> Iterable[Any]:
        raise RuntimeError("boom")

    in_check = make_rule("HF997", Severity.ERROR, fail, lambda claim, knowledge: ["k"])
    in_keys = make_rule("HF996", Severity.ERROR, None, fail)
    report = audit_rows(*TWO_SEATS, rules=(in_check, in_keys, *RULES))
    assert [finding.rule for finding in report.findings] == ["HF401"]
    assert [problem.kind for problem in report.problems] == ["crash", "crash"]
    assert "HF997" in report.problems[0].message
    assert "boom" in report.problems[0].message
    assert "HF996" in report.problems[1].message


def test_a_claim_that_makes_keys_raise_is_left_out_and_the_others_stay() -> None:
    def fail_on_denials(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
        if claim.polarity is Polarity.DENIED:
            raise RuntimeError("boom")
        return hf401_exclusive.keys(claim, knowledge)

    rule = make_rule("HF998", Severity.ERROR, hf401_exclusive.check, fail_on_denials)
    report = audit_rows(*TWO_SEATS, {**BASED, "in": "c.txt", "object": "Narvik", "denied": True}, rules=(rule,))
    assert len(report.findings) == 1
    (problem,) = report.problems
    assert "boom" in problem.message


def test_the_more_specific_rule_reports() -> None:
    row = {"subject": "Tarn", "relation": "member_of", "object": "League"}
    rows: list[dict[str, Any]] = [
        {**row, "in": "a.txt"},
        {**row, "in": "a.txt", "denied": True, "disputed": True, "by": ""},
        {**row, "in": "b.txt", "denied": True},
    ]
    report = audit_rows(*rows)
    assert [(finding.rule, finding.verdict) for finding in report.findings] == [
        ("HF101", Verdict.UNORDERED),
        ("HF603", Verdict.DISPUTED),
    ]


def test_a_finding_within_another_is_dropped() -> None:
    (finding,) = audit_rows(*TWO_SEATS).findings
    twin = msgspec.structs.replace(finding, fingerprint="0" * 12, sides=finding.sides[::-1])
    assert len(merge_findings([finding, twin])) == 1


def test_fingerprint_survives_moved_files_and_spaces() -> None:
    (first,) = audit_rows(*TWO_SEATS).findings
    moved = [{**row, "in": "moved/" + ("z" if row["in"] == "a.txt" else "a") + ".txt"} for row in TWO_SEATS]
    (second,) = audit_rows(*moved).findings
    assert first.fingerprint == second.fingerprint
    other = ({**TWO_SEATS[0], "object": "Narvik"}, TWO_SEATS[1])
    assert audit_rows(*other).findings[0].fingerprint != first.fingerprint


def test_a_side_shows_three_and_counts_the_rest() -> None:
    rows = [{**BASED, "in": f"a{number}.txt", "object": "Bergen"} for number in range(5)]
    hedged = {**BASED, "in": "a.txt", "object": "Bergen", "by": "Carl Dunn"}
    (finding,) = audit_rows(hedged, *rows, TWO_SEATS[1]).findings
    bergen, tromso = finding.sides
    assert [claim.evidence[0].span.article for claim in bergen.claims] == ["a0.txt", "a1.txt", "a2.txt"]
    assert (bergen.more, len(tromso.claims), tromso.more) == (2, 1, 0)


@pytest.mark.parametrize(
    ("confidence", "configured", "wanted"),
    [
        (0.9, {}, Severity.ERROR),
        (0.6, {}, Severity.WARNING),
        (0.6, {"HF401": Severity.ERROR}, Severity.ERROR),
        (0.9, {"HF401": Severity.NOTE}, Severity.NOTE),
    ],
)
def test_a_finding_that_is_not_sure_is_no_error(
    confidence: float, configured: dict[str, Severity], wanted: Severity
) -> None:
    (finding,) = audit_rows(*TWO_SEATS).findings
    rated = msgspec.structs.replace(finding, confidence=confidence, severity=Severity.ERROR)
    assert grade_finding(rated, hf401_exclusive, configured).severity is wanted
