"""The class that a claim puts its subject in: "an independent company", "dead"."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.knowledge.senses import ADJECTIVE, NOUN
from hfcheck.model import Claim, Text

CLASS = "is_a"

_ARTICLES = ("a", "an", "the")
_MOST_WORDS = 3


class ClassWord(NamedTuple):
    """A class as a word: a noun with what narrows it, or an adjective."""

    text: str
    part: str

    @property
    def readings(self) -> tuple[str, ...]:
        """The phrase, narrowest first: "independent company", "company"."""
        words = self.text.split()
        return tuple(" ".join(words[at:]) for at in range(len(words)))


def may_tell_class(relation: str, knowledge: Knowledge) -> bool:
    """Whether claims of a relation may tell a class: of "is a" or, by a pack, of "be subsidiary of" and the like."""
    return relation == CLASS or relation in knowledge.class_relations


def read_class(claim: Claim, knowledge: Knowledge) -> ClassWord | None:
    """The class that a claim tells, None where it tells none or one in too many words.

    "is a subsidiary of Y" tells a class as well, where a pack has the relation as "be subsidiary of".
    """
    if claim.relation != CLASS:
        noun = knowledge.class_relations.get(claim.relation)
        return ClassWord(noun, NOUN) if noun is not None else None
    if not isinstance(claim.object, Text):
        return None
    first, *rest = claim.object.text.casefold().split() or [""]
    if first in _ARTICLES:
        return ClassWord(" ".join(rest), NOUN) if 0 < len(rest) <= _MOST_WORDS else None
    return ClassWord(first, ADJECTIVE) if first and not rest else None
