"""What was read off each article, kept from run to run, so that only what an edit touches is read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from hfcheck.model import Article
from hfcheck.normalise import Reading, digest_article
from hfcheck.sealed import read_sealed, write_sealed

_DECODER = msgspec.msgpack.Decoder(dict[str, Reading])


class ReadingCache:
    """One file under `folder`, for the articles of one project as one `version` of code and knowledge reads them."""

    def __init__(self, folder: Path, version: Sequence[str]) -> None:
        self._path = folder / "readings.msgpack"
        self._version = version

    def load(self) -> dict[str, Reading]:
        """The readings by article; none where there are none that this version made."""
        payload = read_sealed(self._path, self._version)
        try:
            return _DECODER.decode(payload) if payload is not None else {}
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return {}

    def save(self, readings: Mapping[str, Reading]) -> None:
        """Keep the readings; quietly nothing where they cannot be kept."""
        try:
            payload = msgspec.msgpack.encode(readings)
        except UnicodeError:
            return
        write_sealed(self._path, self._version, payload)


def is_known(article: Article, readings: Mapping[str, Reading]) -> bool:
    """Whether an article was read as it is."""
    known = readings.get(article.id)
    return known is not None and known.key == digest_article(article)
