"""Runs the properties for as long as is wanted: `python -m tests.fuzz --minutes 60`.

Each round tries new cases of every property. A case that breaks one is made as small as it gets and printed; the run
goes on. It ends with how many cases each property was tried on, and with 1 where any was broken.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

import hypothesis

from tests.fuzz.properties import PROPERTIES, Property, make_test

ROUND = 40
"""Cases of one property in one round."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of properties, comma-separated")
    options = parser.parse_args()
    chosen = [one for one in PROPERTIES if not options.only or one.name in options.only.split(",")]
    tried: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    end = time.monotonic() + options.minutes * 60
    turn = 0
    while time.monotonic() < end:
        for one in chosen:
            broken[one.name] += not run_round(one, options.seed * 1_000_003 + turn, tried)
            if time.monotonic() >= end:
                break
        turn += 1
    for one in chosen:
        sys.stdout.write(f"{one.name}: {tried[one.name]} cases, {broken[one.name]} rounds broken\n")
    sys.stdout.write(f"all: {tried.total()} cases, {broken.total()} rounds broken\n")
    return 1 if broken.total() else 0


def run_round(one: Property, seed: int, tried: Counter[str]) -> bool:
    """Try new cases of one property; whether it held."""
    test = hypothesis.seed(seed)(make_test(one, ROUND, count(one, tried)))
    try:
        test()
    except Exception as fault:
        sys.stdout.write(f"BROKEN {one.name} (seed {seed}): {type(fault).__name__}: {fault}\n")
        sys.stdout.write("".join(traceback.format_exception(fault)[-6:]) + "\n")
        sys.stdout.write("\n".join(getattr(fault, "__notes__", ())) + "\n")
        sys.stdout.flush()
        return False
    return True


def count(one: Property, tried: Counter[str]) -> Callable[[Any], None]:
    """The check of a property, counting its cases."""

    def check(case: Any) -> None:
        tried[one.name] += 1
        one.check(case)

    return check


if __name__ == "__main__":
    sys.exit(main())
