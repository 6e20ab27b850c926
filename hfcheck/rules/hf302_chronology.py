"""Things happened in an order that cannot be.

Which day cannot come before which is said by the packs: nobody dies before his birth, nothing closes before it is
founded. An age at a known time says when somebody was born, to a year, and is held against a date of birth or against
an age at another time.

FAIL  "Tarn Rovers were founded in 1998. Tarn Rovers were disbanded in 1990."
FAIL  "Marta Lind was born in 1950." / "Marta Lind, aged 45, won in 2014."
PASS  "Tarn Rovers were founded in 1998. Tarn Rovers were disbanded in 2010."
PASS  "Marta Lind was 45 in 2014."   / "Marta Lind was 44 in 2013."            # a year on
PASS  "Marta Lind was born in 1950." / "Marta Lind died in 1950."              # the same year
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from hfcheck.compare import compare_moments
from hfcheck.datings import AGE, BORN
from hfcheck.infer import order_claim
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Comparison, Finding, Moment, Severity, Verdict
from hfcheck.rules.camps import identify_value
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording, make_finding
from hfcheck.rules.moments import comes_after, lend_no_year
from hfcheck.rules.opposition import order_directness
from hfcheck.rules.verdicts import TimeRelation, find_article, is_resolved, judge_pair
from hfcheck.rules.wording import name_source, name_value, say_deed, say_tail

ID = "HF302"
TITLE = "chronology"
SEVERITY = Severity.ERROR


_MANY = 60
_MOST_EXTREME = 5


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Days told as facts, of what has a place in an order."""
    ordered = shape.relation in knowledge.ordered_relations
    return concern_if(ordered and shape.is_firm and shape.value is Moment)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The subject."""
    if is_resolved(claim):
        yield claim.subject.id


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold each pair of relations against the order of the packs, and each pair of births against each other."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=order_directness):
        best.setdefault((find_article(claim), claim.relation, identify_value(claim)), claim)
    told = sorted(_thin_out(list(best.values())), key=order_claim)
    seen: set[tuple[str, str]] = set()
    for a, b in combinations(told, 2):
        for earlier, later in ((a, b), (b, a)):
            pair = (find_article(a), find_article(b))
            if pair not in seen and _is_reversed(earlier, later, knowledge):
                seen.add(pair)
                yield from _report(a, b, _word_order(earlier, later))
        if _differ_in_age(a, b):
            yield from _report(a, b, _word_age(a, b))


def _thin_out(told: Sequence[Claim]) -> Iterable[Claim]:
    """All of a few days; of many, by relation, those that end first and those that begin last, each told once."""
    if len(told) <= _MANY:
        return told
    once: dict[tuple[object, ...], Claim] = {}
    for claim in told:
        once.setdefault((claim.relation, identify_value(claim)), claim)
    kept: dict[str, Claim] = {}
    for order in (_order_end, _order_start):
        taken: Counter[str] = Counter()
        for claim in sorted(once.values(), key=order):
            taken[claim.relation] += 1
            if taken[claim.relation] <= _MOST_EXTREME:
                kept[claim.id] = claim
    return kept.values()


def _order_end(claim: Claim) -> tuple[int, tuple[str, int, int, str]]:
    end = claim.object.end if isinstance(claim.object, Moment) else None
    return end.toordinal() if end else date.max.toordinal(), order_claim(claim)


def _order_start(claim: Claim) -> tuple[int, tuple[str, int, int, str]]:
    start = claim.object.start if isinstance(claim.object, Moment) else None
    return -start.toordinal() if start else 0, order_claim(claim)


def _is_reversed(earlier: Claim, later: Claim, knowledge: Knowledge) -> bool:
    first, second = earlier.object, later.object
    if later.relation not in knowledge.chronology.get(earlier.relation, ()):
        return False
    if not isinstance(first, Moment) or not isinstance(second, Moment):
        return False
    same_article = find_article(earlier) == find_article(later)
    return comes_after(first, second) and (same_article or lend_no_year(first, second))


def _differ_in_age(a: Claim, b: Claim) -> bool:
    """Whether two tell when somebody was born, at least one of them by his age, and no day fits both."""
    first, second = a.object, b.object
    if a.relation != BORN or b.relation != BORN or not isinstance(first, Moment) or not isinstance(second, Moment):
        return False
    aged = AGE in (first.basis, second.basis)
    return aged and lend_no_year(first, second) and compare_moments(first, second) is Comparison.DISJOINT


def _report(a: Claim, b: Claim, wording: Wording) -> Iterator[Finding]:
    judgement = judge_pair(a, b, TimeRelation.SAME)
    first, second = a.evidence[0].span, b.evidence[0].span
    camps = [[a], [b]]
    if first.article == second.article and first.start < second.end and second.start < first.end:
        camps = [[max(a, b, key=lambda claim: len(claim.evidence[0].quote))]]
    steps = tuple(dict.fromkeys((*a.steps, *b.steps)))
    message = f"{wording.message}{say_tail(judgement.verdict) if judgement.verdict is Verdict.DISPUTED else ''}."
    yield make_finding(Kind(ID, "subject"), camps, judgement, Wording(message, wording.settle), steps)


def _word_order(earlier: Claim, later: Claim) -> Wording:
    told = [
        f"{say_deed(claim.relation)} {name_value(claim.object)} ({name_source(claim)})" for claim in (later, earlier)
    ]
    message = f"{earlier.subject.name}: {told[0]}, which lies before {told[1]}"
    return Wording(message, f"The dates of {earlier.subject.name}, from a primary source.")


def _word_age(a: Claim, b: Claim) -> Wording:
    told = [f"{_say_birth(claim)} in {name_source(claim)}" for claim in (a, b)]
    message = f"{a.subject.name}: {told[0]} does not fit {told[1]}"
    return Wording(message, f"The date of birth of {a.subject.name}.")


def _say_birth(claim: Claim) -> str:
    words = name_value(claim.object)
    return f"the age of {words}" if isinstance(claim.object, Moment) and claim.object.basis == AGE else f"born {words}"
