"""All measurements of speed in one table.

    python -m bench [PART …] [--quick] [--runs N] [--claims N,N,…] [--articles N] [--json FILE]

Seconds are the processor's, of all processes of a run, where nothing else is said; each is the median of the runs, and
a ratio is the median of those of single rounds. PARTs: start, reading, ledger, audit, edit, rivals, readers.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.audit import measure_audit
from bench.editing import measure_editing
from bench.ledger import measure_ledger
from bench.measuring import Figure, Plan
from bench.reading import measure_reading
from bench.rivalreaders import measure_readers
from bench.rivals import measure_rivals
from bench.startup import measure_start
from hfcheck import __version__

PARTS: dict[str, Callable[[Plan], Iterator[Figure]]] = {
    "start": measure_start,
    "reading": measure_reading,
    "ledger": measure_ledger,
    "audit": measure_audit,
    "edit": measure_editing,
    "rivals": measure_rivals,
    "readers": measure_readers,
}
FULL = Plan(3, (1_000, 10_000, 100_000, 1_000_000), 200, 1_000, 500, 1_000, 10_000)
QUICK = Plan(1, (1_000, 10_000, 30_000), 40, 60, 100, 200, 4_000)


def main() -> None:
    """Measure the parts asked for, all unless told, and print a table of each as it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="small sizes, one run: some two minutes")
    parser.add_argument("--runs", type=int, help="runs of each figure")
    parser.add_argument("--claims", help="sizes of the audits, with commas between them")
    parser.add_argument("--articles", type=int, help="articles of the folder in which one is edited")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures here")
    options = parser.parse_args()
    unknown = [part for part in options.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; the parts are {', '.join(PARTS)}")
    plan = QUICK if options.quick else FULL
    if options.runs:
        plan = plan._replace(runs=options.runs)
    if options.claims:
        plan = plan._replace(claims=tuple(int(size) for size in options.claims.split(",")))
    if options.articles:
        plan = plan._replace(edited=options.articles)
    figures = []
    console = Console()
    for part in options.parts or PARTS:
        found = list(PARTS[part](plan))
        console.print(tabulate(part, found))
        figures += found
    if options.json:
        options.json.write_text(write_json(figures), encoding="utf-8")


def tabulate(part: str, figures: list[Figure]) -> Table:
    """The figures of one part."""
    table = Table(part, "", "aim", box=None, title_justify="left")
    for figure in figures:
        table.add_row(figure.what, f"{show_value(figure.value)} {figure.unit}".rstrip(), figure.aim)
    return table


def show_value(value: float) -> str:
    """Three figures that count, whole from a hundred on."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) >= 1 else f"{value:.3g}"


def write_json(figures: list[Figure]) -> str:
    """The figures and what they were taken with."""
    about = {"hfcheck": __version__, "python": platform.python_version(), "machine": platform.machine()}
    return (
        json.dumps({**about, "figures": [figure._asdict() for figure in figures]}, indent=1, ensure_ascii=False) + "\n"
    )


if __name__ == "__main__":
    main()
