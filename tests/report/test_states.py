"""What a baseline knows is no editor's decision, and what was left out as old is no silence, in any format."""

from __future__ import annotations

import json

import msgspec
import pytest

from hfcheck.model import Report
from hfcheck.report.states import KNOWN, count_closed, state_of
from hfcheck.report.terminal import render_terminal

from .renderings import check_junit, read_sarif, render
from .sample import ARTICLES, CATALOGUE, REPORT

IN_BASELINE = "known, in known.yaml"
OPEN_FIRST, *OTHERS = REPORT.findings
BASELINED = msgspec.structs.replace(
    REPORT, findings=(msgspec.structs.replace(OPEN_FIRST, decision=IN_BASELINE, known=True), *OTHERS)
)
NOTHING_NEW = msgspec.structs.replace(REPORT, findings=(), left_out=4)


def test_the_sample_has_a_finding_of_each_state() -> None:
    assert [state_of(finding) for finding in BASELINED.findings] == [KNOWN, "open", "open", "decided"]
    assert count_closed(BASELINED.findings) == ["1 decided", "1 known"]


@pytest.mark.parametrize("name", ["terminal", "html", "markdown", "junit"])
def test_a_known_finding_is_called_known_and_not_decided(name: str) -> None:
    text = render(name, BASELINED)
    assert text.count("in known.yaml") == 1
    assert IN_BASELINE not in text
    around = text[text.index("in known.yaml") - 60 :][:60].lower()
    assert "decided" not in around
    assert "known" in text.replace("known.yaml", "").lower()


@pytest.mark.parametrize("name", ["terminal", "markdown", "github"])
def test_known_and_decided_findings_are_counted_apart(name: str) -> None:
    assert "1 decided, 1 known" in render(name, BASELINED)
    assert "known" not in render(name, REPORT).replace("not known", "").replace("unknown", "")


def test_a_page_filters_by_the_states_that_there_are() -> None:
    assert 'data-state="known"' in render("html", BASELINED)
    assert "known" not in render("html", REPORT).split("<script")[0].replace("not known", "")


def test_sarif_tells_a_baseline_from_a_decision() -> None:
    known, fresh, _, decided = read_sarif(render("sarif", BASELINED))["results"]
    assert known["suppressions"] == [{"kind": "external", "justification": "Known, in known.yaml"}]
    assert known["baselineState"] == "unchanged"
    assert (fresh["suppressions"], fresh["baselineState"]) == ([], "new")
    assert decided["suppressions"][0]["status"] == "accepted"
    assert all("baselineState" not in result for result in read_sarif(render("sarif"))["results"])


def test_programs_are_told_what_is_known_and_how_much_was_left_out() -> None:
    document = json.loads(render("json", BASELINED))
    assert [one["known"] for one in document["findings"]] == [True, False, False, False]
    assert json.loads(render("json", NOTHING_NEW))["left_out"] == 4
    assert json.loads(render("jsonl", NOTHING_NEW).splitlines()[-1])["left_out"] == 4
    check_junit(render("junit", NOTHING_NEW))


@pytest.mark.parametrize("report", [NOTHING_NEW, msgspec.structs.replace(REPORT, left_out=4)])
@pytest.mark.parametrize("name", ["terminal", "markdown", "github"])
def test_older_findings_that_are_left_out_are_counted(name: str, report: Report) -> None:
    assert "4 older findings left out" in " ".join(render(name, report).split())


@pytest.mark.parametrize("name", ["terminal", "html", "markdown"])
def test_nothing_new_is_not_called_no_conflict(name: str) -> None:
    text = render(name, NOTHING_NEW)
    assert "No new conflict among 8 claims of 4 articles" in text
    assert "No conflict" not in text


def test_the_one_line_report_says_so_too() -> None:
    text = render_terminal(NOTHING_NEW, ARTICLES, CATALOGUE, quiet=True)
    assert "No new conflict among 8 claims of 4 articles, 4 older findings left out" in text
    assert "(known)" in render_terminal(BASELINED, ARTICLES, CATALOGUE, quiet=True)
