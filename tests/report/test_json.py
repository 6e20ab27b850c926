"""The JSON report keeps its schema, its offsets and its order."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
import msgspec
import pytest

from hfcheck.model import Report
from hfcheck.report.json import render_json

from .sample import ARTICLES, CLEAN, EMPTY, REPORT


def _schema() -> dict[str, object]:
    text = resources.files("hfcheck.report").joinpath("schema/report-1.json").read_text(encoding="utf-8")
    schema: dict[str, object] = json.loads(text)
    return schema


@pytest.mark.parametrize("report", [REPORT, CLEAN, EMPTY])
def test_report_keeps_the_schema(report: Report) -> None:
    jsonschema.Draft202012Validator.check_schema(_schema())
    jsonschema.Draft202012Validator(_schema()).validate(json.loads(render_json(report, ARTICLES, version="1.0")))


def test_every_quote_stands_at_its_offsets_and_line() -> None:
    document = json.loads(render_json(REPORT, ARTICLES, version="1.0"))
    pieces = [piece for finding in document["findings"] for side in finding["sides"] for piece in side]
    assert len(pieces) == 8
    for piece in pieces:
        text = ARTICLES[piece["article"]].text
        assert text[piece["start"] : piece["end"]] == piece["quote"]
        assert text[: piece["start"]].count("\n") + 1 == piece["line"]


def test_fields_are_those_of_the_design() -> None:
    document = json.loads(render_json(REPORT, ARTICLES, version="1.0"))
    assert document["schema"] == 1
    assert document["hfcheck"] == "1.0"
    assert document["today"] is None
    assert document["skipped"] == {"opinion": 2, "unresolved reference": 1}
    assert document["coverage"]["sentences_without_claim"] == 3
    assert document["findings"][0]["decision"] is None
    assert document["findings"][3]["decision"] == "the annual report is final (editor, 2024-07-01)"
    assert document["problems"] == [
        {
            "kind": "source",
            "message": "not UTF-8 (byte 0xff at 17); save it as UTF-8",
            "path": "news/005_latin.txt",
            "line": None,
        }
    ]


def test_no_character_that_a_terminal_obeys_is_printed() -> None:
    text = render_json(REPORT, ARTICLES, version="1.0")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\u001b[2J" in text


def test_order_of_coverage_does_not_depend_on_insertion() -> None:
    coverage = REPORT.coverage
    turned = msgspec.structs.replace(coverage, by_article=dict(reversed(coverage.by_article.items())))
    again = msgspec.structs.replace(REPORT, coverage=turned, skipped=REPORT.skipped[::-1])
    assert render_json(again, ARTICLES, version="1.0") == render_json(REPORT, ARTICLES, version="1.0")
