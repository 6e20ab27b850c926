"""Phrases → entities: names, what they own, deals by their parties, groups by their members."""

from __future__ import annotations

from typing import Protocol

from hfcheck.knowledge import Knowledge
from hfcheck.model import Entity, EventRef, Phrase, PhraseKind
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.mentions import name_whole
from hfcheck.normalise.names import Names
from hfcheck.normalise.people import is_titled

_PARTS = ("capital", "suburb")


class Casting(Protocol):
    """Who is who among the people of an article who are known by description."""

    def find(self, phrase: Phrase) -> Entity | None:
        """The person that a phrase stands for, or None where it is nobody of the cast."""

    def find_tie(self, phrase: Phrase) -> tuple[Entity, str] | None:
        """Whose relative a phrase names, and the relation of the packs to him; None where that is not known."""

    def find_happening(self, sentence: int, lemma: str) -> EventRef | None:
        """What the clause of a verb in a sentence tells of, where two of the cast undergo it together."""

    def rename(self, entity: Entity) -> Entity:
        """The person whom a name of an article stands for, else the entity as it is."""


class EntityReader:
    """Tells which entity a phrase of an article stands for."""

    def __init__(self, names: Names, knowledge: Knowledge) -> None:
        self.names = names
        self.knowledge = knowledge
        self.words = load_words()
        self.cast: Casting | None = None
        self._deals: dict[str, dict[str, Entity]] = {}

    def read(self, article: str, phrase: Phrase) -> Entity:
        """The entity of `phrase`; `resolved` is False where it has no identity beyond its sentence."""
        if self.cast is not None and not phrase.parties and (known := self.cast.find(phrase)) is not None:
            return known
        if phrase.kind is PhraseKind.NAME and not phrase.parties:
            # "Mrs Lee" tells more than "Lee".
            told = phrase.text if is_titled(phrase.text) else phrase.head
            named = self.names.resolve(article, told)
            return self.cast.rename(named) if self.cast is not None else named
        if phrase.kind is PhraseKind.PRONOUN and not phrase.antecedents:
            return Entity(id="_" + make_slug(phrase.text), name=phrase.text, resolved=False)
        if len(phrase.antecedents) == 1 and not phrase.parties:
            return self.read(article, phrase.antecedents[0])
        if self.is_deal(phrase) or (phrase.kind is PhraseKind.NAME and phrase.parties):
            return self._read_joint(article, phrase)
        members = phrase.antecedents or phrase.parties
        if len(members) > 1:
            return self._read_joint(article, phrase)
        if self.names.has(article, phrase.text):
            return self.names.resolve(article, phrase.text)
        known = self._read_introduced(article, phrase) or self._unwrap(article, phrase)
        known = known or self._recall_deal(article, phrase)
        return known if known is not None else self._read_nominal(article, phrase)

    def is_deal(self, phrase: Phrase) -> bool:
        """Whether a phrase is a tie of several: "the agreement between A and B"."""
        return len(phrase.parties) > 1 and phrase.kind is not PhraseKind.NAME

    def _read_joint(self, article: str, phrase: Phrase) -> Entity:
        members = phrase.parties or phrase.antecedents
        entities = sorted((self.read(article, m) for m in members), key=lambda e: e.id)
        resolved = all(e.resolved for e in entities)
        joined = "+".join(e.id for e in entities)
        if self.is_deal(phrase):
            deal = Entity(id=f"deal:{joined}", name=phrase.full, kind="deal", resolved=resolved)
            self._deals.setdefault(article, {}).setdefault(deal.id, deal)
            return deal
        return Entity(id=joined, name=phrase.full, kind="group", resolved=resolved)

    def _recall_deal(self, article: str, phrase: Phrase) -> Entity | None:
        """ "this agreement with B": the one deal told of before that has B as a party."""
        if not phrase.definite or len(phrase.parties) != 1 or not self.knowledge.is_a(self._find_class(phrase), "deal"):
            return None
        party = self.read(article, phrase.parties[0]).id
        told = self._deals.get(article, {})
        deals = [d for d in told.values() if d.resolved and party in list_parties(d)]
        return deals[0] if len(deals) == 1 else None

    def _find_class(self, phrase: Phrase) -> str:
        return self.knowledge.class_of_word.get(phrase.head, "")

    def _read_introduced(self, article: str, phrase: Phrase) -> Entity | None:
        """ "the rebel al-Reyl", of whose name the parser took a part for a noun."""
        text = self.names.texts.get(article, "")
        name = text[phrase.names[0][0] : phrase.names[0][1]] if len(phrase.names) == 1 else ""
        ends = bool(name) and phrase.names[0][1] == phrase.end
        return self.names.resolve(article, name) if ends and phrase.head in name.lower().split("-")[:-1] else None

    def _unwrap(self, article: str, phrase: Phrase) -> Entity | None:
        """ "the NATO initiative" is NATO, and so is "Europe's NATO business"."""
        if phrase.head not in self.words.wrappers or not phrase.names:
            return None
        text = self.names.texts.get(article, "")
        start, end = phrase.names[-1]
        # "(Full Name) business": the bracket closes before the noun.
        between = text[end : phrase.end].lstrip(" )").split()
        if not between or len(between) > 1:
            return None
        # A capital makes the noun a part of the name: "the Acme Group".
        return self.names.resolve(article, name_whole(phrase, text) or text[start:end])

    def _read_nominal(self, article: str, phrase: Phrase) -> Entity:
        """A thing known by its owner ("the registration of X") or by nothing but its own words."""
        slug = make_slug(phrase.full)
        owner = self.read(article, phrase.owner) if phrase.owner is not None else None
        place = self.knowledge.class_of_word.get(phrase.head, "")
        named = phrase.owner is not None and phrase.owner.kind is PhraseKind.NAME
        of = any(preposition == "of" for preposition, _ in phrase.complements)
        if owner is not None and named and of and self.knowledge.is_a(place, "city") and phrase.head not in _PARTS:
            # "The border town of Arvel" is Arvel, "the capital of Lurania" is not Lurania.
            return owner
        if owner is not None and owner.resolved:
            parts = owner.id.split("-")
            told = (w for w in (*phrase.modifiers, phrase.head) if w not in self.words.articles)
            own = [w for w in told if make_slug(w) not in parts]
            return Entity(
                id=f"{owner.id}/{make_slug(' '.join(own))}",
                name=phrase.full,
                resolved=phrase.definite or not phrase.plural,
            )
        return Entity(id="_" + slug, name=phrase.full, resolved=False)

    def owner_of(self, article: str, phrase: Phrase) -> Entity | None:
        """Whose a nominal is, where that is a resolved entity."""
        if phrase.kind is PhraseKind.NAME or phrase.owner is None or self.is_deal(phrase):
            return None
        owner = self.read(article, phrase.owner)
        return owner if owner.resolved else None


def list_parties(deal: Entity) -> tuple[str, ...]:
    """The ids of those whom a deal binds; () for an entity that is none."""
    return tuple(deal.id.removeprefix("deal:").split("+")) if deal.kind == "deal" else ()
