"""The drill's words, from words.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class Words(msgspec.Struct, frozen=True):
    """`same`: groups of wordings that say the same; the rest as the file's comments say."""

    same: tuple[tuple[str, ...], ...]
    openers: tuple[str, ...]
    contractions: Mapping[str, str]
    months: tuple[str, ...]
    auxiliaries: frozenset[str]
    negations: frozenset[str]
    do: Mapping[str, str]
    names: Mapping[str, Sequence[str]]


@cache
def load_words() -> Words:
    """The words, read once."""
    return load_list(Path(__file__).with_name("words.yaml"), Words)
