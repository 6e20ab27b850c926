"""The registry of formats, and every format against its golden file.

To renew the golden files after a wanted change: run the tests with HFCHECK_RENEW_GOLDEN=1 and review the diff.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import msgspec
import pytest

from hfcheck.model import Report
from hfcheck.report.formats import FORMATS, infer_format

from .renderings import make_material, render
from .sample import ARTICLES, CLEAN, EMPTY, REPORT

GOLDEN = Path(__file__).parent.parent / "golden"
FILES = {
    "json": "report.json",
    "jsonl": "report.jsonl",
    "sarif": "report.sarif",
    "junit": "report.xml",
    "github": "report-github.txt",
    "markdown": "report.md",
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_report_is_as_before(name: str) -> None:
    text = render(name)
    path = GOLDEN / FILES[name]
    if os.environ.get("HFCHECK_RENEW_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode("utf-8")


def test_every_format_has_golden_files() -> None:
    # The terminal's and the page's are held by tests of their own.
    assert sorted({*FILES, "terminal", "html"}) == sorted(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("report", [REPORT, CLEAN, EMPTY], ids=["findings", "clean", "nothing read"])
def test_every_format_renders_every_report_and_ends_its_last_line(name: str, report: Report) -> None:
    text = render(name, report)
    assert text.endswith("\n")
    assert text.strip()


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_in_which_things_were_put_in_does_not_matter(name: str) -> None:
    coverage = msgspec.structs.replace(REPORT.coverage, by_article=dict(reversed(REPORT.coverage.by_article.items())))
    skipped = list(REPORT.skipped)
    random.Random(7).shuffle(skipped)
    turned = msgspec.structs.replace(REPORT, coverage=coverage, skipped=tuple(skipped))
    assert render(name, turned, articles=dict(reversed(ARTICLES.items()))) == render(name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_on_nothing_read_says_so(name: str) -> None:
    text = render(name, EMPTY).lower()
    assert any(words in text for words in ("no article", "0 articles", '"articles": 0')), text


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("report.json", "json"),
        ("Report.JSON", "json"),
        ("out/report.jsonl", "jsonl"),
        ("report.sarif", "sarif"),
        ("report.sarif.json", "sarif"),
        ("report.xml", "junit"),
        ("report.html", "html"),
        ("report.md", "markdown"),
        ("report.txt", "terminal"),
        ("report", None),
        ("report.csv", None),
        (".json", None),
        ("json", None),
    ],
)
def test_a_format_is_inferred_from_the_end_of_a_name(name: str, format: str | None) -> None:
    assert infer_format(name) == format


def test_no_ending_belongs_to_two_formats() -> None:
    endings = [suffix for entry in FORMATS.values() for suffix in entry.suffixes]
    assert len(endings) == len(set(endings))


def test_what_a_renderer_is_given_is_left_as_it_was() -> None:
    material = make_material()
    before = (dict(material.articles), material.report)
    for entry in FORMATS.values():
        entry.render(material)
    assert (dict(material.articles), material.report) == before
