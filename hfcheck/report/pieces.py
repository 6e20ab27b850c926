"""What a report shows of a side: its pieces of evidence, where they stand, and what stands around them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from hfcheck.model import Article, BlockKind, Claim, Evidence, Finding, Moment, Precision, Problem, Report, Side
from hfcheck.salvage import name_error

PIECES_PER_SIDE = 3
_SENTENCE_CHARACTERS = 300
_NEIGHBOUR_CHARACTERS = 160
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]?[A-Z0-9])")
_DATE_WIDTHS = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}


class Piece(NamedTuple):
    """One quote of a side and the claim that was read from it."""

    claim: Claim
    evidence: Evidence


class Context(NamedTuple):
    """The text just before and just after a quote, inside its paragraph; "…" where it was cut."""

    before: str
    after: str


def pieces_of(side: Side) -> tuple[tuple[Piece, ...], int]:
    """Give a side's quotes, each place once, at most three, and how many more there are."""
    pieces: dict[tuple[str, int, int], Piece] = {}
    for claim in side.claims:
        for evidence in claim.evidence:
            span = evidence.span
            pieces.setdefault((span.article, span.start, span.end), Piece(claim, evidence))
    found = tuple(pieces.values())
    return found[:PIECES_PER_SIDE], side.more + max(0, len(found) - PIECES_PER_SIDE)


def line_of(text: str, offset: int) -> int:
    """Give the line (1-based) of a character offset."""
    return text.count("\n", 0, offset) + 1


def context_of(article: Article, start: int, end: int) -> Context:
    """Give what stands around `start`..`end`: the rest of its sentence and one sentence on each side.

    Sentence ends are guessed from the punctuation, for display only; nothing leaves the paragraph.
    """
    low, high = _paragraph_of(article, start, end)
    paragraph = article.text[low:high]
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]
    first = max(0, bisect_right(bounds, start - low) - 1)
    last = min(len(bounds) - 1, bisect_left(bounds, end - low))
    before = _cut_left(paragraph[bounds[first] : start - low], _SENTENCE_CHARACTERS)
    if not before.startswith("…"):
        before = _cut_left(paragraph[bounds[max(0, first - 1)] : bounds[first]], _NEIGHBOUR_CHARACTERS) + before
    after = _cut_right(paragraph[end - low : bounds[last]], _SENTENCE_CHARACTERS)
    if not after.endswith("…"):
        after += _cut_right(paragraph[bounds[last] : bounds[min(len(bounds) - 1, last + 1)]], _NEIGHBOUR_CHARACTERS)
    return Context(before, after)


def _paragraph_of(article: Article, start: int, end: int) -> tuple[int, int]:
    for block in article.blocks:
        if block.start <= start and end <= block.end and block.kind is not BlockKind.META:
            return block.start, block.end
    return article.text.rfind("\n", 0, start) + 1, _line_end(article.text, end)


def _line_end(text: str, offset: int) -> int:
    found = text.find("\n", offset)
    return len(text) if found < 0 else found


def _cut_left(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[-most:]
    return "…" + kept[kept.find(" ") :] if " " in kept.rstrip() else "…" + kept


def _cut_right(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[:most]
    return kept[: kept.rfind(" ")] + " …" if " " in kept.lstrip() else kept + "…"


def describe_date(moment: Moment | None) -> str:
    """Put a moment into words with ISO 8601 dates: "2024-11", "not before 2024-11-30", "undated"."""
    if moment is None or (moment.start is None and moment.end is None):
        return "undated"
    if moment.end is None:
        return f"not before {moment.start}"
    if moment.start is None:
        return f"not after {moment.end}"
    if moment.start == moment.end:
        return str(moment.start)
    width = _DATE_WIDTHS.get(moment.precision)
    first, last = str(moment.start), str(moment.end)
    if width and first[:width] == last[:width]:
        return first[:width]
    return f"{first} to {last}"


def describe_sources(side: Side, articles: Mapping[str, Article]) -> str:
    """Say how many independent sources stand behind a side, of which dates and reliability; "" where nobody counted.

    The date of a single article is left to the line that names it.
    """
    if not side.sources:
        return ""
    known = [articles[name] for name in side.articles if name in articles]
    parts = ["1 source" if side.sources == 1 else f"{side.sources} independent sources"]
    if len(side.articles) > side.sources:
        parts[0] += f" ({len(side.articles)} articles, near copies counted once)"
    if len(known) > 1:
        parts.append(_describe_dates(known))
    ratings = sorted(article.reliability for article in known if article.reliability is not None)
    if ratings:
        low, high = f"{ratings[0]:g}", f"{ratings[-1]:g}"
        parts.append(f"reliability {low}" if low == high else f"reliability {low} to {high}")
    return ", ".join(parts)


def _describe_dates(articles: Sequence[Article]) -> str:
    dated = [m for a in articles if (m := a.published) is not None and m.start is not None and m.end is not None]
    if not dated:
        return "undated"
    ordered = sorted(dated, key=lambda moment: (moment.start or date.min, moment.end or date.max))
    first, last = describe_date(ordered[0]), describe_date(ordered[-1])
    undated = f" and {len(articles) - len(dated)} undated" if len(articles) > len(dated) else ""
    return (first if first == last else f"{first} to {last}") + undated


def verify_quotes(report: Report, articles: Mapping[str, Article]) -> Report:
    """Keep the findings whose every quote stands at its offsets; each other one is a problem of ours.

    A quote that does not verify is a bug, never a finding: it is reported as `Problem("crash")`.
    """
    kept: list[Finding] = []
    problems: list[Problem] = []
    for finding in report.findings:
        fault = _find_fault(finding, articles)
        if fault is None:
            kept.append(finding)
            continue
        message = f"finding {finding.fingerprint} of {finding.rule} was withheld: {fault}"
        problems.append(Problem("crash", message))
    if not problems:
        return report
    return msgspec.structs.replace(report, findings=tuple(kept), problems=(*report.problems, *problems))


def _find_fault(finding: Finding, articles: Mapping[str, Article]) -> str | None:
    """What is wrong with the quotes of a finding, or that it cannot be told."""
    if not finding.sides:
        return "it has no side"
    try:
        return next((fault for side in finding.sides for fault in _faults_of(side, articles)), None)
    except Exception as error:
        names = sorted({name for side in finding.sides for name in side.articles})
        return f"its quotes in {', '.join(names)} could not be checked ({name_error(error)})"


def _faults_of(side: Side, articles: Mapping[str, Article]) -> Iterator[str]:
    pieces = [evidence for claim in side.claims for evidence in claim.evidence]
    if not pieces:
        yield "a side has no quote"
    for evidence in pieces:
        span = evidence.span
        article = articles.get(span.article)
        if article is None or not evidence.quote or article.text[span.start : span.end] != evidence.quote:
            yield f"its quote is not at characters {span.start}-{span.end} of {span.article}"
