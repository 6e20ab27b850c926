"""The findings: each with its sides beside each other, the words that clash, and what would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hfcheck.model import Article, Claim, Finding, Severity, Side
from hfcheck.report.display import describe_lane
from hfcheck.report.html.claims import list_qualities
from hfcheck.report.html.index import Index, Numbered, articles_of, entities_of, is_open
from hfcheck.report.html.markup import NOTHING, Markup, join, write_element, write_text, write_words
from hfcheck.report.marks import mark_clash
from hfcheck.report.pieces import Context, Piece, context_of, describe_date, describe_sources, line_of, pieces_of
from hfcheck.report.sides import LETTERS
from hfcheck.report.states import describe_closed, state_of

_SIGNS = {Severity.ERROR: "●", Severity.WARNING: "▲", Severity.NOTE: "■"}


def write_findings(index: Index, articles: Mapping[str, Article], catalogue: Mapping[str, str]) -> Markup:
    """Write all findings, those of one likely cause together."""
    groups = []
    for number, group in enumerate(index.groups, 1):
        written = [_write_finding(numbered, index, articles, catalogue) for numbered in group.findings]
        if group.title:
            anchor = f"group-{number}"
            title = write_words("p", group.title, {"class": "cause", "id": anchor})
            clearing = write_words("p", group.clearing, {"class": "clearing"}) if group.clearing else NOTHING
            attributes = {"class": "group", "role": "group", "aria-labelledby": anchor}
            groups.append(write_element("div", attributes, title, clearing, *written))
        else:
            groups += written
    return join(groups)


def write_severity(severity: Severity, number: int = 1) -> Markup:
    """Write a severity, or the word for `number` of them, with a shape: neither colour nor sight is needed."""
    sign = write_words("span", _SIGNS.get(severity, "○"), {"aria-hidden": "true"})
    words = f" {severity.value}{'' if number == 1 else 's'}"
    return write_element("span", {"class": f"severity {severity.value}"}, sign, write_text(words))


def _write_finding(
    numbered: Numbered, index: Index, articles: Mapping[str, Article], catalogue: Mapping[str, str]
) -> Markup:
    finding, anchor = numbered.finding, numbered.anchor
    attributes = {
        "class": f"finding {finding.severity.value}",
        "id": anchor,
        "tabindex": "-1",
        "aria-labelledby": f"{anchor}-title",
        "data-severity": finding.severity.value,
        "data-rule": finding.rule,
        "data-state": state_of(finding),
        "data-articles": _list_numbers(index.articles, articles_of(finding)),
        "data-entities": _list_numbers(index.entities, entities_of(finding)),
    }
    return write_element(
        "article",
        attributes,
        _write_header(numbered, catalogue),
        _write_sides(finding, index, articles),
        _write_settle(finding),
        _write_footer(finding),
    )


def _list_numbers(numbers: Mapping[str, int], names: frozenset[str]) -> str:
    return " ".join(str(number) for number in sorted(numbers[name] for name in names if name in numbers))


def _write_header(numbered: Numbered, catalogue: Mapping[str, str]) -> Markup:
    finding = numbered.finding
    rule = write_element(
        "span",
        {"class": "rule"},
        write_words("span", finding.rule, {"class": "rule-id"}),
        write_text(f" {catalogue.get(finding.rule, '')}".rstrip()),
    )
    parts = [
        write_severity(finding.severity),
        rule,
        write_words("span", finding.verdict.value, {"class": "verdict"}),
        NOTHING if is_open(finding) else write_words("span", state_of(finding), {"class": "state"}),
        write_words("a", f"Finding {numbered.number}", {"class": "number", "href": f"#{numbered.anchor}"}),
    ]
    line = write_element("p", {"class": "kicker"}, join([part for part in parts if part], " "))
    title = write_words("h3", finding.message, {"id": f"{numbered.anchor}-title"})
    return write_element("header", None, line, title)


def _write_settle(finding: Finding) -> Markup:
    lines = []
    if finding.settle:
        lines.append(_write_line("settle", "What would settle it", finding.settle))
    label, words = describe_closed(finding)
    if label:
        lines.append(_write_line("decision", label, words))
    return join(lines)


def _write_line(kind: str, label: str, text: str) -> Markup:
    return write_element("p", {"class": kind}, write_words("strong", f"{label}:"), write_text(f" {text}"))


def _write_footer(finding: Finding) -> Markup:
    code = write_words("code", finding.fingerprint, {"class": "fingerprint"})
    label = f"Copy the fingerprint {finding.fingerprint}"
    button = write_words("button", "Copy", {"type": "button", "class": "copy", "hidden": "", "aria-label": label})
    line = write_element("p", None, write_text("Fingerprint "), code, button)
    summary = write_words("summary", f"How it was found (confidence {finding.confidence:.2f})")
    claims = [claim for side in finding.sides for claim in side.claims]
    steps = [write_element("li", None, write_words("code", claim.id), write_text(f" {claim.text}")) for claim in claims]
    steps += [write_words("li", step) for step in finding.steps]
    listed = write_element("ul", None, *steps)
    return write_element("footer", None, line, write_element("details", {"class": "steps"}, summary, listed))


# ── sides ─────────────────────────────────────────────────────────────────────────────────────


def _write_sides(finding: Finding, index: Index, articles: Mapping[str, Article]) -> Markup:
    letters = LETTERS if len(finding.sides) > 1 else " "
    sides = [
        _write_side(letter.strip(), side, _others(finding, side), index, articles)
        for letter, side in zip(letters, finding.sides, strict=False)
    ]
    return write_element("div", {"class": "sides", "data-sides": len(sides)}, *sides)


def _others(finding: Finding, side: Side) -> tuple[Claim, ...]:
    return tuple(claim for other in finding.sides if other is not side for claim in other.claims)


def _write_side(
    letter: str, side: Side, others: Sequence[Claim], index: Index, articles: Mapping[str, Article]
) -> Markup:
    pieces, more = pieces_of(side)
    sources = describe_sources(side, articles)
    alone = len(pieces) == 1 and not more
    quotes = [
        _write_piece(piece, others, index, articles[piece.evidence.span.article], sources if alone else "")
        for piece in pieces
    ]
    rest = " · ".join(part for part in (f"and {more:,} more that agree" if more else "", sources) if part)
    tail = write_words("p", rest, {"class": "more"}) if rest and not alone else NOTHING
    if not letter:
        return write_element("div", {"class": "side alone"}, *quotes, tail)
    heading = write_element("h4", None, write_words("span", "Side ", {"class": "unseen"}), write_text(letter))
    return write_element("div", {"class": "side"}, heading, *quotes, tail)


def _write_piece(piece: Piece, others: Sequence[Claim], index: Index, article: Article, sources: str) -> Markup:
    span = piece.evidence.span
    context = context_of(article, span.start, span.end)
    quote = write_element("blockquote", None, _write_quote(piece, others, context))
    lane = write_words("p", _describe_lane(piece.claim, sources), {"class": "lane"})
    return write_element("figure", None, _write_source(piece, index, article), quote, lane)


def _write_source(piece: Piece, index: Index, article: Article) -> Markup:
    span = piece.evidence.span
    place = f"{article.path}:{line_of(article.text, span.start)}"
    outlet = write_words("span", article.outlet, {"class": "outlet"}) if article.outlet else NOTHING
    date = describe_date(article.published)
    guessed = article.published is not None and article.published.basis == "text"
    parts = [
        outlet,
        write_words("span", f"{date}{' (from the text)' if guessed else ''}", {"class": "date"}),
        write_words("a", place, {"class": "place", "href": f"#{index.place_anchor(article.id, span.start)}"}),
    ]
    title = write_words("span", article.title, {"class": "of"}) if article.title else NOTHING
    return write_element("figcaption", None, join([part for part in (*parts, title) if part], " "))


def _write_quote(piece: Piece, others: Sequence[Claim], context: Context) -> Markup:
    quote = piece.evidence.quote
    parts: list[Markup] = []
    at = 0
    for start, end in mark_clash(piece.claim, quote, others):
        parts += [write_text(quote[at:start]), write_words("mark", quote[start:end])]
        at = end
    parts.append(write_text(quote[at:]))
    before = write_words("span", context.before, {"class": "around"}) if context.before.strip() else NOTHING
    after = write_words("span", context.after, {"class": "around"}) if context.after.strip() else NOTHING
    return join([before, write_element("span", {"class": "quote"}, *parts), after])


def _describe_lane(claim: Claim, sources: str) -> str:
    parts = [f"Said by {describe_lane(claim.attribution)}", *list_qualities(claim)]
    if claim.disputed:
        parts.append("the article says that reports differ")
    return " · ".join([*parts, sources] if sources else parts)
