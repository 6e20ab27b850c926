"""Making findings: two camps of claims, the pairs that oppose each other, sides and fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from hfcheck.infer import order_claim
from hfcheck.model import Claim, Finding, Modality, Origin, Severity, Side, Verdict
from hfcheck.rules.confidence import rate_finding
from hfcheck.rules.verdicts import OWN_VOICE, SPEAKER, Judgement, find_article, find_lane

MAX_EVIDENCE = 3
SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.OFF)

_VERDICTS = (Verdict.CONFLICT, Verdict.UNORDERED, Verdict.DISPUTED, Verdict.UPDATE, Verdict.AMBIGUOUS_NAME)
_MODALITIES = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL)
_LANES = (OWN_VOICE, SPEAKER)


class Wording(NamedTuple):
    """What a rule says of two opposed claims."""

    message: str
    settle: str


class Kind(NamedTuple):
    """The rule, and the kind of key under which it met the claims."""

    rule: str
    key: str


def order_directness(claim: Claim) -> tuple[int, int, int, int, float, tuple[str, int, int, str]]:
    """Sort key, most direct first: asserted, own voice, few voices between, extracted, certain, then by place."""
    kind = find_lane(claim)[0]
    lane = _LANES.index(kind) if kind in _LANES else len(_LANES)
    inferred = int(claim.origin is Origin.INFERRED)
    voices = len(claim.attribution)
    return _MODALITIES.index(claim.modality), lane, voices, inferred, -claim.confidence, order_claim(claim)


def oppose_camps(
    kind: Kind,
    left: Iterable[Claim],
    right: Iterable[Claim],
    judge: Callable[[Claim, Claim], Judgement | None],
    word: Callable[[Claim, Claim, Verdict], Wording],
) -> Finding | None:
    """One finding on two camps, or None where no claim of one opposes a claim of the other.

    `judge` is asked of every pair across the camps; the gravest judgement found is the finding's,
    and the claims that take part in a pair so judged are its sides. `word` is given the most direct
    such pair, in the order of the sides.
    """
    pairs = [
        (judgement, a, b)
        for a in sorted(left, key=order_directness)
        for b in sorted(right, key=order_directness)
        if (judgement := judge(a, b)) is not None
    ]
    if not pairs:
        return None
    gravest = min((judgement for judgement, _, _ in pairs), key=_order_gravity)
    opposed = [(a, b) for judgement, a, b in pairs if judgement == gravest]
    # An article that takes one side alone speaks for it more directly than one that reports both.
    torn = {find_article(a) for _, a, _ in pairs} & {find_article(b) for _, _, b in pairs}
    sides = (_gather_camp(a for a, _ in opposed), _gather_camp(b for _, b in opposed))
    camps = [_spread_articles(sorted(side, key=lambda claim: find_article(claim) in torn)) for side in sides]
    camps.sort(key=lambda camp: order_claim(camp[0]))
    first, second = camps[0][0], camps[1][0]
    steps = tuple(dict.fromkeys((*first.steps, *second.steps)))
    return make_finding(kind, camps, gravest, word(first, second, gravest.verdict), steps)


def make_finding(
    kind: Kind, camps: Sequence[Sequence[Claim]], judgement: Judgement, wording: Wording, steps: Sequence[str]
) -> Finding:
    """A finding with its fingerprint; `camps` in the order of the sides, most direct claims first."""
    return Finding(
        fingerprint=make_fingerprint(kind, [camp[0] for camp in camps]),
        rule=kind.rule,
        severity=judgement.severity,
        verdict=judgement.verdict,
        confidence=round(rate_finding(kind.rule, min(claim.confidence for camp in camps for claim in camp[:1])), 2),
        sides=tuple(_make_side(camp) for camp in camps),
        message=wording.message,
        settle=wording.settle,
        steps=tuple(steps),
    )


def _make_side(camp: Sequence[Claim]) -> Side:
    articles = tuple(sorted({claim.evidence[0].span.article for claim in camp}))
    shown, rest = tuple(camp[:MAX_EVIDENCE]), tuple(camp[MAX_EVIDENCE:])
    return Side(shown, len(rest), articles, rest=rest)


def make_fingerprint(kind: Kind, leads: Iterable[Claim]) -> str:
    """Twelve hex digits of the rule, the kind of key, and each side's first quote, white space folded.

    No path, line or id goes in, and the quotes are sorted, so that a finding keeps its fingerprint
    when articles move.
    """
    quotes = sorted(" ".join(claim.evidence[0].quote.split()) for claim in leads)
    return hashlib.sha256("\0".join((kind.rule, kind.key, *quotes)).encode("utf-8")).hexdigest()[:12]


def _gather_camp(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of a side, one for each place in the text."""
    first: dict[object, Claim] = {}
    for claim in claims:
        first.setdefault(claim.evidence[0].span, claim)
    return list(first.values())


def _spread_articles(claims: Sequence[Claim]) -> list[Claim]:
    """The first claim of each article before any second one."""
    first: dict[str, Claim] = {}
    for claim in claims:
        first.setdefault(find_article(claim), claim)
    again = [claim for claim in claims if first[find_article(claim)] is not claim]
    return [*first.values(), *again]


def _order_gravity(judgement: Judgement) -> tuple[int, int]:
    return SEVERITIES.index(judgement.severity), _VERDICTS.index(judgement.verdict)
