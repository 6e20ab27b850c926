"""What a deal is worth that somebody took or turned down: "rejected a £500m offer", "signed a contract worth $3m".

The deal is told apart by who did so and what became of it. One between two known parties is a price, read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.model import (
    Article,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Modality,
    Phrase,
    Polarity,
    Proposition,
    Quantity,
    Span,
)
from hfcheck.normalise.claims import read_voice
from hfcheck.normalise.entities import EntityReader
from hfcheck.values.quantities import read_quantities
from hfcheck.values.units import find_measure
from hfcheck.yamlrecords import load_list

_AMOUNT = "amount"
_WORTH = "worth"
_AGENT = "agent"
_PARTNERS = ("obl:with", "obl:from", "obl:by", "obl:to")


class DealWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in deals.yaml."""

    nouns: frozenset[str]
    taken: frozenset[str]
    refused: frozenset[str]


@cache
def load_deal_words() -> DealWords:
    """The shipped words, read once per process."""
    return load_list(Path(__file__).with_name("deals.yaml"), DealWords)


class WorthReader:
    """Reads what the deals of one article are worth."""

    def __init__(self, article: Article, entities: EntityReader) -> None:
        self.article = article
        self.entities = entities
        self.words = load_deal_words()

    def read(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """The claims, by place, without ids."""
        firm = (p for p in propositions if p.polarity is Polarity.AFFIRMED and p.modality is Modality.ASSERTED)
        return [claim for proposition in firm for claim in self._read(proposition)]

    def _read(self, proposition: Proposition) -> Iterator[Claim]:
        passive = proposition.lemma.startswith("be ")
        verb = proposition.verb or proposition.lemma
        outcome = "taken" if verb in self.words.taken else "refused" if verb in self.words.refused else ""
        told = {a.role: a.phrase for a in reversed(proposition.arguments)}
        deal, party = (proposition.subject, told.get(_AGENT)) if passive else (told.get("obj"), proposition.subject)
        if not outcome or deal is None or party is None or deal.head not in self.words.nouns or deal.plural:
            return
        worth = _find_money(deal.text)
        side = self.entities.read(self.article.id, party)
        if worth is None or not side.resolved:
            return
        if self._has_partner(deal, told):
            return
        subject = Entity(id=f"{side.id}/{outcome}-deal", name=f"the {deal.head} {outcome} by {side.name}")
        start, end = proposition.start, proposition.end
        yield Claim(
            id="",
            text=f"{subject.name[:1].upper()}{subject.name[1:]} is worth {worth.surface}",
            subject=subject,
            relation=_AMOUNT,
            object=worth,
            polarity=Polarity.AFFIRMED,
            modality=Modality.ASSERTED,
            evidence=(Evidence(span=Span(self.article.id, start, end), quote=self.article.text[start:end]),),
            confidence=proposition.confidence,
            event=EventRef(kind=f"{outcome} deal", participants=(side.id,)),
            measure=_WORTH,
            attribution=tuple(read_voice(v, self.article.id, self.entities) for v in proposition.attribution),
            disputed=proposition.disputed,
            headline=proposition.block in ("title", "heading"),
        )

    def _has_partner(self, deal: Phrase, told: dict[str, Phrase]) -> bool:
        """Whether the other party is known: then the deal is told apart by both, and that is read elsewhere."""
        phrases = [told[role] for role in _PARTNERS if role in told]
        phrases += [p for preposition, p in deal.complements if f"obl:{preposition}" in _PARTNERS]
        return any(self.entities.read(self.article.id, phrase).resolved for phrase in phrases)


def _find_money(words: str) -> Quantity | None:
    """The one sum of money that words tell."""
    found = [f.quantity for f in read_quantities(words) if f.role == _AMOUNT and _is_money(f.quantity.unit)]
    return found[0] if len(found) == 1 else None


def _is_money(unit: str) -> bool:
    measure = find_measure(unit)
    return measure is not None and len(measure.dimension) == 3 and measure.dimension.isupper()
