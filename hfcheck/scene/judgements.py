"""Which contrasts of two texts are contradictions, by the kind of what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hfcheck.compare import compare_moments, compare_quantities
from hfcheck.extraction.lexicon import load_cues
from hfcheck.knowledge.lexicon import Link, WordRelation, relate_words
from hfcheck.knowledge.senses import find_senses
from hfcheck.model import Comparison, Quantity, Verdict
from hfcheck.scene.contrasts import (
    POLARITY,
    PREPOSITION,
    Contrast,
    agree_around,
    is_alternative,
    is_excepting,
    is_guarded,
    is_joined,
)
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import AMOUNT, EVENT, MANNER, NAME, RANK, THING, TIME, TRAIT, Node, is_unfolding
from hfcheck.scene.parallels import is_same
from hfcheck.scene.quantifiers import share_quantifier
from hfcheck.values.moments import FoundMoment


class Ruling(NamedTuple):
    """A verdict on a contrast and the first thing that made it that."""

    verdict: Verdict
    why: str


_CONFLICT = Verdict.CONFLICT
_MUCH = 8
_PARTS_OF_EVENTS = {"subject", "object"}
_PARTS = {THING: "n", TRAIT: "a", EVENT: "v", MANNER: "r", PREPOSITION: "p"}
"""The part of speech under which the lexicon has the words of a kind of contrast."""


def judge_contrast(contrast: Contrast) -> Ruling:
    """Rule on a contrast; what no judge knows is `unrelated`."""
    judge = _JUDGES.get(contrast.kind)
    a, b = contrast.a, contrast.b
    if judge is None:
        return Ruling(Verdict.UNRELATED, f"nothing is known of “{a.text}” against “{b.text}”")
    if contrast.kind == POLARITY and is_comment(contrast):
        return Ruling(_CONFLICT, f"“{a.text}” is affirmed of the same in one and denied in the other")
    if is_guarded(a) or is_guarded(b):
        return Ruling(Verdict.OTHER_SCOPE, "one is denied, conditional, possible, or told of all, any or none")
    return judge(contrast)


# ── amounts and times ─────────────────────────────────────────────────────────────────────────


def _judge_amount(contrast: Contrast) -> Ruling:
    a, b = contrast.a, contrast.b
    if a.amount is None or b.amount is None:
        return Ruling(Verdict.UNRELATED, "one of them is no amount")
    if is_alternative(a) or is_alternative(b):
        return Ruling(Verdict.COMPATIBLE, "alternatives leave the amount open")
    if not hang_alike(a, b):
        return Ruling(Verdict.OTHER_SCOPE, "they do not count the same")
    ruling = compare_amounts(a, b)
    if ruling.verdict is not _CONFLICT or not contrast.others:
        return ruling
    return _find_other_scope(contrast) or ruling


def compare_amounts(a: Node, b: Node) -> Ruling:
    """Rule on two amounts of one thing by their values."""
    if a.amount is None or b.amount is None:
        return Ruling(Verdict.UNRELATED, "one of them is no amount")
    match compare_quantities(a.amount.quantity, b.amount.quantity):
        case Comparison.DISJOINT:
            return Ruling(_CONFLICT, f"no amount is both “{a.text}” and “{b.text}”")
        case Comparison.UNKNOWN:
            return Ruling(Verdict.UNRELATED, "their units differ")
    return rule_on_overlap(a.amount.quantity, b.amount.quantity)


def rule_on_overlap(a: Quantity, b: Quantity) -> Ruling:
    """What makes two amounts compatible: they overlap, or one is the other rounded."""
    ends = (a.low, a.high, b.low, b.high)
    if a.unit == b.unit and None not in ends and a.low == a.high and b.low == b.high and a.low != b.low:
        return Ruling(Verdict.ROUNDING, "one amount is the other rounded")
    return Ruling(Verdict.COMPATIBLE, "the amounts overlap")


def _find_other_scope(contrast: Contrast) -> Ruling | None:
    """What makes two amounts ones of two things: another time, another place, another candidate for the first."""
    a, b = contrast.a, contrast.b
    if may_differ_in_time(a, b):
        return Ruling(Verdict.OTHER_PERIOD, "they are told of two times")
    if has_rival(a, b):
        return Ruling(Verdict.OTHER_SCOPE, "another amount of the first text is the one of the second")
    if contrast.kind == AMOUNT and count_apart(a.parent, b.parent):
        return Ruling(Verdict.OTHER_SCOPE, "they count two kinds, or one counts what was told of before")
    if contrast.kind == RANK and (contrast.changed or contrast.added):
        return Ruling(Verdict.OTHER_EVENT, "a place in a row may be that of another thing")
    above = (a, *a.lineage())
    for pair in contrast.parallel.changed:
        beside = pair.a is not a and pair.a.parent in above and pair.a.kind in (NAME, TRAIT)
        if beside and not may_be_one(pair.a, pair.b):
            return Ruling(Verdict.OTHER_SCOPE, f"one is told of “{pair.a.text}”, the other of “{pair.b.text}”")
    return None


def count_apart(a: Node | None, b: Node | None) -> bool:
    """Whether the things that are counted are of two kinds ("red cars", "blue cars"), or known already: "the two"."""
    if a is None or b is None:
        return False
    if any(node.kind == THING and node.determiner in ("the", "these", "those", "both") for node in (a, b)):
        return True
    mine, yours = ([kid.key for kid in node.kids if kid.role == "trait"] for node in (a, b))
    return any(relate_words(one, other, "a").excludes for one in mine for other in yours)


def may_differ_in_time(a: Node, b: Node) -> bool:
    """Whether the sentences of two nodes name times that are not one and the same."""
    mine, yours = list_times(a), list_times(b)
    if not mine or not yours:
        return False
    return not any(
        one.bound == other.bound and compare_moments(one.moment, other.moment, True) is not Comparison.DISJOINT
        for one in mine
        for other in yours
    )


def list_times(node: Node) -> list[FoundMoment]:
    """The times that are told in the sentence of a node."""
    root = [node, *node.lineage()][-1]
    return [one.moment for one in root.walk() if one.moment is not None]


def has_rival(a: Node, b: Node) -> bool:
    """Whether the first text has another amount that is the second one's."""
    root = [a, *a.lineage()][-1]
    rivals = [one for one in root.walk() if one.amount is not None and one is not a]
    return any(is_same(one, b) for one in rivals)


