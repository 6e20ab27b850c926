"""One thing is said to be of two classes of which nothing can be both.

Packs say which of their classes are disjoint; the lexicon has families of words that exclude each other (sexes,
animals, vehicles, currencies, weekdays) and adjectives with nothing between them (dead and alive). Words that can be
said of one thing together (occupations, nationalities, ends of a scale) exclude nothing here.

FAIL  "Norwick is a subsidiary of Tarn Group."  / "Norwick is an independent company."
FAIL  "Kim Lund is a woman."                    / "Kim Lund is a man."
PASS  "Kim Lund is an actor."                   / "Kim Lund is a director."     # one can be both
PASS  "Kim Lund is Danish."                     / "Kim Lund is Canadian."       # one can be both
PASS  "Paul Keller is alive."                   / "Paul Keller was dead by 2015."  # other period
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import combinations
from typing import NamedTuple

from hfcheck.knowledge import PERMANENT, STATE, Knowledge
from hfcheck.knowledge.lexicon import Link, relate_words
from hfcheck.knowledge.senses import ADJECTIVE, NOUN
from hfcheck.model import CLASS_SLOT, Claim, Finding, Severity, Text, Verdict
from hfcheck.rules.classes import ClassWord, may_tell_class, read_class
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.slots import oppose_fillers
from hfcheck.rules.verdicts import Judgement, TimeRelation, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_source, name_value, say_tail

ID = "HF103"
TITLE = "exclusive class"
SEVERITY = Severity.ERROR

_WHOLE = "whole"
# Of more classes of one thing, those that are told most often are held against each other.
_MOST_CLASSES = 200


class _Opposition(NamedTuple):
    """Why two classes exclude each other: `lasting` at any time; `changes`, where one may become the other."""

    why: str
    lasting: bool
    changes: bool


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What tells a class."""
    return concern_if(shape.relation == CLASS_SLOT or (shape.is_firm and may_tell_class(shape.relation, knowledge)))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The subject of a claim that tells its class."""
    if claim.relation == CLASS_SLOT:
        yield claim.subject.id
    if claim.subject.resolved and read_class(claim, knowledge) is not None:
        yield claim.subject.id


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the classes of one thing against each other."""
    yield from oppose_fillers(ID, [claim for claim in claims if claim.relation == CLASS_SLOT])
    by_class: defaultdict[ClassWord, list[Claim]] = defaultdict(list)
    for claim in claims:
        told = read_class(claim, knowledge)
        if told is not None:
            by_class[told].append(claim)
    most = sorted(by_class, key=lambda word: (-len(by_class[word]), word))[:_MOST_CLASSES]
    for one, other in combinations(sorted(most), 2):
        opposition = _oppose(one, other, knowledge)
        if opposition is None:
            continue
        judge = partial(_judge, opposition)
        finding = oppose_camps(
            Kind(ID, "subject-class"), by_class[one], by_class[other], judge, partial(_word, opposition)
        )
        if finding is not None:
            yield finding


def _oppose(one: ClassWord, other: ClassWord, knowledge: Knowledge) -> _Opposition | None:
    if one.part != other.part:
        return None
    if one.part == NOUN:
        disjoint = _find_disjoint(one, other, knowledge)
        if disjoint is not None:
            return disjoint
    for a in one.readings:
        for b in other.readings:
            found = relate_words(a, b, one.part)
            if found.link is Link.EXCLUSIVE and found.strict:
                return _Opposition(found.why, lasting=not found.changes, changes=found.changes)
            if found.standing == _WHOLE and one.part == ADJECTIVE:
                return _Opposition(found.why, lasting=False, changes=False)
    return None


def _find_disjoint(one: ClassWord, other: ClassWord, knowledge: Knowledge) -> _Opposition | None:
    """Classes that a pack keeps apart by all of their words."""
    classes = [
        next((found for text in word.readings if (found := knowledge.class_of_word.get(text)) is not None), None)
        for word in (one, other)
    ]
    if None in classes or not knowledge.keeps_apart(str(classes[0]), str(classes[1])):
        return None
    return _Opposition(f"a pack keeps {classes[0]} and {classes[1]} apart", lasting=False, changes=True)


def _judge(opposition: _Opposition, a: Claim, b: Claim) -> Judgement | None:
    if not may_oppose(a, b) or a.scope != b.scope or a.measure != b.measure:
        return None
    when = relate_times(a, b, PERMANENT if opposition.lasting else STATE)
    if opposition.lasting or (opposition.changes and not (a.bygone or b.bygone)):
        return judge_pair(a, b, when)
    return judge_pair(a, b, when) if when is TimeRelation.SAME and not (a.bygone or b.bygone) else None


def _word(opposition: _Opposition, a: Claim, b: Claim, verdict: Verdict) -> Wording:
    sides = [f"{_say(claim)} in {name_source(claim)}" for claim in (a, b)]
    message = f"{a.subject.name} is {sides[0]}, {sides[1]}: {opposition.why}{say_tail(verdict)}."
    return Wording(message, f"A primary source for what {a.subject.name} is, with its date.")


def _say(claim: Claim) -> str:
    if isinstance(claim.object, Text):
        return claim.object.text
    object = f" of {name_value(claim.object)}"
    return f"a {claim.relation.removesuffix('_of').replace('_', ' ')}{object}"
