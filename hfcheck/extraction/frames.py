"""What a clause inherits from the clauses above it."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.attribution import Voices
from hfcheck.model import Argument, Modality, Phrase, Polarity


class Frame(NamedTuple):
    """Subject, polarity, modality and voices so far; `chain` are the words of the verbs that embed the clause.

    `time` holds what qualifies those verbs, and `past` whether they are in the past.
    """

    subject: Phrase | None = None
    chain: tuple[int, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    voices: Voices = ()
    disputed: bool = False
    time: tuple[Argument, ...] = ()
    past: bool = False

    def open(self) -> Frame:
        """The frame of a clause with a verb group of its own: no verb above lends it words."""
        return self._replace(chain=(), time=())

    def assert_anew(self) -> Frame:
        """The frame of a clause that asserts for itself, whatever the clause above denies or doubts.

        Who denies the clause above takes for granted what only describes its parts.
        """
        voices = tuple(voice for voice in self.voices if voice.stance != "denies")
        return self.open()._replace(polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED, voices=voices)
