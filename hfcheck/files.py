"""Write a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from hfcheck.errors import HfcheckError


def write_atomic(path: Path, data: str | bytes) -> None:
    """Replace `path` by `data` (text is written as UTF-8, newlines as given), or leave it untouched.

    What UTF-8 cannot hold (half of a surrogate pair, from an undecodable file name) is written as
    a backslash escape, which JSON and quoted YAML read back.

    The bytes go to a temporary file in the same folder, are flushed to the disk and renamed over
    `path`; a reader sees the old file or the new one, never a part. Folders that are missing are
    made. The mode of an existing file is kept. A symbolic link stays a link: its target is
    replaced. Something that is not a plain file (a terminal, a pipe) is written to directly.

    Raises HfcheckError when the file cannot be written.
    """
    raw = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    try:
        target = path.resolve() if path.is_symlink() else path
        if target.exists() and not target.is_file() and not target.is_dir():
            with open(target, "wb") as device:
                device.write(raw)
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, raw)
    except OSError as error:
        raise HfcheckError(f"cannot write the file: {error.strerror or error}", path=str(path)) from error


def _replace(target: Path, raw: bytes) -> None:
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_current_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:64]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
