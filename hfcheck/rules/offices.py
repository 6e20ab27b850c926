"""Reading `holds_office` claims: person, body and title."""

from __future__ import annotations

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


def gather_by_article(pairs: Iterable[tuple[Claim, str]]) -> dict[str, set[str]]:
    """What each article gives: article id → the values paired with its claims."""
    found: dict[str, set[str]] = {}
    for claim, value in pairs:
        found.setdefault(find_article(claim), set()).add(value)
    return found
