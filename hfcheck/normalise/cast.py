"""Who is who among people known by description, over all articles.

"A wife of X", "the woman, identified as Y", "she" and, in another article, "X's spouse": one person, where each
description has one holder. Two articles' children of one person are one child only where both take part, with the
same relatives, in one event that happens once. What is not certain stays apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Entity, EventRef, Phrase, PhraseKind, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.events import find_event_kind, find_patients
from hfcheck.normalise.folding import fold_name, list_words
from hfcheck.normalise.kinship import load_kinship
from hfcheck.normalise.names import Names
from hfcheck.normalise.referents import Place, Referent, ReferentReader
from hfcheck.normalise.relatives import FindLeader, Relative, RelativeReader

# How far back, in characters, "she" may reach to somebody known by description.
_REACH = 1200
_LEAST_NAME = 3
_LEAST_TOGETHER = 2


class Part(NamedTuple):
    """A mention with whom it stands for, and the event that he takes part in, where that tells him apart."""

    relative: Relative
    entity: Entity
    event: EventRef | None


class Cast(msgspec.Struct, frozen=True):
    """Whom the phrases and names of one article stand for, and its mentions of relatives by place.

    `things` are what nominals stand for that are of no person; phrases are told apart by their place and head.
    """

    phrases: Mapping[Place, Entity] = {}
    names: Mapping[str, Entity] = {}
    women: tuple[tuple[int, Entity], ...] = ()
    parts: tuple[Part, ...] = ()
    ties: Mapping[Place, tuple[Entity, str]] = {}
    things: Mapping[Place, Entity] = {}
    happenings: Mapping[tuple[int, str], EventRef] = {}

    def find(self, phrase: Phrase) -> Entity | None:
        """The person or thing that a phrase stands for, or None where it is nobody of the cast."""
        found = self.find_person(phrase)
        return self.things.get((phrase.start, phrase.head)) if found is None and _is_nominal(phrase) else found

    def find_person(self, phrase: Phrase) -> Entity | None:
        """The person that a phrase stands for, or None where it is nobody of the cast."""
        if _is_nominal(phrase):
            return self.phrases.get((phrase.start, phrase.head))
        if phrase.kind is PhraseKind.PRONOUN and phrase.text.lower() in load_kinship().female_pronouns:
            return self._find_woman(phrase)
        return None

    def find_tie(self, phrase: Phrase) -> tuple[Entity, str] | None:
        """Whose relative a phrase names, and the relation of the packs to him; None where that is not known."""
        owner, role = self.ties.get((phrase.start, phrase.head), (None, ""))
        relation = load_kinship().relations.get(role)
        return (owner, relation) if owner is not None and relation else None

    def find_happening(self, sentence: int, lemma: str) -> EventRef | None:
        """What the clause of a verb in a sentence tells of, where two of the cast undergo it together."""
        return self.happenings.get((sentence, lemma))

    def _find_woman(self, phrase: Phrase) -> Entity | None:
        """ "she" for the woman told of before, where coreference has found nobody who has a name."""
        if any(a.kind is PhraseKind.NAME for a in phrase.antecedents):
            return None
        before = [e for at, e in self.women if phrase.start - _REACH <= at < phrase.start]
        return before[-1] if before and len({e.id for e in before}) == 1 else None

    def rename(self, entity: Entity) -> Entity:
        """The person whom a name of the article stands for, else the entity as it is."""
        return self.names.get(entity.id, entity)


def _is_nominal(phrase: Phrase) -> bool:
    return phrase.kind is PhraseKind.NOMINAL


class Draft(msgspec.Struct):
    """What one article tells of people known by description, and the ties that its phrases name."""

    referents: list[Referent] = []
    ties: dict[Place, tuple[Entity, str]] = {}


def read_draft(
    article: str, propositions: Sequence[Proposition], entities: EntityReader, find_leader: FindLeader
) -> Draft:
    """The people of one article known by description. `entities` is asked for names alone, and has no cast yet."""
    found = ReferentReader(article, entities, propositions, RelativeReader(article, entities, find_leader))
    referents = found.read()
    return Draft(referents, found.ties)


NameWords = tuple[str, tuple[str, ...]]
"""The entity of a name, and its words that count."""


def list_name_words(article: str, names: Names) -> Iterator[NameWords]:
    """The names of one article, as the cast looks them up."""
    for name in names.names_of(article):
        words = tuple(_list_name_words(name))
        if words:
            yield names.resolve(article, name).id, words


def list_happenings(
    propositions: Sequence[Proposition], cast: Cast, knowledge: Knowledge
) -> Iterator[tuple[tuple[int, str], EventRef]]:
    """What befell several of an article's cast together, by the sentence and the verbs that tell it."""
    for kind, sentence, phrases in find_patients(propositions, knowledge):
        told = {e.id for p in phrases for one in (p, *p.antecedents) if (e := cast.find_person(one)) is not None}
        if len(told) < _LEAST_TOGETHER:
            continue
        event = EventRef(kind=kind, participants=tuple(sorted(told)))
        lemmas = {p.lemma for p in propositions if p.sentence_start == sentence}
        same = sorted(lemma for lemma in lemmas if find_event_kind(lemma, knowledge)[0] == kind)
        yield from (((sentence, lemma), event) for lemma in same)


