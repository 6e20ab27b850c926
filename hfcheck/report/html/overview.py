"""What the report says as a whole: the result, per rule, per article, what was not read and what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hfcheck.model import Article, ArticleCoverage, Coverage, Notice, Problem, Report, Severity
from hfcheck.report.html.articles import name_article
from hfcheck.report.html.findings import write_severity
from hfcheck.report.html.index import Index, count, is_open
from hfcheck.report.html.markup import NOTHING, Markup, join, write_element, write_text, write_words
from hfcheck.report.pieces import describe_date
from hfcheck.report.states import DECIDED, KNOWN, keep_state, list_closed, state_of
from hfcheck.report.summary import describe_coverage, describe_silence

COUNTED = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_BAR = 60


def write_result(report: Report, index: Index) -> Markup:
    """Write the counts by severity and how much was read."""
    severities = Counter(one.finding.severity for one in index.findings if is_open(one.finding))
    tallies = [
        write_element(
            "li", None, write_words("b", f"{severities[severity]:,}"), write_severity(severity, severities[severity])
        )
        for severity in COUNTED
        if severities[severity]
    ]
    for state in list_closed(report.findings):
        number = len(keep_state(report.findings, state))
        tallies.append(write_element("li", None, write_words("b", f"{number:,}"), write_text(state)))
    if report.problems:
        link = write_words("a", "problem" if len(report.problems) == 1 else "problems", {"href": "#problems"})
        tallies.append(write_element("li", None, write_words("b", f"{len(report.problems):,}"), link))
    return join(
        [
            write_element("ul", {"class": "tallies"}, *tallies) if tallies else NOTHING,
            write_words("p", describe_coverage(report.coverage), {"class": "coverage"}),
        ]
    )


def describe_result(report: Report, index: Index) -> str:
    """Say in a line what came out; silence is told apart from having read nothing."""
    waiting = sum(is_open(one.finding) for one in index.findings)
    if waiting:
        return f"{count(waiting, 'finding')} {'waits' if waiting == 1 else 'wait'} for a decision"
    if report.findings:
        return f"Every finding is {' or '.join(list_closed(report.findings))}"
    return describe_silence(report)


def write_problems(problems: Sequence[Problem]) -> Markup:
    """Write what could not be read or run."""
    return write_element("ul", {"class": "problems"}, *(_write_problem(problem) for problem in problems))


def _write_problem(problem: Problem) -> Markup:
    where = ":".join(str(part) for part in (problem.path, problem.line) if part is not None)
    place = join([write_words("code", where), write_text(" ")]) if where else NOTHING
    kind = write_words("span", problem.kind, {"class": "kind"})
    return write_element("li", None, kind, write_text(" "), place, write_text(problem.message))


def write_reading(
    report: Report, index: Index, articles: Mapping[str, Article], catalogue: Mapping[str, str]
) -> Markup:
    """Write the tables: per article what was read, per rule what was found, and why sentences were skipped."""
    reasons = Counter(skipped.reason for skipped in report.skipped)
    parts = []
    if report.coverage.by_article:
        parts.append(_write_coverage(report.coverage, index, articles))
    parts.append(_write_rules(report, index, catalogue))
    if reasons:
        ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        rows = [(write_text(reason), number) for reason, number in ordered]
        parts.append(_write_table("Skipped on purpose", ("reason", "sentences"), rows))
    if report.notices:
        parts.append(write_words("h3", "Notices"))
        parts.append(write_element("ul", {"class": "notices"}, *_write_notices(report.notices)))
    if report.today is not None:
        parts.append(write_words("p", f"Decisions were held against {report.today}."))
    return join(parts)


def _write_notices(notices: Iterable[Notice]) -> list[Markup]:
    """One line for each message, with all the places that it holds for."""
    places: dict[tuple[str, str], list[str]] = {}
    for notice in notices:
        places.setdefault((notice.kind, notice.message), []).extend([notice.path] if notice.path else [])
    lines = []
    for (kind, message), paths in places.items():
        head = [write_words("span", kind, {"class": "kind"}), write_text(f" {message}")]
        listed = [write_element("li", None, write_words("code", path)) for path in paths]
        lines.append(write_element("li", None, *head, write_element("ul", None, *listed) if listed else NOTHING))
    return lines


Cells = Sequence[Markup | int]
"""A row of a table, its heading first; numbers stand to the right."""


def _write_table(caption: str, headings: Sequence[str], rows: Sequence[Cells]) -> Markup:
    numbers = [any(isinstance(row[at], int) for row in rows) for at in range(len(headings))]
    classes = [{"class": "amount"} if number else {} for number in numbers]
    head = [write_words("th", words, {"scope": "col", **kind}) for words, kind in zip(headings, classes, strict=True)]
    body = [_write_row(row, classes) for row in rows]
    table = write_element(
        "table",
        None,
        write_words("caption", caption),
        write_element("thead", None, write_element("tr", None, *head)),
        write_element("tbody", None, *body),
    )
    return write_element("div", {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption}, table)


def _write_row(row: Cells, classes: Sequence[Mapping[str, str]]) -> Markup:
    cells = [write_text(f"{cell:,}") if isinstance(cell, int) else cell for cell in row]
    others = [write_element("td", kind, cell) for cell, kind in zip(cells[1:], classes[1:], strict=True)]
    return write_element("tr", None, write_element("th", {"scope": "row"}, cells[0]), *others)


def _write_coverage(coverage: Coverage, index: Index, articles: Mapping[str, Article]) -> Markup:
    headings = ("article", "published", "sentences", "claims", "no claim", "share read", "findings")
    rows: list[Cells] = []
    for name, part in sorted(coverage.by_article.items()):
        article = articles.get(name)
        found = len({one.finding.number for one in index.cited.get(name, ())})
        title = write_text(name)
        if article:
            title = write_words("a", name_article(article), {"href": f"#{index.article_anchor(name)}"})
        date = write_text(describe_date(article.published) if article else "undated")
        numbers = (part.sentences, part.claims, part.sentences_without_claim)
        rows.append((title, date, *numbers, _write_share(part), found))
    return _write_table("By article", headings, rows)


def _write_share(part: ArticleCoverage) -> Markup:
    if not part.sentences:
        return write_text("–")
    read = part.sentences - part.sentences_without_claim
    bar = write_element(
        "svg",
        {"class": "bar", "width": _BAR, "height": 6, "aria-hidden": "true", "focusable": "false"},
        write_element("rect", {"class": "rest", "width": _BAR, "height": 6}),
        write_element("rect", {"class": "done", "width": read * _BAR // part.sentences, "height": 6}),
    )
    return join([bar, write_text(f" {read / part.sentences:.0%}")])


def _write_rules(report: Report, index: Index, catalogue: Mapping[str, str]) -> Markup:
    """Open findings by severity, as in the terminal report, and those that fail nothing."""
    counts = Counter((one.finding.rule, one.finding.severity) for one in index.findings if is_open(one.finding))
    closed = Counter((one.finding.rule, state_of(one.finding)) for one in index.findings)
    states = [DECIDED, *([KNOWN] if KNOWN in list_closed(report.findings) else [])]
    ran = sorted({*report.rules_run, *(one.finding.rule for one in index.findings)})
    rows: list[Cells] = []
    for rule in sorted({*ran, *report.rules_off}):
        name = write_words("span", rule, {"class": "rule-id"})
        numbers = (*(counts[rule, severity] for severity in COUNTED), *(closed[rule, state] for state in states))
        state = write_text("run" if rule in ran else "off")
        rows.append((name, write_text(catalogue.get(rule, "")), state, *numbers))
    headings = ("rule", "what it finds", "state", *(f"{severity.value}s" for severity in COUNTED), *states)
    return _write_table("By rule", headings, rows)
