"""YAML → Ledger. Trusts nothing: each field is checked, and what is wrong is named with its line.

A ledger just as `dump_ledger` writes it is JSON but for the quotes of its words, and is read as that, many times faster
than YAML. Such a reading counts only where writing it again gives the same text; all else goes the long way.
"""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import msgspec

from hfcheck.errors import LedgerError
from hfcheck.intake import read_plain
from hfcheck.ledger import records
from hfcheck.ledger.dump import HEADER, dump_ledger
from hfcheck.ledger.faults import find_faults
from hfcheck.ledger.kept import Kept, find_kept, keep_ledger
from hfcheck.ledger.records import Ledger
from hfcheck.migration import bring_up
from hfcheck.shelf import Shelf
from hfcheck.yamlrecords import Keys, convert_document, find_line
from hfcheck.yamlsource import YamlDocument, parse_yaml

REMEDY = "restore the file, or delete it and run 'hfcheck extract'"

_SECTION = re.compile(r"\n\n([a-z]+):\n- ")
_STRING_OR_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|\b[A-Za-z_][A-Za-z0-9_-]*')
_JSON_WORDS = frozenset({"true", "false", "null"})
_NAMED = {"articles": ("article", "path"), "claims": ("claim", "id")}


def load_ledger(path: Path, shelf: Shelf | None = None) -> Ledger:
    """Read the ledger at `path`; one of an older form is brought to today's, and its `schema` tells which it had.

    With a `shelf` it is parsed once: what was kept counts for a file of just these bytes, and for no other.

    Raises LedgerError with the path, the line where there is one, and what to do: for a file that cannot be read or is
    not YAML, a schema that this version does not know, a field that is missing, unknown or of the wrong kind, an id or
    an article given twice, a claim whose article is not listed.
    """
    try:
        data = read_plain(path)
    except OSError as fault:
        raise LedgerError(f"cannot be read: {fault.strerror or fault}", path.as_posix()) from None
    kept = find_kept(path, data, shelf) if shelf else None
    if kept is None:
        kept = _parse(data, path.as_posix())
        if shelf:
            keep_ledger(path, data, kept, shelf)
    return kept.ledger


def parse_ledger(data: bytes, name: str) -> Ledger:
    """Read a ledger from its bytes; `name` is what errors name. Raises LedgerError as `load_ledger` does."""
    return _parse(data, name).ledger


def _parse(data: bytes, name: str) -> Kept:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise LedgerError(f"not UTF-8 (byte {fault.start}); {REMEDY}", name) from None
    own = _read_own(text)
    return Kept(own, True) if own is not None else Kept(_read_any(text, name), False)


def _read_own(text: str) -> Ledger | None:
    """The ledger, if `text` is what `dump_ledger` writes for it and it holds together; else None."""
    head, *sections = _SECTION.split(text.removeprefix(HEADER))
    fields = [head.replace("\n", ", ")]
    for name, entries in zip(sections[::2], sections[1::2], strict=True):
        fields.append(f"{name}: [" + entries.replace("\n- ", ",\n") + "]")
    source = "{" + ", ".join(fields) + "}"
    try:
        ledger = msgspec.json.decode(_STRING_OR_WORD.sub(_quote_word, source), type=Ledger)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    if ledger.schema != records.FORM.schema or any(find_faults(ledger)) or dump_ledger(ledger) != text:
        return None
    return ledger


def _quote_word(found: re.Match[str]) -> str:
    word = found[0]
    return word if word[0] == '"' or word in _JSON_WORDS else f'"{word}"'


def _read_any(text: str, name: str) -> Ledger:
    try:
        document = parse_yaml(text, name, LedgerError)
    except LedgerError as fault:
        marker = re.search(r"^(?:<{7}|={7}|>{7})(?: |$)", text, re.MULTILINE)
        if marker:
            line = text.count("\n", 0, marker.start()) + 1
            raise LedgerError(f"holds the marks of an unfinished merge; {REMEDY}", name, line) from None
        raise LedgerError(f"{fault.message}; {REMEDY}", name, fault.line) from None
    document, found = bring_up(_check_schema(document), records.FORM, REMEDY)
    ledger = convert_document(document, Ledger, partial(_blame, document))
    for keys, message in find_faults(ledger):
        raise _blame(document, keys, message)
    return msgspec.structs.replace(ledger, schema=found)


def _check_schema(document: YamlDocument) -> YamlDocument:
    data = document.data
    found = data.get("schema") if isinstance(data, dict) else None
    if isinstance(found, bool) or not isinstance(found, int):
        raise LedgerError(f"not a ledger: the field 'schema' is missing; {REMEDY}", document.path, 1)
    return document


def _blame(document: YamlDocument, keys: Keys, message: str) -> LedgerError:
    entry = _name_entry(document.data, keys)
    return LedgerError(f"{entry}{message}; {REMEDY}", document.path, find_line(document, keys))


def _name_entry(data: object, keys: Keys) -> str:
    """The words that a message about the entry under `keys` begins with: "claim 'a:3': subject: "."""
    words = [str(key) for key in keys]
    if len(keys) > 1 and keys[0] in _NAMED and isinstance(data, dict):
        kind, name = _NAMED[str(keys[0])]
        entry = data[keys[0]][keys[1]]
        known = isinstance(entry, dict) and isinstance(entry.get(name), str)
        words = [f"{kind} {entry[name]!r}" if known else f"{kind} {keys[1]}", *words[2:]]
    return "".join(f"{word}: " for word in words)
