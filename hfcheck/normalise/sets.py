"""How many a set counts that is told apart by its owner, and what is in it.

"Tarn has three brands" counts Tarn's brands, and "The brands of Tarn are A and B" lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfcheck.model import (
    Article,
    Claim,
    Entity,
    Evidence,
    Members,
    Modality,
    Phrase,
    PhraseKind,
    Polarity,
    Proposition,
    Quantity,
    Span,
    Value,
)
from hfcheck.normalise.amounts import read_amount
from hfcheck.normalise.claims import read_voice
from hfcheck.normalise.cores import find_argument
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.rosters import is_plain

_NUMBERS = "numbers"
_LISTS = "lists"
_LEAST = 2


class SetReader:
    """Reads the sets of one article."""

    def __init__(self, article: Article, entities: EntityReader) -> None:
        self.article = article
        self.entities = entities
        self.words = load_words()

    def read(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """The claims, by place, without ids."""
        claims: list[Claim] = []
        for proposition in propositions:
            if proposition.polarity is Polarity.AFFIRMED and proposition.modality is Modality.ASSERTED:
                claims += self._read_owned(proposition)
        return claims + self._read_lists(propositions)

    def _read_owned(self, proposition: Proposition) -> Iterator[Claim]:
        """ "Tarn has three brands"."""
        told = find_argument(proposition, "obj")
        if proposition.lemma != "have" or told is None or not told.phrase.plural:
            return
        amount = read_amount(told.phrase.text, told.phrase.head)
        owner = self.entities.read(self.article.id, proposition.subject)
        plain = not set(told.phrase.modifiers) - set(amount.surface.lower().split()) if amount is not None else False
        if amount is None or not owner.resolved or not plain or told.phrase.complements:
            return
        noun = told.phrase.text.split()[-1]
        yield self._make(_name_set(owner, told.phrase.head, noun), _NUMBERS, amount, proposition, proposition.end)

    def _read_lists(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """ "The brands of Tarn are A and B": a list with nothing beside it is all of them."""
        told: dict[tuple[int, int], list[Proposition]] = {}
        for proposition in propositions:
            subject = proposition.subject
            whole = subject.definite or (subject.owner is not None and subject.owner.end <= subject.end)
            if subject.plural and whole and subject.owner is not None and proposition.lemma == "be":
                told.setdefault((subject.start, proposition.sentence_start), []).append(proposition)
        return [claim for group in told.values() for claim in self._read_list(group)]

    def _read_list(self, group: Sequence[Proposition]) -> Iterator[Claim]:
        first = group[0]
        owner = self.entities.read(self.article.id, first.subject.owner) if first.subject.owner is not None else None
        named = [a.phrase for p in group for a in p.arguments if a.role == "pred"]
        firm = all(p.polarity is Polarity.AFFIRMED and p.modality is Modality.ASSERTED for p in group)
        if owner is None or not owner.resolved or not firm or len(named) < _LEAST or not _are_names(named):
            return
        if not is_plain(first.subject, self.words.articles) or len({n.start for n in named}) < len(named):
            return
        items = tuple(self.entities.read(self.article.id, phrase) for phrase in named)
        value = Members(items=items, closed=True)
        noun = next((w for w in first.subject.text.split() if w[:2].lower() == first.subject.head[:2]), "")
        yield self._make(
            _name_set(owner, first.subject.head, noun.lower()), _LISTS, value, first, max(p.end for p in group)
        )

    def _make(
        self,
        subject: Entity,
        relation: str,
        value: Value,
        proposition: Proposition,
        end: int,
    ) -> Claim:
        quote = self.article.text[proposition.start : end]
        names = ", ".join(item.name for item in value.items) if isinstance(value, Members) else ""
        said = names or (value.surface if isinstance(value, Quantity) else "")
        return Claim(
            id="",
            text=f"{subject.name}: {said}",
            subject=subject,
            relation=relation,
            object=value,
            polarity=Polarity.AFFIRMED,
            modality=Modality.ASSERTED,
            evidence=(Evidence(span=Span(self.article.id, proposition.start, end), quote=quote),),
            confidence=proposition.confidence,
            attribution=tuple(read_voice(v, self.article.id, self.entities) for v in proposition.attribution),
            disputed=proposition.disputed,
        )


def _name_set(owner: Entity, noun: str, plural: str) -> Entity:
    return Entity(id=f"{owner.id}/set:{make_slug(noun)}", name=f"{owner.name}’s {plural or noun}")


def _are_names(phrases: Sequence[Phrase]) -> bool:
    return all(phrase.kind is PhraseKind.NAME for phrase in phrases)
