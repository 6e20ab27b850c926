"""A relation that holds one value at a time has two.

Which relations are exclusive is said by the packs. A place and one that it lies in agree, and so do
names of which one may be short for the other; where that is not known, the rule is silent.

FAIL  "The Norwick Institute is based in Bergen."   / "The Norwick Institute is based in Tromso."
FAIL  "The Norwick Institute was founded in 1948."  / "The Norwick Institute was founded in 1952."
PASS  "The institute was based in Bergen in 2010."  / "The institute was based in Tromso in 2015."  # other period
PASS  "The institute is based in Bergen."           / "The institute is based in Norway."           # place in a place
PASS  "The institute was founded in 1948."          / "The institute was founded in June 1948."     # compatible
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.compare import compare_values
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Comparison, Entity, Finding, Modality, Polarity, Severity, Value, Verdict
from hfcheck.rules.camps import split_camps
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.names import may_share_name
from hfcheck.rules.verdicts import (
    Judgement,
    find_article,
    is_timeless,
    judge_pair,
    may_oppose,
    relate_times,
    same_circumstances,
)
from hfcheck.rules.wording import name_source, name_value, say_relation, say_tail

ID = "HF401"
TITLE = "exclusive value differs"
SEVERITY = Severity.ERROR

_LEVELS = ("continent", "country", "province", "facility")
_LOCALITY = "locality"


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject, exclusive relation and the kind of its value."""
    entry = knowledge.relation(claim.relation)
    firm = claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED
    if firm and entry is not None and entry.exclusive:
        yield f"{claim.subject.id}|{claim.relation}|{type(claim.object).__name__}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold values that exclude each other against each other."""

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, verdict, knowledge)

    for left, right in split_camps(claims):
        finding = oppose_camps(Kind(ID, "subject-relation"), left, right, judge, word)
        if finding is not None:
            yield finding


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if is_timeless(a, b, knowledge) or not may_oppose(a, b) or not same_circumstances(a, b):
        return None
    same_article = find_article(a) == find_article(b)
    if compare_values(a.object, b.object, same_article) is not Comparison.DISJOINT:
        return None
    if not _exclude(a.object, b.object, knowledge):
        return None
    return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(a.relation)))


def _exclude(a: Value, b: Value, knowledge: Knowledge) -> bool:
    if not isinstance(a, Entity) or not isinstance(b, Entity):
        return True
    if a.id in knowledge.part_of(b.id) or b.id in knowledge.part_of(a.id) or may_share_name(a, b):
        return False
    return _find_level(a, knowledge) == _find_level(b, knowledge)


def _find_level(entity: Entity, knowledge: Knowledge) -> str:
    """How large a place is; nothing is said of a city against a country, which may hold it."""
    entry = knowledge.entity(entity.id)
    kinds = (entity.kind, entry.kind if entry else "")
    return next((level for level in _LEVELS for kind in kinds if knowledge.is_a(kind, level)), _LOCALITY)


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    fact = f"{a.subject.name} {say_relation(a.relation, knowledge)}"
    sides = f"{name_value(a.object)} in {name_source(a)}, {name_value(b.object)} in {name_source(b)}"
    settle = f"A primary source for what {a.subject.name} {say_relation(a.relation, knowledge)}, with its date."
    return Wording(f"{fact}: {sides}{say_tail(verdict)}.", settle)
