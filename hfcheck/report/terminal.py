"""The report for reading: each finding with both quotes in context, then what was read and what was not."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.box import Box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from hfcheck.model import Article, Finding, Report, Severity
from hfcheck.report.clearing import describe_clearing
from hfcheck.report.clusters import Cluster, cluster_findings, name_cause
from hfcheck.report.pieces import line_of, pieces_of
from hfcheck.report.sides import Style, draw_sides
from hfcheck.report.states import HEADINGS, OPEN, describe_closed, keep_state, list_closed, state_of
from hfcheck.report.summary import build_summary
from hfcheck.report.visible import make_visible

WIDE = 100
_NARROWEST = 40
_INDENT = 2
_DIVIDED = Box("    \n" + "  │ \n" * 6 + "    \n")
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_ASCII_SIGNS = str.maketrans({"─": "-", "━": "=", "│": "|", "…": "...", "·": "-", "“": '"', "”": '"'})
# rich gives each link a random id, which would make two runs differ.
_LINK_ID = re.compile("\x1b]8;id=[^;]*;")


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
    root: Path | None = None,
) -> str:
    """Render a report for a terminal of `width` columns.

    `articles` are keyed by id; `catalogue` gives each rule's title; `root` is the folder that the articles' paths are
    relative to. From 100 columns the sides stand beside each other, below that under each other. Findings that likely
    have one cause stand together; decided ones are named at the end. With `colour` paths are links to the files below
    `root` (OSC 8); without it there is no escape sequence at all and clashing words stand in «…». `quiet` gives one
    line a finding and the totals; `verbose` adds the steps, every quote's context, titles and every notice. Text from
    articles is never read as markup, and its control characters are shown, not obeyed.
    """
    style = Style(colour, unicode, verbose, root)
    width = max(width, _NARROWEST)
    blocks: list[RenderableType] = []
    if quiet:
        blocks += [_one_line(finding, articles, style) for finding in report.findings]
    else:
        for cluster in cluster_findings(keep_state(report.findings, OPEN)):
            blocks += _cluster_blocks(cluster, articles, catalogue, width, style)
        blocks += _closed_blocks(report.findings)
    blocks += build_summary(report, articles, catalogue, width=width, style=style, quiet=quiet)
    return _to_text(blocks, width, style, wrap=not quiet)


def render_finding(
    finding: Finding, articles: Mapping[str, Article], catalogue: Mapping[str, str], *, width: int, style: Style
) -> str:
    """Render one finding as `render_terminal` shows it, decided or not."""
    width = max(width, _NARROWEST)
    return _to_text(_finding_blocks(finding, articles, catalogue, width, style), width, style, wrap=True)


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
    text = _LINK_ID.sub("\x1b]8;;", re.sub(r"[ \t]+$", "", capture.get(), flags=re.MULTILINE))
    return text if style.unicode else text.translate(_ASCII_SIGNS)


# ── findings ──────────────────────────────────────────────────────────────────────────────────


def _cluster_blocks(
    cluster: Cluster, articles: Mapping[str, Article], catalogue: Mapping[str, str], width: int, style: Style
) -> list[RenderableType]:
    blocks: list[RenderableType] = []
    if len(cluster.findings) > 1:
        words = f"The next {len(cluster.findings)} findings likely have one cause{name_cause(cluster)}"
        clearing = Text(make_visible(describe_clearing(cluster.findings, articles)), style="dim")
        blocks += [Text(f"━━ {make_visible(words)}", style="bold"), _indented(clearing, top=0), Text("")]
    for finding in cluster.findings:
        blocks += _finding_blocks(finding, articles, catalogue, width, style)
    return blocks


def _finding_blocks(
    finding: Finding, articles: Mapping[str, Article], catalogue: Mapping[str, str], width: int, style: Style
) -> list[RenderableType]:
    blocks: list[RenderableType] = [_header(finding, catalogue, style)]
    blocks.append(_indented(Text(make_visible(finding.message)), top=0))
    blocks.append(_indented(_arrange_sides(draw_sides(finding, articles, style), width)))
    if finding.settle:
        settle = Text("What would settle it: ", style="italic")
        blocks.append(_indented(settle.append(make_visible(finding.settle), style="not italic")))
    if style.verbose:
        blocks.append(_indented(_steps(finding)))
    return [*blocks, Text("")]


def _closed_blocks(findings: Sequence[Finding]) -> list[RenderableType]:
    blocks: list[RenderableType] = []
    for state in list_closed(findings):
        blocks.append(Text(HEADINGS[state], style="bold green"))
        for finding in keep_state(findings, state):
            line = Text(f"{finding.rule} {finding.fingerprint}  ", style="dim")
            line.append(make_visible(describe_closed(finding)[1]), style="not dim green")
            line.append(f"  {make_visible(finding.message)}")
            blocks.append(Padding(line, (0, 0, 0, _INDENT)))
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
    claims = [f"{claim.id}: {claim.text}" for side in finding.sides for claim in side.claims]
    for step in (*claims, *finding.steps):
        text.append(f"\n- {make_visible(step)}")
    return text


def _arrange_sides(drawn: Sequence[RenderableType], width: int) -> RenderableType:
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


def _one_line(finding: Finding, articles: Mapping[str, Article], style: Style) -> Text:
    evidence = pieces_of(finding.sides[0])[0][0].evidence
    article = articles[evidence.span.article]
    line = Text()
    place = f"{make_visible(article.path)}:{line_of(article.text, evidence.span.start)}"
    line.append(place, style=style.link(article.path)).append(": ")
    line.append(finding.severity.value, style=_SEVERITY_STYLES.get(finding.severity, "bold"))
    state = "" if state_of(finding) == OPEN else f" ({state_of(finding)})"
    line.append(f" {finding.rule} {make_visible(finding.message)} [{finding.fingerprint}]{state}")
    return line
