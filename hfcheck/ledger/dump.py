"""Ledger → YAML made for `git diff`: one article a line, one claim a few lines, an order that depends on nothing else.

Each entry is a flow mapping whose strings stand in JSON's double quotes, so that no YAML reader can take a name for a
number, a date or a truth value. Fields that hold their default are left out; values are compared, not identities.
"""

from __future__ import annotations

import enum
import json
import math
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.errors import LedgerError
from hfcheck.files import write_atomic
from hfcheck.ledger.records import Ledger, LedgerArticle
from hfcheck.model import Claim, Origin

HEADER = "# Made by hfcheck; do not edit. Decisions go to decisions.yaml.\n"

_VERSIONS = ("schema", "hfcheck", "model", "packs", "settings")
_LINES: tuple[tuple[str, ...], ...] = (
    ("id", "text"),
    ("subject", "relation", "object"),
    ("participants",),
    ("polarity", "modality", "confidence", "measure", "quantifier", "scope", "place", "time", "event"),
    ("attribution", "group", "reading", "origin", "premises", "disputed", "headline"),
    ("evidence",),
)
"""The fields of a claim, by the line that they stand on; `steps` are not kept."""

# What YAML folds, strips or refuses although JSON lets it stand: controls, line separators, the byte order mark.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dump_ledger(ledger: Ledger) -> str:
    """Write `ledger` as YAML: articles by path, then claims by article and place, without steps.

    Inferred claims are left out. Raises LedgerError for what cannot be kept: a claim without evidence, a confidence
    that is no number, a name that is not Unicode.
    """
    articles = sorted(ledger.articles, key=lambda article: article.path)
    claims = [claim for claim in ledger.claims if claim.origin is not Origin.INFERRED]
    lines = [f"{name}: {_render(getattr(ledger, name))}" for name in _VERSIONS]
    lines += ["", *_list_entries("articles", map(_render_article, articles))]
    if ledger.notices:
        lines += ["", *_list_entries("notices", map(_render, ledger.notices))]
    lines += ["", *_list_entries("claims", map(_render_claim, sorted(claims, key=_order_claim)))]
    return HEADER + "\n".join(lines) + "\n"


def save_ledger(path: Path, ledger: Ledger) -> bool:
    """Write `ledger` to `path`, whole or not at all; False where the file holds just these bytes already.

    Raises LedgerError as `dump_ledger` does, HfcheckError where the file cannot be written.
    """
    raw = dump_ledger(ledger).encode()
    try:
        if path.read_bytes() == raw:
            return False
    except OSError:
        pass
    write_atomic(path, raw)
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


def _render_article(article: LedgerArticle) -> str:
    return _render_record(article)


def _render_claim(claim: Claim) -> str:
    defaults = _list_fields(Claim)
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
    return f"{name}: {_render(value, tagged=name == 'object')}"


def _render_record(record: msgspec.Struct, tagged: bool = False) -> str:
    kind = type(record)
    parts = [f"type: {kind.__name__}"] if tagged else []
    for name, default in _list_fields(kind).items():
        value = getattr(record, name)
        if value != default:
            parts.append(f"{name}: {_render(value)}")
    return "{" + ", ".join(parts) + "}"


@cache
def _list_fields(kind: type[msgspec.Struct]) -> dict[str, object]:
    """The fields of a record with their defaults; `msgspec.NODEFAULT`, equal to nothing, where there is none."""
    return {field.name: field.default for field in msgspec.structs.fields(kind)}


def _render(value: object, tagged: bool = False) -> str:
    match value:
        case enum.Enum():
            return str(value.value)
        case str():
            return _quote(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _render_float(value)
        case Decimal() | date():
            return f'"{value}"'
        case tuple():
            return "[" + ", ".join(map(_render, value)) + "]"
        case msgspec.Struct():
            return _render_record(value, tagged=tagged)
    raise TypeError(f"a ledger holds no {type(value).__name__}")


def _render_float(value: float) -> str:
    if not math.isfinite(value):
        raise LedgerError(f"a confidence is {value}, which is no number; report this as a bug")
    digits, exponent, power = repr(value).partition("e")
    # YAML 1.2 and our reader want a point in front of an exponent.
    return f"{digits}.0{exponent}{power}" if exponent and "." not in digits else repr(value)


def _quote(text: str) -> str:
    if _SURROGATE.search(text):
        raise LedgerError(f"{text.encode('utf-8', 'backslashreplace').decode()!r} is not Unicode; rename the file")
    quoted = json.dumps(text, ensure_ascii=False)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
