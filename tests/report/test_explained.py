"""The tree of a sentence as it is drawn: every word once, below its head, and never wider than a terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hfcheck.model import Token
from hfcheck.report.explained import draw_tree, load_constructions


def make_token(index: int, head: int, text: str) -> Token:
    return Token(index, index, index + 1, text, text, "NOUN", "NN", head, "nmod:poss", "organization")


@given(st.lists(st.tuples(st.integers(0, 40), st.text("abcdefgh", min_size=1, max_size=60)), min_size=1, max_size=40))
def test_each_word_has_a_line_that_fits(words: list[tuple[int, str]]) -> None:
    # Each word hangs on an earlier one, the first on none: always a tree.
    tokens = tuple(make_token(index, above % index if index else -1, text) for index, (above, text) in enumerate(words))
    lines = list(draw_tree(tokens))
    assert len(lines) == len(tokens)
    assert all(len(line) <= 80 for line in lines)


def test_words_stand_below_their_heads() -> None:
    tokens = (make_token(0, 1, "Ann"), make_token(1, -1, "left"), make_token(2, 1, "Oslo"))
    assert [line.split("nmod")[0].strip() for line in draw_tree(tokens)] == ["left", "├─ Ann", "└─ Oslo"]


def test_constructions_have_words() -> None:
    assert all(load_constructions().values())
