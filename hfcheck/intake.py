"""What may be read: plain files of a size that is allowed, and only such as lie where they seem to lie."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_SETTINGS = 16_000_000
"""The bytes that a file of settings may have: the configuration, a pack, decisions, a baseline."""


def read_plain(path: Path, most: int | None = None) -> bytes:
    """The bytes of a plain file, of at most `most` bytes where that is given.

    A pipe, a device, a socket or a folder is never waited for. Raises OSError whose `strerror` says what is wrong.
    """
    # A pipe opened so answers at once, whoever writes to it; the kind is asked of what was opened, not of its name.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a plain file")
        if most is None:
            return stream.read()
        # It may grow while it is read.
        data = stream.read(most + 1) if found.st_size <= most else b""
    size = max(found.st_size, len(data))
    if size > most:
        raise OSError(errno.EFBIG, f"it has {size:,} bytes, more than {most:,}")
    return data


class Fence:
    """Tells what lies in a folder once all links are followed, and what only seems to. Paths need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.path.realpath(folder)
        self._parents: dict[str, str] = {}

    def holds(self, path: Path) -> bool:
        """Whether `path` is the folder or lies below it."""
        # Not made absolute by cutting "..": behind a link that names another folder than it seems.
        parent, name = os.path.split(os.path.join(os.getcwd(), path))
        if name in ("", os.curdir, os.pardir):
            parent, name = os.path.join(parent, name), ""
        # Many files share a folder, and following the links of one costs a look at each folder above it.
        if parent not in self._parents:
            self._parents[parent] = os.path.realpath(parent)
        place = os.path.join(self._parents[parent], name) if name else self._parents[parent]
        real = os.path.realpath(place) if os.path.islink(place) else place
        return real == self._folder or real.startswith(self._folder.rstrip(os.sep) + os.sep)
