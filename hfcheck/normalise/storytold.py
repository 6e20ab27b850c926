"""A value that one article tells of what its story has one of."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.model import Entity, Proposition, Value


class Told(NamedTuple):
    """A value of what the story has one of; `names`: the ids of those beside it, `doers`: its subject."""

    subject: Entity
    relation: str
    measure: str
    value: Value
    span: tuple[int, int]
    proposition: Proposition | None
    names: frozenset[str]
    place: Entity | None = None
    doers: frozenset[str] = frozenset()
