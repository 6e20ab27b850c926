"""Repairs of trees: what each does, and that a tree stays one."""

from __future__ import annotations

from hypothesis import given

from hfcheck.language.mend import mend_tree
from hfcheck.model import Token

from .drawing import draw_tokens, is_tree, make_tokens, show_tree


@given(draw_tokens())
def test_a_tree_stays_one_tree_over_the_same_words(tokens: tuple[Token, ...]) -> None:
    mended = mend_tree(tokens)
    assert is_tree(mended)
    assert [(t.text, t.start, t.end) for t in mended] == [(t.text, t.start, t.end) for t in tokens]


@given(draw_tokens())
def test_mending_twice_is_mending_once(tokens: tuple[Token, ...]) -> None:
    mended = mend_tree(tokens)
    assert is_tree(mend_tree(mended))


def test_a_possessor_hangs_below_what_it_owns() -> None:
    tokens = make_tokens(
        "Acme PROPN NNP 4 nsubj", "’s PART POS 1 case", "plan NOUN NN 4 nsubj", "fails VERB VBZ 0 root"
    )
    assert show_tree(mend_tree(tokens))[0] == "Acme<plan:nmod:poss"


def test_a_name_hangs_flat_below_the_noun_that_describes_it() -> None:
    tokens = make_tokens(
        "chairman NOUN NN 3 compound", "Ann PROPN NNP 3 compound", "Lee PROPN NNP 4 nsubj", "left VERB VBD 0 root"
    )
    assert show_tree(mend_tree(tokens)) == ["chairman<left:nsubj", "Ann<chairman:flat", "Lee<Ann:flat", "left<:root"]


def test_a_name_in_another_role_stays_where_it_is() -> None:
    tokens = make_tokens(
        "She PRON PRP 2 nsubj", "told VERB VBD 0 root", "chairman NOUN NN 2 iobj", "Acme PROPN NNP 2 obj"
    )
    assert mend_tree(tokens) == tokens


def test_a_plural_after_a_name_may_be_the_verb() -> None:
    tokens = make_tokens(
        "Acme PROPN NNP 2 compound", "partners NOUN NNS 0 root", "with ADP IN 4 case", "Ford PROPN NNP 2 nmod"
    )
    assert show_tree(mend_tree(tokens)) == [
        "Acme<partners:nsubj",
        "partners<:root",
        "with<Ford:case",
        "Ford<partners:obl",
    ]


def test_a_plural_without_a_name_before_it_is_a_noun() -> None:
    tokens = make_tokens(
        "business NOUN NN 2 compound", "partners NOUN NNS 0 root", "with ADP IN 4 case", "Ford PROPN NNP 2 nmod"
    )
    assert mend_tree(tokens) == tokens
