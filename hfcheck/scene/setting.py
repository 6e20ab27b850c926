"""Claims of two texts as told of one scene, as the field's pairs of premise and hypothesis are."""

from __future__ import annotations

from datetime import date

import msgspec

from hfcheck.model import Claim, Entity, Moment
from hfcheck.rules.wording import ONE_SCENE

_ARTICLES = frozenset({"a", "an", "the", "this", "that", "these", "those", "some"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "his", "her", "their"})
SCENE = Moment(start=date(2000, 1, 1), end=date(2000, 1, 1), surface=ONE_SCENE, basis="publication")
"""The time of what has none of its own."""


def set_scene(claim: Claim) -> Claim:
    """A claim as told of one scene: at its time, and with "a man" here the man of there."""
    entity = claim.object
    return msgspec.structs.replace(
        claim,
        time=claim.time or SCENE,
        bygone=False,
        subject=_identify(claim.subject),
        object=_identify(entity) if isinstance(entity, Entity) else entity,
    )


def _identify(entity: Entity) -> Entity:
    words = [word for word in entity.id.removeprefix("_").split("-") if word not in _ARTICLES]
    if entity.resolved or not entity.id.startswith("_") or not words or words[0] in _PRONOUNS:
        return entity
    return msgspec.structs.replace(entity, id="_" + "-".join(words), resolved=True)
