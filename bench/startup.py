"""How long a command takes on the articles of seeds/, cold and warm, against the start of what it is drawn with."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.measuring import ROOT, Figure, Plan, Spent, time_command

_PART = "start"
_AUDIT = ("-m", "hfcheck", "audit", "-q")
_YARDSTICK = ("-c", "import typer, rich.console, rich.table")


def measure_start(plan: Plan) -> Iterator[Figure]:
    """`hfcheck --help`, and audits of seeds/ without ledger and cache and with both, over the yardstick of one round.

    The yardstick is the import of the libraries that the terminal report needs.
    """
    rounds: dict[str, list[Spent]] = {"yardstick": [], "help": [], "warm": [], "cold": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        shutil.copy(ROOT / "hfcheck.yaml", folder)
        time_command(_AUDIT, folder)
        for number in range(plan.runs + 1):
            spent = {
                "yardstick": time_command(_YARDSTICK, folder),
                "help": time_command(("-m", "hfcheck", "--help"), folder),
                "warm": time_command(_AUDIT, folder),
            }
            shutil.rmtree(folder / ".hfcheck", ignore_errors=True)
            (folder / "claims.yaml").unlink(missing_ok=True)
            spent["cold"] = time_command(_AUDIT, folder)
            # The first round writes bytecode and fills the caches of the system.
            for key, value in spent.items() if number else ():
                rounds[key].append(value)
    yield Figure(_PART, "import of typer and rich", _middle(rounds["yardstick"]) * 1000, "ms")
    for key, what, aim in (
        ("help", "hfcheck --help", ""),
        ("warm", "warm audit of seeds/", "at most 3"),
        ("cold", "cold audit of seeds/", ""),
    ):
        yield Figure(_PART, what, _middle(rounds[key]) * 1000, "ms")
        ratios = [a.processor / b.processor for a, b in zip(rounds[key], rounds["yardstick"], strict=True)]
        yield Figure(_PART, f"{what}, times that import", median(ratios), "", aim)
    yield Figure(_PART, "cold audit of seeds/, by the clock", median(s.wall for s in rounds["cold"]), "s", "under 5")


def _middle(spent: list[Spent]) -> float:
    return median(one.processor for one in spent)
