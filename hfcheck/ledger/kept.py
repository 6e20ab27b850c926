"""What a ledger's file says, kept so that it need not be parsed again. The file has the last word, always."""

from __future__ import annotations

from pathlib import Path

from hfcheck.ledger.records import Ledger
from hfcheck.shelf import Shelf


def keep_ledger(path: Path, content: bytes, ledger: Ledger, shelf: Shelf) -> None:
    """Keep `ledger`, which is what these bytes of the file at `path` say."""
    shelf.put(_name_record(path), (content,), ledger)


def find_kept(path: Path, content: bytes, shelf: Shelf) -> Ledger | None:
    """What was kept of the file at `path`, if it was made from just these bytes; else None."""
    return shelf.get(_name_record(path), (content,), Ledger)


def _name_record(path: Path) -> str:
    return f"ledger {path.name}"
