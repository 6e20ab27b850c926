"""Who is who among people known by description, over all articles.

"A wife of X", "the woman, identified as Y", "she" and, in another article, "X's spouse": one person, where each
description has one holder. Two articles' children of one person are one child only where both take part, with the
same relatives, in one event that happens once. What is not certain stays apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from hfcheck.model import Entity, EventRef, Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.events import find_event_kind, find_patients
from hfcheck.normalise.folding import fold_name, list_words
from hfcheck.normalise.kinship import load_kinship
from hfcheck.normalise.referents import Referent, ReferentReader
from hfcheck.normalise.relatives import Relative, RelativeReader, list_leaders

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
    """Whom the phrases and names of each article stand for, and every mention of a relative by article and place."""

    phrases: Mapping[tuple[str, int, str], Entity]
    names: Mapping[tuple[str, str], Entity]
    women: Mapping[str, tuple[tuple[int, Entity], ...]]
    parts: Mapping[str, tuple[Part, ...]]
    ties: Mapping[tuple[str, int, str], tuple[Entity, str]]
    happenings: Mapping[tuple[str, int, str], EventRef] = {}

    def find(self, article: str, phrase: Phrase) -> Entity | None:
        """The person that a phrase stands for, or None where it is nobody of the cast."""
        place = (article, phrase.start, phrase.head)
        if phrase.kind is PhraseKind.NOMINAL:
            return self.phrases.get(place)
        if phrase.kind is PhraseKind.PRONOUN and phrase.text.lower() in load_kinship().female_pronouns:
            return self._find_woman(article, phrase)
        return None

    def find_tie(self, article: str, phrase: Phrase) -> tuple[Entity, str] | None:
        """Whose relative a phrase names, and the relation of the packs to him; None where that is not known."""
        owner, role = self.ties.get((article, phrase.start, phrase.head), (None, ""))
        relation = load_kinship().relations.get(role)
        return (owner, relation) if owner is not None and relation else None

    def find_happening(self, article: str, sentence: int, lemma: str) -> EventRef | None:
        """What the clause of a verb in a sentence tells of, where two of the cast undergo it together."""
        return self.happenings.get((article, sentence, lemma))

    def _find_woman(self, article: str, phrase: Phrase) -> Entity | None:
        """ "she" for the woman told of before, where coreference has found nobody who has a name."""
        if any(a.kind is PhraseKind.NAME for a in phrase.antecedents):
            return None
        before = [e for at, e in self.women.get(article, ()) if phrase.start - _REACH <= at < phrase.start]
        return before[-1] if before and len({e.id for e in before}) == 1 else None

    def rename(self, article: str, entity: Entity) -> Entity:
        """The person whom a name of an article stands for, else the entity as it is."""
        return self.names.get((article, entity.id), entity)


def read_cast(extracts: Sequence[Extract], entities: EntityReader) -> Cast:
    """The people known by description in all articles. `entities` is asked for names alone, and has no cast yet."""
    pairs = [(extract.article, extract.propositions) for extract in sorted(extracts, key=lambda e: e.article)]
    leaders = list_leaders(pairs, entities)
    referents: list[Referent] = []
    ties: dict[tuple[str, int, str], tuple[Entity, str]] = {}
    for article, propositions in pairs:
        reader = RelativeReader(article, entities, leaders)
        found = ReferentReader(article, entities, propositions, reader)
        referents += found.read()
        ties |= {(article, start, head): tie for (start, head), tie in found.ties.items()}
    cast = _identify(referents, ties, entities)
    return msgspec.structs.replace(cast, happenings=dict(_list_happenings(pairs, cast, entities)))


def _list_happenings(
    pairs: Sequence[tuple[str, Sequence[Proposition]]], cast: Cast, entities: EntityReader
) -> Iterable[tuple[tuple[str, int, str], EventRef]]:
    for article, propositions in pairs:
        for kind, sentence, phrases in find_patients(propositions, entities.knowledge):
            told = {e.id for p in phrases for one in (p, *p.antecedents) if (e := cast.find(article, one)) is not None}
            if len(told) < _LEAST_TOGETHER:
                continue
            event = EventRef(kind=kind, participants=tuple(sorted(told)))
            lemmas = {p.lemma for p in propositions if p.sentence_start == sentence}
            same = sorted(lemma for lemma in lemmas if find_event_kind(lemma, entities.knowledge)[0] == kind)
            yield from (((article, sentence, lemma), event) for lemma in same)


def _identify(
    referents: Sequence[Referent], ties: Mapping[tuple[str, int, str], tuple[Entity, str]], entities: EntityReader
) -> Cast:
    phrases: dict[tuple[str, int, str], Entity] = {}
    names: dict[tuple[str, str], Entity] = {}
    women: defaultdict[str, list[tuple[int, Entity]]] = defaultdict(list)
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    for group, tie, kind in _group(referents):
        entity = _make_entity(group, tie)
        event = EventRef(kind=kind, participants=(tie[0],)) if kind else None
        names |= dict.fromkeys(_find_names(group, entities), entity)
        for referent in group:
            for relative in referent.relatives:
                phrases[referent.article, relative.phrase.start, relative.phrase.head] = entity
                parts[referent.article].append(Part(relative, entity, event))
                if "female" in referent.sexes and True not in referent.ages:
                    women[referent.article].append((relative.start, entity))
    return Cast(
        phrases,
        names,
        {article: tuple(sorted(found, key=lambda w: w[0])) for article, found in women.items()},
        {article: tuple(sorted(found, key=lambda p: p.relative.start)) for article, found in parts.items()},
        ties,
    )


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


def _find_names(group: Sequence[Referent], entities: EntityReader) -> Iterable[tuple[str, str]]:
    """Every name of an article that has the first and the last word of one of theirs, or is its last word alone."""
    full = {tuple(_list_name_words(e.name)) for r in group for e in r.names.values()}
    ends = {(words[0], words[-1]) for words in full if len(words) > 1}
    own = {r.article for r in group if r.names}
    readings = [(r, tuple(_list_name_words(r.name))) for r in entities.names.list_readings()] if ends else []
    firsts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for reading, words in readings:
        if len(words) > 1:
            firsts[reading.article, words[-1]].add(words[0])
    for reading, words in readings:
        if len(words) > 1 and (words[0], words[-1]) in ends:
            yield reading.article, reading.entity.id
        elif len(words) == 1 and reading.article in own:
            bearers = firsts[reading.article, words[0]]
            if len(bearers) == 1 and (next(iter(bearers)), words[0]) in ends:
                yield reading.article, reading.entity.id


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
