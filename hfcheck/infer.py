"""What follows from claims: inverse, symmetric, implied and transitive ones, states that events begin and end, and
the roots of ties.

An inferred claim keeps its premises' ids, their evidence and lane, and says in `steps` how it came
about. It holds only what its weakest premise holds: hedged from hedged, attributed from attributed.
A state that an event began lasts until another event ended it, for all that is known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

import msgspec

from hfcheck.datings import list_datings, list_wider_places
from hfcheck.knowledge import Knowledge, RelationEntry
from hfcheck.model import Claim, Entity, Members, Modality, Moment, Origin, Polarity, Precision, Role, Value

PUBLICATION = "publication"
MAX_ROUNDS = 4
MAX_PER_CLAIM = 16

TIE = "tie"
SUBSIDIARY = "subsidiary_of"
PARTY = "party"
ROOT = "root"
INFERRED = "inferred"
"""The basis of a time that runs from an event on: how long, nobody says."""

_Content: TypeAlias = tuple[object, ...]
_Parents: TypeAlias = dict[str, dict[str, tuple[Entity, Claim | None]]]


def infer(claims: Sequence[Claim], knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return `claims`, by article and place, followed by what follows from them.

    At most `MAX_ROUNDS` rounds, and at most `MAX_PER_CLAIM` inferred claims that lead back to one
    given claim. The result does not depend on the order of `claims`.
    """
    given = sorted(claims, key=order_claim)
    known: dict[_Content, Claim] = {}
    for claim in given:
        known.setdefault(_content(claim), claim)
    spent: Counter[str] = Counter()
    base = {claim.id: claim.id for claim in given}
    edge: list[Claim] = [claim for claim in given if _may_infer(claim)]
    inferred: list[Claim] = []
    for _ in range(MAX_ROUNDS):
        fresh: list[Claim] = []
        joins = _Joins(claim for claim in known.values() if _may_infer(claim))
        for claim in edge:
            for derived in (*_follow(claim, knowledge), *joins.chain(claim, knowledge)):
                origin = base[derived.premises[0]]
                if _content(derived) in known or spent[origin] >= MAX_PER_CLAIM:
                    continue
                known[_content(derived)] = derived
                spent[origin] += 1
                base[derived.id] = origin
                fresh.append(derived)
        inferred += fresh
        edge = fresh
    told = (*given, *inferred, *list_datings(given, knowledge), *list_wider_places(given, knowledge))
    return (*told, *_end_offices(given, knowledge), *_root_ties(given, knowledge))


def order_claim(claim: Claim) -> tuple[str, int, int, str]:
    """The place of a claim: article, offsets of its first evidence, id."""
    span = claim.evidence[0].span
    return span.article, span.start, span.end, claim.id


def _may_infer(claim: Claim) -> bool:
    plain = claim.subject.resolved and claim.quantifier is None and not isinstance(claim.object, Members)
    return plain and claim.modality is not Modality.HYPOTHETICAL and claim.relation != TIE


def _content(claim: Claim) -> _Content:
    value = claim.object.id if isinstance(claim.object, Entity) else claim.object
    lane = (claim.polarity, claim.modality, claim.attribution, claim.disputed)
    narrowing = (claim.time, claim.scope, claim.measure, claim.quantifier, claim.place, claim.event)
    return (claim.evidence[0].span.article, claim.subject.id, claim.relation, value, *lane, *narrowing)


# ── from one claim ────────────────────────────────────────────────────────────────────────────


def _follow(claim: Claim, knowledge: Knowledge) -> Iterator[Claim]:
    entry = knowledge.relation(claim.relation)
    if entry is None:
        return
    if isinstance(claim.object, Entity) and claim.object.resolved:
        for relation, kind in ((entry.inverse, "inverse"), (entry.id if entry.symmetric else None, "symmetric")):
            if relation is not None:
                yield _derive(claim, relation, claim.object, claim.subject, kind)
    if claim.polarity is Polarity.AFFIRMED:
        for relation in entry.implies:
            yield _derive(claim, relation, claim.subject, claim.object, "implied")
        yield from _follow_event(claim, entry)
    else:
        for narrower in knowledge.relations:
            if entry.id in narrower.implies:
                yield _derive(claim, narrower.id, claim.subject, claim.object, "implied")


