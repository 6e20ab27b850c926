"""The words of the normalising stage, from lexicon.yaml beside this module."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class NormalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in lexicon.yaml."""

    wrappers: frozenset[str]
    unit_nouns: frozenset[str]
    articles: frozenset[str]
    quantifiers: dict[str, frozenset[str]]
    denials: frozenset[str]
    tie_verbs: frozenset[str]
    light_adverbs: frozenset[str]
    narrowing: frozenset[str]
    present_adverbs: frozenset[str]
    reduced_titles: frozenset[str]
    past_titles: frozenset[str]
    plain_titles: frozenset[str]
    generic_descriptions: frozenset[str]
    office_verbs: frozenset[str]
    title_prepositions: frozenset[str]
    deal_prepositions: frozenset[str]
    comitative_form: str
    place_roles: frozenset[str]
    finite_verbs: frozenset[str]
    singular_of: dict[str, str]
    irregular_plurals: dict[str, str]
    naming_verbs: frozenset[str]
    replacing_verbs: frozenset[str]
    leaving_verbs: frozenset[str]
    lying_verbs: frozenset[str]
    deal_adjectives: frozenset[str]
    calling_verbs: frozenset[str]
    including_verbs: frozenset[str]
    completing_verbs: frozenset[str]
    classing_verbs: frozenset[str]
    judging_verbs: frozenset[str]
    figure_verbs: frozenset[str]
    exceeding_verbs: frozenset[str]
    change_verbs: frozenset[str]
    changing_verbs: frozenset[str]
    change_openings: frozenset[str]
    priced_measures: frozenset[str]
    directions: frozenset[str]
    reporting_verbs: frozenset[str]
    owning_verbs: frozenset[str]
    buying_verbs: frozenset[str]
    paying_verbs: frozenset[str]
    partitive_openings: frozenset[str]
    irregular_participles: frozenset[str]
    plain_figures: frozenset[str]
    measure_units: dict[str, str]
    honorifics: frozenset[str]
    place_openings: frozenset[str]
    places_of_measures: frozenset[str]


@cache
def load_words() -> NormalWords:
    """The shipped words, read once per process."""
    return load_list(Path(__file__).with_name("lexicon.yaml"), NormalWords)


@cache
def match_between_spaces(words: frozenset[str]) -> re.Pattern[str]:
    """A pattern for any of `words` with space on both sides."""
    return re.compile(rf"\s+(?:{_alternate(words)})\s+")


@cache
def match_words(words: frozenset[str]) -> re.Pattern[str]:
    """A pattern for any of `words` that no letter touches."""
    return re.compile(rf"\b(?:{_alternate(words)})\b")


def _alternate(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words))
