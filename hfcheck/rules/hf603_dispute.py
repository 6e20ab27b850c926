"""An article itself says that reports conflict, and sets one against the other.

A claim that the text marks as disputed ("conflicting reports suggest that it may not be linked to
the alliance") meets what the same article says elsewhere of the same thing, or of something that
belongs to it: the same relation, or a narrower one that implies it ("could become a brand of the
alliance"). What is only possible counts. A warning where one side is the article's own voice, else
a note. What one passage tells and says to be denied ("ties to the bank, which Tarn denies") is a note.

FAIL  "Tarn could become a member of the league. Conflicting reports say that Tarn is not linked to the league."
PASS  "Some say that Tarn is not linked to the league."                      # nobody here opposes it
PASS  "Tarn could become a member of the league. Tarn may not be linked to the bank, conflicting reports say."
PASS  "Tarn is linked to the league. Conflicting reports say that Tarn is not a member."  # linked, and no member
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity, Finding, Modality, Polarity, Severity, Verdict
from hfcheck.rules.contract import Concern, Shape
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.verdicts import Judgement, find_article, judge_dispute, may_oppose
from hfcheck.rules.wording import name_source, name_value, quote_claim, say_modality

ID = "HF603"
TITLE = "disclosed dispute"
SEVERITY = Severity.WARNING

_ABOUT = "about"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is said of two things; it takes a denial."""
    if shape.value is not Entity or shape.modality is Modality.HYPOTHETICAL or shape.quantified:
        return Concern.NONE
    return Concern.FULL if shape.polarity is Polarity.DENIED else Concern.BESIDE


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Article, object, and what the claim is about: its subject, and what that belongs to."""
    if isinstance(claim.object, Entity):
        owners = {role.entity.id for role in claim.participants if role.role == _ABOUT}
        for topic in sorted({claim.subject.id} | owners):
            yield f"{find_article(claim)}|{topic}|{claim.object.id}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold what is denied against what is affirmed, where one of the two is disputed."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, knowledge)

    affirmed = [claim for claim in claims if claim.polarity is Polarity.AFFIRMED]
    denied = [claim for claim in claims if claim.polarity is Polarity.DENIED]
    finding = oppose_camps(Kind(ID, "topic"), affirmed, denied, judge, word)
    if finding is not None:
        yield finding


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if _is_denied_there(a, b):
        return Judgement(Verdict.DISPUTED, Severity.NOTE)
    if not (a.disputed or b.disputed) or not may_oppose(a, b) or a.scope != b.scope:
        return None
    affirmed, denied = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    if denied.relation != affirmed.relation and denied.relation not in knowledge.implied(affirmed.relation):
        return None
    return judge_dispute(a, b)


def _is_denied_there(a: Claim, b: Claim) -> bool:
    """ "the risks associated with it, which it denies": one passage gives both positions."""
    affirmed, denied = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    first, second = a.evidence[0].span, b.evidence[0].span
    one = first.start < second.end and second.start < first.end and affirmed.attribution != denied.attribution
    stances = {attribution.stance for attribution in denied.attribution}
    return one and "denies" in stances and (a.subject.id, a.relation) == (b.subject.id, b.relation)


def _word(a: Claim, b: Claim, knowledge: Knowledge) -> Wording:
    affirmed, denied = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    if _is_denied_there(a, b):
        speaker = denied.attribution[-1].source
        message = f"{name_source(affirmed)} says {quote_claim(affirmed)}, which {speaker} denies."
        return Wording(message, "What supports each of the two positions.")
    message = (
        f"{name_source(affirmed)} says {quote_claim(affirmed)}{say_modality(affirmed)} "
        f"and sets conflicting reports beside it: {quote_claim(denied)}{say_modality(denied)}."
    )
    settle = f"A statement by {affirmed.subject.name} or {name_value(denied.object)} themselves on this link."
    return Wording(message, settle)
