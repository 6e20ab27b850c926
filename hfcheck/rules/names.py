"""Names that may stand for one thing, so that nothing may be said of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from hfcheck.model import Entity

# Above it two names may be one in two transliterations.
_ALIKE = 75.0
# Above it two surnames look alike enough to be a slip of one for the other.
_NEAR = 55.0
_SHORTEST = 4

NAMES = 1 << 16
"""So many names are kept as they were read last."""

_PREFIX = re.compile(r"^[A-Za-z]{1,3}[-’'](?=[A-Za-z]{3})")
# What transliterations exchange, digraphs first.
_DIGRAPHS = {
    "sch": "s",
    "tch": "s",
    "sh": "s",
    "ch": "s",
    "kh": "k",
    "gh": "k",
    "ph": "f",
    "th": "t",
    "dh": "d",
    "ck": "k",
}
_LETTERS = str.maketrans("qcgjzvpx", "kkkksfbs", "aeiouyhw")


def may_share_name(a: Entity, b: Entity) -> bool:
    """Whether one name may be short for the other: all words of the shorter are in the longer."""
    first, second = _fold(a.name), _fold(b.name)
    return first <= second or second <= first


def may_be_one_person(a: Entity, b: Entity) -> bool:
    """Whether two persons share a part of their names, or spell them alike, and so may be one person."""
    if _fold(a.name) & _fold(b.name):
        return True
    first, second = a.name.casefold().split(), b.name.casefold().split()
    if len(first) != len(second):
        return False
    return all(fuzz.ratio(one, other) >= _ALIKE for one, other in zip(first, second, strict=True))


@lru_cache(maxsize=NAMES)
def _fold(name: str) -> frozenset[str]:
    return frozenset(word.strip(",;:'’") for word in name.casefold().replace(".", "").split())


@lru_cache(maxsize=NAMES)
def list_name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name, folded, without particles in small letters, initials and what is prefixed ("al-")."""
    parts = re.findall(r"[A-Za-z][A-Za-z'-]*", anyascii(name))
    words = [_PREFIX.sub("", part.removesuffix("'s").removesuffix("'S").rstrip("'")) for part in parts]
    return tuple(word.casefold() for word in words if word[:1].isupper() and len(word) > 1)


class Sounds(NamedTuple):
    """How a name sounds, part by part, and how many parts and consonants that are."""

    words: str
    parts: int
    letters: int


@lru_cache(maxsize=NAMES)
def sound_parts(name: str) -> Sounds:
    """The sounds of all parts of a name."""
    sounds = [sound_name(part) for part in list_name_parts(name)]
    return Sounds(" ".join(sounds), len(sounds), sum(map(len, sounds)))


@lru_cache(maxsize=4096)
def sound_name(part: str) -> str:
    """The consonants of a part of a name, with those that transliterations exchange as one."""
    for written, heard in _DIGRAPHS.items():
        part = part.replace(written, heard)
    bare = re.sub(r"[^a-z]", "", part.translate(_LETTERS))
    return re.sub(r"(.)\1+", r"\1", bare)


def are_near_names(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two names share all parts but the last, which looks alike and yet sounds otherwise.

    "Omar Dumani" and "Omar Dulaimi" do; "Anas Shirkas" and "Anas Sharkas" are one name in two transliterations.
    """
    if len(mine) != len(theirs) or len(mine) < 2 or min(len(mine[-1]), len(theirs[-1])) < _SHORTEST:
        return False
    if any(sound_name(one) != sound_name(other) for one, other in zip(mine[:-1], theirs[:-1], strict=True)):
        return False
    sounds = sound_name(mine[-1]), sound_name(theirs[-1])
    return sounds[0] != sounds[1] and sounds[0][:1] == sounds[1][:1] and fuzz.ratio(mine[-1], theirs[-1]) >= _NEAR


def are_spellings(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two names are one in two spellings: each part sounds as the other's and looks much like it."""
    if len(mine) != len(theirs) or tuple(mine) == tuple(theirs):
        return False
    pairs = list(zip(mine, theirs, strict=True))
    return all(sound_name(a) == sound_name(b) and fuzz.ratio(a, b) >= _NEAR for a, b in pairs)
