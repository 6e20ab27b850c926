"""What an affirmed clause says without its circumstances, where another article of the story denies just that.

"The leopard was killed in a car park" says that it was killed; "the leopard was not killed" denies it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from hfcheck.model import Claim, Entity, Modality, Polarity, Text
from hfcheck.normalise.storywords import load_story_words

_IS = "is_a"
_NOTHING = Text(text="")


def bare_denied(claims: Mapping[str, Sequence[Claim]], stories: Mapping[str, str]) -> dict[str, list[Claim]]:
    """Article → further claims: those that somebody denies in another article, without place, scope and time."""
    denied: defaultdict[tuple[str, str], list[tuple[str, Claim]]] = defaultdict(list)
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for article, told in sorted(claims.items()):
        for claim in told if article in stories else ():
            contrary = _deny_result(claim)
            if contrary is not None:
                found[article].append(contrary)
            denial = contrary or claim
            if denial.polarity is Polarity.DENIED and _is_plain(denial):
                denied[stories[article], denial.subject.id].append((article, denial))
    for article, told in sorted(claims.items()):
        for claim in told:
            against = denied.get((stories.get(article, ""), claim.subject.id), ())
            bare = next((_strip(claim, d) for a, d in against if a != article and _is_denied(claim, d)), None)
            if bare is not None:
                found[article].append(bare)
    return dict(found)


def _deny_result(claim: Claim) -> Claim | None:
    """ "is alive" as what it denies: that somebody is dead."""
    told = claim.object.text if isinstance(claim.object, Text) and claim.relation == _IS else ""
    result = load_story_words().contraries.get(told)
    if result is None or claim.polarity is Polarity.DENIED or claim.headline:
        return None
    return msgspec.structs.replace(claim, object=Text(text=result), polarity=Polarity.DENIED)


def _is_plain(claim: Claim) -> bool:
    """Whether a denial denies the deed itself, and no more: not only its place, time or degree."""
    narrowed = claim.scope or claim.place or claim.time or claim.quantifier or claim.participants or claim.event
    result = isinstance(claim.object, Text) and claim.object.text in load_story_words().results
    whole = claim.object == _NOTHING or result or (isinstance(claim.object, Entity) and claim.object.resolved)
    return claim.modality is Modality.ASSERTED and claim.subject.resolved and not narrowed and whole


def _is_denied(claim: Claim, denial: Claim) -> bool:
    if claim.polarity is Polarity.DENIED or claim.modality is not Modality.ASSERTED or claim.quantifier:
        return False
    if claim.time is not None and claim.time.symbol is None:
        return False
    if isinstance(denial.object, Entity):
        same = isinstance(claim.object, Entity) and claim.object.id == denial.object.id
        return same and claim.relation == denial.relation and bool(claim.scope or claim.place)
    if isinstance(denial.object, Text) and denial.object.text:
        deeds = load_story_words().results[denial.object.text]
        return denial.relation == _IS and (claim.relation in deeds or claim.relation.rpartition(" ")[0] in deeds)
    widened = claim.relation.startswith(f"{denial.relation} ")
    return widened or (claim.relation == denial.relation and bool(claim.scope or claim.place))


def _strip(claim: Claim, denial: Claim) -> Claim:
    return msgspec.structs.replace(
        claim,
        relation=denial.relation,
        object=denial.object,
        scope=None,
        place=None,
        time=None,
        event=None,
        participants=(),
        measure=None,
    )
