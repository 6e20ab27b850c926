"""Propositions in the making, still as words of their sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.model import Argument, Modality, Phrase, Polarity, Reading, Voice


class Filler(NamedTuple):
    """What a relative clause leaves out: the relative word's lemma, and the noun (its index) that fills the gap."""

    relative: str
    noun: int


class Draft(NamedTuple):
    """A proposition in the making; `head`, `relation` and `chain` are word indexes.

    `chain` is what the verbs above lend to the relation ("plans to"), `words` its text where the
    sentence has none of its own ("is" in "oil giant Shell"), `inherited` the arguments of those verbs.
    """

    kind: str
    subject: Phrase
    lemma: str
    head: int
    relation: Sequence[int]
    chain: tuple[int, ...] = ()
    passive: bool = False
    past: bool = False
    words: str = ""
    arguments: tuple[Argument, ...] = ()
    inherited: tuple[Argument, ...] = ()
    filler: Filler | None = None
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    voices: tuple[Voice, ...] = ()
    disputed: bool = False
    group: str | None = None
    members: tuple[Phrase, ...] = ()
    closed: bool = False
    reading: Reading = Reading.DISTRIBUTIVE
