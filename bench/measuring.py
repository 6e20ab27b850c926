"""How figures are taken: processor time, medians of several runs, ratios within one run, exponents by least squares."""

from __future__ import annotations

import gc
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean, median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Figure(NamedTuple):
    """One line of the table: what was measured in which part, and `value` in `unit`; `aim` is what the figure is held
    against, "" where it is only told.
    """

    part: str
    what: str
    value: float
    unit: str
    aim: str = ""


class Spent(NamedTuple):
    """Seconds of one run: of the processor, all child processes included, and of the clock on the wall."""

    processor: float
    wall: float


class Plan(NamedTuple):
    """How much is measured: the runs of each figure, and the sizes."""

    runs: int
    claims: tuple[int, ...]
    articles: int
    edited: int
    sentences: int
    shacl: int
    pairs: int


def time_runs(run: Callable[[], object], runs: int) -> float:
    """The median of the processor time of some runs, in seconds."""
    spent = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return median(spent)


def time_command(arguments: Sequence[str], folder: Path) -> Spent:
    """What one run of a Python command in `folder` takes; its output is dropped, and its exit code says nothing.

    The command runs as a user would have it: bytecode is kept.
    """
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, env=make_environment(), capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(spent, wall)


def read_command(arguments: Sequence[str], folder: Path) -> str:
    """What a Python command in `folder` prints. Raises CalledProcessError where it ends with more than 1."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, env=make_environment(), capture_output=True, text=True, check=False)
    if done.returncode > 1:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def make_environment() -> dict[str, str]:
    """The environment of a command that runs this tree's hfcheck and may keep bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT)}


def fit_exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The exponent e of seconds = c · size^e, by least squares over the logarithms; two sizes at least."""
    x, y = [math.log(size) for size in sizes], [math.log(second) for second in seconds]
    middle_x, middle_y = fmean(x), fmean(y)
    slope = math.fsum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True))
    return slope / math.fsum((a - middle_x) ** 2 for a in x)
