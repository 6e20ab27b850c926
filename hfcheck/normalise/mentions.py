"""The names that the propositions of all articles hold, and what the articles say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.folding import fold_name
from hfcheck.normalise.lexicon import load_words


class Mentions(NamedTuple):
    """Folded names: by article, the pairs of a full and a short name by article, the kinds of each, and places.

    `places` are the names that stand, in an article, where a place or an employer does.
    """

    by_article: Mapping[str, set[str]]
    short_names: Mapping[str, set[tuple[str, str]]]
    kinds: Mapping[str, set[str]]
    places: Mapping[str, set[str]]

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted({name for names in self.by_article.values() for name in names})


def gather_mentions(articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge) -> Mentions:
    """Read all names off the propositions."""
    texts = {article.id: article.text for article in articles}
    by_article: dict[str, set[str]] = defaultdict(set)
    short_names: dict[str, set[tuple[str, str]]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for extract in extracts:
        text = texts.get(extract.article, "")
        for proposition in extract.propositions:
            names = {fold_name(text[a:b]) for phrase in _walk_phrases(proposition) for a, b in phrase.names}
            pair = _read_short_name(proposition)
            if pair is not None:
                short_names[extract.article].add(pair)
                names.update(pair)
            by_article[extract.article] |= names - {""}
            kind = _read_kind(proposition, knowledge)
            if kind:
                kinds[fold_name(proposition.subject.head)].add(kind)
            places[extract.article] |= set(_find_places(proposition, knowledge))
    return Mentions(dict(by_article), dict(short_names), dict(kinds), dict(places))


def _walk_phrases(proposition: Proposition) -> Iterator[Phrase]:
    """Every phrase of a proposition, and those inside it."""
    pending = [
        proposition.subject,
        *(a.phrase for a in proposition.arguments),
        *(v.source for v in proposition.attribution if v.source),
    ]
    while pending:
        phrase = pending.pop()
        yield phrase
        pending += [*phrase.parties, *(p for _, p in phrase.complements), *([phrase.owner] if phrase.owner else [])]


def _read_short_name(proposition: Proposition) -> tuple[str, str] | None:
    """ "World Health Organization (WHO)": the full name and the short one."""
    if proposition.kind != "alias" or proposition.subject.kind is not PhraseKind.NAME:
        return None
    return fold_name(proposition.subject.head), fold_name(proposition.arguments[0].phrase.head)


def _read_kind(proposition: Proposition, knowledge: Knowledge) -> str:
    """The class of the knowledge that a name is said to be of: "bank" for "the lender Barclays"; "" for none."""
    subject = proposition.subject
    if subject.kind is not PhraseKind.NAME or subject.parties or proposition.kind == "alias":
        return ""
    if proposition.kind not in ("description", "member") and proposition.lemma != "be":
        return ""
    predicate = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
    return _find_class(predicate, knowledge) if predicate is not None else ""


def _find_class(phrase: Phrase, knowledge: Knowledge) -> str:
    words = [*phrase.modifiers, phrase.head]
    for start in range(len(words)):
        tail = " ".join(words[start:])
        if found := knowledge.class_of_word.get(tail):
            return found
        if knowledge.title_of_words.get(tail):
            return "person"
    return ""


def _find_places(proposition: Proposition, knowledge: Knowledge) -> Iterator[str]:
    """Names after "in" or "at", those with inhabitants, and those at which somebody holds an office."""
    words = load_words()
    for argument in proposition.arguments:
        phrase = argument.phrase
        if argument.role in words.place_roles and phrase.kind is PhraseKind.NAME:
            yield fold_name(phrase.head)
        if argument.role == "obj" and knowledge.measure_of_word.get(phrase.head) in words.places_of_measures:
            yield fold_name(proposition.subject.head)
        employers = [p for prep, p in phrase.complements if prep in words.title_prepositions]
        if argument.role == "pred" and _find_class(phrase, knowledge) == "person":
            employers += [phrase.owner] if phrase.owner else []
            yield from (fold_name(p.head) for p in employers if p.kind is PhraseKind.NAME)
