"""Files that only save time: their first line is a digest over what they were made from and all that follows.

One that was made from something else, was damaged or cut short, or cannot be read, is as good as none, and so is one
that cannot be written: a cache never makes a run fail.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from hfcheck.errors import HfcheckError
from hfcheck.files import write_atomic


def read_sealed(path: Path, made_from: Sequence[str]) -> bytes | None:
    """What `write_sealed` wrote there for the same `made_from`, else None."""
    try:
        digest, _, payload = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return payload if digest == _digest(made_from, payload) else None


def write_sealed(path: Path, made_from: Sequence[str], payload: bytes) -> None:
    """Keep `payload` at `path`, in a folder that git is told to ignore; nothing where that cannot be written."""
    with contextlib.suppress(HfcheckError):
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            write_atomic(ignore, "*\n")
        write_atomic(path, _digest(made_from, payload) + b"\n" + payload)


def hash_text(text: str) -> str:
    """The SHA-256 of a text, even of one that UTF-8 cannot hold, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digest(made_from: Sequence[str], payload: bytes) -> bytes:
    key = "".join(hash_text(part) for part in made_from)
    return hashlib.sha256(bytes.fromhex(key) + payload).hexdigest().encode()
