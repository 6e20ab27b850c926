"""What definite descriptions stand for: "the tech giant", "the agreement", "the two companies"."""

from __future__ import annotations

from hfcheck.extraction.discourse import Discourse
from hfcheck.extraction.lexicon import load_cues
from hfcheck.model import Phrase, PhraseKind

_NEAR = 2


def resolve_description(discourse: Discourse, phrase: Phrase) -> tuple[Phrase, ...]:
    """The antecedents of a definite description by what the text calls its names; nothing where several fit."""
    cues = load_cues()
    head = phrase.head
    kindred = _find_kindred(discourse, phrase)
    if kindred is not None:
        return (kindred,)
    if phrase.plural:
        return _resolve_group(discourse, phrase)
    if head in cues.deal_nouns and (head not in cues.generic_organisations or "joint" in phrase.modifiers):
        return _resolve_deal(discourse, phrase)
    if head in cues.generic_organisations and head in cues.organisation_nouns:
        return ()
    person = head in cues.person_nouns and head not in cues.vague_people
    return _find_described(discourse, head) if person or head in cues.organisation_nouns else ()


def _find_kindred(discourse: Discourse, phrase: Phrase) -> Phrase | None:
    """ "these curbs" after "controls on exports", "this space" after "the car market": the one of its kind near by.

    "the" alone points back only where the article has one such thing; a noun with words of its own tells its own thing.
    """
    family = next((f for f in load_cues().kindred_nouns if phrase.head in f), frozenset())
    said = phrase.text.lower().split()
    if not family or len(said) != 2 or said[0] not in (*load_cues().demonstratives, "the"):
        return None
    demonstrative = said[0] != "the"
    if not demonstrative and not phrase.plural:
        return None
    earlier = (m for m in reversed(discourse.mentions) if m.sentence < discourse.sentence)
    near = (_open_container(m.phrase) for m in earlier if m.sentence >= discourse.sentence - _NEAR)
    found = [p for p in near if p.head in family and p.plural == phrase.plural]
    known = next((p.antecedents[0] if p.antecedents else p for p in found if p.antecedents or not _points(p)), None)
    told = known is not None and len(known.full.split()) > 1 and known.kind is PhraseKind.NOMINAL
    return known if told else None


def _open_container(phrase: Phrase) -> Phrase:
    """ "a series of curbs": the curbs."""
    inside = next((p for case, p in phrase.complements if case == "of"), None)
    return inside if inside is not None and phrase.head in load_cues().container_nouns else phrase


def _points(phrase: Phrase) -> bool:
    """ "these curbs" says of itself only that it was told of before."""
    return phrase.text.lower().split()[0] in load_cues().demonstratives


def _resolve_group(discourse: Discourse, phrase: Phrase) -> tuple[Phrase, ...]:
    """ "the two companies": the latest group or deal of as many names."""
    cues = load_cues()
    if phrase.head not in cues.party_nouns:
        return ()
    words = (*phrase.modifiers, *(w for w in phrase.text.lower().split() if w == "both"))
    count = next((cues.numbers[w] for w in words if w in cues.numbers), None)
    if count is None and not phrase.modifiers:
        return _find_same_group(discourse, phrase)
    for mention in reversed(discourse.mentions):
        members = mention.phrase.parties
        named = all(p.kind is PhraseKind.NAME for p in members)
        if named and len(members) == count and mention.kind in ("deal", "group"):
            return members
    return ()


def _find_same_group(discourse: Discourse, phrase: Phrase) -> tuple[Phrase, ...]:
    """ "the brands" after "these five brands": the group that the same noun stood for last."""
    known = (m.phrase for m in reversed(discourse.mentions) if m.phrase.head == phrase.head and m.phrase.plural)
    last = next(known, None)
    return last.antecedents if last is not None and len(last.antecedents) > 1 else ()


def _resolve_deal(discourse: Discourse, phrase: Phrase) -> tuple[Phrase, ...]:
    """ "the agreement": the latest deal of that noun; a generic noun may stand for another generic one."""
    cues = load_cues()
    generic = phrase.head in cues.generic_deals
    for mention in reversed(discourse.mentions):
        here = mention.sentence == discourse.sentence and mention.phrase.start >= phrase.start
        known = mention.phrase
        if mention.kind != "deal" or here or len(known.parties) < 2:
            continue
        related = generic and known.head in cues.generic_deals - cues.plain_ties
        if known.head == phrase.head or related:
            return (known,)
    return _find_described(discourse, phrase.head) if phrase.head in cues.organisation_nouns else ()


def _find_described(discourse: Discourse, noun: str) -> tuple[Phrase, ...]:
    """ "the tech giant": the one name that the text has called a giant."""
    named = discourse.names_called(noun)
    found = discourse.last_named(named[0]) if len(named) == 1 else None
    return (found,) if found is not None else ()
