"""What two words are to each other: same, broader, opposite, exclusive, and why.

Two sources: WordNet 3.0 (senses.py) and our own lists (families.py). What is trusted of WordNet:

- same and broader: the first two senses by frequency of each word, and of the broader of two nouns the first
  three, since saying too much there only keeps silent;
- antonyms: WordNet states them from word to word, so any of the first four senses;
- opposites through a cluster of similar adjectives ("huge", like "large", against "small"): the first sense of both,
  and `direct` is False;
- families ("a violin is no flute"): the first three senses, since the family that both are in picks the sense; `strict`
  only where it is the first sense of both, and one thing can never be two of the family;
- parts ("Lyon" within "France"): the first two senses.

Everything is symmetric, with BROADER facing NARROWER and PART facing WHOLE. Words may be inflected or have capitals.
Any text may be asked for; what no source has is UNKNOWN.
"""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import NamedTuple

from hfcheck.knowledge.families import (
    PREPOSITION,
    Membership,
    are_converses,
    exclude_members,
    find_memberships,
    is_below,
    list_broader,
    list_demonym,
    list_facing,
    load_families,
    load_negations,
    may_be_one,
)
from hfcheck.knowledge.senses import (
    ADJECTIVE,
    ADVERB,
    ANTONYM,
    DERIVED,
    INSTANCE,
    KIND,
    MEMBER_OF,
    NOUN,
    PART_OF,
    PERTAINED,
    PERTAINS,
    SIMILAR,
    VERB,
    climb,
    find_bases,
    find_senses,
    read_synset,
)

NATIONALITY = "nationality"
_TRUSTED = 2
_ANTONYM_SENSES = 4
_BROAD_SENSES = 3
_COUNTRY_SENSES = 3
_CACHED = 20000
_COUNTRY = "country/state"


class Link(enum.StrEnum):
    """What the first of two words is to the second."""

    SAME = "same"
    BROADER = "broader"
    NARROWER = "narrower"
    OPPOSITE = "opposite"
    CONVERSE = "converse"
    EXCLUSIVE = "exclusive"
    PART = "part"
    WHOLE = "whole"
    RELATED = "related"
    UNKNOWN = "unknown"


class WordRelation(NamedTuple):
    """What one word is to another.

    `excludes`: the two cannot be said of one thing at one time in one place of one event. `direct`: a source states it
    of these two words, and it is not concluded through a third. `strict`: nothing can be both at one time, and with
    `changes` it may become the other. `family`: the family of EXCLUSIVE words, such as "colour". `standing` says of
    OPPOSITE words of our own lists how they exclude each other, as opposites.yaml explains: verbs by "level",
    "decision", "state" or "event", adjectives by "whole" or "degree".
    """

    link: Link
    why: str
    excludes: bool = False
    direct: bool = True
    strict: bool = False
    family: str = ""
    changes: bool = False
    standing: str = ""


@lru_cache(maxsize=_CACHED)
def relate_words(a: str, b: str, part: str) -> WordRelation:
    """What the word `a` is to the word `b`, both nouns "n", verbs "v", adjectives "a", adverbs "r" or prepositions "p".

    "a" BROADER than "b" means that every b is an a.
    """
    if _fold(a) == _fold(b) or set(_base_forms(a, part)) & set(_base_forms(b, part)):
        return WordRelation(Link.SAME, "the same word")
    for relate in (_relate_listed, _relate_synonyms, _relate_kinds, _relate_parts, _relate_families):
        found = relate(a, b, part)
        if found is not None:
            return found
    for relate in (_relate_antonyms, _relate_prefixes, _relate_nationalities, _relate_clusters, _relate_loosely):
        found = relate(a, b, part)
        if found is not None:
            return found
    return WordRelation(Link.UNKNOWN, "no source relates these words")


def list_hypernyms(word: str, part: str) -> tuple[str, ...]:
    """The words above the first sense of `word`, nearest first: "poodle" gives "dog", …, "entity"."""
    senses = find_senses(word, part)[:1]
    found: dict[str, None] = {}
    waiting = [sense.number for sense in senses]
    for number in waiting:
        for pointer in read_synset(number).follow(KIND, INSTANCE):
            if pointer.number not in waiting:
                waiting.append(pointer.number)
                found |= dict.fromkeys(read_synset(pointer.number).words)
    return tuple(found)


def derive_words(word: str, part: str) -> tuple[tuple[str, str], ...]:
    """(word, part of speech) of those made from `word` or that it is made from, in its first two senses.

    "decide" gives ("decision", "n"); "Lebanon" gives ("Lebanese", "a"); "quickly" gives ("quick", "a").
    """
    found: dict[tuple[str, str], None] = {}
    bases = find_bases(word, part)
    for sense in find_senses(word, part)[:_TRUSTED]:
        synset = read_synset(sense.number)
        for pointer in synset.follow(DERIVED, PERTAINS, PERTAINED):
            if pointer.source and synset.words[pointer.source - 1].casefold() in bases:
                other = read_synset(pointer.number)
                found[other.words[pointer.target - 1], other.part] = None
    return tuple(found)


