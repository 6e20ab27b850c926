"""Names of one person in two spellings, and two names that are told of one person: parts of HF404.

A transliteration is a matter of taste, so that it is only noted; a surname that sounds otherwise is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity, Finding, Severity, Text, Verdict
from hfcheck.rules.camps import Split, oppose_all
from hfcheck.rules.findings import Kind, Wording
from hfcheck.rules.names import are_near_names, are_spellings, list_name_parts, sound_parts
from hfcheck.rules.verdicts import Judgement, TimeRelation, find_article, judge_pair
from hfcheck.rules.wording import name_article, name_source, say_tail

SPELLING, NAMED = "spelling", "named"
# Names that sound alike in fewer consonants than these may be two.
_LEAST_SOUNDS = 5
_PARTS = range(2, 5)
_PERSONS = ("", "person")


def list_spelling_keys(claim: Claim, things: Iterable[Entity]) -> Iterator[str]:
    """The sounds of each full name of the things of a claim, and the person whom it gives a name."""
    for entity in things:
        if entity.kind in _PERSONS:
            sounds = sound_parts(entity.name)
            if sounds.parts in _PARTS and sounds.letters >= _LEAST_SOUNDS:
                yield f"{SPELLING}|{sounds.words}"
    if claim.relation == NAMED and _read_given(claim):
        yield f"{NAMED}|{claim.subject.id}"


def _read_given(claim: Claim) -> tuple[str, ...]:
    """First and last part of the name that a claim gives to a person, () where it gives none."""
    given = claim.relation == NAMED and claim.subject.resolved and isinstance(claim.object, Text)
    parts = list_name_parts(claim.object.text) if given and isinstance(claim.object, Text) else ()
    return (parts[0], parts[-1]) if len(parts) > 1 and claim.subject.kind in _PERSONS else ()


def check_spellings(rule: str, key: str, claims: Sequence[Claim], knowledge: Knowledge) -> Iterable[Finding]:
    """Note two spellings of one name, and hold two names of one person against each other."""
    kind, _, sounds = key.partition("|")

    def read(claim: Claim) -> tuple[str, ...]:
        return _read_given(claim) if kind == NAMED else _read_spelled(claim, sounds)

    def judge(a: Claim, b: Claim) -> Judgement | None:
        first, second = a.evidence[0].span, b.evidence[0].span
        same_article = find_article(a) == find_article(b)
        if same_article and first.start < second.end and second.start < first.end:
            return None
        if are_spellings(read(a), read(b)):
            return Judgement(Verdict.AMBIGUOUS_NAME, Severity.NOTE)
        if not are_near_names(read(a), read(b)):
            return None
        # That two articles mean one person is known by what they tell of him, and not for sure.
        return judge_pair(a, b, TimeRelation.SAME) if same_article else Judgement(Verdict.AMBIGUOUS_NAME, Severity.NOTE)

    def word(a: Claim, b: Claim, verdict: Verdict) -> Wording:
        mine, theirs = (" ".join(part.title() for part in read(claim)) for claim in (a, b))
        told = f"One person is called {mine} in {name_source(a)}, {theirs} in {name_source(b)}"
        if are_spellings(read(a), read(b)):
            told = f"{mine} in {name_article(a)} and {theirs} in {name_article(b)} may be one name in two spellings"
        return Wording(f"{told}{say_tail(verdict)}.", "How the person writes the name; one spelling for all articles.")

    yield from oppose_all(Kind(rule, kind), claims, judge, word, Split(read))


def _read_spelled(claim: Claim, sounds: str) -> tuple[str, ...]:
    """The parts of the name that sounds as the key says."""
    names = (entity.name for entity in claim.things if sound_parts(entity.name).words == sounds)
    return list_name_parts(next(names, ""))
