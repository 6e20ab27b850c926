"""Runs hfcheck with a reading of articles that never ends: python -m tests.stalling FIFO WORDS…

Each process that reads an article writes a line to the FIFO first.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module

from hfcheck.model import Article, Extract


def stall(article: Article) -> Extract:
    """Tell of it, and wait for a signal that ends this process."""
    with open(os.environ["STALLING"], "w", encoding="utf-8") as told:
        told.write(f"{article.id}\n")
    while True:
        signal.pause()


if __name__ == "__main__":
    from hfcheck import workflow
    from hfcheck.cli import main

    # By the name under which other processes find it.
    vars(workflow)["read_extract"] = import_module("tests.stalling").stall
    os.environ["STALLING"] = sys.argv[1]
    sys.argv = ["hfcheck", *sys.argv[2:]]
    main()
