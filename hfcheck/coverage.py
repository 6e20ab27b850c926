"""How much of the articles was read: counted for each, and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hfcheck.model import ArticleCoverage, Claim, Coverage, Extract


def measure_coverage(extracts: Sequence[Extract], claims: Sequence[Claim]) -> dict[str, ArticleCoverage]:
    """How much each article gave: sentences, claims, and sentences without a claim."""
    counts = Counter(claim.evidence[0].span.article for claim in claims)
    by_article = {}
    for extract in extracts:
        told = {p.sentence_start for p in extract.propositions}
        without = sum(start not in told for start, _ in extract.sentences)
        by_article[extract.article] = ArticleCoverage(len(extract.sentences), counts[extract.article], without)
    return by_article


def sum_coverage(by_article: dict[str, ArticleCoverage]) -> Coverage:
    """The coverage of all articles together."""
    parts = by_article.values()
    return Coverage(
        articles=len(by_article),
        sentences=sum(p.sentences for p in parts),
        claims=sum(p.claims for p in parts),
        sentences_without_claim=sum(p.sentences_without_claim for p in parts),
        by_article=by_article,
    )
