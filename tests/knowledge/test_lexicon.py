"""The lexicon: what words are to each other, and that it holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.errors import HfcheckError
from hfcheck.knowledge.families import list_facing, load_families, load_negations
from hfcheck.knowledge.lexicon import (
    Link,
    derive_words,
    list_hypernyms,
    relate_words,
)
from hfcheck.knowledge.senses import FOLDER, PARTS, find_bases, find_senses, read_synset
from hfcheck.yamlsource import load_yaml

CASES = Path(__file__).parents[1] / "cases" / "lexicon"
RELATIONS: Any = load_yaml(CASES / "relations.yaml", HfcheckError).data
LOOK_ALIKES: Any = load_yaml(CASES / "look_alikes.yaml", HfcheckError).data
FACING = {Link.BROADER: Link.NARROWER, Link.NARROWER: Link.BROADER, Link.PART: Link.WHOLE, Link.WHOLE: Link.PART}
WORDS = sorted({word for cases in RELATIONS.values() for _, *pair in cases for word in pair})
PAIRS = st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.sampled_from((*PARTS, "p")))


@pytest.mark.parametrize(
    ("link", "part", "a", "b"), [(link, *case) for link, cases in RELATIONS.items() for case in cases]
)
def test_what_one_word_is_to_the_other(link: str, part: str, a: str, b: str) -> None:
    relation = relate_words(a, b, part)
    assert relation.link == link, relation.why
    assert relation.why
    if relation.link in (Link.OPPOSITE, Link.EXCLUSIVE):
        assert relation.excludes


@pytest.mark.parametrize(("part", "a", "b"), LOOK_ALIKES)
def test_look_alikes_exclude_nothing(part: str, a: str, b: str) -> None:
    relation = relate_words(a, b, part)
    assert not relation.excludes, relation.why


@given(PAIRS)
def test_relations_face_each_other(case: tuple[str, str, str]) -> None:
    a, b, part = case
    there, back = relate_words(a, b, part), relate_words(b, a, part)
    assert back.link == FACING.get(there.link, there.link) or {there.link, back.link} <= set(FACING)
    assert (there.excludes, there.strict, there.family) == (back.excludes, back.strict, back.family)


@given(st.text(), st.text(), st.sampled_from((*PARTS, "p")))
def test_any_text_may_be_asked_for(a: str, b: str, part: str) -> None:
    assert relate_words(a, a, part).link is Link.SAME
    assert relate_words(a, b, part).why
    assert isinstance(list_hypernyms(b, part), tuple)
    assert isinstance(derive_words(a, part), tuple)


@pytest.mark.parametrize("part", ["n", "v", "a", "r", "p"])
def test_opposites_never_hold_of_a_word_and_itself(part: str) -> None:
    facing = list_facing(part)
    assert facing
    assert [word for word, others in facing.items() if word in others] == []
    assert [(a, b) for a, others in facing.items() for b in others if facing[b].get(a) != others[b]] == []


@pytest.mark.parametrize("family", load_families(), ids=lambda family: family.id)
def test_members_of_a_family_are_words_of_one_member_each(family: Any) -> None:
    words = [word.casefold() for group in family.groups for word in group]
    assert len(words) == len(set(words))
    assert family.open or len(family.groups) > 1
    names = {group[0] for group in family.groups}
    assert {name for pair in family.overlaps for name in pair} <= names


def test_words_with_the_look_of_a_negation_are_listed_once() -> None:
    negations = load_negations()
    assert negations.stated & negations.look_alikes == set()


def test_derived_words() -> None:
    assert ("decision", "n") in derive_words("decide", "v")
    assert ("Lebanese", "a") in derive_words("Lebanon", "n")
    assert ("quick", "a") in derive_words("quickly", "r")
    assert derive_words("no such word", "n") == ()


def test_countries_of_words() -> None:
    for one, part in (("Syrian", "a"), ("Syrians", "n"), ("Syria", "n")):
        assert relate_words(one, "Norwegian" if part == "a" else "Norwegians", part).why.startswith(
            f"“{one}” is of Syria"
        )
    assert relate_words("wooden", "Norwegian", "a").family != relate_words("Syrian", "Norwegian", "a").family


def test_antonyms_and_hypernyms() -> None:
    assert {relate_words("rose", word, "v").link for word in ("fall", "drop")} == {Link.OPPOSITE}
    above = list_hypernyms("poodle", "n")
    assert above[0] == "dog"
    assert above[-1] == "entity"


def test_inflected_forms_are_found() -> None:
    assert find_bases("went", "v") == ("go",)
    assert find_bases("Mice", "n") == ("mouse",)
    assert find_bases("bigger", "a")[-1] == "big"
    assert find_senses("zzzz", "n") == ()


def test_a_capital_makes_a_name() -> None:
    named, plain = find_senses("Turkey", "n")[0], find_senses("turkey", "n")[0]
    assert "Turkey" in read_synset(named.number).words
    assert "turkey" in read_synset(plain.number).words


def test_the_files_say_where_they_come_from() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    licence = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    for name in ("senses.txt", "words.txt", "LICENSE", "WordNet 3.0", "training.lexicon"):
        assert name in readme
    assert "Copyright 2006 by Princeton University" in licence
    words = (FOLDER / "words.txt").read_bytes().splitlines()
    names = [line.partition(b"\t")[0] for line in words]
    assert names == sorted(set(names))