def hang_alike(a: Node, b: Node) -> bool:
    """Whether two nodes hang on the same thing."""
    above, other = a.parent, b.parent
    if above is None or other is None:
        return above is other
    return above.key == other.key


def _judge_time(contrast: Contrast) -> Ruling:
    a, b = contrast.a, contrast.b
    if a.moment is None or b.moment is None:
        return Ruling(Verdict.UNRELATED, "one of them is no date")
    if not hang_alike(a, b) or is_alternative(a) or is_alternative(b):
        return Ruling(Verdict.OTHER_EVENT, "they date two things")
    if may_recur(contrast):
        return Ruling(Verdict.OTHER_EVENT, "it may have been so at both times")
    once = a.parent is not None and a.parent.key in load_scene_words().once
    if not once and (a.moment.bound != b.moment.bound or a.preposition != b.preposition):
        return Ruling(Verdict.COMPATIBLE, "they bound the time in two ways")
    if compare_moments(a.moment.moment, b.moment.moment, True) is not Comparison.DISJOINT:
        return Ruling(Verdict.COMPATIBLE, "the times overlap")
    if has_later_time(a, b) or not ((once and agree_around(contrast)) or not contrast.changed + contrast.added):
        return Ruling(Verdict.OTHER_PERIOD, "more than the time differs")
    return Ruling(_CONFLICT, f"no day is in both “{a.text}” and “{b.text}”")


def may_recur(contrast: Contrast) -> bool:
    """Whether two times can both be true: of what lasts, or is done to one of a kind each time."""
    above, other = contrast.a.parent, contrast.b.parent
    if contrast.kind != TIME or above is None or other is None:
        return False
    return is_lasting(above) or (is_any(above) and is_any(other))


