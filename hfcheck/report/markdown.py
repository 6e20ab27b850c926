"""`--format markdown`: the report as a comment on a pull request, or a job's summary."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hfcheck.model import Article, Finding, Report, Side
from hfcheck.report.display import describe_lane
from hfcheck.report.marks import mark_clash
from hfcheck.report.pieces import describe_date, line_of, pieces_of
from hfcheck.report.summary import describe_coverage
from hfcheck.report.visible import make_visible

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&])")


def render_markdown(report: Report, articles: Mapping[str, Article], catalogue: Mapping[str, str]) -> str:
    """Render a report as GitHub-flavoured Markdown: findings first, then what was read.

    Text from articles is escaped: it makes no image, heading, list or HTML.
    """
    parts = ["# hfcheck", describe_coverage(report.coverage)]
    if not report.findings:
        parts.append("No conflict was found.")
    parts += [_finding_section(finding, articles, catalogue) for finding in report.findings]
    if report.problems:
        listed = [
            f"- {_escape(':'.join(str(part) for part in (p.path, p.line) if part is not None))}: {_escape(p.message)}"
            for p in report.problems
        ]
        parts.append("## Problems\n\n" + "\n".join(listed))
    return "\n\n".join(parts) + "\n"


def _finding_section(finding: Finding, articles: Mapping[str, Article], catalogue: Mapping[str, str]) -> str:
    title = catalogue.get(finding.rule, "")
    lines = [
        f"## {finding.severity.value}: {finding.rule} {_escape(title)}".rstrip(),
        f"{_escape(finding.message)} ({finding.verdict.value}, `{finding.fingerprint}`)",
    ]
    lines += [_side_section(side, finding, articles) for side in finding.sides]
    if finding.settle:
        lines.append(f"What would settle it: {_escape(finding.settle)}")
    if finding.decision:
        lines.append(f"Decided: {_escape(finding.decision)}")
    return "\n\n".join(lines)


def _side_section(side: Side, finding: Finding, articles: Mapping[str, Article]) -> str:
    pieces, more = pieces_of(side)
    others = tuple(claim for other in finding.sides if other is not side for claim in other.claims)
    blocks = []
    for claim, evidence in pieces:
        article = articles[evidence.span.article]
        place = f"{article.path}:{line_of(article.text, evidence.span.start)}"
        source = f"{article.outlet}, {place}" if article.outlet else place
        quote = _mark(evidence.quote, mark_clash(claim, evidence.quote, others))
        blocks.append(
            f"> “{quote}”\n>\n> {_escape(source)}, {describe_date(article.published)}; "
            f"says: {_escape(describe_lane(claim.attribution))}"
        )
    if more:
        blocks.append(f"> +{more} more")
    return "\n\n".join(blocks)


def _mark(quote: str, marks: tuple[tuple[int, int], ...]) -> str:
    at, text = 0, ""
    for start, end in marks:
        text += f"{_escape(quote[at:start])}**{_escape(quote[start:end])}**"
        at = end
    return text + _escape(quote[at:])


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", make_visible(text))
