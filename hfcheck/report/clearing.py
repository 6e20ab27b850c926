"""Which claims would have to be otherwise for findings to go: a small set, and no word on who is right.

Of each finding all sides but one have to give way. The smallest set is searched for by depth first with a bound; above
`MOST_EXACT` findings each takes the side that costs least at its turn, which may be more than is needed.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence, Set

from hfcheck.model import Article, Claim, Finding
from hfcheck.report.pieces import line_of

MOST_EXACT = 12

MOST_SHOWN = 3
"""Of so many claims at most a report gives the words; of more it says how many there are."""

_QUOTE_CHARACTERS = 120

_READ = re.compile(r".*?#\d+")
"""The id of a claim that was read: its article and a number. What was inferred has more behind it."""


def find_clearing(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Ids of claims, sorted: without them none of `findings` stands. Of sets of one size the first by ids."""
    options = sorted((list_options(finding) for finding in findings), key=lambda choices: (len(choices), choices))
    best = _take_cheapest(options)
    return tuple(sorted(_search(options, frozenset(), best) if len(options) <= MOST_EXACT else best))


def list_options(finding: Finding) -> list[tuple[str, ...]]:
    """For each side that could stay: the ids of the claims that would have to go. Of one side alone: each claim."""
    sides = [tuple(sorted({find_read_claim(claim) for claim in (*side.claims, *side.rest)})) for side in finding.sides]
    if len(sides) == 1:
        return [(claim,) for claim in sides[0]]
    others = [{claim for side in (*sides[:at], *sides[at + 1 :]) for claim in side} for at in range(len(sides))]
    return sorted({tuple(sorted(claims)) for claims in others})


def find_read_claim(claim: Claim) -> str:
    """The id of the claim that was read from a text: a claim that was inferred rests on its first premise."""
    first = claim.premises[0] if claim.premises else claim.id
    read = _READ.match(first)
    return read[0] if read else first


def describe_clearing(findings: Sequence[Finding], articles: Mapping[str, Article]) -> str:
    """Say which few claims clear all of several findings: "Changing this one claim clears all 4: “…” (a.txt:3)."

    `articles` are keyed by id. "" for fewer than two findings.
    """
    if len(findings) < 2:
        return ""
    claims = find_clearing(findings)
    cleared = "both" if len(findings) == 2 else f"all {len(findings)}"
    if len(claims) > MOST_SHOWN:
        return f"Changing {len(claims)} claims clears {cleared}; hfcheck explain {findings[0].fingerprint} lists them."
    told = {find_read_claim(claim): claim for claim in _list_claims(findings)}
    told |= {claim.id: claim for claim in _list_claims(findings)}
    listed = "; ".join(_quote(told[claim], articles) for claim in claims)
    return f"Changing {'this one claim' if len(claims) == 1 else 'these claims'} clears {cleared}: {listed}."


def _list_claims(findings: Sequence[Finding]) -> list[Claim]:
    return [claim for finding in findings for side in finding.sides for claim in (*side.claims, *side.rest)]


def _quote(claim: Claim, articles: Mapping[str, Article]) -> str:
    evidence = claim.evidence[0]
    article = articles[evidence.span.article]
    words = textwrap.shorten(evidence.quote, _QUOTE_CHARACTERS, placeholder=" …")
    return f"“{words}” ({article.path}:{line_of(article.text, evidence.span.start)})"


def _rank(claims: Set[str]) -> tuple[int, list[str]]:
    return len(claims), sorted(claims)


def _take_cheapest(options: Sequence[Sequence[tuple[str, ...]]]) -> frozenset[str]:
    gone: set[str] = set()
    nothing: frozenset[str] = frozenset()
    for choices in options:
        # Ranked by what each adds: the rest is the same, and may be much.
        gone |= min((frozenset(claims).difference(gone) for claims in choices), key=_rank, default=nothing)
    return frozenset(gone)


def _search(options: Sequence[Sequence[tuple[str, ...]]], gone: frozenset[str], best: frozenset[str]) -> frozenset[str]:
    if not options:
        return min(gone, best, key=_rank)
    for claims in options[0]:
        more = gone | frozenset(claims)
        if len(more) <= len(best):
            best = _search(options[1:], more, best)
    return best
