"""What follows from claims: inverse, symmetric, implied and transitive ones, states that events begin and end, and
the roots of ties.

An inferred claim keeps its premises' ids, their evidence and lane, and says in `steps` how it came
about. It holds only what its weakest premise holds: hedged from hedged, attributed from attributed.
A state that an event began lasts until another event ended it, for all that is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple, TypeAlias

import msgspec

from hfcheck.datings import list_datings, list_wider_places
from hfcheck.knowledge import Knowledge, RelationEntry
from hfcheck.model import Claim, Entity, EventRef, Members, Modality, Moment, Origin, Polarity, Precision, Role, Value

PUBLICATION = "publication"
MAX_ROUNDS = 4
MAX_PER_CLAIM = 16

TIE = "tie"
SUBSIDIARY = "subsidiary_of"
PARTY = "party"
ROOT = "root"
_BEGUN, _ENDED = "begun", "ended"
INFERRED = "inferred"
"""The basis of a time that runs from an event on: how long, nobody says."""

_Content: TypeAlias = tuple[object, ...]
"""What a claim says, as plain values and records: the garbage collector passes over tuples of these."""
_Parents: TypeAlias = dict[str, dict[str, tuple[Entity, Claim | None]]]


def infer(claims: Sequence[Claim], knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return `claims`, by article and place, followed by what follows from them.

    At most `MAX_ROUNDS` rounds, and at most `MAX_PER_CLAIM` inferred claims that lead back to one
    given claim. The result does not depend on the order of `claims`.
    """
    given = sorted(claims, key=order_claim)
    found = _Found()
    joins = _Joins(knowledge)
    for claim in given:
        if claim.relation in knowledge.inferred_relations and found.add(_content(claim)):
            joins.add(claim)
    edge = [claim for claim in given if claim.relation in knowledge.fruitful_relations and _may_infer(claim)]
    inferred: list[Claim] = []
    for _ in range(MAX_ROUNDS):
        fresh = [derived for claim in edge for derived in _conclude(claim, found, joins, knowledge)]
        for derived in fresh:
            joins.add(derived)
        inferred += fresh
        edge = fresh
    told = (*given, *inferred, *list_datings(given, knowledge), *list_wider_places(given, knowledge))
    return (*told, *_end_offices(given, knowledge), *_root_ties(given, knowledge))


def order_claim(claim: Claim) -> tuple[str, int, int, str]:
    """The place of a claim: article, offsets of its first evidence, id."""
    span = claim.evidence[0].span
    return span.article, span.start, span.end, claim.id


class _Found:
    """What is known already, and how many inferred claims lead back to each given one."""

    def __init__(self) -> None:
        self._contents: set[_Content] = set()
        self._origin: dict[str, str] = {}
        self._spent: Counter[str] = Counter()

    def add(self, content: _Content) -> bool:
        """Whether a content is new; it is known from now on."""
        known = len(self._contents)
        self._contents.add(content)
        return len(self._contents) > known

    def has_room(self, content: _Content, premise: Claim) -> bool:
        """Whether a content is new and may still be inferred from a premise."""
        return content not in self._contents and not self.is_spent(premise)

    def is_spent(self, premise: Claim) -> bool:
        """Whether nothing more may be inferred from a premise, or from what that was inferred from."""
        return self._spent[self._origin.get(premise.id, premise.id)] >= MAX_PER_CLAIM

    def enter(self, content: _Content, premise: Claim, derived: Claim) -> None:
        """Keep what was inferred."""
        origin = self._origin.get(premise.id, premise.id)
        self._contents.add(content)
        self._spent[origin] += 1
        self._origin[derived.id] = origin


def _conclude(claim: Claim, found: _Found, joins: _Joins, knowledge: Knowledge) -> Iterator[Claim]:
    """What is new of what follows from a claim, alone and with others."""
    told = _told(claim)
    for step in _follow(claim, knowledge):
        content = (*_say_what(step.subject, step.relation, step.value, step.polarity), step.time, step.event, told)
        if found.has_room(content, claim):
            derived = _derive(claim, step)
            found.enter(content, claim, derived)
            yield derived
    for first, second in joins.list_pairs(claim, found):
        joined = _join(first, second)
        if joined is not None and found.has_room(content := _content(joined), first):
            found.enter(content, first, joined)
            yield joined


