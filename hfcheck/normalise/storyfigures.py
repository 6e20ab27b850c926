"""Figures that several articles of a story tell of one thing, though nobody knows for when: "has 13 employees".

Each such figure is told once more as one of the story, where its article has one value for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

import msgspec

from hfcheck.model import STORY, Claim, EventRef, Modality, Moment, Polarity, Quantity
from hfcheck.normalise.storywords import load_story_words
from hfcheck.values.units import find_measure

_AMOUNT = "amount"
_AGE = "age"
_NUMBERS = "numbers"
_HAVE = "have"
_STATED = "stated"
_RANKS = ("ranks", "numbered", "one_of")


def share_figures(claims: Mapping[str, Sequence[Claim]], stories: Mapping[str, str]) -> dict[str, list[Claim]]:
    """Article → its figures as those of the story, without ids."""
    told: defaultdict[tuple[str, str, str], dict[str, list[Claim]]] = defaultdict(dict)
    for article, held in sorted(claims.items()):
        for claim in held:
            noun = _name_counted(claim) or _name_dated(claim)
            if article in stories and noun:
                event = EventRef(kind=STORY, participants=(stories[article],))
                dated = isinstance(claim.object, Moment)
                one = msgspec.structs.replace(
                    claim,
                    relation=claim.relation if dated else _AMOUNT,
                    measure=None if dated else noun,
                    scope=None,
                    time=None,
                    place=None,
                    event=event,
                    quantifier=None,
                )
                told[stories[article], claim.subject.id, noun].setdefault(article, []).append(one)
    found: dict[str, list[Claim]] = {}
    for by_article in told.values():
        clear = {a: c for a, c in by_article.items() if len({_identify(one) for one in c}) == 1}
        for article, held in clear.items() if len(clear) > 1 else ():
            found.setdefault(article, []).extend(held[:1])
    return found


def _identify(claim: Claim) -> Hashable:
    value = claim.object
    if isinstance(value, Moment):
        return value.start, value.end
    return (value.low, value.high, value.unit) if isinstance(value, Quantity) else None


def _name_dated(claim: Claim) -> str:
    """The relation that gives the year or day of something, "" where a claim gives none that is known."""
    value = claim.object
    known = isinstance(value, Moment) and value.symbol is None and value.basis == _STATED and claim.subject.resolved
    firm = claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED
    return claim.relation if known and firm else ""


def _name_counted(claim: Claim) -> str:
    """What a figure counts or measures, "" where it is not told of one thing at one time."""
    value = claim.object
    firm = claim.polarity is Polarity.AFFIRMED and claim.modality in (Modality.ASSERTED, Modality.PLANNED)
    if not firm or not isinstance(value, Quantity) or not value.unit or not claim.subject.resolved:
        return ""
    if claim.relation in _RANKS or claim.measure == _AGE or load_story_words().tells_other.search(claim.text):
        return ""
    if claim.time is not None and claim.time.symbol is None:
        return ""
    if claim.relation == _AMOUNT and claim.measure:
        return claim.measure
    counts = value.unit.islower() and find_measure(value.unit) is None
    if claim.relation in (_NUMBERS, _HAVE):
        return f"{value.unit} count" if counts else ""
    return f"{claim.relation} {value.unit}" if counts else ""
