"""What the tests of the formats share: the material of the sample report, and the published schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import xmlschema

from hfcheck.model import Report, Severity
from hfcheck.report.catalogue import RulePage
from hfcheck.report.formats import FORMATS, Material

from .sample import ARTICLES, CATALOGUE, CLAIMS, REPORT

SCHEMAS = Path(__file__).parent.parent / "schemas"
EXAMPLES = 'A page of prose with [brackets].\n\nFAIL  "a" / "b"\n      "c" / "d"\nPASS  "e" / "f"'
PAGES = tuple(
    RulePage(rule, title, Severity.ERROR, f"{title[:1].upper()}{title[1:]}.\n\n{EXAMPLES}")
    for rule, title in sorted({**CATALOGUE, "HF202": "count differs from its list"}.items())
)


def make_material(report: Report = REPORT, **changes: Any) -> Material:
    """The material of a report on the sample's articles."""
    return Material(report, ARTICLES, CLAIMS, PAGES, "1.0.0")._replace(**changes)


def render(name: str, report: Report = REPORT, **changes: Any) -> str:
    """A report in the format of that name."""
    return FORMATS[name].render(make_material(report, **changes))


def read_sarif(text: str) -> Any:
    """Parse and validate a SARIF log; the run comes back."""
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    # The copy is of the text before the last ballot, which renamed this one property (SARIF 2.1.0, 3.35.3).
    suppression = schema["definitions"]["suppression"]["properties"]
    suppression["status"] = suppression.pop("state")
    document = json.loads(text)
    jsonschema.Draft7Validator(schema).validate(document)
    return document["runs"][0]


def check_junit(text: str) -> None:
    """Validate a JUnit document."""
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(text)
