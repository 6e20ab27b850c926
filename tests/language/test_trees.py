"""The decoder against every tree there is."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.language.trees import Scores, decode_tree

Rows = list[list[float]]


@st.composite
def draw_scores(draw: st.DrawFn, most: int) -> Scores:
    """n × (n+1) scores of words against heads; whole numbers, so that many trees tie, or any."""
    words = draw(st.integers(1, most))
    numbers = st.integers(-3, 3).map(float) | st.floats(-50, 50, width=32)
    rows: Rows = draw(
        st.lists(st.lists(numbers, min_size=words + 1, max_size=words + 1), min_size=words, max_size=words)
    )
    return np.array(rows, dtype=np.float64)


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    reached = {0}
    while grown := {word for word, head in enumerate(heads, 1) if head in reached} - reached:
        reached |= grown
    return heads.count(0) == 1 and len(reached) == len(heads) + 1


def sum_scores(scores: Scores, heads: tuple[int, ...] | list[int]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@given(draw_scores(4))
def test_no_tree_scores_better(scores: Scores) -> None:
    words = scores.shape[0]
    trees = [heads for heads in itertools.product(range(words + 1), repeat=words) if is_tree(heads)]
    best = max(sum_scores(scores, heads) for heads in trees)
    assert sum_scores(scores, decode_tree(scores)) == pytest.approx(best, abs=1e-6)


@given(draw_scores(12))
def test_it_is_always_one_tree_with_one_root(scores: Scores) -> None:
    assert is_tree(decode_tree(scores))


def test_the_best_root_may_be_an_unlikely_one() -> None:
    # Six words that all prefer the root; only with the last below the root do the others get their good heads.
    scores = np.full((6, 7), -10.0)
    scores[:, 0] = [9, 8, 7, 6, 5, 4]
    scores[:5, 6] = 8.5
    assert decode_tree(scores) == [6, 6, 6, 6, 6, 0]


def test_two_cycles_and_a_chain() -> None:
    scores = np.zeros((5, 6))
    scores[0, 2] = scores[1, 1] = scores[2, 4] = scores[3, 3] = 9
    scores[2, 1] = scores[4, 4] = 5
    scores[0, 0] = 4
    assert decode_tree(scores) == [0, 1, 1, 3, 4]


def test_equal_scores_give_the_same_tree_each_time() -> None:
    scores = np.zeros((6, 7))
    assert decode_tree(scores) == decode_tree(scores.copy())
    assert is_tree(decode_tree(scores))


def test_one_word_is_the_root() -> None:
    assert decode_tree(np.array([[-3.0, 7.0]])) == [0]
