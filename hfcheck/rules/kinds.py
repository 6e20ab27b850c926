"""Reading which kind of thing a claim is about: "one of five car brands" is about a brand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity, Text

_AFTER_NOUN = frozenset({"of", "between", "for", "with", "in", "from", "by", "at", "to", "on", "that", "which", "who"})
_LONGEST_NOUN = 4


class Noun(NamedTuple):
    """The noun that a nominal ends in, as a singular, its class, and whether nothing else stands in the nominal."""

    word: str
    kind: str
    bare: bool


def find_noun(text: str, knowledge: Knowledge) -> Noun | None:
    """The noun of the packs that a nominal ends in before its prepositions, the longest; None where they have none."""
    words = text.casefold().split()
    # "the maker of phones", but "one of the makers".
    end = next((at for at, word in enumerate(words) if word in _AFTER_NOUN and at and words[0] != "one"), len(words))
    for start in range(max(0, end - _LONGEST_NOUN), end):
        told = " ".join(words[start:end])
        for noun in (told, *_list_singulars(told)):
            if kind := knowledge.class_of_word.get(noun, ""):
                return Noun(noun, kind, start == 0 and end == len(words))
    return None


def _list_singulars(noun: str) -> Iterator[str]:
    for many, one in (("s", ""), ("es", ""), ("ies", "y")):
        if noun.endswith(many):
            yield noun.removesuffix(many) + one


def name_object(claim: Claim) -> str:
    """The words of an object that has no identity: "Lune-branded cars"; "" for all others."""
    match claim.object:
        case Text(text=text):
            return text
        case Entity(id=id, name=name, resolved=resolved) if not resolved or id.startswith("_"):
            return name
    return ""


def list_doers(claim: Claim) -> tuple[str, ...]:
    """The ids of a claim's subject: of a group, those of its members, who do it together."""
    if not claim.subject.resolved:
        return ()
    return tuple(claim.subject.id.split("+")) if claim.subject.kind == "group" else (claim.subject.id,)
