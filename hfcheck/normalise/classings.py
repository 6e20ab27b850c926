"""Verbs that put their object in a class: "positions A as a maker of cars" says that A is one."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.model import Phrase, PhraseKind, Proposition
from hfcheck.normalise.lexicon import load_words

_AS = "as"


class Classing(NamedTuple):
    """Who is put in which class; `judged`: only whoever does it says so."""

    thing: Phrase
    kind: Phrase
    judged: bool


def read_classing(proposition: Proposition) -> Classing | None:
    """The class that a clause puts its object, or a passive its subject, in by "as"; None for other clauses."""
    words = load_words()
    verb = proposition.verb or proposition.lemma
    if proposition.kind != "clause" or verb not in words.classing_verbs | words.judging_verbs:
        return None
    told = next((a.phrase for a in proposition.arguments if a.role == "obj"), None)
    thing = proposition.subject if proposition.verb and told is None else told
    if thing is None or thing.kind is not PhraseKind.NAME:
        return None
    beside = (a.phrase for a in proposition.arguments if a.role == f"obl:{_AS}")
    below = (phrase for preposition, phrase in thing.complements if preposition == _AS)
    kinds = (PhraseKind.NOMINAL, PhraseKind.NUMBER)
    kind = next((p for p in (*beside, *below) if p.kind in kinds), None)
    return Classing(thing, kind, verb in words.judging_verbs) if kind is not None else None
