"""JSON Lines: each line on its own, versioned and in the schema."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

import jsonschema
import pytest

from hfcheck.model import Report

from .renderings import render
from .sample import CLEAN, EMPTY, REPORT


def load_schema(name: str) -> Any:
    return json.loads(resources.files("hfcheck.report").joinpath(f"schema/{name}").read_text(encoding="utf-8"))


@pytest.mark.parametrize("report", [REPORT, CLEAN, EMPTY], ids=["findings", "clean", "nothing read"])
def test_each_line_keeps_the_schema_and_the_last_is_the_summary(report: Report) -> None:
    lines = [json.loads(line) for line in render("jsonl", report).splitlines()]
    validator = jsonschema.Draft202012Validator(load_schema("report-line-1.json"))
    for line in lines:
        validator.validate(line)
    kinds = [line["kind"] for line in lines]
    assert kinds.count("finding") == len(report.findings) == lines[-1]["findings"]
    assert kinds.count("problem") == len(report.problems) == lines[-1]["problems"]
    assert kinds.index("summary") == len(lines) - 1


def test_a_finding_is_the_one_of_the_json_report() -> None:
    document = json.loads(render("json"))
    lines = [json.loads(line) for line in render("jsonl").splitlines()]
    found = [{k: v for k, v in line.items() if k not in ("schema", "kind")} for line in lines[: len(REPORT.findings)]]
    assert found == document["findings"]
    assert lines[-1]["coverage"] == document["coverage"]


def test_the_two_schemas_say_the_same_of_a_finding() -> None:
    whole, line = load_schema("report-1.json"), load_schema("report-line-1.json")
    finding = dict(line["$defs"]["finding"]["properties"])
    assert (finding.pop("schema"), finding.pop("kind")) == ({"const": 1}, {"const": "finding"})
    assert finding == whole["$defs"]["finding"]["properties"]
    assert line["$defs"]["piece"] == whole["$defs"]["piece"]
    assert set(line["$defs"]["finding"]["required"]) >= set(whole["$defs"]["finding"]["required"])


def test_a_line_that_is_something_else_does_not_fit() -> None:
    validator = jsonschema.Draft202012Validator(load_schema("report-line-1.json"))
    finding = json.loads(render("jsonl").splitlines()[0])
    assert not validator.is_valid({**finding, "schema": 2})
    assert not validator.is_valid({**finding, "extra": 1})
    assert not validator.is_valid({key: value for key, value in finding.items() if key != "sides"})
