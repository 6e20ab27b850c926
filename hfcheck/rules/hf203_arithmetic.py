"""Amounts that do not add up.

A whole and a closed list of its parts; a part, its whole and the share; a growth and the figures at its two ends, told
in one sentence or in several articles. Each figure stands for all that round to it, so that only what no rounding
explains is found.

FAIL  "Acme has 300 staff: 100 in Oslo and 150 in Bergen."
FAIL  "Acme's revenue rose 12% from $50 million to $80 million."
FAIL  "The motion was backed by 40 of the 80 members, or 60%."
PASS  "Acme has 250 staff: 100 in Oslo and 150 in Bergen."
PASS  "Acme has 300 staff, including 100 in Oslo and 150 in Bergen."      # the list is open
PASS  "Acme's revenue rose 60% from $50 million to $80 million."
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from hfcheck.compare import compare_times, find_tolerance
from hfcheck.infer import order_claim
from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Change,
    Claim,
    Comparison,
    Finding,
    Modality,
    Moment,
    Polarity,
    Quantity,
    Severity,
    Span,
    Verdict,
)
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording, make_finding
from hfcheck.rules.moments import find_days
from hfcheck.rules.opposition import order_directness
from hfcheck.rules.verdicts import Judgement, TimeRelation, find_article, find_lane, judge_pair
from hfcheck.rules.wording import name_source, name_value, say_id
from hfcheck.values.sums import SumFault, check_sums, may_hold_sum

ID = "HF203"
TITLE = "arithmetic"
SEVERITY = Severity.ERROR

AMOUNT = "amount"
BEFORE = "amount_before"
CHANGE = "changed_by"

_SUM = "sum"
_GROWTH = "growth"
_HUNDRED = Decimal(100)
_LEAST_NUMBERS = 3
# So many different figures of one time are tried as an end of one change.
_MOST_FIGURES = 50


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Whatever an article says, and amounts at the ends of a growth."""
    return concern_if(not shape.inferred or (shape.is_firm and shape.relation in (AMOUNT, BEFORE, CHANGE)))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The place of each sum that is none; for growth, whose measure it is and within what."""
    for fault, start, _ in _find_faults(claim):
        yield f"{_SUM}|{find_article(claim)}|{start}|{fault.kind}"
    firm = claim.polarity is Polarity.AFFIRMED and claim.modality is Modality.ASSERTED
    if firm and claim.relation in (AMOUNT, BEFORE, CHANGE) and claim.measure:
        yield f"{_GROWTH}|{claim.subject.id}|{claim.measure}|{claim.scope or ''}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Reckon again."""
    if key.startswith(f"{_SUM}|"):
        yield from _report_sum(key, min(claims, key=order_directness))
    elif len(claims) > _LEAST_NUMBERS - 1:
        yield from _check_growth(sorted(claims, key=order_claim))


# ── sums ──────────────────────────────────────────────────────────────────────────────────────


def _find_faults(claim: Claim) -> Iterator[tuple[SumFault, int, str]]:
    """The faults within a claim's quote, with their start in the article and their words."""
    quote = claim.evidence[0].quote
    if may_hold_sum(quote) and sum(map(str.isdigit, quote)) >= _LEAST_NUMBERS:
        for fault in check_sums(quote):
            yield fault, claim.evidence[0].span.start + fault.start, quote[fault.start : fault.end]


def _report_sum(key: str, claim: Claim) -> Iterator[Finding]:
    for fault, start, words in _find_faults(claim):
        if key == f"{_SUM}|{find_article(claim)}|{start}|{fault.kind}":
            message = f"{name_source(claim)} writes “{words}”, which comes to {fault.counted}, not {fault.told}."
            wording = Wording(message, "The figures in the source that they were taken from.")
            steps = (f"{fault.kind}: told {fault.told}, counted {fault.counted}",)
            yield make_finding(Kind(ID, _SUM), [[claim]], Judgement(Verdict.CONFLICT, SEVERITY), wording, steps)


# ── growth ────────────────────────────────────────────────────────────────────────────────────


