"""What the properties found once, as cases to read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hfcheck.audit import audit
from hfcheck.errors import ConfigError
from hfcheck.knowledge import load_knowledge
from hfcheck.language import read_sentences
from hfcheck.sealed import digest_record
from hfcheck.sources import make_article
from tests.fuzz import texts
from tests.fuzz.claims import load_pool, place_claims
from tests.fuzz.files import ARTICLE, open_folder, run
from tests.rules.shorthand import shipped_knowledge

LONG = "The yard of the old harbour company is in Bergen. " * 8


def test_half_of_a_surrogate_pair_is_a_character_like_another() -> None:
    """JSON may hold one, and a command line that is not UTF-8 does."""
    half = "\ud800"
    text = f"{half} will leave Norwick, Ivo Brandt said."
    (sentence,), skipped = read_sentences(make_article(text))
    assert skipped == ()
    assert sentence.tokens[0].text == half
    texts.check_text((text, False))
    texts.check_pair((text, f"Ivo Brandt {half}"))


@pytest.mark.parametrize(
    "arguments", [("compare", LONG, "The yard is in Oslo."), ("extract", "--explain", LONG), ("diff", LONG)]
)
def test_a_text_may_be_longer_than_the_name_of_a_file(arguments: tuple[str, ...]) -> None:
    with open_folder(ARTICLE):
        run(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [("audit", LONG), ("audit", "--config", LONG), ("audit", "--packs", f"{LONG}.yaml"), ("audit", "--baseline", LONG)],
)
def test_a_path_that_no_file_can_have_is_refused(arguments: tuple[str, ...]) -> None:
    with open_folder(ARTICLE):
        assert run(*arguments) in (2, 3)


@pytest.mark.parametrize("examples", ["{fail: }", "{pass: null}", "{fail: 3}", "{fail: {a: b}}"])
def test_examples_of_a_pack_that_are_no_list_are_refused(tmp_path: Path, examples: str) -> None:
    entry = f"{{id: led_by, words: [be led by], object: entity, exclusive: true, source: us, examples: {examples}}}"
    path = tmp_path / "mine.yaml"
    path.write_text(f"schema: 1\npack: mine\nabout: x\nrelations:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="is a list of pairs of texts") as caught:
        load_knowledge(["core", "mine.yaml"], tmp_path)
    assert caught.value.line is not None


def test_records_with_half_a_surrogate_pair_have_digests() -> None:
    digests = {digest_record(("a", {text: 1}, frozenset((text,)))) for text in ("\ud800", "\ud801", "b")}
    assert len(digests) == 3
    assert digest_record({"b": 1, "\ud800": 2}) == digest_record({"\ud800": 2, "b": 1})


@pytest.mark.parametrize("relation", ["", " ", "be "])
def test_a_relation_without_words_makes_no_rule_raise(relation: str) -> None:
    """A ledger, or a correction, may hold one."""
    for claims in load_pool():
        blank = (msgspec.structs.replace(claims[0], relation=relation), *claims[1:])
        assert audit(place_claims(blank), shipped_knowledge()).problems == ()
