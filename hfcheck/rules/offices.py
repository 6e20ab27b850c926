"""Reading `holds_office` claims: person, body and title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from hfcheck.knowledge import Knowledge, TitleEntry
from hfcheck.model import Claim, Entity, Modality, Polarity
from hfcheck.rules.verdicts import OFFICE, find_article

UNIT = "unit"
"""The kind of an entity that is a part of an organisation, such as a business unit."""


class Office(NamedTuple):
    """Who holds which title at which body."""

    person: Entity
    body: Entity
    title: TitleEntry


def read_office(claim: Claim, knowledge: Knowledge) -> Office | None:
    """The office that a claim gives to somebody, or None for any other claim.

    Only what is affirmed and asserted counts, with a title that the packs know.
    """
    if claim.relation != OFFICE or claim.polarity is not Polarity.AFFIRMED or claim.modality is not Modality.ASSERTED:
        return None
    title = knowledge.title(claim.measure or "")
    if title is None or not isinstance(claim.object, Entity):
        return None
    return Office(claim.subject, claim.object, title)


class Together:
    """Which values one article gives beside each other."""

    def __init__(self, pairs: Iterable[tuple[Claim, str]]) -> None:
        given: defaultdict[str, set[str]] = defaultdict(set)
        for claim, value in pairs:
            given[find_article(claim)].add(value)
        self._articles: defaultdict[str, set[str]] = defaultdict(set)
        for article, values in given.items():
            for value in values if len(values) > 1 else ():
                self._articles[value].add(article)

    def has(self, one: str, other: str) -> bool:
        """Whether any single article gives both."""
        return not self._articles.get(one, set()).isdisjoint(self._articles.get(other, set()))
