"""What was paid: "bought X for $8 million", "a $5 million contract with X" → the price of one deal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Entity, EventRef, Phrase, Proposition, Quantity
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.lexicon import load_words
from hfcheck.values.quantities import read_quantities

MEASURE = "price"

_DEAL = "deal"
_PURCHASE = "purchase"
_PRICED = "obl:for"
_PARTNERS = ("obl:with", "obl:from", "obl:to", "obl:by", "agent")


class Price(NamedTuple):
    """`amount` is what `thing` costs in the deal that `event` is."""

    thing: Entity
    amount: Quantity
    event: EventRef


class PriceReader:
    """Reads prices in one article."""

    def __init__(self, article: str, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()

    def read(self, proposition: Proposition) -> Price | None:
        """The price that a clause tells, or None; only of named things, between known parties."""
        buyer = self.entities.read(self.article, proposition.subject)
        if not buyer.resolved:
            return None
        return (
            self._read_bought(proposition, buyer)
            or self._read_paid(proposition, buyer)
            or self._read_deal(proposition, buyer)
        )

    def _read_bought(self, proposition: Proposition, buyer: Entity) -> Price | None:
        """ "bought X for $8 million"."""
        told = next((a for a in proposition.arguments if a.role == _PRICED), None)
        amount = _read_money(told.phrase) if told is not None else None
        bought = self._find_entity(proposition, ("obj",))
        if amount is None or bought is None or proposition.lemma not in self.words.buying_verbs:
            return None
        return Price(bought, amount, EventRef(_PURCHASE, (buyer.id, bought.id)))

    def _read_paid(self, proposition: Proposition, buyer: Entity) -> Price | None:
        """ "paid $8 million for X"."""
        told = next((a for a in proposition.arguments if a.role == "obj"), None)
        amount = _read_money(told.phrase) if told is not None else None
        bought = self._find_entity(proposition, (_PRICED,))
        if amount is None or bought is None or proposition.lemma not in self.words.paying_verbs:
            return None
        return Price(bought, amount, EventRef(_PURCHASE, (buyer.id, bought.id)))

    def _read_deal(self, proposition: Proposition, party: Entity) -> Price | None:
        """ "signed a $5 million contract with X", "won a contract worth $5 million from X"."""
        told = next((a.phrase for a in proposition.arguments if a.role == "obj"), None)
        partner = self._find_entity(proposition, _PARTNERS)
        kind = self.knowledge.class_of_word.get(told.head, "") if told is not None else ""
        if told is None or partner is None or not self.knowledge.is_a(kind, _DEAL) or told.plural:
            return None
        amount = _read_money(told)
        if amount is None:
            return None
        parties = sorted((party, partner), key=lambda entity: entity.id)
        name = f"the {told.head} between {parties[0].name} and {parties[1].name}"
        thing = Entity(f"deal:{'+'.join(one.id for one in parties)}/{told.head}", name, _DEAL)
        return Price(thing, amount, EventRef(told.head, tuple(one.id for one in parties)))

    def _find_entity(self, proposition: Proposition, roles: tuple[str, ...]) -> Entity | None:
        for entity in self._list_entities(proposition, roles):
            if entity.resolved:
                return entity
        return None

    def _list_entities(self, proposition: Proposition, roles: tuple[str, ...]) -> Iterator[Entity]:
        arguments: tuple[Argument, ...] = proposition.arguments
        for argument in arguments:
            if argument.role in roles and not _read_money(argument.phrase):
                yield self.entities.read(self.article, argument.phrase)
            if argument.role == "obj":
                for preposition, complement in argument.phrase.complements:
                    if f"obl:{preposition}" in roles and not _read_money(complement):
                        yield self.entities.read(self.article, complement)


def _read_money(phrase: Phrase) -> Quantity | None:
    """The one sum of money in a phrase."""
    found = [one for one in read_quantities(phrase.text) if one.role == "amount" and one.quantity.unit.isupper()]
    return found[0].quantity if len(found) == 1 and not found[0].per else None
