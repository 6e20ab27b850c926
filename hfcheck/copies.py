"""Which articles are near copies of one another, so that a text that was passed on counts as one source.

Texts are compared by their shingles, runs of `SHINGLE` words, as in A. Z. Broder, "On the resemblance and containment
of documents" (Compression and Complexity of Sequences, 1997): two are near copies where at least `CONTAINMENT` of the
shorter one's shingles stand in the other, which also holds for a text that was cut or continued. Pairs to look at come
from an index of the shingles whose hash is 0 modulo `SAMPLE`, Broder's sketch, so that the work is near-linear in the
number of words.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from hfcheck.model import Article, BlockKind, Finding, Report, Side

SHINGLE = 5
CONTAINMENT = 1 / 3
"""A third taken over word for word: articles that merely quote the same people share less, in our measure a quarter."""

SAMPLE = 4
FEWEST = 12
"""Texts of fewer shingles than this are near copies only where their words are the same."""

MOST_HOLDERS = 32
"""A shingle is looked up in the first so many articles that hold it: the others are copies of these, or it is a phrase
of the trade."""

_PROSE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH})
_WORD = re.compile(r"\w+")


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Give each article's id the id of the first, in the order of ids, of the near copies that it belongs to.

    An article that nothing resembles stands for itself. A copy of a copy belongs to the same group.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    first = {article.id: article.id for article in ordered}
    shingles = {article.id: _list_shingles(article) for article in ordered}
    for one, other in _pair_candidates([article.id for article in ordered], shingles):
        if is_copy(shingles[one], shingles[other]):
            roots = sorted((_find_root(one, first), _find_root(other, first)))
            first[roots[1]] = roots[0]
    return {name: _find_root(name, first) for name in first}


def is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two sets of shingles are those of near copies."""
    shorter = min(len(one), len(other))
    if shorter < FEWEST:
        return bool(one) and one == other
    return len(one & other) >= CONTAINMENT * shorter


def count_sources(report: Report, articles: Mapping[str, Article]) -> Report:
    """Write into each side how many independent sources stand behind it: its articles, near copies counted once.

    Where articles of two sides are near copies of one text, a step of the finding names them: one was changed.
    """
    behind = sorted({name for finding in report.findings for side in finding.sides for name in side.articles})
    first = find_copies(articles[name] for name in behind if name in articles)
    findings = tuple(_count_finding(finding, first) for finding in report.findings)
    return msgspec.structs.replace(report, findings=findings)


def _count_finding(finding: Finding, first: Mapping[str, str]) -> Finding:
    sides = tuple(_count_side(side, first) for side in finding.sides)
    steps = tuple(
        f"{one} and {other} are near copies: one of them was changed" for one, other in _pair_sides(finding, first)
    )
    return msgspec.structs.replace(finding, sides=sides, steps=(*finding.steps, *steps))


def _pair_sides(finding: Finding, first: Mapping[str, str]) -> list[tuple[str, str]]:
    """Articles of two sides that are near copies of one text, sorted; one pair for each text."""
    pairs: dict[str, tuple[str, str]] = {}
    for one, other in combinations(finding.sides, 2):
        for left in one.articles:
            for right in other.articles:
                if left != right and first.get(left, left) == first.get(right, right):
                    pairs.setdefault(first.get(left, left), (min(left, right), max(left, right)))
    return sorted(pairs.values())


def _count_side(side: Side, first: Mapping[str, str]) -> Side:
    return msgspec.structs.replace(side, sources=len({first.get(name, name) for name in side.articles}))


def _list_shingles(article: Article) -> frozenset[int]:
    parts = (article.text[block.start : block.end] for block in article.blocks if block.kind in _PROSE)
    words = _WORD.findall(" ".join(parts).casefold())
    starts = range(max(1, len(words) - SHINGLE + 1)) if words else ()
    return frozenset(_hash_words(words[at : at + SHINGLE]) for at in starts)


def _hash_words(words: Sequence[str]) -> int:
    return zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))


def _pair_candidates(names: Sequence[str], shingles: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Pairs that share enough of their sampled shingles to be worth a look, in the order of `names`."""
    holders: defaultdict[int, list[str]] = defaultdict(list)
    sampled = {name: _sample_shingles(shingles[name]) for name in names}
    pairs: list[tuple[str, str]] = []
    for name in names:
        shared: Counter[str] = Counter()
        for shingle in sampled[name]:
            known = holders[shingle]
            shared.update(known)
            if len(known) < MOST_HOLDERS:
                known.append(name)
        pairs += [
            (other, name)
            for other in sorted(shared)
            if shared[other] >= CONTAINMENT / 2 * min(len(sampled[name]), len(sampled[other]))
        ]
    return pairs


def _sample_shingles(shingles: frozenset[int]) -> frozenset[int]:
    """The sketch of a text; a short text is kept whole, and each has its sum, by which equal texts meet."""
    kept = shingles if len(shingles) < FEWEST else (one for one in shingles if one % SAMPLE == 0)
    return frozenset((*kept, sum(shingles)))


def _find_root(name: str, first: Mapping[str, str]) -> str:
    while first[name] != name:
        name = first[name]
    return name
