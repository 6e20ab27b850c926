"""The model's files are read only where they are the ones that were shipped."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hfcheck.errors import HfcheckError

SUMS = "SHA256SUMS"


def read_verified(path: Path) -> bytes:
    """The bytes of a model's file, if their SHA-256 is the one in `SUMS` beside it (as sha256sum writes it).

    Raises HfcheckError where it is another one, or where either file cannot be read.
    """
    try:
        data = path.read_bytes()
        sums = (path.parent / SUMS).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise HfcheckError(f"the model cannot be read ({error}); install hfcheck again", path=str(path)) from error
    known = {name: digest for digest, _, name in (line.partition("  ") for line in sums.splitlines())}
    if known.get(path.name) != hashlib.sha256(data).hexdigest():
        raise HfcheckError(
            "this is not the model that was shipped (its hash differs); install hfcheck again", str(path)
        )
    return data
