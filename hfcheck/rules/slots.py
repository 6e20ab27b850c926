"""Two words that fill one place of one event, as the scene stage tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfcheck.model import Claim, Finding, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.verdicts import (
    Judgement,
    TimeRelation,
    find_circumstances,
    judge_pair,
    may_oppose,
    same_circumstances,
)
from hfcheck.rules.wording import name_source, name_value


def oppose_fillers(rule: str, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Findings on claims of one slot, which takes one word: the stage that made them knows that the words differ."""
    yield from oppose_all(Kind(rule, "slot"), claims, _judge, _word, Split(meet=find_circumstances))


def _judge(a: Claim, b: Claim) -> Judgement | None:
    apart = may_oppose(a, b) and same_circumstances(a, b)
    return judge_pair(a, b, TimeRelation.SAME) if apart else None


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    sides = " and ".join(f"“{name_value(claim.object)}” in {name_source(claim)}" for claim in (a, b))
    about = "" if a.subject.name in (name_value(a.object), name_value(b.object)) else f"“{a.subject.name}”: "
    message = f"{about}{sides}, of one event; the two exclude each other."
    return Wording(message, f"A source of its own for “{a.subject.name}”.")
