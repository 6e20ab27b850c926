"""Runs hfcheck and kills the process at its N-th step of writing: python killing.py N WORDS…"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable
from typing import Any


def break_off_at(last: int) -> None:
    """Kill this process just before or just after the calls that writing a file is made of."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **kwargs: Any) -> Any:
            step()
            given = call(*args, **kwargs)
            step()
            return given

        return watched

    for place, name in ((os, "fsync"), (os, "replace"), (os, "chmod"), (os, "fdopen"), (tempfile, "mkstemp")):
        setattr(place, name, watch(getattr(place, name)))


if __name__ == "__main__":
    from hfcheck.cli import main

    break_off_at(int(sys.argv[1]))
    sys.argv = ["hfcheck", *sys.argv[2:]]
    main()
