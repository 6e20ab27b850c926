"""Two things are each the only, the first or the largest one; or what is told of all is denied of some.

Two claims on one slot that has room for one: "the only maker of the vaccine" twice, or once beside "a maker of the
vaccine"; "the largest port in Norway" of two; "only Tarn sells X" beside "Vell sells X". The words of the slot must
be the same, and must say of what: "the largest company" alone may be the largest of anything. One that is a part of the
other, or may be, is no rival. Of quantified subjects ("all members", "no member", "most members") the parts that each
leaves possible must share nothing; both must be told of one and the same kind. Two deals of one party that are each its
latest are noted as a change.

FAIL  "Tarn is the only maker of the vaccine."         / "Vell is the only maker of the vaccine."
FAIL  "Arvel is the largest port in Norway."           / "Skarn is the largest port in Norway."
FAIL  "Only Tarn sells the vaccine."                   / "Vell sells the vaccine."
PASS  "Arvel is one of the largest ports in Norway."   / "Skarn is the largest port in Norway."
PASS  "Arvel is the largest port in Norway."           / "Skarn is the largest port in Sweden."      # other whole
PASS  "Arvel was the largest port in Norway in 1950."  / "Skarn is the largest port in Norway."      # other period
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.knowledge import PERMANENT, STATE, Knowledge
from hfcheck.model import Claim, Entity, Finding, Members, Modality, Polarity, Severity, Text, Verdict
from hfcheck.proportions import exclude_parts, list_parts
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.latest import KEY as LATEST
from hfcheck.rules.latest import check_latest, list_latest_keys
from hfcheck.rules.verdicts import Judgement, is_timeless, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_source, quote_claim, say_tail

ID = "HF502"
TITLE = "only, first, all, none"
SEVERITY = Severity.ERROR

_PREDICATE = "is_a"
_UNIQUE = ("only", "first", "most")
_ARTICLES = ("the", "a", "an", "its", "one", "another", "also")
_RESTRICTING = ("of", "in", "for", "to", "at", "by", "on", "from", "with", "among", "under", "that", "who", "which")
_SOLE = ("only", "sole", "exclusive")
_LEAST_WORDS = 3


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is told as a fact; it takes a quantifier."""
    if shape.modality is not Modality.ASSERTED:
        return Concern.NONE
    if shape.quantified:
        return Concern.FULL
    return Concern.BESIDE if shape.is_firm and shape.value is not Members else Concern.NONE


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """The slot: the predicate without its article and "only"; the deed that only one does; the quantified kind."""
    yield from list_latest_keys(claim)
    if isinstance(claim.object, Members):
        return
    value = _read_value(claim)
    if list_parts(claim.quantifier, claim.polarity) is not None:
        yield f"part|{claim.subject.id}|{claim.relation}|{value}"
    if claim.polarity is Polarity.DENIED:
        return
    if claim.relation != _PREDICATE:
        yield f"deed|{claim.relation}|{value}|{claim.scope or ''}"
    elif isinstance(claim.object, Text):
        slot = read_slot(claim.object.text)
        if slot:
            yield f"slot|{slot}"


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold those who fill one slot, or do what only one does, against each other."""
    kind = key.partition("|")[0]

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _JUDGES[kind](a, b, knowledge)

    if kind == LATEST:
        yield from check_latest(ID, claims, knowledge)
        return
    if kind == "part":
        split = Split(lambda claim: (claim.quantifier, claim.polarity))
    elif any(_is_unique(claim) for claim in claims):
        split = Split(lambda claim: claim.subject.id, weigh=_count_unique)
    else:
        return
    yield from oppose_all(Kind(ID, kind), claims, judge, _word, split)


def read_slot(predicate: str) -> str:
    """What a predicate says, without article and "only"; "" where it does not say of what, or is one of several."""
    words = predicate.casefold().split()
    while words and words[0] in _ARTICLES:
        if words[:2] == ["one", "of"]:
            return ""
        words = words[1:]
    if words and words[0] in _SOLE:
        words = words[1:]
    restricted = any(word in _RESTRICTING for word in words[1:])
    return " ".join(words) if restricted and len(words) >= _LEAST_WORDS else ""


def _read_value(claim: Claim) -> str:
    match claim.object:
        case Entity():
            return claim.object.id
        case Text():
            return " ".join(claim.object.text.casefold().split())
    return str(claim.object)


def _is_unique(claim: Claim) -> bool:
    """Whether a claim leaves room for nobody else: "the only maker", "the first woman", "only Tarn"."""
    if claim.relation != _PREDICATE:
        return claim.quantifier == "sole"
    return claim.quantifier in _UNIQUE and isinstance(claim.object, Text) and _opens_definite(claim.object.text)


def _count_unique(claims: Sequence[Claim]) -> int:
    return sum(map(_is_unique, claims))


def _opens_definite(predicate: str) -> bool:
    words = predicate.casefold().split()
    return words[0] in ("the", "its") or words[0] in _SOLE or words[0].endswith("st")


def _judge_slot(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    superlative = [claim for claim in (a, b) if _is_unique(claim) and claim.quantifier != "only"]
    alone = any(_is_unique(claim) and claim.quantifier in ("only", "sole") for claim in (a, b))
    if not alone and len(superlative) < 2:
        return None
    return _judge(a, b, knowledge, STATE if not _is_first(a, b) else PERMANENT)


def _is_first(a: Claim, b: Claim) -> bool:
    return a.quantifier == b.quantifier == "first"


def _judge_deed(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if not (_is_unique(a) or _is_unique(b)) or a.place != b.place or a.measure != b.measure:
        return None
    return _judge(a, b, knowledge, knowledge.time_kind(a.relation))


def _judge(a: Claim, b: Claim, knowledge: Knowledge, kind: str) -> Judgement | None:
    passed = (a.bygone or b.bygone) and kind != PERMANENT
    if not may_oppose(a, b) or is_timeless(a, b, knowledge) or passed:
        return None
    if _may_be_one(a.subject, b.subject) or a.reading is not b.reading:
        return None
    return judge_pair(a, b, relate_times(a, b, kind))


def _may_be_one(a: Entity, b: Entity) -> bool:
    """Whether two names may stand for one thing: one is within the other."""
    first, second = a.name.casefold().split(), b.name.casefold().split()
    return set(first) <= set(second) or set(second) <= set(first)


def _judge_parts(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if not may_oppose(a, b) or not exclude_parts(a, b) or a.scope != b.scope or a.place != b.place:
        return None
    return judge_pair(a, b, relate_times(a, b, knowledge.time_kind(a.relation)))


_JUDGES = {"slot": _judge_slot, "deed": _judge_deed, "part": _judge_parts}


def _word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
    sides = " and ".join(f"{name_source(claim)} says {quote_claim(claim)}" for claim in (a, b))
    return Wording(f"{sides}: both cannot hold{say_tail(verdict)}.", "A list of all that there are, with its date.")
