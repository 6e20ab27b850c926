"""Something done at each step of writing: before each call that changes files, and half way through what is written.

For tests that kill a process at every such step, or make the call fail.
"""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable
from typing import Any

Step = Callable[[str], None]
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CALLS = ("fsync", "replace", "rename", "chmod", "mkdir", "unlink", "remove", "link", "symlink", "truncate", "rmdir")


class SteppingStream:
    """A stream that is written in halves, a step before each and one before it is closed."""

    def __init__(self, stream: Any, step: Step) -> None:
        self._stream, self._step = stream, step

    def write(self, data: Any) -> int:
        half = len(data) // 2
        self._step("write")
        self._stream.write(data[:half])
        self._stream.flush()
        self._step("write the rest")
        self._stream.write(data[half:])
        return len(data)

    def close(self) -> None:
        if not self._stream.closed:
            try:
                self._step("close")
            finally:
                self._stream.close()

    def __enter__(self) -> SteppingStream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def watch_writing(step: Step) -> None:
    """Have `step` called, with a name, at every step of writing in this process, for good."""
    for name in _CALLS:
        setattr(os, name, _watch_call(name, getattr(os, name), step))
    real_open, real_os_open, real_write = io.open, os.open, os.write

    def watched_open(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not set(mode) & set("wax+"):
            return real_open(file, mode, *args, **kwargs)
        step(f"open {os.path.basename(str(file))}")
        return SteppingStream(real_open(file, mode, *args, **kwargs), step)

    def watched_os_open(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & _FOR_WRITING:
            step(f"open {os.path.basename(str(path))}")
        return real_os_open(path, flags, *args, **kwargs)

    def watched_write(handle: int, data: Any) -> int:
        step("write")
        done = real_write(handle, data[: len(data) // 2])
        step("write the rest")
        return done + real_write(handle, data[len(data) // 2 :])

    for place, name, call in (
        (builtins, "open", watched_open),
        (io, "open", watched_open),
        (os, "open", watched_os_open),
        (os, "write", watched_write),
    ):
        setattr(place, name, call)


def _watch_call(name: str, call: Callable[..., Any], step: Step) -> Callable[..., Any]:
    def watched(*args: Any, **kwargs: Any) -> Any:
        step(name)
        return call(*args, **kwargs)

    return watched
