"""Splitting the claims of one key into camps by what they say."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from hfcheck.infer import order_claim
from hfcheck.model import Claim, Entity, Moment, Quantity


def identify_value(claim: Claim) -> Hashable:
    """What a claim says, without how it is worded: an entity's id, the bounds of an amount or time."""
    match claim.object:
        case Entity():
            return claim.object.id
        case Quantity():
            return claim.object.low, claim.object.high, claim.object.unit
        case Moment():
            return claim.object.start, claim.object.end, claim.object.symbol
    return claim.object


def split_camps(
    claims: Iterable[Claim], identify: Callable[[Claim], Hashable] = identify_value
) -> Iterator[tuple[Sequence[Claim], Sequence[Claim]]]:
    """Each pair of camps, in the order in which their first claims stand."""
    camps: dict[Hashable, list[Claim]] = {}
    for claim in sorted(claims, key=order_claim):
        camps.setdefault(identify(claim), []).append(claim)
    yield from combinations(camps.values(), 2)
