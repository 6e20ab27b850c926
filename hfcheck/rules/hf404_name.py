"""One thing bears two names, or one name stands for two things.

One office, one relation to a person or one full name of four parts has two spellings that share all but one part, and
that part is no transliteration of the other. One thing that an article describes by its owner ("Norwick's new brand")
is called one thing here and another there. And, as a note, a name is used for a brand here and for a company there,
which are not the same thing though they often bear one name; and so are two spellings of what may be one name.

FAIL  "Bergen's mayor, Omar Dumani"                 / "Bergen's mayor, Omar Dulaimi"
FAIL  "Norwick's new brand is called Lune."         / "Norwick's new brand is called Sol."
PASS  "Bergen's mayor, Anas Shirkas"                / "Bergen's mayor, Anas Sharkas"          # a note
PASS  "Bergen's mayor, Omar Dumani"                 / "Graz's mayor, Omar Dulaimi"            # two offices
PASS  "Norwick's new brand is called Lune."         / "Tarn's new brand is called Sol."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hfcheck.knowledge import STATE, Knowledge
from hfcheck.model import Claim, Entity, Finding, Severity, Text, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.contract import Concern, Shape, concern_if
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.kinds import find_noun
from hfcheck.rules.names import are_near_names, list_name_parts, may_share_name
from hfcheck.rules.offices import read_office
from hfcheck.rules.spellings import NAMED, SPELLING, check_spellings, list_spelling_keys
from hfcheck.rules.verdicts import OFFICE, Judgement, TimeRelation, is_hedged, judge_pair, may_oppose, relate_times
from hfcheck.rules.wording import name_article, name_source, say_tail

ID = "HF404"
TITLE = "name of one thing differs"
SEVERITY = Severity.WARNING

_PERSON, _CALLED, _CLASS = "person", "called", "class"
_IS, _IS_A, _NAME = "is", "is_a", "name"
# A name of so many parts is one person's, whatever is told of him.
_FULL = 4


def concern(shape: Shape, knowledge: Knowledge) -> Concern:
    """Whatever is affirmed: it has names."""
    return concern_if(shape.is_affirmed)


def keys(claim: Claim, knowledge: Knowledge) -> Iterable[str]:
    """What one person or thing alone can be: an office, a relation to a person, a description; a name and its class."""
    if claim.relation == OFFICE or claim.relation in knowledge.slot_relations:
        for slot, person in _list_slots(claim, knowledge):
            parts = list_name_parts(person.name)
            if len(parts) > 1:
                yield f"{_PERSON}|{slot}|{parts[0]}"
    things = claim.things
    for entity in things:
        parts = list_name_parts(entity.name)
        if len(parts) >= _FULL and entity.resolved:
            yield f"{_PERSON}||{' '.join(parts[:-1])}"
    if (
        claim.relation == _IS
        and claim.measure == _NAME
        and "/" in claim.subject.id
        and isinstance(claim.object, Entity)
    ):
        yield f"{_CALLED}|{claim.subject.id}"
    yield from list_spelling_keys(claim, things)
    if claim.relation == _IS_A and _find_class(claim, knowledge):
        yield f"{_CLASS}|{' '.join(claim.subject.name.casefold().split())}"


def _list_slots(claim: Claim, knowledge: Knowledge) -> Iterator[tuple[str, Entity]]:
    """Each slot that one person fills, with who fills it here."""
    value = claim.object
    if not isinstance(value, Entity):
        return
    office = read_office(claim, knowledge) if claim.relation == OFFICE else None
    if office is not None and office.title.single:
        yield f"{office.body.id}|{office.title.id}", office.person
    if claim.relation not in knowledge.slot_relations:
        return
    if len(list_name_parts(claim.subject.name)) > 1 and len(list_name_parts(value.name)) > 1:
        yield f"{claim.relation} of {claim.subject.id}", value
        yield f"{value.id} is {claim.relation} of", claim.subject


def _find_class(claim: Claim, knowledge: Knowledge) -> str:
    """The class that a claim puts its subject in by a noun of the packs: "one of five car brands"."""
    if claim.relation != _IS_A or not isinstance(claim.object, Text) or not claim.subject.resolved:
        return ""
    noun = find_noun(claim.object.text, knowledge)
    return noun.kind if noun is not None else ""


def check(key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Hold the names of one thing, or the kinds of one name, against each other."""
    kind = key.split("|", 1)[0]
    if kind == _CLASS:
        yield from _check_classes(claims, knowledge)
        return
    if kind in (SPELLING, NAMED):
        yield from check_spellings(ID, key, claims, knowledge)
        return
    reader = _read_person if kind == _PERSON else _read_called
    yield from oppose_all(
        Kind(ID, kind),
        claims,
        lambda a, b: _judge(a, b, reader(a, key, knowledge), reader(b, key, knowledge), knowledge),
        lambda a, b, verdict: _word(a, b, reader(a, key, knowledge), reader(b, key, knowledge), verdict),
        Split(lambda claim: reader(claim, key, knowledge).id),
    )


