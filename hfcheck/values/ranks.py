"""Ranks in English text: "the second-largest bank in Norway", "38th most abundant", "the sixth brand of the group"."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from hfcheck.model import Record
from hfcheck.values.lexicon import any_of, load_words
from hfcheck.values.ordinals import find_ordinals

_LINK = r"[-\s]*"


class RankWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in ranks.yaml."""

    superlatives: tuple[tuple[str, ...], ...]
    degrees: tuple[str, ...]
    unranked: frozenset[str]
    plural_openings: tuple[str, ...]
    verbs: frozenset[str]
    bounds: frozenset[str]
    articles: frozenset[str]


class FoundRank(Record, frozen=True):
    """What a nominal says of a rank: the `number`, `by` what ("largest", "" for a place in a row), `noun` and `among`.

    `by` is the first word of those that mean the same; `among` the rest of the words, without articles; `surface` the
    words that tell the rank.
    """

    number: int
    by: str
    noun: str
    among: str
    surface: str


@cache
def load_rank_words() -> RankWords:
    """The shipped words, read once per process."""
    return load_words("ranks.yaml", RankWords)


def read_rank(text: str) -> FoundRank | None:
    """The rank that a nominal begins with, or None; "one of the largest" and "the third quarter" tell none."""
    words = load_rank_words()
    folded = " ".join(text.lower().split())
    if re.match(rf"(?:{any_of(words.plural_openings)})\b", folded):
        return None
    number, by, start, rest = 1, "", 0, _drop_articles(folded)
    rest = re.sub(rf"(?<=\w)-(?={_compile_superlative().pattern.removeprefix(_LINK)})", " ", rest, count=1)
    ordinal = next(find_ordinals(rest), None)
    if ordinal is not None and ordinal.start == 0 and ordinal.low is not None:
        number, start = int(ordinal.low), ordinal.end
    superlative = _compile_superlative().match(rest, start)
    if superlative is not None:
        by, start = _fold_superlative(superlative["by"]), superlative.end()
    elif not start:
        return None
    noun, among = _part(rest[start:].split())
    if not noun or (not by and (not among or words.unranked.intersection(noun.replace("-", " ").split()))):
        return None
    return FoundRank(number, by, noun, among, rest[:start].strip())


def read_place(text: str) -> tuple[int, str] | None:
    """The rank and the words behind it, of what stands after "ranks" or "finished": "third in Europe"."""
    folded = _drop_articles(" ".join(text.lower().split()))
    ordinal = next(find_ordinals(folded), None)
    if ordinal is None or ordinal.start or ordinal.low is None:
        return None
    rest = folded[ordinal.end :].split()
    if rest and rest[0] not in load_rank_words().bounds:
        return None
    return int(ordinal.low), _join(rest)


@cache
def _compile_superlative() -> re.Pattern[str]:
    words = load_rank_words()
    plain = any_of({word for group in words.superlatives for word in group})
    degree = rf"(?:{any_of(words.degrees)})[-\s]+[a-z]+"
    return re.compile(rf"{_LINK}(?P<by>(?:{plain})(?:-[a-z]+)?|{degree})(?=\s)")


def _fold_superlative(word: str) -> str:
    first, dash, last = word.partition("-")
    found = next((group[0] for group in load_rank_words().superlatives if first in group), first)
    return " ".join(f"{found}{dash}{last}".replace("-", " ").split())


def _part(words: list[str]) -> tuple[str, str]:
    """The words for what is ranked, and those for among what."""
    bounds = load_rank_words().bounds
    end = next((at for at, word in enumerate(words) if word.strip(",") in bounds), len(words))
    return " ".join(words[:end]).strip(" ,"), _join(words[end:])


def _join(words: list[str]) -> str:
    articles = load_rank_words().articles
    return " ".join(word for word in words if word not in articles).strip(" ,.")


def _drop_articles(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first in load_rank_words().articles else text
