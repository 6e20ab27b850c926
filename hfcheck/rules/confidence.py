"""How sure a finding is: how often its rule was right, with claims as sure as these, on sets that people judged.

The counts are data (confidence.yaml, made by bench/pairs.py). To every count `PRIOR` is added, what the rules do on the
whole (a beta prior), so that a few cases do not make a rule certain, nor damn it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from hfcheck.errors import ConfigError
from hfcheck.yamlsource import load_yaml

TABLE = Path(__file__).with_name("confidence.yaml")
STEPS = (0.0, 0.5, 0.7, 0.85)
"""How sure the less sure of two opposed claims is; findings are counted apart from each step on."""

PRIOR = (4, 5)
"""Right ones, of so many: the least precision that a rule has to have to be on by default, and somewhat more."""

FEWEST = 20
"""Cases that a step needs to speak for itself; below, all cases of the rule speak."""


class Count(msgspec.Struct, frozen=True, rename={"least": "from", "seen": "of"}):
    """Of `seen` findings whose claims are at least so sure, `right` ones were right."""

    least: float
    right: int
    seen: int


def find_step(surety: float) -> float:
    """The step that a surety (0 to 1) belongs to."""
    return max(step for step in STEPS if step <= surety)


def rate_finding(rule: str, surety: float) -> float:
    """The confidence, 0 to 1, of a finding of `rule` whose less sure side is as sure as `surety`.

    The prior alone where the rule was never seen on a judged set.
    """
    counts = load_counts().get(rule, ())
    here = next((count for count in counts if count.least == find_step(surety) and count.seen >= FEWEST), None)
    right, seen = (here.right, here.seen) if here else (sum(c.right for c in counts), sum(c.seen for c in counts))
    return (right + PRIOR[0]) / (seen + PRIOR[1])


@cache
def load_counts() -> dict[str, tuple[Count, ...]]:
    """The counts of each rule, read once."""
    return msgspec.convert(load_yaml(TABLE, ConfigError).data or {}, dict[str, tuple[Count, ...]], strict=False)
