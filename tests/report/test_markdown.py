"""The Markdown report: what an editor sees first, and the most characters that a comment may have."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hfcheck.model import Finding, Notice, Problem, Severity, Side
from hfcheck.report.markdown import COMMENT_LIMIT, SUMMARY_LIMIT, render_markdown

from .sample import ARTICLES, BASED_BERGEN, BASED_OSLO, CATALOGUE, CLEAN, FINDINGS, FOURTEEN, REPORT

TABLES = MarkdownIt("commonmark", {"html": True}).enable("table")


def count_units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def repeat(finding: Finding, number: int, words: str = "") -> tuple[Finding, ...]:
    return tuple(
        msgspec.structs.replace(finding, fingerprint=f"{at:012x}", message=f"{finding.message} {words}")
        for at in range(number)
    )


def test_a_finding_shows_both_quotes_side_by_side() -> None:
    text = render_markdown(REPORT, ARTICLES, CATALOGUE)
    assert "### error: HF401 exclusive value differs" in text
    header, _, row, *_ = text.partition("| The Harbour Post | news/002\\_profile.txt |")[2].splitlines()
    assert header == ""
    assert "“The company is based in **Bergen**”" in row
    assert "“Northwind, a shipbuilder based in **Oslo**”" in row
    assert "news/001\\_harbour.txt:3, 2024-05-03; says: the article itself" in row


def test_other_numbers_of_sides_stand_under_one_another() -> None:
    three = msgspec.structs.replace(FINDINGS[0], sides=(*FINDINGS[0].sides, Side((FOURTEEN,))))
    one = msgspec.structs.replace(FINDINGS[0], sides=FINDINGS[0].sides[:1])
    text = render_markdown(msgspec.structs.replace(CLEAN, findings=(three, one)), ARTICLES, CATALOGUE)
    assert text.count("> “The company is based in") == 2
    assert "> “Northwind, a shipbuilder based in" in text


def test_sides_of_unequal_length_make_a_whole_table() -> None:
    finding = msgspec.structs.replace(FINDINGS[0], sides=(Side((BASED_BERGEN, FOURTEEN)), Side((BASED_OSLO,))))
    text = render_markdown(msgspec.structs.replace(CLEAN, findings=(finding,)), ARTICLES, CATALOGUE)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows if "“" in row] == [3, 3]


def test_the_head_counts_by_rule_and_names_the_problems() -> None:
    text = render_markdown(REPORT, ARTICLES, CATALOGUE)
    assert text.startswith("# hfcheck: 1 error, 2 warnings, 1 decided, 1 problem\n")
    assert "| HF201 quantity differs |  |  |  | 1 |" in text
    assert "- news/005\\_latin.txt: not UTF-8" in text


def test_notes_decided_findings_and_reading_are_folded_away() -> None:
    note = msgspec.structs.replace(FINDINGS[3], decision=None)
    text = render_markdown(msgspec.structs.replace(REPORT, findings=(*FINDINGS, note)), ARTICLES, CATALOGUE)
    folds = re.findall(r"<details><summary>(.*?)</summary>", text)
    assert folds == ["How it was found (confidence 0.86)", "1 note", "1 decided", "What was read"]
    assert text.count("<details>") == text.count("</details>")
    assert "Decided: the annual report is final (editor, 2024-07-01)" in text


def test_silence_is_explained() -> None:
    text = render_markdown(CLEAN, ARTICLES, CATALOGUE)
    assert text.startswith("# hfcheck: no conflict was found\n")
    assert "11 sentences, 8 claims; 3 sentences without a claim" in text


@pytest.mark.parametrize("limit", [16_384, COMMENT_LIMIT, SUMMARY_LIMIT])
def test_a_report_is_never_longer_than_its_limit_and_counts_what_is_left_out(limit: int) -> None:
    findings = repeat(FINDINGS[0], 400, "\U0001f600" * 200)
    report = msgspec.structs.replace(REPORT, findings=findings)
    text = render_markdown(report, ARTICLES, CATALOGUE, limit=limit)
    assert limit * 0.9 < count_units(text) <= limit
    shown = text.count("### error")
    assert f"**{400 - shown} more findings left out here, as the text would be too long.**" in text


def test_the_gravest_findings_are_kept() -> None:
    notes = tuple(msgspec.structs.replace(f, severity=Severity.NOTE) for f in repeat(FINDINGS[0], 200, "word " * 50))
    report = msgspec.structs.replace(REPORT, findings=(*repeat(FINDINGS[0], 20), *notes))
    text = render_markdown(report, ARTICLES, CATALOGUE)
    assert text.count("### error") == 20
    assert 0 < text.count("### note") < 200


def test_one_huge_finding_does_not_hide_the_others() -> None:
    huge = msgspec.structs.replace(FINDINGS[0], message="word " * 20_000)
    text = render_markdown(msgspec.structs.replace(REPORT, findings=(huge, *FINDINGS[1:])), ARTICLES, CATALOGUE)
    assert "### warning: HF101" in text
    assert "**1 more finding left out here" in text


def test_many_and_long_problems_and_notices_stay_within_the_limit() -> None:
    problems = tuple(Problem("source", "<" * 5000, "p" * 5000, 1) for _ in range(5000))
    notices = tuple(Notice("undated", "n" * 1000) for _ in range(1000))
    report = msgspec.structs.replace(REPORT, problems=problems, notices=notices)
    text = render_markdown(report, ARTICLES, CATALOGUE)
    assert count_units(text) <= COMMENT_LIMIT
    assert "- and 4,980 more" in text
    assert "### error: HF401" in text


@settings(max_examples=40)
@given(st.lists(st.integers(0, 30_000), max_size=12), st.integers(16_384, 80_000))
def test_any_report_stays_within_any_limit(lengths: list[int], limit: int) -> None:
    findings = tuple(
        msgspec.structs.replace(FINDINGS[at % 4], message="ab " * (length // 3)) for at, length in enumerate(lengths)
    )
    text = render_markdown(msgspec.structs.replace(REPORT, findings=findings), ARTICLES, CATALOGUE, limit=limit)
    assert count_units(text) <= limit
    assert text.count("<details>") == text.count("</details>")


def test_tables_are_tables() -> None:
    html = TABLES.render(render_markdown(REPORT, ARTICLES, CATALOGUE))
    assert html.count("<table>") == 1 + len(FINDINGS) + 1
    assert "|" not in re.sub(r"<[^>]*>", "", html)
