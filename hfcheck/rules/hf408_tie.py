"""Two parties, or their groups, are bound in one way here and in another there.

A joint company (equity) and a cooperation agreement (a contract) are different ties. Parties are
taken by the group that they belong to, so that a deal with a subsidiary meets a deal with its
parent. What has no structure ("partnership") is held against nothing, nor is anything where one
article tells of both forms: then there are two deals, or one agreement to found the company. Ties
that are only planned count.

FAIL  "Norwick is to set up a joint company with Bergland." / "Bergland's unit Tarn and Norwick signed an agreement."
PASS  "Norwick and Bergland deepen their partnership."      / "Norwick is to set up a joint company with Bergland."
PASS  "Norwick and Bergland signed an agreement to found a joint company." / "They found a joint company."
PASS  "In 2010 they founded a joint company." / "In 2015 they signed an agreement."  # other period: a note
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.infer import PARTY, ROOT, TIE
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Modality, Severity, Text, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.offices import Together
from hfcheck.rules.verdicts import Judgement, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import join_names, name_source, say_id, say_modality, say_tail, say_time

ID = "HF408"
TITLE = "form of a tie differs"
SEVERITY = Severity.ERROR


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Ties that are affirmed as facts or plans."""
    counts = shape.is_affirmed and shape.modality in (Modality.ASSERTED, Modality.PLANNED)
    return concern_if(counts and shape.relation == TIE)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The groups that are bound, in no order; the parties themselves where no group is known."""
    if not _find_structure(claim, knowledge):
        return
    bound = {role.entity.id for role in claim.participants if role.role == ROOT}
    bound = bound or {role.entity.id for role in claim.participants if role.role == PARTY}
    if len(bound) > 1:
        yield "|".join(sorted(bound))


def _find_structure(claim: Claim, knowledge: Knowledge) -> str:
    form = knowledge.form(claim.object.text) if isinstance(claim.object, Text) else None
    return form.kind if form else ""


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold ties of different structure against each other."""

    def structure(claim: Claim) -> str:
        return _find_structure(claim, knowledge)

    together = Together((claim, structure(claim)) for claim in claims)

    def judge(a: Claim, b: Claim) -> Judgement | None:
        if together.has(structure(a), structure(b)):
            return None
        if not may_oppose(a, b) or a.scope != b.scope:
            return None
        return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(TIE)))

    yield from oppose_all(Kind(ID, "parties"), claims, judge, _word, Split(structure))


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    groups = dict.fromkeys(_say_groups(a) + _say_groups(b))
    known = f" ({'; '.join(groups)})" if groups else ""
    message = f"{_say_tie(a)}, but {_say_tie(b)}{known}{say_tail(verdict)}."
    parties = join_names(sorted({role.entity.name for claim in (a, b) for role in claim.participants}))
    settle = f"The contracts between {parties}: whether one replaced the other, and when each was signed."
    return Wording(message, settle)


def _say_groups(claim: Claim) -> list[str]:
    """Which party belongs to which group, where a tie was found under the group's key."""
    parties = [role.entity for role in claim.participants if role.role == PARTY]
    roots = [role.entity for role in claim.participants if role.role == ROOT]
    pairs = zip(parties, roots, strict=False)
    return [f"{party.name} belongs to {root.name}" for party, root in pairs if party.id != root.id]


def _say_tie(claim: Claim) -> str:
    parties = join_names(role.entity.name for role in claim.participants if role.role == PARTY)
    form = say_id(claim.object.text) if isinstance(claim.object, Text) else "a tie"
    return f"{parties} are bound by a {form}{say_modality(claim)}{say_time(claim)} in {name_source(claim)}"
