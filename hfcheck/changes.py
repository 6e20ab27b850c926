"""What changed between two states of a ledger: claims added, removed and altered, conflicts opened and settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from hfcheck.model import Claim, Finding, Side, Span

ALIKE = 60.0
"""Quotes of one subject and relation in one article are versions of one sentence from this likeness (0 to 100) on."""

VALUES = (
    "subject", "relation", "object", "participants", "polarity", "modality", "measure", "quantifier", "scope", "place",
    "time", "event", "attribution", "disputed", "headline", "bygone",
)  # fmt: skip
"""The fields of a claim that say what it claims; the others say where it stands or how it was read."""


class ChangedClaim(NamedTuple):
    """A claim before and after, and the names of the fields that differ; "quote" where only its sentence does."""

    old: Claim
    new: Claim
    fields: tuple[str, ...]


class ClaimChanges(NamedTuple):
    """The difference of two ledgers, each part by article and place.

    `moved` are claims that stand in another article now; `same` all pairs of places that hold one claim then and now.
    """

    added: tuple[Claim, ...]
    removed: tuple[Claim, ...]
    changed: tuple[ChangedClaim, ...]
    moved: tuple[tuple[Claim, Claim], ...]
    same: tuple[tuple[Span, Span], ...]


class LedgerChanges(NamedTuple):
    """All that changed from the state called `before` to the one called `after`."""

    before: str
    after: str
    claims: ClaimChanges
    opened: tuple[Finding, ...]
    settled: tuple[Finding, ...]

    @property
    def any(self) -> bool:
        """Whether anything changed that a reader would see; an article that only moved is nothing."""
        claims = self.claims
        return bool(claims.added or claims.removed or claims.changed or self.opened or self.settled)


def compare_claims(old: Sequence[Claim], new: Sequence[Claim]) -> ClaimChanges:
    """Pair the claims of two ledgers and say what is left over, and what differs within the pairs.

    A pair is, in this order: one that says the same in the same words and article; one with the same quote in the same
    article; where the article is gone, one that says the same in another; one of the same subject, relation and measure
    in the same article whose quotes are alike. Ids, offsets and confidence play no part, nor does the order of the
    claims.
    """
    left, right = sorted(old, key=_order_claim), sorted(new, key=_order_claim)
    pairs: list[tuple[Claim, Claim]] = []
    homes = {_find_article(claim) for claim in right}
    gone = [claim for claim in left if _find_article(claim) not in homes]
    left = [claim for claim in left if _find_article(claim) in homes]
    for key in (_key_content_there, _key_quote):
        found, left, right = _pair_by(key, left, right)
        pairs += found
    found, gone, right = _pair_by(_key_content, gone, right)
    pairs += found
    found, left, right = _pair_alike(left, right)
    pairs += found
    changed = [ChangedClaim(a, b, fields) for a, b in pairs if (fields := _list_differences(a, b))]
    moved = [(a, b) for a, b in pairs if _find_article(a) != _find_article(b)]
    places = {(_find_span(a), _find_span(b)) for a, b in pairs}
    return ClaimChanges(
        added=tuple(right),
        removed=tuple(sorted((*left, *gone), key=_order_claim)),
        changed=tuple(sorted(changed, key=lambda one: _order_claim(one.new))),
        moved=tuple(sorted(moved, key=lambda pair: _order_claim(pair[1]))),
        same=tuple(sorted(places, key=lambda pair: (_order_span(pair[0]), _order_span(pair[1])))),
    )


def compare_findings(
    old: Sequence[Finding], new: Sequence[Finding], same: Sequence[tuple[Span, Span]]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that were opened and those that were settled, each in its own order.

    Two are one where their rule is and each side shares a claim with a side of its own, as `same` pairs the places.
    """
    now: defaultdict[Span, set[Span]] = defaultdict(set)
    for before, after in same:
        now[before].add(after)
    fresh = [(finding, tuple(_list_places(side) for side in finding.sides)) for finding in new]
    known: set[int] = set()
    settled = []
    for finding in old:
        sides = tuple(frozenset().union(*(now[place] for place in _list_places(side))) for side in finding.sides)
        found = [at for at, (one, places) in enumerate(fresh) if one.rule == finding.rule and _match(sides, places)]
        known.update(found)
        if not found:
            settled.append(finding)
    return tuple(finding for at, (finding, _) in enumerate(fresh) if at not in known), tuple(settled)