def _read_person(claim: Claim, key: str, knowledge: Knowledge) -> Entity:
    """Who fills the slot of a key."""
    for slot, person in _list_slots(claim, knowledge):
        if key.startswith(f"{_PERSON}|{slot}|"):
            return person
    shared = key.split("||", 1)[-1]
    return next((e for e in claim.things if " ".join(list_name_parts(e.name)[:-1]) == shared), claim.subject)


def _read_called(claim: Claim, key: str, knowledge: Knowledge) -> Entity:
    return claim.object if isinstance(claim.object, Entity) else claim.subject


def _judge(a: Claim, b: Claim, mine: Entity, theirs: Entity, knowledge: Knowledge) -> Judgement | None:
    if not (mine.resolved and theirs.resolved) or not may_oppose(a, b):
        return None
    if isinstance(a.object, Entity) and mine == a.object and a.relation == _IS:
        # Two names of a thing at two times are a new name.
        if may_share_name(mine, theirs):
            return None
        return judge_pair(a, b, relate_times(a, b, STATE))
    if not are_near_names(list_name_parts(mine.name), list_name_parts(theirs.name)):
        return None
    # A name that is only reported may be the report's slip.
    if is_hedged(a) or is_hedged(b):
        return Judgement(Verdict.AMBIGUOUS_NAME, Severity.NOTE)
    return judge_pair(a, b, TimeRelation.SAME)


def _word(a: Claim, b: Claim, mine: Entity, theirs: Entity, verdict: Verdict) -> Wording:
    named = f"{mine.name} in {name_source(a)}, {theirs.name} in {name_source(b)}"
    what = a.subject.name if a.relation == _IS and a.measure == _NAME else "Perhaps one person"
    settle = "A primary source for the name: a register, a list of officers, the company’s own site."
    return Wording(f"{what}: {named}{say_tail(verdict)}.", settle)


# ── one name, two kinds of thing ──────────────────────────────────────────────────────────────


def _check_classes(claims: Sequence[Claim], knowledge: Knowledge) -> Iterator[Finding]:
    def judge(a: Claim, b: Claim) -> Judgement | None:
        first, second = _find_class(a, knowledge), _find_class(b, knowledge)
        if not knowledge.are_apart(first, second) or not may_oppose(a, b):
            return None
        return Judgement(Verdict.AMBIGUOUS_NAME, Severity.NOTE)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        kinds = (f"{_find_class(c, knowledge)} in {name_article(c)}" for c in (a, b))
        message = f"“{a.subject.name}” is the name of a {', of a '.join(kinds)}; the two may not be one thing."
        return Wording(message, "What the name stands for in each article.")

    yield from oppose_all(Kind(ID, _CLASS), claims, judge, word, Split(lambda claim: _find_class(claim, knowledge)))
