"""How many of a kind two sentences of one build tell one thing of: all, most, some, few or none of it.

"No member came" and "two members came", "she rarely goes out" and "she never goes out": the sentences must be the same
but for the quantifier; only the one that says "none" may be told of more things, since none of all is none of some.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hfcheck.model import Modality
from hfcheck.proportions import Part
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import AMOUNT, MANNER, Node
from hfcheck.scene.parallels import Parallel

Parts = frozenset[Part]

_WHOLE = frozenset(Part)
_ANY = _WHOLE - {Part.NONE}
_ALLOWED: dict[str, Parts] = {
    "all": frozenset({Part.ALL}),
    "most": frozenset({Part.MOST, Part.ALL}),
    "many": frozenset({Part.SOME, Part.MOST, Part.ALL}),
    "some": _ANY,
    "few": frozenset({Part.FEW}),
    "none": frozenset({Part.NONE}),
}
_ROLES = ("subject", "object")


class Quantified(NamedTuple):
    """Two things of one kind in one place of two sentences, with the parts that each sentence leaves possible."""

    a: Node
    b: Node
    parts_a: Parts
    parts_b: Parts


class _Told(NamedTuple):
    node: Node
    kind: str
    narrowing: frozenset[str]
    parts: Parts | None


def find_quantified(parallel: Parallel) -> Iterator[Quantified]:
    """The places of two aligned sentences in which nothing differs but how many are told of, and excludes the other."""
    root = next(iter(pair for pair in parallel.pairs if pair.a.parent is None and pair.b.parent is None), None)
    if root is None or root.a.key != root.b.key:
        return
    if any(one.modality is not Modality.ASSERTED for one in (root.a, root.b)):
        return
    for role in _ROLES:
        a, b = _read_role(root.a, role), _read_role(root.b, role)
        if a is None or b is None or a.kind != b.kind or not _rest_is_same(parallel, a, b):
            continue
        if a.parts is not None and b.parts is not None and not a.parts & b.parts and _narrows_fitly(a, b):
            yield Quantified(a.node, b.node, a.parts, b.parts)
            return
    often_a, often_b = _read_frequency(root.a), _read_frequency(root.b)
    worded = any(kid.key in load_scene_words().frequency_of for kid in (*root.a.kids, *root.b.kids))
    if worded and _rest_is_same(parallel, None, None) and not often_a & often_b:
        yield Quantified(root.a, root.b, often_a, often_b)


def _read_role(event: Node, role: str) -> _Told | None:
    node = next((kid for kid in event.kids if kid.role == role), None)
    if node is None:
        return None
    words = load_scene_words()
    told = [*node.determiner.split(), *(kid.key for kid in node.kids if kid.role in ("trait", "count", "manner"))]
    if "a" in told and {"few", "little"} & {node.key, *told}:
        return None
    found = [words.quantity_of[word] for word in (node.key, *told) if word in words.quantity_of]
    counted = node.kind == AMOUNT or any(kid.kind == AMOUNT for kid in node.kids) or "one" in told
    whole = next((kid for kid in node.kids if kid.role == "owner"), None)
    stands_alone = node.key in words.quantity_of or node.kind == AMOUNT
    kind = whole.key if stands_alone and whole is not None else node.key
    kind = "person" if kind in words.anybody else "thing" if kind in words.anything else kind
    light = {kid.key for kid in node.kids if kid.key in words.quantity_of or kid.kind == AMOUNT}
    narrowing = frozenset(kid.phrase.casefold() for kid in node.kids if kid is not whole or not stands_alone)
    narrowing = frozenset(one for one in narrowing if one not in light)
    lifted = "any" in told
    if lifted and counted and role == "object":
        # "found not one mistake" may have found two.
        return None
    if node.denied and not lifted:
        # "Not many of them": fewer than that.
        parts = _WHOLE - _ALLOWED[found[0]] if found and not event.denied else None
        return _Told(node, kind, narrowing, parts)
    return _Told(node, kind, narrowing, _count_parts(found, counted, lifted, event.denied))


def _count_parts(found: Sequence[str], counted: bool, lifted: bool, denied: bool) -> Parts | None:
    """The parts that quantifier words leave, under a denial of theirs ("not all", "no") or of the verb."""
    named = next((one for one in found if one != "none"), "")
    none = lifted or "none" in found
    if none:
        inner = denied if "none" not in found or lifted else not denied
        if named:
            return _WHOLE - _ALLOWED[named] if named != "few" else _ALLOWED["many"]
        return frozenset({Part.NONE}) if inner else frozenset({Part.ALL})
    if not named and not counted:
        return None
    parts = _ALLOWED[named] if named else _ANY
    if not denied:
        return parts
    return _WHOLE - {Part.ALL} if named in ("", "all", "some", "many") else _WHOLE - parts


def _read_frequency(event: Node) -> Parts:
    """How often an event is told to be: "rarely", "always", "never" or not at all; without a word, at some time."""
    words = load_scene_words()
    named = [words.frequency_of[kid.key] for kid in event.kids if kid.key in words.frequency_of]
    if named:
        parts = _ALLOWED[named[0]]
        inner = any(kid.denied for kid in event.kids if kid.key in words.frequency_of)
        return _WHOLE - parts if event.denied or inner else parts
    return frozenset({Part.NONE}) if event.denied else _ANY


def _narrows_fitly(a: _Told, b: _Told) -> bool:
    if a.narrowing == b.narrowing:
        return True
    none = frozenset({Part.NONE})
    if a.parts == none:
        return a.narrowing < b.narrowing
    return b.parts == none and b.narrowing < a.narrowing


def _rest_is_same(parallel: Parallel, a: _Told | None, b: _Told | None) -> bool:
    """Whether the sentences differ in nothing beside the two things and words of frequency."""
    tops = [one.node for one in (a, b) if one is not None]
    changed = [pair for pair in parallel.changed if not _is_within(pair.a, tops) and not _is_within(pair.b, tops)]
    none = frozenset({Part.NONE})
    dropped = () if b is not None and b.parts == none else parallel.dropped
    added = () if a is not None and a.parts == none else parallel.added
    rest = [node for node in (*dropped, *added) if not _is_within(node, tops) and not _is_at_all(node)]
    flipped = [
        pair
        for pair in parallel.pairs
        if pair.a.denied != pair.b.denied and pair.a.parent is not None and not _is_within(pair.a, tops)
    ]
    if a is None and any(pair.a.preposition != pair.b.preposition for pair in parallel.pairs):
        return False
    often = load_scene_words().frequency_of
    return not flipped and not changed and all(node.kind == MANNER and node.key in often for node in rest)


def _is_at_all(node: Node) -> bool:
    return node.key == "all" and node.preposition == "at"


def _is_within(node: Node, tops: Sequence[Node]) -> bool:
    return any(one is top for one in (node, *node.lineage()) for top in tops)


def share_quantifier(a: Node, b: Node) -> bool:
    """Whether what two deeds are told of is quantified alike, and so that a denial of one denies the other."""
    mine, yours = ({w for kid in node.kids for w in _list_quantifiers(kid)} for node in (a, b))
    return mine == yours and not mine & {"some", "few", "many", "most"}


def _list_quantifiers(node: Node) -> Iterator[str]:
    words = load_scene_words().quantity_of
    told = [*node.determiner.split(), node.key, *(kid.key for kid in node.kids if kid.role in ("trait", "count"))]
    yield from (words[word] for word in told if word in words and words[word] != "none")
