"""Whole folders on one event: tests/cases/stories/*.yaml, from texts to findings by the public verbs."""

from __future__ import annotations

from typing import Any

import pytest

from hfcheck.audit import audit
from tests.extraction.reading import general_knowledge, load_cases, read_articles


@pytest.mark.parametrize(("file", "name"), load_cases("stories"))
def test_story(file: str, name: str) -> None:
    case: Any = load_cases("stories")[file, name]
    _, claims, _ = read_articles(case["articles"])
    report = audit(claims, general_knowledge())
    assert not report.problems
    found = [(f.rule, f.severity.value, f.message) for f in report.findings]
    wanted = case.get("expects", [])
    assert len(found) == len(wanted), found
    for (rule, severity, message), want in zip(found, wanted, strict=True):
        assert (rule, severity) == (want["rule"], want["severity"])
        assert all(words in message for words in want.get("says", ())), message
