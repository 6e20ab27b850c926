"""`--format github`: workflow commands that make annotations, for the log of a step on GitHub Actions.

The platform shows at most ten errors, ten warnings and ten notices of a step and drops the others in silence, so that
the gravest come first and what is left out is counted. The job's summary is the Markdown report.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hfcheck.model import Article, Finding, Problem, Report, Severity
from hfcheck.report.display import describe_lane
from hfcheck.report.inert import escape_data, escape_property
from hfcheck.report.pieces import Piece, describe_date, line_of, pieces_of
from hfcheck.report.states import OPEN, count_closed, describe_left_out, keep_state
from hfcheck.report.summary import describe_coverage
from hfcheck.report.visible import disarm_commands, make_visible

MOST_OF_A_LEVEL = 10
_PROBLEMS_FIRST = 3
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


class _Annotation(NamedTuple):
    level: str
    properties: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


def render_github(
    report: Report, articles: Mapping[str, Article], catalogue: Mapping[str, str], *, base: str = ""
) -> str:
    """Render a report's open findings and its problems as annotations, then lines for the log alone.

    `articles` are keyed by id; `catalogue` gives each rule's title; `base` is the folder that article paths start
    from, as a POSIX path relative to the repository's root. An annotation stands at a finding's first quote and
    repeats the quotes of all sides. Up to three problems go before the findings, the others after them.
    """
    open_findings = keep_state(report.findings, OPEN)
    found = [_annotate(finding, articles, catalogue, base) for finding in open_findings]
    problems = [_annotate_problem(problem, base) for problem in report.problems]
    lines: list[str] = []
    for level, noun in (("error", "error"), ("warning", "warning"), ("notice", "note")):
        wanted = [annotation for annotation in found if annotation.level == level]
        if level == "error":
            wanted = [*problems[:_PROBLEMS_FIRST], *wanted, *problems[_PROBLEMS_FIRST:]]
        lines += [_write(annotation) for annotation in wanted[:MOST_OF_A_LEVEL]]
        if len(wanted) > MOST_OF_A_LEVEL:
            lines.append(f"{len(wanted) - MOST_OF_A_LEVEL} more of level {noun} are not annotated: see the summary.")
    closed = count_closed(report.findings)
    lines += [f"{', '.join(closed)}, not annotated."] if closed else []
    lines += [f"{describe_left_out(report)}."] if report.left_out else []
    return "\n".join([*lines, describe_coverage(report.coverage)]) + "\n"


def _write(annotation: _Annotation) -> str:
    properties = ",".join(f"{name}={escape_property(value)}" for name, value in annotation.properties)
    message = "%0A".join(escape_data(line) for line in annotation.lines)
    return f"::{annotation.level} {properties}::{disarm_commands(message)}"


def _annotate(
    finding: Finding, articles: Mapping[str, Article], catalogue: Mapping[str, str], base: str
) -> _Annotation:
    sides = [pieces_of(side) for side in finding.sides]
    first = sides[0][0][0]
    title = f"{finding.rule} {catalogue.get(finding.rule, '')}".rstrip()
    lines = [f"{finding.message} ({finding.verdict.value}, {finding.fingerprint})"]
    for pieces, more in sides:
        lines += [_describe(piece, articles) for piece in pieces]
        lines += [f"+{more} more"] if more else []
    if finding.settle:
        lines.append(f"What would settle it: {finding.settle}")
    place = tuple(_place(first, articles[first.evidence.span.article], base))
    return _Annotation(_LEVELS[finding.severity], (*place, ("title", title)), tuple(lines))


def _place(piece: Piece, article: Article, base: str) -> Iterator[tuple[str, str]]:
    """Where an annotation stands; columns mean something within one line only."""
    span = piece.evidence.span
    first, last = line_of(article.text, span.start), line_of(article.text, span.end)
    yield "file", _join(base, article.path)
    yield "line", str(first)
    yield "endLine", str(last)
    if first == last:
        start = article.text.rfind("\n", 0, span.start) + 1
        yield "col", str(span.start - start + 1)
        yield "endColumn", str(span.end - start + 1)


def _describe(piece: Piece, articles: Mapping[str, Article]) -> str:
    article = articles[piece.evidence.span.article]
    place = f"{article.path}:{line_of(article.text, piece.evidence.span.start)}"
    source = f"{article.outlet}, {place}" if article.outlet else place
    lane = describe_lane(piece.claim.attribution)
    return f"“{piece.evidence.quote}” {source}, {describe_date(article.published)}; says: {lane}"


def _annotate_problem(problem: Problem, base: str) -> _Annotation:
    place: Sequence[tuple[str, str]] = (("file", _join(base, problem.path)),) if problem.path else ()
    line = (("line", str(problem.line)),) if problem.path and problem.line else ()
    where = f"{make_visible(problem.path)}: " if problem.path else ""
    return _Annotation("error", (*place, *line, ("title", f"hfcheck: {problem.kind}")), (f"{where}{problem.message}",))


def _join(base: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(base, path))
