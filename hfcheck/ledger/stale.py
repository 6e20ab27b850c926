"""Does a ledger still belong to its articles, model, packs, settings and code?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hfcheck.ledger import records
from hfcheck.ledger.records import Ledger
from hfcheck.migration import describe_older
from hfcheck.model import Article


def describe_form(ledger: Ledger, name: str) -> str:
    """What an editor is told of a ledger whose file, `name`, has an older form; "" for one of today's."""
    return describe_older(name, ledger.schema, records.FORM)


def find_stale(
    ledger: Ledger, articles: Sequence[Article], *, model: str, packs: str, settings: str, hfcheck: str
) -> tuple[str, ...]:
    """Say in plain sentences what has changed since `ledger` was made; () where it still holds.

    The versions first, then the articles by path. Nothing is parsed: an article is known by the digest of its bytes.
    """
    found = []
    if ledger.schema != records.FORM.schema:
        found.append(f"the ledger has the older form {ledger.schema}; today's is {records.FORM.schema}")
    if ledger.hfcheck != hfcheck:
        found.append(f"the ledger was made by hfcheck {ledger.hfcheck}, this is {hfcheck}")
    for name, then, now in (
        ("the parser's model has", ledger.model, model),
        ("the knowledge packs have", ledger.packs, packs),
        ("the settings that affect claims have", ledger.settings, settings),
    ):
        if then != now:
            found.append(f"{name} changed since the ledger was made")
    then_read = {article.path: article.sha256 for article in ledger.articles}
    now_read = {article.path: article.sha256 for article in articles}
    for path in sorted(then_read.keys() | now_read.keys()):
        if path not in now_read:
            found.append(f"{path} is in the ledger but no longer among the articles")
        elif path not in then_read:
            found.append(f"{path} is not in the ledger")
        elif then_read[path] != now_read[path]:
            found.append(f"{path} has changed since the ledger was made")
    return tuple(found)


def keep_current(ledger: Ledger, articles: Sequence[Article]) -> Ledger:
    """The ledger without articles that have changed or gone: what was read off them cannot be shown any more."""
    now = {article.path: article.sha256 for article in articles}
    kept = tuple(a for a in ledger.articles if now.get(a.path) == a.sha256)
    if len(kept) == len(ledger.articles):
        return ledger
    paths = {article.path for article in kept}
    claims = tuple(c for c in ledger.claims if all(e.span.article in paths for e in c.evidence))
    return msgspec.structs.replace(ledger, articles=kept, claims=claims)
