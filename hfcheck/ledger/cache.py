"""What was read off each article, kept from run to run. Safe to delete: a miss only costs time."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import msgspec

from hfcheck.errors import HfcheckError
from hfcheck.files import write_atomic
from hfcheck.model import Extract


class PropositionCache:
    """One file per article under `folder`. Its first line is a digest over the version, the article and the rest.

    An entry that was made from other bytes, by another version, or that was damaged or cut short, is a miss, and is
    looked for in the cache `behind`, which is only read.
    """

    def __init__(self, folder: Path, behind: PropositionCache | None = None) -> None:
        self.folder = folder
        self.behind = behind

    def get(self, sha256: str, article_id: str, version: str) -> Extract | None:
        """What `version` (of code, model and lexicons) read off the article with these bytes; None on a miss."""
        found = self._read(sha256, article_id, version)
        return self.behind.get(sha256, article_id, version) if found is None and self.behind else found

    def _read(self, sha256: str, article_id: str, version: str) -> Extract | None:
        try:
            digest, _, payload = self._locate(article_id).read_bytes().partition(b"\n")
            if digest != _digest(sha256, article_id, version, payload):
                return None
            extract = msgspec.json.decode(payload, type=Extract)
        except (OSError, msgspec.DecodeError, UnicodeError, RecursionError):
            return None
        return extract if (extract.article, extract.sha256) == (article_id, sha256) else None

    def put(self, extract: Extract, version: str) -> None:
        """Keep `extract`; quietly nothing where the folder cannot be written."""
        try:
            payload = msgspec.json.encode(extract)
        except UnicodeError:
            return
        digest = _digest(extract.sha256, extract.article, version, payload)
        with contextlib.suppress(HfcheckError):
            ignore = self.folder / ".gitignore"
            if not ignore.exists():
                write_atomic(ignore, "*\n")
            write_atomic(self._locate(extract.article), digest + b"\n" + payload)

    def _locate(self, article_id: str) -> Path:
        return self.folder / f"{hashlib.sha256(_encode(article_id)).hexdigest()[:32]}.json"


def _digest(sha256: str, article_id: str, version: str, payload: bytes) -> bytes:
    key = [hashlib.sha256(_encode(part)).digest() for part in (version, sha256, article_id)]
    return hashlib.sha256(b"".join(key) + payload).hexdigest().encode()


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