def _follow_event(claim: Claim, entry: RelationEntry) -> Iterator[Claim]:
    """The states of the same two that an event begins or ends, from it on; nobody knows since when, where it has no
    time."""
    if not isinstance(claim.object, Entity) or claim.modality is not Modality.ASSERTED:
        return
    time = _run_from(claim.time)
    for kind, relations, polarity in (
        ("begun", entry.begins, Polarity.AFFIRMED),
        ("ended", entry.ends, Polarity.DENIED),
    ):
        for relation in relations:
            ended = msgspec.structs.replace(claim, polarity=polarity, participants=(), event=None)
            state = _derive(ended, relation, claim.subject, claim.object, kind)
            yield msgspec.structs.replace(state, time=time, bygone=time is None)


def _run_from(time: Moment | None) -> Moment | None:
    """From the end of an event's time on; None where no date is known."""
    if time is None or time.end is None or time.symbol is not None or time.basis == PUBLICATION:
        return None
    return Moment(time.end, None, Precision.RANGE, f"since {time.surface}", basis=INFERRED)


def _derive(claim: Claim, relation: str, subject: Entity, value: Value, kind: str) -> Claim:
    return msgspec.structs.replace(
        claim,
        id=f"{claim.id}/{kind}:{relation}",
        text=_say(subject, relation, value, claim.polarity),
        subject=subject,
        relation=relation,
        object=value,
        origin=Origin.INFERRED,
        premises=(claim.id,),
        steps=(*claim.steps, f"{kind}: {relation} follows from {claim.relation} ({claim.id})"),
    )


def _say(subject: Entity, relation: str, value: Value, polarity: Polarity) -> str:
    name = value.name if isinstance(value, Entity) else getattr(value, "surface", "") or getattr(value, "text", "")
    negation = "not " if polarity is Polarity.DENIED else ""
    return f"{subject.name}: {negation}{relation.replace('_', ' ')} {name}".strip()


# ── from two claims ───────────────────────────────────────────────────────────────────────────


class _Joins:
    """Claims of transitive relations, found by their subject or their object."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._from: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        self._to: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            if isinstance(claim.object, Entity) and _may_chain(claim):
                self._from[claim.relation, claim.subject.id].append(claim)
                self._to[claim.relation, claim.object.id].append(claim)

    def chain(self, claim: Claim, knowledge: Knowledge) -> Iterator[Claim]:
        if not isinstance(claim.object, Entity) or not _may_chain(claim):
            return
        pairs: list[tuple[Claim, Claim]] = []
        for relation in knowledge.carriers.get(claim.relation, ()):
            pairs += [(claim, other) for other in self._from.get((relation, claim.object.id), ())]
        for relation in knowledge.carried.get(claim.relation, ()):
            pairs += [(other, claim) for other in self._to.get((relation, claim.subject.id), ())]
        for first, second in pairs:
            joined = _join(first, second)
            if joined is not None:
                yield joined


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
        entry = knowledge.relation(claim.relation)
        firm = claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED and claim.subject.resolved
        if entry is not None and firm and isinstance(claim.object, Moment):
            for relation in entry.ends:
                ends[claim.subject.id, relation].append(claim)
    for claim in claims:
        for end in ends.get((claim.subject.id, claim.relation), ()):
            if claim.polarity is Polarity.AFFIRMED and _lies_after(claim.time, end.object):
                yield _deny_after(claim, end)


def _lies_after(time: Moment | None, end: Value) -> bool:
    if time is None or time.start is None or time.symbol is not None or time.basis == PUBLICATION:
        return False
    return isinstance(end, Moment) and end.symbol is None and end.end is not None and end.end < time.start


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
    parents = _read_parents(claims, knowledge)
    for claim in claims:
        parties = [role.entity for role in claim.participants if role.role == PARTY]
        if claim.relation != TIE or not parties:
            continue
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
