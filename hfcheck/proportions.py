"""How many of a kind a claim is told of, as a set of possible parts: may two claims on one kind both be true?

After the theory of generalised quantifiers (Barwise and Cooper, 1981): each quantifier allows some parts of the whole.
"""

from __future__ import annotations

import enum

from hfcheck.model import Claim, Polarity


class Part(enum.IntEnum):
    """How much of a kind something is true of; each part leaves out the others."""

    NONE = 0
    FEW = 1
    SOME = 2
    MOST = 3
    ALL = 4


_WHOLE = frozenset(Part)
_ALLOWED = {
    "all": frozenset({Part.ALL}),
    "some": _WHOLE - {Part.NONE},
    "few": frozenset({Part.FEW}),
    "many": frozenset({Part.SOME, Part.MOST, Part.ALL}),
    "majority": frozenset({Part.MOST, Part.ALL}),
}
_DENIED = {
    "all": _WHOLE - {Part.ALL},
    "some": _WHOLE - {Part.ALL},
    "many": _WHOLE - {Part.ALL},
    "majority": frozenset({Part.NONE, Part.FEW, Part.SOME}),
    "none": frozenset({Part.NONE}),
}


def list_parts(quantifier: str | None, polarity: Polarity) -> frozenset[Part] | None:
    """The parts that a quantifier leaves possible; None where it says nothing of them.

    A denial with "all" is "not all", which "all did not" says too; one with "none" is "no".
    """
    if quantifier is None:
        return None
    if polarity is Polarity.DENIED:
        return _DENIED.get(quantifier)
    return _ALLOWED.get(quantifier)


def name_parts(parts: frozenset[Part]) -> tuple[str, bool]:
    """The quantifier that comes nearest to a set of parts from above, and whether its claim is denied."""
    for name, allowed in sorted(_ALLOWED.items(), key=lambda one: (len(one[1]), one[0])):
        if parts <= allowed:
            return name, False
    for name, allowed in sorted(_DENIED.items(), key=lambda one: (len(one[1]), one[0])):
        if parts <= allowed:
            return name, True
    raise ValueError("no quantifier leaves every part possible")


def exclude_parts(a: Claim, b: Claim) -> bool:
    """Whether no part of the kind fits what both claims say of it."""
    mine, theirs = list_parts(a.quantifier, a.polarity), list_parts(b.quantifier, b.polarity)
    return mine is not None and theirs is not None and not mine & theirs
