"""The cue words of the extraction stage, from lexicon.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import yaml


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas and closed classes of words, each explained beside its list in lexicon.yaml."""

    speech: frozenset[str]
    deny: frozenset[str]
    planning: frozenset[str]
    implicative: frozenset[str]
    negative_implicative: frozenset[str]
    preventing: frozenset[str]
    possible_verbs: frozenset[str]
    plan_nouns: frozenset[str]
    possible_aux: frozenset[str]
    planned_aux: frozenset[str]
    obligation_aux: frozenset[str]
    hedges: frozenset[str]
    reportives: frozenset[str]
    negations: frozenset[str]
    negative_determiners: frozenset[str]
    dispute_modifiers: frozenset[str]
    dispute_nouns: frozenset[str]
    commentary_verbs: frozenset[str]
    weak_commentary_verbs: frozenset[str]
    commentary_objects: frozenset[str]
    commentary_adjectives: frozenset[str]
    connective_heads: frozenset[str]
    deal_nouns: frozenset[str]
    generic_deals: frozenset[str]
    organisation_nouns: frozenset[str]
    generic_organisations: frozenset[str]
    female_nouns: frozenset[str]
    male_nouns: frozenset[str]
    either_nouns: frozenset[str]
    designators: frozenset[str]
    comitative: frozenset[str]
    party_nouns: frozenset[str]
    person_nouns: frozenset[str]
    time_nouns: frozenset[str]
    collective_nouns: frozenset[str]
    container_nouns: frozenset[str]
    aside_cases: frozenset[str]
    event_nouns: frozenset[str]
    deverbal: dict[str, str]
    exemplar_cases: frozenset[str]
    name_articles: frozenset[str]
    naming_verbs: frozenset[str]
    vague_people: frozenset[str]
    joint_verbs: frozenset[str]
    undoing_verbs: frozenset[str]
    unreal_modifiers: frozenset[str]
    weather_verbs: frozenset[str]
    honorifics: frozenset[str]
    place_adverbs: frozenset[str]
    disowned_modifiers: frozenset[str]
    factive: frozenset[str]
    name_joiners: frozenset[str]
    singular_pronouns: frozenset[str]
    personal_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    possessive_pronouns: frozenset[str]
    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    open_pronouns: frozenset[str]
    demonstratives: frozenset[str]
    definite_determiners: frozenset[str]
    new_modifiers: frozenset[str]
    negative_pronouns: frozenset[str]
    restrictive_adverbs: frozenset[str]
    connective_adverbs: frozenset[str]
    question_words: frozenset[str]
    conditions: frozenset[str]
    granting_verbs: frozenset[str]
    numbers: dict[str, int]
    joint_cases: frozenset[str]
    connective_cases: frozenset[str]
    located_nouns: frozenset[str]
    national_endings: tuple[str, ...]


@cache
def load_cues() -> Cues:
    """The shipped cue words, read once per process."""
    text = (Path(__file__).parent / "lexicon.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), Cues)
