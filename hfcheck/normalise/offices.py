"""Descriptions of people → who holds which title at which body or unit of it."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Entity, Phrase, PhraseKind
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.lexicon import load_words, match_between_spaces


class Office(NamedTuple):
    """A title's id and the body, or unit of one, that it is held at; `former` where it was held once."""

    title: str
    body: Entity
    former: bool


class OfficeReader:
    """Reads titles with the words of the packs."""

    def __init__(self, entities: EntityReader, knowledge: Knowledge) -> None:
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()

    def read(self, article: str, predicate: Phrase) -> Office | None:
        """The office that `predicate` names ("Acme's finance chief"), or None where it names none."""
        before = match_between_spaces(self.words.title_prepositions).split(predicate.text)[0].lower().split()
        start = next((k for k in range(len(before)) if " ".join(before[k:]) in self.knowledge.title_of_words), None)
        if start is None:
            return None
        title = self.knowledge.title_of_words[" ".join(before[start:])]
        former = bool(set(before[:start]) & self.words.past_titles)
        body = self._read_body(article, predicate, self._find_residue(predicate, before[:start]))
        return Office(title, body, former) if body is not None else None

    def _find_residue(self, predicate: Phrase, words: list[str]) -> list[str]:
        """What stands before the title and is no owner: the unit, in "Acme's cloud unit chief"."""
        if "and" in words:
            words = words[len(words) - words[::-1].index("and") :]
        owner = predicate.owner
        if owner is not None:
            own = {w.lower().removesuffix("’s").removesuffix("'s") for w in owner.text.split()}
            words = [w for w in words if w.removesuffix("’s").removesuffix("'s").strip("’'") not in own]
        skipped = self.words.plain_titles | self.words.past_titles | self.words.articles
        return [w for w in words if w not in skipped and any(c.isalnum() for c in w)]

    def _read_body(self, article: str, predicate: Phrase, residue: list[str]) -> Entity | None:
        place = next((p for preposition, p in predicate.complements if preposition in ("of", "at", "for")), None)
        owner = predicate.owner if predicate.owner is not None else place
        if owner is None:
            return None
        if place is not None and place.kind is not PhraseKind.NAME and not place.antecedents:
            return self._read_unit_phrase(article, predicate, place)
        if (
            place is not None
            and owner is predicate.owner
            and owner.kind is not PhraseKind.NAME
            and not owner.antecedents
        ):
            owner = place
        body = self._read_owner(article, owner)
        if body is None or not body.resolved:
            return None
        return self._find_unit(body, " ".join(residue)) if residue else body

    def _read_owner(self, article: str, owner: Phrase) -> Entity | None:
        if owner.kind is PhraseKind.NAME or owner.antecedents:
            return self.entities.read(article, owner)
        if owner.head in self.words.unit_nouns:
            return self._read_unit_phrase(article, owner, owner)
        return self.entities.read(article, owner)

    def _read_unit_phrase(self, article: str, predicate: Phrase, unit: Phrase) -> Entity | None:
        parent = unit.owner or (predicate.owner if predicate.owner is not unit else None)
        if parent is not None and parent.head == unit.head and parent.owner is not None:
            parent = parent.owner
        if parent is None:
            return self.entities.read(article, unit)
        body = self.entities.read(article, parent)
        if not body.resolved:
            return None
        own = [
            w
            for w in unit.text.split()
            if w.lower() not in self.words.articles and w.lower().removesuffix("’s") not in parent.text.lower().split()
        ]
        return self._find_unit(body, " ".join(own))

    def _find_unit(self, body: Entity, words: str) -> Entity:
        """A unit of a body, by the packs' names for it, else by its words without "unit"."""
        entry = self.knowledge.entity(body.id)
        for name in (body.name, *(entry.aliases if entry else ())):
            ids = self.knowledge.alias_index.get(f"{name} {words}".casefold(), ())
            if len(ids) == 1 and (unit := self.knowledge.entity(ids[0])):
                return Entity(id=unit.id, name=unit.name, kind=unit.kind)
        kept = [w for w in words.split() if w.lower() not in self.words.unit_nouns]
        return Entity(
            id=f"{body.id}/{make_slug(' '.join(kept or words.split()))}", name=f"{body.name} {words}", kind="unit"
        )
