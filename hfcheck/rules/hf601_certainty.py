"""What is told as done here is only planned, possible or reported there.

A headline that is ahead of its own text: it tells as a fact what the text only says may happen, is to happen or is
reported, and nowhere tells as a fact. And two articles of one day, of which one tells as done what the other tells as
open. Neither is an error of fact in itself, so that it is a note. A named speaker in the text is no lack of certainty:
headlines leave speakers out.

FAIL  "Tarn buys Vell" (headline) … "Tarn may buy Vell, two people said."
FAIL  "Tarn forms a joint company with Vell" (headline) … "Tarn and Vell plan to establish a joint company."
PASS  "Tarn buys Vell" (headline) … "Tarn bought Vell on Monday. It may buy Skarn."
PASS  "Tarn may buy Vell" (headline) … "Tarn plans to buy Vell."
PASS  "Tarn has bought Vell." / "Tarn may buy Vell." (an article of another day)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hfcheck.infer import PUBLICATION, TIE, order_claim
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity, Finding, Members, Modality, Severity, Text, Verdict
from hfcheck.rules.contract import Concern, Shape
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.verdicts import (
    OWN_VOICE,
    REPORTS,
    Judgement,
    find_article,
    find_lane,
    is_resolved,
    may_oppose,
)
from hfcheck.rules.wording import name_article

ID = "HF601"
TITLE = "certainty"
SEVERITY = Severity.NOTE

_PARTY = "party"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is affirmed by the article itself; it takes what is told as open."""
    if shape.inferred or not shape.is_affirmed or shape.value is Members:
        return Concern.NONE
    return Concern.FULL if shape.spoken or shape.modality is not Modality.ASSERTED else Concern.BESIDE


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """What happens: relation, subject and object; of a tie its form and its parties."""
    if not is_resolved(claim):
        return
    parties = sorted(role.entity.id for role in claim.participants if role.role == _PARTY)
    yield "|".join((claim.relation, *(parties or [claim.subject.id]), _read_value(claim)))


def _read_value(claim: Claim) -> str:
    match claim.object:
        case Entity():
            return claim.object.id
        case Text():
            return " ".join(claim.object.text.casefold().split())
    return str(claim.object)


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold what is told as a fact against what is told as open."""
    sure = [claim for claim in claims if _is_fact(claim)]
    open_ones = [claim for claim in claims if _is_open(claim)]
    opened: dict[str, tuple[str, int, int, str]] = {}
    for claim in open_ones:
        if not claim.headline:
            opened.setdefault(find_article(claim), order_claim(claim))
    backed = {find_article(claim) for claim in sure if not claim.headline and not _is_mention(claim, opened)}
    ahead = [claim for claim in sure if claim.headline and find_article(claim) not in backed]

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge_headline(a, b)

    finding = oppose_camps(Kind(ID, "headline"), ahead, [c for c in open_ones if not c.headline], judge, _word_headline)
    if finding is not None:
        yield finding
    finding = oppose_camps(Kind(ID, "day"), sure, open_ones, _judge_day, _word_day)
    if finding is not None:
        yield finding


def _is_fact(claim: Claim) -> bool:
    return claim.modality is Modality.ASSERTED and find_lane(claim)[0] == OWN_VOICE


def _is_mention(claim: Claim, opened: Mapping[str, tuple[str, int, int, str]]) -> bool:
    """Whether a tie is only named ("its new joint company with B") after the same text has told that it is to come."""
    place = opened.get(find_article(claim))
    return claim.relation == TIE and place is not None and place < order_claim(claim)


def _is_open(claim: Claim) -> bool:
    lane = find_lane(claim)[0]
    return claim.modality is not Modality.ASSERTED or lane == REPORTS


def _judge_headline(a: Claim, b: Claim) -> Judgement | None:
    if find_article(a) != find_article(b) or not may_oppose(a, b):
        return None
    return Judgement(Verdict.DISPUTED, Severity.NOTE)


def _judge_day(a: Claim, b: Claim) -> Judgement | None:
    """Two articles of one day; a plan and its being done lie hours apart at most."""
    if find_article(a) == find_article(b) or not may_oppose(a, b) or a.scope != b.scope:
        return None
    dated = all(c.time is not None and c.time.basis == PUBLICATION and c.time.start is not None for c in (a, b))
    if not dated or a.time is None or b.time is None or (a.time.start, a.time.end) != (b.time.start, b.time.end):
        return None
    return Judgement(Verdict.DISPUTED, Severity.NOTE)


def _word_headline(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    first, second = (a, b) if a.headline else (b, a)
    how = "reported" if second.modality is Modality.ASSERTED else second.modality.value
    message = f"The headline of {name_article(first)} tells “{first.text}” as a fact; its text has it as {how} only."
    return Wording(message, "A headline that says no more than the text.")


def _word_day(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    first, second = (a, b) if _is_fact(a) else (b, a)
    how = "reported" if second.modality is Modality.ASSERTED else second.modality.value
    message = f"{name_article(first)} tells “{first.text}” as a fact, {name_article(second)} as {how} only."
    return Wording(message, "Whoever does it, asked whether it is done.")
