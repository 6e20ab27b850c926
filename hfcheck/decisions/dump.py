"""Decisions and Baseline → YAML made for `git diff`: one field a line, in an order that depends on nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import UNSET

from hfcheck.decisions import records
from hfcheck.decisions.load import load_baseline
from hfcheck.decisions.records import (
    Baseline,
    ClaimName,
    ClaimValues,
    Correction,
    Decision,
    Decisions,
    KnownFinding,
    Mark,
)
from hfcheck.errors import LedgerError
from hfcheck.files import hold_file, write_atomic
from hfcheck.migration import keep_older
from hfcheck.yamlrecords import list_fields, quote_text, render_value

HEADER = (
    "# What editors decided. hfcheck review, decide and correct write it; it may be edited by hand.\n"
    "# Comments are not kept: put them into the reasons.\n"
)
BASELINE_HEADER = "# Findings that are known and do not fail a run. Made by hfcheck audit --update-baseline.\n"


def dump_decisions(decisions: Decisions) -> str:
    """Write decisions as YAML: by rule and fingerprint; then corrections by article and quote.

    Raises HfcheckError for a text that is not Unicode.
    """
    lines = [f"schema: {records.FORM.schema}"]
    if decisions.decisions:
        lines += ["", "decisions:"]
        for decision in sorted(decisions.decisions, key=_order_decision):
            lines += _render_decision(decision)
    if decisions.corrections:
        lines += ["", "corrections:"]
        for correction in sorted(decisions.corrections, key=_order_correction):
            lines += _render_correction(correction)
    return HEADER + "\n".join(lines) + "\n"


def save_decisions(path: Path, decisions: Decisions) -> bool:
    """Write decisions to `path`, whole or not at all; False where the file holds just these bytes already.

    A file of an older form is kept beside. Raises LedgerError where the file there has a newer form, HfcheckError
    where it cannot be written.
    """
    return _save(path, dump_decisions(decisions))


def dump_baseline(baseline: Baseline) -> str:
    """Write a baseline as YAML, by rule and fingerprint. Raises HfcheckError for a text that is not Unicode."""
    lines = [f"schema: {records.FORM.schema}"]
    if baseline.findings:
        lines += ["", "findings:"]
        for known in sorted(baseline.findings, key=_order_known):
            lines += [f"- fingerprint: {quote_text(known.fingerprint)}", f"  rule: {quote_text(known.rule)}"]
            lines += _render_sides(known.sides)
    return BASELINE_HEADER + "\n".join(lines) + "\n"


def save_baseline(path: Path, baseline: Baseline) -> bool:
    """Write a baseline to `path` as `save_decisions` does decisions.

    Raises LedgerError also where the file there is no baseline: it may be anything.
    """
    with hold_file(path):
        if path.exists():
            try:
                load_baseline(path)
            except LedgerError as fault:
                hint = "nothing was written; name another file, or delete it to have it made again"
                raise LedgerError(f"{fault.message}; {hint}", fault.path, fault.line) from None
        return _save(path, dump_baseline(baseline))


def _save(path: Path, text: str) -> bool:
    raw = text.encode()
    with contextlib.suppress(OSError):
        if path.read_bytes() == raw:
            return False
    keep_older(path, records.FORM)
    write_atomic(path, raw)
    return True


# ── entries ───────────────────────────────────────────────────────────────────────────────────


def _order_known(known: KnownFinding) -> tuple[str, str, tuple[tuple[str, ...], ...]]:
    marks = tuple((mark.sentence, mark.quote, mark.text) for mark in known.sides)
    return known.rule, known.fingerprint, marks


def _order_decision(decision: Decision) -> tuple[str, str, tuple[tuple[str, ...], ...]]:
    return _order_known(decision.known)


def _order_correction(correction: Correction) -> tuple[str, ...]:
    part = correction.drop or correction.replace or correction.add
    place = (part.article, part.quote, part.text) if part else ("", "", "")
    return *place, "\n".join(_render_correction(correction))


def _render_decision(decision: Decision) -> Iterator[str]:
    yield f"- fingerprint: {quote_text(decision.fingerprint)}"
    for name in ("rule", "verdict", "reason", "who"):
        yield f"  {name}: {quote_text(str(getattr(decision, name)))}"
    if decision.until is not None:
        yield f"  until: {render_value(decision.until)}"
    yield from _render_sides(decision.sides)


def _render_sides(sides: tuple[Mark, ...]) -> Iterator[str]:
    yield "  sides:"
    for mark in sides:
        yield f"  - sentence: {quote_text(mark.sentence)}"
        yield f"    quote: {quote_text(mark.quote)}"
        yield f"    text: {quote_text(mark.text)}"


def _render_correction(correction: Correction) -> Iterator[str]:
    entries = [("drop", correction.drop), ("replace", correction.replace), ("add", correction.add)]
    lines: list[str] = []
    for name, part in entries:
        if part is not None:
            lines += [f"{name}:", *_render_part(part)]
    if correction.values is not None:
        lines += ["with:", *_render_part(correction.values)]
    lines += [f"reason: {quote_text(correction.reason)}", f"who: {quote_text(correction.who)}"]
    yield f"- {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def _render_part(part: ClaimName | ClaimValues) -> Iterator[str]:
    for name in _order_fields(part):
        value = getattr(part, name)
        if value is not UNSET:
            # Only an object is one of several kinds of record, which a tag tells apart.
            yield f"  {name}: {render_value(value, tagged=name == 'object')}"


def _order_fields(part: ClaimName | ClaimValues) -> tuple[str, ...]:
    first = ("article", "quote", "text")
    names = tuple(list_fields(type(part)))
    return (*(name for name in first if name in names), *(name for name in names if name not in first))
