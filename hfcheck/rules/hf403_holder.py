"""One office has two holders at one time.

Only titles that the packs call single (one chief executive, one mayor). Silent where the two may be
one person under two names, and where any single article names both as holders side by side.

FAIL  "Norwick's mayor Ada Brandt"             / "Norwick's mayor Carl Dunn"
PASS  "Norwick's mayor in 2010, Ada Brandt"    / "Norwick's mayor in 2015, Carl Dunn"    # succession: a note
PASS  "Norwick's director Ada Brandt"          / "Norwick's director Carl Dunn"          # many directors
PASS  "Norwick's mayor A. Brandt"              / "Norwick's mayor Ada Brandt"            # may be one person
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Severity, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.names import may_be_one_person
from hfcheck.rules.offices import Together, read_office
from hfcheck.rules.verdicts import OFFICE, Judgement, is_timeless, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_source, name_value, say_id, say_tail

ID = "HF403"
TITLE = "holder of one office differs"
SEVERITY = Severity.ERROR


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Who holds which office, told as a fact."""
    return concern_if(shape.relation == OFFICE and shape.is_firm)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Body and title."""
    office = read_office(claim, knowledge)
    if office is not None and office.title.single:
        yield f"{office.body.id}|{office.title.id}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the persons who are said to hold one office against each other."""
    together = Together((claim, claim.subject.id) for claim in claims if claim.group is not None)

    def judge(a: Claim, b: Claim) -> Judgement | None:
        if together.has(a.subject.id, b.subject.id) or may_be_one_person(a.subject, b.subject):
            return None
        if is_timeless(a, b, knowledge) or not may_oppose(a, b) or a.scope != b.scope:
            return None
        return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(OFFICE)))

    yield from oppose_all(Kind(ID, "body-title"), claims, judge, _word, Split(lambda claim: claim.subject.id))


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    office = f"{say_id(a.measure or '')} of {name_value(a.object)}"
    holders = f"{a.subject.name} in {name_source(a)}, {b.subject.name} in {name_source(b)}"
    settle = f"Who was {office} at the date of each article, and since when."
    return Wording(f"{office[:1].upper()}{office[1:]}: {holders}{say_tail(verdict)}.", settle)
