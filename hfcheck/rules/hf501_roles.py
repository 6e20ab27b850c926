"""Who did it to whom is the other way round.

One relation holds between two, and it holds in one direction only: a subsidiary, a child, a buyer, a maker. Which
relations are so is said by the packs, for all times or for one time only; what is mutual ("met", "married", "works
with") is never held against itself. Suits and games come again: those are held against each other on one day, or
where neither article says when.

FAIL  "Norwick Holdings bought Vell Motors."        / "Vell Motors bought Norwick Holdings."
FAIL  "Tarn is a subsidiary of Vell."               / "Vell is a subsidiary of Tarn."
PASS  "Ada Brandt married Carl Dunn."               / "Carl Dunn married Ada Brandt."        # mutual
PASS  "Rask City beat Tarn Rovers on 3 May 2019."   / "Tarn Rovers beat Rask City on 9 June 2020."  # other match
PASS  "Norwick Holdings bought Vell Motors."        / "Vell Motors did not buy Norwick Holdings."
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.knowledge import ALWAYS, Knowledge
from hfcheck.model import Claim, Entity, Finding, Modality, Origin, Severity, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.names import may_share_name
from hfcheck.rules.verdicts import Judgement, TimeRelation, is_timeless, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_source, quote_claim, say_tail

ID = "HF501"
TITLE = "roles swapped"
SEVERITY = Severity.ERROR


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Facts and plans of a relation that holds in one direction only."""
    entry = knowledge.relation(shape.relation)
    directed = entry is not None and bool(entry.asymmetric) and not entry.symmetric
    firm = shape.is_affirmed and shape.modality in (Modality.ASSERTED, Modality.PLANNED)
    return concern_if(directed and firm and shape.value is Entity)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Relation and the two, in no order."""
    if not isinstance(claim.object, Entity) or (claim.origin is Origin.INFERRED and len(claim.premises) == 1):
        # What follows from one claim alone stands or falls with it.
        return
    if claim.subject.id != claim.object.id and not may_share_name(claim.subject, claim.object):
        yield "|".join((claim.relation, *sorted((claim.subject.id, claim.object.id))))


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the two directions against each other."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, verdict, knowledge)

    yield from oppose_all(Kind(ID, "relation-pair"), claims, judge, word, Split(lambda claim: claim.subject.id))


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    entry = knowledge.relation(a.relation)
    if entry is None or not may_oppose(a, b) or is_timeless(a, b, knowledge):
        return None
    if a.scope != b.scope or a.quantifier != b.quantifier:
        return None
    when = relate_times(a, b, knowledge.time_kind(a.relation))
    if when is TimeRelation.OTHER and entry.asymmetric != ALWAYS:
        return None
    return judge_pair(a, b, when)


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    sides = (f"{quote_claim(c)} in {name_source(c)}" for c in (a, b))
    settle = f"A source of its own for which of the two it was, {a.subject.name} or {b.subject.name}."
    return Wording(f"{', but '.join(sides)}{say_tail(verdict)}.", settle)
