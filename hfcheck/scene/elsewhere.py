"""What the first text tells elsewhere: a difference between two sentences of two people or things is none.

"Ann has a fast car. Bo has a slow one" says nothing against "Bo has a slow car", though the first sentence looks like
it. Nor does "Ann saw Bo. And Cy" against "Ann saw Cy".
"""

from __future__ import annotations

from collections.abc import Sequence

from hfcheck.model import Verdict
from hfcheck.scene.contrasts import Contrast, is_joined
from hfcheck.scene.judgements import Ruling, is_any
from hfcheck.scene.nodes import AMOUNT, NAME, TIME, Node
from hfcheck.scene.parallels import is_same

_DIFFERENCES = ("more", "few", "less", "fewer")


def find_elsewhere(contrast: Contrast, roots_a: Sequence[Node], roots_b: Sequence[Node]) -> Ruling | None:
    """What in one of two texts, with its sentences under its roots, takes the other side of a contrast off its own."""
    a, b = contrast.a, contrast.b
    if contrast.kind == AMOUNT and is_of_two_doings(a, b):
        return Ruling(Verdict.OTHER_EVENT, "it may have been done more than once")
    if contrast.kind in (AMOUNT, TIME) and (is_difference(a) or is_difference(b)):
        return Ruling(Verdict.OTHER_SCOPE, "one of them is a difference, or is denied itself")
    return _find_in(contrast.kind, a, b, roots_a) or _find_in(contrast.kind, b, a, roots_b)


def _find_in(kind: str, a: Node, b: Node, roots: Sequence[Node]) -> Ruling | None:
    own = [a, *a.lineage()][-1]
    names = [one for root in roots for one in root.walk() if one.kind == NAME]
    subject, told = _find_subject(a), _find_subject(b)
    if subject is not None and told is not None and b is not told and subject.kind == told.kind == NAME:
        if not is_same(subject, told) and any(is_same(one, told) for one in names):
            return Ruling(Verdict.OTHER_EVENT, f"the other text tells of “{told.text}” in another place")
        if kind == AMOUNT and is_joined(subject) != is_joined(told):
            return Ruling(Verdict.OTHER_SCOPE, "one of them counts what several have together")
    elsewhere = [one for one in names if [one, *one.lineage()][-1] is not own]
    if kind == NAME and any(one.key == b.key for one in elsewhere):
        return Ruling(Verdict.COMPATIBLE, f"the other text tells of “{b.text}” as well")
    return None


def is_difference(node: Node) -> bool:
    """ "3,000 more than A", "not ten minutes ago": how much more it is than something, or what it is less than."""
    tree, first, last = node.tree, min(node.words), max(node.words)
    follows = tree.lemma(last + 1) if last + 1 < len(tree.tokens) else ""
    than = any(tree.lemma(token.index) in ("than", "as") for token in tree.tokens[last + 1 :])
    return (follows in _DIFFERENCES and than) or (first > 0 and tree.lemma(first - 1) == "not")


def is_of_two_doings(a: Node, b: Node) -> bool:
    """Whether two spans are told in other ways, or of doing something to one of a kind: "wrote a report in an hour"."""
    if {a.preposition, b.preposition} == {"in", "for"}:
        return True
    above, other = a.parent, b.parent
    return a.preposition == "in" and above is not None and other is not None and is_any(above) and is_any(other)


def _find_subject(node: Node) -> Node | None:
    top = [node, *node.lineage()][-1]
    return next((kid for kid in top.kids if kid.role == "subject"), None)
