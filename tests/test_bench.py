"""What the benches measure on: the same for the same seed, and what is planted is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.audit import check_report
from bench.corpus import RATE, make_corpus
from hfcheck.audit import audit
from hfcheck.knowledge import load_knowledge


@pytest.mark.parametrize("size", [200, 3000])
def test_what_is_planted_is_found_and_nothing_else(size: int) -> None:
    corpus = make_corpus(size)
    assert len(corpus.claims) == size
    assert len(corpus.conflicts) == max(1, size // (2 * RATE))
    report = audit(corpus.claims, load_knowledge(["core", "business"], Path()))
    assert not report.problems
    assert check_report(report, corpus) == (len(corpus.conflicts), 0)


def test_a_seed_makes_one_corpus() -> None:
    assert make_corpus(300, seed=3) == make_corpus(300, seed=3)
    assert make_corpus(300, seed=3) != make_corpus(300, seed=4)


def test_names_are_spread_unevenly() -> None:
    claims = make_corpus(5000).claims
    counts: dict[str, int] = {}
    for claim in claims:
        counts[claim.subject.id] = counts.get(claim.subject.id, 0) + 1
    ordered = sorted(counts.values(), reverse=True)
    assert ordered[0] > 20 * ordered[len(ordered) // 2]
