"""`--format junit`: JUnit XML as Jenkins and GitLab read it (junit-10.xsd of the Jenkins xUnit plugin).

A rule is a test case. Nothing is timed, as a report depends on its input alone: every `time` is 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hfcheck.model import Article, Finding, Problem, Report, Severity
from hfcheck.report.catalogue import RulePage, list_titles
from hfcheck.report.display import describe_lane
from hfcheck.report.inert import escape_xml
from hfcheck.report.pieces import describe_date, line_of, pieces_of
from hfcheck.report.states import describe_closed

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.OFF)


class _Case(NamedTuple):
    suite: str
    name: str
    children: tuple[str, ...] = ()
    state: str = ""


def render_junit(
    report: Report,
    articles: Mapping[str, Article],
    pages: Sequence[RulePage],
    *,
    fail_on: Severity = Severity.WARNING,
) -> str:
    """Render a report as two suites: one case for each rule, and the cases of reading.

    A rule's case fails with its open findings of `fail_on` and graver; milder and decided ones stand in its output. A
    rule that is off is skipped. Each problem is a case with an error; with none there is one case that passes, so that
    no suite is ever empty.
    """
    titles = list_titles(pages)
    run = [_rule_case(rule, titles.get(rule, ""), report, articles, fail_on) for rule in report.rules_run]
    off = [_off_case(rule, titles.get(rule, "")) for rule in report.rules_off]
    rules = sorted((*run, *off), key=lambda case: case.name) or [_Case("hfcheck.rules", "no rule was run")]
    reading = _reading_cases(report)
    states = [case.state for case in (*rules, *reading)]
    counts = f'tests="{len(states)}" failures="{states.count("failure")}" errors="{states.count("error")}"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="hfcheck" {counts} time="0">',
        *_suite("hfcheck.rules", rules),
        *_suite("hfcheck.reading", reading),
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _suite(name: str, cases: Sequence[_Case]) -> list[str]:
    states = [case.state for case in cases]
    counts = f'tests="{len(cases)}" failures="{states.count("failure")}" errors="{states.count("error")}"'
    lines = [f'  <testsuite name="{name}" {counts} skipped="{states.count("skipped")}" time="0">']
    for case in cases:
        start = f'    <testcase classname="{case.suite}" name="{escape_xml(case.name)}" time="0"'
        lines += [f"{start}>", *case.children, "    </testcase>"] if case.children else [f"{start}/>"]
    return [*lines, "  </testsuite>"]


def _element(name: str, attributes: Mapping[str, str], lines: Sequence[str] = ()) -> str:
    """An element on a line of its own; `lines` are its text, each made inert alone."""
    written = "".join(f' {key}="{escape_xml(value)}"' for key, value in attributes.items())
    if not lines:
        return f"      <{name}{written}/>"
    return f"      <{name}{written}>" + "\n".join(escape_xml(line) for line in lines) + f"</{name}>"


# ── rules ─────────────────────────────────────────────────────────────────────────────────────


def _rule_case(rule: str, title: str, report: Report, articles: Mapping[str, Article], fail_on: Severity) -> _Case:
    found = [finding for finding in report.findings if finding.rule == rule]
    failed = [finding for finding in found if _fails(finding, fail_on)]
    others = [finding for finding in found if not _fails(finding, fail_on)]
    children: list[str] = []
    if failed:
        count = "1 finding" if len(failed) == 1 else f"{len(failed)} findings"
        attributes = {"type": failed[0].severity.value, "message": f"{count}: {failed[0].message}"}
        children.append(_element("failure", attributes, _describe_all(failed, articles)))
    if others:
        children.append(_element("system-out", {}, _describe_all(others, articles)))
    return _Case("hfcheck.rules", f"{rule} {title}".rstrip(), tuple(children), "failure" if failed else "")


def _off_case(rule: str, title: str) -> _Case:
    skipped = _element("skipped", {"message": "turned off in the configuration"})
    return _Case("hfcheck.rules", f"{rule} {title}".rstrip(), (skipped,), "skipped")


def _fails(finding: Finding, fail_on: Severity) -> bool:
    loud = fail_on is not Severity.OFF and _ORDER.index(finding.severity) <= _ORDER.index(fail_on)
    return loud and finding.decision is None


def _describe_all(findings: Sequence[Finding], articles: Mapping[str, Article]) -> list[str]:
    lines: list[str] = []
    for finding in findings:
        lines += ["", *_describe(finding, articles)] if lines else _describe(finding, articles)
    return lines


def _describe(finding: Finding, articles: Mapping[str, Article]) -> list[str]:
    lines = [f"{finding.severity.value} {finding.verdict.value} [{finding.fingerprint}]: {finding.message}"]
    for number, side in enumerate(finding.sides, 1):
        pieces, more = pieces_of(side)
        for claim, evidence in pieces:
            article = articles[evidence.span.article]
            place = f"{article.path}:{line_of(article.text, evidence.span.start)}"
            outlet = f"{article.outlet}, " if article.outlet else ""
            source = f"{outlet}{place}, {describe_date(article.published)}"
            lines.append(f"side {number}: “{evidence.quote}” ({source}; says: {describe_lane(claim.attribution)})")
        if more:
            lines.append(f"side {number}: +{more} more")
    if finding.settle:
        lines.append(f"What would settle it: {finding.settle}")
    label, words = describe_closed(finding)
    if label:
        lines.append(f"{label}: {words}")
    return lines


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def _reading_cases(report: Report) -> list[_Case]:
    cases = [_problem_case(problem) for problem in report.problems]
    if not report.coverage.articles:
        error = _element("error", {"type": "source", "message": "no article was read"})
        cases.append(_Case("hfcheck.reading", "articles", (error,), "error"))
    return cases or [_Case("hfcheck.reading", f"articles: {report.coverage.articles:,} read")]


def _problem_case(problem: Problem) -> _Case:
    place = ":".join(str(part) for part in (problem.path, problem.line) if part is not None)
    error = _element("error", {"type": problem.kind, "message": problem.message})
    return _Case("hfcheck.reading", place or problem.kind, (error,), "error")
