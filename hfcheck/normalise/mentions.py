"""The names that the propositions of articles hold, and what the articles say of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.folding import expand_digraphs, fold_name
from hfcheck.normalise.lexicon import load_words

Held = TypeVar("Held")

_IN_BRACKETS = re.compile(r"\s?\(\s?([A-Z][a-z&.-]*[A-Z][A-Za-z&.-]*)\s?\)")


class Mentions(msgspec.Struct, frozen=True):
    """Folded names by article, and what the articles say of them.

    `first` is the first place of each name by article; `short_names` are pairs of a full and a short name; `brackets`
    the short names in brackets, with the names before them where one stands there; `kinds` the classes that a name is
    said to be of, and `stated` those that a sentence of its own says ("X is a bank"); `nouns` the nouns that it is
    called by; `places` the names that stand where a place or an employer does; `digraphs` the other spelling of names
    with umlauts; `kinds_of` the classes that any article says a name to be of.
    """

    first: Mapping[str, Mapping[str, int]]
    short_names: Mapping[str, frozenset[tuple[str, str]]]
    brackets: Mapping[str, Mapping[str, frozenset[str]]]
    kinds: Mapping[str, Mapping[str, frozenset[str]]]
    stated: Mapping[str, Mapping[str, frozenset[str]]]
    nouns: Mapping[str, Mapping[str, frozenset[str]]]
    places: Mapping[str, frozenset[str]]
    digraphs: Mapping[str, str]
    kinds_of: Mapping[str, frozenset[str]]

    def names(self) -> list[str]:
        """All names, sorted."""
        return sorted({name for names in self.first.values() for name in names})

    def names_of(self, article: str) -> list[str]:
        """The names of an article, sorted."""
        return sorted(self.first.get(article, ()))


class _Gatherer:
    """Collects what `Mentions` holds of one article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.first: dict[str, int] = {}
        self.short_names: set[tuple[str, str]] = set()
        self.kinds: defaultdict[str, set[str]] = defaultdict(set)
        self.stated: defaultdict[str, set[str]] = defaultdict(set)
        self.nouns: defaultdict[str, set[str]] = defaultdict(set)
        self.places: set[str] = set()
        self.digraphs: dict[str, str] = {}

    def read(self, article: str, text: str, propositions: Sequence[Proposition]) -> Mentions:
        """What the propositions of an article say of names."""
        ends: dict[int, set[str]] = defaultdict(set)
        for proposition in propositions:
            self._read_names(proposition, text, ends)
            pair = _read_short_name(proposition)
            if pair is not None:
                self.short_names.add(pair)
                for name in pair:
                    self.first.setdefault(name, proposition.start)
            kind, noun = _read_kind(proposition, self.knowledge)
            name = fold_name(proposition.subject.head)
            if kind:
                self.kinds[name].add(kind)
                if proposition.kind == "clause":
                    self.stated[name].add(kind)
            if noun:
                self.nouns[name].add(noun)
            self.places |= set(_find_places(proposition, self.knowledge))
        self.first.pop("", None)
        kinds = _freeze(self.kinds)
        return Mentions(
            {article: self.first},
            {article: frozenset(self.short_names)},
            {article: _freeze(_read_brackets(text, ends))},
            {article: kinds},
            {article: _freeze(self.stated)},
            {article: _freeze(self.nouns)},
            {article: frozenset(self.places)},
            self.digraphs,
            kinds,
        )

    def _read_names(self, proposition: Proposition, text: str, ends: dict[int, set[str]]) -> None:
        for phrase in walk_phrases(proposition):
            for start, end in phrase.names:
                surface = text[start:end]
                name = fold_name(surface)
                self.first[name] = min(start, self.first.get(name, start))
                ends[end].add(name)
                if other := expand_digraphs(surface):
                    self.digraphs[name] = other
            if whole := fold_name(name_whole(phrase, text)):
                self.first[whole] = min(phrase.names[-1][0], self.first.get(whole, phrase.start))


def _freeze(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(told) for name, told in found.items()}


def read_mentions(extract: Extract, text: str, knowledge: Knowledge) -> Mentions:
    """The names of one article, and what its propositions say of them."""
    return _Gatherer(knowledge).read(extract.article, text, extract.propositions)


def join_mentions(parts: Iterable[Mentions]) -> Mentions:
    """The mentions of several articles as one; what each says of a name's class counts for all."""
    told = list(parts)
    digraphs: dict[str, str] = {}
    kinds_of: defaultdict[str, set[str]] = defaultdict(set)
    for part in told:
        digraphs.update(part.digraphs)
        for name, kinds in part.kinds_of.items():
            kinds_of[name] |= kinds
    return Mentions(
        _merge(part.first for part in told),
        _merge(part.short_names for part in told),
        _merge(part.brackets for part in told),
        _merge(part.kinds for part in told),
        _merge(part.stated for part in told),
        _merge(part.nouns for part in told),
        _merge(part.places for part in told),
        digraphs,
        _freeze(kinds_of),
    )


def _merge(parts: Iterable[Mapping[str, Held]]) -> dict[str, Held]:
    return {article: held for part in parts for article, held in part.items()}


def name_whole(phrase: Phrase, text: str) -> str:
    """The name that a common noun with a capital ends: "Acme Group", of which the parser saw "Acme"; "" for none."""
    if phrase.kind is not PhraseKind.NOMINAL or not phrase.names:
        return ""
    start, end = phrase.names[-1]
    after = text[end : phrase.end]
    noun = after.strip()
    return text[start : phrase.end] if after[:1] == " " and noun.isalpha() and noun[:1].isupper() else ""


def walk_phrases(proposition: Proposition) -> Iterator[Phrase]:
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
    pair = fold_name(proposition.subject.head), fold_name(proposition.arguments[0].phrase.head)
    return pair if all(pair) else None


def _read_brackets(text: str, ends: Mapping[int, set[str]]) -> dict[str, set[str]]:
    """Short names of capitals in brackets, each with the names that end right before one."""
    found: dict[str, set[str]] = defaultdict(set)
    for match in _IN_BRACKETS.finditer(text):
        found[fold_name(match[1])] |= ends.get(match.start(), set())
    return dict(found)


def _read_kind(proposition: Proposition, knowledge: Knowledge) -> tuple[str, str]:
    """The class of the knowledge that a name is said to be of, and the noun: "bank", "lender"; "" for none."""
    subject = proposition.subject
    if subject.kind is not PhraseKind.NAME or subject.parties or proposition.kind == "alias":
        return "", ""
    if proposition.kind not in ("description", "member") and proposition.lemma != "be":
        return "", ""
    predicate = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
    return (_find_class(predicate, knowledge), predicate.head) if predicate is not None else ("", "")


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
