"""Which names are one thing, and by what: links that join names into sets and can be shown again.

Disjoint sets after Galler and Fischer (1964), joined by size, beside the links as they were given: near-linear in
their number.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import TypeAlias

Node: TypeAlias = tuple[str, str]
"""An article and a name in it; "" for a name over all articles, and for an entity of the packs by its mark and id."""


class Links:
    """Sets of nodes. A set holds one entity of the packs at most: what would join two is not joined.

    Nor is what would join two names that are kept apart; `apart` has them in small letters.
    """

    def __init__(self, mark: str, apart: Mapping[str, frozenset[str]] | None = None) -> None:
        self._mark = mark
        self._apart = apart or {}
        self._barred: dict[Node, frozenset[str]] = {}
        self._above: dict[Node, Node] = {}
        self._sizes: dict[Node, int] = {}
        self._entities: dict[Node, Node] = {}
        self._given: dict[Node, list[tuple[Node, str]]] = defaultdict(list)

    def add(self, node: Node) -> None:
        """Make a node known; it is a set of its own."""
        if node not in self._above:
            self._above[node] = node
            self._sizes[node] = 1
            if (name := node[1].casefold()) in self._apart:
                self._barred[node] = frozenset((name,))
            if node[1].startswith(self._mark):
                self._entities[node] = node

    def find(self, node: Node) -> Node:
        """The node that stands for the set of `node`; itself where it is not known."""
        root = node
        while (above := self._above.get(root, root)) != root:
            root = above
        while (above := self._above.get(node, node)) != root and above != node:
            self._above[node] = root
            node = above
        return root

    def entity_of(self, node: Node) -> Node | None:
        """The entity of the packs that the set of `node` is, or None."""
        return self._entities.get(self.find(node))

    def join(self, one: Node, other: Node, why: str) -> bool:
        """Let two nodes be one thing. False where that cannot be.

        It cannot where each is another entity of the packs, or holds a name that the other's is kept apart from.
        """
        self.add(one)
        self.add(other)
        left, right = self.find(one), self.find(other)
        if left == right:
            return True
        if left in self._entities and right in self._entities:
            return False
        names = self._barred.get(left, frozenset()) | self._barred.get(right, frozenset())
        if any(names & self._apart[name] for name in names):
            return False
        self._given[one].append((other, why))
        self._given[other].append((one, why))
        small, large = sorted((left, right), key=lambda n: (self._sizes[n], n))
        self._above[small] = large
        self._sizes[large] += self._sizes[small]
        if names:
            self._barred[large] = names
        if small in self._entities:
            self._entities[large] = self._entities[small]
        return True

    def bars(self, name: str, node: Node) -> bool:
        """Whether the set of `node` holds a name that `name` is kept apart from."""
        apart = self._apart.get(name.casefold(), frozenset())
        return bool(apart) and bool(apart & (self._barred.get(self.find(node), frozenset()) | {node[1].casefold()}))

    def explain(self, node: Node, goal: Node) -> tuple[str, ...]:
        """The reasons along the links from `node` to `goal`, in order; () where they are not joined or the same."""
        before: dict[Node, tuple[Node, str] | None] = {node: None}
        pending = deque([node])
        while pending and goal not in before:
            here = pending.popleft()
            for there, why in self._given.get(here, ()):
                if there not in before:
                    before[there] = (here, why)
                    pending.append(there)
        reasons: list[str] = []
        step = before.get(goal)
        while step is not None:
            here, why = step
            reasons.append(why)
            step = before[here]
        return tuple(reason for reason in reversed(reasons) if reason)

    def sets(self) -> dict[Node, list[Node]]:
        """Every set by the node that stands for it, members sorted."""
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in sorted(self._above):
            found[self.find(node)].append(node)
        return dict(found)

    def __contains__(self, node: object) -> bool:
        return node in self._above
