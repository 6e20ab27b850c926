"""Making findings: two camps of claims, the pairs that oppose each other, sides and fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from hfcheck.infer import order_claim
from hfcheck.model import Claim, Finding, Side, Verdict
from hfcheck.rules.confidence import rate_finding
from hfcheck.rules.opposition import Block, Describe, Judge, describe_claim, find_opposition
from hfcheck.rules.verdicts import Judgement, find_article

MAX_EVIDENCE = 3


class Wording(NamedTuple):
    """What a rule says of two opposed claims."""

    message: str
    settle: str


Word: TypeAlias = Callable[[Claim, Claim, Verdict], Wording]


class Kind(NamedTuple):
    """The rule, and the kind of key under which it met the claims."""

    rule: str
    key: str


def oppose_camps(
    kind: Kind,
    left: Sequence[Claim],
    right: Sequence[Claim],
    judge: Judge,
    word: Word,
    describe: Describe = describe_claim,
) -> Finding | None:
    """One finding on two camps, or None where no claim of one opposes a claim of the other.

    The gravest judgement of all pairs across the camps is the finding's, and the claims that take part in a pair so
    judged are its sides. `word` is given the most direct such pair, in the order of the sides. `describe` gives what
    `judge` looks at, as in `find_opposition`.
    """
    return oppose_blocks(kind, [(left, right)], judge, word, describe) if left and right else None


def oppose_blocks(
    kind: Kind, blocks: Iterable[Block], judge: Judge, word: Word, describe: Describe = describe_claim
) -> Finding | None:
    """As `oppose_camps`, of two camps whose claims are held against each other only within each block."""
    opposition = find_opposition(blocks, judge, describe)
    if opposition is None:
        return None
    # An article that takes one side alone speaks for it more directly than one that reports both.
    torn = opposition.torn
    sides = (_gather_camp(opposition.left), _gather_camp(opposition.right))
    camps = [_spread_articles(sorted(side, key=lambda claim: find_article(claim) in torn)) for side in sides]
    camps.sort(key=lambda camp: order_claim(camp[0]))
    first, second = camps[0][0], camps[1][0]
    steps = tuple(dict.fromkeys((*first.steps, *second.steps)))
    gravest = opposition.judgement
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
