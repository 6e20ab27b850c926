"""Ways to write one name: other case, spacing or spelling, a legal form more or less, a slip of the pen.

Each function gives links between names that hold over all articles, and looks only at names that share a key, so that
its cost grows with their number and not with their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz.distance import OSA

from hfcheck.normalise.folding import list_words, make_key
from hfcheck.normalise.namewords import index_rows, load_name_words

# Names of as many letters or fewer may be initials, which are written in capitals anyway.
_INITIALS = 4
# Letters that a word needs for a slip of each kind to be one: a shorter word with it is another word.
_LEAST_DOUBLED, _LEAST_SWAPPED, _LEAST_LEFT_OUT, _LEAST_REPLACED = 5, 6, 8, 10
_LEAST_ALONE = 8
_LEAST_STEM = 4
# One slip leaves the first letters of a word or the last as they are.
_KEPT, _KEPT_ALONE = 3, 4
# More names than these under one key of a slip are a pattern of names, and no slips.
_MOST_ALIKE = 256


class Same(NamedTuple):
    """Two names that are one thing, and why."""

    one: str
    other: str
    why: str


# ── letters ───────────────────────────────────────────────────────────────────────────────────


def choose_cases(names: Iterable[str], by_article: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Names that differ in case only are one, unless one article uses both ("POLO" and "Polo")."""
    chosen: dict[str, str] = {}
    groups = group_by_case(names)
    several = {name for group in groups.values() if len(group) > 1 for name in group}
    met: set[str] = set()
    for own in by_article.values():
        shared: dict[str, int] = defaultdict(int)
        for name in own:
            if name in several:
                shared[name.casefold()] += 1
        met |= {folded for folded, count in shared.items() if count > 1}
    for folded, group in groups.items():
        best = min(group, key=lambda n: (n.isupper(), n))
        for name in group:
            shouted = len(folded) > _INITIALS and name.isupper()
            chosen[name] = name if folded in met and not shouted else best
    return chosen


