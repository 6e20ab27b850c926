"""The word lists of the language stage, from lexicon.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Closed lists: `abbreviations` keep their dot; those in `sentence_final` may also end a sentence.

    Those in `never_before_names` end one before any capital; those in `numbered` are abbreviations only before a
    number. `states` are written after a town and a comma, with these capitals. `units` are words of their own when
    glued to a number. `credits` name a picture's maker: "Photo: Anna Lee". `contractions` have their parts in any
    case of letters, `slips` (the apostrophe was forgotten) only as they are written here.
    """

    abbreviations: frozenset[str]
    sentence_final: frozenset[str]
    never_before_names: frozenset[str]
    numbered: frozenset[str]
    states: frozenset[str]
    units: frozenset[str]
    hyphen_prefixes: frozenset[str]
    sentence_openers: frozenset[str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    credits: tuple[str, ...]
    speech_verbs: frozenset[str]
    ordering: frozenset[str]
    contractions: dict[str, tuple[str, ...]]
    slips: dict[str, tuple[str, ...]]


@cache
def load_lexicon() -> Lexicon:
    """The shipped lexicon, read once per process."""
    return load_list(Path(__file__).with_name("lexicon.yaml"), Lexicon)
