"""Places that exclude each other: of one kind, neither in the other, and no two names for one."""

from __future__ import annotations

from collections.abc import Iterable

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity, Origin
from hfcheck.rules.names import may_share_name

FACILITY = "facility"
LOCALITY = "locality"

_LEVELS = ("continent", "country", "province", FACILITY)


def gather_wider(claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """Of each claim, by its id, the places that its own is said to lie in: those of what was inferred from it."""
    found: dict[str, frozenset[str]] = {}
    for claim in claims:
        if claim.origin is Origin.INFERRED and isinstance(claim.object, Entity) and claim.premises:
            premise = claim.premises[0]
            found[premise] = found.get(premise, frozenset()) | {claim.object.id}
    return found


def exclude_each_other(a: Entity, b: Entity, knowledge: Knowledge) -> bool:
    """Whether nothing can be in both places. Of a town and a country that may hold it, nothing is said."""
    if a.id == b.id or a.id in knowledge.part_of(b.id) or b.id in knowledge.part_of(a.id) or may_share_name(a, b):
        return False
    return find_level(a, knowledge) == find_level(b, knowledge)


def find_level(entity: Entity, knowledge: Knowledge) -> str:
    """How large a place is, by the packs or by a noun in its name ("General Hospital"), else a locality."""
    entry = knowledge.entity(entity.id)
    nouns = [knowledge.class_of_word.get(word) for word in entity.name.casefold().split()]
    kinds = (entity.kind, entry.kind if entry else "", *(kind for kind in nouns if kind))
    found = next((level for level in _LEVELS for kind in kinds if knowledge.is_a(kind, level)), None)
    if found is not None:
        return found
    # A name with a noun for something else ("Norwick University") is no town.
    return FACILITY if any(kind is not None and not knowledge.is_a(kind, "place") for kind in nouns) else LOCALITY
