"""What the rules share: names, nouns, places, days, words and the order of claims; tests/cases/rule_parts.yaml."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.audit import audit
from hfcheck.errors import HfcheckError
from hfcheck.model import Attribution, Modality, Origin, Quantity, Share, Value
from hfcheck.rules.findings import MAX_EVIDENCE
from hfcheck.rules.hf602_quotation import find_change
from hfcheck.rules.kinds import find_noun
from hfcheck.rules.moments import are_near, comes_after, find_gap
from hfcheck.rules.names import (
    are_near_names,
    are_spellings,
    list_name_parts,
    may_be_one_person,
    may_share_name,
    sound_name,
)
from hfcheck.rules.opposition import order_directness
from hfcheck.rules.places import exclude_each_other, find_level
from hfcheck.rules.wording import name_value
from hfcheck.yamlsource import load_yaml

from .shorthand import read_claims, read_entity, read_time, read_value, shipped_knowledge
from .test_cases import case_knowledge

CASES: Any = load_yaml(Path(__file__).parent.parent / "cases" / "rule_parts.yaml", HfcheckError).data
BASED = {"subject": "Tarn", "relation": "based_in", "object": "Bergen"}


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: f"{case['a']}|{case['b']}")
def test_two_names(case: dict[str, Any]) -> None:
    for one, other in ((case["a"], case["b"]), (case["b"], case["a"])):
        a, b = read_entity(one), read_entity(other)
        assert may_be_one_person(a, b) is case["person"]
        assert may_share_name(a, b) is case["short"]
        assert are_near_names(list_name_parts(one), list_name_parts(other)) is case["near"]
        assert are_spellings(list_name_parts(one), list_name_parts(other)) is case["spellings"]


@pytest.mark.parametrize("case", CASES["parts"], ids=lambda case: case["name"])
def test_parts_of_a_name(case: dict[str, Any]) -> None:
    assert list(list_name_parts(case["name"])) == case["parts"]


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=9))
def test_a_sound_has_no_vowel_and_nothing_twice(part: str) -> None:
    sound = sound_name(part)
    assert not set(sound) & set("aeiouyhwqcgjzvpx")
    assert all(one != other for one, other in pairwise(sound))


@pytest.mark.parametrize("case", CASES["nouns"], ids=lambda case: case["text"])
def test_the_noun_of_a_nominal(case: dict[str, Any]) -> None:
    noun = find_noun(case["text"], shipped_knowledge())
    assert (noun and noun.word) == case["word"]
    if noun:
        assert noun.bare is case["bare"]
        assert noun.kind == shipped_knowledge().class_of_word[noun.word]


@pytest.mark.parametrize("case", CASES["levels"], ids=lambda case: f"{case['name']}|{case['level']}")
def test_the_level_of_a_place(case: dict[str, Any]) -> None:
    assert find_level(read_entity(case["name"], case.get("kind", "")), shipped_knowledge()) == case["level"]


@pytest.mark.parametrize("case", CASES["places"]["pairs"], ids=lambda case: f"{case['a']}|{case['b']}")
def test_places_that_exclude_each_other(case: dict[str, Any]) -> None:
    a, b, knowledge = read_entity(case["a"]), read_entity(case["b"]), case_knowledge(CASES["places"]["pack"])
    assert exclude_each_other(a, b, knowledge) is case["exclude"]
    assert exclude_each_other(b, a, knowledge) is case["exclude"]


@pytest.mark.parametrize("case", CASES["moments"], ids=lambda case: f"{case['a']}|{case['b']}")
def test_days_between_two_times(case: dict[str, Any]) -> None:
    a, b = read_time(case["a"]), read_time(case["b"])
    gap = case["gap"]
    assert find_gap(a, b) == find_gap(b, a) == gap
    assert comes_after(a, b) is case["after"]
    if gap is None:
        assert not are_near(a, b, 10_000)
    else:
        assert are_near(a, b, gap)
        assert not are_near(b, a, gap - 1)


def drop_words(value: Value) -> Value:
    """The value without the article's words for it."""
    if hasattr(value, "amount"):
        return msgspec.structs.replace(value, amount=drop_words(value.amount))
    return msgspec.structs.replace(value, surface="") if hasattr(value, "surface") else value


@pytest.mark.parametrize("case", CASES["values"], ids=lambda case: case["words"])
def test_a_value_in_words(case: dict[str, Any]) -> None:
    told = case["value"]
    if "share" in told:
        amount = read_value({"amount": told["share"], "unit": told["unit"]})
        assert isinstance(amount, Quantity)
        value: Value = Share(amount, told["of"])
    else:
        value = read_value(told)
    assert name_value(drop_words(value)) == case["words"]


def test_the_most_direct_claim_comes_first() -> None:
    claims = []
    for row in CASES["directness"]:
        (claim,) = read_claims([{**BASED, "at": 1000 - len(claims)}])
        voices = tuple(Attribution(name or None, "says", "says", False) for name in row.get("by", ()))
        claims.append(
            msgspec.structs.replace(
                claim,
                attribution=voices,
                modality=Modality(row.get("modality", "asserted")),
                origin=Origin(row.get("origin", "extracted")),
                confidence=row.get("confidence", 0.9),
            )
        )
    backwards = list(reversed(claims))
    assert sorted(backwards, key=order_directness) == claims


def test_a_side_shows_some_of_its_claims_and_counts_the_others() -> None:
    rows = [{**BASED, "in": f"{name}.txt"} for name in "fedcb"] + [{**BASED, "in": "g.txt", "object": "Oslo"}]
    (finding,) = audit(read_claims(rows), shipped_knowledge()).findings
    many, one = finding.sides
    assert [claim.evidence[0].span.article for claim in many.claims] == ["b.txt", "c.txt", "d.txt"]
    assert [claim.evidence[0].span.article for claim in many.rest] == ["e.txt", "f.txt"]
    assert (len(many.claims), many.more) == (MAX_EVIDENCE, 2)
    assert many.articles == ("b.txt", "c.txt", "d.txt", "e.txt", "f.txt")
    assert (one.more, one.rest, one.articles) == (0, (), ("g.txt",))


WORDS = st.lists(
    st.sampled_from(["we", "will", "close", "the", "northern", "southern", "plants", "this", "next", "year"]),
    max_size=9,
)


@given(WORDS, WORDS)
def test_a_change_of_words_is_the_same_from_both_sides(one: list[str], other: list[str]) -> None:
    change = find_change(one, other)
    assert (change and change[::-1]) == find_change(other, one)
