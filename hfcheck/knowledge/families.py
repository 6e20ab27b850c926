"""Opposites, converses and families of exclusive words, written by hand in the folder words/ beside this module.

They add to WordNet what it lacks: which hypernyms have kinds that exclude each other, and opposites of current English.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hfcheck.knowledge.senses import ADVERB, INSTANCE, NOUN, VERB, climb, find_bases, find_senses, read_synset
from hfcheck.yamlrecords import load_list

FOLDER = Path(__file__).parent / "words"
PREPOSITION = "p"
_RANK = 3


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of which one thing is one at most; explained at the top of families.yaml."""

    id: str
    members: tuple[str | tuple[str, ...], ...] = ()
    open: tuple[str, ...] = ()
    root: str = ""
    parts: tuple[str, ...] = (NOUN,)
    overlaps: tuple[tuple[str, str], ...] = ()
    strict: bool = False
    changes: bool = False
    instances: bool = False
    rank: int = _RANK

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The members, each as the words that stand for it."""
        return tuple((member,) if isinstance(member, str) else member for member in self.members)


class Prefix(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prefix that negates, and the parts of speech that it does so in."""

    prefix: str
    parts: tuple[str, ...]
    plain: bool


class Negations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """negations.yaml: prefixes, the opposites that they make, and words that only look so."""

    prefixes: tuple[Prefix, ...]
    stated: frozenset[str]
    look_alikes: frozenset[str]


class Opposites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """opposites.yaml, as its head explains it."""

    opposites: dict[str, tuple[tuple[frozenset[str], frozenset[str]], ...]]
    never: dict[str, frozenset[frozenset[str]]]
    converses: dict[str, frozenset[frozenset[str]]]
    broader: dict[str, frozenset[str]]
    demonyms: dict[str, tuple[str, ...]]


class Membership(NamedTuple):
    """A word in a family: the members that take it in, and the rank of the sense in which they do.

    `sure`: in its first sense, and as the part of speech that it was looked up as.
    """

    family: Family
    members: frozenset[str]
    rank: int
    sure: bool


def _load(name: str, shape: type[Any]) -> Any:
    path = FOLDER / name
    return load_list(path, shape)


@cache
def load_families() -> tuple[Family, ...]:
    """The families of families.yaml, in their order."""
    data: dict[str, tuple[Family, ...]] = _load("families.yaml", dict[str, tuple[Family, ...]])
    return data["families"]


@cache
def load_negations() -> Negations:
    """negations.yaml."""
    negations: Negations = _load("negations.yaml", Negations)
    return negations


@cache
def _load_opposites() -> Opposites:
    opposites: Opposites = _load("opposites.yaml", Opposites)
    return opposites


@cache
def list_facing(part: str) -> dict[str, dict[str, str]]:
    """For each word of opposites.yaml in this part of speech, the words that it excludes and how: see the file."""
    facing: dict[str, dict[str, str]] = defaultdict(dict)
    for key, pairs in _load_opposites().opposites.items():
        name, _, standing = key.partition(" ")
        for one, other in pairs if name == part else ():
            for a in sorted(one - other):
                for b in sorted(other - one):
                    facing[a].setdefault(b, standing)
                    facing[b].setdefault(a, standing)
    return dict(facing)


def are_converses(a: str, b: str, part: str) -> bool:
    """Whether opposites.yaml has two base forms as converses."""
    return frozenset((a, b)) in _load_opposites().converses.get(part, frozenset())


def may_be_one(a: str, b: str, part: str) -> bool:
    """Whether two base forms that look opposite may tell one fact from two points of view: "come" and "go"."""
    return frozenset((a, b)) in _load_opposites().never.get(part, frozenset())


def list_demonym(word: str) -> tuple[str, ...]:
    """The countries whose people a word in small letters names, where opposites.yaml has it."""
    return _load_opposites().demonyms.get(word, ())


@cache
def list_broader() -> dict[str, frozenset[str]]:
    """For each noun of opposites.yaml that has one, the broader nouns that WordNet lacks."""
    found: dict[str, set[str]] = defaultdict(set)
    for broad, kinds in _load_opposites().broader.items():
        for kind in kinds:
            found[kind].add(broad)
    return {word: frozenset(words) for word, words in found.items()}


