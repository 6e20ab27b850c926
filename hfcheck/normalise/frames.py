"""Clauses → relations by the frames of the packs: "A sold B to C" says that C acquired B, from A."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hfcheck.knowledge import OBJECT, SUBJECT, Frame, Knowledge, Slot, write_frame
from hfcheck.model import Argument, Entity, Phrase, PhraseKind, Proposition, Role
from hfcheck.normalise.amounts import read_amount
from hfcheck.normalise.entities import EntityReader

_PERSON = "person"


class Framed(NamedTuple):
    """A relation with its two sides. `roles` are further participants, `narrowing` the words of those without identity.

    `spent` are the arguments that these were read from, the first of them what the frame's words lead to; `step` says
    which frame it was.
    """

    relation: str
    subject: Entity
    object: Entity
    roles: tuple[Role, ...]
    narrowing: tuple[str, ...]
    spent: tuple[Argument, ...]
    step: str


class _Filled(NamedTuple):
    """Whoever fills a slot: the phrase, and the argument that it stands in; the sentence's subject is in none."""

    slot: Slot
    phrase: Phrase
    argument: Argument | None


class FrameReader:
    """Fits clauses into the frames of the packs."""

    def __init__(self, entities: EntityReader, knowledge: Knowledge) -> None:
        self.entities = entities
        self.knowledge = knowledge

    def read(self, article: str, proposition: Proposition) -> Framed | None:
        """The relation by the frame that takes in most of a clause, of equal ones the first in the packs; or None.

        A clause fits where both sides are entities of their own and of the classes that the frame asks for, and where
        its object is no amount: what is sold in numbers is compared by its number.
        """
        if any(a.role == "obj" and read_amount(a.phrase.text, a.phrase.head) for a in proposition.arguments):
            return None
        told = list(self._fit_frames(proposition))
        for relation, frame, filled in sorted(told, key=lambda fit: -len(fit[2])):
            framed = self._build(article, relation, frame, filled)
            if framed is not None:
                return framed
        return None

    def _fit_frames(self, proposition: Proposition) -> Iterator[tuple[str, Frame, tuple[_Filled, ...]]]:
        """Each relation whose frame fits the words of a clause, with the frame and what fills its slots."""
        for words, phrase, argument in _list_readings(proposition):
            for relation, frame in self.knowledge.frames_of_words.get(words, ()):
                filled = _fill(frame, proposition, phrase, argument)
                if {SUBJECT, OBJECT} <= {one.slot.role for one in filled}:
                    yield relation, frame, filled

    def _build(self, article: str, relation: str, frame: Frame, filled: tuple[_Filled, ...]) -> Framed | None:
        entities = {one.slot.role: self.entities.read(article, one.phrase) for one in filled}
        sides = (SUBJECT, OBJECT)
        if not all(self._fits(entities[one.slot.role], one.slot) for one in filled if one.slot.role in sides):
            return None
        if len({entity.id for entity in entities.values()}) < len(entities):
            # Nobody sells himself: a pronoun was read wrong.
            return None
        others = [one for one in filled if one.slot.role not in sides]
        named = [one for one in others if self._fits(entities[one.slot.role], one.slot)]
        return Framed(
            relation,
            entities[SUBJECT],
            entities[OBJECT],
            tuple(Role(role=one.slot.role, entity=entities[one.slot.role]) for one in named),
            tuple(f"{one.slot.role} {one.phrase.full.lower()}" for one in others if one not in named),
            tuple(one.argument for one in filled if one.argument is not None),
            f"frame {write_frame(frame)}: {relation}",
        )

    def _fits(self, entity: Entity, slot: Slot) -> bool:
        if not entity.resolved or not slot.kind:
            return entity.resolved
        person = slot.kind == _PERSON and self.entities.names.looks_like_person(entity.name)
        return person or self.knowledge.is_a(entity.kind, slot.kind)


def _list_readings(proposition: Proposition) -> Iterator[tuple[str, Phrase | None, Argument | None]]:
    """The words of a clause with what each leads to: "sell" its object, "sell to" what follows "to"."""
    lemma = proposition.lemma
    if len(proposition.subject.parties) == 2 and not any(a.role == "obj" for a in proposition.arguments):
        yield lemma, None, None
    for argument in proposition.arguments:
        if argument.role == "obj":
            yield lemma, argument.phrase, argument
            for preposition, complement in argument.phrase.complements:
                yield f"{lemma} {argument.phrase.head} {preposition}", complement, argument
        elif preposition := _find_preposition(argument):
            yield f"{lemma} {preposition}", argument.phrase, argument


def _fill(
    frame: Frame, proposition: Proposition, phrase: Phrase | None, argument: Argument | None
) -> tuple[_Filled, ...]:
    """What fills the slots of a frame whose words a clause has; () where it is of the other sort."""
    subject = proposition.subject
    if phrase is None or frame.told is None:
        if phrase is not None or frame.second is None or subject.kind is not PhraseKind.NAME:
            return ()
        first, second = subject.parties
        return (_Filled(frame.first, first, None), _Filled(frame.second, second, None))
    filled = [_Filled(frame.told, phrase, argument), _Filled(frame.first, subject, None)]
    for preposition, slot in frame.tail:
        found = next((a for a in proposition.arguments if _find_preposition(a) == preposition), None)
        if found is not None and found is not argument:
            filled.append(_Filled(slot, found.phrase, found))
    return tuple(filled)


def _find_preposition(argument: Argument) -> str:
    if argument.role == "agent":
        return "by"
    return argument.role.removeprefix("obl:") if argument.role.startswith("obl:") else ""
