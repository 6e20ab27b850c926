"""Claims in plain words, for the messages of findings."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from pathlib import PurePosixPath

from hfcheck.knowledge import Knowledge
from hfcheck.model import Change, Claim, Entity, Members, Modality, Moment, Quantity, Share, Text, Value, Verdict
from hfcheck.rules.verdicts import OWN_VOICE, find_article, find_lane

_MOST_CHARACTERS = 160
_SCENE = "scene:"
ONE_SCENE = "in one scene"
"""The time of what two texts tell of their one scene without another; a message need not say it."""

_OPENING = ("The", "A", "An")
_TAILS = {
    Verdict.CONFLICT: "",
    Verdict.UNORDERED: "; which of the two came first is not known",
    Verdict.DISPUTED: "; the article itself reports both",
    Verdict.UPDATE: "; each holds at its own time",
}


def name_value(value: Value) -> str:
    """A value as the article writes it, else as plainly as its record allows."""
    match value:
        case Entity():
            return value.name
        case Quantity():
            low, high = ("any" if bound is None else bound for bound in (value.low, value.high))
            return value.surface or f"{low} to {high} {value.unit}".strip()
        case Moment():
            return value.surface or value.symbol or f"{value.start} to {value.end}"
        case Members():
            return join_names([item.name for item in value.items] or ["nothing"])
        case Change():
            return f"{value.direction} {name_value(value.amount)}".strip()
        case Share():
            return f"{name_value(value.amount)} of {value.whole}"
        case Text():
            return value.text


def join_names(names: Iterable[str]) -> str:
    """Names as a list in a sentence: "A, B and C"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def name_article(claim: Claim) -> str:
    """The article by its file's stem."""
    return PurePosixPath(find_article(claim)).stem


def name_source(claim: Claim) -> str:
    """The article by its file's stem, and whom it cites."""
    stem = name_article(claim)
    kind, _ = find_lane(claim)
    if kind == OWN_VOICE:
        return stem
    source = claim.attribution[-1].source
    return f"{stem} (citing {_put_inside(source)})" if source else f"{stem} (citing reports)"


def _put_inside(words: str) -> str:
    """A phrase as it stands inside a sentence: "the Lebanese army" of "The Lebanese army"."""
    first, space, rest = words.partition(" ")
    return f"{first.lower()}{space}{rest}" if space and first in _OPENING else words


def is_of_scene(claim: Claim) -> bool:
    """Whether a claim is what one of two texts tells of their one scene: its subject and relation are no words."""
    return claim.subject.id.startswith(_SCENE)


def quote_claim(claim: Claim) -> str:
    """A claim in quotation marks: its sentence, or the article's own words where the claim was inferred."""
    own = claim.premises or is_of_scene(claim)
    words = textwrap.shorten(claim.evidence[0].quote if own else claim.text, _MOST_CHARACTERS, placeholder=" …")
    return f"“{words.removesuffix('.')}”"


def say_relation(relation: str, knowledge: Knowledge) -> str:
    """A relation as words between subject and object: "is based in"."""
    entry = knowledge.relation(relation)
    words = entry.words[0] if entry and entry.words else relation.replace("_", " ")
    return f"is {words[3:]}" if words.startswith("be ") else words


def say_id(id: str) -> str:
    """An id of the packs as words: "rotating chairman"."""
    return id.replace("_", " ")


def say_deed(relation: str) -> str:
    """A relation that tells a day, as the deed alone: "founded" of `founded_in`."""
    words = say_id(relation)
    return words.rpartition(" ")[0] or words


def say_tail(verdict: Verdict) -> str:
    """What the verdict adds to a message."""
    return _TAILS.get(verdict, "")


def say_time(claim: Claim) -> str:
    """When a claim holds, in brackets, or nothing."""
    if claim.time is None or claim.time.surface == ONE_SCENE:
        return ""
    words = name_value(claim.time)
    return f" ({words})" if words else ""


def say_modality(claim: Claim) -> str:
    """ "planned" or "possible" in brackets, nothing for what is asserted."""
    return "" if claim.modality is Modality.ASSERTED else f" ({claim.modality.value})"
