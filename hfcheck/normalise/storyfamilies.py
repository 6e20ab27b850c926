"""The family of the people of a story: how many children somebody has, and what one is to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hfcheck.model import SLOT, Article, Entity, PhraseKind, Polarity, Proposition
from hfcheck.normalise.amounts import read_amount
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.heroes import HeroReader
from hfcheck.normalise.kinship import load_kinship
from hfcheck.normalise.storytold import Told
from hfcheck.normalise.storywords import load_story_words

_AMOUNT = "amount"
_CHILD = "child"
_CHILDREN = "child count"


class FamilyReader:
    """Reads the families of one article."""

    def __init__(self, article: Article, entities: EntityReader) -> None:
        self.article = article
        self.entities = entities
        self.parents = re.compile(rf"\b(?:{'|'.join(load_story_words().parents)})[ -]of[ -](\w+)", re.IGNORECASE)

    def read(self, propositions: Sequence[Proposition]) -> Iterator[Told]:
        """The numbers of children first, then who is whose brother."""
        main = HeroReader(self.article, self.entities).find_main(propositions)
        for proposition in propositions:
            if proposition.polarity is Polarity.AFFIRMED:
                yield from self._read_children(proposition, main)
                yield from self._read_kin(proposition)

    def _read_children(self, proposition: Proposition, main: Entity | None) -> Iterator[Told]:
        """ "the father of three", "Ann Lee, a mother of two", "has four children"."""
        subject = self.entities.read(self.article.id, proposition.subject)
        person = subject if subject.resolved else main
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
            counted = self.parents.search(phrase.text)
            owned = proposition.lemma == "have" and phrase.plural and phrase.head == _CHILD
            told = counted[1] if counted else phrase.text if owned else ""
            amount = read_amount(f"{told} children" if counted else told, _CHILD) if told else None
            if amount is None or person is None or not self.entities.names.looks_like_person(person.name):
                continue
            if amount.unit == _CHILD:
                span = (proposition.start, proposition.end)
                yield Told(person, _AMOUNT, _CHILDREN, amount, span, proposition, frozenset({person.id}))

    def _read_kin(self, proposition: Proposition) -> Iterator[Told]:
        """ "his brother, Tom Lee": what Tom Lee is to him."""
        person = self.entities.read(self.article.id, proposition.subject)
        kin = load_kinship().kin
        if proposition.subject.kind is not PhraseKind.NAME:
            return
        for argument in proposition.arguments:
            phrase = argument.phrase
            if argument.role != "pred" or phrase.head not in kin or phrase.owner is None or not person.resolved:
                continue
            owner = self.entities.read(self.article.id, phrase.owner)
            if set(phrase.modifiers) & load_kinship().past_words or not owner.resolved or owner.id == person.id:
                continue
            role = kin[phrase.head].role
            both = Entity(id=f"{person.id}/kin-of/{owner.id}", name=f"{person.name} (of {owner.name})")
            value = Entity(id=role.replace(" ", "-"), name=role)
            span = (min(proposition.start, phrase.start), max(proposition.end, phrase.end))
            yield Told(both, SLOT, "", value, span, proposition, frozenset({person.id, owner.id}))