def _may_infer(claim: Claim) -> bool:
    plain = claim.subject.resolved and claim.quantifier is None and not isinstance(claim.object, Members)
    return plain and claim.modality is not Modality.HYPOTHETICAL and claim.relation != TIE


def _content(claim: Claim) -> _Content:
    said = _say_what(claim.subject, claim.relation, claim.object, claim.polarity)
    return (*said, claim.time, claim.event, _told(claim))


def _say_what(subject: Entity, relation: str, value: Value, polarity: Polarity) -> _Content:
    said = value.id if isinstance(value, Entity) else value
    return subject.id, relation, said, polarity is Polarity.DENIED


def _told(claim: Claim) -> _Content:
    """Where and how a claim is told: what it has in common with all that follows from it."""
    lane = (claim.evidence[0].span.article, claim.modality.value, claim.attribution, claim.disputed)
    return (*lane, claim.scope, claim.measure, claim.quantifier, claim.place)


# ── from one claim ────────────────────────────────────────────────────────────────────────────


class _Step(NamedTuple):
    """What follows from one claim."""

    kind: str
    relation: str
    subject: Entity
    value: Value
    polarity: Polarity
    time: Moment | None
    event: EventRef | None


def _follow(claim: Claim, knowledge: Knowledge) -> Iterator[_Step]:
    entry = knowledge.relation(claim.relation)
    if entry is None:
        return
    value, rest = claim.object, (claim.polarity, claim.time, claim.event)
    if isinstance(value, Entity) and value.resolved:
        if entry.inverse is not None:
            yield _Step("inverse", entry.inverse, value, claim.subject, *rest)
        if entry.symmetric:
            yield _Step("symmetric", entry.id, value, claim.subject, *rest)
    if claim.polarity is Polarity.DENIED:
        for relation in knowledge.implied_by.get(entry.id, ()):
            yield _Step("implied", relation, claim.subject, value, *rest)
        return
    for relation in entry.implies:
        yield _Step("implied", relation, claim.subject, value, *rest)
    if (entry.begins or entry.ends) and isinstance(value, Entity) and claim.modality is Modality.ASSERTED:
        yield from _follow_event(claim, entry, _run_from(claim.time))


def _follow_event(claim: Claim, entry: RelationEntry, time: Moment | None) -> Iterator[_Step]:
    """The states of the same two that an event begins or ends, from it on; nobody knows since when, where it has no
    time."""
    for relation in entry.begins:
        yield _Step(_BEGUN, relation, claim.subject, claim.object, Polarity.AFFIRMED, time, None)
    for relation in entry.ends:
        yield _Step(_ENDED, relation, claim.subject, claim.object, Polarity.DENIED, time, None)


def _run_from(time: Moment | None) -> Moment | None:
    """From the end of an event's time on; None where no date is known."""
    if time is None or time.end is None or time.symbol is not None or time.basis == PUBLICATION:
        return None
    return Moment(time.end, None, Precision.RANGE, f"since {time.surface}", basis=INFERRED)


def _derive(claim: Claim, step: _Step) -> Claim:
    derived = msgspec.structs.replace(
        claim,
        id=f"{claim.id}/{step.kind}:{step.relation}",
        text=_say(step.subject, step.relation, step.value, step.polarity),
        subject=step.subject,
        relation=step.relation,
        object=step.value,
        origin=Origin.INFERRED,
        premises=(claim.id,),
        steps=(*claim.steps, f"{step.kind}: {step.relation} follows from {claim.relation} ({claim.id})"),
    )
    if step.kind not in (_BEGUN, _ENDED):
        return derived
    state = {"polarity": step.polarity, "time": step.time, "bygone": step.time is None}
    return msgspec.structs.replace(derived, participants=(), event=None, **state)


def _say(subject: Entity, relation: str, value: Value, polarity: Polarity) -> str:
    name = value.name if isinstance(value, Entity) else getattr(value, "surface", "") or getattr(value, "text", "")
    negation = "not " if polarity is Polarity.DENIED else ""
    return f"{subject.name}: {negation}{relation.replace('_', ' ')} {name}".strip()


