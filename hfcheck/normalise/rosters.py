"""Plural nouns that tie their members to an owner → relations, and the lists that they head.

"Norwick's subsidiaries include Vell" says that Vell is a subsidiary of Norwick; "the members of the league are A, B
and C" says so of each and that there are no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Entity, Phrase, PhraseKind, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.lexicon import load_words


class Entry(NamedTuple):
    """One line of a roster: a member in its relation to the whole, which stands in front where `converse`."""

    relation: str
    member: Entity
    whole: Entity
    converse: bool
    closed: bool
    used: Argument


class Roster(NamedTuple):
    """A list with what it lists: the whole, the relation of its members to it, and the propositions of the members."""

    whole: Entity
    relation: str
    closed: bool
    propositions: tuple[Proposition, ...]
    members: tuple[Phrase, ...]


class RosterReader:
    """Reads rosters with the packs' words for relations."""

    def __init__(self, entities: EntityReader, knowledge: Knowledge) -> None:
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()

    def read(self, article: str, proposition: Proposition) -> Entry | None:
        """The line of a roster that a clause is, or None."""
        subject = proposition.subject
        told = self._find_member(proposition)
        if told is None or subject.owner is None or subject.kind is not PhraseKind.NOMINAL or not subject.plural:
            return None
        found = self.find_relation(subject.head)
        whole, member = self.entities.read(article, subject.owner), self.entities.read(article, told.phrase)
        if found is None or not (whole.resolved and member.resolved) or whole.id == member.id:
            return None
        relation, converse = found
        known = subject.definite or subject.owner.start == subject.start
        closed = proposition.lemma in self.words.completing_verbs and known and is_plain(subject, self.words.articles)
        return Entry(relation, member, whole, converse, closed, told)

    def _find_member(self, proposition: Proposition) -> Argument | None:
        """The name that a clause counts among its subject's."""
        if proposition.kind != "clause" or _stands_for_others(proposition.subject):
            return None
        if proposition.lemma not in self.words.completing_verbs | self.words.including_verbs:
            return None
        named = (a for a in proposition.arguments if a.role in ("obj", "pred"))
        return next((a for a in named if a.phrase.kind is PhraseKind.NAME and not a.phrase.parties), None)

    def find_relation(self, noun: str) -> tuple[str, bool] | None:
        """The relation that "a NOUN of the whole" is in, and whether the whole comes first; None for other nouns."""
        phrases = (f"be {noun} {preposition}" for preposition in ("of", "to", "in", "for"))
        return next((found for p in phrases if (found := self.knowledge.relation_of_words.get(p))), None)

    def gather(self, article: str, propositions: Sequence[Proposition]) -> tuple[Roster, ...]:
        """The rosters of an article that have two members or more, in order."""
        groups: dict[str, list[tuple[Entry, Proposition]]] = {}
        for proposition in propositions:
            entry = self.read(article, proposition) if proposition.group is not None else None
            if entry is not None and proposition.group is not None:
                groups.setdefault(proposition.group, []).append((entry, proposition))
        return tuple(
            Roster(
                lines[0][0].whole,
                lines[0][0].relation,
                lines[0][0].closed,
                tuple(proposition for _, proposition in lines),
                tuple(entry.used.phrase for entry, _ in lines),
            )
            for lines in groups.values()
            if len(lines) > 1 and len({(entry.relation, entry.whole.id) for entry, _ in lines}) == 1
        )

    def find_whole(
        self, article: str, noun: Phrase, propositions: Sequence[Proposition]
    ) -> tuple[Entity | None, str | None]:
        """ "the league has five members: …": whose the list headed by `noun` is, and its members' relation to it."""
        found = self.find_relation(noun.head)
        if found is None or found[1]:
            return None, None
        for proposition in propositions:
            owning = proposition.kind == "clause" and proposition.lemma in self.words.owning_verbs
            if owning and any(a.role == "obj" and a.phrase.start == noun.start for a in proposition.arguments):
                whole = self.entities.read(article, proposition.subject)
                return (whole, found[0]) if whole.resolved else (None, None)
        return None, None


def _stands_for_others(phrase: Phrase) -> bool:
    """Whether a description was tied to things named before, so that what follows is told of them."""
    return bool(phrase.antecedents or phrase.parties)


def is_plain(phrase: Phrase, articles: frozenset[str]) -> bool:
    """Whether nothing but its owner narrows a nominal: "the wives of X", not "the first wives of X"."""
    owner = phrase.owner
    own = set(owner.text.lower().replace("-", " ").replace("’", " ").replace("'", " ").split()) if owner else set()
    return not [m for m in phrase.modifiers if m not in own | articles]
