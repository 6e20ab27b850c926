"""One event has two dates.

Which deeds happen to a thing once (its birth, founding, death) and which may come again (an arrest, a launch, a
signing) is said by the packs. Of the latter two dates that lie far apart are told of two events; close ones give a
warning. "Ten days ago" is counted from the day of publication and taken as about so long. Dates that overlap agree:
"in June" and "on 5 June". Where the days of publication are not known, "ten days ago" and "yesterday" give a note.

FAIL  "The Norwick Institute was founded in 1948."        / "The Norwick Institute was founded in 1952."
FAIL  "Arvel Hall was opened on 3 May 2012 in Bergen."    / "Arvel Hall was opened on 9 May 2012."
PASS  "The Norwick Institute was founded in 1948."        / "The Norwick Institute was founded in June 1948."
PASS  "Marta Lind was arrested in 2009."                  / "Marta Lind was arrested in 2015."    # two arrests
PASS  "Arvel Hall was opened on 3 May 2012."              / "Arvel Hall was built in 2011."       # another event
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.compare import compare_moments
from hfcheck.datings import AGE
from hfcheck.knowledge import Knowledge
from hfcheck.model import STORY, Claim, Comparison, Finding, Moment, Severity, Verdict
from hfcheck.rules.camps import oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.moments import are_near, lend_no_year
from hfcheck.rules.verdicts import Judgement, TimeRelation, find_article, judge_pair, may_oppose
from hfcheck.rules.wording import name_source, name_value, say_deed, say_tail

ID = "HF301"
TITLE = "date of one event"
SEVERITY = Severity.ERROR

_FROM_PUBLICATION = "published."


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Days told as facts, of what has one day or few."""
    entry = knowledge.relation(shape.relation)
    dated = entry is not None and (entry.exclusive or bool(entry.apart))
    return concern_if(dated and shape.is_firm and shape.value is Moment)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject and the relation that tells the day."""
    if isinstance(claim.object, Moment) and claim.object.basis != AGE:
        yield f"{claim.subject.id}|{claim.relation}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold dates that share no day against each other."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    yield from oppose_all(Kind(ID, "subject-event"), claims, judge, _word)


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    entry = knowledge.relation(a.relation)
    first, second = a.object, b.object
    if entry is None or not isinstance(first, Moment) or not isinstance(second, Moment) or not may_oppose(a, b):
        return None
    same_article = find_article(a) == find_article(b)
    if _count_from_unknown_days(first, second) and not same_article and entry.apart:
        # Each counts from the day of its own article; an editor may know these days.
        apart = compare_moments(first, second, same_article=True) is Comparison.DISJOINT
        if apart and a.event is not None and a.event.kind == STORY and a.event == b.event:
            # A weekday or a day of the year is another one whenever the articles were written.
            return Judgement(Verdict.CONFLICT, Severity.WARNING) if _name_days_alike(first, second) else None
        return (
            Judgement(Verdict.UNORDERED, Severity.NOTE) if apart and _same_event(a, b) and a.scope == b.scope else None
        )
    if compare_moments(first, second, same_article) is not Comparison.DISJOINT:
        return None
    if not _same_event(a, b) or (not same_article and not lend_no_year(first, second)):
        return None
    if not entry.apart:
        return judge_pair(a, b, TimeRelation.SAME)
    story = a.event is not None and a.event.kind == STORY and a.event == b.event
    if a.scope != b.scope or not (story or are_near(first, second, entry.apart)):
        return None
    verdict = judge_pair(a, b, TimeRelation.SAME)
    return verdict if verdict.severity is Severity.NOTE else verdict._replace(severity=Severity.WARNING)


def _count_from_unknown_days(a: Moment, b: Moment) -> bool:
    """Whether both are told by how long before publication they lay, of articles whose dates nobody knows."""
    symbols = (a.symbol or "", b.symbol or "")
    return all(symbol.startswith(_FROM_PUBLICATION) for symbol in symbols)


def _name_days_alike(a: Moment, b: Moment) -> bool:
    """Whether both are told by the weekday, or both by the day of the year."""
    return a.surface.isalpha() == b.surface.isalpha()


def _same_event(a: Claim, b: Claim) -> bool:
    """Whether neither names participants or an event that the other has not."""
    apart = a.participants and b.participants and a.participants != b.participants
    return not apart and (a.event is None or b.event is None or a.event == b.event)


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    fact = f"{a.subject.name}, {say_deed(a.relation)}"
    sides = f"{name_value(a.object)} in {name_source(a)}, {name_value(b.object)} in {name_source(b)}"
    return Wording(f"{fact}: {sides}{say_tail(verdict)}.", f"A primary source with the day: {fact}.")
