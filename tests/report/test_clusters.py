"""Which findings stand together."""

from __future__ import annotations

import json
from itertools import permutations

import msgspec

from hfcheck.model import Claim, Entity, Finding, Side
from hfcheck.report.clearing import describe_clearing
from hfcheck.report.clusters import cluster_findings, topic_of

from .renderings import render
from .sample import (
    AGREEMENT,
    ARTICLES,
    BASED_BERGEN,
    BASED_OSLO,
    CLEAN,
    ELEVEN,
    FINDINGS,
    FOURTEEN,
    JOINT,
    LINKED,
    make_claim,
)

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


def test_the_few_claims_that_clear_a_cluster_are_quoted_with_their_places() -> None:
    one, two = _finding("aaaa1111", BASED_BERGEN, BASED_OSLO), _finding("bbbb2222", BASED_OSLO, LINKED)
    said = describe_clearing((one, two), ARTICLES)
    assert said.startswith("Changing this one claim clears both: “Northwind, a shipbuilder based in Oslo”")
    assert said.endswith("(news/002_profile.txt:1).")
    assert describe_clearing((one,), ARTICLES) == ""


def test_of_many_claims_a_report_says_how_many() -> None:
    pairs = permutations((BASED_BERGEN, BASED_OSLO, LINKED, JOINT, ELEVEN), 2)
    findings = tuple(_finding(f"{at:08x}", *pair) for at, pair in enumerate(pairs))
    assert describe_clearing(findings, ARTICLES) == (
        "Changing 4 claims clears all 20; hfcheck explain 00000000 lists them."
    )


def test_every_report_gives_the_cluster_of_a_finding() -> None:
    one, two = _finding("aaaa1111", BASED_BERGEN, BASED_OSLO), _finding("bbbb2222", BASED_OSLO, LINKED)
    alone = _finding("cccc3333", JOINT, AGREEMENT)
    decided = msgspec.structs.replace(two, fingerprint="dddd4444", decision="both stand")
    report = msgspec.structs.replace(CLEAN, findings=(one, alone, two, decided))
    clusters = [finding["cluster"] for finding in json.loads(render("json", report))["findings"]]
    shared = {"first": "aaaa1111", "size": 2, "about": ["Northwind"], "cleared_by": [BASED_OSLO.id]}
    assert clusters == [shared, None, shared, None]
    markdown = render("markdown", report)
    assert "**2 findings likely have one cause: Northwind.** Changing this one claim clears both" in markdown
    assert markdown.count("Likely one cause with `aaaa1111`.") == 1
    assert markdown.index("`bbbb2222`") < markdown.index("`cccc3333`")
    for name in ("terminal", "html"):
        assert "Changing this one claim clears both" in render(name, report)
