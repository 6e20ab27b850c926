"""The one ring, leopard or offer of a story: things without a name that several articles tell of.

A thing is introduced once in its article ("a ring") and then referred to ("the ring"). Where two articles of one
story have one thing of a kind each, and both tell of it beside the same named person, body or place, it is one thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.knowledge.families import is_below
from hfcheck.knowledge.senses import NOUN, find_senses
from hfcheck.model import BlockKind, Entity, Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.referents import Place
from hfcheck.normalise.storywords import load_story_words
from hfcheck.yamlrecords import load_list

# How many senses of a noun are usual ones.
_USUAL = 1
# How many sentences introduce a story, with its title.
_LEAD = 4
_INDEFINITE = frozenset({"a", "an"})


class ThingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in things.yaml."""

    apart: frozenset[str]
    never: tuple[str, ...]
    vague: frozenset[str]


class Chain(msgspec.Struct):
    """The mentions of one thing in one article, by place, and the ids of those whom its clauses name."""

    article: str
    head: str
    places: list[Place]
    parties: dict[str, Entity]


@cache
def load_thing_words() -> ThingWords:
    """The shipped words, read once per process."""
    return load_list(Path(__file__).with_name("things.yaml"), ThingWords)


def join_things(chains: Iterable[Chain], stories: Mapping[str, str]) -> dict[str, dict[Place, Entity]]:
    """Article → what its chains stand for that several articles of one story tell of."""
    held: defaultdict[tuple[str, str], list[Chain]] = defaultdict(list)
    for chain in chains:
        held[stories[chain.article], chain.head].append(chain)
    found: defaultdict[str, dict[Place, Entity]] = defaultdict(dict)
    for (_, head), told in sorted(held.items()):
        for entity, group in _join(head, told):
            for chain in group:
                for place in chain.places:
                    found[chain.article].setdefault(place, entity)
    return found


def name_things(extract: Extract, entities: EntityReader) -> Iterator[tuple[Place, Entity]]:
    """ "the zoo" in an article that has named one zoo before, "Graven Zoo", and no other."""
    named: defaultdict[str, dict[str, tuple[int, Entity]]] = defaultdict(dict)
    for name in entities.names.names_of(extract.article):
        reading = entities.names.read(extract.article, name)
        last = reading.name.split()[-1].lower()
        if reading.entity.resolved and " " in reading.name and find_senses(last, NOUN):
            first = min(reading.start, named[last].get(reading.entity.id, (reading.start, reading.entity))[0])
            named[last][reading.entity.id] = (first, reading.entity)
    for proposition in extract.propositions:
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
            for one in (phrase, *phrase.antecedents):
                bearers = named.get(one.head, {})
                if len(bearers) == 1 and _is_bare(one) and (told := next(iter(bearers.values())))[0] < one.start:
                    yield (one.start, one.head), told[1]


def _is_bare(phrase: Phrase) -> bool:
    """Whether a nominal is "the zoo" and nothing more."""
    plain = phrase.kind is PhraseKind.NOMINAL and phrase.definite and not phrase.plural
    return plain and phrase.text.lower() == f"the {phrase.head}"


def _join(head: str, chains: Sequence[Chain]) -> Iterator[tuple[Entity, list[Chain]]]:
    """Each thing that at least two articles tell of beside one party."""
    left = list(chains)
    while left:
        group = [left.pop(0)]
        parties = dict(group[0].parties)
        while near := [c for c in left if c.parties.keys() & parties.keys()]:
            group += near
            for chain in near:
                parties.update(chain.parties)
            left = [c for c in left if c not in near]
        told = Counter(i for chain in group for i in chain.parties)
        shared = sorted(i for i, count in told.items() if count > 1)
        if len(group) > 1 and shared:
            yield Entity(id=f"{shared[0]}/the-{make_slug(head)}", name=f"the {head}"), group


def gather_chains(extract: Extract, entities: EntityReader) -> list[Chain]:
    """The chains of one article of which it has one, in the order in which they begin."""
    told: dict[tuple[int, str], tuple[Phrase, list[Proposition]]] = {}
    for proposition in extract.propositions:
        for phrase in _list_phrases(proposition):
            told.setdefault((phrase.start, phrase.head), (phrase, []))[1].append(proposition)
    chains: dict[str, Chain] = {}
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    lead = [start for start, _ in extract.sentences][:_LEAD][-1] if extract.sentences else 0
    shut: set[str] = set()
    nouns = load_story_words().thing_of
    for (_, noun), (phrase, around) in sorted(told.items()):
        head = nouns.get(noun, noun)
        chain = chains.get(head)
        fresh = _is_new(phrase)
        title = around[0].block is not BlockKind.PARAGRAPH
        if phrase.plural or set(phrase.modifiers) & load_thing_words().apart:
            continue
        if chain is None and not title:
            chain = chains[head] = Chain(extract.article, head, [], {})
        elif fresh and not title:
            shut.add(head)
        if chain is None or head in shut:
            continue
        phrases[head].append(phrase)
        chain.places.append((phrase.start, phrase.head))
        for proposition in extract.propositions:
            near = proposition.sentence_start in {p.sentence_start for p in around}
            if near or (proposition.sentence_start <= lead and around[0].sentence_start <= lead):
                chain.parties.update(_list_parties(proposition, extract.article, entities))
    return [c for c in chains.values() if c.parties and not _are_known(extract.article, phrases[c.head], entities)]


def _is_new(phrase: Phrase) -> bool:
    return phrase.text.split()[0].lower() in _INDEFINITE


def _are_known(article: str, phrases: Iterable[Phrase], entities: EntityReader) -> bool:
    return all(entities.read(article, phrase).resolved for phrase in phrases)


def _list_phrases(proposition: Proposition) -> Iterator[Phrase]:
    for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments if a.role != "pred")):
        for one in (phrase, *phrase.antecedents):
            if one.kind is PhraseKind.NOMINAL and not one.parties and may_be_thing(one.head):
                yield one


def _list_parties(proposition: Proposition, article: str, entities: EntityReader) -> Iterator[tuple[str, Entity]]:
    for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
        for one in (phrase, *phrase.antecedents, *(p for _, p in phrase.complements), phrase.owner):
            if one is None:
                continue
            whole = entities.read(article, one) if one.kind is PhraseKind.NAME else None
            if whole is not None and whole.resolved:
                yield whole.id, whole
            for start, end in one.names:
                named = entities.names.resolve(article, entities.names.texts[article][start:end])
                if named.resolved:
                    yield named.id, named


@cache
def may_be_thing(noun: str) -> bool:
    """Whether a noun is of a kind of which a story may have one: an object, an animal, a deal."""
    words = load_thing_words()
    senses = find_senses(noun, NOUN)
    if not senses or noun in words.vague:
        return False
    return not any(is_below(sense.number, kind) for sense in senses[:_USUAL] for kind in words.never)
