"""The cue words of the extraction stage, from lexicon.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


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
    aim_nouns: frozenset[str]
    infinitive_nouns: frozenset[str]
    planned_adjectives: frozenset[str]
    possible_adjectives: frozenset[str]
    achieving_adjectives: frozenset[str]
    negative_adjectives: frozenset[str]
    stative_verbs: frozenset[str]
    delegating_verbs: frozenset[str]
    prepositional_participles: frozenset[str]
    citing_verbs: frozenset[str]
    source_participles: frozenset[str]
    evidence_nouns: frozenset[str]
    judging_verbs: frozenset[str]
    setting_nouns: frozenset[str]
    replacing_marks: frozenset[str]
    excluding_words: frozenset[str]
    possible_aux: frozenset[str]
    planned_aux: frozenset[str]
    obligation_aux: frozenset[str]
    hedges: frozenset[str]
    reportives: frozenset[str]
    negations: frozenset[str]
    negative_determiners: frozenset[str]
    negative_settings: frozenset[str]
    ability_aux: frozenset[str]
    story_nouns: frozenset[str]
    proof_nouns: frozenset[str]
    outlet_nouns: frozenset[str]
    false_nouns: frozenset[str]
    false_adjectives: frozenset[str]
    true_words: frozenset[str]
    doubting_verbs: frozenset[str]
    disavowing_verbs: frozenset[str]
    neg_raising_verbs: frozenset[str]
    pretending_verbs: frozenset[str]
    deeds_of_one: dict[str, tuple[str, ...]]
    quantifying_pronouns: frozenset[str]
    dispute_modifiers: frozenset[str]
    dispute_nouns: frozenset[str]
    commentary_verbs: frozenset[str]
    weak_commentary_verbs: frozenset[str]
    commentary_objects: frozenset[str]
    commentary_adjectives: frozenset[str]
    judging_copulas: frozenset[str]
    praise_nouns: frozenset[str]
    promotional_verbs: frozenset[str]
    offering_verbs: frozenset[str]
    rendering_verbs: frozenset[str]
    expressing_verbs: frozenset[str]
    attitude_nouns: frozenset[str]
    exploiting_verbs: frozenset[str]
    means_nouns: frozenset[str]
    fruitless_verbs: frozenset[str]
    promotional_phrases: frozenset[str]
    positioning_verbs: frozenset[str]
    benefit_nouns: frozenset[str]
    outlook_nouns: frozenset[str]
    single_outlook_nouns: frozenset[str]
    presenting_nouns: frozenset[str]
    connective_heads: frozenset[str]
    deal_nouns: frozenset[str]
    generic_deals: frozenset[str]
    kindred_nouns: tuple[frozenset[str], ...]
    organisation_nouns: frozenset[str]
    generic_organisations: frozenset[str]
    vague_parties: frozenset[str]
    female_nouns: frozenset[str]
    male_nouns: frozenset[str]
    either_nouns: frozenset[str]
    designators: frozenset[str]
    comitative: frozenset[str]
    party_nouns: frozenset[str]
    person_nouns: frozenset[str]
    place_nouns: frozenset[str]
    time_nouns: frozenset[str]
    shifting_adverbs: frozenset[str]
    eras: frozenset[str]
    collective_nouns: frozenset[str]
    container_nouns: frozenset[str]
    mixing_nouns: frozenset[str]
    quantity_adjectives: frozenset[str]
    light_verbs: frozenset[str]
    standing_adjectives: frozenset[str]
    aside_cases: frozenset[str]
    event_nouns: frozenset[str]
    deverbal: dict[str, tuple[str, ...]]
    deed_cases: frozenset[str]
    exemplar_cases: frozenset[str]
    far_exemplar_cases: frozenset[str]
    plain_ties: frozenset[str]
    bridging_nouns: frozenset[str]
    partner_cases: frozenset[str]
    party_types: frozenset[str]
    name_articles: frozenset[str]
    naming_verbs: frozenset[str]
    vague_people: frozenset[str]
    joint_verbs: frozenset[str]
    solo_verbs: frozenset[str]
    giving_verbs: frozenset[str]
    undoing_verbs: frozenset[str]
    unreal_modifiers: frozenset[str]
    dropping_verbs: frozenset[str]
    weather_verbs: frozenset[str]
    honorifics: frozenset[str]
    place_adverbs: frozenset[str]
    disowned_modifiers: frozenset[str]
    factive: frozenset[str]
    name_joiners: frozenset[str]
    singular_pronouns: frozenset[str]
    personal_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    talking_pronouns: frozenset[str]
    possessive_pronouns: frozenset[str]
    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    open_pronouns: frozenset[str]
    demonstratives: frozenset[str]
    definite_determiners: frozenset[str]
    new_modifiers: frozenset[str]
    negative_pronouns: frozenset[str]
    restrictive_adverbs: frozenset[str]
    widening_adverbs: frozenset[str]
    connective_adverbs: frozenset[str]
    question_words: frozenset[str]
    conditions: frozenset[str]
    granting_verbs: frozenset[str]
    numbers: dict[str, int]
    joint_cases: frozenset[str]
    connective_cases: frozenset[str]
    located_nouns: frozenset[str]
    national_endings: tuple[str, ...]

    @property
    def known_pronouns(self) -> frozenset[str]:
        """The pronouns that may stand for something named before."""
        return unite(self.singular_pronouns, self.personal_pronouns, self.plural_pronouns)


@cache
def unite(*classes: frozenset[str]) -> frozenset[str]:
    """All words of several classes, put together once."""
    return frozenset[str]().union(*classes)


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names by sex, as written; those of both stand in neither list."""

    male: frozenset[str]
    female: frozenset[str]


@cache
def load_cues() -> Cues:
    """The shipped cue words, read once per process."""
    return load_list(Path(__file__).with_name("lexicon.yaml"), Cues)


@cache
def load_given_names() -> dict[str, str]:
    """Given name → "m" or "f", read once per process."""
    names = load_list(Path(__file__).with_name("givennames.yaml"), GivenNames)
    return {**dict.fromkeys(names.male, "m"), **dict.fromkeys(names.female, "f")}
