"""The word lists of the scene, from lexicon.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class SceneWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Closed lists, each explained beside it in lexicon.yaml."""

    strictly_above: tuple[str, ...]
    strictly_below: tuple[str, ...]
    guarded_determiners: frozenset[str]
    spreading: frozenset[str]
    attitudes: frozenset[str]
    once: frozenset[str]
    lasting: frozenset[str]
    nearly: frozenset[str]
    light_manners: frozenset[str]
    counted: tuple[tuple[str, ...], ...]
    totals: frozenset[str]
    bearers: frozenset[str]
    light_deeds: frozenset[str]
    made_by: frozenset[str]
    sole: frozenset[str]
    excepting: frozenset[str]
    realms: dict[str, tuple[str, ...]]
    deeds: tuple[frozenset[str], ...]
    alike: tuple[frozenset[str], ...]
    rebuttals: frozenset[str]
    answers: frozenset[str]
    genres: frozenset[str]
    quantities: dict[str, frozenset[str]]
    frequencies: dict[str, frozenset[str]]
    anybody: frozenset[str]
    anything: frozenset[str]
    guarded_manners: frozenset[str]
    name_words: frozenset[str]

    @property
    def quantity_of(self) -> dict[str, str]:
        """Quantifier → how many it tells of: all, most, many, some, few, none."""
        return {word: name for name, words in self.quantities.items() for word in words}

    @property
    def frequency_of(self) -> dict[str, str]:
        """Adverb → how often it tells of, by the same names."""
        return {word: name for name, words in self.frequencies.items() for word in words}

    @property
    def families(self) -> dict[str, int]:
        """Word → number of the family of words that count one thing."""
        return {word: at for at, family in enumerate(self.counted) for word in family}


@cache
def load_scene_words() -> SceneWords:
    """The shipped lists, read once per process."""
    return load_list(Path(__file__).with_name("lexicon.yaml"), SceneWords)
