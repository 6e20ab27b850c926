"""Two amounts of one thing cannot both be right.

Held against each other only under one subject, relation, measure, unit, scope, place and event, and
for one and the same time: a figure for November says nothing against one for the year. Figures
without any time are compared where the relation is permanent, where both belong to one and the same
event in one kind of lane, or where one is the headline of the other's article. Amounts are intervals
("over 50,000"); a figure and its rounding agree. By how much something changed is held only against another change
of it, never against an amount, and only where both name the same time and the same base.

FAIL  "The club sold 80,000 tickets in 2022."  / "The club sold 60,000 tickets in 2022."
PASS  "The club sold 80,000 tickets in 2022."  / "The club sold 60,000 tickets in 2023."    # other period
PASS  "The club sold 80,000 tickets in 2022."  / "The club ordered 60,000 tickets in 2022." # other measure
FAIL  "The club's revenue rose 5% in 2022 from 2021." / "The club's revenue fell 3% in 2022 from 2021."
PASS  "The club's revenue rose 5% in 2022 from 2021." / "The club's revenue rose 9% in 2022 from 2019." # other base
FAIL  "Norwick bought Arvel Hall for $8 million."  / "Norwick paid $5 million for Arvel Hall."
PASS  "The club sold over 50,000 tickets."     / "The club sold 80,213 tickets."            # compatible
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from hfcheck.compare import compare_times, compare_values
from hfcheck.knowledge import PERMANENT, Knowledge
from hfcheck.model import STORY, Change, Claim, Comparison, Finding, Quantity, Severity, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.moments import find_days
from hfcheck.rules.verdicts import (
    Judgement,
    TimeRelation,
    find_article,
    find_circumstances,
    find_lane,
    judge_pair,
    may_oppose,
    same_circumstances,
)
from hfcheck.rules.wording import is_of_scene, name_source, name_value, say_id, say_tail, say_time
from hfcheck.values.units import name_dimension

ID = "HF201"
TITLE = "quantity differs"
SEVERITY = Severity.ERROR

_DEAL = "deal"
_AGE = "age"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Amounts and changes told as facts."""
    return concern_if(shape.is_firm and shape.value in (Quantity, Change))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject, relation, measure and what the unit measures: miles are held against kilometres."""
    value = claim.object
    changed = isinstance(value, Change) and value.base is not None and claim.time is not None
    amount = value.amount if isinstance(value, Change) and changed else value
    if isinstance(amount, Quantity) and amount.unit:
        kind = "change|" if changed else ""
        yield f"{claim.subject.id}|{claim.relation}|{claim.measure or ''}|{kind}{name_dimension(amount.unit)}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold amounts that share no possible value against each other."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    def meet(claim: Claim) -> Hashable:
        return _describe_case(claim, knowledge)

    yield from oppose_all(Kind(ID, "subject-measure"), claims, judge, _word, Split(meet=meet))


def _describe_case(claim: Claim, knowledge: Knowledge) -> Hashable:
    """What two claims must have in common to be of one thing and one time."""
    time: Hashable = None
    if claim.time is not None and knowledge.time_kind(claim.relation) != PERMANENT:
        time = find_days(claim.time)
    return type(claim.object), claim.participants, time, find_circumstances(claim)


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if not isinstance(a.object, Quantity | Change) or type(a.object) is not type(b.object):
        return None
    if not may_oppose(a, b) or not same_circumstances(a, b) or a.participants != b.participants:
        return None
    same_article = find_article(a) == find_article(b)
    if compare_values(a.object, b.object, same_article) is not Comparison.DISJOINT or not _same_time(a, b, knowledge):
        return None
    # Two may have made several deals of one kind.
    deal = a.subject.kind == _DEAL and (a.time is None or b.time is None)
    return judge_pair(a, b, TimeRelation.UNKNOWN if deal else TimeRelation.SAME)


def _same_time(a: Claim, b: Claim, knowledge: Knowledge) -> bool:
    if knowledge.time_kind(a.relation) == PERMANENT:
        return True
    same_article = find_article(a) == find_article(b)
    if a.time is None and b.time is None:
        # An age changes by no more than one within a story.
        one_event = a.event is not None and (
            a.measure == _AGE or a.event.kind == STORY or find_lane(a)[0] == find_lane(b)[0]
        )
        # What one article tells twice, once by another's word, it sets beside each other itself.
        beside = same_article and (a.headline != b.headline or find_lane(a) != find_lane(b))
        return one_event or beside
    bounded = same_article or not any(time and (time.start is None or time.end is None) for time in (a.time, b.time))
    return bounded and compare_times(a.time, b.time, same_article) is Comparison.SAME


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    first, second = name_value(a.object), name_value(b.object)
    of_scene = is_of_scene(a)
    what = f"“{a.subject.name}”" if of_scene else f"{a.subject.name}, {say_id(a.measure or a.relation)}{say_time(a)}"
    message = f"{what}: {first} in {name_source(a)}, {second} in {name_source(b)}{say_tail(verdict)}."
    return Wording(message, f"The primary figure for {what}, with its period and what it counts.")
