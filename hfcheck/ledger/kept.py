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


def keep_written(path: Path, content: bytes, ledger: Ledger, shelf: Shelf) -> None:
    """Keep `ledger`, whose own text these bytes are."""
    keep_ledger(path, content, ledger, shelf)
    shelf.put(_name_text(path), (content,), True)


def find_written(path: Path, content: bytes, shelf: Shelf) -> Ledger | None:
    """What was kept of the file at `path`, if its bytes are just what was written for it; else None."""
    return find_kept(path, content, shelf) if shelf.get(_name_text(path), (content,), bool) else None


def _name_text(path: Path) -> str:
    return f"ledger {path.name} as it was written"


def _name_record(path: Path) -> str:
    return f"ledger {path.name}"
