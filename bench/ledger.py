"""How fast a ledger is written and read: as it was written, and the long way, as YAML."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import make_corpus
from bench.measuring import Figure, Plan, time_runs
from hfcheck.ledger import SCHEMA, Ledger, LedgerArticle, load_ledger, parse_ledger, save_ledger

_PART = "ledger"
_CLAIMS = 25_000


def make_ledger(size: int) -> Ledger:
    """A ledger of made-up claims."""
    claims = make_corpus(size).claims
    paths = sorted({claim.evidence[0].span.article for claim in claims})
    articles = tuple(LedgerArticle(path, "0" * 64, 40, 0, ()) for path in paths)
    return Ledger(SCHEMA, "0", "0", "0", "0", articles, claims, ())


def measure_ledger(plan: Plan) -> Iterator[Figure]:
    """Saving a ledger of 25,000 claims anew, loading it, and loading it with a comment that somebody put in."""
    ledger = make_ledger(_CLAIMS)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "claims.yaml"

        def save() -> None:
            path.unlink(missing_ok=True)
            save_ledger(path, ledger)

        yield Figure(_PART, f"save {_CLAIMS:,} claims", time_runs(save, plan.runs), "s")
        yield Figure(_PART, "load them as they were written", time_runs(lambda: load_ledger(path), plan.runs), "s")
        edited = path.read_bytes() + b"# a comment\n"
        yield Figure(_PART, "load them as YAML", time_runs(lambda: parse_ledger(edited, "claims.yaml"), 1), "s")
