"""How fast claims are held against each other, all rules on.

    python -m bench.audit [SIZE …] [--runs N]

SIZE is a number of claims, 1000, 10000 and 100000 unless given; bench/corpus.py makes them, a hundredth of them in
planted conflicts, which must all be found and nothing else. What is measured is the processor's time from claims to the
report, the median of the runs, and the memory that one claim adds at most.
"""

from __future__ import annotations

import argparse
import math
import time
import tracemalloc
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.corpus import Corpus, make_corpus
from hfcheck.audit import audit
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Report

_SIZES = (1_000, 10_000, 100_000)


def check_report(report: Report, corpus: Corpus) -> tuple[int, int]:
    """How many of the planted conflicts a report has, and how many findings are none of them."""
    found = {frozenset(claim.id for side in one.sides for claim in side.claims) for one in report.findings}
    planted = {frozenset(pair) for pair in corpus.conflicts}
    return len(found & planted), len(found - planted)


def measure(size: int, runs: int, knowledge: Knowledge) -> float:
    """Print the figures of one size; the seconds of its median run come back."""
    corpus = make_corpus(size)
    spent = []
    for _ in range(runs):
        start = time.process_time()
        report = audit(corpus.claims, knowledge)
        spent.append(time.process_time() - start)
    right, wrong = check_report(report, corpus)
    seconds = median(spent)
    print(
        f"{size:9,} claims: {seconds:8.2f} s, {size / seconds:8,.0f} claims a second; "
        f"{right} of {len(corpus.conflicts)} planted conflicts, {wrong} others"
    )
    return seconds


def measure_memory(size: int, knowledge: Knowledge) -> None:
    """Print how much memory an audit takes at its peak, by claim."""
    corpus = make_corpus(size)
    tracemalloc.start()
    audit(corpus.claims, knowledge)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(
        f"{size:9,} claims: {peak / size / 1024:.1f} KB a claim at the peak of the audit, beside the claims themselves"
    )


def main() -> None:
    """Print a line for each size, the exponent from each to the next, and the memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    knowledge = load_knowledge(["core", "business"], Path())
    sizes = options.sizes or list(_SIZES)
    spent = [measure(size, options.runs, knowledge) for size in sizes]
    for (small, before), (large, after) in pairwise(zip(sizes, spent, strict=True)):
        print(f"{small:,} to {large:,}: exponent {math.log(after / before) / math.log(large / small):.2f}")
    measure_memory(sizes[0], knowledge)


if __name__ == "__main__":
    main()
