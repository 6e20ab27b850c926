"""Runs hfcheck and pauses it at a step of writing: python -m tests.pausing STEP TOLD GO WORDS…

At the first step whose name begins with STEP it writes a line to the FIFO TOLD, and it goes on when a
line comes through GO.
"""

from __future__ import annotations

import os
import sys

from tests.stepping import watch_writing

if __name__ == "__main__":
    from hfcheck.cli import main

    wanted, told, go = sys.argv[1:4]
    sys.argv = ["hfcheck", *sys.argv[4:]]
    handles = os.open(told, os.O_RDWR), os.open(go, os.O_RDWR)
    write = os.write
    left = [wanted]

    def pause(name: str) -> None:
        if left and name.startswith(left[0]):
            left.clear()
            write(handles[0], f"{name}\n".encode())
            os.read(handles[1], 1)

    watch_writing(pause)
    main()
