"""JUnit: valid, never empty, a case for each rule, problems as errors."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import msgspec
import pytest

from hfcheck.model import Problem, Report, Severity

from .renderings import check_junit, render
from .sample import CLEAN, EMPTY, FINDINGS, REPORT

NOTHING_RUN = msgspec.structs.replace(EMPTY, rules_run=(), rules_off=())


def read(report: Report = REPORT, **changes: object) -> ElementTree.Element:
    text = render("junit", report, **changes)
    check_junit(text)
    return ElementTree.fromstring(text)


def case(root: ElementTree.Element, name: str) -> ElementTree.Element:
    found = root.find(f".//testcase[@name='{name}']")
    assert found is not None
    return found


@pytest.mark.parametrize("report", [REPORT, CLEAN, EMPTY, NOTHING_RUN], ids=["findings", "clean", "empty", "no rule"])
def test_a_document_fits_the_published_schema_and_no_suite_is_empty(report: Report) -> None:
    root = read(report)
    for suite in root:
        cases = list(suite)
        assert cases
        assert int(suite.attrib["tests"]) == len(cases)
        for kind, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[attribute]) == sum(one.find(kind) is not None for one in cases)
    for attribute in ("tests", "failures", "errors"):
        assert int(root.attrib[attribute]) == sum(int(suite.attrib[attribute]) for suite in root)


def test_each_rule_that_ran_or_is_off_is_a_case() -> None:
    names = [one.attrib["name"] for one in read()[0]]
    assert [name[:5] for name in names] == ["HF101", "HF201", "HF202", "HF401", "HF408"]
    assert case(read(), "HF202 count differs from its list").find("skipped") is not None


def test_a_failure_carries_its_findings() -> None:
    failure = case(read(), "HF401 exclusive value differs").find("failure")
    assert failure is not None
    assert failure.attrib["type"] == "error"
    assert failure.attrib["message"].startswith("1 finding: Northwind has one head office")
    text = failure.text or ""
    assert "side 1: “The company is based in Bergen” (The Harbour Post, news/001_harbour.txt:3, 2024-05-03;" in text
    assert "side 2: “Northwind, a shipbuilder based in Oslo” (news/002_profile.txt:1, undated;" in text
    assert "[3fa21c09b1d0]" in text
    assert "side 2: +2 more" in text


def test_findings_of_one_rule_stand_in_one_failure() -> None:
    twice = msgspec.structs.replace(REPORT, findings=(FINDINGS[0], FINDINGS[0]))
    found = case(read(twice), "HF401 exclusive value differs")
    assert [child.tag for child in found] == ["failure"]
    assert found[0].attrib["message"].startswith("2 findings: ")
    assert (found[0].text or "").count("[3fa21c09b1d0]") == 2


def test_a_decided_finding_and_one_below_the_gate_do_not_fail() -> None:
    decided = case(read(), "HF201 quantity differs")
    assert [child.tag for child in decided] == ["system-out"]
    assert "Decided: the annual report is final" in (decided[0].text or "")
    assert case(read(fail_on=Severity.ERROR), "HF101 polarity differs").find("failure") is None
    opened = msgspec.structs.replace(FINDINGS[3], decision=None)
    report = msgspec.structs.replace(REPORT, findings=(opened,))
    assert case(read(report), "HF201 quantity differs").find("failure") is None
    assert case(read(report, fail_on=Severity.NOTE), "HF201 quantity differs").find("failure") is not None
    assert read(fail_on=Severity.OFF).attrib["failures"] == "0"


def test_problems_are_errors_and_no_problem_is_a_case_that_passes() -> None:
    problems = (*REPORT.problems, Problem("crash", "rule HF401 crashed", None), Problem("ledger", "bad", "c.yaml", 7))
    reading = read(msgspec.structs.replace(REPORT, problems=problems))[1]
    assert [one.attrib["name"] for one in reading] == ["news/005_latin.txt", "crash", "c.yaml:7"]
    assert [one[0].attrib["type"] for one in reading] == ["source", "crash", "ledger"]
    (passed,) = read(CLEAN)[1]
    assert list(passed) == []
    assert passed.attrib["name"] == "articles: 4 read"


def test_nothing_read_is_an_error() -> None:
    (nothing,) = read(EMPTY)[1]
    assert nothing[0].attrib["message"] == "no article was read"
