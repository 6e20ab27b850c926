"""One claim is affirmed here and denied there.

The same subject, relation and object, in the same scope, place and measure, once affirmed and once
denied. Only what is asserted counts. A report that the article itself sets against another one is
left to HF603; a single event that happened at one time and not at another is no contradiction.

FAIL  "Marta Lind is a member of the Norwick Club."        / "Marta Lind is not a member of the Norwick Club."
FAIL  "The Norwick Club sold Arvel Hall to Marta Lind."  / "Marta Lind did not buy Arvel Hall."
FAIL  "Tarn does not make cars."                           / "Tarn makes electric cars in Norwick."
PASS  "Marta Lind was not a member of the club in 2010."   / "Marta Lind is a member of the club."   # other period
PASS  "The club is not active in Norway."                  / "The club is active in Sweden."         # other scope
PASS  "Marta Lind may not be a member of the club."        / "Marta Lind is a member of the club."   # not asserted
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hfcheck.compare import compare_values
from hfcheck.infer import INFERRED, PUBLICATION
from hfcheck.knowledge import EVENT, STATE, Knowledge
from hfcheck.model import Claim, Comparison, Entity, Finding, Members, Modality, Polarity, Severity, Text, Verdict
from hfcheck.rules.contract import Concern, Shape
from hfcheck.rules.denials import FIRM, KEY, check_kinds, list_kind_keys
from hfcheck.rules.findings import Kind, Wording, oppose_camps
from hfcheck.rules.verdicts import (
    Judgement,
    TimeRelation,
    find_article,
    is_timeless,
    judge_pair,
    may_oppose,
    relate_times,
    same_circumstances,
)
from hfcheck.rules.wording import is_of_scene, name_source, name_value, quote_claim, say_relation, say_tail

ID = "HF101"
TITLE = "affirmed and denied"
SEVERITY = Severity.ERROR

_ABOUT = "about"
# Some of a kind may do what others of it do not.
_INDEFINITE = ("some", "few", "many", "majority")
_NOW = "published.day"
_PARTY = "party"


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """What is asserted, and what is planned of a kind; it takes a denial."""
    of_kind = shape.modality in FIRM and shape.relation in knowledge.relation_of_words
    if not of_kind and (shape.modality is not Modality.ASSERTED or shape.value is Members):
        return Concern.NONE
    return Concern.FULL if shape.polarity is Polarity.DENIED else Concern.BESIDE


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """Subject, relation and object; and the kind of thing that the object is."""
    if claim.modality is Modality.ASSERTED and not isinstance(claim.object, Members):
        entry = knowledge.relation(claim.relation)
        sides = [claim.subject.id, _key_value(claim)]
        first, second = sorted(sides) if entry is not None and entry.symmetric else sides
        yield f"{first}|{claim.relation}|{second}"
    if claim.relation in knowledge.relation_of_words:
        yield from list_kind_keys(claim, knowledge)


def _key_value(claim: Claim) -> str:
    match claim.object:
        case Entity():
            return claim.object.id
        case Text():
            return " ".join(claim.object.text.casefold().split())
    return type(claim.object).__name__


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the affirmed claims of one key against the denied ones."""
    if key.startswith(f"{KEY}|"):
        yield from check_kinds(ID, claims, knowledge)
        return

    def judge(a: Claim, b: Claim) -> Judgement | None:
        return _judge(a, b, knowledge)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        return _word(a, b, verdict, knowledge)

    affirmed = [claim for claim in claims if claim.polarity is Polarity.AFFIRMED]
    denied = [claim for claim in claims if claim.polarity is Polarity.DENIED]
    # "Is not his wife" and "is not his wife any more" deny two things.
    for now in (False, True):
        camp = [claim for claim in denied if (claim.time is not None and claim.time.symbol == _NOW) is now]
        finding = oppose_camps(Kind(ID, "subject-relation-object"), affirmed, camp, judge, word)
        if finding is not None:
            yield finding


def _judge(a: Claim, b: Claim, knowledge: Knowledge) -> Judgement | None:
    if is_timeless(a, b, knowledge) or _is_defence(a, b) or a.quantifier in _INDEFINITE:
        return None
    if not may_oppose(a, b) or not same_circumstances(a, b) or not _deny_all(a, b):
        return None
    same_article = find_article(a) == find_article(b)
    if same_article and (a.disputed or b.disputed):
        return None
    if compare_values(a.object, b.object, same_article) is not Comparison.SAME:
        return None
    kind = knowledge.time_kind(a.relation)
    if kind == STATE and _is_over(a) != _is_over(b) and not _is_begun(a) and not _is_begun(b):
        return None
    when = relate_times(a, b, kind)
    if when is TimeRelation.OTHER and kind == EVENT:
        return None
    return judge_pair(a, b, when)


def _is_begun(claim: Claim) -> bool:
    """Whether a claim tells of a state from an event on: what it takes in of a dated time is known."""
    return claim.time is not None and claim.time.basis == INFERRED


def _is_over(claim: Claim) -> bool:
    """Whether a claim tells of a time that is past: "six years ago", "in 2010"; what held then need not hold now."""
    time = claim.time
    if time is None or time.symbol == _NOW or time.basis in (PUBLICATION, INFERRED):
        return False
    return time.end is not None or (time.symbol is not None and not time.symbol.endswith(".."))


def _deny_all(a: Claim, b: Claim) -> bool:
    """Whether what is denied takes in what is affirmed: "C did not buy B" denies that C bought B from A as well."""
    affirming, denying = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    further = [role for role in affirming.participants if role not in denying.participants]
    named = {role.role for role in denying.participants} | {_ABOUT, _PARTY}
    return set(denying.participants) <= set(affirming.participants) and not any(r.role in named for r in further)


def _is_defence(a: Claim, b: Claim) -> bool:
    """Somebody accuses and somebody denies: each position is reported, and no article takes one."""
    stances = {x.stance for claim in (a, b) for x in claim.attribution}
    return "denies" in stances and bool(a.attribution) and bool(b.attribution)


def _word(a: Claim, b: Claim, verdict: Verdict, knowledge: Knowledge) -> Wording:
    affirming, denying = (a, b) if a.polarity is Polarity.AFFIRMED else (b, a)
    fact = f"{a.subject.name} {say_relation(a.relation, knowledge)} {name_value(a.object)}"
    if is_of_scene(affirming) or isinstance(affirming.object, Text):
        fact = quote_claim(affirming)
    one, other = name_source(affirming), name_source(denying)
    who = f"{one} both affirms and denies" if one == other else f"{one} affirms and {other} denies"
    message = f"{who}: {fact}{say_tail(verdict)}."
    return Wording(message, f"A source of its own that says, with a date, whether this holds: {fact}.")
