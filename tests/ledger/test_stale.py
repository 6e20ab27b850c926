"""A ledger belongs to bytes, a model, packs, settings and code; each change is told apart."""

from __future__ import annotations

import pytest

from hfcheck.ledger import SCHEMA, Ledger, LedgerArticle, find_stale
from hfcheck.model import Article

LEDGER = Ledger(
    SCHEMA, "0.1.0", "m", "p", "s", (LedgerArticle("a.txt", "aa", 3, 0), LedgerArticle("b.txt", "bb", 3, 0)), ()
)
NOW = {"model": "m", "packs": "p", "settings": "s", "hfcheck": "0.1.0"}


def make_articles(**digests: str) -> list[Article]:
    return [
        Article(f"{name}.txt", f"{name}.txt", "", None, None, None, "", (), digest) for name, digest in digests.items()
    ]


def test_nothing_changed() -> None:
    assert find_stale(LEDGER, make_articles(b="bb", a="aa"), **NOW) == ()


@pytest.mark.parametrize(
    ("part", "words"), [("model", "model"), ("packs", "packs"), ("settings", "settings"), ("hfcheck", "0.1.0")]
)
def test_each_version_counts(part: str, words: str) -> None:
    (sentence,) = find_stale(LEDGER, make_articles(a="aa", b="bb"), **(NOW | {part: "new"}))
    assert words in sentence


def test_articles_changed_come_and_gone() -> None:
    assert find_stale(LEDGER, make_articles(c="cc", a="ax"), **NOW) == (
        "a.txt has changed since the ledger was made",
        "b.txt is in the ledger but no longer among the articles",
        "c.txt is not in the ledger",
    )
