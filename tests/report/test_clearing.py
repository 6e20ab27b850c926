"""Claims that would have to be otherwise: enough, and as few as can be."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.model import Finding, Severity, Side, Verdict
from hfcheck.report.clearing import MOST_EXACT, find_clearing, list_options
from tests.rules.shorthand import read_claims

CLAIMS = read_claims(
    [{"in": "abc"[n % 3] + ".txt", "subject": f"S{n}", "relation": "based_in", "object": f"O{n}"} for n in range(6)]
)
sides = st.lists(st.sampled_from(CLAIMS), min_size=1, max_size=3, unique=True).map(lambda found: Side(tuple(found)))


def make_finding(parts: list[Side]) -> Finding:
    return Finding("0" * 12, "HF401", Severity.ERROR, Verdict.CONFLICT, 0.9, tuple(parts), "")


findings = st.lists(sides, min_size=1, max_size=3).map(make_finding)


def clears(claims: set[str], finding: Finding) -> bool:
    if len(finding.sides) == 1:
        return any(claim.id in claims for claim in finding.sides[0].claims)
    return any(set(option) <= claims for option in list_options(finding))


@settings(deadline=None)
@given(st.lists(findings, max_size=4))
def test_a_clearing_clears_and_nothing_smaller_does(found: list[Finding]) -> None:
    cleared = find_clearing(found)
    assert all(clears(set(cleared), finding) for finding in found)
    names = sorted({claim.id for claim in CLAIMS})
    smaller = itertools.combinations(names, len(cleared) - 1) if cleared else ()
    assert not any(all(clears(set(some), finding) for finding in found) for some in smaller)


@given(st.lists(findings, min_size=MOST_EXACT + 1, max_size=MOST_EXACT + 4))
def test_many_findings_are_cleared_as_well(found: list[Finding]) -> None:
    cleared = find_clearing(found)
    assert all(clears(set(cleared), finding) for finding in found)
    assert cleared == find_clearing(found[::-1])


def test_the_claim_that_all_findings_share_is_enough() -> None:
    hub, *others = CLAIMS
    star = [make_finding([Side((hub,)), Side((other,))]) for other in others]
    assert find_clearing(star) == (hub.id,)
    assert find_clearing([]) == ()
