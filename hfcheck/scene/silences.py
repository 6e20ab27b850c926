"""Why two texts that no rule finds apart are still no conflict: the verdict of the nearest comparison."""

from __future__ import annotations

from collections.abc import Sequence

from hfcheck.model import Verdict
from hfcheck.scene.compare import Comparing
from hfcheck.scene.judgements import Ruling

_TELLING = (
    Verdict.OTHER_PERIOD,
    Verdict.ROUNDING,
    Verdict.OTHER_SCOPE,
    Verdict.OTHER_EVENT,
    Verdict.AMBIGUOUS_NAME,
)


def explain_silence(comparings: Sequence[Comparing]) -> Ruling | None:
    """The ruling of the comparison beside which the texts differ least; None where none says more than compatible.

    What was held together and is unrelated says so only where nothing else was held together.
    """
    told = [one for one in comparings if one.ruling.verdict in _TELLING]
    if told:
        return min(told, key=lambda one: (one.contrast.others, _TELLING.index(one.ruling.verdict))).ruling
    apart = [one.ruling for one in comparings if one.ruling.verdict is not Verdict.COMPATIBLE]
    return apart[0] if apart and len(apart) == len(comparings) and apart[0].verdict is Verdict.UNRELATED else None