def _check_growth(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Each change against the figures at both its ends, of its own sentence first."""
    figures = _Figures(claims)
    for change in claims:
        if change.relation != CHANGE or not isinstance(change.object, Change):
            continue
        befores = [one for one in figures.list_near(change, change.object.base) if _stands_before(one, change)]
        afters = [one for one in figures.list_near(change, change.time) if _stands_after(one, change)]
        for before, after in product(befores[:_MOST_FIGURES], afters[:_MOST_FIGURES]):
            if before is not after and _fails(before, after, change):
                yield _report_growth(before, after, change)
                break


class _Figures:
    """Figures by their sentence, and by their time: of those that are told alike the first."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._by_span: defaultdict[Span, list[int]] = defaultdict(list)
        self._by_time: defaultdict[Hashable, dict[Hashable, int]] = defaultdict(dict)
        for place, claim in enumerate(claims):
            self._by_span[claim.evidence[0].span].append(place)
            if claim.time is not None and claim.relation == AMOUNT:
                article = find_article(claim) if claim.time.symbol is not None else ""
                told = (claim.object, claim.time.symbol, find_lane(claim)[0], article)
                self._by_time[find_days(claim.time)].setdefault(told, place)

    def list_near(self, change: Claim, time: Moment | None) -> list[Claim]:
        """The figures of the sentence of a change, and those of a time, in their order."""
        dated = self._by_time.get(find_days(time), {}).values() if time is not None else ()
        return [self._claims[place] for place in sorted({*self._by_span[change.evidence[0].span], *dated})]


def _stands_before(claim: Claim, change: Claim) -> bool:
    if claim.relation == BEFORE:
        return claim.evidence[0].span == change.evidence[0].span
    base = change.object.base if isinstance(change.object, Change) else None
    return claim.relation == AMOUNT and _is_at(claim, change, base)


def _stands_after(claim: Claim, change: Claim) -> bool:
    own = claim.evidence[0].span == change.evidence[0].span and claim.time == change.time
    return claim.relation == AMOUNT and (own or _is_at(claim, change, change.time))


def _is_at(claim: Claim, change: Claim, time: Moment | None) -> bool:
    same = compare_times(claim.time, time, find_article(claim) == find_article(change)) is Comparison.SAME
    return same and find_lane(claim)[0] == find_lane(change)[0]


def _fails(before: Claim, after: Claim, change: Claim) -> bool:
    """Whether no figures that round to those told make the change that is told."""
    first, last = _widen(before.object), _widen(after.object)
    value = change.object
    told = _widen(value.amount) if isinstance(value, Change) else None
    if not isinstance(value, Change) or first is None or last is None or told is None or first[0] <= 0:
        return False
    if not _share_unit(before, after) or value.direction not in ("up", "down"):
        return False
    if value.amount.unit == "%":
        if isinstance(before.object, Quantity) and before.object.unit == "%":
            return False
        low, high = last[0] * _HUNDRED / first[1] - _HUNDRED, last[1] * _HUNDRED / first[0] - _HUNDRED
        told = (told[0] - 1, told[1] + 1)
    elif isinstance(before.object, Quantity) and value.amount.unit == before.object.unit:
        low, high = last[0] - first[1], last[1] - first[0]
    else:
        return False
    if value.direction == "down":
        low, high = -high, -low
    return high < told[0] or told[1] < low


def _share_unit(before: Claim, after: Claim) -> bool:
    first, last = before.object, after.object
    return isinstance(first, Quantity) and isinstance(last, Quantity) and first.unit == last.unit


def _widen(value: object) -> tuple[Decimal, Decimal] | None:
    if not isinstance(value, Quantity) or value.low is None or value.high is None:
        return None
    return value.low - find_tolerance(value.low), value.high + find_tolerance(value.high)


def _report_growth(before: Claim, after: Claim, change: Claim) -> Finding:
    ends = [one for one in (before, after) if one.evidence[0].span != change.evidence[0].span]
    camps = [[change], ends] if ends else [[change]]
    camps.sort(key=lambda camp: order_claim(camp[0]))
    judgement = judge_pair(change, ends[0] if ends else change, TimeRelation.SAME)
    told = f"{name_value(before.object)} before and {name_value(after.object)} after"
    what = f"{change.subject.name}, {say_id(change.measure or '')}"
    message = f"{what}: {name_value(change.object)} in {name_source(change)} does not lie between {told}."
    steps = (f"before: {name_value(before.object)}", f"after: {name_value(after.object)}")
    return make_finding(
        Kind(ID, _GROWTH), camps, judgement, Wording(message, f"The primary figures for {what}."), steps
    )