def is_lasting(deed: Node) -> bool:
    """Whether what is told of lasts: who lived there in one year may have lived there in the next."""
    return deed.key in load_scene_words().lasting


def is_any(deed: Node) -> bool:
    """Whether what is done is done to one of a kind: who wrote a novel in one year may have written one in the next."""
    return any(kid.role == "object" and kid.determiner in ("a", "an", "some") for kid in deed.kids)


def has_later_time(a: Node, b: Node) -> bool:
    """Whether the first text has another time that is the second one's."""
    if b.moment is None:
        return False
    mine = [one for one in list_times(a) if one is not a.moment]
    return any(compare_moments(one.moment, b.moment.moment, True) is not Comparison.DISJOINT for one in mine)


# ── polarity ──────────────────────────────────────────────────────────────────────────────────


def _judge_polarity(contrast: Contrast) -> Ruling:
    a, b = contrast.a, contrast.b
    further = contrast.dropped if a.denied else contrast.added
    apart = _find_other_part(contrast)
    if apart is not None:
        return apart
    if contrast.changed or further:
        return Ruling(Verdict.OTHER_SCOPE, "what is denied is more than what is affirmed")
    if not hang_alike(a, b) or a.role != b.role:
        return Ruling(Verdict.OTHER_SCOPE, "one of them is told within something else")
    if any(one.role == "object" and one.parent is a for one in contrast.parallel.dropped):
        return Ruling(Verdict.OTHER_EVENT, "one is told with an object and the other without")
    if any(one.role == "object" and one.parent is b for one in contrast.parallel.added):
        return Ruling(Verdict.OTHER_EVENT, "one is told with an object and the other without")
    if is_excepting(a) or is_excepting(b):
        return Ruling(Verdict.OTHER_SCOPE, "one tells of all but some")
    if is_nearly(a) or is_nearly(b):
        return Ruling(Verdict.COMPATIBLE, "what almost was was not")
    if is_joined(a) != is_joined(b) or is_alternative(a) or is_alternative(b) or a.modality != b.modality:
        return Ruling(Verdict.OTHER_SCOPE, "the denial reaches less or more than what is affirmed")
    return Ruling(_CONFLICT, f"“{a.text}” is affirmed in one and denied in the other")


def is_comment(contrast: Contrast) -> bool:
    """ "Not surprisingly, A left", "surprisingly, A left": nothing differs but whether an adverb in front is denied."""
    a, b = contrast.a, contrast.b
    tops = a.parent is not None and b.parent is not None and a.parent.parent is None and b.parent.parent is None
    return tops and a.kind == b.kind == MANNER and min(a.index, b.index) <= 1 and not contrast.others


def _find_other_part(contrast: Contrast) -> Ruling | None:
    """What makes a denial one of another part of what is told, or of other roles in it."""
    a, b = contrast.a, contrast.b
    below = [one for node in (a, b) for one in node.walk() if one is not node]
    if a.kind in (TIME, AMOUNT, RANK) or any(one.denied for one in below) or not share_quantifier(a, b):
        return Ruling(Verdict.OTHER_SCOPE, "it is another part that is denied, or not of as many")
    if any(one.same and {one.a.role, one.b.role} == {"subject", "object"} for one in contrast.parallel.pairs):
        return Ruling(Verdict.OTHER_EVENT, "who does it and to whom it is done change places")
    if {a.preposition, b.preposition} & load_cues().replacing_marks:
        return Ruling(Verdict.OTHER_SCOPE, "one of them stands for what is left out")
    return None


def is_nearly(node: Node) -> bool:
    """Whether a deed is told of as one that almost was."""
    return any(kid.key in load_scene_words().nearly for kid in node.kids)


# ── names and words ───────────────────────────────────────────────────────────────────────────