# ── from two claims ───────────────────────────────────────────────────────────────────────────


class _Joins:
    """Claims of relations that hold through others, found by their subject or their object."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._carriers = {one: through for one, through in knowledge.carriers.items() if through}
        self._carried = knowledge.carried
        self._relations = self._carriers.keys() | self._carried.keys()
        self._from: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._to: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)

    def add(self, claim: Claim) -> None:
        """Have a claim found from now on."""
        if claim.relation not in self._relations or not isinstance(claim.object, Entity):
            return
        if _may_infer(claim) and _may_chain(claim):
            if claim.relation in self._carried:
                self._from[claim.relation, claim.subject.id].append(claim)
            if claim.relation in self._carriers:
                self._to[claim.relation, claim.object.id].append(claim)

    def list_pairs(self, claim: Claim, found: _Found) -> Iterator[tuple[Claim, Claim]]:
        """What a claim may be joined with, in the order of the chain, as long as there is room for what follows."""
        if claim.relation not in self._relations or not isinstance(claim.object, Entity) or not _may_chain(claim):
            return
        for relation in self._carriers.get(claim.relation, ()):
            for other in self._from.get((relation, claim.object.id), ()):
                if found.is_spent(claim):
                    break
                yield claim, other
        for relation in self._carried.get(claim.relation, ()):
            key = (relation, claim.subject.id)
            if key in self._to:
                # What is spent stays so: each claim is dropped once.
                self._to[key] = [other for other in self._to[key] if not found.is_spent(other)]
                yield from ((other, claim) for other in self._to[key])


def _may_chain(claim: Claim) -> bool:
    resolved = isinstance(claim.object, Entity) and claim.object.resolved
    return resolved and claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED


def _join(first: Claim, second: Claim) -> Claim | None:
    if not isinstance(second.object, Entity) or second.object.id == first.subject.id:
        return None
    if first.attribution and second.attribution and first.attribution != second.attribution:
        return None
    if first.scope != second.scope or first.place != second.place:
        return None
    kind = "transitive" if first.relation == second.relation else f"through {second.relation}"
    return msgspec.structs.replace(
        first,
        id=f"{first.id}+{second.id}/{kind}:{first.relation}",
        text=_say(first.subject, first.relation, second.object, first.polarity),
        object=second.object,
        evidence=tuple(dict.fromkeys((*first.evidence, *second.evidence))),
        confidence=min(first.confidence, second.confidence),
        attribution=first.attribution or second.attribution,
        time=first.time if first.time == second.time else None,
        disputed=first.disputed or second.disputed,
        headline=False,
        origin=Origin.INFERRED,
        premises=(first.id, second.id),
        steps=(f"{kind}: {first.relation} follows from {first.id} and {second.id}",),
    )


# ── what an event ends for good ───────────────────────────────────────────────────────────────


def _end_offices(claims: Sequence[Claim], knowledge: Knowledge) -> Iterator[Claim]:
    """ "died on 3 May 2011" ends what is said to hold of the same person at a date after it.

    Only of what the text dates itself: "chairman Brandt" in a later article may be a look back.
    """
    ends: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        entry = knowledge.relation(claim.relation) if isinstance(claim.object, Moment) else None
        firm = claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED and claim.subject.resolved
        if entry is not None and entry.ends and firm and _find_last_day(claim.object) is not None:
            for relation in entry.ends:
                ends[claim.subject.id, relation].append(claim)
    for told in ends.values():
        told.sort(key=lambda end: (_find_last_day(end.object) or date.max, order_claim(end)))
    spent: Counter[str] = Counter()
    for claim in claims if ends else ():
        key = (claim.subject.id, claim.relation)
        if key in ends and claim.polarity is Polarity.AFFIRMED:
            earlier = _take_earlier(ends[key], claim.time)
            yield from (_deny_after(claim, end) for end in earlier)
            spent.update(end.id for end in earlier)
            if any(spent[end.id] >= MAX_PER_CLAIM for end in earlier):
                ends[key] = [end for end in ends[key] if spent[end.id] < MAX_PER_CLAIM]


def _take_earlier(ends: Sequence[Claim], time: Moment | None) -> list[Claim]:
    """Those of `ends`, by their days, that lie before a time."""
    return list(takewhile(lambda end: _lies_after(time, end.object), ends))


def _find_last_day(value: Value) -> date | None:
    return value.end if isinstance(value, Moment) and value.symbol is None else None


def _lies_after(time: Moment | None, end: Value) -> bool:
    if time is None or time.start is None or time.symbol is not None or time.basis == PUBLICATION:
        return False
    last = _find_last_day(end)
    return last is not None and last < time.start


def _deny_after(claim: Claim, end: Claim) -> Claim:
    return msgspec.structs.replace(
        end,
        id=f"{end.id}+{claim.id}/ended:{claim.relation}",
        text=_say(claim.subject, claim.relation, claim.object, Polarity.DENIED),
        relation=claim.relation,
        object=claim.object,
        polarity=Polarity.DENIED,
        time=claim.time,
        measure=claim.measure,
        scope=claim.scope,
        place=claim.place,
        origin=Origin.INFERRED,
        premises=(end.id,),
        steps=(*end.steps, f"ended: {end.relation} ({end.id}) ends {claim.relation}"),
    )


# ── roots of ties ─────────────────────────────────────────────────────────────────────────────


def _root_ties(claims: Sequence[Claim], knowledge: Knowledge) -> Iterator[Claim]:
    """Each tie with a party that belongs to a group, once more, with the root of every party.

    Its evidence stays the tie's own, so that it can stand beside another tie; the premises name
    the claims that lead to the roots.
    """
    ties = [claim for claim in claims if claim.relation == TIE]
    parents = _read_parents(claims, knowledge) if ties else {}
    for claim in ties:
        parties = [role.entity for role in claim.participants if role.role == PARTY]
        climbs = [_climb(party, parents) for party in parties]
        used = [step for _, path in climbs for step in path]
        if not used:
            continue
        premises = [premise.id for _, premise in used if premise is not None]
        yield msgspec.structs.replace(
            claim,
            id=f"{claim.id}/root",
            participants=(*claim.participants, *(Role(ROOT, root) for root, _ in climbs)),
            confidence=min([claim.confidence, *(premise.confidence for _, premise in used if premise is not None)]),
            origin=Origin.INFERRED,
            premises=tuple(dict.fromkeys((claim.id, *premises))),
            steps=(*claim.steps, *dict.fromkeys(words for words, _ in used)),
        )


def _read_parents(claims: Iterable[Claim], knowledge: Knowledge) -> _Parents:
    parents: _Parents = defaultdict(dict)
    denied: set[tuple[str, str]] = set()
    for claim in claims:
        value = claim.object
        if claim.relation != SUBSIDIARY or not isinstance(value, Entity):
            continue
        if not (claim.subject.resolved and value.resolved) or value.id == claim.subject.id:
            continue
        if claim.polarity is Polarity.DENIED:
            denied.add((claim.subject.id, value.id))
        elif claim.modality is Modality.ASSERTED:
            parents[claim.subject.id].setdefault(value.id, (value, claim))
    for child, parent in denied:
        parents[child].pop(parent, None)
    for entry in knowledge.entities:
        owner = knowledge.entity(entry.part_of) if entry.part_of else None
        if owner is not None:
            parents[entry.id].setdefault(owner.id, (Entity(owner.id, owner.name, owner.kind), None))
    return parents


def _climb(entity: Entity, parents: _Parents) -> tuple[Entity, list[tuple[str, Claim | None]]]:
    """The root above an entity, as far as each one below it has a single parent, and the way."""
    seen = {entity.id}
    path: list[tuple[str, Claim | None]] = []
    while len(above := parents.get(entity.id, {})) == 1:
        ((parent, premise),) = above.values()
        if parent.id in seen:
            break
        seen.add(parent.id)
        source = premise.id if premise is not None else "knowledge packs"
        path.append((f"{entity.name} belongs to {parent.name} ({source})", premise))
        entity = parent
    return entity, path
