"""What two aligned sentences say otherwise: the kind of each difference, its two nodes, and how much else differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hfcheck.model import Modality
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import AMOUNT, EVENT, NAME, RANK, THING, Node
from hfcheck.scene.parallels import Pair, Parallel

CORE = ("subject", "object")
POLARITY, PREPOSITION = "polarity", "preposition"


class Contrast(NamedTuple):
    """Two nodes that stand in for each other, and the alignment of the sentences that they stand in.

    `kind` is what differs: a kind of node, the polarity or the preposition. `changed`, `dropped` and `added` count what
    else differs: pairs that stand in for each other, what only the first sentence has, what only the second has.
    `denied` says of each node whether it is denied, where more than the node itself says so.
    """

    kind: str
    a: Node
    b: Node
    parallel: Parallel
    changed: int
    dropped: int
    added: int
    denied: tuple[bool, bool] | None = None

    @property
    def others(self) -> int:
        """How much else differs."""
        return self.changed + self.dropped + self.added


def find_contrasts(parallel: Parallel) -> list[Contrast]:
    """The differences of an alignment that could be contradictions, in the order of the second sentence."""
    return [one for pair in parallel.pairs for one in _contrast(pair, parallel)]


def _contrast(pair: Pair, parallel: Parallel) -> Iterator[Contrast]:
    a, b = pair
    if a.denied != b.denied and pair.same:
        yield _make(POLARITY, pair, parallel)
    if pair.same and a.preposition != b.preposition and a.preposition and b.preposition:
        yield _make(PREPOSITION, pair, parallel)
    if not pair.same and a.kind == b.kind:
        yield _make(a.kind, pair, parallel)


def _make(kind: str, pair: Pair, parallel: Parallel) -> Contrast:
    """A contrast with what else differs; what hangs below a thing that stands in for another belongs to it."""
    told = any(kid.role == "subject" for kid in pair.a.kids)
    whole = kind == POLARITY or pair.a.kind == EVENT or told
    mine, yours = ([], []) if whole else ([pair.a], [pair.b])
    changed = [one for one in parallel.changed if one != pair and not _is_below(one.a, mine)]
    dropped = [node for node in parallel.dropped if not _is_below(node, mine)]
    added = [node for node in parallel.added if not _is_below(node, yours)]
    flipped = [one for one in parallel.pairs if one.same and one.a.denied != one.b.denied and one != pair]
    return Contrast(kind, pair.a, pair.b, parallel, len(changed) + len(flipped), len(dropped), len(added))


def _is_below(node: Node, tops: list[Node]) -> bool:
    return any(one is top for one in node.lineage() for top in tops)


def is_guarded(node: Node) -> bool:
    """Whether a node is not told of as a fact of the scene: denied, conditional, possible, or of any and all."""
    chain = (node, *node.lineage())
    if any(one.denied for one in chain[1:]) or any(is_alternative(one) for one in chain[1:]):
        return True
    attitudes = load_scene_words().attitudes
    if any(one.role == "ccomp" and one.parent is not None and one.parent.key in attitudes for one in chain):
        return True
    if any(one.modality in (Modality.HYPOTHETICAL, Modality.POSSIBLE) for one in chain):
        return True
    subjects = [kid for one in chain[1:] for kid in one.kids if kid.role == "subject" or kid.role == "object"]
    return any(is_quantified(one) for one in (*chain, *(kid for kid in subjects if kid not in chain)))


def is_quantified(node: Node) -> bool:
    """Whether a thing is any, each, all, few or none of its kind."""
    words = load_scene_words().guarded_determiners
    told = [*node.determiner.split(), *(kid.key for kid in node.kids if kid.role in ("trait", "count", "manner"))]
    return any(word in words for word in told) or node.key in words


def agree_around(contrast: Contrast) -> bool:
    """Whether the deed that two nodes belong to is one: its other participants are the same, and there is one at least.

    What only one text tells of it does no harm, unless it is a place in a row, an amount or a name.
    """
    above, other = contrast.a.parent, contrast.b.parent
    if above is None or other is None or above.key != other.key:
        return False
    mine, yours = set(map(id, above.walk())), set(map(id, other.walk()))
    beside = [pair for pair in contrast.parallel.pairs if id(pair.b) in yours and pair.b is not contrast.b]
    below = [pair for pair in beside if not _is_below(pair.b, [contrast.b]) and pair.b is not other]
    if any(not pair.may_be_one or pair.a.preposition != pair.b.preposition for pair in below):
        return False
    further = [node for node in contrast.parallel.dropped if id(node) in mine and not _is_below(node, [contrast.a])]
    further += [node for node in contrast.parallel.added if id(node) in yours and not _is_below(node, [contrast.b])]
    if any(one.kind in (RANK, AMOUNT, NAME) for node in further for one in node.walk() if node.role in CORE):
        return False
    return any(pair.b.parent is other and pair.b.role in CORE for pair in below)


def is_joined(node: Node) -> bool:
    """Whether a node is one of several in a coordination."""
    return node.role == "conj" or any(kid.role == "conj" for kid in node.kids)


def is_alternative(node: Node) -> bool:
    """Whether "or" or "nor" ties a node to others."""
    joints = [node.joint] if node.role == "conj" else []
    joints += [kid.joint for kid in node.kids if kid.role == "conj"]
    return any(joint in ("or", "nor", "either", "neither") for joint in joints) or node.joint in ("either", "neither")


def is_excepting(node: Node) -> bool:
    """ "None but Ann came", "is nothing but trouble", "all except one"."""
    words = load_scene_words().excepting
    for one in node.walk():
        told = {*one.preposition.split(), one.joint if one.kind in (NAME, THING) else ""}
        if told & words:
            return True
    return False