def _judge_name(contrast: Contrast) -> Ruling:
    a, b = contrast.a, contrast.b
    one_deed = a.role == "subject" and a.parent is not None and a.parent.passive and agree_around(contrast)
    apart = not hang_alike(a, b) or is_joined(a) or is_joined(b) or a.role != b.role
    if apart or (contrast.others and not one_deed):
        return Ruling(Verdict.OTHER_EVENT, "more than the name differs")
    if may_be_one(a, b):
        return Ruling(Verdict.AMBIGUOUS_NAME, "the names may stand for one thing")
    if any(kid.role == "trait" for node in (a, b) for kid in node.kids):
        return Ruling(Verdict.AMBIGUOUS_NAME, "what stands before a name may be a part of it")
    if not is_one_telling(contrast) and not (fills_one_slot(a) and fills_one_slot(b)):
        return Ruling(Verdict.COMPATIBLE, "several things can stand there")
    link = relate_words(a.text, b.text, "n")
    if link.link in (Link.SAME, Link.PART, Link.WHOLE, Link.BROADER, Link.NARROWER):
        return Ruling(Verdict.COMPATIBLE, link.why)
    if link.link is Link.UNKNOWN and bool(find_senses(a.text, "n")) != bool(find_senses(b.text, "n")):
        return Ruling(Verdict.COMPATIBLE, "one of the two may lie in the other")
    return Ruling(_CONFLICT, f"“{a.text}” in one is “{b.text}” in the other")


def fills_one_slot(node: Node) -> bool:
    """Whether only one thing can stand where a node does: a place or agent of one deed, not of any thing of a kind."""
    above = node.parent
    if above is None or (node.role == "subject" and not above.passive):
        return False
    if any("there" in one.determiner.split() for one in (above, *above.lineage())) or above.kind == NAME:
        return False
    if node.token.xpos == "NNPS" or any(kid.role == "trait" for kid in node.kids):
        return False
    return above.kind in (EVENT, TRAIT) or above.determiner not in ("", "a", "an", "some") or node.role == "trait"


def may_be_one(a: Node, b: Node) -> bool:
    """Whether two names may stand for one thing: words in common, or one is the initials of the other."""
    first, second = a.key.replace(".", "").split(), b.key.replace(".", "").split()
    if set(first) & set(second):
        return True
    letters = ("".join(w[0] for w in words if w[0].isalpha()) for words in (first, second))
    return any(short == "".join(words) for short, words in zip(letters, (second, first), strict=True))


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def _judge_words(contrast: Contrast) -> Ruling:
    """Two words in one slot: by what the lexicon says of them."""
    a, b = contrast.a, contrast.b
    told, link = _read_words(contrast), link_words(contrast)
    if a.denied or b.denied or follows_not(a) or follows_not(b):
        return Ruling(Verdict.COMPATIBLE, "one of the two is denied, or both")
    if contrast.kind == EVENT and (may_differ_in_time(a, b) or any(n.kind == TIME for n in contrast.parallel.added)):
        return Ruling(Verdict.OTHER_PERIOD, "they are told of two times")
    if not link.excludes:
        return Ruling(Verdict.COMPATIBLE, f"“{told[0]}” and “{told[1]}” can both be said: {link.why}")
    if contrast.others and not is_plain(contrast, link):
        return Ruling(Verdict.OTHER_EVENT, "more than the words differ")
    if not hang_alike(a, b) or is_joined(a) or is_joined(b):
        return Ruling(Verdict.OTHER_EVENT, "the words hang on two things")
    one_telling = is_one_telling(contrast) and a.role != "subject" and not is_purpose(a)
    any_object = is_any_object(a) and is_any_object(b) and not is_unfolding(a)
    if contrast.kind == THING and not one_telling and (not is_settled(a) or any_object):
        return Ruling(Verdict.OTHER_EVENT, "each can be true of an event of its own")
    return Ruling(_CONFLICT, f"“{told[0]}” excludes “{told[1]}”: {link.why}")


def follows_not(node: Node) -> bool:
    """ "A not inconsiderable sum": the word itself is denied."""
    return node.index > 0 and node.tree.lemma(node.index - 1) in load_cues().negations


