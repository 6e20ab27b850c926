"""Real awkward input: nothing crashes, the rest is audited, and what was not read is counted or named with a reason."""

from __future__ import annotations

import gzip
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hfcheck.model import Problem, Report
from hfcheck.workflow import audit_project, extract_claims

from .projects import find, make_project, read_project, run_project

SOLD = "Quillon, which is based in Arvel, bought Vell Motors for $4.1 billion in May 2019. "
HIRED = "The Norwick Institute said on Tuesday that it had hired 300 people and would open a site in Bergen by 2026. "
FRENCH = "Le ministre a annoncé mardi que le gouvernement présenterait un projet. Il a été élu avec une majorité. "
SOUND = {
    "a.txt": "---\npublished: 2024-05-01\n---\nNorwick Institute is headquartered in Bergen.\n",
    "b.txt": "---\npublished: 2024-05-01\n---\nNorwick Institute is headquartered in Tromso.\n",
}


def chain_words(count: int) -> str:
    words = ["Quillon", "bought", "the", "mill", "and", "sold", "the", "boat", "and", "then"]
    return " ".join(words[at % len(words)] for at in range(count)) + "."


def audit_beside(folder: Path, name: str, data: str | bytes) -> tuple[Report, Sequence[Problem], Any]:
    """The report of a sound project with one awkward file in it, that file's problems, and how much of it was read."""
    make_project(folder, {**SOUND, name: data}, "articles: ['news/*']\npacks: [core, business]\n")
    _, _, report = run_project(folder)
    assert len(find(report, "HF401")) == 1
    assert [one for one in report.problems if one.kind == "crash"] == []
    path = f"news/{name}"
    return report, [one for one in report.problems if one.path == path], report.coverage.by_article.get(path)


def count_skipped(report: Report, name: str) -> dict[str, int]:
    reasons = [one.reason for one in report.skipped if one.article == f"news/{name}"]
    return {reason: reasons.count(reason) for reason in reasons}


# ── what is read ──────────────────────────────────────────────────────────────────────────────

READ: dict[str, tuple[str | bytes, int, int]] = {
    "carriage returns alone": (f"{SOLD}\r{HIRED}\r" * 5, 10, 25),
    "DOS lines": (f"{SOLD}\r\n\r\n{HIRED}\r\n" * 5, 10, 25),
    "ends of lines of all kinds": (f"{SOLD}\r{HIRED}\r\n{SOLD}\n{HIRED}\u2028{SOLD}\x85" * 3, 15, 39),
    "a byte order mark": ("\ufeff" + SOLD + HIRED, 2, 5),
    "byte order marks inside": (f"{SOLD}\ufeff{HIRED}" * 3, 6, 15),
    "bidirectional marks": (f"\u202e{SOLD}\u202c\n\u2067{HIRED}\u2069\n", 2, 5),
    "zero-width characters": (SOLD.replace("Quillon", "Qui\u200bllon"), 1, 2),
    "emoji": (f"🚗 {SOLD} 👩‍👩‍👧 {HIRED} 🇳🇴\n", 2, 4),
    "names from right to left": ("محمد صلاح scored 30 goals in 2019. בנימין לוי leads the party.\n" * 3, 6, 6),
    "all capitals": ((SOLD + HIRED).upper(), 2, 4),
    "combining marks": (SOLD.replace("Quillon", "Q\u0301uillon\u0323"), 1, 2),
    "empty paragraphs": ("\n\n" * 20_000 + SOLD, 1, 2),
    "a gap of blanks": (SOLD + " " * 2_000 + HIRED, 2, 4),
    "390 words in one sentence": (chain_words(390), 1, 1),
    "a paragraph in French": (f"{SOLD}\n\n{FRENCH * 2}\n\n{HIRED}\n", 2, 5),
}


@pytest.mark.parametrize("case", READ)
def test_what_is_odd_is_read_all_the_same(tmp_path: Path, case: str) -> None:
    data, sentences, claims = READ[case]
    _, problems, read = audit_beside(tmp_path, "x.txt", data)
    assert problems == []
    assert read is not None
    assert read.sentences >= sentences
    assert read.claims >= claims


