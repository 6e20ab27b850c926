"""A report is verified against its articles and the rules, and what was changed in it is named."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.projects import make_project

Document = dict[str, Any]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hfcheck", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("verified"))
    assert run(folder, "audit", "-f", "json", "-o", "report.json").returncode == 1
    return folder


def test_a_report_that_was_just_made_holds(folder: Path) -> None:
    result = run(folder, "verify", "report.json")
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout == "1 findings with 2 quotes: all hold\n"


def move_quote(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["start"] += 1


def change_quote(document: Document) -> None:
    document["findings"][0]["sides"][1][0]["quote"] = "Norwick Institute is headquartered in Oslo"


def change_line(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["line"] += 1


def change_article(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["article"] = "news/z.txt"


def forge_fingerprint(document: Document) -> None:
    document["findings"][0]["fingerprint"] = "0" * 12


def soften(document: Document) -> None:
    document["findings"][0]["severity"] = "note"


def drop_finding(document: Document) -> None:
    document["findings"] = []


def drop_rule(document: Document) -> None:
    document["rules_run"] = document["rules_run"][1:]


def read_less(document: Document) -> None:
    document["coverage"]["claims"] -= 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (move_quote, "is not at news/"),
        (change_quote, "the article does not have it"),
        (change_line, "is not on line"),
        (change_article, "its article is not among those read: news/z.txt"),
        (forge_fingerprint, "000000000000: HF401 does not find this now"),
        (soften, "its severity is 'note'"),
        (drop_finding, "the report does not say so"),
        (drop_rule, "other rules ran (not run there: HF101)"),
        (read_less, "now there are"),
    ],
)
def test_what_was_changed_in_a_report_is_named(folder: Path, change: Callable[[Document], None], told: str) -> None:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    change(document)
    (folder / "changed.json").write_text(json.dumps(document), encoding="utf-8")
    result = run(folder, "verify", "changed.json")
    assert result.returncode == 1, result.stderr
    assert told in result.stdout


def test_a_finding_that_a_baseline_left_out_is_not_missed(folder: Path) -> None:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    document |= {"findings": [], "left_out": 1}
    (folder / "left_out.json").write_text(json.dumps(document), encoding="utf-8")
    assert run(folder, "verify", "left_out.json").returncode == 0


def test_an_article_that_was_edited_since_is_told(folder: Path, tmp_path: Path) -> None:
    edited = make_project(tmp_path)
    (edited / "news" / "b.txt").write_text("Norwick Institute is headquartered in Bergen.\n", encoding="utf-8")
    result = run(edited, "verify", str(folder / "report.json"))
    assert result.returncode == 1
    assert "does not find this now" in result.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is no JSON report"),
        ("[]", "this is no JSON report"),
        ('{"schema": 1}', "missing required field"),
        ("[" * 100_000, "this is no JSON report"),
    ],
)
def test_what_is_no_report_is_refused(folder: Path, text: str, told: str) -> None:
    (folder / "wrong.json").write_text(text, encoding="utf-8")
    result = run(folder, "verify", "wrong.json")
    assert result.returncode == 3
    assert told in result.stderr


def test_a_report_of_another_schema_is_refused(folder: Path) -> None:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8")) | {"schema": 99}
    (folder / "newer.json").write_text(json.dumps(document), encoding="utf-8")
    result = run(folder, "verify", "newer.json")
    assert result.returncode == 3
    assert "schema 99" in result.stderr