def group_by_case(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their case-folded form."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[name.casefold()].append(name)
    return groups


def link_spellings(names: Iterable[str], cases: Mapping[str, str], digraphs: Mapping[str, str]) -> Iterator[Same]:
    """Names with one key: "Coca-Cola", "Coca Cola"; "St. Paul", "Saint Paul"; "Müller", "Mueller"."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name in sorted(names):
        best = cases.get(name, name)
        if best != name:
            yield Same(name, best, f"“{name}” is “{best}” in other letters")
        groups[make_key(name)].add(best)
    for name, other in sorted(digraphs.items()):
        twins = groups.get(make_key(other), set()) - {name}
        if len(twins) == 1:
            twin = next(iter(twins))
            yield Same(name, twin, f"“{twin}” writes “{name}” without its accents")
    for group in groups.values():
        folded = {name.casefold() for name in group}
        if 1 < len(group) == len(folded):
            first, *others = sorted(group)
            for other in others:
                yield Same(first, other, f"“{first}” and “{other}” are two spellings of one name")


# ── legal forms ───────────────────────────────────────────────────────────────────────────────


class Forms(NamedTuple):
    """Links between names with and without what follows a company's name, and what short names several share."""

    same: list[Same]
    shared: dict[str, tuple[str, ...]]


class FormReader:
    """Takes legal forms and words of trade off the ends of names."""

    def __init__(self, designators: Iterable[str]) -> None:
        self.legal = index_rows(load_name_words().legal_forms)
        words = {word for designator in designators for word in list_words(designator)[:1]}
        self.trades = frozenset(words - set(self.legal))

    def strip_legal(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words of a name without its legal forms; one word at least is left."""
        kept = len(words)
        while kept > 1 and words[kept - 1] in self.legal:
            kept -= 1
        return words[:kept]

    def strip_trade(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words of a name without legal forms and words of trade: ("ford",) of "Ford Motor Company"."""
        kept = len(words)
        while kept > 1 and (words[kept - 1] in self.trades or words[kept - 1] in self.legal):
            kept -= 1
        return words[:kept]

    def link(self, names: Iterable[str], may_be_short: Callable[[str], bool]) -> Forms:
        """ "Ford Motor" is Ford where nothing else is called Ford and a word of trade.

        `may_be_short` tells whether a short name can stand for a company at all.
        """
        by_key: dict[str, str] = {}
        for name in sorted(names, reverse=True):
            by_key[make_key(name)] = name
        same: list[Same] = []
        shared: dict[str, tuple[str, ...]] = {}
        for strip, least in ((self.strip_legal, False), (self.strip_trade, True)):
            for stem, variants in _group_variants(by_key.values(), strip).items():
                short = by_key.get(stem)
                found = sorted(name for names_of_tail in variants.values() for name in names_of_tail)
                if short is not None and least and not may_be_short(short):
                    continue
                if _is_one(variants):
                    first = short or found[0]
                    same += [Same(n, first, f"“{n}” is “{first}” with its form or trade") for n in found if n != first]
                elif short is not None:
                    shared.setdefault(short, tuple(found))
        return Forms(same, shared)


def _group_variants(
    names: Iterable[str], strip: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> dict[str, dict[tuple[str, ...], list[str]]]:
    """Key of the short name → what is taken off → names."""
    legal = index_rows(load_name_words().legal_forms)
    groups: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        words = list_words(name)
        stem = strip(words)
        if len(stem) < len(words):
            tail = tuple(legal.get(word, word.removesuffix("s")) for word in words[len(stem) :])
            groups[make_key(" ".join(stem))][tail].append(name)
    return groups


def _is_one(variants: Mapping[tuple[str, ...], object]) -> bool:
    """Whether each tail begins with the shortest: "Motor", "Motor Co"; "Auto" is short for "Automobile"."""
    shortest = min(variants, key=lambda tail: (len(tail), sum(map(len, tail)), tail))
    return all(
        len(tail) >= len(shortest) and all(_is_short_for(a, b) for a, b in zip(shortest, tail, strict=False))
        for tail in variants
    )


def _is_short_for(one: str, other: str) -> bool:
    return one == other or (len(one) >= _LEAST_STEM and other.startswith(one))


# ── slips ─────────────────────────────────────────────────────────────────────────────────────


def link_slips(names: Iterable[str], by_article: Mapping[str, Collection[str]]) -> Iterator[Same]:
    """Names one slip apart, where neither is that near to a third and no article uses both."""
    blocks: dict[tuple[tuple[str, ...], int, str], list[str]] = defaultdict(list)
    spelled: dict[str, tuple[str, ...]] = {}
    for name in sorted(names):
        words = list_words(name)
        if any(word[0].isdigit() for word in words) or (len(words) == 1 and len(words[0]) < _LEAST_ALONE):
            continue
        spelled[name] = words
        kept = _KEPT if len(words) > 1 else _KEPT_ALONE
        for at, word in enumerate(words):
            if len(word) >= _LEAST_DOUBLED:
                others = words[:at] + words[at + 1 :]
                blocks[others, at, word[:kept]].append(name)
                blocks[others, at, "…" + word[-kept:]].append(name)
    near: dict[str, set[str]] = defaultdict(set)
    for (_, at, _), block in blocks.items():
        for one, other in _pair(block):
            if is_slip(spelled[one][at], spelled[other][at]):
                near[one].add(other)
                near[other].add(one)
    together = _find_together(near, by_article)
    for one, close in sorted(near.items()):
        other = min(close)
        if len(close) == 1 and near[other] == {one} and one < other and (one, other) not in together:
            yield Same(one, other, f"“{one}” and “{other}” are one slip apart")


def _pair(block: list[str]) -> Iterator[tuple[str, str]]:
    if 1 < len(block) <= _MOST_ALIKE:
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                yield one, other


def _find_together(near: Mapping[str, set[str]], by_article: Mapping[str, Collection[str]]) -> set[tuple[str, str]]:
    """Which names that are near stand in one article."""
    found: set[tuple[str, str]] = set()
    for own in by_article.values():
        for name in own:
            found |= {(name, other) for other in near.get(name, ()) if other in own}
    return found


def is_slip(one: str, other: str) -> bool:
    """Whether two words are one word with a letter doubled, swapped, left out or replaced, the ends kept.

    The first and the last letter stay, or the words are two names ("Michael", "Michaela"); a letter may be doubled
    at the end. What is so near in a short word is another word.
    """
    if one == other or one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    longest = max(len(one), len(other))
    if len(one) != len(other) and _undouble(one) == _undouble(other):
        return longest > _LEAST_DOUBLED
    if one[-1] != other[-1] or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    if len(one) != len(other):
        return longest >= _LEAST_LEFT_OUT
    swapped = sorted(one) == sorted(other)
    return longest >= (_LEAST_SWAPPED if swapped else _LEAST_REPLACED)


def _undouble(word: str) -> str:
    return "".join(c for at, c in enumerate(word) if at == 0 or c != word[at - 1])
