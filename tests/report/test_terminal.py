"""The terminal report against golden files, and what must hold at any width.

To renew the golden files after a wanted change: run the tests with HFCHECK_RENEW_GOLDEN=1 and review the diff.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.cells import cell_len

from hfcheck.model import ArticleCoverage, Notice, Report, Severity
from hfcheck.report.terminal import render_terminal

from .sample import ARTICLES, CATALOGUE, CLEAN, COVERAGE, EMPTY, FINDINGS, REPORT

GOLDEN = Path(__file__).parent.parent / "golden"
SNAPSHOTS: dict[str, tuple[Report, dict[str, Any]]] = {
    "terminal-80": (REPORT, {"width": 80}),
    "terminal-140": (REPORT, {"width": 140}),
    "terminal-80-ascii": (REPORT, {"width": 80, "unicode": False}),
    "terminal-100-verbose": (REPORT, {"width": 100, "verbose": True}),
    "terminal-80-colour": (REPORT, {"width": 80, "colour": True}),
    "terminal-quiet": (REPORT, {"width": 80, "quiet": True}),
    "terminal-clean": (CLEAN, {"width": 80}),
    "terminal-empty": (EMPTY, {"width": 80}),
}


@pytest.mark.parametrize("name", sorted(SNAPSHOTS))
def test_report_is_as_before(name: str) -> None:
    report, options = SNAPSHOTS[name]
    text = render_terminal(report, ARTICLES, CATALOGUE, **options)
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("HFCHECK_RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("width", [40, 60, 80, 99, 100, 140, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = render_terminal(REPORT, ARTICLES, CATALOGUE, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_sides_stand_beside_each_other_only_where_there_is_room() -> None:
    beside = re.compile(r"«Bergen».*«Oslo»|001_harbour.*002_profile")
    assert beside.search(render_terminal(REPORT, ARTICLES, CATALOGUE, width=100))
    assert not beside.search(render_terminal(REPORT, ARTICLES, CATALOGUE, width=99))


@pytest.mark.parametrize("unicode", [True, False])
def test_plain_output_holds_no_escape_and_article_text_is_no_markup(unicode: bool) -> None:
    text = render_terminal(REPORT, ARTICLES, CATALOGUE, width=140, unicode=unicode)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold]" in text
    assert "\\u001b[2J" in text


def test_colour_output_marks_by_style_and_obeys_no_escape_of_an_article() -> None:
    text = render_terminal(REPORT, ARTICLES, CATALOGUE, width=80, colour=True)
    assert "\x1b[1;7mOslo" in text
    assert "\x1b[2J" not in text
    assert "«" not in text


def test_more_than_two_sides_and_an_only_side_are_shown() -> None:
    first = FINDINGS[0]
    three = msgspec.structs.replace(first, sides=(*first.sides, FINDINGS[2].sides[1]))
    one = msgspec.structs.replace(first, sides=first.sides[:1])
    text = render_terminal(msgspec.structs.replace(REPORT, findings=(three, one)), ARTICLES, CATALOGUE, width=120)
    assert text.count("Bergen»") == 2
    assert "003_alliance.md" in text.split("What would settle it")[0]


def test_paths_are_links_to_their_files_only_where_there_is_colour_and_a_root(tmp_path: Path) -> None:
    text = render_terminal(REPORT, ARTICLES, CATALOGUE, width=140, colour=True, root=tmp_path)
    address = (tmp_path / "news/001_harbour.txt").as_uri()
    assert f"\x1b]8;;{address}\x1b\\" in text
    assert text == render_terminal(REPORT, ARTICLES, CATALOGUE, width=140, colour=True, root=tmp_path)
    assert "\x1b]8" not in render_terminal(REPORT, ARTICLES, CATALOGUE, width=140, root=tmp_path)
    assert "\x1b]8" not in render_terminal(REPORT, ARTICLES, CATALOGUE, width=140, colour=True)
    quiet = render_terminal(REPORT, ARTICLES, CATALOGUE, colour=True, quiet=True, root=tmp_path)
    assert quiet.startswith(f"\x1b]8;;{address}")


def test_findings_of_one_cause_stand_together_under_a_heading_and_keep_their_fingerprints() -> None:
    first, second = FINDINGS[0], FINDINGS[1]
    same = msgspec.structs.replace(first, fingerprint="ab" * 6, severity=Severity.NOTE)
    text = render_terminal(msgspec.structs.replace(REPORT, findings=(first, second, same)), ARTICLES, CATALOGUE)
    heading, one, other, rest = (
        text.index(words)
        for words in ("The next 2 findings likely have one cause", first.fingerprint, "ab" * 6, second.fingerprint)
    )
    assert heading < one < other < rest


def test_a_decided_finding_is_one_line_and_asks_for_nothing() -> None:
    decided = tuple(msgspec.structs.replace(finding, decision="both stand") for finding in FINDINGS)
    text = render_terminal(msgspec.structs.replace(REPORT, findings=decided), ARTICLES, CATALOGUE, width=200)
    lines = text.splitlines()
    assert [line for line in lines if "both stand" in line] == [
        f"  {one.rule} {one.fingerprint}  both stand  {one.message}" for one in FINDINGS
    ]
    assert "What would settle it" not in text
    assert "Next:" not in text
    assert lines[-1] == "4 decided, 1 problem"


def test_of_many_articles_those_with_findings_are_listed() -> None:
    parts = {f"news/{number:04}.txt": ArticleCoverage(3, 1, number % 3) for number in range(1000)}
    coverage = msgspec.structs.replace(COVERAGE, by_article={**parts, **COVERAGE.by_article})
    report = msgspec.structs.replace(REPORT, coverage=coverage)
    short, long = (render_terminal(report, ARTICLES, CATALOGUE, verbose=verbose) for verbose in (False, True))
    assert "news/004_hostile.txt  " in short.split("no claim  findings")[1]
    assert "and 979 more articles; --verbose shows them" in short
    assert long.count("news/0") > 1000


def test_what_was_noticed_of_several_articles_is_said_once() -> None:
    notices = tuple(Notice("undated", "no date of publication", f"news/{number}.txt") for number in range(5))
    text = render_terminal(msgspec.structs.replace(CLEAN, notices=notices), ARTICLES, CATALOGUE, width=120)
    assert "notice: news/0.txt, news/1.txt, news/2.txt and 2 more: no date of publication\n" in text


def test_silence_is_explained() -> None:
    assert "No conflict among 8 claims of 4 articles" in render_terminal(CLEAN, ARTICLES, CATALOGUE)
    assert "3 sentences without a claim (27%" in render_terminal(CLEAN, ARTICLES, CATALOGUE)
    assert "Nothing was audited: no article was read" in render_terminal(EMPTY, ARTICLES, CATALOGUE)
