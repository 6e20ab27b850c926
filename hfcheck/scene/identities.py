"""Subjects of two texts of one scene that are one thing: a name and its longer form, a pronoun and the topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from hfcheck.model import Claim, Entity, Members
from hfcheck.scene.referents import fit_in_full, split_name

_PRONOUNS = ("_he", "_she", "_it")


def unify_subjects(claims: Sequence[Claim], articles: tuple[str, str]) -> list[Claim]:
    """The claims of two articles with one entity for what both tell of; where two could be meant, nothing changes.

    A pronoun that opens one of them stands for the only thing that the other tells of.
    """
    first, second = ([c for c in claims if c.evidence[0].span.article == article] for article in articles)
    renamed: dict[str, dict[str, Entity]] = {article: {} for article in articles}
    names, others = _list_named(first), _list_named(second)
    for entity in others.values():
        fitting = [one for one in names.values() if fit_in_full(split_name(one.name), split_name(entity.name))]
        if entity.id not in names and len(fitting) == 1:
            renamed[articles[1]][entity.id] = fitting[0]
    for article, told, named in ((articles[0], first, others), (articles[1], second, names)):
        topic = _find_topic(told)
        if topic and len(named) == 1:
            (entity,) = named.values()
            renamed[article][topic] = renamed[articles[1]].get(entity.id, entity)
    return [_rename(claim, renamed.get(claim.evidence[0].span.article, {})) for claim in claims]


def _list_named(claims: Sequence[Claim]) -> dict[str, Entity]:
    """The resolved subjects of claims by id, in the order of the text."""
    return {c.subject.id: c.subject for c in claims if c.subject.resolved and c.subject.name[:1].isupper()}


def _find_topic(claims: Sequence[Claim]) -> str:
    """The id of the pronoun that a text opens with; "" where it opens with a name or goes on with another pronoun."""
    if not claims:
        return ""
    opening = min(claims, key=lambda claim: claim.evidence[0].span.start).subject.id
    pronouns = {claim.subject.id for claim in claims if claim.subject.id in _PRONOUNS}
    return opening if pronouns == {opening} else ""


def _rename(claim: Claim, renamed: Mapping[str, Entity]) -> Claim:
    if not renamed:
        return claim
    value = claim.object
    if isinstance(value, Entity):
        value = renamed.get(value.id, value)
    elif isinstance(value, Members):
        value = msgspec.structs.replace(value, items=tuple(renamed.get(one.id, one) for one in value.items))
    roles = tuple(msgspec.structs.replace(r, entity=renamed.get(r.entity.id, r.entity)) for r in claim.participants)
    subject = renamed.get(claim.subject.id, claim.subject)
    return msgspec.structs.replace(claim, subject=subject, object=value, participants=roles)