@lru_cache(maxsize=_CACHED)
def _list_countries(word: str, part: str) -> tuple[str, ...]:
    """The countries that a word names, pertains to, or whose people it names: "Syrian" and "Syria" give Syria.

    An adjective is looked up as the noun for the people as well: WordNet has "Chinese" with China there only.
    """
    senses = [*find_senses(word, part)[:_COUNTRY_SENSES], *find_senses(word, NOUN)[:_COUNTRY_SENSES]]
    places = [place for place in list_demonym(_fold(word)) if find_senses(place, NOUN)]
    listed = {find_senses(place, NOUN)[0].number: None for place in places}
    found: dict[str, None] = dict(listed)
    for sense in senses:
        pointers = read_synset(sense.number).follow(PERTAINS, MEMBER_OF)
        found |= dict.fromkeys([sense.number, *(pointer.number for pointer in pointers)])
    return tuple(n for n in found if n in listed or (read_synset(n).part == NOUN and _is_country(n)))


def _is_country(number: str) -> bool:
    if not any(read_synset(number).follow(INSTANCE)):
        return False
    return is_below(number, _COUNTRY)


def _fold(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").split())


@lru_cache(maxsize=_CACHED)
def _base_forms(word: str, part: str) -> tuple[str, ...]:
    return find_bases(word, part) or (_fold(word),)


def _relate_listed(a: str, b: str, part: str) -> WordRelation | None:
    facing = list_facing(part)
    for one in _base_forms(a, part):
        for other in _base_forms(b, part):
            standing = facing.get(one, {}).get(other)
            opposed = standing is not None
            if are_converses(one, other, part):
                excludes = opposed or _relate_families(a, b, part) is not None
                return WordRelation(Link.CONVERSE, f"“{one}” and “{other}” tell one fact from its two ends", excludes)
            if opposed:
                why = f"“{one}” and “{other}” are opposites"
                return WordRelation(Link.OPPOSITE, why, excludes=True, standing=standing or "")
            if may_be_one(one, other, part):
                return WordRelation(Link.RELATED, f"“{one}” and “{other}” may tell one fact from two points of view")
    return None


def _relate_synonyms(a: str, b: str, part: str) -> WordRelation | None:
    mine = {sense.number for sense in find_senses(a, part)[:_TRUSTED]}
    shared = [sense for sense in find_senses(b, part)[:_TRUSTED] if sense.number in mine]
    return WordRelation(Link.SAME, f"“{a}” and “{b}” are synonyms") if shared else None


def _wordnet_antonyms(word: str, part: str) -> frozenset[str]:
    found = set()
    for sense in find_senses(word, part)[:_ANTONYM_SENSES]:
        synset = read_synset(sense.number)
        for pointer in synset.follow(ANTONYM):
            if synset.words[pointer.source - 1].casefold() == word:
                found.add(read_synset(pointer.number).words[pointer.target - 1].casefold())
    return frozenset(found)


def _relate_antonyms(a: str, b: str, part: str) -> WordRelation | None:
    ones, others = _base_forms(a, part), _base_forms(b, part)
    stated = any(
        other in _wordnet_antonyms(one, part) and one in _wordnet_antonyms(other, part)
        for one in ones
        for other in others
    )
    return WordRelation(Link.OPPOSITE, f"“{a}” and “{b}” are antonyms", excludes=True) if stated else None


def _relate_prefixes(a: str, b: str, part: str) -> WordRelation | None:
    for one in _base_forms(a, part):
        for other in _base_forms(b, part):
            short, long = sorted((one, other), key=lambda word: (len(word), word))
            if _negates(long, short, part):
                return WordRelation(Link.OPPOSITE, f"“{long}” negates “{short}”", excludes=True)
    return None


def _negates(long: str, short: str, part: str) -> bool:
    """Whether `long` is `short` with a prefix that makes its opposite."""
    if not short or not long.endswith(short) or long == short:
        return False
    negations = load_negations()
    start = long[: -len(short)]
    fitting = [p for p in negations.prefixes if p.prefix == start and part in p.parts]
    if not fitting or long in negations.look_alikes or not find_senses(short, part):
        return False
    return long in negations.stated or any(prefix.plain for prefix in fitting)


def _relate_kinds(a: str, b: str, part: str) -> WordRelation | None:
    if part not in (NOUN, VERB):
        return None
    if _is_kind(a, b, part):
        return WordRelation(Link.NARROWER, f"“{a}” is a kind of “{b}”")
    if _is_kind(b, a, part):
        return WordRelation(Link.BROADER, f"“{b}” is a kind of “{a}”")
    return None


def _is_kind(narrow: str, broad: str, part: str) -> bool:
    """Whether a trusted sense of one word lies under a sense of the other, or our own lists or its last word say so."""
    if part == NOUN:
        above = set(_base_forms(broad, part))
        if " " in _fold(narrow) and _fold(narrow).rpartition(" ")[2] in above:
            return True
        listed = any(above & list_broader().get(base, frozenset()) for base in find_bases(narrow, part))
        if listed or any(membership.family.id in above for membership in find_memberships(narrow, part)):
            return True
    numbers = {sense.number for sense in find_senses(broad, part)[: _BROAD_SENSES if part == NOUN else _TRUSTED]}
    return any(numbers & climb(sense.number) for sense in find_senses(narrow, part)[:_TRUSTED])


@lru_cache(maxsize=_CACHED)
def _climb_wholes(number: str) -> frozenset[str]:
    """The synsets that a synset is a part of, and those that they are parts of."""
    found: set[str] = set()
    waiting = [number]
    while waiting:
        for pointer in read_synset(waiting.pop()).follow(PART_OF):
            if pointer.number not in found:
                found.add(pointer.number)
                waiting.append(pointer.number)
    return frozenset(found)


def _relate_parts(a: str, b: str, part: str) -> WordRelation | None:
    if part != NOUN:
        return None
    mine, theirs = (find_senses(word, part)[:_TRUSTED] for word in (a, b))
    if any(other.number in _climb_wholes(one.number) for one in mine for other in theirs):
        return WordRelation(Link.PART, f"“{a}” is part of “{b}”")
    if any(one.number in _climb_wholes(other.number) for one in mine for other in theirs):
        return WordRelation(Link.WHOLE, f"“{b}” is part of “{a}”")
    return None


def _relate_families(a: str, b: str, part: str) -> WordRelation | None:
    theirs = {membership.family.id: membership for membership in find_memberships(b, part)}
    shared = [(mine, theirs[mine.family.id]) for mine in find_memberships(a, part) if mine.family.id in theirs]
    exclusive = [pair for pair in shared if exclude_members(pair[0].family, pair[0].members, pair[1].members)]
    if not exclusive:
        return None
    order = load_families().index
    found = min(exclusive, key=lambda p: (not _is_strict(*p), p[0].rank + p[1].rank, order(p[0].family)))
    family = found[0].family.id
    why = f"“{a}” and “{b}” are different members of the family {family}"
    changes = found[0].family.changes
    strict = _is_strict(*found)
    return WordRelation(Link.EXCLUSIVE, why, excludes=True, strict=strict, family=family, changes=changes)


def _is_strict(a: Membership, b: Membership) -> bool:
    return a.family.strict and a.sure and b.sure


def _relate_nationalities(a: str, b: str, part: str) -> WordRelation | None:
    if part not in (NOUN, ADJECTIVE):
        return None
    mine, theirs = _list_countries(_fold(a).title(), part), _list_countries(_fold(b).title(), part)
    wholes = {n for number in (*mine, *theirs) for n in _climb_wholes(number)}
    if not mine or not theirs or set(mine) & set(theirs) or wholes & {*mine, *theirs}:
        return None
    why = f"“{a}” is of {_name(mine[0])}, “{b}” of {_name(theirs[0])}"
    return WordRelation(Link.EXCLUSIVE, why, excludes=True, family=NATIONALITY)


def _relate_clusters(a: str, b: str, part: str) -> WordRelation | None:
    """Opposites through the head of a cluster of similar adjectives."""
    if part != ADJECTIVE:
        return None
    mine, theirs = _list_heads(a), _list_heads(b)
    for head in sorted(mine):
        for pointer in read_synset(head).follow(ANTONYM):
            if pointer.number in theirs:
                why = f"“{a}” and “{b}” are like the antonyms “{_name(head)}” and “{_name(pointer.number)}”"
                return WordRelation(Link.OPPOSITE, why, excludes=True, direct=False)
    if mine & theirs:
        return WordRelation(Link.RELATED, f"“{a}” and “{b}” are similar")
    return None


def _list_heads(word: str) -> frozenset[str]:
    found: set[str] = set()
    for sense in find_senses(word, ADJECTIVE)[:1]:
        found |= {sense.number, *(pointer.number for pointer in read_synset(sense.number).follow(SIMILAR))}
    return frozenset(found)


def _name(number: str) -> str:
    return read_synset(number).words[0]


def _relate_loosely(a: str, b: str, part: str) -> WordRelation | None:
    """Words made from each other, or kinds of one thing."""
    if part == PREPOSITION:
        return None
    derived = {word.casefold() for word, _ in derive_words(a, part)}
    if derived & set(_base_forms(b, part)):
        return WordRelation(Link.RELATED, f"“{a}” and “{b}” are made from each other")
    if part == ADVERB:
        return None
    mine, theirs = (
        {p.number for s in find_senses(w, part)[:1] for p in read_synset(s.number).follow(KIND)} for w in (a, b)
    )
    shared = sorted(mine & theirs)
    return WordRelation(Link.RELATED, f"“{a}” and “{b}” are kinds of “{_name(shared[0])}”") if shared else None
