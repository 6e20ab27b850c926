"""Versions of what claims and findings depend on: the code that makes them, the model, the settings."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from hfcheck.config import Config

_PACKAGE = Path(__file__).parent
_READING = ("sources", "language", "extraction")
_CLAIMING = ("normalise", "values", "knowledge", "model.py")
_JUDGING = (
    "audit.py",
    "compare.py",
    "datings.py",
    "infer.py",
    "knowledge",
    "model.py",
    "proportions.py",
    "recheck.py",
    "rules",
    "salvage.py",
    "values",
)
# The model and the packs have versions of their own.
_APART = ("language/model", "knowledge/packs")
_HASHED = (".py", ".yaml", ".json", "VERSION")
_PARSING = ("yamlparser.py", "yamlsource.py")
_KEEPING = ("ledger", "cli/pages.py", "config.py", "migration.py", "report/catalogue.py", "yamlrecords.py", *_PARSING)


@cache
def reading_version() -> str:
    """A digest of the code and word lists between a file and its propositions, and of the model."""
    return _hash_sources(_READING) + model_version()


@cache
def claiming_version() -> str:
    """A digest of all code and word lists between a file and its claims."""
    return _hash_sources((*_READING, *_CLAIMING))


@cache
def parsing_version() -> str:
    """A digest of the code between a file of YAML and its data."""
    return _hash_sources(_PARSING)


@cache
def keeping_version() -> str:
    """A digest of all code and word lists between a file of a project and the record that is kept of it."""
    return f"{claiming_version()} {_hash_sources(_KEEPING)} {sys.implementation.cache_tag}"


@cache
def judging_version() -> str:
    """A digest of all code and word lists between the claims and what the rules say of them."""
    return _hash_sources(_JUDGING)


@cache
def model_version() -> str:
    """The model's identity, as written beside it when it was made (a test checks that it holds)."""
    return (_PACKAGE / "language" / "model" / "VERSION").read_text(encoding="utf-8").strip()


def settings_version(config: Config) -> str:
    """A digest of those settings that change claims: what they say of the articles' origin."""
    return hashlib.sha256(msgspec.json.encode(config.sources)).hexdigest()[:12]


def _hash_sources(parts: Iterable[str]) -> str:
    return hashlib.sha256(b"".join(_hash_part(_PACKAGE, part) for part in parts)).hexdigest()[:12]


@cache
def _hash_part(package: Path, part: str) -> bytes:
    """The digest of a file of the package, or of all that counts in a folder of it."""
    place = f"{package}/{part}"
    digest = hashlib.sha256()
    for file in sorted(_list_files(place)) if os.path.isdir(place) else [place]:
        name = file.removeprefix(f"{package}/")
        if not name.startswith(_APART):
            with open(file, "rb") as stream:
                content = stream.read()
            # Line ends differ between checkouts; what they end does not.
            digest.update(name.encode() + b"\0" + hashlib.sha256(content.replace(b"\r\n", b"\n")).digest())
    return digest.digest()


def _list_files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _list_files(f"{folder}/{entry.name}")
            elif entry.name.endswith(_HASHED):
                yield f"{folder}/{entry.name}"
