"""Repairs by capitals, word order and types: what each does, and what it leaves alone."""

from __future__ import annotations

import msgspec
import pytest

from hfcheck.language.mend import mend_tree
from hfcheck.model import Token

from .drawing import make_tokens, show_tree


def read(*rows: str) -> tuple[Token, ...]:
    """Tokens from rows of `make_tokens`, each with an entity type as its last word where it has six."""
    plain = make_tokens(*(" ".join(row.split()[:5]) for row in rows))
    kinds = [row.split()[5] if len(row.split()) > 5 else "" for row in rows]
    return tuple(msgspec.structs.replace(t, entity=kind) for t, kind in zip(plain, kinds, strict=True))


def tags(tokens: tuple[Token, ...]) -> list[str]:
    return [f"{t.text}/{t.upos}" for t in tokens]


def test_a_word_in_small_letters_is_no_name() -> None:
    tokens = read("The DET DT 2 det", "alliance PROPN NNP 3 nsubj organization", "grew VERB VBD 0 root")
    assert tags(mend_tree(tokens))[1] == "alliance/NOUN"


def test_a_name_that_is_written_small_stays_one() -> None:
    tokens = read("quillonic PROPN NNP 2 nsubj organization", "grew VERB VBD 0 root")
    assert tags(mend_tree(tokens))[0] == "quillonic/PROPN"


TITLE = ("Acme PROPN NNP 3 nmod:poss", "’s PART POS 1 case", "Chairman PROPN NNP {} person")


def test_a_title_after_its_owner_is_a_noun() -> None:
    tokens = read(*(row.format("4 nsubj") for row in TITLE), "left VERB VBD 0 root")
    assert tags(mend_tree(tokens))[2] == "Chairman/NOUN"


def test_a_title_before_a_name_is_part_of_it() -> None:
    tokens = read(*(row.format("4 compound") for row in TITLE), "Lee PROPN NNP 5 nsubj person", "left VERB VBD 0 root")
    assert tags(mend_tree(tokens))[2] == "Chairman/PROPN"


def test_an_owner_s_brand_stays_a_name() -> None:
    tokens = read(
        "Acme PROPN NNP 3 nmod:poss", "’s PART POS 1 case", "Vega PROPN NNP 4 nsubj object", "left VERB VBD 0 root"
    )
    assert tags(mend_tree(tokens))[2] == "Vega/PROPN"


@pytest.mark.parametrize(("kind", "head"), [("organization", "chairman"), ("person", "unit")])
def test_a_person_is_an_apposition_of_a_person(kind: str, head: str) -> None:
    tokens = read(
        "chairman NOUN NN 7 nsubj person",
        "of ADP IN 4 case",
        "the DET DT 4 det",
        f"unit NOUN NN 1 nmod {kind}",
        ", PUNCT , 6 punct",
        "Ann PROPN NNP 4 appos person",
        "left VERB VBD 0 root",
    )
    assert show_tree(mend_tree(tokens))[5] == f"Ann<{head}:appos"


def test_an_adjective_belongs_to_the_noun_after_it() -> None:
    tokens = read(
        "growth NOUN NN 5 nsubj abstract",
        "and CCONJ CC 4 cc",
        "rapid ADJ JJ 1 conj",
        "change NOUN NN 1 conj abstract",
        "came VERB VBD 0 root",
    )
    assert show_tree(mend_tree(tokens))[1:4] == ["and<change:cc", "rapid<change:amod", "change<growth:conj"]


def test_what_has_its_owner_before_it_does_not_share_the_one_after() -> None:
    tokens = read(
        "Acme PROPN NNP 3 nmod:poss organization",
        "’s PART POS 1 case",
        "director NOUN NN 9 nsubj person",
        "and CCONJ CC 5 cc",
        "chairman NOUN NN 3 conj",
        "of ADP IN 8 case",
        "the DET DT 8 det",
        "unit NOUN NN 3 nmod organization",
        "left VERB VBD 0 root",
    )
    assert show_tree(mend_tree(tokens))[7] == "unit<chairman:nmod"


def test_two_titles_without_an_owner_share_what_follows() -> None:
    tokens = read(
        "director NOUN NN 6 nsubj person",
        "and CCONJ CC 3 cc",
        "chairman NOUN NN 1 conj",
        "of ADP IN 5 case",
        "Acme PROPN NNP 1 nmod organization",
        "left VERB VBD 0 root",
    )
    assert mend_tree(tokens) == tokens


def test_a_verb_with_a_subject_and_an_object_is_no_participle() -> None:
    tokens = read("Union PROPN NNP 2 nsubj:pass", "fined VERB VBN 0 root", "Quillon PROPN NNP 2 obj")
    mended = mend_tree(tokens)
    assert (mended[0].deprel, mended[1].xpos) == ("nsubj", "VBD")


def test_a_participle_without_an_object_may_lack_its_auxiliary() -> None:
    tokens = read("Two NUM CD 2 nsubj:pass", "injured VERB VBN 0 root")
    assert mend_tree(tokens) == tokens


def test_a_passive_keeps_its_subject() -> None:
    tokens = read("He PRON PRP 3 nsubj:pass", "was AUX VBD 3 aux:pass", "fined VERB VBN 0 root", "$9 SYM $ 3 obj")
    assert mend_tree(tokens) == tokens


def test_a_subject_hangs_on_its_verb() -> None:
    tokens = read("Vera PROPN NNP 3 nsubj", "remains VERB VBZ 0 root", "captain NOUN NN 2 xcomp")
    assert show_tree(mend_tree(tokens))[0] == "Vera<remains:nsubj"


def test_two_names_in_one_role_are_one() -> None:
    tokens = read("Rask PROPN NNP 3 nsubj", "City PROPN NNP 3 nsubj", "won VERB VBD 0 root")
    assert show_tree(mend_tree(tokens))[:2] == ["Rask<won:nsubj", "City<Rask:flat"]


def test_two_names_in_two_roles_stay_two() -> None:
    tokens = read("They PRON PRP 2 nsubj", "gave VERB VBD 0 root", "Vera PROPN NNP 2 iobj", "Orla PROPN NNP 2 obj")
    assert mend_tree(tokens) == tokens


def test_words_with_capitals_before_a_name_are_part_of_it() -> None:
    tokens = read(
        "the DET DT 4 det",
        "Northern ADJ JJ 4 amod",
        "Water NOUN NN 4 compound",
        "Board PROPN NNP 5 nsubj organization",
        "left VERB VBD 0 root",
    )
    assert [t.xpos for t in mend_tree(tokens)][:4] == ["DT", "NNP", "NNP", "NNP"]


@pytest.mark.parametrize("word", ["northern ADJ JJ", "Chinese ADJ JJ"])
def test_an_adjective_before_one_name_is_no_part_of_it(word: str) -> None:
    tokens = read("the DET DT 3 det", f"{word} 3 amod", "Board PROPN NNP 4 nsubj organization", "left VERB VBD 0 root")
    assert mend_tree(tokens) == tokens


def test_a_code_that_hangs_below_a_name_is_part_of_it() -> None:
    tokens = read("Quillon PROPN NNP 3 nsubj object", "X7 NOUN NN 1 flat", "won VERB VBD 0 root")
    assert tags(mend_tree(tokens))[1] == "X7/PROPN"
