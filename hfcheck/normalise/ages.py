"""Ages told beside names: "Ann Lee, 45," and "the 45-year-old Ann Lee"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from hfcheck.model import Article, Entity, Phrase, Proposition, Quantity
from hfcheck.normalise.entities import EntityReader
from hfcheck.values.quantities import read_quantities

_OLDEST = 120
_BEFORE = 40


class Age(NamedTuple):
    """Who is how old, told by which clause, and where the words stand."""

    person: Entity
    years: Quantity
    proposition: Proposition
    start: int
    end: int


class AgeReader:
    """Reads the ages of named persons in one article."""

    def __init__(self, article: Article, entities: EntityReader) -> None:
        self.article = article
        self.entities = entities

    def read(self, propositions: Sequence[Proposition]) -> list[Age]:
        """Each age once, by place."""
        found: dict[tuple[int, int], Age] = {}
        for proposition in propositions:
            for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
                for age in self._read_beside(phrase, proposition):
                    found.setdefault((age.start, age.end), age)
        return [found[place] for place in sorted(found)]

    def _read_beside(self, phrase: Phrase, proposition: Proposition) -> Iterator[Age]:
        if phrase.parties or not phrase.names:
            return
        text = self.article.text
        first, last = next((span for span in phrase.names if span[1] == phrase.end), (phrase.start, phrase.end))
        if text[last : last + 1] != "," and "-year-old" not in text[max(0, first - _BEFORE) : first]:
            return
        person = self.entities.names.resolve(self.article.id, text[first:last])
        if not person.resolved or not self.entities.names.looks_like_person(person.name):
            return
        behind = re.compile(r",\s(\d{1,3})(?=,|\.\s|\.$|;|\s\()").match(text, last)
        if behind and 0 < int(behind[1]) < _OLDEST:
            years = Decimal(behind[1])
            yield Age(person, Quantity(years, years, "year", behind[1]), proposition, first, behind.end())
        start = max(0, first - _BEFORE)
        if "-year-old" not in text[start:first]:
            return
        ages = [one for one in read_quantities(text[start:first]) if one.role == "age"]
        if ages and re.fullmatch(r"-year-old\s+", text[start + ages[-1].end : first]):
            yield Age(person, ages[-1].quantity, proposition, start + ages[-1].start, last)
