"""What is wrong with a ledger although each of its entries is sound by itself."""

from __future__ import annotations

from collections.abc import Iterator

from hfcheck.ledger.records import Ledger
from hfcheck.yamlrecords import Keys


def find_faults(ledger: Ledger) -> Iterator[tuple[Keys, str]]:
    """Where a ledger does not hold together, and how: something listed twice, a claim that belongs to no article."""
    paths: set[str] = set()
    for at, article in enumerate(ledger.articles):
        if article.path in paths:
            yield ("articles", at), f"the article {article.path!r} is listed twice"
        paths.add(article.path)
    ids: set[str] = set()
    for at, claim in enumerate(ledger.claims):
        if claim.id in ids:
            yield ("claims", at), f"the id {claim.id!r} is given twice"
        ids.add(claim.id)
        if not claim.evidence:
            yield ("claims", at, "evidence"), f"the claim {claim.id!r} has none"
        for evidence in claim.evidence:
            if evidence.span.article not in paths:
                yield ("claims", at, "evidence"), f"the article {evidence.span.article!r} is not listed"
