"""Scores of heads → a tree: the maximum spanning arborescence with one root.

Chu and Liu (1965), Edmonds (1967); run only where the best head of each word is no tree already.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64] | NDArray[np.float32]


def decode_tree(scores: Scores) -> list[int]:
    """Heads of a sentence of n words; `scores` is n × (n+1), finite, column 0 the root. Returns heads 0..n.

    Of all trees in which one word has the root as its head, the one whose scores add up to most.
    """
    greedy: list[int] = scores.argmax(axis=1).tolist()
    if greedy.count(0) == 1 and not _find_cycle([0, *greedy]):
        return greedy
    words = scores.shape[0]
    square = np.full((words + 1, words + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    known = square[np.isfinite(square)]
    # Each further child of the root costs more than all scores together can make up for.
    square[1:, 0] -= 1 + words * float(known.max() - known.min())
    return _span(square)[1:]


def _find_cycle(heads: list[int]) -> list[int]:
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        word = start
        while word and state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if word and state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return []


def _span(scores: NDArray[np.float64]) -> list[int]:
    """Heads of the best arborescence from node 0; rows are dependents, columns are heads."""
    heads = [0] + [int(head) for head in scores[1:].argmax(axis=1)]
    cycle = _find_cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    outside = [node for node in range(len(heads)) if node not in inside]
    merged = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    merged[:-1, :-1] = scores[np.ix_(outside, outside)]
    gains = scores[np.ix_(cycle, outside)] - scores[cycle, [heads[word] for word in cycle]][:, None]
    enter = gains.argmax(axis=0).tolist()
    merged[-1, :-1] = gains.max(axis=0)
    scored = scores[np.ix_(outside, cycle)]
    leave = scored.argmax(axis=1).tolist()
    merged[:-1, -1] = scored.max(axis=1)
    small = _span(merged)
    for position, node in enumerate(outside):
        if node:
            head = small[position]
            heads[node] = cycle[leave[position]] if head == len(outside) else outside[head]
    into = small[-1]
    heads[cycle[enter[into]]] = outside[into]
    return heads