PAGES = {
    "closed": "<html lang=en>" + "<div>" * 20_000 + f"<p>{SOLD}</p>" + "</div>" * 20_000,
    "open": "<html>" + "<b>" * 20_000 + f"<p>{SOLD}",
    "wrong ends": "<i>" * 20_000 + "</b>" * 20_000 + f"<p>{SOLD}</p>",
    "entities": "<p>" + "&amp;" * 20_000 + f"</p><p>{SOLD}</p>",
    "cells": "<table>" + "<tr><td>Vell<td>3" * 3_000 + f"</table><p>{SOLD}",
    "data": "<script type='application/ld+json'>" + "[" * 50_000 + f"</script><p>{SOLD}",
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_may_be_nested_without_end(tmp_path: Path, case: str) -> None:
    _, problems, read = audit_beside(tmp_path, "x.html", PAGES[case])
    assert problems == []
    assert read is not None
    assert read.claims >= 2


@pytest.mark.parametrize(
    "head", [">" * 20_000, "*" * 20_000, "[" * 20_000, "".join("  " * n + "- x\n" for n in range(300))]
)
def test_markdown_may_be_nested_without_end(tmp_path: Path, head: str) -> None:
    _, problems, read = audit_beside(tmp_path, "x.md", f"{head}\n\n{SOLD}\n")
    assert problems == []
    assert read is not None
    assert read.claims >= 2


# ── what is skipped, with a reason ────────────────────────────────────────────────────────────

SKIPPED: dict[str, tuple[str, str]] = {
    "a sentence of 5,000 words": (chain_words(5_000), "sentence too long"),
    "a quotation of 5,000 words": (f"“{chain_words(5_000)[:-1]},” Ann Lee said.", "sentence too long"),
    "a list of 2,000 names": ("They met " + ", ".join(["Ann Lee", "Ivo Brandt"] * 1_000) + ".", "sentence too long"),
    "no end of a sentence": ("Quillon bought Vell in 2019 and then it sold the mill " * 2_000, "sentence too long"),
    "French": (FRENCH * 5, "not English"),
    "German": ("Der Vorstand teilte am Dienstag mit, dass das Werk bald geschlossen wird. " * 5, "not English"),
    "Arabic": ("أعلنت الشركة يوم الثلاثاء أنها ستفتح مصنعا جديدا في القاهرة. " * 5, "not English"),
    "Chinese": ("该公司周二宣布将在上海开设新工厂。" * 10, "not English"),
    "Russian": ("Компания объявила во вторник, что откроет новый завод. " * 5, "not English"),
    "blanks without end": (SOLD + " " * 200_000 + HIRED, "sentence too long"),
    "digits": ("1234567890," * 20_000, "no words"),
    "quotation marks": ('"' * 100_000, "no words"),
    "open brackets": ("(" * 100_000, "no words"),
    "full stops": ("." * 100_000, "no words"),
}


@pytest.mark.parametrize("case", SKIPPED)
def test_what_is_not_read_is_counted_with_its_reason(tmp_path: Path, case: str) -> None:
    data, reason = SKIPPED[case]
    report, problems, read = audit_beside(tmp_path, "x.txt", data)
    assert problems == []
    assert read is not None
    assert read.claims == 0
    assert reason in count_skipped(report, "x.txt")


@pytest.mark.parametrize(
    "data",
    [
        "| Name | 2019 |\n|---|---|\n" + "| Quillon | 3 |\n" * 100,
        "Name\tRevenue\tYear\n" + "Quillon\t3,000\t2019\n" * 100,
        "name,revenue,year\n" + "Quillon,3000,2019\n" * 100,
        "def f(x):\n    return {a: b for a in x}\n" * 50,
        "\n".join("word" for _ in range(1_000)),
    ],
    ids=["bars", "tabs", "commas", "code", "words"],
)
def test_what_is_no_prose_claims_nothing_and_says_so(tmp_path: Path, data: str) -> None:
    report, problems, read = audit_beside(tmp_path, "x.txt", data)
    assert problems == []
    assert read is not None
    assert read.claims == 0
    assert read.sentences_without_claim == read.sentences
    assert sum(count_skipped(report, "x.txt").values()) >= 1


# ── what is refused, with a message ───────────────────────────────────────────────────────────

REFUSED: dict[str, tuple[bytes, str]] = {
    "NULs": (b"\0" * 100_000, "it is binary (it holds NUL bytes)"),
    "one NUL": (SOLD.encode() + b"\0", "it is binary (it holds NUL bytes)"),
    "UTF-16": (SOLD.encode("utf-16"), "it is UTF-16; save it as UTF-8"),
    "UTF-16 without a mark": (SOLD.encode("utf-16-le"), "it is binary (it holds NUL bytes)"),
    "UTF-32": (SOLD.encode("utf-32"), "it is UTF-16; save it as UTF-8"),
    "two encodings": ("Café. ".encode() + "Köln. ".encode("latin-1"), "it is not UTF-8 (byte 8)"),
    "half a surrogate pair": (b"\xed\xa0\x80 " + SOLD.encode(), "it is not UTF-8 (byte 0)"),
    "compressed": (gzip.compress(SOLD.encode() * 100, mtime=0), "binary"),
    "all bytes": (bytes(range(1, 256)) * 100, "it is not UTF-8 (byte 127)"),
    "nothing": (b"", "it is empty"),
    "only a mark": ("\ufeff\n".encode(), "it is empty"),
    "11 MB": (b"a " * 5_500_000, "bytes, more than"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_named(tmp_path: Path, case: str) -> None:
    data, message = REFUSED[case]
    _, problems, read = audit_beside(tmp_path, "x.txt", data)
    assert [problem.kind for problem in problems] == ["source"]
    assert message in problems[0].message
    assert read is None


def test_a_folder_with_the_name_of_an_article(tmp_path: Path) -> None:
    folder = make_project(tmp_path, SOUND)
    (folder / "news" / "x.txt").mkdir()
    _, _, report = run_project(folder)
    assert len(find(report, "HF401")) == 1
    assert [one for one in report.problems if one.kind == "crash"] == []
    (folder / "hfcheck.yaml").write_text("articles: [news/a.txt, news/b.txt, news/x.txt]\n", encoding="utf-8")
    _, _, report = run_project(folder)
    assert [(one.kind, one.path) for one in report.problems] == [("source", "news/x.txt")]


def test_a_file_whose_name_is_not_utf8_is_read(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        make_project(tmp_path, {name: SOUND["a.txt"], "b.txt": SOUND["b.txt"]})
    except OSError:
        pytest.skip("no such name on this system")
    project = read_project(tmp_path)
    for _ in range(2):
        report = audit_project(project, extract_claims(project))
        assert len(find(report, "HF401")) == 1
        assert report.problems == ()
