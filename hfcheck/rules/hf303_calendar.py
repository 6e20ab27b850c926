"""A date that no calendar has: its weekday is another day's, or its month is shorter.

A weekday is held only against a date with its year; 29 February only against a year that has none.

FAIL  "The talks were held on Thursday, 27 June 2017."
FAIL  "The court will decide on 31 June."
PASS  "The talks were held on Tuesday, 27 June 2017."
PASS  "The talks were held on Thursday, 27 June."          # the year is not said
PASS  "The bridge opened on 29 February 2012."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Severity, Verdict
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording, make_finding
from hfcheck.rules.opposition import order_directness
from hfcheck.rules.verdicts import Judgement, find_article
from hfcheck.rules.wording import name_source
from hfcheck.values.calendars import CalendarFault, check_calendar

ID = "HF303"
TITLE = "calendar"
SEVERITY = Severity.ERROR


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Whatever an article says."""
    return concern_if(not shape.inferred)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The place in the article of each date that cannot be."""
    for fault, start, _ in _find_faults(claim):
        yield f"{find_article(claim)}|{start}|{fault.kind}|{fault.actual}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """One finding for each such date, on the most direct claim that holds it."""
    claim = min(claims, key=order_directness)
    for fault, start, words in _find_faults(claim):
        if f"{find_article(claim)}|{start}|{fault.kind}|{fault.actual}" == key:
            said = f"{words} was a {fault.actual.capitalize()}" if fault.actual else "there is no such day"
            message = f"{name_source(claim)} writes “{words}”: {said}."
            wording = Wording(message, "The date in the source that it was taken from.")
            judgement = Judgement(Verdict.CONFLICT, SEVERITY)
            yield make_finding(Kind(ID, "date"), [[claim]], judgement, wording, (f"{fault.kind}: {said}",))


def _find_faults(claim: Claim) -> Iterable[tuple[CalendarFault, int, str]]:
    """The faults within a claim's quote, with their start in the article and their words."""
    quote = claim.evidence[0].quote
    for fault in check_calendar(quote):
        if any(map(str.isdigit, quote)):
            yield fault, claim.evidence[0].span.start + fault.start, quote[fault.start : fault.end]
