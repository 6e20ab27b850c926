"""The words of the normalising stage, from lexicon.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import yaml


class NormalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in lexicon.yaml."""

    wrappers: frozenset[str]
    person_kinds: frozenset[str]
    unit_nouns: frozenset[str]
    articles: frozenset[str]
    quantifiers: dict[str, frozenset[str]]
    tie_verbs: frozenset[str]
    narrowing: frozenset[str]
    past_titles: frozenset[str]
    plain_titles: frozenset[str]
    generic_descriptions: frozenset[str]


@cache
def load_words() -> NormalWords:
    """The shipped words, read once per process."""
    text = (Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), NormalWords)
