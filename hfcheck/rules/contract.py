"""What a rule is: an id, a title, a severity, a page (its docstring), keys and a check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Severity


class Rule(Protocol):
    """A module of this package that is listed in `RULES`."""

    __doc__: str | None
    ID: str
    TITLE: str
    SEVERITY: Severity

    def keys(self, claim: Claim, knowledge: Knowledge) -> Iterable[str]:
        """What must agree before claims may be held against each other; nothing to stay out."""
        ...

    def check(self, key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
        """What the claims of one key must not differ in."""
        ...
