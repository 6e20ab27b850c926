"""Huge groups: the work and the findings of one subject with very many claims grow with the claims, not their pairs."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import pytest

from bench.huge import KINDS, make_claims
from hfcheck.audit import audit
from hfcheck.model import Claim, Report
from hfcheck.report.clusters import cluster_findings
from hfcheck.rules import findings
from hfcheck.rules.camps import LEADERS, MANY_CAMPS, MOST_MET
from hfcheck.rules.opposition import Block, Describe, Judge, Opposition, describe_claim, find_opposition
from hfcheck.rules.verdicts import Judgement

from .rules.shorthand import shipped_knowledge

# So often a claim may be judged, or laid beside others, however many there are; in all pairs of 1,600 it would be 800.
MOST_PER_CLAIM = 50


class Counted:
    """Counts the claims that are laid beside each other, and the pairs that are judged."""

    def __init__(self) -> None:
        self.claims = 0
        self.pairs = 0

    def find(self, blocks: Iterable[Block], judge: Judge, describe: Describe = describe_claim) -> Opposition | None:
        told = list(blocks)
        self.claims += sum(len(left) + len(right) for left, right in told)

        def count(a: Claim, b: Claim) -> Judgement | None:
            self.pairs += 1
            return judge(a, b)

        return find_opposition(told, count, describe)


def count_work(kind: str, size: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Counted, Report]:
    counted = Counted()
    with monkeypatch.context() as patched:
        patched.setattr(findings, "find_opposition", counted.find)
        report = audit(make_claims(kind, size), shipped_knowledge())
    assert not report.problems
    return counted, report


@pytest.mark.parametrize("size", [400, 1_600])
@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_claims(kind: str, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, report = count_work(kind, size, monkeypatch)
    assert 0 < counted.pairs <= MOST_PER_CLAIM * size
    assert counted.claims <= MOST_PER_CLAIM * size
    assert len(report.findings) <= (LEADERS + MOST_MET) * size
    assert sum(len(one.findings) for one in cluster_findings(report.findings)) == len(report.findings)


@pytest.mark.parametrize("kind", ["denied", "revenue"])
def test_a_side_says_how_many_claims_it_stands_for(kind: str) -> None:
    report = audit(make_claims(kind, 2_000), shipped_knowledge())
    sides = [side for finding in report.findings for side in finding.sides]
    assert all(len(side.claims) <= 3 for side in sides)
    assert max(len(side.claims) + side.more for side in sides) > 10


def test_of_many_values_each_two_of_one_time_meet() -> None:
    """More seats than meet at once: those that are told of one month are still held against each other."""
    seats = make_claims("seat", 300)
    assert len({read_seat(claim) for claim in seats}) > MANY_CAMPS
    met = {
        frozenset(read_seat(claim) for side in finding.sides for claim in side.claims)
        for finding in audit(seats, shipped_knowledge()).findings
        if finding.verdict == "conflict"
    }
    told: dict[object, set[Hashable]] = {}
    for claim in seats:
        told.setdefault(claim.time, set()).add(read_seat(claim))
    alone = {frozenset(cities) for cities in told.values() if len(cities) == 2}
    assert alone
    assert alone <= met


def read_seat(claim: Claim) -> str:
    return claim.things[1].id
