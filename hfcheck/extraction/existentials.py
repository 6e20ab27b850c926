"""Clauses with "there is": what there is, and who has it or where."""

from __future__ import annotations

from hfcheck.extraction.drafts import Draft
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.model import Argument

_PLACES = ("in", "on", "at", "within", "across")


def read_existential(phrases: PhraseReader, draft: Draft, head: int) -> Draft | None:
    """ "There are 14 provinces in Ostavia" → Ostavia has 14 provinces; without a named place they exist.

    `draft` is the clause as it is without a subject; None where `head` is no such clause.
    """
    tree = phrases.tree
    expletive, own = tree.kid(head, "expl"), tree.kid(head, "nsubj")
    if expletive is None or own is None or tree.lemma(expletive) != "there" or tree.lemma(head) != "be":
        return None
    places = [k for k in (*tree.kids(own, "nmod"), *tree.kids(head, "obl")) if tree.case(k) in _PLACES]
    place = next((k for k in places if k > own and phrases.extents.name_at(k)), None)
    if place is None:
        return draft._replace(subject=phrases.read(own), lemma="exist", words="existed" if draft.past else "exists")
    apart = set(tree.subtree(place))
    thing = phrases.make(own, [w for w in phrases.extents.own_words(own) if w not in apart] or [own])
    had = "had" if draft.past else "has"
    told = Argument("obj", thing)
    return draft._replace(subject=phrases.read(place), lemma="have", words=had, arguments=(told,))
