"""`--format markdown`: the report as a comment on a pull request, or a job's summary (GitHub-flavoured Markdown)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from hfcheck.model import Article, Claim, Finding, Problem, Report, Severity, Side
from hfcheck.report.clearing import describe_clearing
from hfcheck.report.clusters import cluster_findings, name_cause
from hfcheck.report.display import describe_lane
from hfcheck.report.inert import escape_markdown
from hfcheck.report.marks import mark_clash
from hfcheck.report.pieces import Piece, describe_date, describe_sources, line_of, pieces_of
from hfcheck.report.states import (
    CLOSED,
    OPEN,
    count_closed,
    describe_closed,
    describe_left_out,
    keep_state,
    list_closed,
)
from hfcheck.report.summary import describe_coverage, describe_silence

COMMENT_LIMIT = 65_536
"""The most characters that GitHub takes in a comment."""

SUMMARY_LIMIT = 250_000
"""A job's summary holds 1 MiB; a character is at most four bytes, and other steps may write some of it."""

_RESERVE = 400
_PROBLEMS_SHOWN = 20
_MESSAGE_SHOWN = 300
_COUNTED = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def render_markdown(
    report: Report, articles: Mapping[str, Article], catalogue: Mapping[str, str], *, limit: int = COMMENT_LIMIT
) -> str:
    """Render a report: what was found per rule, the problems, each open finding, then what is folded away.

    `articles` are keyed by id; `catalogue` gives each rule's title. The result has at most `limit` characters (not
    fewer than 16,384), as UTF-16 counts them: findings that do not fit are left out whole, the gravest last, and
    counted. Text from articles is escaped: it makes no image, heading, list, link, mention or HTML.
    """
    text = "\n\n".join(_head(report, catalogue))
    budget = max(limit, 16_384) - _size(text) - _RESERVE
    waiting = keep_state(report.findings, OPEN)
    causes = _describe_causes(waiting, articles)
    graver = [finding for finding in waiting if finding.severity is not Severity.NOTE]
    notes = [finding for finding in waiting if finding.severity is Severity.NOTE]
    closed = ((state, keep_state(report.findings, state)) for state in list_closed(report.findings))
    left = 0
    for title, findings in ((None, graver), (_count(len(notes), "note"), notes), *closed):
        written = {id(finding): _section(finding, articles, catalogue, causes) for finding in findings}
        sections, missing = _fit([written[id(finding)] for finding in findings], budget)
        kept = frozenset(sections)
        sections = [written[id(one)] for one in _order_by_cause(findings) if written[id(one)] in kept]
        left += missing
        block = _fold(f"{len(sections)} {title}" if title in CLOSED else title, sections) if title else sections
        budget -= sum(_size(part) + 2 for part in block)
        text = "\n\n".join((text, *block))
    reading = _reading(report, articles)
    if reading and _size(reading) + 2 <= budget:
        text += f"\n\n{reading}"
    if left:
        text += f"\n\n**{_count(left, 'more finding')} left out here, as the text would be too long.** "
        text += "Another format has all of them."
    return text + "\n"


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fit(sections: Sequence[str], budget: int) -> tuple[list[str], int]:
    """The sections that fit, in their order, and how many do not."""
    kept: list[str] = []
    for section in sections:
        if _size(section) + 2 <= budget:
            kept.append(section)
            budget -= _size(section) + 2
    return kept, len(sections) - len(kept)


