"""Proposition → the sentence that stands alone, in the article's words with references spelled out."""

from __future__ import annotations

import re

from hfcheck.model import Argument, PhraseKind, Polarity, Proposition

_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|’s|’re|'s|'re|has|have|had|may|might|will|would|can|could|should|shall|must|does|do|did)\b"
)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "’re": "is", "'re": "is"}


def word_claim(proposition: Proposition) -> str:
    """ "the agreement" + "signed" + "in May" → "The agreement between A and B was signed in May"."""
    subject = proposition.subject.full
    relation = _agree(proposition, _make_finite(proposition))
    # What opens the sentence goes to its end: "In May, A …" is "A … in May".
    fronted = [
        a for a in proposition.arguments if a.phrase.start < proposition.subject.start and _stands_here(proposition)
    ]
    ordered = [a for a in proposition.arguments if a not in fronted] + fronted
    parts = [subject, relation, *(_word_argument(a) for a in ordered)]
    text = " ".join(" ".join(part for part in parts if part).split())
    return text[:1].upper() + text[1:]


def _stands_here(proposition: Proposition) -> bool:
    return proposition.sentence_start <= proposition.subject.start < proposition.sentence_end


def _word_argument(argument: Argument) -> str:
    role = argument.role
    preposition = "by " if role == "agent" else role.removeprefix("obl:") + " " if role.startswith("obl:") else ""
    text = preposition + argument.phrase.full
    return text[:1].lower() + text[1:] if role == "time" and text[:3] in ("In ", "On ", "At ", "By ") else text


def _agree(proposition: Proposition, relation: str) -> str:
    """ "rivals such as A are …" is "A is …" once it is told of A alone."""
    subject = proposition.subject
    if subject.kind is not PhraseKind.NAME or subject.parties or subject.plural:
        return relation
    first, _, rest = relation.partition(" ")
    return " ".join([_SINGULAR.get(first, first), rest]).strip()


def _make_finite(proposition: Proposition) -> str:
    """A participle or infinitive gets the auxiliary that a sentence of its own needs."""
    relation = proposition.relation
    if _BE.search(relation) or proposition.kind != "clause":
        return relation
    plural = proposition.subject.plural or len(proposition.subject.antecedents) > 1
    if proposition.lemma.startswith("be "):
        denial = "not " if proposition.polarity is Polarity.DENIED else ""
        return f"{'were' if plural else 'was'} {denial}{relation}"
    if proposition.tense == "bare":
        verb = "could" if proposition.modality == "possible" else "are to" if plural else "is to"
        return f"{verb} {relation}"
    verb = next((w for w in relation.split() if not w.endswith("ly")), "")
    if verb.endswith("ing"):
        now, then = ("are", "were") if plural else ("is", "was")
        return f"{then if proposition.tense == 'past' else now} {relation}"
    return relation
