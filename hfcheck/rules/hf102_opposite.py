"""One says of two things the opposite of what the other says: approved and rejected, rose and fell.

Which relations are opposite is said by the packs, and of verbs by the lexicon. A level cannot go both ways over one
stated period. A decision on one thing is taken once. Support and opposition hold over a time. What may follow the
other (joining and leaving, opening and closing) is no conflict unless a pack says so, and within one article nothing is
held against each other: a text tells one after the other.

FAIL  "The Norwick Board approved the Alba Plan."   / "The Norwick Board rejected the Alba Plan."
FAIL  "Norwick Bank fell on 3 May 2019."            / "Norwick Bank rose on 3 May 2019."
PASS  "Ada Brandt joined Norwick in 2019."          / "Ada Brandt left Norwick in 2019."              # each in turn
PASS  "The Norwick Board approved the Alba Plan."   / "The Tarn Board rejected the Alba Plan."        # two bodies
PASS  "Norwick Bank fell on 3 May 2019."            / "Norwick Bank rose on 4 May 2019."              # two days
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hfcheck.knowledge import EVENT, STATE, Knowledge
from hfcheck.knowledge.lexicon import Link, relate_words
from hfcheck.knowledge.senses import VERB, find_bases
from hfcheck.model import OPPOSED_SLOT, Claim, Entity, Finding, Moment, Severity, Text, Verdict
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.slots import oppose_fillers
from hfcheck.rules.verdicts import (
    OFFICE,
    Judgement,
    TimeRelation,
    find_article,
    is_timeless,
    judge_pair,
    may_oppose,
    relate_times,
    same_circumstances,
)
from hfcheck.rules.wording import name_source, name_value, say_relation, say_tail

ID = "HF102"
TITLE = "opposite relation"
SEVERITY = Severity.ERROR

_LEVEL, _DECISION, _STATE = "level", "decision", "state"
# Of more relations of the same two, those that are told most often are held against each other.
_MOST_RELATIONS = 200
_PACK = "pack"
_STATED = "stated"
_CLASS = "is_a"
_PASSIVE = "be "


class _Verb(NamedTuple):
    """A reading of a relation that no pack has: "be acquitted of" is passive, "acquit", "of"."""

    passive: bool
    lemma: str
    rest: str


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is told as a fact of a relation that may have an opposite; classes and offices are for other rules."""
    if shape.relation == OPPOSED_SLOT:
        return Concern.FULL
    known = knowledge.relation(shape.relation) is not None
    opposed = shape.relation in knowledge.opposed_relations if known else shape.relation not in (_CLASS, OFFICE)
    return concern_if(opposed and shape.is_firm and shape.value in (Entity, Moment, Text))


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject and object, or the subject alone of what has no object."""
    if claim.relation == OPPOSED_SLOT:
        yield f"{claim.subject.id}|slot"
        return
    if not claim.subject.resolved:
        return
    match claim.object:
        case Entity(resolved=True):
            yield f"{claim.subject.id}|{claim.object.id}"
        case Moment():
            yield f"{claim.subject.id}|"
        case Text(text=""):
            yield f"{claim.subject.id}|"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold claims of relations against those of their opposites."""
    by_relation: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_relation[claim.relation].append(claim)
    yield from oppose_fillers(ID, by_relation.pop(OPPOSED_SLOT, []))
    relations = sorted(sorted(by_relation, key=lambda one: (-len(by_relation[one]), one))[:_MOST_RELATIONS])

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, verdict, knowledge)

    for at, one in enumerate(relations):
        for other in relations[at + 1 :]:
            standing = _find_standing(one, other, knowledge)
            if standing is None:
                continue

            def judge(a: Claim, b: Claim, standing: str = standing) -> Judgement | None:
                return _judge(a, b, standing, knowledge)

            finding = oppose_camps(Kind(ID, "subject-object"), by_relation[one], by_relation[other], judge, word)
            if finding is not None:
                yield finding


def _find_standing(one: str, other: str, knowledge: Knowledge) -> str | None:
    """How two relations exclude each other, None where they do not."""
    first, second = knowledge.relation(one), knowledge.relation(other)
    if first is not None or second is not None:
        stated = (first is not None and other in first.opposite) or (second is not None and one in second.opposite)
        return _PACK if stated else None
    for a in _read_verbs(one):
        for b in _read_verbs(other):
            if (a.passive, a.rest) == (b.passive, b.rest):
                found = relate_words(a.lemma, b.lemma, VERB)
                if found.link is Link.OPPOSITE and found.standing in (_LEVEL, _DECISION, _STATE):
                    return found.standing
    return None


def _read_verbs(relation: str) -> list[_Verb]:
    """The readings of a relation: its later words may belong to the verb ("turn down") or not ("rise in")."""
    passive = relation.startswith(_PASSIVE)
    first, *more = relation.removeprefix(_PASSIVE).split() or [""]
    bases = find_bases(first, VERB)
    lemma = bases[-1] if passive and bases else first
    return [_Verb(passive, " ".join((lemma, *more[:at])), " ".join(more[at:])) for at in range(len(more) + 1)]


def _judge(a: Claim, b: Claim, standing: str, knowledge: Knowledge) -> Judgement | None:
    if find_article(a) == find_article(b) or not may_oppose(a, b) or not same_circumstances(a, b):
        return None
    if a.participants != b.participants or is_timeless(a, b, knowledge):
        return None
    kind = _find_kind(a, b, standing, knowledge)
    when = relate_times(a, b, kind)
    if when is TimeRelation.OTHER and kind == EVENT:
        return None
    if standing == _LEVEL and not (when is TimeRelation.SAME and _is_stated(a) and _is_stated(b)):
        return None
    return judge_pair(a, b, when)


def _find_kind(a: Claim, b: Claim, standing: str, knowledge: Knowledge) -> str:
    if standing == _PACK:
        kinds = {knowledge.time_kind(a.relation), knowledge.time_kind(b.relation)}
        return EVENT if EVENT in kinds else kinds.pop()
    return STATE if standing == _STATE else EVENT


def _is_stated(claim: Claim) -> bool:
    return claim.time is not None and claim.time.basis == _STATED


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    said = [f"{say_relation(claim.relation, knowledge)} in {name_source(claim)}" for claim in (a, b)]
    about = name_value(a.object) if isinstance(a.object, Entity) else ""
    message = f"{a.subject.name} and {about}: {said[0]}, {said[1]}" if about else f"{a.subject.name}: {'; '.join(said)}"
    settle = f"A primary source, with its date, for what {a.subject.name} did."
    return Wording(f"{message}, which are opposites{say_tail(verdict)}.", settle)
