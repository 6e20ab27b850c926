"""Amounts of two texts told of one thing, wherever they stand: by what they count or measure, their place and time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hfcheck.compare import compare_moments, compare_quantities
from hfcheck.knowledge.lexicon import Link, relate_words
from hfcheck.model import Comparison, Moment, Verdict
from hfcheck.scene.contrasts import Contrast, is_alternative, is_guarded
from hfcheck.scene.judgements import Ruling, count_apart, rule_on_overlap
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import AMOUNT, EVENT, NAME, THING, TIME, TRAIT, Node
from hfcheck.scene.parallels import Parallel
from hfcheck.values.units import name_dimension

_ROLES = ("amount", "share", "rating")
_FIXED = ("before", "after", "since", "from", "until", "till", "range")
_FARTHEST = 4


class Measured(NamedTuple):
    """An amount with what it counts: `words` name it, `names` say where or of whom, `times` when."""

    node: Node
    dimension: str
    words: frozenset[str]
    names: frozenset[str]
    times: tuple[Moment | None, ...]


def align_amounts(a: Sequence[Node], b: Sequence[Node]) -> list[tuple[Contrast, Ruling]]:
    """Each amount of the second text with the one of the first that is told of the same thing, and the ruling."""
    mine = [one for root in a for one in _measure_all(root)]
    found = []
    for other in (one for root in b for one in _measure_all(root)):
        partner = _find_partner(mine, other)
        if partner is not None:
            empty = Parallel((), (), ())
            found.append((Contrast(AMOUNT, partner.node, other.node, empty, 1, 0, 0), _judge(mine, partner, other)))
    return found


def _measure_all(root: Node) -> Iterator[Measured]:
    for node in root.walk():
        if node.amount is not None and node.amount.role in _ROLES and not _is_apart(node):
            words = frozenset(_list_words(node))
            if words:
                names, times = frozenset(_list_names(node)), tuple(_list_times(root))
                yield Measured(node, name_dimension(node.amount.quantity.unit), words, names, times)


def _is_apart(node: Node) -> bool:
    """ "15 of 28 districts" counts 15; "rose by 5" says nothing of how many there are."""
    above = node.parent
    if above is None:
        return False
    of_many = above.kind == THING and above.preposition.endswith("out of")
    return of_many or node.preposition.endswith("out of") or (node.preposition == "by" and not above.passive)


def _list_words(node: Node) -> Iterator[str]:
    """The words that name what an amount counts or measures."""
    words = load_scene_words()
    head = node
    while head.role == "conj" and head.parent is not None and head.parent.amount is not None:
        head = head.parent
    for kid in node.kids:
        if kid.role in ("owner", "at out of") and kid.kind == THING:
            yield kid.key
        if kid.role == "subject" and kid.kind == THING:
            yield from _name_thing(kid)
    above = head.parent
    if above is None:
        return
    if above.kind == THING:
        yield from _name_thing(above)
        if above.key in words.totals:
            yield from (kid.key for kid in above.kids if kid.role == "owner" and kid.kind == THING)
        if above.key in words.bearers or above.key in words.totals:
            yield from (one.key for one in above.lineage() if one.kind == EVENT and one.key not in words.light_deeds)
    elif above.kind == EVENT:
        if above.key not in words.light_deeds:
            yield above.key
        else:
            yield from (
                w for kid in above.kids if kid.role == "subject" and kid.kind == THING for w in _name_thing(kid)
            )


def _name_thing(node: Node) -> Iterator[str]:
    words = load_scene_words()
    if node.key not in words.bearers and node.key not in words.totals:
        yield node.key
    yield from (
        kid.key for kid in node.kids if kid.role == "trait" and kid.kind in (THING, TRAIT) and kid.key in words.families
    )


def _list_names(node: Node) -> Iterator[str]:
    """The names that narrow an amount: what it is told of "in", "at", "for"."""
    for steps, one in enumerate((node, *node.lineage())):
        for kid in one.kids:
            if kid.role.startswith("at ") and kid.kind == NAME:
                yield kid.key
        if one.kind == EVENT or steps > _FARTHEST:
            return


def _list_times(root: Node) -> Iterator[Moment | None]:
    """The times of a sentence; None for one that is only bounded."""
    for node in root.walk():
        if node.kind == TIME and node.moment is not None:
            bounded = node.moment.bound in _FIXED or node.preposition in _FIXED
            told = node.moment.parts[0][2] if len(node.moment.parts) == 1 else node.moment.moment
            yield None if bounded else told


def _find_partner(mine: Sequence[Measured], other: Measured) -> Measured | None:
    """The one amount that is told of the same thing; None where there is none, or several are as near."""
    fitting = [one for one in mine if one.dimension == other.dimension and _share_words(one.words, other.words)]
    if len(fitting) > 1:
        nearest = max(len(one.names & other.names) for one in fitting)
        fitting = [one for one in fitting if len(one.names & other.names) == nearest]
    if len(fitting) > 1:
        nearest = max(len(one.words & other.words) for one in fitting)
        fitting = [one for one in fitting if len(one.words & other.words) == nearest]
    return fitting[0] if len(fitting) == 1 else None


def _share_words(a: frozenset[str], b: frozenset[str]) -> bool:
    if a & b:
        return True
    families = load_scene_words().families
    if {families[w] for w in a if w in families} & {families[w] for w in b if w in families}:
        return True
    return any(relate_words(one, other, "n").link is Link.SAME for one in a for other in b)


def _judge(mine: Sequence[Measured], one: Measured, other: Measured) -> Ruling:
    a, b = one.node, other.node
    if a.amount is None or b.amount is None:
        return Ruling(Verdict.UNRELATED, "one of them is no amount")
    if is_guarded(a) or is_guarded(b) or is_alternative(a) or is_alternative(b):
        return Ruling(Verdict.OTHER_SCOPE, "one is denied, possible, or one of several")
    same = compare_quantities(a.amount.quantity, b.amount.quantity)
    if same is not Comparison.DISJOINT:
        return rule_on_overlap(a.amount.quantity, b.amount.quantity)
    if not _agree_in_time(one.times, other.times):
        return Ruling(Verdict.OTHER_PERIOD, "they are told of two times")
    if one.names and other.names and not one.names & other.names:
        return Ruling(Verdict.OTHER_SCOPE, "they are told of two places")
    if count_apart(a.parent, b.parent):
        return Ruling(Verdict.OTHER_SCOPE, "they count two kinds, or one counts what was told of before")
    if any(_equals(third.node, b) for third in mine if third is not one):
        return Ruling(Verdict.OTHER_SCOPE, "another amount of the first text is the one of the second")
    return Ruling(Verdict.CONFLICT, f"no amount is both “{a.text}” and “{b.text}”")


def _agree_in_time(a: Sequence[Moment | None], b: Sequence[Moment | None]) -> bool:
    if not a or not b:
        return True
    return any(
        one is not None and other is not None and compare_moments(one, other, True) is not Comparison.DISJOINT
        for one in a
        for other in b
    )


def _equals(a: Node, b: Node) -> bool:
    if a.amount is None or b.amount is None:
        return False
    mine, yours = a.amount.quantity, b.amount.quantity
    return (mine.low, mine.high) == (yours.low, yours.high)
