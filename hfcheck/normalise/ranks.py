"""Clauses that rank their subject → the rank, by what, and among what."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from hfcheck.model import Proposition, Quantity
from hfcheck.normalise.cores import find_argument
from hfcheck.normalise.lexicon import load_words
from hfcheck.values.moments import read_moments
from hfcheck.values.ranks import FoundRank, load_rank_words, read_place, read_rank

UNIT = "rank"

_RANKS = "ranks"
_NUMBERED = "numbered"
_PLACE = "place"


class Rank(NamedTuple):
    """`relation`: "ranks" by a superlative, which may change, or "numbered", a place in a row, which stays."""

    relation: str
    number: Quantity
    measure: str
    scope: str | None


def read_ranking(proposition: Proposition) -> Rank | None:
    """The rank that a clause gives its subject, or None."""
    if proposition.lemma in load_rank_words().verbs:
        return _read_placed(proposition)
    predicate = find_argument(proposition, "pred")
    if predicate is None and proposition.lemma in load_words().reporting_verbs:
        predicate = find_argument(proposition, "obj")
    found = read_rank(predicate.phrase.text) if predicate is not None else None
    if predicate is None or found is None or predicate.phrase.plural:
        return None
    held = predicate.role != "pred"
    if held and not found.by:
        # "has a second brand in Norway" gives it no rank.
        return None
    further = _list_further(proposition, predicate.phrase.text)
    relation = _RANKS if found.by else _NUMBERED
    return Rank(relation, _count(found.number, found.surface), _say_measure(found), _join_scope(found.among, further))


def _read_placed(proposition: Proposition) -> Rank | None:
    predicate = find_argument(proposition, "pred")
    said = proposition.relation.lower().split()
    placed = read_place(predicate.phrase.text if predicate is not None else said[-1] if said else "")
    if placed is None:
        return None
    number, among = placed
    further = _list_further(proposition, predicate.phrase.text if predicate is not None else "")
    return Rank(_RANKS, _count(number, f"{proposition.relation} {number}"), _PLACE, _join_scope(among, further))


def _count(number: int, surface: str) -> Quantity:
    return Quantity(low=Decimal(number), high=Decimal(number), unit=UNIT, surface=surface)


def _say_measure(found: FoundRank) -> str:
    return f"{found.by} {found.noun}".strip()


def _list_further(proposition: Proposition, told: str) -> list[str]:
    """What else narrows the rank: arguments beside it that are no time."""
    articles = load_words().articles
    further = []
    for argument in proposition.arguments:
        text = argument.phrase.full
        if argument.role.startswith("obl:") and text not in told and not read_moments(text):
            words = [word for word in text.lower().split() if word not in articles]
            further.append(f"{argument.role.removeprefix('obl:')} {' '.join(words)}")
    return further


def _join_scope(among: str, further: list[str]) -> str | None:
    return "; ".join(sorted(part for part in (among, *further) if part)) or None
