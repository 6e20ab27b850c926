"""One person bears two titles of one rank at one body.

Titles of one rank exclude each other: chairman and rotating chairman, chief executive and deputy
chief executive. Titles of different ranks do not (chairman and chief executive), but a unit of an
organisation has one head, whatever he is called: there all titles that lead count as one rank. Only across
articles, and silent where any single article gives the person both, for then he has both.

FAIL  "Norwick's chairman Ada Brandt"          / "Norwick's rotating chairman Ada Brandt"
FAIL  "the chairman of Norwick's cloud unit, Ada Brandt" / "Ada Brandt, chief executive of Norwick's cloud unit"
PASS  "Norwick's chairman Ada Brandt"          / "Norwick's chief executive Ada Brandt"     # other rank
PASS  "Norwick's chairman Ada Brandt"          / "Ada Brandt, deputy chairman of the Bergen Choir"  # other body
PASS  "Ada Brandt, chairman in 2010"           / "Ada Brandt, deputy chairman in 2005"      # other period: a note
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Severity, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.offices import UNIT, Together, read_office
from hfcheck.rules.verdicts import OFFICE, Judgement, is_timeless, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_source, say_id, say_tail

ID = "HF402"
TITLE = "title of one person differs"
SEVERITY = Severity.ERROR

_HEAD = "head"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Who holds which office, told as a fact."""
    return concern_if(shape.relation == OFFICE and shape.is_firm)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Person, body and rank."""
    office = read_office(claim, knowledge)
    if office is None or not office.title.rank:
        return
    rank = _HEAD if office.title.heads and office.body.kind == UNIT else office.title.rank
    yield f"{office.person.id}|{office.body.id}|{rank}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the titles that different articles give to one person against each other."""
    together = Together((claim, claim.measure or "") for claim in claims)

    def judge(a: Claim, b: Claim) -> Judgement | None:
        if together.has(a.measure or "", b.measure or ""):
            return None
        if is_timeless(a, b, knowledge) or not may_oppose(a, b) or a.scope != b.scope:
            return None
        return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(OFFICE)))

    yield from oppose_all(
        Kind(ID, "person-body"),
        claims,
        judge,
        lambda a, b, v: _word(a, b, v, knowledge),
        Split(lambda claim: claim.measure),
    )


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    office = read_office(a, knowledge)
    body = office.body.name if office else ""
    titles = f"{say_id(a.measure or '')} in {name_source(a)}, {say_id(b.measure or '')} in {name_source(b)}"
    message = f"{a.subject.name} at {body}: {titles}{say_tail(verdict)}."
    return Wording(message, f"The list of officers that {body} itself publishes, at the date of each article.")
