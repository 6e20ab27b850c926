"""Records that are costly to make, kept from run to run. Safe to delete: a miss only costs time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec

from hfcheck.files import STATE
from hfcheck.sealed import hash_text, read_sealed, write_sealed

R = TypeVar("R")

CACHE = f"{STATE}/cache"
"""The folder below a project's in which all that only saves time is kept."""


class Shelf:
    """One sealed file for each record below `folder`; `version` is that of the code that makes the records.

    What was made from other data or by other code is a miss: nothing is told by a file's time or size.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self.version = version
        self._waiting: dict[str, tuple[tuple[bytes, ...], object]] = {}

    def get(self, name: str, sources: Iterable[bytes], kind: type[R]) -> R | None:
        """The record `name` that was made from `sources`, in this order; None on a miss."""
        payload = read_sealed(self._locate(name), self._list_origins(name, sources))
        try:
            return msgspec.msgpack.decode(payload, type=kind) if payload is not None else None
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None

    def put(self, name: str, sources: Iterable[bytes], record: object) -> None:
        """Have `record`, made from `sources`, kept by the next `save`: a command that writes nothing calls none."""
        self._waiting[name] = (tuple(sources), record)

    def save(self) -> None:
        """Write what was put in since; quietly nothing where that cannot be written."""
        waiting, self._waiting = self._waiting, {}
        for name, (sources, record) in waiting.items():
            try:
                payload = msgspec.msgpack.encode(record)
            except (UnicodeError, OverflowError, RecursionError):
                continue
            write_sealed(self._locate(name), self._list_origins(name, sources), payload)

    def _locate(self, name: str) -> Path:
        return self.folder / f"{hash_text(name)[:32]}.msgpack"

    def _list_origins(self, name: str, sources: Iterable[bytes]) -> tuple[str, ...]:
        return (self.version, name, *(hashlib.sha256(source).hexdigest() for source in sources))
