"""One side of a finding, drawn for a terminal: who stands behind it, each quote in its place, and who says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from hfcheck.model import Article, Claim, Finding, Modality, Polarity, Severity, Side
from hfcheck.report.display import describe_lane
from hfcheck.report.marks import mark_clash
from hfcheck.report.pieces import Piece, context_of, describe_date, describe_sources, line_of, pieces_of
from hfcheck.report.visible import make_visible

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What the sides of a finding are called, here and where an editor decides between them."""


class Style(NamedTuple):
    """How to draw: in colour or not, with Unicode or ASCII signs, how much, and what links are relative to."""

    colour: bool = False
    unicode: bool = True
    verbose: bool = False
    root: Path | None = None

    @property
    def marks(self) -> tuple[str, str]:
        """The signs around clashing words; none where colour shows them."""
        if self.colour:
            return ("", "")
        return ("«", "»") if self.unicode else (">>", "<<")

    def link(self, path: str) -> str:
        """The style that makes a path a link to its file; "" where there is nothing to link with."""
        if not self.colour or self.root is None:
            return ""
        return f"link {(self.root / path).absolute().as_uri()}"


def draw_sides(finding: Finding, articles: Mapping[str, Article], style: Style) -> list[RenderableType]:
    """Draw each side of a finding, in their order. A note shows its quotes bare unless `style` is verbose."""
    drawn: list[RenderableType] = []
    for letter, side in zip(LETTERS, finding.sides, strict=False):
        others = tuple(claim for other in finding.sides if other is not side for claim in other.claims)
        label = letter if len(finding.sides) > 1 else ""
        around = style.verbose or finding.severity is not Severity.NOTE
        drawn.append(_draw_side(side, others, articles, label, style, around=around))
    return drawn


def _draw_side(
    side: Side, others: Sequence[Claim], articles: Mapping[str, Article], letter: str, style: Style, *, around: bool
) -> RenderableType:
    pieces, more = pieces_of(side)
    sources = make_visible(describe_sources(side, articles))
    alone = len(pieces) == 1 and not more
    parts: list[RenderableType] = []
    for number, piece in enumerate(pieces):
        article = articles[piece.evidence.span.article]
        if number:
            parts.append(Text(""))
        parts.append(_draw_source(piece, article, "" if number else letter, style))
        if style.verbose and article.title:
            parts.append(Text(make_visible(article.title), style="italic"))
        parts.append(_draw_quote(piece, others, article, style, around=around and (style.verbose or number == 0)))
        parts.append(_draw_lane(piece.claim, sources if alone else ""))
    if not alone:
        tail = " · ".join(part for part in (f"and {more} more that agree" if more else "", sources) if part)
        parts += [Text(""), Text(tail, style="dim")] if tail else []
    return Group(*parts)


def _draw_source(piece: Piece, article: Article, letter: str, style: Style) -> Text:
    line = Text(f"{letter}  " if letter else "", style="bold", end="")
    if article.outlet:
        line.append(make_visible(article.outlet)).append("  ")
    place = f"{make_visible(article.path)}:{line_of(article.text, piece.evidence.span.start)}"
    line.append(place, style=f"{'not bold' if article.outlet else ''} {style.link(article.path)}".strip())
    basis = f" ({article.published.basis})" if style.verbose and article.published is not None else ""
    dated = f"  {describe_date(article.published)}{basis}"
    return Text.assemble(line, (dated, "dim"))


def _draw_lane(claim: Claim, sources: str) -> Text:
    parts = [f"says: {describe_lane(claim.attribution)}"]
    if claim.modality is not Modality.ASSERTED:
        parts.append(claim.modality.value)
    if claim.polarity is Polarity.DENIED:
        parts.append("denied")
    if claim.headline:
        parts.append("headline")
    if claim.disputed:
        parts.append("the article says that reports differ")
    text = Text(make_visible(" · ".join(parts)), style="italic dim")
    return text.append(f" · {sources}", style="not italic dim") if sources else text


def _draw_quote(piece: Piece, others: Sequence[Claim], article: Article, style: Style, *, around: bool) -> Text:
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
        text.append(make_visible(context.after).rstrip(), style="dim")
    return text
