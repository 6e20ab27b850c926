"""The articles: each paragraph with its claims underlined, and beside it how each was read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

from hfcheck.model import (
    Article,
    ArticleCoverage,
    Block,
    BlockKind,
    Claim,
    Coverage,
    Evidence,
    Members,
)
from hfcheck.report.display import describe_lane
from hfcheck.report.html.claims import list_qualities
from hfcheck.report.html.index import Cited, Index, Numbered, count
from hfcheck.report.html.markup import NOTHING, Markup, join, write_element, write_text, write_words
from hfcheck.report.pieces import describe_date

_Thing = TypeVar("_Thing")


class Note(NamedTuple):
    """A claim as it stands beside its paragraph, with its number in the article (from 1)."""

    number: int
    claim: Claim
    evidence: Evidence


def write_articles(index: Index, articles: Mapping[str, Article], coverage: Coverage) -> Markup:
    """Write the articles in the order of their ids."""
    return join(_write_article(articles[name], index, coverage.by_article.get(name)) for name in index.articles)


def name_article(article: Article) -> str:
    """The title of an article, else its path."""
    return article.title or article.path


def _write_article(article: Article, index: Index, coverage: ArticleCoverage | None) -> Markup:
    anchor = index.article_anchor(article.id)
    notes = _number_notes(article.id, index.claims.get(article.id, ()))
    cited = index.cited.get(article.id, ())
    rows = _write_rows(article, notes, cited, index)
    attributes = {"class": "source", "id": anchor, "tabindex": "-1", "aria-labelledby": f"{anchor}-title"}
    return write_element("article", attributes, _write_header(article, anchor, coverage, cited), *rows)


def _number_notes(name: str, claims: Sequence[Claim]) -> tuple[Note, ...]:
    """Lists are noted as their atoms only, as everywhere that claims are printed."""
    found = [
        (claim, evidence)
        for claim in claims
        if not isinstance(claim.object, Members)
        for evidence in claim.evidence
        if evidence.span.article == name
    ]
    found.sort(key=lambda pair: (pair[1].span.start, pair[1].span.end, pair[0].id))
    return tuple(Note(number, claim, evidence) for number, (claim, evidence) in enumerate(found, 1))


def _write_header(article: Article, anchor: str, coverage: ArticleCoverage | None, cited: Sequence[Cited]) -> Markup:
    facts = [article.outlet or "", describe_date(article.published)]
    if coverage:
        facts.append(f"{count(coverage.sentences, 'sentence')}, {coverage.sentences_without_claim:,} without a claim")
        facts.append(count(coverage.claims, "claim"))
    numbers = sorted({one.finding.number for one in cited})
    if numbers:
        facts.append(f"quoted by {count(len(numbers), 'finding')}")
    title = write_words("h3", name_article(article), {"id": f"{anchor}-title"})
    path = write_words("p", article.path, {"class": "path"}) if article.title else NOTHING
    line = write_element("p", {"class": "facts"}, join((write_words("span", fact) for fact in facts if fact), " · "))
    return write_element("header", None, title, path, line)


# ── paragraphs ────────────────────────────────────────────────────────────────────────────────


def _blocks_of(article: Article, notes: Sequence[Note], cited: Sequence[Cited]) -> Iterator[Block]:
    """The blocks in order. Front matter and what stands outside of any block only where something was read from it."""
    starts = sorted({note.evidence.span.start for note in notes} | {one.start for one in cited})

    def is_read(low: int, high: int) -> bool:
        return bisect_left(starts, low) < bisect_left(starts, high)

    at, length = 0, len(article.text)
    for block in (*sorted(article.blocks, key=lambda block: block.start), Block(BlockKind.META, length, length)):
        start = max(at, block.start)
        if is_read(at, start):
            yield Block(BlockKind.PARAGRAPH, at, start)
        if start < block.end and (block.kind is not BlockKind.META or is_read(start, block.end)):
            yield Block(block.kind, start, block.end)
        at = max(at, block.end)


def _write_rows(article: Article, notes: Sequence[Note], cited: Sequence[Cited], index: Index) -> Iterator[Markup]:
    blocks = list(_blocks_of(article, notes, cited))
    beside = _spread(blocks, notes, [(note.evidence.span.start, note.evidence.span.end) for note in notes])
    quoted = _spread(blocks, cited, [(one.start, one.end) for one in cited])
    for block, touching, here in zip(blocks, beside, quoted, strict=True):
        text = write_element("p", {"class": block.kind.value}, *_write_runs(article, block, touching, here, index))
        own = [note for note in touching if block.start <= note.evidence.span.start]
        yield write_element("div", {"class": "row"}, text, _write_notes(own, here) if own else NOTHING)


def _spread(blocks: Sequence[Block], things: Sequence[_Thing], spans: Sequence[tuple[int, int]]) -> list[list[_Thing]]:
    """Give each block, of those in order, the things whose spans reach into it."""
    ends = [block.end for block in blocks]
    spread: list[list[_Thing]] = [[] for _ in blocks]
    for thing, (start, end) in zip(things, spans, strict=True):
        at = bisect_right(ends, start)
        while at < len(blocks) and blocks[at].start < end:
            spread[at].append(thing)
            at += 1
    return spread


def _write_runs(
    article: Article, block: Block, notes: Sequence[Note], cited: Sequence[Cited], index: Index
) -> Iterator[Markup]:
    """Cut the block where a quote of a finding begins or ends; each such run is one link."""
    edges = _cut(block.start, block.end, [(one.start, one.end) for one in cited])
    starts = {one.start for one in cited}
    for start, end in pairwise(edges):
        inner = join(_write_segments(article, start, end, notes))
        here = [one.finding for one in cited if one.start <= start and end <= one.end]
        if not here:
            yield inner
            continue
        anchor = index.place_anchor(article.id, start) if start in starts else None
        attributes = {"class": f"clash {here[0].finding.severity.value}", "id": anchor, "href": f"#{here[0].anchor}"}
        yield write_element("a", attributes, inner)
        ending = [one.finding for one in cited if one.end == end]
        if ending:
            yield write_element("sup", None, join([_write_reference(one) for one in ending], " "))


def _write_reference(numbered: Numbered) -> Markup:
    attributes = {"href": f"#{numbered.anchor}", "aria-label": f"Finding {numbered.number}"}
    return write_words("a", str(numbered.number), attributes)


def _write_segments(article: Article, low: int, high: int, notes: Sequence[Note]) -> Iterator[Markup]:
    edges = _cut(low, high, [(note.evidence.span.start, note.evidence.span.end) for note in notes])
    for start, end in pairwise(edges):
        numbers = [note.number for note in notes if note.evidence.span.start <= start and end <= note.evidence.span.end]
        text = write_text(article.text[start:end])
        listed = " ".join(str(number) for number in numbers)
        yield write_element("u", {"data-claims": listed}, text) if numbers else text


def _cut(low: int, high: int, spans: Sequence[tuple[int, int]]) -> list[int]:
    inside = {edge for span in spans for edge in span if low < edge < high}
    return sorted({low, high} | inside)


def _write_notes(notes: Sequence[Note], cited: Sequence[Cited]) -> Markup:
    items = [_write_note(note, cited) for note in notes]
    label = {"class": "notes", "aria-label": "Claims read from this paragraph"}
    return write_element("ol", label | {"start": notes[0].number}, *items)


def _write_note(note: Note, cited: Sequence[Cited]) -> Markup:
    claim, span = note.claim, note.evidence.span
    tags = [*([describe_lane(claim.attribution)] if claim.attribution else []), *list_qualities(claim)]
    parts = [write_text(claim.text)]
    if tags:
        parts += [write_text(" "), write_words("span", " · ".join(tags), {"class": "tags"})]
    for one in cited:
        if (one.start, one.end) == (span.start, span.end):
            link = write_words("a", f"finding {one.finding.number}", {"href": f"#{one.finding.anchor}"})
            parts += [write_text(" "), link]
    return write_element("li", {"data-claim": note.number}, *parts)
