"""The names that the propositions of all articles hold, and what the articles say of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.folding import expand_digraphs, fold_name
from hfcheck.normalise.lexicon import load_words

_IN_BRACKETS = re.compile(r"\s?\(\s?([A-Z][A-Za-z&.-]*[A-Z][A-Za-z&.-]*)\s?\)")


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
    """Collects what `Mentions` holds, article by article."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.first: dict[str, dict[str, int]] = {}
        self.short_names: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.brackets: dict[str, dict[str, set[str]]] = {}
        self.kinds: dict[str, dict[str, set[str]]] = {}
        self.stated: dict[str, dict[str, set[str]]] = {}
        self.nouns: dict[str, dict[str, set[str]]] = {}
        self.places: dict[str, set[str]] = defaultdict(set)
        self.digraphs: dict[str, str] = {}
        self.kinds_of: dict[str, set[str]] = defaultdict(set)

    def read(self, article: str, text: str, propositions: Sequence[Proposition]) -> None:
        first = self.first.setdefault(article, {})
        ends: dict[int, set[str]] = defaultdict(set)
        kinds, nouns = self.kinds.setdefault(article, {}), self.nouns.setdefault(article, {})
        stated = self.stated.setdefault(article, {})
        for proposition in propositions:
            self._read_names(proposition, text, first, ends)
            pair = _read_short_name(proposition)
            if pair is not None:
                self.short_names[article].add(pair)
                for name in pair:
                    first.setdefault(name, proposition.start)
            kind, noun = _read_kind(proposition, self.knowledge)
            name = fold_name(proposition.subject.head)
            if kind:
                kinds.setdefault(name, set()).add(kind)
                self.kinds_of[name].add(kind)
                if proposition.kind == "clause":
                    stated.setdefault(name, set()).add(kind)
            if noun:
                nouns.setdefault(name, set()).add(noun)
            self.places[article] |= set(_find_places(proposition, self.knowledge))
        first.pop("", None)
        self.brackets[article] = _read_brackets(text, ends)

    def _read_names(
        self, proposition: Proposition, text: str, first: dict[str, int], ends: dict[int, set[str]]
    ) -> None:
        for phrase in walk_phrases(proposition):
            for start, end in phrase.names:
                surface = text[start:end]
                name = fold_name(surface)
                first[name] = min(start, first.get(name, start))
                ends[end].add(name)
                if other := expand_digraphs(surface):
                    self.digraphs[name] = other
            if whole := fold_name(name_whole(phrase, text)):
                first[whole] = min(phrase.names[-1][0], first.get(whole, phrase.start))

    def finish(self) -> Mentions:
        def freeze(found: Mapping[str, Mapping[str, set[str]]]) -> dict[str, dict[str, frozenset[str]]]:
            return {key: {name: frozenset(told) for name, told in inner.items()} for key, inner in found.items()}

        return Mentions(
            self.first,
            {article: frozenset(pairs) for article, pairs in self.short_names.items()},
            freeze(self.brackets),
            freeze(self.kinds),
            freeze(self.stated),
            freeze(self.nouns),
            {article: frozenset(names) for article, names in self.places.items()},
            self.digraphs,
            {name: frozenset(kinds) for name, kinds in self.kinds_of.items()},
        )


def gather_mentions(articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge) -> Mentions:
    """Read all names off the propositions."""
    texts = {article.id: article.text for article in articles}
    gatherer = _Gatherer(knowledge)
    for extract in sorted(extracts, key=lambda e: e.article):
        gatherer.read(extract.article, texts.get(extract.article, ""), extract.propositions)
    return gatherer.finish()


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
