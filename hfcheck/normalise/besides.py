"""What a clause tells besides its own claim: the rank of its subject, what was paid, of how many somebody is one.

"Norwick, the second-largest bank in Norway, bought Tarn for $8 million" ranks Norwick and prices Tarn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Claim, Entity, Evidence, Modality, Polarity, Proposition, Quantity, Span
from hfcheck.normalise.ages import AgeReader
from hfcheck.normalise.cores import find_argument
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.lexicon import load_words, match_words
from hfcheck.normalise.prices import MEASURE, PriceReader
from hfcheck.normalise.ranks import read_ranking
from hfcheck.values.quantities import read_quantities

AGE = "age"

_AMOUNT = "amount"
_ONE_OF = "one_of"
_PUBLICATION = "publication"
_MOST_WORDS = 3
_REACH = 40


class BesideReader:
    """Reads what the clauses of one article tell besides."""

    def __init__(self, article: Article, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.prices = PriceReader(article.id, entities, knowledge)
        self.ages = AgeReader(article, entities)

    def read(self, proposition: Proposition, claim: Claim) -> list[Claim]:
        """The further claims of a clause whose own is `claim`, without ids."""
        subject = self.entities.read(self.article.id, proposition.subject)
        ranks, prices = self._rank(proposition, claim, subject), self._price(proposition, claim)
        return [*ranks, *prices, *self._count(proposition, claim, subject)]

    def _rank(self, proposition: Proposition, claim: Claim, subject: Entity) -> Iterator[Claim]:
        rank = read_ranking(proposition)
        if rank is not None:
            plain = _strip(claim, subject, rank.relation, rank.number, rank.measure)
            yield msgspec.structs.replace(plain, scope=rank.scope)

    def _price(self, proposition: Proposition, claim: Claim) -> Iterator[Claim]:
        price = self.prices.read(proposition)
        if price is not None:
            yield msgspec.structs.replace(_strip(claim, price.thing, _AMOUNT, price.amount, MEASURE), event=price.event)

    def _count(self, proposition: Proposition, claim: Claim, subject: Entity) -> Iterator[Claim]:
        """ "was one of 12 miners rescued from the pit": of how many, and of which."""
        predicate = find_argument(proposition, "pred")
        if predicate is None:
            return
        end = min(predicate.phrase.end + _REACH, proposition.sentence_end)
        found = _read_group(self.article.text[predicate.phrase.start : end])
        if found is not None and subject.resolved:
            yield _strip(claim, subject, _ONE_OF, found[0], found[1])

    def read_ages(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """The ages told beside names, as of the day of publication."""
        published = self.article.published
        time = msgspec.structs.replace(published, basis=_PUBLICATION) if published is not None else None
        return [
            Claim(
                id="",
                text=f"{age.person.name} is aged {age.years.surface}",
                subject=age.person,
                relation=_AMOUNT,
                object=age.years,
                polarity=Polarity.AFFIRMED,
                modality=Modality.ASSERTED,
                evidence=(Evidence(Span(self.article.id, age.start, age.end), self.article.text[age.start : age.end]),),
                confidence=age.proposition.confidence,
                time=time,
                measure=AGE,
            )
            for age in self.ages.read(propositions)
        ]


def _strip(claim: Claim, subject: Entity, relation: str, value: Quantity, measure: str) -> Claim:
    """A further claim of the clause that `claim` was read from, told as surely and by the same voice."""
    return msgspec.structs.replace(
        claim,
        subject=subject,
        relation=relation,
        object=value,
        measure=measure,
        scope=None,
        participants=(),
        quantifier=None,
        event=None,
        group=None,
    )


def _read_group(text: str) -> tuple[Quantity, str] | None:
    """The number and the kind of those of whom one is told, where a participle tells them apart."""
    words = load_words()
    found = [one for one in read_quantities(text) if one.role == "amount"]
    opening = re.match(rf"(?:{'|'.join(sorted(words.partitive_openings))})\s+(?:the\s+)?", text, re.IGNORECASE)
    if opening is None or len(found) < 1 or found[-1].start > opening.end() + len("more than "):
        return None
    one = next((f for f in found if f.start >= opening.end() - 1), None)
    if one is None or one.quantity.unit not in ("", "people"):
        return None
    behind = text[one.end :].split()
    told = next((at for at, word in enumerate(behind[: _MOST_WORDS + 1]) if at and _is_participle(word)), None)
    if told is None:
        return None
    kind = [word.lower() for word in behind[told - 1 : told + 1]]
    return msgspec.structs.replace(one.quantity, unit=kind[0]), " ".join(kind)


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or match_words(load_words().irregular_participles).fullmatch(word) is not None
