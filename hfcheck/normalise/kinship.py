"""The words for people by kinship, sex and age, from kinship.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class KinNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a noun for a relative says: the role towards the owner, and the sex ("" where it says none)."""

    role: str
    sex: str = ""


class PersonNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a noun for a human being says: the sex ("" where it says none), and whether it is one who is young."""

    young: bool
    sex: str = ""


class KinWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in kinship.yaml."""

    kin: dict[str, KinNoun]
    people: dict[str, PersonNoun]
    grown_roles: frozenset[str]
    young_roles: frozenset[str]
    single_roles: frozenset[str]
    past_words: frozenset[str]
    other_words: frozenset[str]
    ordinal_words: frozenset[str]
    relations: dict[str, str]
    naming_verbs: frozenset[str]
    comitatives: frozenset[str]
    most_words: frozenset[str]
    least_words: frozenset[str]
    near_words: frozenset[str]
    female_pronouns: frozenset[str]
    male_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]


@cache
def load_kinship() -> KinWords:
    """The shipped words, read once per process."""
    return load_list(Path(__file__).with_name("kinship.yaml"), KinWords)
