"""The words for the facts of a story that several articles tell, from storywords.yaml beside this module."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class StoryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Lists explained in storywords.yaml."""

    sums: tuple[tuple[str, ...], ...]
    given: dict[str, str]
    parents: tuple[str, ...]
    worth_words: tuple[str, ...]
    holes: tuple[str, ...]
    sizes: dict[str, str]
    tolls: dict[str, tuple[str, ...]]
    victims: frozenset[str]
    elsewhere: tuple[str, ...]
    doubts: tuple[str, ...]
    uncounted: frozenset[str]
    dateless: frozenset[str]
    deeds: tuple[tuple[str, ...], ...]
    results: dict[str, frozenset[str]]
    contraries: dict[str, str]

    @cached_property
    def deed_of(self) -> dict[str, str]:
        """Each verb for a deed → the first of its list."""
        return {verb: group[0] for group in self.deeds for verb in group}

    @cached_property
    def thing_of(self) -> dict[str, str]:
        """Each noun for something that a story has one of → the first of its list."""
        return {**self.sum_of, **dict.fromkeys(self.holes, self.holes[0])}

    @cached_property
    def sum_of(self) -> dict[str, str]:
        """Each noun for something of one sum → the first of its list."""
        return {noun: group[0] for group in self.sums for noun in group}

    @cached_property
    def toll_of(self) -> dict[str, str]:
        """Each word for what became of people → the name of its toll."""
        return {word: toll for toll, words in self.tolls.items() for word in words}

    @cached_property
    def sum_patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Finds the noun of a sum behind it, "$5 reward", and before it, "a reward of $5"."""
        nouns = "|".join(sorted(self.sum_of, key=lambda w: (-len(w), w)))
        links = "|".join(sorted((re.escape(w) for w in self.worth_words), key=lambda w: (-len(w), w)))
        by = r"(?:\sby\s[A-Z]\w+\s[A-Z]\w+)?"
        right = re.compile(rf"[\s-](?:[a-z]+\s){{0,2}}?({nouns})\b(?!\sof\s[^\d\s])")
        left = re.compile(rf"\b({nouns}){by}\s?(?:{links})\s(?:about\s|some\s|nearly\s)?$")
        return right, left

    @cached_property
    def toll_patterns(self) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
        """Finds the word of a toll behind a number, before it, and what it counts behind it."""
        victims, tolls = "|".join(sorted(self.victims)), "|".join(sorted(self.toll_of))
        verbs = r"(?:were|was|have been|had been|are|have|had)?"
        after = re.compile(rf"\s?(?:{victims})?\s?{verbs}\s?({tolls})\b")
        return after, re.compile(rf"\b({tolls})\s$"), re.compile(rf"\s(?:{victims})\b|[,.]")

    @cached_property
    def tells_other(self) -> re.Pattern[str]:
        """Finds the words of another event, or a year."""
        return re.compile(rf"\b(?:{'|'.join(self.elsewhere)}|(?:in|since|until|before) (?:19|20)\d\d)\b", re.IGNORECASE)

    @cached_property
    def tells_doubt(self) -> re.Pattern[str]:
        """Finds what may part a sentence from what it tells."""
        return re.compile(rf"\b(?:{'|'.join(self.doubts)})\b|n['’]t\b|\?", re.IGNORECASE)


@cache
def load_story_words() -> StoryWords:
    """The shipped words, read once per process."""
    return load_list(Path(__file__).with_name("storywords.yaml"), StoryWords)
