"""Two sentences of one build, aligned node by node: what is the same, what stands in for what, what only one has.

The alignment goes down both trees at once: the same thing in the same role first, the same thing in another role next,
then two things in one role where nothing else can fill it. What the parser hung elsewhere is found by its own tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.scene.nodes import AMOUNT, EVENT, MANNER, NAME, PRONOUN, RANK, THING, TIME, TRAIT, Node

CONTENT = frozenset({NAME, THING, EVENT, TRAIT, AMOUNT, RANK, TIME})
_CORE = ("subject", "object")
_FIRM = frozenset({NAME, THING, EVENT, TRAIT, AMOUNT, RANK, TIME, PRONOUN, MANNER})


class Pair(NamedTuple):
    """A node of one sentence and the one that it is aligned with."""

    a: Node
    b: Node

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return is_same(self.a, self.b)

    @property
    def may_be_one(self) -> bool:
        """Whether both say the same, or one is a pronoun or a description where the other is a name."""
        return self.same or stands_in(self.a, self.b) or stands_in(self.b, self.a)


class Parallel(NamedTuple):
    """An alignment: all pairs in the order of the second sentence, and what has no partner (the top nodes)."""

    pairs: tuple[Pair, ...]
    dropped: tuple[Node, ...]
    added: tuple[Node, ...]

    @property
    def changed(self) -> list[Pair]:
        """The pairs of nodes that stand in for each other and differ."""
        return [pair for pair in self.pairs if not pair.may_be_one]

    @property
    def weight(self) -> int:
        """How many pieces of content are the same."""
        return sum(pair.same and pair.a.kind in CONTENT for pair in self.pairs)

    @property
    def cost(self) -> int:
        """How many differ or have no partner."""
        return len(self.changed) + len(self.dropped) + len(self.added)


def is_same(a: Node, b: Node) -> bool:
    """Whether two nodes say the same thing in themselves."""
    if a.amount is not None and b.amount is not None:
        mine, yours = a.amount.quantity, b.amount.quantity
        return (mine.low, mine.high, mine.unit) == (yours.low, yours.high, yours.unit)
    if a.kind == b.kind == NAME:
        first, second = set(a.key.split()), set(b.key.split())
        return first <= second or second <= first
    return a.key == b.key


def stands_in(a: Node, b: Node) -> bool:
    """ "It opened", "the museum opened" beside "Norwick Museum opened": one may be the other."""
    described = a.kind == PRONOUN or (a.kind == THING and a.determiner in ("the", "this", "that"))
    return described and b.kind == NAME and a.role == b.role and a.role in _CORE


def align_sentences(roots_a: Sequence[Node], roots_b: Sequence[Node]) -> list[Parallel]:
    """The best alignment of each sentence of `roots_b` with one of `roots_a`, or with a clause of one."""
    found: list[tuple[Node, Parallel]] = []
    for root in roots_b:
        starts = [*roots_a, *(n for one in roots_a for n in one.walk() if n is not one and n.key == root.key)]
        tried = [(start, align_trees(start, root)) for start in starts]
        if tried:
            found.append(max(tried, key=lambda one: (one[1].weight - one[1].cost, one[1].weight)))
    # What another sentence repeats word for word is told there, and nothing else stands in for it.
    repeated = {id(start) for start, one in found if not one.cost and one.weight}
    return [one for start, one in found if not one.cost or id(start) not in repeated]


def align_trees(a: Node, b: Node) -> Parallel:
    """Align two trees from their roots."""
    aligner = _Aligner()
    aligner.pair(a, b)
    aligner.settle()
    order = sorted(aligner.pairs, key=lambda pair: pair.b.index)
    return Parallel(tuple(order), tuple(aligner.dropped), tuple(aligner.added))


class _Aligner:
    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.dropped: list[Node] = []
        self.added: list[Node] = []

    def pair(self, a: Node, b: Node) -> None:
        self.pairs.append(Pair(a, b))
        left, right = [*a.kids], [*b.kids]
        for same in (_same_place, _same_thing, _same_role, _same_kind):
            for one in tuple(left):
                fitting = [other for other in right if same(one, other)]
                if fitting and (same in (_same_place, _same_thing) or _is_alone(one, fitting[0], left, right, same)):
                    left.remove(one)
                    right.remove(fitting[0])
                    self.pair(one, fitting[0])
        self.dropped += left
        self.added += right

    def settle(self) -> None:
        """Align what hangs elsewhere in the other tree, by its own top node; light words are left out."""
        for one in tuple(self.dropped):
            fitting = next(
                (n for other in self.added for n in other.walk() if n.key == one.key and n.kind == one.kind), None
            )
            if fitting is not None and one.kind in CONTENT:
                self.dropped.remove(one)
                self._take(fitting)
                self.pair(one, fitting)
        self.dropped = [node for node in self.dropped if node.kind in _FIRM]
        self.added = [node for node in self.added if node.kind in _FIRM]

    def _take(self, node: Node) -> None:
        """Take a node out of what was added; what stands around it stays added."""
        top = next(n for n in (node, *node.lineage()) if n in self.added)
        self.added.remove(top)
        if top is not node:
            path = [node, *node.lineage()]
            for n in path[1 : path.index(top) + 1]:
                self.added += [kid for kid in n.kids if kid not in path]


def _same_place(a: Node, b: Node) -> bool:
    return a.role == b.role and is_same(a, b)


def _same_thing(a: Node, b: Node) -> bool:
    return is_same(a, b)


def _same_role(a: Node, b: Node) -> bool:
    return a.role == b.role and a.kind == b.kind


def _same_kind(a: Node, b: Node) -> bool:
    """One slot in other words: "behind the car" for "in front of the car", "two cones" for "orange cones"."""
    if stands_in(a, b) or stands_in(b, a):
        return True
    return a.kind == b.kind and a.kind != OTHER_KIND and a.role.split()[0] == b.role.split()[0]


OTHER_KIND = "other"


def _is_alone(a: Node, b: Node, left: Sequence[Node], right: Sequence[Node], same: object) -> bool:
    """Whether two nodes are the only ones that could stand in for each other."""
    check = _same_role if same is _same_role else _same_kind
    mine = [n for n in left if check(n, b)]
    yours = [n for n in right if check(a, n)]
    return len(mine) == len(yours) and mine.index(a) == yours.index(b) if b in yours and a in mine else False
