"""A member is missing from the complete list of the members.

Somebody is said to belong to a body here, and a list that claims to be complete leaves him out there; or two complete
lists differ; or a count differs from a complete list in another article. Open lists ("include", "such as") exclude
nobody: where one only holds more than another, of a time that is not the same, that is noted as a change.

FAIL  "Tarn is a member of the league."            / "The league's members are Adler, Brask and Castor."
FAIL  "The league has four members."               / "The league's members are Adler, Brask and Castor."
PASS  "Tarn is a member of the league."            / "The league's members include Adler, Brask and Castor."
PASS  "Tarn may become a member of the league."    / "The league's members are Adler, Brask and Castor."
PASS  "Tarn was a member of the league in 2010."   / "In 2019 the league's members were Adler and Brask."  # a note
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from hfcheck.compare import compare_quantities
from hfcheck.infer import PARTY, TIE, order_claim
from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Claim,
    Comparison,
    Entity,
    Finding,
    Members,
    Origin,
    Quantity,
    Severity,
    Verdict,
)
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape
from hfcheck.rules.findings import Kind, Wording, make_finding, oppose_camps
from hfcheck.rules.names import may_share_name
from hfcheck.rules.opposition import describe_claim
from hfcheck.rules.verdicts import (
    Judgement,
    TimeRelation,
    find_article,
    is_timeless,
    judge_pair,
    may_oppose,
    relate_times,
)
from hfcheck.rules.wording import join_names, name_source, name_value, say_relation, say_tail

ID = "HF405"
TITLE = "membership"
SEVERITY = Severity.ERROR

_LIST = "lists"
_HAVE = "have"
# So many members two open lists must have in common before one counts as the other grown.
_COMMON = 3
# So many lists of one body are held against each other and against its members, the first ones.
_MOST_LISTS = 100


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Lists, counts and members told as facts; it takes a list, or members that were told as one."""
    if not shape.is_firm or (shape.value is Entity and knowledge.relation(shape.relation) is None):
        return Concern.NONE
    return Concern.FULL if shape.value is Members or shape.grouped else Concern.BESIDE


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The body, and how its members belong to it."""
    for whole, relation in _find_wholes(claim, knowledge):
        yield f"{whole}|{relation}"


def _find_wholes(claim: Claim, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Each body that a claim tells a member, the list or the number of members of, with their relation to it."""
    match claim.object:
        case Members() if claim.relation == _LIST and claim.subject.resolved and claim.measure:
            yield claim.subject.id, claim.measure
        case Quantity(unit=unit) if claim.relation == _HAVE:
            relation, converse = knowledge.relation_of_words.get(f"be {unit} of", ("", True))
            if not converse:
                yield claim.subject.id, relation
        case Entity(id=whole) if knowledge.relation(claim.relation) is not None:
            yield whole, claim.relation
    if claim.relation == TIE and claim.group is not None:
        for role in claim.participants:
            if role.role == PARTY:
                yield from ((role.entity.id, relation) for relation in knowledge.implied(TIE))


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold members, complete lists and counts of one body against each other."""
    whole = key.rsplit("|", 1)[0]
    lists = [claim for claim in claims if isinstance(claim.object, Members) and _is_complete(claim.object)][
        :_MOST_LISTS
    ]
    counts = [claim for claim in claims if isinstance(claim.object, Quantity)]
    atoms = [claim for claim in claims if isinstance(claim.object, Entity)]
    if lists:
        yield from _find_missing(lists, atoms, knowledge)
        yield from _find_differing(lists, knowledge)
        yield from _find_miscounted(lists, counts, knowledge)
    yield from _find_grown([c for c in claims if not isinstance(c.object, Members | Quantity)], whole, knowledge)


def _is_complete(members: Members) -> bool:
    return members.closed and len(members.items) > 1 and all(item.resolved for item in members.items)


# ── a member against a complete list ──────────────────────────────────────────────────────────


def _find_missing(lists: Sequence[Claim], atoms: Sequence[Claim], knowledge: Knowledge) -> Iterator[Finding]:
    told: dict[str, set[str]] = {}
    by_member: dict[str, list[Claim]] = {}
    for atom in sorted(atoms, key=order_claim):
        told.setdefault(find_article(atom), set()).add(atom.subject.id)
        by_member.setdefault(atom.subject.id, []).append(atom)

    def judge(a: Claim, b: Claim) -> Judgement | None:
        members = a.object
        if not isinstance(members, Members) or _holds(members, b.subject, knowledge):
            return None
        if b.subject.id in told.get(find_article(a), ()) or not may_oppose(a, b) or is_timeless(b, a, knowledge):
            return None
        return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(b.relation)))

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        listed, atom = (a, b) if isinstance(a.object, Members) else (b, a)
        fact = f"{atom.subject.name} {say_relation(atom.relation, knowledge)} {name_value(atom.object)}"
        message = f"“{fact}” in {name_source(atom)}, but {_say_list(listed)}{say_tail(verdict)}."
        return Wording(message, f"The list of {name_value(atom.object)}’s own, at the date of each article.")

    for member, members in by_member.items():

        def describe(claim: Claim, member: str = member) -> Hashable:
            return describe_claim(claim), member in told.get(find_article(claim), ())

        finding = oppose_camps(Kind(ID, "member-list"), lists, members, judge, word, describe)
        if finding is not None:
            yield finding


def _holds(members: Members, entity: Entity, knowledge: Knowledge) -> bool:
    """Whether a list has an entity, its group or its part, or a name that may be its own."""
    near = {entity.id, *knowledge.part_of(entity.id)}
    return any(
        item.id in near or entity.id in knowledge.part_of(item.id) or may_share_name(item, entity)
        for item in members.items
    )


def _say_list(claim: Claim) -> str:
    return f"the list in {name_source(claim)} has {name_value(claim.object)}"


# ── two complete lists, a count and a complete list ───────────────────────────────────────────


def _find_differing(lists: Sequence[Claim], knowledge: Knowledge) -> Iterator[Finding]:
    def judge(a: Claim, b: Claim) -> Judgement | None:
        if not may_oppose(a, b) or not (_list_extra(a, b, knowledge) or _list_extra(b, a, knowledge)):
            return None
        return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(a.measure or "")))

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        message = f"Lists of {a.subject.name}: {name_value(a.object)} in {name_source(a)}"
        message += f", {name_value(b.object)} in {name_source(b)}{say_tail(verdict)}."
        return Wording(message, f"The list of {a.subject.name}’s own, at the date of each article.")

    yield from oppose_all(Kind(ID, "list-list"), lists, judge, word, Split(_identify_list))


def _identify_list(claim: Claim) -> Hashable:
    return frozenset(item.id for item in claim.object.items) if isinstance(claim.object, Members) else None


def _list_extra(a: Claim, b: Claim, knowledge: Knowledge) -> list[Entity]:
    """What the list of `a` has and that of `b` has not."""
    mine, theirs = a.object, b.object
    if not (isinstance(mine, Members) and isinstance(theirs, Members)):
        return []
    return [item for item in mine.items if not _holds(theirs, item, knowledge)]


def _find_miscounted(lists: Sequence[Claim], counts: Sequence[Claim], knowledge: Knowledge) -> Iterator[Finding]:
    def judge(a: Claim, b: Claim) -> Judgement | None:
        members, amount = a.object, b.object
        if not isinstance(members, Members) or not isinstance(amount, Quantity) or not may_oppose(a, b):
            return None
        number = Decimal(len({item.id for item in members.items}))
        listed = Quantity(number, number, amount.unit, str(number))
        if compare_quantities(amount, listed) is not Comparison.DISJOINT or a.scope != b.scope:
            return None
        return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(a.measure or "")))

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        listed, count = (a, b) if isinstance(a.object, Members) else (b, a)
        stated = f"{count.subject.name} has {name_value(count.object)} in {name_source(count)}"
        message = f"{stated}, but {_say_list(listed)}{say_tail(verdict)}."
        return Wording(message, f"The list of {count.subject.name}’s own, at the date of each article.")

    finding = oppose_camps(Kind(ID, "count-list"), lists, counts, judge, word)
    if finding is not None:
        yield finding


# ── an open list that has grown ───────────────────────────────────────────────────────────────


class _Told(NamedTuple):
    """What one list of an article tells: member id → the claim of it."""

    members: dict[str, Entity]
    claims: tuple[Claim, ...]


def _find_grown(claims: Sequence[Claim], whole: str, knowledge: Knowledge) -> Iterator[Finding]:
    """A list that has all of another article's and more, where they may be of different times: a note."""
    for first, second in combinations(_gather_lists(claims, whole)[:_MOST_LISTS], 2):
        shorter, longer = sorted((first, second), key=lambda told: len(told.members))
        a, b = shorter.claims[0], longer.claims[0]
        added = [e for e in longer.members.values() if e.resolved and not _is_told(e, shorter, knowledge)]
        whole_list = all(_is_told(entity, longer, knowledge) for entity in shorter.members.values())
        common = shorter.members.keys() & longer.members.keys()
        if find_article(a) == find_article(b) or not whole_list or len(common) < _COMMON or not added:
            continue
        when = relate_times(a, b, knowledge.time_kind(b.relation) if b.relation != TIE else "state")
        if when is TimeRelation.SAME:
            continue
        verdict = Verdict.UPDATE if when is TimeRelation.OTHER else Verdict.UNORDERED
        camps = [sorted(told.claims, key=_measure_quote) for told in (shorter, longer)]
        camps.sort(key=lambda camp: order_claim(camp[0]))
        names = join_names(entity.name for entity in added)
        message = f"{name_source(b)} lists {names} beside those that {name_source(a)} lists{say_tail(verdict)}."
        wording = Wording(message, "The list at the date of each article.")
        yield make_finding(Kind(ID, "list-grown"), camps, Judgement(verdict, Severity.NOTE), wording, ())


def _measure_quote(claim: Claim) -> tuple[int, tuple[str, int, int, str]]:
    """Sort key: the claim whose quote shows most of its list first."""
    return -len(claim.evidence[0].quote), order_claim(claim)


def _gather_lists(claims: Sequence[Claim], whole: str) -> list[_Told]:
    groups: dict[tuple[str, str], dict[str, tuple[Entity, Claim]]] = {}
    for claim in sorted(claims, key=order_claim):
        if claim.group is None or claim.origin is Origin.INFERRED:
            continue
        parties = [role.entity for role in claim.participants if role.role == PARTY and role.entity.id != whole]
        for entity in parties if claim.relation == TIE else [claim.subject]:
            groups.setdefault((find_article(claim), claim.group), {}).setdefault(entity.id, (entity, claim))
    return [
        _Told({id: entity for id, (entity, _) in told.items()}, tuple(claim for _, claim in told.values()))
        for told in groups.values()
        if len(told) >= _COMMON
    ]


def _is_told(entity: Entity, told: _Told, knowledge: Knowledge) -> bool:
    return _holds(Members(tuple(told.members.values()), closed=False), entity, knowledge)
