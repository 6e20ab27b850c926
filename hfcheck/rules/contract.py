"""What a rule is: an id, a title, a severity, a page (its docstring), the claims that concern it, keys and a check."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Modality, Origin, Polarity, Severity, Value


class Shape(NamedTuple):
    """What many claims have in common, so that a rule is asked once for all of them whether they concern it.

    `value` is the class of the object; `spoken`: somebody is cited.
    """

    relation: str
    value: type[Value]
    polarity: Polarity
    modality: Modality
    inferred: bool
    spoken: bool
    quantified: bool
    grouped: bool

    @property
    def is_affirmed(self) -> bool:
        """Affirmed, be it as possible or planned; a hypothesis affirms nothing."""
        return self.polarity is Polarity.AFFIRMED and self.modality is not Modality.HYPOTHETICAL

    @property
    def is_firm(self) -> bool:
        """Affirmed and asserted."""
        return self.polarity is Polarity.AFFIRMED and self.modality is Modality.ASSERTED


def find_shape(claim: Claim) -> Shape:
    """The shape of a claim."""
    return Shape(*list_traits(claim))


def list_traits(claim: Claim) -> tuple[str, type[Value], Polarity, Modality, bool, bool, bool, bool]:
    """What makes the shape of a claim, in the order of its fields."""
    inferred, spoken = claim.origin is Origin.INFERRED, bool(claim.attribution)
    lane = (claim.polarity, claim.modality, inferred, spoken)
    return (claim.relation, type(claim.object), *lane, claim.quantifier is not None, claim.group is not None)


class Concern(enum.Enum):
    """How far a claim concerns a rule: not at all, only beside one that concerns it fully, or fully."""

    NONE = 0
    BESIDE = 1
    FULL = 2


def concern_if(fully: bool) -> Concern:
    """FULL or NONE."""
    return Concern.FULL if fully else Concern.NONE


class Rule(Protocol):
    """A module of this package that is listed in `RULES`.

    All three functions are pure and stand at the top of their module, so that they may run in another process; `check`
    sees nothing but the claims of one key, in the order of their places, and the knowledge.
    """

    __doc__: str | None
    ID: str
    TITLE: str
    SEVERITY: Severity

    def concern(self, shape: Shape, knowledge: Knowledge) -> Concern:
        """How far claims of this shape concern the rule; a group without one that does so fully gives nothing."""
        ...

    def keys(self, claim: Claim, knowledge: Knowledge) -> Iterable[str]:
        """What must agree before claims may be held against each other; nothing to stay out.

        It is asked only of claims whose shape concerns the rule.
        """
        ...

    def check(self, key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
        """What the claims of one key must not differ in."""
        ...
