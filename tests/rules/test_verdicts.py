"""What may be held against what, and when, apart from any rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from hfcheck.audit import audit, supersede_findings
from hfcheck.knowledge import load_knowledge
from hfcheck.model import Claim, Evidence, Moment, Span
from hfcheck.rules.verdicts import TimeRelation, may_oppose, relate_times, same_circumstances

from .shorthand import read_claims, shipped_knowledge

BASED = {"subject": "Tarn", "relation": "based_in", "object": "Bergen"}


def read_pair(first: dict[str, Any], second: dict[str, Any]) -> tuple[Claim, Claim]:
    one, two = read_claims([{"in": "a.txt", **BASED, **first}, {"in": "b.txt", **BASED, **second}])
    return one, two


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ({}, True),
        ({"modality": "hypothetical"}, False),
        ({"subject": "Tarn?"}, False),
        ({"object": "Bergen?"}, False),
        ({"roles": [["about", "Falk?"]]}, False),
        ({"group": "g", "in": "b.txt"}, True),
    ],
)
def test_what_may_be_opposed(first: dict[str, Any], expected: bool) -> None:
    a, b = read_pair(first, {})
    assert may_oppose(a, b) is expected
    assert may_oppose(b, a) is expected


def test_two_readings_of_one_place_are_not_opposed() -> None:
    a, b = read_pair({"in": "b.txt"}, {})
    span = a.evidence[0].span
    inside = Evidence(Span(span.article, span.start + 2, span.end), "inside")
    assert may_oppose(a, b)
    assert not may_oppose(a, msgspec.structs.replace(b, evidence=(inside,)))


def test_two_readings_side_by_side_may_be_opposed() -> None:
    one, two = read_claims([{**BASED, "at": 0, "quote": "in Bergen "}, {**BASED, "at": 10, "quote": "in Oslo"}])
    assert may_oppose(one, two)
    assert may_oppose(two, one)


@pytest.mark.parametrize(
    "first", [{"scope": "sales"}, {"quantifier": "only"}, {"measure": "sold"}, {"event": "move"}, {"place": "Oslo"}]
)
def test_circumstances_differ(first: dict[str, Any]) -> None:
    assert not same_circumstances(*read_pair(first, {}))
    assert same_circumstances(*read_pair(first, first))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2010-05", "2010-05", TimeRelation.SAME),
        ("2010-05", "2010-05-03", TimeRelation.SAME),
        ("2010-05", "2011-05", TimeRelation.OTHER),
        ("2010", "2010-05", TimeRelation.UNKNOWN),
        ("2005..2012", "2010-05", TimeRelation.SAME),
        ("2005..", "2010-05", TimeRelation.SAME),
        ("2005..2010", "2010..2016", TimeRelation.OTHER),
        ("2005..2010", "2010..", TimeRelation.OTHER),
        ("..2010", "2010..2016", TimeRelation.OTHER),
        ("2005..2010", "2010..2010-06", TimeRelation.SAME),
        ("2005..2010", "2010-03..2010", TimeRelation.SAME),
        ("2005..2011-01-02", "2010..2016", TimeRelation.OTHER),
        ("2005..2011-01-03", "2010..2016", TimeRelation.SAME),
        ("2005..2010", "2005..2006", TimeRelation.SAME),
        ("published 2010-05..", "2010-05..", TimeRelation.UNKNOWN),
        ("published 2010-05..", "published 2010-05..", TimeRelation.UNKNOWN),
        ("published 2010-05..", "published 2012-05", TimeRelation.UNKNOWN),
        ("published 2010-05..", "published 2009-05", TimeRelation.OTHER),
        ("published 2010-05", "published 2010-05", TimeRelation.SAME),
    ],
)
def test_times_of_two_articles(first: str, second: str, expected: TimeRelation) -> None:
    a, b = read_pair({"time": first}, {"time": second})
    assert relate_times(a, b, "state") is expected
    assert relate_times(b, a, "state") is expected
    assert relate_times(a, b, "permanent") is TimeRelation.SAME


def test_times_within_one_article() -> None:
    a, b = read_pair({"in": "b.txt", "time": "published 2010-05.."}, {"time": "published 2010-05.."})
    assert relate_times(a, b, "state") is TimeRelation.SAME
    symbol = Moment(symbol="published.year-1", basis="stated")
    a, b = (msgspec.structs.replace(claim, time=symbol) for claim in (a, b))
    assert relate_times(a, b, "state") is TimeRelation.SAME
    other, _ = read_pair({}, {})
    assert relate_times(msgspec.structs.replace(other, time=symbol), b, "state") is TimeRelation.UNKNOWN
    assert relate_times(other, b, "state") is TimeRelation.UNKNOWN


def test_a_place_agrees_with_what_a_pack_puts_it_in(tmp_path: Path) -> None:
    pack = "schema: 1\npack: p\nentities:\n- {id: arna, name: Arna, part_of: bergen, source: s}\n"
    (tmp_path / "p.yaml").write_text(pack + "- {id: bergen, name: Bergen, source: s}\n", encoding="utf-8")
    claims = read_pair({"object": "Arna"}, {})
    assert audit(claims, load_knowledge(["core", "p.yaml"], tmp_path)).findings == ()
    assert len(audit(claims, shipped_knowledge()).findings) == 1


def test_the_more_specific_finding_silences_the_general_one() -> None:
    (finding,) = audit(read_pair({"object": "Oslo"}, {}), shipped_knowledge()).findings
    specific = msgspec.structs.replace(finding, rule="HF603")
    general = msgspec.structs.replace(finding, rule="HF101")
    wider = msgspec.structs.replace(general, sides=(general.sides[0], audit_other_side()))
    assert supersede_findings([general, specific]) == [specific]
    assert supersede_findings([wider, specific]) == [wider, specific]


def audit_other_side() -> Any:
    (finding,) = audit(read_pair({"object": "Oslo"}, {"in": "c.txt"}), shipped_knowledge()).findings
    return finding.sides[1]
