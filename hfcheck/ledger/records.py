"""What a ledger holds, beside the claims themselves."""

from __future__ import annotations

from hfcheck.migration import Form
from hfcheck.model import Claim, Record

FORM = Form(1)
"""The file's form. No release wrote another yet. A ledger with a higher number is refused, an older one brought up."""
SCHEMA = FORM.schema


class LedgerArticle(Record, frozen=True):
    """One article as it was read: `sha256` is of its bytes; `skipped` counts abstentions by reason, sorted."""

    path: str
    sha256: str
    sentences: int
    sentences_without_claim: int
    skipped: tuple[tuple[str, int], ...] = ()


class Ledger(Record, frozen=True):
    """Claims, and the versions of all that they depend on.

    `schema` is the form that the file had; what is written always has today's. `hfcheck` is the version of the code,
    `model` of the parser, `packs` of the knowledge; `settings` is a digest of those parts of the configuration that
    affect claims. `notices` are kind and message of what normalising noticed.
    """

    schema: int
    hfcheck: str
    model: str
    packs: str
    settings: str
    articles: tuple[LedgerArticle, ...]
    claims: tuple[Claim, ...]
    notices: tuple[tuple[str, str], ...] = ()
