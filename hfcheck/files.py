"""Write a file whole or not at all, and by one process at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from hfcheck.errors import HfcheckError

STATE = ".hfcheck"
"""The folder of what hfcheck keeps for itself: caches and locks. Safe to delete while no hfcheck runs."""
LOCK_SECONDS = 10.0
"""How long a process waits for another one that writes the same file."""

_REMEDIES = {
    errno.ENOSPC: "free some space and run the command again",
    getattr(errno, "EDQUOT", errno.ENOSPC): "free some space and run the command again",
    errno.EFBIG: "allow larger files and run the command again",
    errno.EROFS: "name a place that can be written to",
    errno.EACCES: "check who may write there",
    errno.EPERM: "check who may write there",
    errno.EISDIR: "name a file",
    errno.ENOTDIR: "name a file below a folder",
}
_TRY_AGAIN = "run the command again"
_PART = ".tmp"
"""How the name of a file ends that is being written."""


def describe_failure(error: OSError) -> str:
    """Why something could not be written, and what to do."""
    reason = error.strerror or str(error) or type(error).__name__
    return f"{reason}; {_REMEDIES.get(error.errno or 0, _TRY_AGAIN)}"


def write_atomic(path: Path, data: str | bytes, *, lasting: bool = True, mode: int | None = None) -> None:
    """Replace `path` by `data` (text is written as UTF-8, newlines as given), or leave it untouched.

    What UTF-8 cannot hold (half of a surrogate pair, from an undecodable file name) is written as
    a backslash escape, which JSON and quoted YAML read back.

    The bytes go to a temporary file in the same folder, are flushed to the disk and renamed over
    `path`; a reader sees the old file or the new one, never a part. What need not be `lasting` is
    not flushed: after a loss of power it may be gone or damaged. Folders that are missing are made.
    `mode` is that of the new file; without it the mode of an existing file is kept. A symbolic link
    stays a link: its target is replaced. Something that is not a plain file (a terminal, a pipe) is
    written to directly.

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
        _replace(target, raw, lasting, mode)
    except OSError as error:
        raise HfcheckError(f"cannot write the file: {describe_failure(error)}", path=str(path)) from error
    except ValueError as error:
        raise HfcheckError(f"cannot write the file: {error}; name another", path=str(path)) from error


def _replace(target: Path, raw: bytes, lasting: bool, mode: int | None) -> None:
    if mode is None:
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_current_umask()
    handle, name = tempfile.mkstemp(prefix=_name_part(target), suffix=_PART, dir=target.parent)
    try:
        with _open_handle(handle) as stream:
            stream.write(raw)
            stream.flush()
            if lasting:
                os.fsync(stream.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
        if lasting:
            _flush_folder(target.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _open_handle(handle: int) -> BinaryIO:
    try:
        return os.fdopen(handle, "wb")
    except BaseException:
        os.close(handle)
        raise


def _current_umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush_folder(folder: Path) -> None:
    """Make a rename last through a loss of power, where the system can flush a folder at all."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def hold_file(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Keep other processes of hfcheck from writing `path` until the block ends.

    The lock lies in the folder .hfcheck beside it and ends with the process, however that ends. What a process that was
    killed left of the file half written is removed. Raises HfcheckError where another process holds the lock for longer
    than `seconds` (none given: `LOCK_SECONDS`), or there can be none.
    """
    from filelock import FileLock, Timeout

    folder = path.absolute().parent / STATE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            write_atomic(ignore, "*\n")
        lock = FileLock(folder / f"{path.name}.lock")
        lock.acquire(timeout=LOCK_SECONDS if seconds is None else seconds)
    except Timeout:
        message = "another hfcheck is writing it; wait until that one has ended, and run the command again"
        raise HfcheckError(message, path=str(path)) from None
    except OSError as error:
        raise HfcheckError(f"cannot write beside it: {describe_failure(error)}", path=str(path)) from error
    except ValueError as error:
        raise HfcheckError(f"cannot write beside it: {error}; name another file", path=str(path)) from error
    except RuntimeError as error:
        message = f"cannot be locked ({error}); keep it on a file system that has locks"
        raise HfcheckError(message, path=str(path)) from error
    try:
        _sweep(path.resolve())
        yield
    finally:
        lock.release()


def _sweep(path: Path) -> None:
    """Remove what was left of `path` half written. Whoever writes it holds the lock, so that nobody does now."""
    left = re.compile(rf"{re.escape(_name_part(path))}[a-z0-9_]+{re.escape(_PART)}")
    with contextlib.suppress(OSError):
        for entry in sorted(path.parent.iterdir()):
            if left.fullmatch(entry.name):
                entry.unlink()


def _name_part(path: Path) -> str:
    return f".{path.name[:64]}."
