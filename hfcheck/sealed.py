"""Files that only save time, and that nobody else can forge.

The first line is an HMAC (RFC 2104) over what the file was made from and all that follows, by a secret that lies with
the user and never in a project: a cache that came with somebody's repository counts for nothing. One that was made from
something else, was damaged or cut short, or cannot be read, is as good as none, and so is one that cannot be written.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.errors import HfcheckError
from hfcheck.files import write_atomic
from hfcheck.intake import read_plain

_SECRET_BYTES = 32
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def read_sealed(path: Path, made_from: Sequence[str]) -> bytes | None:
    """What `write_sealed` wrote there for the same `made_from`, by this user; else None."""
    secret = _open_secret(_locate_secret())
    try:
        seal, _, payload = read_plain(path).partition(b"\n") if secret else (b"", b"", b"")
    except OSError:
        return None
    return payload if secret and hmac.compare_digest(seal, _seal(secret, made_from, payload)) else None


def write_sealed(path: Path, made_from: Sequence[str], payload: bytes) -> None:
    """Keep `payload` at `path`, in a folder that git is told to ignore; nothing where that cannot be written."""
    secret = _open_secret(_locate_secret())
    if secret is None:
        return
    with contextlib.suppress(HfcheckError):
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            write_atomic(ignore, "*\n")
        write_atomic(path, _seal(secret, made_from, payload) + b"\n" + payload, lasting=False)


def hash_text(text: str) -> str:
    """The SHA-256 of a text, even of one that UTF-8 cannot hold, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digest_record(record: object) -> str:
    """The same for equal records, whatever the order of their sets and mappings."""
    try:
        payload = _ENCODER.encode(record)
    except UnicodeEncodeError:
        # Half of a surrogate pair, from the name of a file that is not UTF-8, or from JSON.
        payload = repr(msgspec.to_builtins(record, order="deterministic")).encode("ascii", "backslashreplace")
    return hashlib.blake2b(payload, digest_size=16).hexdigest()


def _seal(secret: bytes, made_from: Sequence[str], payload: bytes) -> bytes:
    # Each part by its hash, so that no two lists of parts are alike.
    key = bytes.fromhex("".join(hash_text(part) for part in made_from))
    return hmac.digest(secret, key + payload, "sha256").hex().encode()


def _locate_secret() -> Path | None:
    """Where the user's programs keep what may be lost; None where he has no home."""
    given = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    try:
        return Path(given or Path.home() / ".cache") / "hfcheck" / "seal"
    except RuntimeError:
        return None


@cache
def _open_secret(path: Path | None) -> bytes | None:
    """The user's secret, made where there is none yet; None where it can be neither read nor made."""
    if path is None:
        return None
    try:
        # Whole or not at all: one that was cut short would be in the way for good.
        if not path.exists() or path.stat().st_size != _SECRET_BYTES:
            write_atomic(path, secrets.token_bytes(_SECRET_BYTES), mode=0o600)
        # Read back: of two runs that make it at once the later one's counts.
        found = read_plain(path)
    except (OSError, HfcheckError):
        return None
    return found if len(found) == _SECRET_BYTES else None
