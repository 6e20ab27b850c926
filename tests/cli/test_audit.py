"""`hfcheck audit`: what it prints where, what it writes, and how it ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest

from hfcheck.errors import ConfigError, LedgerError, SourceError
from hfcheck.model import Evidence, Side, Span
from tests.report import sample

from .conftest import FakeWorkflow, Run


def test_findings_are_printed_and_exit_with_one(run: Run, workflow: FakeWorkflow) -> None:
    workflow.report = msgspec.structs.replace(sample.REPORT, problems=())
    result = run("audit")
    assert result.exit_code == 1
    assert "ERROR  HF401" in result.stdout
    assert "\x1b" not in result.stdout
    assert workflow.asked("extract")[0]["use_ledger"] is True
    assert workflow.asked("save") == [None]


def test_problems_outweigh_findings_and_findings_are_printed_all_the_same(run: Run, workflow: FakeWorkflow) -> None:
    result = run("audit")
    assert result.exit_code == 3
    assert "«Bergen»" in result.stdout


def test_a_clean_audit_exits_with_zero(run: Run, workflow: FakeWorkflow) -> None:
    workflow.report = sample.CLEAN
    result = run("audit")
    assert result.exit_code == 0
    assert "No conflict among 8 claims" in result.stdout


def test_paths_are_read_ad_hoc_and_nothing_is_written(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    run("audit", str(tmp_path))
    assert workflow.asked("open") == [[tmp_path]]
    assert workflow.asked("extract")[0]["use_ledger"] is False
    assert workflow.asked("save") == []
    assert list(tmp_path.iterdir()) == []


def test_locked_writes_no_ledger(run: Run, workflow: FakeWorkflow) -> None:
    run("audit", "--locked")
    assert workflow.asked("extract")[0]["locked"] is True
    assert workflow.asked("save") == []


def test_json_is_all_that_stands_on_standard_output(run: Run, workflow: FakeWorkflow) -> None:
    result = run("audit", "--format", "json", "--today", "2024-05-06")
    assert json.loads(result.stdout)["schema"] == 1
    assert "problem: news/005_latin.txt: not UTF-8" in result.stderr
    assert workflow.asked("audit") == [date(2024, 5, 6)]


def test_output_goes_to_a_file_whole(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    result = run("audit", "--output", "out/report.txt", "--width", "140")
    assert result.stdout == ""
    text = (tmp_path / "out/report.txt").read_text(encoding="utf-8")
    assert "«Bergen»" in text
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["report.txt"]


def test_an_output_that_cannot_be_written_is_wrong_usage(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    result = run("audit", "--output", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path}: cannot write the file")
    assert "Traceback" not in result.stderr


def test_a_ledger_that_cannot_be_written_leaves_the_report(run: Run, workflow: FakeWorkflow) -> None:
    workflow.save_failure = LedgerError("read-only", "claims.yaml")
    result = run("audit")
    assert result.exit_code == 2
    assert "HF401" in result.stdout
    assert "claims.yaml: read-only" in result.stderr


@pytest.mark.parametrize(
    ("failure", "code", "line"),
    [
        (ConfigError("unknown key 'artcles'", "hfcheck.yaml", 3), 2, "error: hfcheck.yaml:3: unknown key 'artcles'\n"),
        (SourceError("no such folder", "news"), 3, "error: news: no such folder\n"),
        (LedgerError("stale", "claims.yaml"), 3, "error: claims.yaml: stale\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (SourceError("a\x1b[2Jb", "n"), 3, "error: n: a\\u001b[2Jb\n"),
    ],
)
def test_errors_are_one_line(run: Run, workflow: FakeWorkflow, failure: BaseException, code: int, line: str) -> None:
    workflow.failure = failure
    result = run("audit")
    assert (result.exit_code, result.stderr, result.stdout) == (code, line, "")


def test_a_bug_says_so_and_shows_its_traceback_when_asked(run: Run, workflow: FakeWorkflow) -> None:
    workflow.failure = ZeroDivisionError("oops")
    result = run("audit")
    assert result.exit_code == 4
    assert "internal error: ZeroDivisionError: oops at conftest.py:" in result.stderr
    assert "please report it" in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("audit", "--verbose").stderr


def test_a_quote_that_does_not_verify_is_a_bug_and_no_finding(run: Run, workflow: FakeWorkflow) -> None:
    wrong = msgspec.structs.replace(sample.BASED_OSLO, evidence=(Evidence(Span("news/002_profile.txt", 0, 4), "Oslo"),))
    broken = msgspec.structs.replace(sample.FINDINGS[0], sides=(Side((wrong,)), Side((sample.BASED_BERGEN,))))
    workflow.report = msgspec.structs.replace(sample.CLEAN, findings=(broken,))
    result = run("audit", "--format", "json")
    assert result.exit_code == 4
    assert json.loads(result.stdout)["findings"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--fail-on", "loud"],
        ["--min-coverage", "2"],
        ["--today", "tomorrow"],
        ["--width", "3"],
        ["--workers", "0"],
        ["--nonsense"],
    ],
)
def test_wrong_usage_exits_with_two(run: Run, workflow: FakeWorkflow, arguments: list[str]) -> None:
    assert run("audit", *arguments).exit_code == 2


def test_fail_on_and_min_coverage_override_the_configuration(run: Run, workflow: FakeWorkflow) -> None:
    notes = tuple(msgspec.structs.replace(finding, decision=None) for finding in sample.FINDINGS[3:])
    workflow.report = msgspec.structs.replace(sample.CLEAN, findings=notes)
    assert run("audit").exit_code == 0
    assert run("audit", "--fail-on", "note").exit_code == 1
    assert run("audit", "--min-coverage", "0.9").exit_code == 3


def test_quiet_gives_a_line_a_finding(run: Run, workflow: FakeWorkflow) -> None:
    lines = run("audit", "--quiet").stdout.splitlines()
    assert lines[0].startswith("news/001_harbour.txt:3: error HF401 ")
    assert len(lines) == len(sample.FINDINGS) + 3
