"""Names that may stand for one thing, so that nothing may be said of them."""

from __future__ import annotations

from hfcheck.model import Entity


def may_share_name(a: Entity, b: Entity) -> bool:
    """Whether one name may be short for the other: all words of the shorter are in the longer."""
    first, second = _fold(a), _fold(b)
    return first <= second or second <= first


def may_be_one_person(a: Entity, b: Entity) -> bool:
    """Whether two persons share a part of their names, and so may be one person named in two ways."""
    return bool(_fold(a) & _fold(b))


def _fold(entity: Entity) -> frozenset[str]:
    return frozenset(entity.name.casefold().replace(".", "").split())
