"""The end of the terminal report: per rule, per article, what was read, what was not, and the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from hfcheck.model import Article, Coverage, Finding, Notice, Problem, Report, Severity
from hfcheck.report.pieces import describe_date, pieces_of
from hfcheck.report.sides import Style
from hfcheck.report.states import OPEN, count_closed, describe_left_out, keep_state, list_closed, state_of
from hfcheck.report.visible import make_visible

_NOTICES_SHOWN = 5
_PATHS_SHOWN = 3
_ARTICLES_SHOWN = 25
_COUNTED = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def build_summary(
    report: Report,
    articles: Mapping[str, Article],
    catalogue: Mapping[str, str],
    *,
    width: int,
    style: Style,
    quiet: bool = False,
) -> list[RenderableType]:
    """Build the closing blocks of the terminal report; the last line is the result."""
    blocks: list[RenderableType] = []
    if not quiet:
        if report.findings:
            blocks += [_rule_table(report, catalogue), Text("")]
        if report.coverage.by_article:
            blocks += [*_article_blocks(report, articles, width, style), Text("")]
        blocks += _reading_lines(report, verbose=style.verbose)
        blocks += _notice_lines(report.notices, verbose=style.verbose)
    if report.problems:
        blocks += [_problem_line(problem) for problem in report.problems] + ([] if quiet else [Text("")])
    if quiet:
        blocks.append(Text(describe_coverage(report.coverage)))
    else:
        blocks += _next_lines(report)
    blocks.append(_result_line(report))
    return blocks


def describe_coverage(coverage: Coverage) -> str:
    """Say how much was read: articles, sentences, claims, and the sentences that gave none."""
    missed = coverage.sentences_without_claim
    share = f" ({missed / coverage.sentences:.0%} of sentences)" if coverage.sentences else ""
    return (
        f"Read {_count(coverage.articles, 'article')}: {_count(coverage.sentences, 'sentence')}, "
        f"{_count(coverage.claims, 'claim')}; {_count(missed, 'sentence')} without a claim{share}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _new_table() -> Table:
    return Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))


def _rule_table(report: Report, catalogue: Mapping[str, str]) -> Table:
    table = _new_table()
    table.add_column("rule", no_wrap=True)
    table.add_column("kind")
    counts = Counter((finding.rule, finding.severity) for finding in keep_state(report.findings, OPEN))
    closed = Counter((finding.rule, state_of(finding)) for finding in report.findings)
    states = list_closed(report.findings)
    for heading in (*(f"{severity.value}s" for severity in _COUNTED), *states):
        table.add_column(heading, justify="right")
    for rule in sorted({finding.rule for finding in report.findings}):
        cells = [str(counts[rule, severity] or "·") for severity in _COUNTED]
        cells += [str(closed[rule, state] or "·") for state in states]
        table.add_row(rule, catalogue.get(rule, ""), *cells)
    return table


def _article_blocks(report: Report, articles: Mapping[str, Article], width: int, style: Style) -> list[RenderableType]:
    """The table of articles; of many, those with most findings, then those with most sentences that gave nothing."""
    table = _new_table()
    table.add_column("article", overflow="fold", ratio=None if width < 100 else 1)
    table.add_column("published", overflow="fold")
    for heading in ("sentences", "claims", "no claim", "findings"):
        table.add_column(heading, justify="right")
    counts = Counter(name for finding in report.findings for name in _articles_of(finding))
    rows = sorted(report.coverage.by_article.items())
    if len(rows) > _ARTICLES_SHOWN and not style.verbose:
        rows.sort(key=lambda row: (-counts[row[0]], -row[1].sentences_without_claim, row[0]))
    shown = rows if style.verbose else rows[:_ARTICLES_SHOWN]
    for name, part in shown:
        article = articles.get(name)
        published = describe_date(article.published) if article else "undated"
        numbers = (part.sentences, part.claims, part.sentences_without_claim, counts[name])
        label = Text(make_visible(name), style=style.link(article.path) if article else "")
        table.add_row(label, published, *(f"{number:,}" for number in numbers))
    if len(rows) == len(shown):
        return [table]
    return [table, Text(f"and {_count(len(rows) - len(shown), 'more article')}; --verbose shows them", style="dim")]


def _articles_of(finding: Finding) -> set[str]:
    return {piece.evidence.span.article for side in finding.sides for piece in pieces_of(side)[0]}


def _reading_lines(report: Report, *, verbose: bool) -> list[RenderableType]:
    lines: list[RenderableType] = [Text(describe_coverage(report.coverage))]
    reasons = Counter(skipped.reason for skipped in report.skipped)
    if reasons:
        ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        listed = ", ".join(f"{number:,} {reason}" for reason, number in ordered)
        lines.append(Text(f"Skipped on purpose: {make_visible(listed)}.", style="dim"))
    if report.rules_run and (verbose or report.rules_off or not report.findings):
        text = f"Rules run: {', '.join(report.rules_run)}."
        off = f" Off: {', '.join(report.rules_off)}." if report.rules_off else ""
        lines.append(Text(text + off, style="dim"))
    if report.today is not None:
        lines.append(Text(f"Decisions were held against {report.today}.", style="dim"))
    return [*lines, Text("")]


def _notice_lines(notices: Iterable[Notice], *, verbose: bool) -> list[RenderableType]:
    """A line for each thing noticed, with all articles that it was noticed of."""
    places: dict[str, list[str]] = {}
    for notice in notices:
        places.setdefault(notice.message, []).extend([notice.path] if notice.path else [])
    if not places:
        return []
    lines: list[RenderableType] = []
    for message, paths in list(places.items())[: None if verbose else _NOTICES_SHOWN]:
        named = paths if verbose else paths[:_PATHS_SHOWN]
        where = ", ".join(named) + (f" and {len(paths) - len(named):,} more" if len(paths) > len(named) else "")
        lines.append(Text(f"notice: {make_visible(f'{where}: {message}' if where else message)}", style="dim"))
    if len(places) > len(lines):
        rest = _count(len(places) - len(lines), "more notice")
        lines.append(Text(f"{rest}; --verbose shows them", style="dim"))
    return [*lines, Text("")]


def _next_lines(report: Report) -> list[RenderableType]:
    """What to do about open findings."""
    waiting = keep_state(report.findings, OPEN)
    if not waiting:
        return []
    rule = waiting[0].rule
    words = f"Next: hfcheck review decides them one by one; hfcheck explain {rule} says what {rule} looks for."
    return [Text(words, style="dim"), Text("")]


def _problem_line(problem: Problem) -> Text:
    where = ":".join(str(part) for part in (problem.path, problem.line) if part is not None)
    text = Text("problem: ", style="bold red")
    text.append(make_visible(f"{where}: {problem.message}" if where else problem.message), style="not bold default")
    return text


def _result_line(report: Report) -> Text:
    counts = Counter(finding.severity for finding in keep_state(report.findings, OPEN))
    parts = [_count(counts[severity], severity.value) for severity in _COUNTED if counts[severity]]
    parts += count_closed(report.findings)
    if not report.findings:
        parts.append(describe_silence(report))
    if report.left_out:
        parts.append(describe_left_out(report))
    if report.problems:
        parts.append(_count(len(report.problems), "problem"))
    loud = counts[Severity.ERROR] or report.problems
    style = "bold red" if loud else "bold yellow" if counts[Severity.WARNING] else "bold green"
    return Text(", ".join(parts), style=style)


def describe_silence(report: Report) -> str:
    """Say what a report without findings means: nothing found, nothing new, or nothing read."""
    coverage = report.coverage
    if not coverage.articles:
        return "Nothing was audited: no article was read"
    if not coverage.claims:
        return f"Nothing could be held against anything: {_count(coverage.articles, 'article')} gave no claim"
    new = "new " if report.left_out else ""
    return f"No {new}conflict among {_count(coverage.claims, 'claim')} of {_count(coverage.articles, 'article')}"
