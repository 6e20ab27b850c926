"""From lane, time and modality of two opposed claims to a verdict and a severity."""

from __future__ import annotations

import enum
from typing import NamedTuple

from hfcheck.compare import compare_times
from hfcheck.infer import INFERRED, PUBLICATION
from hfcheck.knowledge import PERMANENT, STATE, Knowledge
from hfcheck.model import Claim, Comparison, Entity, EventRef, Modality, Moment, Precision, Severity, Verdict

OFFICE = "holds_office"
OWN_VOICE = "own voice"
SPEAKER = "speaker"
REPORTS = "reports"

# Two periods that share a year at most may follow each other within it.
_EDGE_DAYS = 366
_COARSE = (Precision.QUARTER, Precision.SEASON, Precision.YEAR, Precision.DECADE, Precision.CENTURY)


class TimeRelation(enum.StrEnum):
    SAME = "same"
    OTHER = "other"
    UNKNOWN = "unknown"


class Judgement(NamedTuple):
    verdict: Verdict
    severity: Severity


def find_article(claim: Claim) -> str:
    """The id of the article that a claim was read from."""
    return claim.evidence[0].span.article


def find_lane(claim: Claim) -> tuple[str, str]:
    """Who says it: the kind of lane and, for a named speaker, his name."""
    if not claim.attribution:
        return OWN_VOICE, ""
    source = claim.attribution[-1].source
    return (SPEAKER, source.casefold()) if source else (REPORTS, "")


def is_hedged(claim: Claim) -> bool:
    """Whether a claim is less than asserted, or is only said to be reported."""
    return claim.modality is not Modality.ASSERTED or find_lane(claim)[0] == REPORTS


def is_resolved(claim: Claim) -> bool:
    """Whether every entity of a claim is known to be one thing."""
    entities = [claim.subject, *(role.entity for role in claim.participants)]
    if isinstance(claim.object, Entity):
        entities.append(claim.object)
    return all(entity.resolved for entity in entities)


def may_oppose(a: Claim, b: Claim) -> bool:
    """Whether two claims may be held against each other at all.

    Never: siblings of one group, a claim and what was inferred from it, two readings of one place
    in the text, hypothetical or unresolved claims.
    """
    if Modality.HYPOTHETICAL in (a.modality, b.modality) or not (is_resolved(a) and is_resolved(b)):
        return False
    if find_article(a) != find_article(b):
        return True
    if a.group is not None and a.group == b.group:
        return False
    first, second = a.evidence[0].span, b.evidence[0].span
    return first.end <= second.start or second.end <= first.start


def same_circumstances(a: Claim, b: Claim) -> bool:
    """Whether two claims speak of one scope, place, quantifier, measure and event."""
    return find_circumstances(a) == find_circumstances(b)


def find_circumstances(claim: Claim) -> tuple[str | None, str | None, str | None, str | None, EventRef | None]:
    """Scope, quantifier, measure, place and event of a claim."""
    return claim.scope, claim.quantifier, claim.measure, claim.place.id if claim.place else None, claim.event


def relate_times(a: Claim, b: Claim, kind: str) -> TimeRelation:
    """Whether two claims hold at one time. `kind` is the relation's: a permanent one has no times.

    A publication date that is open to one side ("not before 30 November") says nothing of how two
    articles lie to each other unless they are disjoint; of a state that is given for some time
    within a quarter or a year, it is not known whether it held on a day of it; and how long a state
    lasts that an event began, nobody says.
    """
    if kind == PERMANENT:
        return TimeRelation.SAME
    same_article = find_article(a) == find_article(b)
    match compare_times(a.time, b.time, same_article):
        case Comparison.SAME:
            vague = not same_article and (_is_open(a.time) or _is_open(b.time))
            return TimeRelation.UNKNOWN if vague else TimeRelation.SAME
        case Comparison.DISJOINT:
            return TimeRelation.OTHER
        case Comparison.COMPATIBLE if _only_touch(a.time, b.time):
            return TimeRelation.OTHER
        case Comparison.COMPATIBLE:
            vague = any(_is_open(time) or (time is not None and time.precision in _COARSE) for time in (a.time, b.time))
            return TimeRelation.UNKNOWN if vague else TimeRelation.SAME
    return TimeRelation.UNKNOWN


def _only_touch(a: Moment | None, b: Moment | None) -> bool:
    """ "until 2010" and "from 2010 to 2016": one ends in the unit that the other begins in."""
    if a is None or b is None or Precision.RANGE not in (a.precision, b.precision):
        return False
    for first, second in ((a, b), (b, a)):
        if first.end is not None and second.start is not None and first.start != second.start:
            apart = (first.start is None or first.start < second.start) and (
                second.end is None or first.end < second.end
            )
            if apart and (first.end - second.start).days <= _EDGE_DAYS:
                return True
    return False


def is_timeless(a: Claim, b: Claim, knowledge: Knowledge) -> bool:
    """Whether one of two claims tells of a state that held once, nobody says when: it excludes nothing."""
    entry = knowledge.relation(a.relation)
    state = a.relation == OFFICE or (entry is not None and entry.time == STATE)
    return state and (a.bygone or b.bygone)


def _is_open(time: Moment | None) -> bool:
    return time is not None and time.basis in (PUBLICATION, INFERRED) and (time.start is None or time.end is None)


def judge_pair(a: Claim, b: Claim, when: TimeRelation) -> Judgement:
    """The verdict on two claims that could not both hold at one time (the design's table)."""
    lanes = find_lane(a), find_lane(b)
    if when is TimeRelation.OTHER:
        return Judgement(Verdict.UPDATE, Severity.NOTE)
    if find_article(a) == find_article(b) and lanes[0] != lanes[1]:
        return judge_dispute(a, b)
    if when is TimeRelation.UNKNOWN:
        return Judgement(Verdict.UNORDERED, Severity.WARNING)
    firm = lanes[0] == lanes[1] and not is_hedged(a) and not is_hedged(b)
    return Judgement(Verdict.CONFLICT, Severity.ERROR if firm else Severity.WARNING)


def judge_dispute(a: Claim, b: Claim) -> Judgement:
    """The verdict on two reports that one article sets side by side."""
    own = OWN_VOICE in (find_lane(a)[0], find_lane(b)[0])
    return Judgement(Verdict.DISPUTED, Severity.WARNING if own else Severity.NOTE)
