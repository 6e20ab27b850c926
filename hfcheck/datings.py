"""When things happened, told beside something else: "opened in Linz in 1998" says that it opened in 1998 as well.

A person's age at a time says when he was born; what was in a town was in what the articles say that the town lies in.
What is found so is a claim of its own, with the one that it was read
from as its premise; it is never written into the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity, Modality, Moment, Origin, Polarity, Precision, Quantity, Role, Value

AGE = "age"
BORN = "born_on"

_AMOUNT = "amount"
_PUBLICATION = "publication"
_PARTNER = "party"
_LIES_IN = "located_in"
_PLACE = "place"
# A place lies in its town, province, country and continent, each perhaps under several names.
_MOST_WIDER = 16


def list_datings(claims: Iterable[Claim], knowledge: Knowledge) -> Iterator[Claim]:
    """What `claims` say of when something happened, beside what they are about; in their order."""
    for claim in claims:
        if claim.polarity is not Polarity.AFFIRMED or claim.modality is not Modality.ASSERTED or claim.time is None:
            continue
        if claim.measure == AGE and claim.relation == _AMOUNT:
            yield from _date_birth(claim)
        elif not isinstance(claim.object, Moment) and claim.time.basis != _PUBLICATION:
            yield from _date_event(claim, claim.time, knowledge)


def list_wider_places(claims: Iterable[Claim], knowledge: Knowledge) -> Iterator[Claim]:
    """What happened in a place, as told of what the articles say that the place lies in; in the order of `claims`."""
    told = list(claims)
    around = _gather_wider(told)
    for claim in told if around else ():
        entry = knowledge.relation(claim.relation)
        if entry is None or entry.object != _PLACE or not isinstance(claim.object, Entity):
            continue
        for wider in around.get(claim.object.id, {}).values() if claim.relation != _LIES_IN else ():
            step = f"{claim.relation}: {claim.object.name} lies in {wider.name}"
            derived = _derive(claim, claim.subject, claim.relation, wider, claim.participants, step)
            yield msgspec.structs.replace(derived, id=f"{claim.id}/in:{wider.id}")


def _gather_wider(claims: Iterable[Claim]) -> dict[str, dict[str, Entity]]:
    """Place id → what it is said to lie in, by id; as many as the packs of a world would name, no more."""
    around: dict[str, dict[str, Entity]] = {}
    for claim in claims:
        if claim.relation != _LIES_IN or claim.polarity is Polarity.DENIED or claim.modality is not Modality.ASSERTED:
            continue
        if isinstance(claim.object, Entity) and claim.object.resolved:
            wider = around.setdefault(claim.subject.id, {})
            if len(wider) < _MOST_WIDER:
                wider.setdefault(claim.object.id, claim.object)
    return around


def _date_event(claim: Claim, time: Moment, knowledge: Knowledge) -> Iterator[Claim]:
    told = knowledge.dated_by.get(claim.relation)
    if told is None and knowledge.relation(claim.relation) is None:
        told = knowledge.dated_by.get(claim.relation.rpartition(" ")[0])
    if told is None:
        return
    relation, of_object = told
    subject: Entity = claim.subject
    if of_object:
        if not isinstance(claim.object, Entity) or not claim.object.resolved:
            return
        subject = claim.object
    entry = knowledge.relation(claim.relation)
    partner = entry is not None and entry.symmetric and isinstance(claim.object, Entity)
    roles = (Role(_PARTNER, claim.object),) if partner and isinstance(claim.object, Entity) else ()
    yield _derive(claim, subject, relation, time, roles, f"{relation}: the time of {claim.id}")


def _date_birth(claim: Claim) -> Iterator[Claim]:
    """Born at least so many years before, and less than one more."""
    age, time = claim.object, claim.time
    if not isinstance(age, Quantity) or age.low is None or age.high is None or time is None:
        return
    if time.start is None or time.end is None:
        return
    years = int(age.low), int(age.high)
    born = Moment(
        start=_go_back(time.start, years[1] + 1) + timedelta(days=1),
        end=_go_back(time.end, years[0]),
        precision=Precision.RANGE,
        surface=f"{age.surface} in {time.surface}".strip(),
        basis=AGE,
    )
    yield _derive(claim, claim.subject, BORN, born, (), f"{BORN}: {age.surface} years before {time.start}")


def _go_back(day: date, years: int) -> date:
    """The same day so many years earlier; the last of February for its 29th."""
    year = max(day.year - years, 1)
    leap_day = day.month == 2 and day.day == 29
    return date(year, 2, 28) if leap_day else day.replace(year=year)


def _derive(claim: Claim, subject: Entity, relation: str, value: Value, roles: tuple[Role, ...], step: str) -> Claim:
    return msgspec.structs.replace(
        claim,
        id=f"{claim.id}/dated:{relation}",
        subject=subject,
        relation=relation,
        object=value,
        participants=roles,
        measure=None,
        place=None,
        origin=Origin.INFERRED,
        premises=(claim.id,),
        steps=(*claim.steps, step),
    )
