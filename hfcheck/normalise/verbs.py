"""Forms of English verbs: the gerund and third person of a lemma, the past of a gerund."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list

_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]o)\Z")
# One syllable that ends in one vowel and one consonant doubles the consonant: "stop", "plan".
_SHORT = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]\Z")


class _Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    irregular_pasts: dict[str, str]
    doubling: frozenset[str]


@cache
def _load_verbs() -> _Verbs:
    return load_list(Path(__file__).with_name("verbs.yaml"), _Verbs)


def make_gerund(lemma: str) -> str:
    """ "make" → "making", "lie" → "lying", "plan" → "planning"."""
    if lemma.endswith("ie"):
        return f"{lemma[:-2]}ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return f"{lemma[:-1]}ing"
    doubled = lemma in _load_verbs().doubling or _SHORT.match(lemma)
    return f"{lemma}{lemma[-1] if doubled else ''}ing"


@cache
def _list_pasts() -> dict[str, str]:
    """Irregular pasts by gerund."""
    return {make_gerund(lemma): past for lemma, past in _load_verbs().irregular_pasts.items()}


def tell_past(gerund: str) -> str:
    """ "making" → "made", "carrying" → "carried", "planning" → "planned"."""
    known = _list_pasts().get(gerund)
    if known is not None:
        return known
    stem = gerund.removesuffix("ing")
    return f"{stem[:-1]}ied" if re.search(r"[^aeiou]y\Z", stem) else f"{stem}ed"


def make_third_person(lemma: str) -> str:
    """ "make" → "makes", "carry" → "carries", "watch" → "watches"."""
    if lemma in ("be", "have"):
        return {"be": "is", "have": "has"}[lemma]
    if re.search(r"[^aeiou]y\Z", lemma):
        return f"{lemma[:-1]}ies"
    return f"{lemma}{'es' if _SIBILANT.search(lemma) else 's'}"
