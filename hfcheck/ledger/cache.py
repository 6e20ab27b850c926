"""What was read off each article, kept from run to run. Safe to delete: a miss only costs time."""

from __future__ import annotations

from pathlib import Path

import msgspec

from hfcheck.model import Extract
from hfcheck.sealed import hash_text, read_sealed, write_sealed


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
        payload = read_sealed(self._locate(article_id), (version, sha256, article_id))
        try:
            extract = msgspec.json.decode(payload, type=Extract) if payload is not None else None
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return None
        return extract if extract and (extract.article, extract.sha256) == (article_id, sha256) else None

    def put(self, extract: Extract, version: str) -> None:
        """Keep `extract`; quietly nothing where the folder cannot be written."""
        try:
            payload = msgspec.json.encode(extract)
        except UnicodeError:
            return
        write_sealed(self._locate(extract.article), (version, extract.sha256, extract.article), payload)

    def _locate(self, article_id: str) -> Path:
        return self.folder / f"{hash_text(article_id)[:32]}.json"
