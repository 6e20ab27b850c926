"""Two deals of one party are each called its latest: a part of HF502.

What is the latest changes by itself, so that this is a change over time, or a note where the order is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hfcheck.infer import PARTY, TIE
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Modality, Polarity, Severity, Text, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.verdicts import Judgement, TimeRelation, find_article, may_oppose, relate_times
from hfcheck.rules.wording import name_article, say_tail

KEY = "latest"
_DEAL = "deal:"


def list_latest_keys(claim: Claim) -> Iterator[str]:
    """Each party of a deal that a claim calls the latest."""
    if claim.quantifier != KEY or claim.polarity is not Polarity.AFFIRMED or claim.modality is not Modality.ASSERTED:
        return
    yield from (f"{KEY}|{party}" for party in _list_parties(claim))


def _list_parties(claim: Claim) -> tuple[str, ...]:
    if claim.relation == TIE:
        return tuple(sorted(role.entity.id for role in claim.participants if role.role == PARTY))
    # "the deal marks the latest step": what it is called stands in the object.
    told = claim.subject.resolved and isinstance(claim.object, Text)
    return tuple(claim.subject.id.removeprefix(_DEAL).split("+")) if told and claim.subject.id.startswith(_DEAL) else ()


def check_latest(rule: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the latest deals of one party against each other."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        if find_article(a) == find_article(b) or not may_oppose(a, b):
            return None
        when = relate_times(a, b, knowledge.time_kind(TIE))
        verdict = Verdict.UPDATE if when is TimeRelation.OTHER else Verdict.UNORDERED
        return None if when is TimeRelation.SAME else Judgement(verdict, Severity.NOTE)

    yield from oppose_all(Kind(rule, KEY), claims, judge, _word, Split(_list_parties))


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    sides = (f"“{claim.evidence[0].quote}” in {name_article(claim)}" for claim in (a, b))
    return Wording(f"Two are the latest: {' and '.join(sides)}{say_tail(verdict)}.", "The date of each.")
