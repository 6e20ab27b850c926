"""Frames: how a sentence around a verb says a relation, where subject and object are not simply its two sides.

A frame is written as the sentence with its slots in brackets: "[seller] sell [object] to [subject]". The slots
`subject` and `object` are the relation's own sides and must be there; any other slot names a role of its participants.
What follows the second slot is optional in the article. A slot may ask for a class: "[object:person]". Two that act
together are "[subject] and [object] merge". The idea is that of valency frames (Fillmore, Frame semantics, 1982).
"""

from __future__ import annotations

import re
from typing import NamedTuple

SUBJECT = "subject"
OBJECT = "object"
_TOKEN = re.compile(r"\[[^\[\]]*\]|[^\s\[\]]+")
_SLOT = re.compile(r"\[([a-z][a-z_]*)(?::([a-z][a-z_]*))?\]")


class Slot(NamedTuple):
    """A place in a frame: its role, and the class that whoever fills it must be of, or ""."""

    role: str
    kind: str = ""


class Frame(NamedTuple):
    """A frame as read from a pack.

    `words` are the lemma phrase up to the second slot ("sell", "be sold to"); `first` is filled by the sentence's
    subject, `told` by what the words lead to, `tail` by prepositional phrases. `told` is None where `first` and
    `second` act together and nothing follows the verb.
    """

    words: str
    first: Slot
    told: Slot | None = None
    tail: tuple[tuple[str, Slot], ...] = ()
    second: Slot | None = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots, in the order of the sentence."""
        told = [slot for slot in (self.first, self.second, self.told) if slot is not None]
        return (*told, *(slot for _, slot in self.tail))


def parse_frame(text: str) -> Frame:
    """Read "[seller] sell [object] to [subject]".

    Raises ValueError, with what to write instead, where the text is no frame.
    """
    tokens = _TOKEN.findall(text)
    if not tokens or not tokens[0].startswith("["):
        raise ValueError("a frame begins with a slot, as in '[seller] sell [object] to [subject]'")
    first, rest = _read_slot(tokens[0]), tokens[1:]
    second = None
    if len(rest) > 1 and rest[0] == "and" and rest[1].startswith("["):
        second, rest = _read_slot(rest[1]), rest[2:]
    segments = _split_segments(rest)
    if not segments or not segments[0][0]:
        raise ValueError("a frame needs a verb after its first slot")
    (words, told), tail = segments[0], segments[1:]
    if (told is None) != (second is not None) or (second is not None and tail):
        raise ValueError("a frame is '[a] verb [b]', or '[a] and [b] verb' with nothing after the verb")
    if any(not preposition or slot is None for preposition, slot in tail):
        raise ValueError("after its second slot a frame has prepositions, each with a slot: 'to [subject]'")
    frame = Frame(words, first, told, tuple((p, slot) for p, slot in tail if slot is not None), second)
    roles = [slot.role for slot in frame.slots]
    if len(set(roles)) != len(roles) or not {SUBJECT, OBJECT} <= set(roles):
        raise ValueError("a frame has [subject] and [object], and each slot once")
    return frame


def write_frame(frame: Frame) -> str:
    """The text that `parse_frame` reads as `frame`."""
    first, second, told = (_write_slot(slot) for slot in (frame.first, frame.second, frame.told))
    together = f"{first} and {second}" if second else first
    parts = [together, frame.words, told, *(f"{preposition} {_write_slot(slot)}" for preposition, slot in frame.tail)]
    return " ".join(part for part in parts if part)


def _write_slot(slot: Slot | None) -> str:
    if slot is None:
        return ""
    return f"[{slot.role}:{slot.kind}]" if slot.kind else f"[{slot.role}]"


def _read_slot(token: str) -> Slot:
    match = _SLOT.fullmatch(token)
    if match is None:
        raise ValueError(f"a slot is '[role]' or '[role:class]', in small letters, not {token!r}")
    return Slot(match[1], match[2] or "")


def _split_segments(tokens: list[str]) -> list[tuple[str, Slot | None]]:
    """Runs of words, each with the slot that ends it; the last may have none."""
    segments: list[tuple[str, Slot | None]] = []
    words: list[str] = []
    for token in tokens:
        if token.startswith("["):
            segments.append((" ".join(words), _read_slot(token)))
            words = []
        else:
            words.append(token)
    return [*segments, (" ".join(words), None)] if words else segments
