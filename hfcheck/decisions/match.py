"""Is this finding one that is known? By its sentences, not by places: articles may move and mentions may join."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from hfcheck.decisions.records import KnownFinding, Mark, fold_space
from hfcheck.model import Article, BlockKind, Claim, Finding, Side, Span

Marks: TypeAlias = tuple[tuple[Mark, ...], ...]
"""The marks of each side of a finding."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n")


class Standing(NamedTuple):
    """What became of a known finding: the findings that it is, and whether all of its sentences still stand."""

    findings: tuple[Finding, ...]
    sentences_stand: bool


class FindingIndex:
    """The findings of a report, to be looked up by what stands on their sides."""

    def __init__(self, findings: Iterable[Finding], articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._found: defaultdict[tuple[str, str], list[tuple[Finding, Marks]]] = defaultdict(list)
        self._texts: str | None = None
        for finding in findings:
            marks = mark_finding(finding, articles)
            for sentence in sorted({mark.sentence for side in marks for mark in side}):
                self._found[finding.rule, sentence].append((finding, marks))

    def look_up(self, known: KnownFinding, sides: Marks | None = None) -> tuple[Finding, ...]:
        """The findings that `known` is, in their own order.

        `sides` are more marks of it than the one of each side that is written down.
        """
        wanted = sides or tuple((mark,) for mark in known.sides)
        found: list[Finding] = []
        for sentence in dict.fromkeys(mark.sentence for mark in wanted[0]):
            for finding, marks in self._found.get((known.rule, sentence), ()):
                if finding not in found and match_sides(wanted, marks):
                    found.append(finding)
        return tuple(found)

    def judge(self, known: KnownFinding) -> Standing:
        """Find `known`, or say whether it is gone because a sentence of it is."""
        findings = self.look_up(known)
        if findings:
            return Standing(findings, True)
        if self._texts is None:
            self._texts = "\n".join(fold_space(article.text) for _, article in sorted(self._articles.items()))
        return Standing((), all(mark.sentence in self._texts for mark in known.sides))


def match_sides(known: Marks, sides: Marks) -> bool:
    """Whether each known side stands on a side of its own, and none is left over.

    Two marks are the same where their sentences are, and the quotes or the claims in them: one sentence may take part
    in several conflicts. A further side is a further conflict, which nobody has seen yet.
    """
    if len(known) != len(sides):
        return False
    if not known:
        return True
    first, rest = known[0], known[1:]
    return any(
        _share_mark(first, side) and match_sides(rest, (*sides[:at], *sides[at + 1 :])) for at, side in enumerate(sides)
    )


def _share_mark(known: Sequence[Mark], side: Sequence[Mark]) -> bool:
    return any(a.sentence == b.sentence and (a.quote == b.quote or a.text == b.text) for a in known for b in side)


# ── from a finding to its marks ───────────────────────────────────────────────────────────────


def mark_finding(finding: Finding, articles: Mapping[str, Article]) -> Marks:
    """The marks of each side, the most direct first, those that no report shows as well."""
    return tuple(mark_side(side, articles) for side in finding.sides)


def mark_side(side: Side, articles: Mapping[str, Article]) -> tuple[Mark, ...]:
    """The marks of one side, each once, the most direct first."""
    return tuple(dict.fromkeys(mark_claim(claim, articles) for claim in (*side.claims, *side.rest)))


def mark_claim(claim: Claim, articles: Mapping[str, Article]) -> Mark:
    """The mark of a claim: the sentence around its first quote, which is the quote itself where there is no article."""
    evidence = claim.evidence[0]
    article = articles.get(evidence.span.article)
    sentence = find_sentence(article, evidence.span) if article else evidence.quote
    return Mark(fold_space(sentence), fold_space(evidence.quote), fold_space(claim.text))


def know_finding(finding: Finding, articles: Mapping[str, Article]) -> KnownFinding:
    """Write down a finding: of each side the most direct mark."""
    sides = tuple(marks[0] for marks in mark_finding(finding, articles))
    return KnownFinding(finding.fingerprint, finding.rule, sides)


def find_sentence(article: Article, span: Span) -> str:
    """The sentence of `article` that holds `span`, within its paragraph.

    Its ends are told by punctuation and the capital that follows, so that they depend on nothing but the text around
    them: not on the parser's version, nor on what stands elsewhere in the article.
    """
    low, high = _find_paragraph(article, span)
    paragraph = article.text[low:high]
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]
    first = bounds[max(0, bisect_right(bounds, span.start - low) - 1)]
    last = bounds[min(len(bounds) - 1, bisect_left(bounds, span.end - low))]
    return paragraph[first:last].strip()


def _find_paragraph(article: Article, span: Span) -> tuple[int, int]:
    for block in article.blocks:
        if block.start <= span.start and span.end <= block.end and block.kind is not BlockKind.META:
            return block.start, block.end
    return 0, len(article.text)
