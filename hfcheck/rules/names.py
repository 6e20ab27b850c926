"""Names that may stand for one thing, so that nothing may be said of them."""

from __future__ import annotations

from rapidfuzz import fuzz

from hfcheck.model import Entity

# Above it two names may be one in two transliterations.
_ALIKE = 75.0


def may_share_name(a: Entity, b: Entity) -> bool:
    """Whether one name may be short for the other: all words of the shorter are in the longer."""
    first, second = _fold(a), _fold(b)
    return first <= second or second <= first


def may_be_one_person(a: Entity, b: Entity) -> bool:
    """Whether two persons share a part of their names, or spell them alike, and so may be one person."""
    if _fold(a) & _fold(b):
        return True
    first, second = a.name.casefold().split(), b.name.casefold().split()
    if len(first) != len(second):
        return False
    return all(fuzz.ratio(one, other) >= _ALIKE for one, other in zip(first, second, strict=True))


def _fold(entity: Entity) -> frozenset[str]:
    return frozenset(word.strip(",;:'’") for word in entity.name.casefold().replace(".", "").split())
