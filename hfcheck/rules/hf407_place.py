"""One event has two places.

A birth, a death, a signing, an opening: the packs say which deeds are told by their day, and each has one place. A
place and one that it lies in agree; of a town and a country that may hold it, or a building and a town, nothing is
said. Where the deed may come again, both must be told of one time, else it is not known which event is meant.

FAIL  "Marta Lind was born in Graz."                    / "Marta Lind was born in Linz."
FAIL  "Arvel Hall was opened in Graz on 3 May 2012."    / "Arvel Hall was opened in Linz on 3 May 2012."
PASS  "Marta Lind was born in Graz."                    / "Marta Lind was born in Austria."
PASS  "Marta Lind was arrested in Graz in 2009."        / "Marta Lind was arrested in Linz in 2015."   # two arrests
PASS  "Marta Lind was born at Graz General Hospital."   / "Marta Lind was born in Graz."
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from hfcheck.compare import compare_times
from hfcheck.infer import PUBLICATION
from hfcheck.knowledge import PERMANENT, Knowledge
from hfcheck.model import Claim, Comparison, Entity, Finding, Severity, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.moments import are_near
from hfcheck.rules.opposition import describe_claim
from hfcheck.rules.places import exclude_each_other, gather_wider
from hfcheck.rules.verdicts import Judgement, TimeRelation, find_article, judge_pair, may_oppose
from hfcheck.rules.wording import name_source, say_deed, say_tail

ID = "HF407"
TITLE = "place of one event"
SEVERITY = Severity.ERROR

_PLACE = "place"
_WHERE = ("in", "at", "near", "outside")


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is told as a fact of a deed that the packs date."""
    return concern_if(shape.is_firm and bool(find_deed(shape.relation, knowledge)))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject and what happened to it."""
    if find_place(claim, knowledge) is not None:
        yield f"{claim.subject.id}|{find_deed(claim.relation, knowledge)}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold places that exclude each other against each other."""

    wider = gather_wider(claims)

    def judge(a: Claim, b: Claim) -> Judgement | None:
        first, second = find_place(a, knowledge), find_place(b, knowledge)
        inside = first is None or second is None or first.id in wider.get(b.id, ()) or second.id in wider.get(a.id, ())
        return None if inside else _judge(a, b, knowledge)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, verdict, knowledge)

    def describe(claim: Claim) -> Hashable:
        return describe_claim(claim), wider.get(claim.id)

    def identify(claim: Claim) -> str:
        place = find_place(claim, knowledge)
        return place.id if place is not None else ""

    yield from oppose_all(Kind(ID, "subject-event"), claims, judge, word, Split(identify), describe)


def find_deed(relation: str, knowledge: Knowledge) -> str:
    """The relation that tells the day of what another one tells, "" where the packs know none."""
    known = knowledge.relation(relation)
    told = knowledge.dated_by.get(relation)
    if told is None and known is None:
        told = knowledge.dated_by.get(relation.rpartition(" ")[0])
    if told is None and known is not None and known.object == "moment":
        return relation
    return told[0] if told is not None and not told[1] else ""


def find_place(claim: Claim, knowledge: Knowledge) -> Entity | None:
    """Where it was: the object of a relation with a place, else what stands after "in" or "at"."""
    known = knowledge.relation(claim.relation)
    value = claim.object
    if isinstance(value, Entity) and known is not None and known.object == _PLACE and known.time == PERMANENT:
        return value
    if claim.place is not None:
        return claim.place
    where = known is None and claim.relation.rpartition(" ")[2] in _WHERE
    return value if where and isinstance(value, Entity) else None


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    first, second = find_place(a, knowledge), find_place(b, knowledge)
    if first is None or second is None or not (first.resolved and second.resolved) or not may_oppose(a, b):
        return None
    if not exclude_each_other(first, second, knowledge):
        return None
    entry = knowledge.relation(find_deed(a.relation, knowledge))
    if entry is None or not entry.apart:
        return judge_pair(a, b, TimeRelation.SAME)
    when = _relate(a, b, entry.apart)
    if when is None or a.participants != b.participants:
        return None
    judgement = judge_pair(a, b, when)
    return judgement if judgement.severity is Severity.NOTE else judgement._replace(severity=Severity.WARNING)


def _relate(a: Claim, b: Claim, days: int) -> TimeRelation | None:
    """Whether two claims tell of one deed that may come again; None where they tell of two, or nobody knows."""
    # What is told in the present says nothing of when it was done.
    if any(time is None or time.basis == PUBLICATION for time in (a.time, b.time)):
        one_event = a.event is not None and a.event == b.event
        return TimeRelation.UNKNOWN if one_event else None
    match compare_times(a.time, b.time, find_article(a) == find_article(b)):
        case Comparison.DISJOINT:
            near = a.time is not None and b.time is not None and are_near(a.time, b.time, days)
            return TimeRelation.SAME if near else None
        case Comparison.UNKNOWN:
            return None
    return TimeRelation.SAME


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    first, second = find_place(a, knowledge), find_place(b, knowledge)
    fact = f"{a.subject.name}, {say_deed(find_deed(a.relation, knowledge))}"
    told = [f"{place.name} in {name_source(claim)}" for place, claim in ((first, a), (second, b)) if place is not None]
    return Wording(f"{fact}: {', '.join(told)}{say_tail(verdict)}.", f"A primary source with the place: {fact}.")
