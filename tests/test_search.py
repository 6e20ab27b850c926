"""Finding claims."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from hfcheck.knowledge import EntityEntry, Knowledge, RelationEntry
from hfcheck.model import Claim, Entity, Modality, Moment, Polarity
from hfcheck.search import Query, list_names, match_name, overlaps, search_claims, suggest_names
from tests.report import sample

KNOWLEDGE = Knowledge(
    entities=(EntityEntry("northwind", "Northwind", "company", ("NW Shipyards",)),),
    relations=(RelationEntry("headquartered_in", ("be based in",)),),
)
YEAR = Moment(date(2023, 1, 1), date(2023, 12, 31))
DATED = msgspec.structs.replace(sample.FOURTEEN, time=YEAR)
CLAIMS = (*sample.CLAIMS, DATED)


def find(**wanted: object) -> list[str]:
    query = msgspec.convert({}, Query)
    hits = search_claims(CLAIMS, msgspec.structs.replace(query, **wanted), sample.ARTICLES, KNOWLEDGE)
    return [claim.text for claim in hits.claims]


def texts(*claims: Claim) -> list[str]:
    return [claim.text for claim in claims]


def test_nothing_asked_gives_all_in_order() -> None:
    assert find() == texts(*CLAIMS)


@pytest.mark.parametrize("name", ["Bergen", "bergen", "BERGEN ", "Bergn", "Bergenn"])
def test_a_name_is_found_whatever_its_case_and_with_a_slip(name: str) -> None:
    assert find(entities=(name,)) == texts(sample.BASED_BERGEN)


def test_an_alias_of_a_pack_finds_its_entity() -> None:
    assert find(entities=("nw shipyards", "Oslo")) == texts(sample.BASED_OSLO)


def test_a_speaker_is_found() -> None:
    assert find(entities=("the ministry",)) == texts(sample.NOT_LINKED)
    assert find(entities=("ministry",)) == texts(sample.NOT_LINKED)


def test_a_whole_name_leaves_longer_ones_out_and_a_part_finds_them() -> None:
    labels = {"oslo": 1, "oslo harbour": 1, "oslofjord": 1}
    assert match_name("Oslo", labels).labels == ("oslo",)
    assert match_name("harbour", labels).labels == ("oslo harbour",)
    assert match_name("Oslo", labels, whole=False).labels == ("oslo", "oslo harbour")
    assert match_name("bergen", labels).labels == ()


def test_what_was_understood_is_told() -> None:
    (match,) = search_claims(CLAIMS, Query(entities=("Osslo",)), sample.ARTICLES, KNOWLEDGE).matches
    assert (match.labels, match.exact) == (("oslo",), False)


def test_a_name_that_stands_for_nothing_finds_nothing_and_brings_up_the_nearest() -> None:
    assert find(entities=("Trondheim",)) == []
    assert suggest_names("Oslou", list_names(CLAIMS, KNOWLEDGE))[0] == "oslo"
    assert suggest_names("Trondheim", ()) == ()


@pytest.mark.parametrize("relation", ["headquartered_in", "headquartered in", "be based in", "based", "headquarterd"])
def test_a_relation_is_found_by_its_name_and_by_its_words(relation: str) -> None:
    assert find(relations=(relation,)) == texts(sample.BASED_BERGEN, sample.BASED_OSLO)


def test_one_of_several_relations_is_enough_and_all_entities_are_needed() -> None:
    assert len(find(relations=("based", "tie"))) == 4
    assert find(entities=("Bergen", "Oslo")) == []


@pytest.mark.parametrize("place", ["news/002*", "002_profile", "NEWS/002_PROFILE.TXT"])
def test_an_article_is_a_glob_or_a_part_of_its_path(place: str) -> None:
    assert find(articles=(place,)) == texts(sample.BASED_OSLO, sample.ELEVEN)


def test_an_article_is_found_by_its_outlet_and_title() -> None:
    assert find(articles=("coastal wire",)) == texts(sample.AGREEMENT, sample.NOT_LINKED)
    assert find(articles=("second yard",)) == texts(*sample.CLAIMS[:3], DATED)


def test_modality_and_polarity_narrow() -> None:
    assert find(modalities=(Modality.PLANNED,)) == texts(sample.JOINT)
    assert find(polarities=(Polarity.DENIED,)) == texts(sample.NOT_LINKED)


def test_dates_are_those_told_of_and_those_of_the_articles() -> None:
    june = Moment(date(2023, 6, 1), date(2023, 6, 30))
    assert find(when=june) == texts(DATED)
    assert find(when=Moment(date(2024, 1, 1), None)) == []
    assert find(published=Moment(date(2024, 6, 1), date(2024, 6, 30))) == texts(
        sample.AGREEMENT, sample.NOT_LINKED, sample.LINKED
    )


def test_a_date_as_an_object_is_the_time_told_of() -> None:
    founded = msgspec.structs.replace(sample.BASED_OSLO, object=Moment(date(1990, 1, 1), date(1990, 12, 31)))
    hits = search_claims((founded,), Query(when=Moment(None, date(1995, 1, 1))), sample.ARTICLES, KNOWLEDGE)
    assert hits.claims == (founded,)


def test_times_overlap_where_they_share_a_day() -> None:
    assert overlaps(YEAR, Moment(date(2023, 12, 31), None))
    assert not overlaps(YEAR, Moment(date(2024, 1, 1), None))
    assert overlaps(Moment(None, date(2023, 1, 1)), YEAR)
    assert not overlaps(Moment(symbol="published"), YEAR)
    assert not overlaps(None, YEAR)


def test_a_thing_that_is_not_tied_to_one_entity_has_no_aliases() -> None:
    loose = msgspec.structs.replace(sample.BASED_OSLO, subject=Entity("northwind", "The firm", resolved=False))
    hits = search_claims((loose,), Query(entities=("NW Shipyards",)), sample.ARTICLES, KNOWLEDGE)
    assert hits.claims == ()
