"""Whether two things of two texts are one: by their names, or since the first text is about the thing of the second."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hfcheck.scene.nodes import NAME, PRONOUN, THING, Node

_SUBJECT = "subject"
_DESCRIBED = ("the", "this", "that", "its", "his", "her", "their")
_STARTS = 3
_BRACKETS = re.compile(r"\([^)]*\)")


def is_one(a: Node, b: Node, roots: Sequence[Node]) -> bool:
    """Whether the node `a` of the text `roots` stands for the thing that `b` names in the other text.

    Names that fit each other are one. A pronoun, or a description with an article that is no name, is the topic of its
    text: it fits a name that the text does not have elsewhere, and no other name is the subject of a clause before it.
    """
    if b.kind == NAME and a.kind == NAME:
        return fits(a, b)
    if b.kind == NAME and (a.kind == PRONOUN or is_described(a)):
        return find_topic(roots) is a or (a.kind == PRONOUN and _continues(a, b, roots))
    if a.kind == b.kind == THING:
        known = a.determiner == b.determiner and a.determiner in ("", "the") and a.role == b.role == _SUBJECT
        return known and a.key == b.key and _trait_words(a) == _trait_words(b)
    return False


def _trait_words(node: Node) -> frozenset[str]:
    return frozenset(kid.key for kid in node.kids if kid.role in ("trait", "count", "owner"))


def is_described(node: Node) -> bool:
    """ "The film", "this disease": what the text is about, told by its kind."""
    plain = not any(kid.role in ("trait", "owner", "nmod:poss", "acl:relcl") for kid in node.kids)
    return node.kind == THING and node.determiner in _DESCRIBED and plain


def find_topic(roots: Sequence[Node]) -> Node | None:
    """The subject of a text's first sentence, where that is a pronoun or a description."""
    if not roots:
        return None
    return next(
        (kid for kid in roots[0].kids if kid.role in (_SUBJECT, "object") and kid.index <= roots[0].index), None
    )


def _continues(a: Node, b: Node, roots: Sequence[Node]) -> bool:
    """Whether a pronoun further on stands for the topic: for a name that fits, or for nothing that has another name."""
    topic = find_topic(roots)
    if topic is None or a.key not in ("he", "she", "it"):
        return False
    subjects = [kid for root in roots for node in root.walk() for kid in node.kids if kid.role == _SUBJECT]
    named = [kid for kid in subjects if kid.kind == NAME]
    if topic.kind == NAME:
        return fits(topic, b) and all(fits(one, topic) for one in named)
    return topic.kind == PRONOUN and topic.key == a.key and not named


def fits(a: Node, b: Node) -> bool:
    """Whether two names may be of one thing: the words of one are among the other's, or first and last word agree."""
    mine, yours = list_name_words(a), list_name_words(b)
    if not mine or not yours:
        return False
    if set(mine) <= set(yours) or set(yours) <= set(mine):
        return True
    return mine[-1] == yours[-1] and mine[0][:_STARTS] == yours[0][:_STARTS]


def fit_in_full(mine: Sequence[str], yours: Sequence[str]) -> bool:
    """Whether one of two names, as words, is a shorter form of the other with the same last word."""
    if not mine or not yours or mine[-1] != yours[-1]:
        return False
    return set(mine) <= set(yours) or set(yours) <= set(mine) or mine[0][:_STARTS] == yours[0][:_STARTS]


def list_name_words(node: Node) -> tuple[str, ...]:
    """The words of a name, without what stands in brackets and without points."""
    return split_name(node.text)


def split_name(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without brackets and the words that join others."""
    text = _BRACKETS.sub(" ", name).casefold()
    return tuple(word for word in re.findall(r"[^\W_]+", text) if word not in ("the", "of", "and", "s"))
