"""What follows from claims, with premises; bounded; the same for every order of the claims."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from hfcheck.infer import MAX_PER_CLAIM, infer
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Claim, Entity, Modality, Origin, Polarity

from .rules.shorthand import read_claims, shipped_knowledge


def follow(*rows: dict[str, Any], knowledge: Knowledge | None = None) -> list[Claim]:
    claims = infer(read_claims(rows), knowledge or shipped_knowledge())
    return [claim for claim in claims if claim.origin is Origin.INFERRED]


def triples(claims: list[Claim]) -> set[tuple[str, str, str]]:
    return {(c.subject.name, c.relation, c.object.name) for c in claims if isinstance(c.object, Entity)}


def test_affirmed_implies_the_broader() -> None:
    found = follow({"subject": "Tarn", "relation": "member_of", "object": "League"})
    assert triples(found) == {
        ("Tarn", "part_of", "League"),
        ("Tarn", "linked_to", "League"),
        ("League", "linked_to", "Tarn"),
    }
    assert all(claim.premises and claim.steps for claim in found)


def test_denied_implies_the_denied_narrower() -> None:
    found = follow({"subject": "Tarn", "relation": "part_of", "object": "League", "denied": True})
    assert ("Tarn", "member_of", "League") in triples(found)
    assert ("Tarn", "linked_to", "League") not in triples(found)
    assert all(claim.polarity is Polarity.DENIED for claim in found)


def test_hedges_and_speakers_are_kept() -> None:
    found = follow(
        {"subject": "Tarn", "relation": "member_of", "object": "League", "modality": "possible", "by": "Carl Dunn"}
    )
    assert found
    assert all(claim.modality is Modality.POSSIBLE and claim.attribution for claim in found)


def test_nothing_follows_from_what_is_not_firm() -> None:
    row = {"subject": "Tarn", "relation": "member_of", "object": "League"}
    assert not follow({**row, "modality": "hypothetical"})
    assert not follow({**row, "subject": "Tarn?"})
    assert not follow({**row, "quantifier": "only"})
    assert not follow({**row, "relation": "no such relation"})


def test_subsidiary_chain_is_transitive() -> None:
    found = follow(
        {"in": "a.txt", "subject": "Tarn", "relation": "subsidiary_of", "object": "Falk"},
        {"in": "b.txt", "subject": "Falk", "relation": "subsidiary_of", "object": "Bergland"},
    )
    (joined,) = [c for c in found if c.relation == "subsidiary_of"]
    assert triples([joined]) == {("Tarn", "subsidiary_of", "Bergland")}
    assert joined.premises == ("a:00", "b:00")
    assert len(joined.evidence) == 2


def test_inverse_and_opposed_speakers(tmp_path: Path) -> None:
    pack = (
        "schema: 1\npack: p\nrelations:\n"
        "- {id: over, inverse: under, transitive: true, source: s}\n- {id: under, source: s}\n"
    )
    (tmp_path / "p.yaml").write_text(pack, encoding="utf-8")
    knowledge = load_knowledge(["p.yaml"], tmp_path)
    rows = [
        {"subject": "A", "relation": "over", "object": "B", "by": "Ada"},
        {"subject": "B", "relation": "over", "object": "C", "by": "Carl"},
    ]
    assert triples(follow(*rows, knowledge=knowledge)) == {("B", "under", "A"), ("C", "under", "B")}


def test_a_ring_of_subsidiaries_ends() -> None:
    names = "ABCDEFGH"
    rows = [
        {"subject": one, "relation": "subsidiary_of", "object": two}
        for one, two in zip(names, names[1:] + names[0], strict=True)
    ]
    found = follow(*rows)
    assert len(found) <= MAX_PER_CLAIM * len(names)
    assert len({claim.id for claim in found}) == len(found)


TIE = {"in": "b.txt", "subject": "Tarn", "relation": "tie", "object": {"text": "joint_company"}}
PARTIES = [["party", "Tarn"], ["party", "Norwick"]]


def roots(*rows: dict[str, Any]) -> list[list[str]]:
    found = [claim for claim in follow(*rows) if claim.relation == "tie"]
    return [[role.entity.name for role in claim.participants if role.role == "root"] for claim in found]


def test_root_is_the_ultimate_parent() -> None:
    rows: list[dict[str, Any]] = [
        {**TIE, "roles": PARTIES},
        {"subject": "Tarn", "relation": "subsidiary_of", "object": "Falk"},
        {"subject": "Falk", "relation": "subsidiary_of", "object": "Bergland"},
    ]
    assert roots(*rows) == [["Bergland", "Norwick"]]
    (tie,) = [claim for claim in follow(*rows) if claim.relation == "tie"]
    assert tie.premises == ("b:00", "a:00", "a:01")
    assert tie.steps == ("Tarn belongs to Falk (a:00)", "Falk belongs to Bergland (a:01)")


def test_no_root_where_the_parent_is_not_known() -> None:
    parent = {"subject": "Tarn", "relation": "subsidiary_of", "object": "Falk"}
    assert roots({**TIE, "roles": PARTIES}) == []
    assert roots({**TIE, "roles": PARTIES}, parent, {**parent, "object": "Bergland"}) == []
    assert roots({**TIE, "roles": PARTIES}, parent, {**parent, "denied": True}) == []
    assert roots({**TIE, "roles": PARTIES}, {**parent, "modality": "possible"}) == []


def test_root_of_a_unit_comes_from_a_pack(tmp_path: Path) -> None:
    pack = "entities:\n- {id: tarn, name: Tarn, part_of: falk, source: s}\n- {id: falk, name: Falk, source: s}\n"
    (tmp_path / "p.yaml").write_text("schema: 1\npack: p\n" + pack, encoding="utf-8")
    (tie,) = follow({**TIE, "roles": PARTIES}, knowledge=load_knowledge(["p.yaml"], tmp_path))
    assert [role.entity.id for role in tie.participants if role.role == "root"] == ["falk", "norwick"]
    assert tie.steps == ("Tarn belongs to Falk (knowledge packs)",)


def test_order_of_claims_does_not_matter() -> None:
    rows = [
        {"in": f"{name}.txt", "subject": name, "relation": relation, "object": other}
        for name, other in ("AB", "BC", "CA", "AC", "DA", "BD")
        for relation in ("subsidiary_of", "linked_to", "member_of")
    ]
    claims = read_claims(rows)
    expected = infer(claims, shipped_knowledge())
    for seed in range(5):
        random.Random(seed).shuffle(claims)
        assert infer(claims, shipped_knowledge()) == expected


def test_an_event_begins_a_state_from_its_time_on() -> None:
    found = follow({"subject": "Tarn", "relation": "acquired", "object": "Vell", "time": "2018"})
    (owns,) = [c for c in found if c.relation == "owns"]
    assert owns.time is not None
    assert (str(owns.time.start), owns.time.end, owns.bygone) == ("2018-12-31", None, False)
    (undated,) = [
        c for c in follow({"subject": "Tarn", "relation": "acquired", "object": "Vell"}) if c.relation == "owns"
    ]
    assert undated.time is None
    assert undated.bygone


def test_an_event_ends_a_state() -> None:
    found = follow({"subject": "Tarn", "relation": "left", "object": "League", "time": "2018-05-03"})
    (out,) = [c for c in found if c.relation == "member_of"]
    assert out.polarity is Polarity.DENIED
    assert out.time is not None
    assert str(out.time.start) == "2018-05-03"


def test_what_holds_of_a_part_holds_of_the_whole_where_the_pack_says_so() -> None:
    found = follow(
        {"subject": "Lune", "relation": "brand_of", "object": "Tarn"},
        {"subject": "Tarn", "relation": "subsidiary_of", "object": "Bergland"},
    )
    assert ("Lune", "brand_of", "Bergland") in triples(found)
    assert ("Lune", "subsidiary_of", "Bergland") not in triples(found)


def test_a_death_ends_offices_that_are_dated_after_it() -> None:
    died = {"subject": "Ada Brandt", "relation": "died_on", "object": {"date": "2011-05-03"}}
    office = {"subject": "Ada Brandt", "relation": "holds_office", "object": "Tarn", "measure": "mayor"}
    (ended,) = follow(died, {**office, "time": "2015"})
    assert (ended.relation, ended.polarity, ended.measure) == ("holds_office", Polarity.DENIED, "mayor")
    assert not follow(died, {**office, "time": "2009"})
    assert not follow(died, {**office, "time": "published 2015-05-03"})
    assert not follow(died, office)
