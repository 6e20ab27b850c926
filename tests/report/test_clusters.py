"""Which findings stand together."""

from __future__ import annotations

from itertools import permutations

import msgspec

from hfcheck.model import Claim, Entity, Finding, Side
from hfcheck.report.clusters import cluster_findings, topic_of

from .sample import AGREEMENT, BASED_BERGEN, BASED_OSLO, ELEVEN, FINDINGS, FOURTEEN, JOINT, LINKED, make_claim

BASED_ALTA = make_claim(
    9,
    "news/003_alliance.md",
    "Sealine and Northwind",
    "Northwind is headquartered in Alta.",
    "Northwind",
    "headquartered_in",
    Entity("alta", "Alta", "place"),
)


def _finding(name: str, left: Claim, right: Claim) -> Finding:
    return msgspec.structs.replace(FINDINGS[0], fingerprint=name, sides=(Side((left,)), Side((right,))))


def _groups(*findings: Finding) -> list[list[str]]:
    return [[one.fingerprint for one in cluster.findings] for cluster in cluster_findings(findings)]


def test_findings_that_share_a_claim_stand_together() -> None:
    one, two, other = (
        _finding("a", BASED_BERGEN, BASED_OSLO),
        _finding("b", BASED_OSLO, LINKED),
        _finding("c", JOINT, AGREEMENT),
    )
    assert _groups(one, other, two) == [["a", "b"], ["c"]]


def test_findings_on_one_thing_stand_together_only_where_the_relation_is_one() -> None:
    elsewhere = msgspec.structs.replace(BASED_ALTA, evidence=AGREEMENT.evidence)
    again = msgspec.structs.replace(BASED_OSLO, evidence=ELEVEN.evidence)
    assert _groups(_finding("a", BASED_BERGEN, BASED_OSLO), _finding("b", elsewhere, again)) == [["a", "b"]]
    assert _groups(_finding("a", BASED_BERGEN, BASED_OSLO), _finding("b", FOURTEEN, ELEVEN)) == [["a"], ["b"]]


def test_a_cluster_is_named_by_what_all_sides_are_about() -> None:
    assert topic_of(_finding("a", BASED_BERGEN, BASED_OSLO)) == {"northwind": "Northwind"}
    (cluster,) = cluster_findings([_finding("a", BASED_BERGEN, BASED_OSLO)])
    assert cluster.topic == ("Northwind",)


def test_the_grouping_is_that_of_the_set_and_keeps_the_order_given() -> None:
    findings = (
        _finding("a", BASED_BERGEN, BASED_OSLO),
        _finding("b", BASED_OSLO, LINKED),
        _finding("c", LINKED, ELEVEN),
        _finding("d", JOINT, AGREEMENT),
    )
    for order in permutations(findings):
        groups = _groups(*order)
        assert sorted(sorted(group) for group in groups) == [["a", "b", "c"], ["d"]]
        assert [name for group in groups for name in group if group[0] != "d"] == [
            one.fingerprint for one in order if one.fingerprint != "d"
        ]


def test_a_finding_with_one_side_stands_for_itself() -> None:
    alone = msgspec.structs.replace(FINDINGS[0], sides=FINDINGS[0].sides[:1])
    assert len(cluster_findings([alone])) == 1
