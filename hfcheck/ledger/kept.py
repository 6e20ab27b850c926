"""What a ledger's file says, kept so that it need not be parsed again. The file has the last word, always."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hfcheck.ledger.records import Ledger
from hfcheck.shelf import Shelf


class Kept(msgspec.Struct, frozen=True):
    """What the bytes of a ledger's file say; `own`: they are just what is written for it."""

    ledger: Ledger
    own: bool


def keep_ledger(path: Path, content: bytes, kept: Kept, shelf: Shelf) -> None:
    """Keep what these bytes of the file at `path` say."""
    shelf.put(_name_record(path), (content,), kept)


def find_kept(path: Path, content: bytes, shelf: Shelf) -> Kept | None:
    """What was kept of the file at `path`, if it was made from just these bytes; else None."""
    return shelf.get(_name_record(path), (content,), Kept)


def _name_record(path: Path) -> str:
    return f"ledger {path.name}"
