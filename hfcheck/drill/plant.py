"""Which contradictions to plant where: a plan that hangs on the articles and the seed alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

from hfcheck.drill.edits import change_date, change_number, change_quotation, change_title, deny
from hfcheck.drill.exchanges import change_member, change_name, change_place, swap_roles
from hfcheck.drill.passages import Passage, list_passages
from hfcheck.drill.records import Planted, Trial
from hfcheck.drill.rewordings import reword
from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Sentence

KINDS: Mapping[str, Callable[[Passage, Knowledge], Iterator[Planted]]] = {
    "number": change_number,
    "date": change_date,
    "polarity": deny,
    "name": change_name,
    "role": change_title,
    "swapped roles": swap_roles,
    "place": change_place,
    "membership": change_member,
    "quotation": change_quotation,
}
"""The kinds of contradiction that a drill plants, and what plants them."""

_FEWEST_WORDS = 6


def plan_drill(
    articles: Sequence[tuple[Article, Sequence[Sentence]]],
    knowledge: Knowledge,
    *,
    seed: int,
    each: int,
    kinds: Sequence[str] = tuple(KINDS),
) -> tuple[Trial, ...]:
    """Up to `each` trials of every kind: sentences chosen by the seed, spread over the articles.

    The plan is the same for the same articles and seed, on every machine.
    """
    passages = [p for p in list_passages(articles, seed) if len(p.tokens) >= _FEWEST_WORDS]
    trials: list[Trial] = []
    for kind in kinds:
        taken = 0
        for passage in _spread(passages, kind, seed):
            if taken == each:
                break
            planted = next(KINDS[kind](passage, knowledge), None)
            if planted is not None:
                trials.append(_make_trial(kind, passage, planted))
                taken += 1
    return tuple(trials)


def _make_trial(kind: str, passage: Passage, planted: Planted) -> Trial:
    sentence = passage.sentence
    rewording = next(reword(passage), None)
    return Trial(kind, passage.article, sentence.start, sentence.end, passage.text, planted, rewording)


def _spread(passages: Sequence[Passage], kind: str, seed: int) -> list[Passage]:
    """All passages: one of each article in turn, each article's own in an order that the seed makes."""
    turns: dict[str, int] = {}
    ranked = []
    for passage in sorted(passages, key=lambda p: _hash(f"{seed}|{kind}|{p.article.id}|{p.sentence.start}")):
        turn = turns.get(passage.article.id, 0)
        turns[passage.article.id] = turn + 1
        ranked.append((turn, _hash(f"{seed}|{kind}|{turn}|{passage.article.id}"), passage))
    return [passage for _, _, passage in sorted(ranked, key=lambda one: one[:2])]


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()
