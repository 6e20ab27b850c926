"""Annotations: the gravest first, the platform's limit kept, what is left out counted."""

from __future__ import annotations

import re
from urllib.parse import unquote

import msgspec
import pytest

from hfcheck.model import Problem, Report, Severity
from hfcheck.report.github import MOST_OF_A_LEVEL

from .renderings import render
from .sample import CLEAN, FINDINGS, REPORT

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def read(report: Report = REPORT, **changes: object) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each annotation, as the runner decodes them."""
    found = []
    for line in render("github", report, **changes).splitlines():
        match = COMMAND.fullmatch(line)
        if match:
            pairs = (part.split("=", 1) for part in match[2].split(","))
            found.append((match[1], {name: unquote(value) for name, value in pairs}, unquote(match[3])))
    return found


def many(severity: Severity, number: int) -> tuple[object, ...]:
    return tuple(
        msgspec.structs.replace(FINDINGS[0], severity=severity, message=f"{severity.value} {at}", decision=None)
        for at in range(number)
    )


def test_the_gravest_come_first_and_decided_ones_not_at_all() -> None:
    levels = [level for level, _, _ in read()]
    assert levels == ["error", "error", "warning", "warning"]
    assert "1 decided, not annotated." in render("github")


def test_an_annotation_stands_at_the_first_quote_and_repeats_all() -> None:
    _, properties, message = read()[1]
    assert properties == {
        "file": "news/001_harbour.txt",
        "line": "3",
        "endLine": "3",
        "col": "47",
        "endColumn": "77",
        "title": "HF401 exclusive value differs",
    }
    lines = message.split("\n")
    assert lines[0].endswith("(conflict, 3fa21c09b1d0)")
    assert lines[1].startswith("“The company is based in Bergen” The Harbour Post, news/001_harbour.txt:3, 2024-05-03")
    assert lines[2].startswith("“Northwind, a shipbuilder based in Oslo” news/002_profile.txt:1, undated")
    assert lines[3:] == [
        "+2 more",
        "What would settle it: The company's entry in the register of business enterprises on both dates.",
    ]


def test_a_file_is_named_from_the_root_of_the_repository() -> None:
    files = [properties["file"] for _, properties, _ in read(base="sub")]
    assert files == ["sub/news/005_latin.txt", *["sub/" + name for name in (
        "news/001_harbour.txt", "news/003_alliance.md", "news/001_harbour.txt")]]  # fmt: skip


@pytest.mark.parametrize("number", [0, 9, 10, 11, 37])
def test_no_more_than_ten_of_a_level_and_the_rest_is_counted(number: int) -> None:
    findings = tuple(
        f for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE) for f in many(severity, number)
    )
    report = msgspec.structs.replace(CLEAN, findings=findings)
    levels = [level for level, _, _ in read(report)]
    each = min(number, MOST_OF_A_LEVEL)
    assert levels == ["error"] * each + ["warning"] * each + ["notice"] * each
    text = render("github", report)
    rest = number - MOST_OF_A_LEVEL
    for noun in ("error", "warning", "note"):
        assert (f"\n{rest} more of level {noun} are not annotated" in text) is (rest > 0)


def test_problems_neither_hide_the_findings_nor_are_hidden_by_them() -> None:
    problems = tuple(Problem("source", f"problem {at}", f"news/{at}.txt", at + 1) for at in range(20))
    report = msgspec.structs.replace(CLEAN, findings=many(Severity.ERROR, 20), problems=problems)
    found = read(report)
    assert len(found) == MOST_OF_A_LEVEL
    assert [m.startswith("error ") for _, _, m in found] == [False] * 3 + [True] * 7
    assert found[0][1] == {"file": "news/0.txt", "line": "1", "title": "hfcheck: source"}
    assert "\n30 more of level error" in render("github", report)


def test_a_clean_report_annotates_nothing_and_says_how_much_was_read() -> None:
    text = render("github", CLEAN)
    assert text == "Read 4 articles: 11 sentences, 8 claims; 3 sentences without a claim (27% of sentences).\n"