def is_plain(contrast: Contrast, link: WordRelation) -> bool:
    """Whether words exclude each other whatever else is told: opposites of one thing, classes of one and the same."""
    a, b = contrast.a, contrast.b
    if contrast.kind == PREPOSITION or any(follows_hyphen(node) for node in (a, b)):
        return False
    if not contrast.parallel.weight:
        return False
    if link.link is Link.OPPOSITE and link.direct:
        return not has_other_parts(contrast) and (contrast.kind != TRAIT or a.role == b.role == "trait")
    told = (a, b) if contrast.kind == THING else (a.parent, b.parent)
    return contrast.kind in (THING, TRAIT) and link.direct and share_subject(contrast, *told)


def has_other_parts(contrast: Contrast) -> bool:
    """Whether each of two events has a subject or an object that the other has not: "the mill closed" / "it opened"."""
    dropped = {node.role for node in contrast.parallel.dropped if node.parent is contrast.a}
    added = {node.role for node in contrast.parallel.added if node.parent is contrast.b}
    return contrast.kind == EVENT and bool(dropped & _PARTS_OF_EVENTS) and bool(added & _PARTS_OF_EVENTS)


def follows_hyphen(node: Node) -> bool:
    """ "non - standard": what stands before a dash of its own changes the word."""
    return node.index > 0 and node.tree.word(node.index - 1).text == "-"


def share_subject(contrast: Contrast, a: Node | None, b: Node | None) -> bool:
    """Whether two nodes are predicates of one subject: "Norwick is a yard", "the company is a yard"."""
    if a is None or b is None or a.preposition or b.preposition:
        return False
    subjects = [pair for pair in contrast.parallel.pairs if pair.b.role == "subject" and pair.b.parent is b]
    return any(pair.a.parent is a and pair.may_be_one for pair in subjects)


def is_one_telling(contrast: Contrast) -> bool:
    """Whether so much besides is the same, and nothing else differs, that the sentences tell of one event."""
    return not contrast.others and contrast.parallel.weight >= _MUCH


def is_purpose(node: Node) -> bool:
    """Whether a node belongs to what somebody does something for: "to assess the risk"."""
    return any(one.kind == EVENT and one.preposition == "to" for one in node.lineage())


def link_words(contrast: Contrast) -> WordRelation:
    """What the lexicon says of the words of a contrast that is one of words."""
    return relate_words(*_read_words(contrast), _PARTS[contrast.kind])


def is_of_words(contrast: Contrast) -> bool:
    """Whether the words of a contrast are what the lexicon is asked for."""
    return contrast.kind in _PARTS


def _read_words(contrast: Contrast) -> tuple[str, str]:
    a, b = contrast.a, contrast.b
    return (a.preposition, b.preposition) if contrast.kind == PREPOSITION else (a.key, b.key)


def is_any_object(node: Node) -> bool:
    """Whether a node is one of its kind that something is done to: who eats a pear may eat a mango as well."""
    if node.role == "trait" and node.parent is not None:
        return is_any_object(node.parent)
    return node.role == "object" and node.determiner in ("a", "an", "some")


def is_settled(node: Node) -> bool:
    """Whether another thing in the place of this one would be another scene: what is going on, what something is."""
    above = node.parent
    is_predicate = above is None or any(kid.role == "subject" for kid in node.kids)
    if node.role == "trait" and above is not None:
        return is_unfolding(node) or above.determiner not in ("", "a", "an", "some")
    return is_unfolding(node) or (is_predicate and not node.preposition) or node.role in ("also", "at as")


_JUDGES: Mapping[str, Callable[[Contrast], Ruling]] = {
    AMOUNT: _judge_amount,
    RANK: _judge_amount,
    TIME: _judge_time,
    POLARITY: _judge_polarity,
    NAME: _judge_name,
    PREPOSITION: _judge_words,
    THING: _judge_words,
    TRAIT: _judge_words,
    EVENT: _judge_words,
    MANNER: _judge_words,
}
