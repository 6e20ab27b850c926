"""Versions of what claims and findings depend on: the code that makes them, the model, the settings."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

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
_HASHED = ("*.py", "*.yaml", "*.json", "VERSION")


@cache
def reading_version() -> str:
    """A digest of the code and word lists between a file and its propositions, and of the model."""
    return _hash_sources(_READING) + model_version()


@cache
def claiming_version() -> str:
    """A digest of all code and word lists between a file and its claims."""
    return _hash_sources((*_READING, *_CLAIMING))


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


def _hash_sources(parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        place = _PACKAGE / part
        files = [place] if place.is_file() else sorted(p for s in _HASHED for p in place.rglob(s))
        for file in files:
            if file.relative_to(_PACKAGE).as_posix().startswith(_APART):
                continue
            digest.update(file.relative_to(_PACKAGE).as_posix().encode())
            # Line ends differ between checkouts; what they end does not.
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