def identify_people(drafts: Mapping[str, Draft], names: Mapping[str, Sequence[NameWords]]) -> dict[str, Cast]:
    """Article → its people, over all articles; those of no people are left out. Nothing has happened to them yet."""
    phrases: defaultdict[str, dict[Place, Entity]] = defaultdict(dict)
    renamed: defaultdict[str, dict[str, Entity]] = defaultdict(dict)
    women: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    index = _NameIndex(names)
    for group, tie, kind in _group([r for _, draft in sorted(drafts.items()) for r in draft.referents]):
        entity = _make_entity(group, tie)
        event = EventRef(kind=kind, participants=(tie[0],)) if kind else None
        for article, called in index.find(group):
            renamed[article][called] = entity
        for referent in group:
            for relative in referent.relatives:
                phrases[referent.article][relative.phrase.start, relative.phrase.head] = entity
                parts[referent.article].append(Part(relative, entity, event))
                if "female" in referent.sexes and True not in referent.ages:
                    women[referent.article].append((relative.start, entity))
    tied = {article for article, draft in drafts.items() if draft.ties}
    return {
        article: Cast(
            phrases.get(article, {}),
            renamed.get(article, {}),
            tuple(sorted(women.get(article, ()), key=lambda w: w[0])),
            tuple(sorted(parts.get(article, ()), key=lambda p: p.relative.start)),
            drafts[article].ties,
        )
        for article in sorted(phrases.keys() | renamed.keys() | tied)
    }


def _group(referents: Sequence[Referent]) -> Iterable[tuple[list[Referent], tuple[str, str], str]]:
    """Referents of all articles that are one person, with the tie that says so and the event that tells him apart."""
    known: defaultdict[tuple[tuple[str, str], str], list[Referent]] = defaultdict(list)
    single = load_kinship().single_roles
    for referent in referents:
        for tie in sorted(referent.ties):
            events = [""] if tie[1] in single else sorted(referent.events) if referent.beside else []
            for event in events[:1]:
                known[tie, event].append(referent)
    taken: set[int] = set()
    for (tie, event), held in sorted(known.items(), key=lambda item: item[0]):
        # An article that has two of them tells of two people, or of two reports: it says nothing of which.
        count = Counter(r.article for r in held)
        clear = [r for r in held if count[r.article] == 1 and id(r) not in taken]
        here = {r.article for r in held}
        clear += [r for r in referents if r.article not in here and id(r) not in taken and _was_taken_for(r, tie, held)]
        if clear and _share_names(clear):
            taken.update(id(r) for r in clear)
            yield clear, tie, event


def _was_taken_for(referent: Referent, tie: tuple[str, str], held: Sequence[Referent]) -> bool:
    """Whether he is denied to be the one of that tie, and the same event, that happens once, befell both."""
    return tie in referent.denied and any(referent.events & r.events and referent.suits(r) for r in held)


def _share_names(held: Sequence[Referent]) -> bool:
    """Whether each of their names shares a word with another, so that they may be forms of one."""
    left = [set(_list_name_words(e.name)) for r in held for e in r.names.values()]
    reached: set[str] = left.pop(0) if left else set()
    while near := [words for words in left if words & reached]:
        reached = reached.union(*near)
        left = [words for words in left if not words & reached]
    return not left


class _NameIndex:
    """The names of all articles by their first and last word, and those of one word by article."""

    def __init__(self, names: Mapping[str, Sequence[NameWords]]) -> None:
        self._by_ends: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._firsts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._single = {article: [(e, w[0]) for e, w in told if len(w) == 1] for article, told in names.items()}
        for article, told in sorted(names.items()):
            for entity, words in told:
                if len(words) > 1:
                    self._by_ends[words[0], words[-1]].append((article, entity))
                    self._firsts[article, words[-1]].add(words[0])

    def find(self, group: Sequence[Referent]) -> Iterator[tuple[str, str]]:
        """Every name of an article that has the first and the last word of one of theirs, or is its last word alone."""
        full = {tuple(_list_name_words(e.name)) for r in group for e in r.names.values()}
        ends = {(words[0], words[-1]) for words in full if len(words) > 1}
        for pair in sorted(ends):
            yield from self._by_ends.get(pair, ())
        for article in sorted({r.article for r in group if r.names}) if ends else ():
            for entity, word in self._single.get(article, ()):
                bearers = self._firsts.get((article, word), set())
                if len(bearers) == 1 and (next(iter(bearers)), word) in ends:
                    yield article, entity


def _list_name_words(name: str) -> list[str]:
    return [word for word in list_words(fold_name(name)) if len(word) >= _LEAST_NAME]


def _make_entity(group: Sequence[Referent], tie: tuple[str, str]) -> Entity:
    """By the name that most articles give, else by the owner and the role."""
    named = Counter(e.id for r in group for e in r.names.values())
    if named:
        most = min(named, key=lambda i: (-named[i], i))
        return next(r.names[most] for r in group if most in r.names)
    owner, role = group[0].ties[tie], tie[1]
    return Entity(id=f"{owner.id}/{role.replace(' ', '-')}", name=f"{owner.name}’s {role}", kind="person")
