"""The report for reading: each finding with both quotes in context, then what was read and what was not."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hfcheck.model import Article, Claim, Finding, Modality, Polarity, Report, Severity, Side
from hfcheck.report.display import describe_lane
from hfcheck.report.marks import mark_clash
from hfcheck.report.pieces import Piece, context_of, describe_date, line_of, pieces_of
from hfcheck.report.summary import build_summary
from hfcheck.report.visible import make_visible

WIDE = 100
_NARROWEST = 40
_INDENT = 2
_DIVIDED = Box("    \n" + "  │ \n" * 6 + "    \n")
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


class Style(NamedTuple):
    """How to draw: in colour or not, with Unicode or ASCII signs, and how much."""

    colour: bool
    unicode: bool
    verbose: bool

    @property
    def marks(self) -> tuple[str, str]:
        """The signs around clashing words; none where colour shows them."""
        if self.colour:
            return ("", "")
        return ("«", "»") if self.unicode else (">>", "<<")


def render_terminal(
    report: Report,
    articles: Mapping[str, Article],
    catalogue: Mapping[str, str],
    *,
    width: int = 80,
    colour: bool = False,
    unicode: bool = True,
    quiet: bool = False,
    verbose: bool = False,
) -> str:
    """Render a report for a terminal of `width` columns.

    `articles` are keyed by id; `catalogue` gives each rule's title. From 100 columns the sides
    stand beside each other, below that under each other. Without `colour` there is no escape
    sequence at all and clashing words stand in «…». `quiet` gives one line a finding and the
    totals; `verbose` adds the steps, every quote's context and every notice. Text from articles
    is never read as markup, and its control characters are shown, not obeyed.
    """
    style = Style(colour, unicode, verbose)
    width = max(width, _NARROWEST)
    blocks: list[RenderableType] = []
    if quiet:
        blocks += [_one_line(finding, articles) for finding in report.findings]
    else:
        blocks += _finding_blocks(report.findings, articles, catalogue, width, style)
    blocks += build_summary(report, articles, catalogue, width=width, quiet=quiet, verbose=verbose)
    return _to_text(blocks, width, style, wrap=not quiet)


def _to_text(blocks: Sequence[RenderableType], width: int, style: Style, *, wrap: bool) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if style.colour else None,
        force_terminal=style.colour,
        no_color=not style.colour,
        legacy_windows=False,
        markup=False,
        highlight=False,
        emoji=False,
        safe_box=not style.unicode,
    )
    with console.capture() as capture:
        for block in blocks:
            console.print(block, soft_wrap=not wrap)
    text = re.sub(r"[ \t]+$", "", capture.get(), flags=re.MULTILINE)
    return text if style.unicode else text.translate(_ASCII_SIGNS)


_ASCII_SIGNS = str.maketrans({"─": "-", "│": "|", "…": "...", "·": "-", "“": '"', "”": '"'})


def _finding_blocks(
    findings: Sequence[Finding],
    articles: Mapping[str, Article],
    catalogue: Mapping[str, str],
    width: int,
    style: Style,
) -> list[RenderableType]:
    blocks: list[RenderableType] = []
    for finding in findings:
        blocks.append(_header(finding, catalogue, style))
        blocks.append(_indented(Text(make_visible(finding.message)), top=0))
        blocks.append(_indented(_sides(finding, articles, width, style)))
        if finding.settle:
            settle = Text("What would settle it: ", style="italic")
            blocks.append(_indented(settle.append(make_visible(finding.settle), style="not italic")))
        if finding.decision:
            blocks.append(_indented(Text(f"Decided: {make_visible(finding.decision)}", style="green")))
        if style.verbose and finding.steps:
            blocks.append(_indented(_steps(finding)))
        blocks.append(Text(""))
    return blocks


def _indented(body: RenderableType, top: int = 1) -> Padding:
    return Padding(body, (top, 0, 0, _INDENT))


def _header(finding: Finding, catalogue: Mapping[str, str], style: Style) -> RenderableType:
    title = Text.assemble(
        (finding.severity.value.upper(), _SEVERITY_STYLES.get(finding.severity, "bold")),
        "  ",
        (finding.rule, "bold"),
        f" {catalogue.get(finding.rule, '')}".rstrip(),
    )
    tail = Text(f"{finding.verdict.value} · {finding.fingerprint}", style="dim")
    line = Table.grid(expand=True, padding=(0, 1))
    line.add_column()
    line.add_column(ratio=1)
    line.add_column(justify="right", no_wrap=True)
    line.add_row(title, Rule(style="dim", characters="─" if style.unicode else "-"), tail)
    return line


def _steps(finding: Finding) -> Text:
    text = Text(f"How it was found (confidence {finding.confidence:.2f}):", style="dim")
    for step in finding.steps:
        text.append(f"\n- {make_visible(step)}")
    return text


def _sides(finding: Finding, articles: Mapping[str, Article], width: int, style: Style) -> RenderableType:
    drawn = [_side(side, _others(finding, side), articles, finding, style) for side in finding.sides]
    if width < WIDE or len(drawn) < 2:
        parts: list[RenderableType] = []
        for number, side in enumerate(drawn):
            parts += [Text(""), side] if number else [side]
        return Group(*parts)
    rows: list[RenderableType] = []
    for at in range(0, len(drawn), 2):
        row = Table(box=_DIVIDED, show_header=False, show_edge=False, pad_edge=False, expand=True, border_style="dim")
        row.add_column(ratio=1)
        row.add_column(ratio=1)
        row.add_row(drawn[at], drawn[at + 1] if at + 1 < len(drawn) else Text(""))
        rows += [Text(""), row] if rows else [row]
    return Group(*rows)


def _others(finding: Finding, side: Side) -> tuple[Claim, ...]:
    return tuple(claim for other in finding.sides if other is not side for claim in other.claims)


def _side(
    side: Side, others: Sequence[Claim], articles: Mapping[str, Article], finding: Finding, style: Style
) -> RenderableType:
    pieces, more = pieces_of(side)
    parts: list[RenderableType] = []
    for number, piece in enumerate(pieces):
        if number:
            parts.append(Text(""))
        around = style.verbose or (number == 0 and finding.severity is not Severity.NOTE)
        parts.append(_source_line(piece, articles[piece.evidence.span.article]))
        parts.append(_quote(piece, others, articles[piece.evidence.span.article], style, around=around))
        parts.append(_lane_line(piece.claim))
    if more:
        parts.append(Text(f"+{more} more", style="dim"))
    return Group(*parts)


def _source_line(piece: Piece, article: Article) -> Text:
    span = piece.evidence.span
    place = f"{make_visible(article.path)}:{line_of(article.text, span.start)}"
    line = Text()
    if article.outlet:
        line.append(make_visible(article.outlet), style="bold").append("  ").append(place)
    else:
        line.append(place, style="bold")
    date = describe_date(article.published)
    guessed = article.published is not None and article.published.basis == "text"
    return line.append(f"  {date}{' (from the text)' if guessed else ''}", style="dim")


def _lane_line(claim: Claim) -> Text:
    parts = [f"says: {describe_lane(claim.attribution)}"]
    if claim.modality is not Modality.ASSERTED:
        parts.append(claim.modality.value)
    if claim.polarity is Polarity.DENIED:
        parts.append("denied")
    if claim.headline:
        parts.append("headline")
    if claim.disputed:
        parts.append("the article says that reports differ")
    return Text(make_visible(" · ".join(parts)), style="italic dim")


def _quote(piece: Piece, others: Sequence[Claim], article: Article, style: Style, *, around: bool) -> Text:
    quote, span = piece.evidence.quote, piece.evidence.span
    text = Text()
    context = context_of(article, span.start, span.end) if around else None
    if context and context.before.strip():
        text.append(make_visible(context.before), style="dim")
    opened, closed = style.marks
    at = 0
    text.append("“")
    for start, end in mark_clash(piece.claim, quote, others):
        text.append(make_visible(quote[at:start]))
        text.append(f"{opened}{make_visible(quote[start:end])}{closed}", style="bold reverse")
        at = end
    text.append(make_visible(quote[at:])).append("”")
    if context and context.after.strip():
        text.append(make_visible(context.after), style="dim")
    return text


def _one_line(finding: Finding, articles: Mapping[str, Article]) -> Text:
    evidence = pieces_of(finding.sides[0])[0][0].evidence
    article = articles[evidence.span.article]
    line = Text(f"{make_visible(article.path)}:{line_of(article.text, evidence.span.start)}: ")
    line.append(finding.severity.value, style=_SEVERITY_STYLES.get(finding.severity, "bold"))
    state = " (decided)" if finding.decision else ""
    line.append(f" {finding.rule} {make_visible(finding.message)} [{finding.fingerprint}]{state}")
    return line
