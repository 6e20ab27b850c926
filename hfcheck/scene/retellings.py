"""Statements on one thing in two texts held against each other, however the texts are built.

A short statement is seldom told in the words and order of the passage that it is held against. So what each text says
of one thing is compared statement by statement: its class and nationality, who made it, when what happens once
happened, and whether a deed was done. A statement that can be true beside another one of the passage is no conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfcheck.compare import compare_moments
from hfcheck.knowledge.lexicon import NATIONALITY, Link, list_hypernyms, relate_words
from hfcheck.model import Comparison, Modality, Verdict
from hfcheck.scene.contrasts import POLARITY, Contrast, is_alternative, is_excepting, is_guarded
from hfcheck.scene.judgements import Ruling, is_nearly
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import AMOUNT, EVENT, MANNER, NAME, RANK, THING, TIME, TRAIT, Node
from hfcheck.scene.parallels import Parallel
from hfcheck.scene.referents import fits, is_one, list_name_words
from hfcheck.scene.statements import Statement, is_told, list_joined, read_statements

_SUBJECT, _OBJECT = "subject", "object"
_WITHIN = (Link.SAME, Link.NARROWER)
_NEAR = (Link.SAME, Link.NARROWER, Link.BROADER, Link.PART, Link.WHOLE)
_PREDICATES = (THING, TRAIT)
_PLAIN = ("", "in", "on", "at", "during")
_CONTENT = (NAME, THING, TRAIT, AMOUNT, RANK, TIME, EVENT)

Found = tuple[Contrast, Ruling]


def align_statements(a: Sequence[Node], b: Sequence[Node]) -> list[Found]:
    """The conflicts of what one text says of a thing with what the other, the longer one, says of it."""
    if _measure(a) >= _measure(b):
        return _align(a, b)
    return [(_turn(contrast), ruling) for contrast, ruling in _align(b, a)]


def _measure(roots: Sequence[Node]) -> int:
    return sum(len(root.tree.tokens) for root in roots)


def _turn(contrast: Contrast) -> Contrast:
    denied = contrast.denied
    return contrast._replace(a=contrast.b, b=contrast.a, denied=None if denied is None else (denied[1], denied[0]))


def _align(a: Sequence[Node], b: Sequence[Node]) -> list[Found]:
    mine = read_statements(a)
    found: list[Found] = []
    for other in read_statements(b):
        about = [one for one in mine if is_one(one.about, other.about, a)]
        if about and not _is_unsure(other):
            found += _judge(about, other, a)
    return found


def _judge(about: Sequence[Statement], other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    firm = [one for one in about if not _is_unsure(one)]
    if other.is_deed:
        deeds = [one for one in firm if one.is_deed and one.part == other.part and _tell_one(one.told, other.told)]
        judges = (_deny_deed, _name_maker, _date_deed)
        for one in deeds:
            found = next((ruling for judge in judges for ruling in judge(one, other, roots)), None)
            if found is not None:
                yield found
                return
        return
    classes = [one for one in firm if not one.is_deed and not one.told.preposition]
    if classes and not other.told.preposition and other.told.kind in _PREDICATES:
        for judge_class in (_deny_class, _exclude_class, _exclude_nation, _exclude_rank, _name_author):
            found = next(judge_class(classes, other, roots), None)
            if found is not None:
                yield found
                return


def _is_unsure(one: Statement) -> bool:
    told = one.told
    if told.modality in (Modality.HYPOTHETICAL, Modality.POSSIBLE, Modality.PLANNED) or is_alternative(told):
        return True
    return not is_told(told) or is_excepting(told) or (is_guarded(told) and not one.denied and not _is_sole(told))


def _is_sole(node: Node) -> bool:
    """ "Is only a writer": what is told is told of the thing itself, and excludes more."""
    return any(kid.kind == MANNER and kid.key in load_scene_words().sole for kid in node.kids)


def _make(kind: str, a: Node, b: Node, why: str, denied: tuple[bool, bool] | None = None) -> Found:
    contrast = Contrast(kind, a, b, Parallel((), (), ()), 1, 0, 0, denied)
    return contrast, Ruling(Verdict.CONFLICT, why)


# ── deeds ─────────────────────────────────────────────────────────────────────────────────────


def _tell_one(a: Node, b: Node) -> bool:
    return a.key == b.key or relate_words(a.key, b.key, "v").link is Link.SAME


def _deny_deed(one: Statement, other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    if one.denied == other.denied:
        return
    denying, affirming = (one, other) if one.denied else (other, one)
    details = _list_details(denying)
    told = _list_details(affirming)
    if _differ_in_manner(denying.told, affirming.told):
        return
    if _has_object(told) and not _has_object(details):
        return
    if all(any(_is_within(kid, wide) for kid in told) for wide in details):
        why = f"“{one.told.text}” is affirmed in one and denied in the other"
        yield _make(POLARITY, one.told, other.told, why, (one.denied, other.denied))


def _differ_in_manner(denying: Node, affirming: Node) -> bool:
    """ "Did not sing loudly" leaves the singing, and what almost was was not."""
    words = load_scene_words()
    manners = {kid.key for kid in denying.kids if kid.kind == MANNER} - words.light_manners
    return bool(manners - {kid.key for kid in affirming.kids}) or is_nearly(denying) or is_nearly(affirming)


def _has_object(details: Sequence[Node]) -> bool:
    return any(kid.role == _OBJECT for kid in details)


def _list_details(one: Statement) -> list[Node]:
    """What a clause says besides who it is about; the other part of a deed, its places and times."""
    return [
        kid
        for kid in one.told.kids
        if kid.role != one.part and kid.kind in (NAME, THING, AMOUNT, TIME, RANK, EVENT, TRAIT) and kid.role != "conj"
        and kid is not one.about
    ]  # fmt: skip


def _is_within(narrow: Node, wide: Node) -> bool:
    """Whether what one node says is among what another says: "historical novels" among "novels"."""
    if narrow.moment is not None and wide.moment is not None:
        return compare_moments(narrow.moment.moment, wide.moment.moment, True) is Comparison.SAME
    if wide.amount is not None or wide.moment is not None:
        return narrow.key == wide.key
    if wide.kind == NAME:
        return any(one.kind == NAME and fits(one, wide) for one in list_joined(narrow))
    for one in _list_counted(narrow):
        within = one.key == wide.key or relate_words(one.key, wide.key, _part(wide)).link in _WITHIN
        below = [kid for kid in wide.kids if kid.kind in _CONTENT and kid.role != "conj"]
        if within and all(any(_is_within(part, kid) for part in one.walk() if part is not one) for kid in below):
            return True
    return False


def _list_counted(node: Node) -> list[Node]:
    """What is coordinated with a node; of "a number of novels and plays" the novels and the plays."""
    if node.key not in load_scene_words().totals:
        return list_joined(node)
    return [one for kid in node.kids if kid.role == "owner" for one in list_joined(kid)]


def _part(node: Node) -> str:
    return {EVENT: "v", TRAIT: "a", MANNER: "r"}.get(node.kind, "n")


def _name_maker(one: Statement, other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """ "Was written by A", "was written by B": who does what is done to a thing once."""
    if one.part != _OBJECT or one.denied or other.denied or other.told.key not in load_scene_words().made_by:
        return
    mine, yours = _list_agents(one.told), _list_agents(other.told)
    yield from _oppose_names(mine, yours, roots)


def _list_agents(deed: Node) -> list[Node]:
    """Those who do a deed; of coordinated passives the last names them for all."""
    own = [kid for kid in deed.kids if kid.role in (_SUBJECT, "at by")]
    if not own:
        joined = [kid for kid in deed.kids if kid.role == "conj"]
        if deed.role == "conj" and deed.parent is not None and not joined:
            joined = [deed.parent]
        own = [kid for one in joined if one.kind == EVENT for kid in one.kids if kid.role in (_SUBJECT, "at by")]
    return [one for kid in own for one in list_joined(kid)]


def _oppose_names(mine: Sequence[Node], yours: Sequence[Node], roots: Sequence[Node]) -> Iterator[Found]:
    """Conflict where no name of one is in the other, and the passage has the second text's names nowhere."""
    first, second = [_find_names(one) for one in mine], [_find_names(one) for one in yours]
    if not first or not second or not all(first) or not all(second):
        return
    words = {word for root in roots for node in root.walk() for word in list_name_words(node)}
    known = [name for names in second for name in names]
    if any(words & set(list_name_words(name)) for name in known):
        return
    a, b = first[0][0], second[0][0]
    yield _make(NAME, a, b, f"“{a.text}” in one is “{b.text}” in the other")