def _fold(title: str, parts: Sequence[str]) -> list[str]:
    return [f"<details><summary>{title}</summary>", *parts, "</details>"] if parts else []


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]], align: str = "---") -> str:
    lines = [header, [align] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# ── the head ──────────────────────────────────────────────────────────────────────────────────


def _head(report: Report, catalogue: Mapping[str, str]) -> list[str]:
    counts = Counter(finding.severity for finding in keep_state(report.findings, OPEN))
    named = [_count(counts[severity], severity.value) for severity in _COUNTED if counts[severity]]
    named += count_closed(report.findings)
    if report.problems:
        named.append(_count(len(report.problems), "problem"))
    nothing = "nothing new was found" if report.left_out else "no conflict was found"
    parts = [f"# hfcheck: {', '.join(named) or nothing}", describe_coverage(report.coverage)]
    if not report.findings:
        parts.append(f"{describe_silence(report)}.")
    else:
        parts.append(_rule_table(report.findings, catalogue))
    if report.left_out:
        parts.append(f"{describe_left_out(report)}.")
    return [*parts, *_problems(report.problems)]


def _rule_table(findings: Sequence[Finding], catalogue: Mapping[str, str]) -> str:
    rows = []
    states = list_closed(findings)
    for rule in sorted({finding.rule for finding in findings}):
        mine = [finding for finding in findings if finding.rule == rule]
        counts = Counter(finding.severity for finding in keep_state(mine, OPEN))
        numbers = [*(counts[severity] for severity in _COUNTED), *(len(keep_state(mine, state)) for state in states)]
        rows.append([f"{rule} {escape_markdown(catalogue.get(rule, ''))}".rstrip(), *(str(n or "") for n in numbers)])
    return _table(["rule", *(f"{severity.value}s" for severity in _COUNTED), *states], rows)


def _problems(problems: Sequence[Problem]) -> list[str]:
    if not problems:
        return []
    lines = [f"- {_describe_problem(problem)}" for problem in problems[:_PROBLEMS_SHOWN]]
    if len(problems) > _PROBLEMS_SHOWN:
        lines.append(f"- and {len(problems) - _PROBLEMS_SHOWN:,} more")
    return ["## Problems", "\n".join(lines)]


def _describe_problem(problem: Problem) -> str:
    place = ":".join(str(part) for part in (problem.path, problem.line) if part is not None)
    said = escape_markdown(_cut(problem.message))
    return f"{escape_markdown(_cut(place))}: {said}" if place else said


def _cut(text: str) -> str:
    return text if len(text) <= _MESSAGE_SHOWN else f"{text[: _MESSAGE_SHOWN - 1]}…"


# ── findings ──────────────────────────────────────────────────────────────────────────────────


def _describe_causes(findings: Sequence[Finding], articles: Mapping[str, Article]) -> dict[str, str]:
    """What stands above a finding of a cluster, by its fingerprint: all of the cause, or where that stands."""
    causes = {}
    for cluster in cluster_findings(findings):
        first, *others = [finding.fingerprint for finding in cluster.findings]
        if others:
            words = f"{len(cluster.findings)} findings likely have one cause{name_cause(cluster)}."
            clearing = describe_clearing(cluster.findings, articles)
            causes[first] = f"**{escape_markdown(words)}** {escape_markdown(clearing)}"
            causes |= dict.fromkeys(others, f"Likely one cause with `{first}`.")
    return causes


def _order_by_cause(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for cluster in cluster_findings(findings) for finding in cluster.findings]


def _section(
    finding: Finding, articles: Mapping[str, Article], catalogue: Mapping[str, str], causes: Mapping[str, str]
) -> str:
    title = escape_markdown(catalogue.get(finding.rule, ""))
    parts = [
        f"### {finding.severity.value}: {finding.rule} {title}".rstrip(),
        f"{escape_markdown(finding.message)} ({finding.verdict.value}, `{finding.fingerprint}`)",
        *([causes[finding.fingerprint]] if finding.decision is None and finding.fingerprint in causes else []),
        _side_by_side(finding, articles) if len(finding.sides) == 2 else _under_one_another(finding, articles),
    ]
    if finding.settle:
        parts.append(f"What would settle it: {escape_markdown(finding.settle)}")
    label, words = describe_closed(finding)
    if label:
        parts.append(f"{label}: {escape_markdown(words)}")
    if finding.steps:
        steps = "\n".join(f"- {escape_markdown(step)}" for step in finding.steps)
        parts += _fold(f"How it was found (confidence {finding.confidence:.2f})", [steps])
    return "\n\n".join(parts)


def _side_by_side(finding: Finding, articles: Mapping[str, Article]) -> str:
    columns = [_list_cells(side, finding, articles) for side in finding.sides]
    header = [_name_side(side, articles) for side in finding.sides]
    rows = [[column[at] if at < len(column) else "" for column in columns] for at in range(max(map(len, columns)))]
    return _table(header, rows)


def _under_one_another(finding: Finding, articles: Mapping[str, Article]) -> str:
    blocks = []
    for side in finding.sides:
        cells = [f"**{_name_side(side, articles)}**", *_list_cells(side, finding, articles)]
        blocks.append("\n>\n".join(f"> {cell}" for cell in cells))
    return "\n\n".join(blocks)


def _name_side(side: Side, articles: Mapping[str, Article]) -> str:
    article = articles[pieces_of(side)[0][0].evidence.span.article]
    return escape_markdown(article.outlet or article.path)


def _list_cells(side: Side, finding: Finding, articles: Mapping[str, Article]) -> list[str]:
    """A side's quotes with their places, then how many more there are and who stands behind them."""
    pieces, more = pieces_of(side)
    others = tuple(claim for other in finding.sides if other is not side for claim in other.claims)
    cells = [_describe_piece(piece, others, articles) for piece in pieces]
    counted = (f"+{more} more" if more else "", escape_markdown(describe_sources(side, articles)))
    behind = "; ".join(part for part in counted if part)
    return [*cells, f"<sub>{behind}</sub>"] if behind else cells


def _describe_piece(piece: Piece, others: Sequence[Claim], articles: Mapping[str, Article]) -> str:
    claim, evidence = piece
    article = articles[evidence.span.article]
    place = f"{article.path}:{line_of(article.text, evidence.span.start)}, {describe_date(article.published)}"
    quote = _mark(evidence.quote, mark_clash(claim, evidence.quote, others))
    return (
        f"“{quote}”<br><sub>{escape_markdown(place)}; says: {escape_markdown(describe_lane(claim.attribution))}</sub>"
    )


def _mark(quote: str, marks: tuple[tuple[int, int], ...]) -> str:
    at, text = 0, ""
    for start, end in marks:
        text += f"{escape_markdown(quote[at:start])}**{escape_markdown(quote[start:end])}**"
        at = end
    return text + escape_markdown(quote[at:])


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def _reading(report: Report, articles: Mapping[str, Article]) -> str:
    """What was read of each article, what was skipped on purpose, and the notices, folded away."""
    parts: list[str] = []
    rows = []
    for name, part in sorted(report.coverage.by_article.items()):
        article = articles.get(name)
        date = describe_date(article.published) if article else ""
        numbers = (part.sentences, part.claims, part.sentences_without_claim)
        rows.append([escape_markdown(name), date, *(f"{number:,}" for number in numbers)])
    if rows:
        parts.append(_table(["article", "published", "sentences", "claims", "no claim"], rows))
    reasons = Counter(skipped.reason for skipped in report.skipped)
    if reasons:
        ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        parts.append(f"Skipped on purpose: {escape_markdown(', '.join(f'{n:,} {reason}' for reason, n in ordered))}.")
    if report.rules_run:
        off = f" Off: {', '.join(report.rules_off)}." if report.rules_off else ""
        parts.append(f"Rules run: {', '.join(report.rules_run)}.{off}")
    if report.notices:
        parts.append("\n".join(_describe_notices(report)))
    return "\n\n".join(_fold("What was read", parts))


def _describe_notices(report: Report) -> list[str]:
    lines = []
    for notice in report.notices:
        where = f"{escape_markdown(notice.path)}: " if notice.path else ""
        lines.append(f"- {where}{escape_markdown(notice.message)}")
    return lines
