"""How old the people and animals of a story are: "was 58", "died at the age of 61", "the 45-year-old".

What is told of somebody without his name is the article's main person's, where it has one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hfcheck.model import Article, Entity, Phrase, PhraseKind, Polarity, Proposition, Quantity
from hfcheck.normalise.ages import Age, AgeReader
from hfcheck.normalise.entities import EntityReader
from hfcheck.values.quantities import read_quantities

_OLDEST = 120
_LEAST_MENTIONS = 2
_NUMBER = re.compile(r"(?:about |around )?(\d{1,3})")
_AT_DEATH = re.compile(r"\b(?:at the age of|aged|at age) (\d{1,3})\b")
_BEHIND = re.compile(r",\s(\d{1,3})(?=,|\.\s|\.$|;|\s\()")
_INSIDE = re.compile(r"^[^,]+,\s(\d{1,3}),?$")
_OPENING = re.compile(r"(?:the|a|an)?\s*(?:\w+,?\s)?$", re.IGNORECASE)
_DEATHS = ("die", "pass away")


class HeroReader:
    """Reads ages of one article, of names and of its main person."""

    def __init__(self, article: Article, entities: EntityReader) -> None:
        self.article = article
        self.entities = entities

    def read_ages(self, propositions: Sequence[Proposition]) -> list[Age]:
        """Every age of somebody known, by place; of whom two are told, none."""
        ages = AgeReader(self.article, self.entities).read(propositions)
        for proposition in propositions:
            ages += self._read_clause(proposition)
            for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments if a.role != "pred")):
                ages += self._read_described(phrase, proposition, propositions)
        ages += self._read_named(propositions)
        told: dict[str, set[Decimal | None]] = {}
        for age in ages:
            told.setdefault(age.person.id, set()).add(age.years.low)
        single = {(a.person.id, a.start): a for a in ages if len(told[a.person.id]) == 1}
        return [single[place] for place in sorted(single, key=lambda key: (key[1], key[0]))]

    def find_main(self, propositions: Sequence[Proposition]) -> Entity | None:
        """The person of whom an article tells most, by far."""
        names = self.entities.names
        counts: Counter[str] = Counter()
        people: dict[str, Entity] = {}
        for proposition in propositions:
            for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
                entity = self.entities.read(self.article.id, phrase)
                if entity.resolved and names.looks_like_person(entity.name):
                    counts[entity.id] += 1
                    people[entity.id] = entity
        ranked = counts.most_common(2)
        if not ranked or ranked[0][1] < _LEAST_MENTIONS or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1] * 2):
            return None
        return people[ranked[0][0]]

    def _read_clause(self, proposition: Proposition) -> Iterator[Age]:
        """ "was 58", "a 29-year-old teacher" of a name, "died at the age of 61"."""
        person = self.entities.read(self.article.id, proposition.subject)
        if not person.resolved or proposition.polarity is Polarity.DENIED:
            return
        if proposition.lemma.removeprefix("be ") in _DEATHS or "died" in proposition.relation:
            found = _AT_DEATH.search(self.article.text, proposition.start, proposition.sentence_end)
            if found:
                yield self._make(person, found[1], proposition, proposition.start, found.end())
        for argument in proposition.arguments:
            if argument.role != "pred":
                continue
            text, start = argument.phrase.text, argument.phrase.start
            bare = _NUMBER.fullmatch(text)
            if bare and self.entities.names.looks_like_person(person.name):
                yield self._make(person, bare[1], proposition, proposition.start, argument.phrase.end)
            years = _find_opening_age(text)
            if years:
                yield self._make(person, years, proposition, min(proposition.start, start), argument.phrase.end)

    def _read_named(self, propositions: Sequence[Proposition]) -> Iterator[Age]:
        """ "Ann Lee, 45," wherever it stands."""
        names = self.entities.names
        for name in names.names_of(self.article.id):
            person = names.resolve(self.article.id, name)
            if not person.resolved or not names.looks_like_person(person.name):
                continue
            for found in re.finditer(rf"\b{re.escape(name)}{_BEHIND.pattern}", self.article.text):
                around = [p for p in propositions if p.sentence_start <= found.start() < p.sentence_end]
                if around:
                    yield self._make(person, found[1], around[0], found.start(), found.end())

    def _read_described(
        self, phrase: Phrase, proposition: Proposition, propositions: Sequence[Proposition]
    ) -> Iterator[Age]:
        """ "the 45-year-old", "the actor, 43,"."""
        if phrase.kind is not PhraseKind.NOMINAL or phrase.plural or phrase.parties or not phrase.definite:
            return
        years = _find_opening_age(phrase.text)
        behind = _BEHIND.match(self.article.text, phrase.end) or _INSIDE.search(phrase.text)
        if phrase.owner is not None or not (years or behind):
            return
        person = self.entities.read(self.article.id, phrase)
        person = person if person.resolved else self.find_main(propositions) or person
        if not person.resolved:
            return
        if years:
            yield self._make(person, years, proposition, proposition.start, proposition.end)
        elif behind:
            yield self._make(person, behind[1], proposition, phrase.start, max(phrase.end, proposition.end))

    def _make(self, person: Entity, years: str, proposition: Proposition, start: int, end: int) -> Age:
        number = Decimal(years)
        return Age(person, Quantity(number, number, "year", years), proposition, start, end)


def _find_opening_age(text: str) -> str:
    """The age that opens a nominal, "" where none does."""
    if "year" not in text.lower():
        return ""
    found = [one for one in read_quantities(text) if one.role == "age"]
    if not found or found[0].quantity.low is None or not _OPENING.fullmatch(text[: found[0].start]):
        return ""
    following = text[found[0].end :].lstrip("-").lower()
    return str(found[0].quantity.low) if following.startswith("year") and found[0].quantity.low < _OLDEST else ""
