"""One thing has two ranks, or two things have one.

Ranks are held against each other only by the same measure and among the same things: "the second-largest bank in
Norway" and "the third-largest bank in Europe" agree. A rank by size may change from one time to another, a place in a
row ("the sixth film of the series") stays. Two things of one rank count only at one time.

FAIL  "Low Tide is the sixth film of the series."          / "Low Tide was the fifth film of the series."
FAIL  "In 2020 Tarn was the second-largest bank in Norway." / "In 2020 Tarn was the third-largest bank in Norway."
PASS  "Tarn is the second-largest bank in Norway."         / "Tarn is the third-largest bank in Europe."
PASS  "In 2010 Tarn was the second-largest bank in Norway." / "In 2020 Tarn was the third-largest bank in Norway."
PASS  "Tarn is one of the largest banks in Norway."        / "Tarn is the third-largest bank in Norway."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.compare import compare_quantities
from hfcheck.knowledge import PERMANENT, Knowledge
from hfcheck.model import Claim, Comparison, Finding, Quantity, Severity, Verdict
from hfcheck.rules.camps import BY_VALUE, Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.names import may_share_name
from hfcheck.rules.verdicts import Judgement, TimeRelation, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_source, name_value, say_tail

ID = "HF204"
TITLE = "rank"
SEVERITY = Severity.ERROR

RANK = "rank"
_OF_ONE = "one"
_AT_ONE = "rank"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Amounts that are affirmed."""
    return concern_if(shape.is_affirmed and shape.value is Quantity)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """What is ranked, by what and among what; and the rank itself, for whoever else has it."""
    value = claim.object
    if not isinstance(value, Quantity) or value.unit != RANK:
        return
    yield f"{_OF_ONE}|{claim.subject.id}|{claim.relation}|{claim.measure}|{claim.scope or ''}"
    if claim.scope and value.low is not None and value.low > 1:
        yield f"{_AT_ONE}|{value.low}|{claim.relation}|{claim.measure}|{claim.scope}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold two ranks of one thing, or two things of one rank, against each other."""
    by_subject = key.startswith(f"{_AT_ONE}|")

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge_holders(a, b, knowledge) if by_subject else _judge_ranks(a, b, knowledge)

    split = Split(lambda claim: claim.subject.id) if by_subject else BY_VALUE
    yield from oppose_all(Kind(ID, key.split("|")[0]), claims, judge, _word, split)


def _judge_ranks(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    first, second = a.object, b.object
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or not may_oppose(a, b):
        return None
    when = _relate(a, b, knowledge)
    if compare_quantities(first, second) is not Comparison.DISJOINT or when is TimeRelation.OTHER:
        return None
    return judge_pair(a, b, when)


def _judge_holders(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if not may_oppose(a, b) or may_share_name(a.subject, b.subject):
        return None
    when = _relate(a, b, knowledge)
    return judge_pair(a, b, when) if when is TimeRelation.SAME else None


def _relate(a: Claim, b: Claim, knowledge: Knowledge) -> TimeRelation:
    kind = knowledge.time_kind(a.relation)
    if kind != PERMANENT and (a.bygone or b.bygone):
        return TimeRelation.OTHER
    return relate_times(a, b, kind)


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    among = f" {a.scope}" if a.scope else ""
    what = f"{a.measure}{among}"
    if a.subject.id == b.subject.id:
        sides = f"{_say(a)} in {name_source(a)}, {_say(b)} in {name_source(b)}"
        return Wording(f"{a.subject.name}, {what}: {sides}{say_tail(verdict)}.", f"The ranking itself: {what}.")
    sides = f"{a.subject.name} in {name_source(a)}, {b.subject.name} in {name_source(b)}"
    return Wording(f"{_say(a)}, {what}: {sides}{say_tail(verdict)}.", f"The ranking itself: {what}.")


def _say(claim: Claim) -> str:
    return f"“{name_value(claim.object)}”"
