"""YAML → Decisions and Baseline. Trusts nothing: what is wrong is named with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from hfcheck.decisions import records
from hfcheck.decisions.records import (
    AddedClaim,
    Baseline,
    Choice,
    ClaimName,
    Correction,
    Decision,
    Decisions,
    KnownFinding,
    Mark,
    fold_space,
)
from hfcheck.errors import LedgerError
from hfcheck.migration import bring_up, describe_older
from hfcheck.yamlrecords import Keys, convert_document, find_line
from hfcheck.yamlsource import YamlDocument, load_yaml, parse_yaml

F = TypeVar("F", Decisions, Baseline)

_FINGERPRINT = re.compile(r"[0-9a-f]{12}")
_RULE = re.compile(r"HF\d{3}")


def load_decisions(path: Path) -> Decisions:
    """Read the decisions at `path`.

    Raises LedgerError with the path, the line where there is one, and what is wrong: a file that cannot be read or is
    not YAML, a schema that this version does not know, a field that is missing, unknown or of the wrong kind, a
    verdict without a reason, `later` without a date, a finding that is decided twice.
    """
    return read_decisions(load_yaml(path, LedgerError))


def parse_decisions(text: str, name: str) -> Decisions:
    """Read decisions from a string; `name` is what errors name. Raises as `load_decisions` does."""
    return read_decisions(parse_yaml(text, name, LedgerError))


def read_decisions(document: YamlDocument) -> Decisions:
    """Make records of a document. Raises as `load_decisions` does."""
    decisions = _fold_decisions(_convert(document, Decisions, "decisions"))
    for keys, message in (*_find_decision_faults(decisions), *_find_correction_faults(decisions)):
        raise _blame(document, keys, message)
    return decisions


def load_baseline(path: Path) -> Baseline:
    """Read the baseline at `path`. Raises LedgerError as `load_decisions` does."""
    document = load_yaml(path, LedgerError)
    baseline = _convert(document, Baseline, "a baseline")
    baseline = Baseline(baseline.schema, tuple(_fold_known(known) for known in baseline.findings))
    for at, known in enumerate(baseline.findings):
        for key, message in _find_known_faults(known.fingerprint, known.rule, known.sides):
            raise _blame(document, ("findings", at, *key), message)
    return baseline


def describe_form(read: Decisions | Baseline, name: str) -> str:
    """What an editor is told of a file, `name`, that has an older form; "" for one of today's."""
    return describe_older(name, read.schema, records.FORM)


def _convert(document: YamlDocument, kind: type[F], what: str) -> F:
    if document.data is None:
        return kind()
    data = document.data
    found = data.get("schema") if isinstance(data, dict) else None
    if isinstance(found, bool) or not isinstance(found, int):
        message = f"holds no {what.removeprefix('a ')}: it must begin with 'schema: {records.FORM.schema}'"
        raise LedgerError(message, document.path, 1)
    document, found = bring_up(document, records.FORM, f"write 'schema: {records.FORM.schema}'")
    read = convert_document(document, kind, partial(_blame, document))
    return msgspec.structs.replace(read, schema=found)


def _blame(document: YamlDocument, keys: Keys, message: str) -> LedgerError:
    words = [f"{str(key) if isinstance(key, str) else f'number {key + 1}'}: " for key in keys]
    return LedgerError("".join(words) + message, document.path, find_line(document, keys))


# ── white space ───────────────────────────────────────────────────────────────────────────────


def _fold_mark(mark: Mark) -> Mark:
    return Mark(fold_space(mark.sentence), fold_space(mark.quote), fold_space(mark.text))


def _fold_known(known: KnownFinding) -> KnownFinding:
    return msgspec.structs.replace(known, sides=tuple(_fold_mark(mark) for mark in known.sides))


def _fold_name(name: ClaimName | None) -> ClaimName | None:
    return name and ClaimName(name.article, fold_space(name.quote), fold_space(name.text))


def _fold_correction(one: Correction) -> Correction:
    add: AddedClaim | None = one.add and msgspec.structs.replace(one.add, quote=fold_space(one.add.quote))
    return msgspec.structs.replace(one, drop=_fold_name(one.drop), replace=_fold_name(one.replace), add=add)


def _fold_decisions(read: Decisions) -> Decisions:
    decided = tuple(
        msgspec.structs.replace(one, sides=tuple(_fold_mark(mark) for mark in one.sides)) for one in read.decisions
    )
    return Decisions(read.schema, decided, tuple(_fold_correction(one) for one in read.corrections))


# ── faults ────────────────────────────────────────────────────────────────────────────────────


def _find_decision_faults(read: Decisions) -> Iterator[tuple[Keys, str]]:
    first: dict[tuple[str, tuple[Mark, ...]], int] = {}
    for at, one in enumerate(read.decisions):
        place: Keys = ("decisions", at)
        for key, message in _find_known_faults(one.fingerprint, one.rule, one.sides):
            yield (*place, *key), message
        yield from _find_blanks(place, one)
        if one.verdict is Choice.KEEP_B and len(one.sides) < 2:
            yield (*place, "verdict"), "the finding has one side only; there is no B to keep"
        if one.verdict is Choice.LATER and one.until is None:
            yield (*place, "verdict"), "later needs a date; add 'until: \"2025-12-31\"'"
        earlier = first.setdefault((one.rule, one.sides), at)
        if earlier != at:
            yield place, f"this finding is decided twice (as number {earlier + 1} already); keep one"


def _find_known_faults(fingerprint: str, rule: str, sides: Sequence[Mark]) -> Iterator[tuple[Keys, str]]:
    if not _FINGERPRINT.fullmatch(fingerprint):
        yield ("fingerprint",), "must be twelve hexadecimal digits, as hfcheck audit prints them"
    if not _RULE.fullmatch(rule):
        yield ("rule",), "must be a rule's id, as in HF401"
    if not sides:
        yield ("sides",), "must name the sentence of each side"
    for at, mark in enumerate(sides):
        for name in Mark.__struct_fields__:
            if not getattr(mark, name):
                yield ("sides", at, name), "is empty"


def _find_blanks(place: Keys, entry: Decision | Correction) -> Iterator[tuple[Keys, str]]:
    for name in ("reason", "who"):
        if not fold_space(getattr(entry, name)):
            yield (*place, name), "is empty; whoever reads this later must know"


def _find_correction_faults(read: Decisions) -> Iterator[tuple[Keys, str]]:
    for at, one in enumerate(read.corrections):
        place: Keys = ("corrections", at)
        yield from _find_blanks(place, one)
        if sum(part is not None for part in (one.drop, one.replace, one.add)) != 1:
            yield place, "must hold one of drop, replace and add"
        if (one.values is not None) != (one.replace is not None):
            yield place, "replace needs 'with:', and only replace has it"
        for kind, name in (("drop", one.drop), ("replace", one.replace)):
            if name is not None and not (name.article and name.quote and name.text):
                yield (*place, kind), "must name the claim by its article, quote and text"
        if one.add is not None and not (one.add.article and one.add.quote and one.add.text):
            yield (*place, "add"), "must have an article, a quote and a text"
        if one.values is not None and not fold_space(one.values.text):
            yield (*place, "with", "text"), "is empty; say in a sentence what the claim is now"
