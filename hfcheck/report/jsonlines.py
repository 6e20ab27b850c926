"""`--format jsonl`: the report as JSON Lines; schema/report-line-1.json describes a line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from hfcheck.model import Article, Report
from hfcheck.report.json import coverage_object, list_findings, notice_object, problem_object
from hfcheck.report.visible import escape_hidden

SCHEMA = 1


def render_jsonlines(report: Report, articles: Mapping[str, Article], *, version: str) -> str:
    """Render a report as one JSON object a line, each with `schema` and `kind`.

    First a line for each finding, in the report's order; then one for each problem and notice; last the line
    `summary` with what was read, so that no findings are not the same as nothing read. `articles` are keyed by id.
    """
    return "".join(
        escape_hidden(json.dumps({"schema": SCHEMA, **line}, ensure_ascii=False)) + "\n"
        for line in _list_lines(report, articles, version)
    )


def _list_lines(report: Report, articles: Mapping[str, Article], version: str) -> Iterator[dict[str, object]]:
    for finding in list_findings(report, articles):
        yield {"kind": "finding", **finding}
    for problem in report.problems:
        yield {"kind": "problem", "problem": problem_object(problem)}
    for notice in report.notices:
        yield {"kind": "notice", "notice": notice_object(notice)}
    yield {
        "kind": "summary",
        "hfcheck": version,
        "today": report.today.isoformat() if report.today else None,
        "coverage": coverage_object(report.coverage, articles),
        "findings": len(report.findings),
        "left_out": report.left_out,
        "problems": len(report.problems),
        "skipped": dict(sorted(Counter(skipped.reason for skipped in report.skipped).items())),
        "rules_run": list(report.rules_run),
        "rules_off": list(report.rules_off),
    }
