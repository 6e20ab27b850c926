"""Ledger → YAML made for `git diff`: one article a line, one claim a few lines, an order that depends on nothing else.

Each entry is a flow mapping whose strings stand in JSON's double quotes, so that no YAML reader can take a name for a
number, a date or a truth value. Fields that hold their default are left out; values are compared, not identities.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from hfcheck.errors import HfcheckError, LedgerError
from hfcheck.files import hold_file, write_atomic
from hfcheck.ledger import records
from hfcheck.ledger.faults import find_faults
from hfcheck.ledger.kept import Kept, find_kept, keep_ledger
from hfcheck.ledger.records import Ledger
from hfcheck.migration import keep_older
from hfcheck.model import Claim, Origin
from hfcheck.shelf import Shelf
from hfcheck.yamlrecords import list_fields, render_record, render_value

HEADER = "# Made by hfcheck; do not edit. Decisions go to decisions.yaml.\n"

_VERSIONS = ("hfcheck", "model", "packs", "settings")
_LINES: tuple[tuple[str, ...], ...] = (
    ("id", "text"),
    ("subject", "relation", "object"),
    ("participants",),
    ("polarity", "modality", "confidence", "measure", "quantifier", "scope", "place", "time", "event"),
    ("attribution", "group", "reading", "origin", "premises", "disputed", "headline", "bygone"),
    ("evidence",),
)
"""The fields of a claim, by the line that they stand on; `steps` are not kept."""


class Written(NamedTuple):
    """A ledger, and the text that was written for it."""

    ledger: Ledger
    text: str


def dump_ledger(ledger: Ledger, written: Written | None = None) -> str:
    """Write `ledger` as YAML: articles by path, then claims by article and place, without steps.

    Inferred claims are left out. Raises LedgerError for what cannot be kept: a claim without evidence, a confidence
    that is no number, a name that is not Unicode. Claims that stand alike in `written` are taken from its text.
    """
    kept = settle_ledger(ledger)
    entries = _index_entries(written) if written else {}
    try:
        lines = [f"schema: {kept.schema}"]
        lines += [f"{name}: {render_value(getattr(kept, name))}" for name in _VERSIONS]
        lines += ["", *_list_entries("articles", map(render_record, kept.articles))]
        if kept.notices:
            lines += ["", *_list_entries("notices", map(render_value, kept.notices))]
        lines += ["", *_list_entries("claims", (_write_claim(claim, entries) for claim in kept.claims))]
    except LedgerError:
        raise
    except HfcheckError as fault:
        raise LedgerError(fault.message) from None
    return HEADER + "\n".join(lines) + "\n"


def settle_ledger(ledger: Ledger) -> Ledger:
    """`ledger` as it is read back: of today's form, in order, without inferred claims and without steps.

    Raises LedgerError for a claim without evidence.
    """
    claims = sorted((claim for claim in ledger.claims if claim.origin is not Origin.INFERRED), key=_order_claim)
    return msgspec.structs.replace(
        ledger,
        schema=records.FORM.schema,
        articles=tuple(sorted(ledger.articles, key=lambda article: article.path)),
        claims=tuple(msgspec.structs.replace(claim, steps=()) if claim.steps else claim for claim in claims),
    )


def save_ledger(path: Path, ledger: Ledger, shelf: Shelf | None = None) -> bool:
    """Write `ledger` to `path`, whole or not at all; False where the file holds just these bytes already.

    What was written goes on `shelf` as well, so that the next reader need not parse it.

    A file of an older form is kept beside. Raises LedgerError as `dump_ledger` does, and where the file there has a
    newer form; HfcheckError where the file cannot be written.
    """
    content = b""
    with contextlib.suppress(OSError):
        content = path.read_bytes()
    before = find_kept(path, content, shelf) if shelf else None
    raw = dump_ledger(ledger, Written(before.ledger, content.decode()) if before and before.own else None).encode()
    if content == raw:
        return False
    with hold_file(path):
        keep_older(path, records.FORM)
        write_atomic(path, raw)
    settled = settle_ledger(ledger)
    # One that does not hold together is no ledger to its next reader.
    if shelf and not any(find_faults(settled)):
        keep_ledger(path, raw, Kept(settled, own=True), shelf)
    return True


def _list_entries(name: str, entries: Iterable[str]) -> Iterator[str]:
    found = [f"- {entry}" for entry in entries]
    yield f"{name}:" if found else f"{name}: []"
    yield from found


def _order_claim(claim: Claim) -> tuple[str, int, int, int, str]:
    if not claim.evidence:
        raise LedgerError(f"the claim {claim.id!r} has no evidence and cannot be kept; report this as a bug")
    span = claim.evidence[0].span
    # The shorter id first: "a:9" before "a:10".
    return span.article, span.start, span.end, len(claim.id), claim.id


def _index_entries(written: Written) -> dict[str, tuple[Claim, str]]:
    """The claims of a ledger by id, each with its entry; no text of ours breaks a line within a string."""
    entries = written.text.partition("\n\nclaims:\n- ")[2].removesuffix("\n").split("\n- ")
    claims = written.ledger.claims
    return {c.id: (c, entry) for c, entry in zip(claims, entries, strict=True)} if len(entries) == len(claims) else {}


def _write_claim(claim: Claim, entries: Mapping[str, tuple[Claim, str]]) -> str:
    known, entry = entries.get(claim.id, (None, ""))
    return entry if known == claim else _render_claim(claim)


def _render_claim(claim: Claim) -> str:
    defaults = list_fields(Claim)
    lines = []
    for names in _LINES:
        parts = [_render_field(name, getattr(claim, name), defaults[name]) for name in names]
        if any(parts):
            lines.append(", ".join(part for part in parts if part))
    return "{" + ",\n  ".join(lines) + "}"


def _render_field(name: str, value: object, default: object) -> str:
    if value == default:
        return ""
    # Only an object is one of several kinds of record, which a tag tells apart.
    return f"{name}: {render_value(value, tagged=name == 'object')}"
