"""A count does not fit the list that it counts.

The list must be closed (not "such as", "including") and belong to the count: "five brands: A, B, C,
D, E and F". One sentence that miscounts its own list is one side with the computation as proof; a
count and a list from two sentences are two sides. So are a count of what somebody has and a full list
of it in another article.

FAIL  "Three judges sit on the panel: Adler, Brandt, Castro and Dunn."
FAIL  "The Norwick Club has three coaches." / "The coaches of the Norwick Club are Ann Lee and Bo Dahl."
PASS  "Three judges sit on the panel: Adler, Brandt and Castro."
PASS  "Three states joined: Norwick, Tarn and Rask and Holm."               # "Rask and Holm" may be one
PASS  "Three judges sit on panels such as Adler's and Brandt's."           # the list is open
PASS  "At least three judges attended: Adler, Brandt, Castro and Dunn."    # four is at least three
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from hfcheck.infer import order_claim
from hfcheck.knowledge import STATE, Knowledge
from hfcheck.model import Claim, Finding, Members, Quantity, Severity, Span, Verdict
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording, make_finding, oppose_camps
from hfcheck.rules.verdicts import Judgement, TimeRelation, find_article, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import join_names, name_source, name_value, say_tail

ID = "HF202"
TITLE = "count against list"
SEVERITY = Severity.ERROR

_COUNT = "numbers"
_LIST = "lists"
_SET = "set|"
# So many lists of what one has are held against its counts, the first ones.
_MOST_LISTS = 100


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Counts and lists told as facts."""
    return concern_if(shape.is_firm and shape.relation in (_COUNT, _LIST))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The group that a count and a list were read from."""
    if claim.group is not None:
        yield f"{find_article(claim)}|{claim.group}"
    elif claim.subject.resolved:
        yield f"{_SET}{claim.subject.id}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Count the items of each closed list and hold the count of its group against it."""
    if key.startswith(_SET):
        yield from _check_set(claims)
        return
    ordered = sorted(claims, key=order_claim)
    for count in ordered:
        for members in ordered:
            if count.relation == _COUNT and members.relation == _LIST:
                yield from _check_pair(count, members)


def _check_set(claims: Sequence[Claim]) -> Iterable[Finding]:
    """Hold counts of what somebody has against a full list of it, told elsewhere."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        if not isinstance(a.object, Quantity) or not isinstance(b.object, Members) or not may_oppose(a, b):
            return None
        names = {item.id for item in b.object.items}
        if len(names) < len(b.object.items) or not b.object.closed or _holds(a.object, len(names)):
            return None
        return judge_pair(a, b, relate_times(a, b, STATE))

    counts = [claim for claim in claims if claim.relation == _COUNT]
    for members in [claim for claim in claims if claim.relation == _LIST][:_MOST_LISTS]:
        finding = oppose_camps(Kind(ID, "set"), counts, [members], judge, _word_set)
        if finding is not None:
            yield finding


def _word_set(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    count, members = (a, b) if a.relation == _COUNT else (b, a)
    listed = name_value(members.object)
    what = f"{count.subject.name}: {name_value(count.object)} in {name_source(count)}"
    message = f"{what}, {listed} in {name_source(members)}{say_tail(verdict)}."
    return Wording(message, f"A full list: {count.subject.name}, with its date.")


def _check_pair(count: Claim, members: Claim) -> Iterable[Finding]:
    amount, listed = count.object, members.object
    if not isinstance(amount, Quantity) or not isinstance(listed, Members) or not listed.closed:
        return
    names = [item.name for item in listed.items]
    total = len(names)
    # An item that stands twice was misread, or is meant twice: no ground for an alarm.
    fewest = total - _count_joined(members, names[0] if names else "")
    fits = any(_holds(amount, number) for number in range(max(fewest, 1), total + 1))
    if total < 2 or len({item.id for item in listed.items}) != total or fits:
        return
    camps = [[count], [members]]
    if _overlap(count.evidence[0].span, members.evidence[0].span):
        camps = [[max(count, members, key=_measure_quote)]]
    camps.sort(key=lambda camp: order_claim(camp[0]))
    stated = name_value(amount)
    message = f"{name_source(count)} counts {stated} but lists {total}: {join_names(names)}."
    settle = "The complete list at the time of writing, or a count that leaves out what does not belong to it."
    steps = (f"listed: {', '.join(names)}", f"items in the list: {total}", f"stated count: {stated}")
    judgement = judge_pair(count, members, TimeRelation.SAME)
    yield make_finding(Kind(ID, "group"), camps, judgement, Wording(message, settle), steps)


def _count_joined(members: Claim, first: str) -> int:
    """How many items may be halves of one name: a list has one "and", more of them may stand within names."""
    quote = members.evidence[0].quote
    listed = quote[max(quote.find(first), 0) :]
    return max(len(re.findall(r"\s(?:and|&)\s", listed)) - 1, 0)


def _holds(amount: Quantity, total: int) -> bool:
    low, high, number = amount.low, amount.high, Decimal(total)
    return (low is None or low <= number) and (high is None or number <= high)


def _overlap(a: Span, b: Span) -> bool:
    return a.article == b.article and a.start < b.end and b.start < a.end


def _measure_quote(claim: Claim) -> tuple[int, bool]:
    span = claim.evidence[0].span
    return span.end - span.start, claim.relation == _LIST