@cache
def _index_members() -> dict[str, tuple[tuple[Family, str], ...]]:
    """For each word of a closed family, in small letters: the family and the name of the member."""
    index: dict[str, list[tuple[Family, str]]] = defaultdict(list)
    for family in load_families():
        for group in family.groups:
            for word in group:
                index[word.casefold()].append((family, group[0]))
    return {word: tuple(found) for word, found in index.items()}


@cache
def _list_open() -> tuple[Family, ...]:
    return tuple(family for family in load_families() if family.open)


@lru_cache(maxsize=20000)
def find_memberships(word: str, part: str) -> tuple[Membership, ...]:
    """The families that a word is in, by its own name or as a kind of a member.

    An adjective or a plural is looked up as the noun that it is made from as well, where its family has adjectives.
    """
    found = {membership.family.id: membership for membership in _find_named(word, part)}
    named = frozenset(found)
    for membership in _find_kinds(word, part):
        if membership.family.id in named:
            continue
        known = found.get(membership.family.id)
        if known is None or membership.rank < known.rank:
            found[membership.family.id] = membership
        elif membership.rank == known.rank:
            found[membership.family.id] = known._replace(members=known.members | membership.members)
    return tuple(found.values())


def _find_named(word: str, part: str) -> list[Membership]:
    """Families that have the word itself, where a sense of it lies under the root."""
    index, found = _index_members(), []
    for base in dict.fromkeys((word.casefold(), *find_bases(word, part))):
        for family, member in index.get(base, ()):
            rank = _rank_under(base, family) if part == NOUN and family.root else 1
            if part in family.parts and rank:
                found.append(Membership(family, frozenset((member,)), rank, sure=rank == 1))
    return found


def _rank_under(word: str, family: Family) -> int:
    """The rank of the first sense of a noun under the root of a family; 1 where WordNet lacks the word, 0 for none."""
    senses = find_senses(word, NOUN)
    ranks = (sense.rank for sense in senses if is_below(sense.number, family.root))
    return next(ranks, 0) if senses else 1


def _find_kinds(word: str, part: str) -> list[Membership]:
    """Families that take in a sense of the word as a noun."""
    if part in (ADVERB, VERB, PREPOSITION):
        return []
    found = []
    for sense in find_senses(word, NOUN)[:_RANK]:
        families = _find_closed(sense.number) | _find_open(sense.number)
        found += [
            Membership(family, members, sense.rank, sure=sense.rank == 1 and part == NOUN)
            for family, members in families.items()
            if part in family.parts and sense.rank <= family.rank
        ]
    return found


def _find_closed(number: str) -> dict[Family, frozenset[str]]:
    """The families that have a synset or something above it as a member, and these members."""
    index = _index_members()
    found: dict[Family, set[str]] = defaultdict(set)
    for name in _name_ancestors(number):
        for family, member in index.get(name, ()):
            found[family].add(member)
    return {f: frozenset(members) for f, members in found.items() if not f.root or is_below(number, f.root)}


def _find_open(number: str) -> dict[Family, frozenset[str]]:
    """The open families that a synset is a kind or an instance under the root of."""
    instance = any(read_synset(number).follow(INSTANCE))
    names = _name_ancestors(number)
    return {
        family: frozenset((number,))
        for family in _list_open()
        if instance >= family.instances
        and any(root.casefold().partition("/")[0] in names and is_below(number, root) for root in family.open)
    }


@lru_cache(maxsize=20000)
def is_below(number: str, root: str) -> bool:
    """Whether a synset is a kind or an instance of the one that has all the words of `root`, as in "country/state"."""
    words = set(root.split("/"))
    return any(words <= set(read_synset(above).words) for above in climb(number) - {number})


@lru_cache(maxsize=20000)
def _name_ancestors(number: str) -> frozenset[str]:
    """The words, in small letters, of a synset and of all that it is a kind of."""
    return frozenset(word.casefold() for other in climb(number) for word in read_synset(other).words)


def exclude_members(family: Family, a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two words of a family exclude each other, given the members that take each of them in."""
    if family.open:
        return not any(one in climb(other) or other in climb(one) for one in a for other in b)
    if a & b:
        return False
    return not any((one in a and other in b) or (other in a and one in b) for one, other in family.overlaps)
