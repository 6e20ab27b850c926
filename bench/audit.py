"""How fast claims are held against each other, all rules on, from a thousand to a million of them.

    python -m bench.audit [SIZE …] [--runs N]

bench/corpus.py makes the claims, a hundredth of them in planted conflicts, which must all be found and nothing else.
What is measured is the processor's time from claims to the report.
"""

from __future__ import annotations

import argparse
import re
import resource
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.corpus import Corpus, make_corpus, make_group
from bench.measuring import ROOT, Figure, Plan, fit_exponent, read_command, time_runs
from hfcheck.audit import audit
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Report
from hfcheck.pool import collect_seldom

_PART = "audit"
_SIZES = (1_000, 10_000, 100_000)
_MEMORY_SIZE = 100_000


def check_report(report: Report, corpus: Corpus) -> tuple[int, int]:
    """How many of the planted conflicts a report has, and how many findings are none of them."""
    found = {frozenset(claim.id for side in one.sides for claim in side.claims) for one in report.findings}
    planted = {frozenset(pair) for pair in corpus.conflicts}
    return len(found & planted), len(found - planted)


def measure_audit(plan: Plan) -> Iterator[Figure]:
    """Claims a second by size, the exponent over all sizes, a single huge group, and the memory of a claim."""
    collect_seldom()
    knowledge = load_knowledge(["core", "business"], ROOT)
    # The first audit of a process loads word lists.
    audit(make_corpus(100).claims, knowledge)
    yield from _measure_sizes(plan.claims, plan.runs, knowledge)
    yield from _measure_groups(plan.claims, plan.runs, knowledge)
    yield from _measure_memory(min(_MEMORY_SIZE, plan.claims[-1]))


def _measure_sizes(sizes: Sequence[int], runs: int, knowledge: Knowledge) -> Iterator[Figure]:
    spent = []
    for size in sizes:
        corpus = make_corpus(size)
        # A large corpus shows little spread, and takes long.
        spent.append(time_runs(lambda kept=corpus: audit(kept.claims, knowledge), runs if size < 100_000 else 1))
        right, wrong = check_report(audit(corpus.claims, knowledge), corpus)
        yield Figure(_PART, f"{size:,} claims: claims a second", size / spent[-1], "", "at least 30,000")
        yield Figure(_PART, f"{size:,} claims: planted conflicts found", right / len(corpus.conflicts), "", "1")
        yield Figure(_PART, f"{size:,} claims: other findings", wrong, "", "0")
    if len(sizes) > 1:
        what = f"exponent, {sizes[0]:,} to {sizes[-1]:,} claims"
        yield Figure(_PART, what, fit_exponent(sizes, spent), "", "at most 1.1")


def _measure_groups(sizes: Sequence[int], runs: int, knowledge: Knowledge) -> Iterator[Figure]:
    """All claims about one company's revenue: the exponent, and the speed at the largest size up to 100,000."""
    chosen = [size for size in sizes if size <= 100_000]
    spent = []
    for size in chosen:
        group = make_group(size)
        spent.append(time_runs(lambda kept=group: audit(kept.claims, knowledge), runs if size < 100_000 else 1))
    what = f"one company with {chosen[-1]:,} claims on revenue: claims a second"
    yield Figure(_PART, what, chosen[-1] / spent[-1], "")
    if len(chosen) > 1:
        yield Figure(_PART, "the same, exponent", fit_exponent(chosen, spent), "", "at most 1.1")


def _measure_memory(size: int) -> Iterator[Figure]:
    """The peak of a process that makes claims and audits them, less that of one with a tenth of them."""
    # Peaks of small processes are those of their imports.
    small = size // 10
    made, audited = ([_read_peak(n, step) for n in (small, size)] for step in ("make", "audit"))
    own, whole = (1024 * (high - low) / (size - small) for low, high in (made, audited))
    yield Figure(_PART, f"memory of a claim ({size:,} claims)", own, "bytes")
    yield Figure(_PART, "the same, with all that its audit takes at the peak", whole, "bytes", "at most 2048")
    yield Figure(_PART, "what the audit adds to a claim at the peak", whole - own, "bytes")


def _read_peak(size: int, step: str) -> float:
    return float(read_command(("-m", "bench.audit", "--peak", step, str(size)), ROOT))


def tell_peak(size: int, step: str) -> float:
    """The peak of this process's memory after making claims, and for "audit" after auditing them, in kilobytes."""
    collect_seldom()
    corpus = make_corpus(size)
    if step == "audit":
        audit(corpus.claims, load_knowledge(["core", "business"], ROOT))
    status = Path("/proc/self/status")
    if status.exists():
        # What the system counts for a child begins with its parent's peak; this does not.
        return float(re.findall(r"VmHWM:\s+(\d+) kB", status.read_text())[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "darwin" else peak


def main() -> None:
    """Print the figures of each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peak", choices=("make", "audit"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = tuple(options.sizes or _SIZES)
    if options.peak:
        print(tell_peak(sizes[0], options.peak))
        return
    knowledge = load_knowledge(["core", "business"], ROOT)
    collect_seldom()
    for figure in (*_measure_sizes(sizes, options.runs, knowledge), *_measure_groups(sizes, options.runs, knowledge)):
        print(f"{figure.what}: {figure.value:,.2f}")
    for figure in _measure_memory(sizes[-1]):
        print(f"{figure.what}: {figure.value:,.0f} {figure.unit}")


if __name__ == "__main__":
    main()
