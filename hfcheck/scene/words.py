"""How two words stand to each other in a scene: the same, one wider, opposed, of two kinds, or not known."""

from __future__ import annotations

import enum


class Tie(enum.StrEnum):
    """What a lexicon says of two words."""

    SAME = "same"
    WIDER = "wider"
    OPPOSED = "opposed"
    APART = "apart"
    SISTERS = "sisters"
    UNKNOWN = "unknown"
