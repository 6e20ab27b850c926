"""What the exit code says."""

from __future__ import annotations

import msgspec
import pytest

from hfcheck.cli.exitcode import ExitCode, judge_error, judge_report, pick_code
from hfcheck.errors import ConfigError, HfcheckError, LedgerError, SourceError
from hfcheck.model import Problem, Severity
from tests.report.sample import CLEAN, EMPTY, FINDINGS, REPORT


def test_four_over_two_over_three_over_one() -> None:
    order = [ExitCode.INTERRUPTED, ExitCode.BUG, ExitCode.USAGE, ExitCode.INPUT, ExitCode.FINDINGS, ExitCode.CLEAN]
    for at, code in enumerate(order):
        assert pick_code(reversed(order[at:])) is code
    assert pick_code(()) is ExitCode.CLEAN


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        (Severity.ERROR, Severity.WARNING, ExitCode.FINDINGS),
        (Severity.WARNING, Severity.WARNING, ExitCode.FINDINGS),
        (Severity.NOTE, Severity.WARNING, ExitCode.CLEAN),
        (Severity.WARNING, Severity.ERROR, ExitCode.CLEAN),
        (Severity.NOTE, Severity.NOTE, ExitCode.FINDINGS),
        (Severity.ERROR, Severity.OFF, ExitCode.CLEAN),
    ],
)
def test_findings_fail_from_a_severity_on(severity: Severity, fail_on: Severity, code: ExitCode) -> None:
    finding = msgspec.structs.replace(FINDINGS[0], severity=severity)
    assert judge_report(msgspec.structs.replace(CLEAN, findings=(finding,)), fail_on=fail_on) is code


def test_a_decided_finding_does_not_fail() -> None:
    decided = msgspec.structs.replace(FINDINGS[0], decision="known")
    assert judge_report(msgspec.structs.replace(CLEAN, findings=(decided,)), fail_on=Severity.NOTE) is ExitCode.CLEAN


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("source", ExitCode.INPUT),
        ("ledger", ExitCode.INPUT),
        ("stale", ExitCode.INPUT),
        ("config", ExitCode.USAGE),
        ("crash", ExitCode.BUG),
    ],
)
def test_problems_outweigh_findings(kind: str, code: ExitCode) -> None:
    report = msgspec.structs.replace(REPORT, problems=(Problem(kind, "what"),))
    assert judge_report(report, fail_on=Severity.WARNING) is code


def test_too_little_coverage_and_nothing_read_are_failures_of_input() -> None:
    assert judge_report(CLEAN, fail_on=Severity.WARNING, min_coverage=0.7) is ExitCode.CLEAN
    assert judge_report(CLEAN, fail_on=Severity.WARNING, min_coverage=0.8) is ExitCode.INPUT
    assert judge_report(EMPTY, fail_on=Severity.WARNING) is ExitCode.INPUT


def test_errors() -> None:
    assert judge_error(ConfigError("x")) is ExitCode.USAGE
    assert judge_error(SourceError("x")) is ExitCode.INPUT
    assert judge_error(LedgerError("x")) is ExitCode.INPUT
    assert judge_error(HfcheckError("x")) is ExitCode.USAGE
