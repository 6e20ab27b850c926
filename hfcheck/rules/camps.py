"""Splitting the claims of one key into camps by what they say, and opposing each two camps that meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

from hfcheck.model import Claim, Entity, Finding, Moment, Quantity
from hfcheck.rules.findings import Kind, Word, oppose_blocks
from hfcheck.rules.opposition import Block, Describe, Judge, describe_claim

MANY_CAMPS = 24
"""Of more camps than so many, those meet that are near each other, and each meets the `LEADERS`."""
LEADERS = 3
MOST_MET = 8
"""So many camps that are near it meet a camp at least, if there are; and so many for each camp at most."""
MOST_LED = 40
"""So many claims of a camp, the first ones, stand for it where it meets a leader only because there are many."""

_Camps: TypeAlias = Mapping[int, Sequence[Claim]]
_Met: TypeAlias = tuple[tuple[int, int], Block]


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


def meet_anywhere(claim: Claim) -> Hashable:
    """Every claim may meet every other."""
    return None


def list_time(claim: Claim) -> Iterable[Hashable]:
    """Claims are near each other if they are of one time."""
    return (claim.time,)


class Split(NamedTuple):
    """How the claims of one key fall into camps, and which of these meet.

    Claims for which `identify` gives the same are one camp; those for which `meet` differs are never held against each
    other. Where more than `MANY_CAMPS` could meet, those do that have claims with something of `near` in common, and
    every one meets the few that `weigh` most; none leads that weighs nothing.
    """

    identify: Callable[[Claim], Hashable] = identify_value
    meet: Callable[[Claim], Hashable] = meet_anywhere
    near: Callable[[Claim], Iterable[Hashable]] = list_time
    weigh: Callable[[Sequence[Claim]], int] = len


BY_VALUE = Split()


def oppose_all(
    kind: Kind,
    claims: Iterable[Claim],
    judge: Judge,
    word: Word,
    split: Split = BY_VALUE,
    describe: Describe = describe_claim,
) -> Iterator[Finding]:
    """A finding for each two camps that oppose each other, in the order in which their first claims stand.

    For `describe` see `find_opposition`.
    """
    for blocks in pair_camps(claims, split):
        finding = oppose_blocks(kind, blocks, judge, word, describe)
        if finding is not None:
            yield finding


def pair_camps(claims: Iterable[Claim], split: Split) -> Iterator[list[Block]]:
    """Each two camps that meet, with what they have for each other, block by block.

    Their number, and the time it takes, grow with the camps and not with their pairs.
    """
    numbers: dict[Hashable, int] = {}
    meetings: defaultdict[Hashable, defaultdict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        number = numbers.setdefault(split.identify(claim), len(numbers))
        meetings[split.meet(claim)][number].append(claim)
    found: defaultdict[tuple[int, int], list[Block]] = defaultdict(list)
    for camps in meetings.values():
        if len(camps) > 1:
            for pair, block in _list_meetings(camps, split):
                found[pair].append(block)
    return (found[pair] for pair in sorted(found))


def _list_meetings(camps: _Camps, split: Split) -> Iterator[_Met]:
    if len(camps) <= MANY_CAMPS:
        yield from _pair_each(camps)
        return
    near: defaultdict[Hashable, defaultdict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for number, claims in camps.items():
        for claim in claims:
            for key in split.near(claim):
                near[key][number].append(claim)
    met: Counter[int] = Counter()
    pairs: set[tuple[int, int]] = set()
    for told in near.values():
        for pair, block in _pair_each(told) if len(told) <= MANY_CAMPS else _pair_leaders(told, split):
            host = next((number for number in pair if met[number] < MOST_MET), None)
            # Whole camps that have several things in common meet once.
            again = pair in pairs and all(len(told[one]) == len(camps[one]) for one in pair)
            if pair not in pairs and host is not None:
                pairs.add(pair)
                met[host] += 1
            if pair in pairs and not again:
                yield pair, block
    yield from (told for told in _pair_leaders(camps, split) if told[0] not in pairs)


def _pair_each(camps: _Camps) -> Iterator[_Met]:
    for one, other in combinations(sorted(camps), 2):
        yield (one, other), (camps[one], camps[other])


def _pair_leaders(camps: _Camps, split: Split) -> Iterator[_Met]:
    """Each camp with each of the weightiest."""
    weights = {number: split.weigh(claims) for number, claims in camps.items()}
    leaders = sorted((number for number in camps if weights[number]), key=lambda one: (-weights[one], one))[:LEADERS]
    for one, other in sorted({(min(one, led), max(one, led)) for led in leaders for one in camps if one != led}):
        yield (one, other), (camps[one][:MOST_LED], camps[other][:MOST_LED])
