"""The words for the people of a country, from demonyms.yaml beside this module."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.model import Entity
from hfcheck.yamlrecords import load_list


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    demonyms: dict[str, tuple[str, ...]]
    citizen_nouns: frozenset[str]


@cache
def _load_words() -> _Words:
    return load_list(Path(__file__).with_name("demonyms.yaml"), _Words)


@cache
def _index() -> dict[str, str]:
    words = {word: country for country, forms in _load_words().demonyms.items() for word in forms}
    return words | {
        f"{word}s": country for word, country in words.items() if not word.endswith(("s", "ese", "sh", "ch"))
    }


@cache
def _match_people() -> re.Pattern[str]:
    demonyms = "|".join(sorted((re.escape(w).replace(r"\-", "[ -]") for w in _index()), key=lambda w: (-len(w), w)))
    nouns = "|".join(f"{noun}s?" for noun in sorted(_load_words().citizen_nouns))
    return re.compile(rf"(?:an?\s+)?({demonyms})(?:\s+(?:{nouns}))?", re.IGNORECASE)


def read_nationality(words: str) -> Entity | None:
    """The country whose people a phrase as a whole says somebody to be of: "an Iraqi", "Syrian nationals"; or None."""
    match = _match_people().fullmatch(words.strip())
    return _make(match[1]) if match else None


def find_appended(text: str, start: int, end: int) -> tuple[Entity, int] | None:
    """The country that an apposition from `start` on names (", an Iraqi,"), and where it ends; or None."""
    match = re.compile(r",\s+(?=an?\s)").match(text, start, end)
    told = _match_people().match(text, match.end(), end) if match else None
    if (
        told is None
        or text[told.end() : told.end() + 1].isalnum()
        or text[told.end() : told.end() + 2].strip()[:1].isalpha()
    ):
        return None
    return _make(told[1]), told.end()


def find_demonym(words: str) -> Entity | None:
    """The one country that a word of `words` names the people of: "an Iraqi wife"; or None."""
    countries = {c for w in words.casefold().split() if (c := _index().get(w.strip(",")))}
    return _make_of(next(iter(countries))) if len(countries) == 1 else None


def _make(word: str) -> Entity:
    return _make_of(_index()["-".join(word.casefold().split())])


def _make_of(country: str) -> Entity:
    return Entity(id=country, name=_load_words().demonyms[country][0].replace("-", " ").title(), kind="country")
