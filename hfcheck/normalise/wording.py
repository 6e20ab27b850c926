"""Proposition → the sentence that stands alone, in the article's words with references spelled out."""

from __future__ import annotations

from functools import cache

from hfcheck.model import Argument, Modality, PhraseKind, Polarity, Proposition
from hfcheck.normalise.lexicon import load_words, match_words
from hfcheck.normalise.verbs import make_gerund, make_third_person, tell_past
from hfcheck.values.lexicon import load_date_words


@cache
def _list_named_times() -> frozenset[str]:
    """Months and weekdays, which keep their capital."""
    words = load_date_words()
    return frozenset(form.title() for forms in (*words.months, *words.weekdays) for form in forms)


def word_claim(proposition: Proposition) -> str:
    """ "the agreement" + "signed" + "in May" → "The agreement between A and B was signed in May"."""
    subject = proposition.subject.full
    relation = _agree(proposition, _make_finite(proposition))
    # What opens the sentence goes to its end: "In May, A …" is "A … in May"; "a post A held" is "A held a post".
    fronted = [a for a in proposition.arguments if _stands_in_front(a, proposition)]
    objects = [a for a in fronted if a.role == "obj"]
    ordered = [a for a in proposition.arguments if a not in fronted]
    ordered = [*objects, *ordered, *(a for a in fronted if a not in objects)]
    ordered = [a for a in ordered if not _is_inside(a, ordered)]
    parts = [subject, relation, *(_word_argument(a) for a in ordered)]
    text = " ".join(" ".join(part for part in parts if part).split())
    shown = match_words(load_words().denials).search(text.lower()) or "n't" in text.replace("’", "'")
    if proposition.polarity is Polarity.DENIED and not shown:
        # The denial stood outside these words: "Neither A nor B …", "A denied that …".
        return "It is not so that " + text
    return text[:1].upper() + text[1:]


def _is_inside(argument: Argument, others: list[Argument]) -> bool:
    """Whether a time is told by another argument's words anyway: "was $4 billion in 2020"."""
    own = argument.phrase
    wider = (o.phrase for o in others if o.role != "time")
    holders = (w for w in wider if w.start <= own.start and own.end <= w.end)
    return argument.role == "time" and any(w.full == w.text for w in holders)


def _stands_in_front(argument: Argument, proposition: Proposition) -> bool:
    """Whether an argument comes before the subject, where the sentence itself has the subject."""
    subject = proposition.subject
    here = proposition.sentence_start <= subject.start < proposition.sentence_end
    return here and argument.phrase.start < subject.start


def _word_argument(argument: Argument) -> str:
    """An argument with its preposition; the capital that opened a sentence goes."""
    role = argument.role
    text = argument.phrase.full
    if role == "time":
        return text[:1].lower() + text[1:] if text.split()[0] not in _list_named_times() else text
    if role == "agent":
        return "by " + text
    if role == "pred":
        first, space, rest = text.partition(" ")
        opens = first.lower() in load_words().past_titles | load_words().plain_titles
        return f"{first.lower() if opens else first}{space}{rest}"
    return f"{role.removeprefix('obl:')} {text}" if role.startswith("obl:") else text


def _agree(proposition: Proposition, relation: str) -> str:
    """ "rivals such as A are …" is "A is …" once it is told of A alone."""
    subject = proposition.subject
    one = subject.kind in (PhraseKind.NAME, PhraseKind.NOMINAL) and len(subject.antecedents) < 2
    if not one or subject.parties or subject.plural:
        return relation
    first, _, rest = relation.partition(" ")
    return " ".join([load_words().singular_of.get(first, first), rest]).strip()


def _make_finite(proposition: Proposition) -> str:
    """A participle or infinitive gets the auxiliary that a sentence of its own needs."""
    # A participle that opened its sentence has a capital: "Born in 1971, …".
    relation = proposition.relation
    if relation[1:2].islower():
        relation = relation[:1].lower() + relation[1:]
    plural = proposition.subject.plural or len(proposition.subject.antecedents) > 1
    for participle, told in (("having ", "had "), ("being ", "were " if plural else "was ")):
        if relation.startswith(participle):
            return told + relation.removeprefix(participle)
    # In "believed to be" what follows "to" is no finite verb.
    opening = relation.split(" to ")[0]
    open_infinitive = proposition.tense == "bare" and relation.startswith("be ")
    finite = match_words(load_words().finite_verbs).search(opening) and not open_infinitive
    if finite or proposition.kind != "clause":
        return relation
    if proposition.lemma.startswith("be ") and " to be " in relation:
        # "agreed to be bought" has its verb.
        return relation
    if proposition.lemma.startswith("be ") and not open_infinitive:
        denial = "not " if proposition.polarity is Polarity.DENIED else ""
        return f"{'were' if plural else 'was'} {denial}{relation}"
    if proposition.tense == "bare":
        verb = "could" if proposition.modality is Modality.POSSIBLE else "are to" if plural else "is to"
        return f"{verb} {relation}"
    return _tell_participle(proposition, relation, plural=plural)


def _tell_participle(proposition: Proposition, relation: str, *, plural: bool) -> str:
    """ "making" → "made" or "makes", "not making" → "was not making"; another relation as it is."""
    words = relation.split()
    at = next((n for n, w in enumerate(words) if not w.endswith("ly")), 0)
    if not words[at].endswith("ing"):
        return relation
    past = proposition.tense == "past"
    lemma = proposition.lemma.partition(" ")[0]
    if proposition.polarity is Polarity.AFFIRMED and past:
        return " ".join([*words[:at], tell_past(words[at]), *words[at + 1 :]])
    if proposition.polarity is Polarity.AFFIRMED and make_gerund(lemma) == words[at]:
        return " ".join([*words[:at], lemma if plural else make_third_person(lemma), *words[at + 1 :]])
    now, then = ("are", "were") if plural else ("is", "was")
    denial = "not " if proposition.polarity is Polarity.DENIED else ""
    return f"{then if past else now} {denial}{relation}"