def _match(before: Sequence[frozenset[Span]], after: Sequence[frozenset[Span]]) -> bool:
    if not before or not after:
        return len(before) == len(after)
    first, rest = before[0], before[1:]
    return any(first & side and _match(rest, (*after[:at], *after[at + 1 :])) for at, side in enumerate(after))


def _list_places(side: Side) -> frozenset[Span]:
    return frozenset(_find_span(claim) for claim in (*side.claims, *side.rest))


# ── pairs ─────────────────────────────────────────────────────────────────────────────────────


def _pair_by(
    key: Callable[[Claim], Hashable], old: Sequence[Claim], new: Sequence[Claim]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pair claims of one key in their order; then what is left of both."""
    waiting: defaultdict[Hashable, list[Claim]] = defaultdict(list)
    for claim in reversed(new):
        waiting[key(claim)].append(claim)
    pairs, left = [], []
    for claim in old:
        if waiting[key(claim)]:
            pairs.append((claim, waiting[key(claim)].pop()))
        else:
            left.append(claim)
    unpaired = Counter(claim.id for claims in waiting.values() for claim in claims)
    return pairs, left, [claim for claim in new if unpaired[claim.id]]


def _pair_alike(
    old: Sequence[Claim], new: Sequence[Claim]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pair claims of one subject, relation and measure in one article, those first whose quotes are most alike."""
    waiting: defaultdict[Hashable, list[Claim]] = defaultdict(list)
    for claim in new:
        waiting[_key_topic(claim)].append(claim)
    scored = [
        (-fuzz.ratio(_fold(a), _fold(b)), _order_claim(a), _order_claim(b), a, b)
        for a in old
        for b in waiting[_key_topic(a)]
    ]
    pairs: list[tuple[Claim, Claim]] = []
    taken: set[tuple[bool, str]] = set()
    for score, _, _, a, b in sorted(scored, key=lambda row: row[:3]):
        if -score >= ALIKE and (True, a.id) not in taken and (False, b.id) not in taken:
            pairs.append((a, b))
            taken |= {(True, a.id), (False, b.id)}
    return pairs, [a for a in old if (True, a.id) not in taken], [b for b in new if (False, b.id) not in taken]


def _list_differences(old: Claim, new: Claim) -> tuple[str, ...]:
    fields = tuple(name for name in VALUES if getattr(old, name) != getattr(new, name))
    return fields or (("quote",) if _fold(old) != _fold(new) else ())


def _key_content(claim: Claim) -> Hashable:
    return _fold(claim), tuple(msgspec.json.encode(getattr(claim, name)) for name in VALUES)


def _key_content_there(claim: Claim) -> Hashable:
    return _find_article(claim), _key_content(claim)


def _key_quote(claim: Claim) -> Hashable:
    return _find_article(claim), _fold(claim)


def _key_topic(claim: Claim) -> Hashable:
    return _find_article(claim), claim.subject.id, claim.relation, claim.measure


def _fold(claim: Claim) -> str:
    return " ".join(claim.evidence[0].quote.split())


def _find_article(claim: Claim) -> str:
    return claim.evidence[0].span.article


def _find_span(claim: Claim) -> Span:
    return claim.evidence[0].span


def _order_span(span: Span) -> tuple[str, int, int]:
    return span.article, span.start, span.end


def _order_claim(claim: Claim) -> tuple[str, int, int, int, str]:
    return *_order_span(_find_span(claim)), len(claim.id), claim.id