def _find_names(node: Node) -> list[Node]:
    """The name that a node is or that stands beside its description: "the writer Ann Lind"."""
    if node.kind == NAME:
        return [node]
    return [kid for kid in node.kids if kid.kind == NAME and kid.role in ("flat", "also", "appos", "trait")]


def _date_deed(one: Statement, other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """Two dates of what happens to a thing once."""
    if one.denied or other.denied or other.told.key not in load_scene_words().once:
        return
    mine, yours = _list_dates(one.told), _list_dates(other.told)
    if len(mine) != 1 or len(yours) != 1:
        return
    a, b = mine[0], yours[0]
    if a.moment is None or b.moment is None or _name_bound(a) != _name_bound(b):
        return
    details = [kid for kid in _list_details(other) if kid is not b]
    told = _list_details(one)
    if not all(any(_is_within(kid, wide) for kid in told) for wide in details):
        return
    everything = [n.moment.moment for root in roots for n in root.walk() if n.moment and not n.moment.bound]
    if all(compare_moments(time, b.moment.moment, True) is Comparison.DISJOINT for time in everything):
        yield _make(TIME, a, b, f"no day is in both “{a.text}” and “{b.text}”")


def _name_bound(node: Node) -> str:
    """ "since 1990", "before 1990"; "" for what is told of the time itself."""
    bound = node.moment.bound if node.moment is not None else ""
    return bound or ("" if node.preposition in _PLAIN else node.preposition)


def _list_dates(deed: Node) -> list[Node]:
    return [kid for kid in deed.kids if kid.moment is not None]


# ── classes ───────────────────────────────────────────────────────────────────────────────────


def _list_traits(node: Node) -> list[Node]:
    """What narrows a class: "Canadian" and "sports" of "a Canadian sports film", wherever the parser hangs them."""
    own = [kid for kid in node.kids if kid.role == "trait" and kid.kind in (THING, TRAIT, NAME)]
    return [one for kid in own for one in (kid, *_list_traits(kid))]


def _deny_class(classes: Sequence[Statement], other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """ "Is not a novelist" beside "is a writer of novels and a novelist"."""
    for one in classes:
        if one.denied == other.denied:
            continue
        denying, affirming = (one, other) if one.denied else (other, one)
        if _is_class_within(affirming.told, denying.told) and not _differ_in_manner(denying.told, affirming.told):
            why = f"“{denying.told.text}” is denied in one"
            yield _make(POLARITY, one.told, other.told, why, (one.denied, other.denied))


def _is_class_within(narrow: Node, wide: Node) -> bool:
    if narrow.kind != wide.kind or not _is_kind(narrow, wide):
        return False
    below = [kid for kid in wide.kids if kid.role != _SUBJECT and kid.kind in _CONTENT]
    return all(any(_is_within(part, kid) for part in narrow.walk() if part is not narrow) for kid in below)


def _is_kind(narrow: Node, wide: Node) -> bool:
    return narrow.key == wide.key or relate_words(narrow.key, wide.key, _part(wide)).link in _WITHIN


def _exclude_class(classes: Sequence[Statement], other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """ "Is a painting", "is a film": kinds of works and realms of things that keep each other out."""
    affirmed = [one for one in classes if not one.denied and one.told.kind == THING]
    if other.denied or other.told.kind != THING or not affirmed:
        return
    apart = [one for one in affirmed if _find_realm(one.told) and _find_realm(other.told)]
    near = [one for one in affirmed if relate_words(one.told.key, other.told.key, "n").link in _NEAR]
    if near or len(apart) != len(affirmed):
        return
    if all(_find_realm(one.told) != _find_realm(other.told) for one in apart):
        a, b = apart[0].told, other.told
        yield _make(THING, a, b, f"what is a {a.key} is no {b.key}")


def _find_realm(node: Node) -> str:
    """The realm of things that a class belongs to; "" where it is of none or of several."""
    realms = load_scene_words().realms
    for words in ({node.key}, {node.key.rpartition(" ")[2]}, set(list_hypernyms(node.key, "n"))):
        found = {realm for realm, kinds in realms.items() if words & set(kinds)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _exclude_nation(classes: Sequence[Statement], other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """ "A Canadian film", "a German film"; of two countries where both are named, none is denied."""
    if other.denied:
        return
    yours = _list_nations(other.told)
    mine = [(one, nation) for one in classes if not one.denied for nation in _list_nations(one.told)]
    if len(yours) != 1 or not mine or any(_is_several(one) for one in (yours[0], *(nation for _, nation in mine))):
        return
    links = [relate_words(nation.key, yours[0].key, "a") for _, nation in mine]
    if all(link.link is Link.EXCLUSIVE and link.family == NATIONALITY for link in links):
        if _says_elsewhere(yours[0], roots):
            return
        yield _make(TRAIT, mine[0][1], yours[0], links[0].why)


def _list_nations(node: Node) -> list[Node]:
    told = [node] if node.kind == TRAIT else _list_traits(node)
    return [kid for kid in told if kid.kind in (TRAIT, NAME) and _is_nation(kid)]


def _is_nation(node: Node) -> bool:
    own, other = relate_words(node.key, "Norwegian", "a"), relate_words(node.key, "Chilean", "a")
    return NATIONALITY in (own.family, other.family)


def _is_several(node: Node) -> bool:
    """ "Scottish-British", "English and Irish"."""
    at = node.index
    beside = [node.tree.word(i).text for i in (at - 1, at + 1) if 0 <= i < len(node.tree.tokens)]
    return any(text in ("-", "–", "/") for text in beside) or "-" in node.text or len(list_joined(node)) > 1


def _says_elsewhere(nation: Node, roots: Sequence[Node]) -> bool:
    """Whether the first text has the second one's country anywhere."""
    told = (n for root in roots for n in root.walk() if n.kind in (TRAIT, NAME, THING))
    return any(relate_words(n.key, nation.key, "a").link is Link.SAME for n in told)


def _exclude_rank(classes: Sequence[Statement], other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """ "The fifth studio album", "the sixth studio album" of one and the same."""
    for one in classes:
        if one.denied or other.denied or not _is_kind(one.told, other.told):
            continue
        mine, yours = (_list_ranks(side.told) for side in (one, other))
        if len(mine) != 1 or len(yours) != 1 or any(kid.kind == EVENT for kid in other.told.kids):
            continue
        a, b = mine[0], yours[0]
        if {t.key for t in _list_traits(other.told)} != {t.key for t in _list_traits(one.told)}:
            continue
        if a.amount is not None and b.amount is not None and a.amount.quantity.low != b.amount.quantity.low:
            yield _make(RANK, a, b, f"what is the {a.text} is not the {b.text}")


def _list_ranks(node: Node) -> list[Node]:
    return [kid for one in (node, *_list_traits(node)) for kid in one.kids if kid.kind == RANK]


def _name_author(classes: Sequence[Statement], other: Statement, roots: Sequence[Node]) -> Iterator[Found]:
    """ "Is a song by A", "is a song by B"."""
    if other.denied:
        return
    for one in classes:
        mine, yours = ([k for k in side.told.kids if k.role == "at by"] for side in (one, other))
        if mine and yours and not one.denied:
            yield from _oppose_names(mine, yours, roots)
