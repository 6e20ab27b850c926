"""A relation that holds one value at a time has two.

Which relations are exclusive is said by the packs. A place and one that it lies in agree, and so do
names of which one may be short for the other; where that is not known, the rule is silent.

FAIL  "The Norwick Institute is based in Bergen."   / "The Norwick Institute is based in Tromso."
PASS  "The institute was based in Bergen in 2010."  / "The institute was based in Tromso in 2015."  # other period
PASS  "The institute is based in Bergen."           / "The institute is based in Norway."           # place in a place
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial

from hfcheck.compare import compare_values
from hfcheck.knowledge import PERMANENT, Knowledge, RelationEntry
from hfcheck.model import SLOT, Claim, Comparison, Entity, Finding, Moment, Severity, Value, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.places import exclude_each_other
from hfcheck.rules.verdicts import (
    Judgement,
    find_article,
    find_circumstances,
    is_timeless,
    judge_pair,
    may_oppose,
    relate_times,
    same_circumstances,
)
from hfcheck.rules.wording import is_of_scene, name_source, name_value, say_relation, say_tail

ID = "HF401"
TITLE = "exclusive value differs"
SEVERITY = Severity.ERROR

_PLACE = "place"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is told as a fact of a relation that holds one value, or of a slot of one event."""
    entry = knowledge.relation(shape.relation)
    held = entry is not None and entry.exclusive and not _tells_event(shape, entry)
    return concern_if(shape.is_firm and (held or shape.relation == SLOT))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject, exclusive relation (or the slot of one event) and the kind of its value."""
    if claim.relation != SLOT or claim.event is not None:
        yield f"{claim.subject.id}|{claim.relation}|{type(claim.object).__name__}"


def _tells_event(shape: Shape, entry: RelationEntry) -> bool:
    """Whether such claims give the date or place of one event, which HF301 and HF407 hold against others."""
    return shape.value is Moment or (entry.object == _PLACE and entry.time == PERMANENT)


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold values that exclude each other against each other."""

    exclude = cache(partial(_exclude, knowledge=knowledge))

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, exclude, knowledge)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, verdict, knowledge)

    yield from oppose_all(Kind(ID, "subject-relation"), claims, judge, word, Split(meet=find_circumstances))


def _judge(a: Claim, b: Claim, exclude: Callable[[Value, Value], bool], knowledge: Knowledge) -> Judgement | None:
    if is_timeless(a, b, knowledge) or not may_oppose(a, b) or not same_circumstances(a, b):
        return None
    same_article = find_article(a) == find_article(b)
    if compare_values(a.object, b.object, same_article) is not Comparison.DISJOINT:
        return None
    if a.relation != SLOT and not exclude(a.object, b.object):
        return None
    return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(a.relation)))


def _exclude(a: Value, b: Value, knowledge: Knowledge) -> bool:
    if not isinstance(a, Entity) or not isinstance(b, Entity):
        return True
    return exclude_each_other(a, b, knowledge)


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    entry = knowledge.relation(a.relation)
    is_verb = entry is not None and bool(entry.words)
    told = f"{a.subject.name}{' ' if is_verb else ', '}{say_relation(a.relation, knowledge)}"
    if is_of_scene(a):
        told = f"one event (“{a.subject.name}”)"
    which = f"{name_value(a.object)} or {name_value(b.object)}"
    sides = f"{name_value(a.object)} in {name_source(a)}, {name_value(b.object)} in {name_source(b)}"
    settle = f"A primary source, with its date, {f'on whether {told} {which}' if is_verb else f'for {told}: {which}'}."
    return Wording(f"{'Of ' if is_of_scene(a) else ''}{told}: {sides}{say_tail(verdict)}.", settle)
