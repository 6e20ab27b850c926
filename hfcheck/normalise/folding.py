"""Names as strings: folded for comparison, and as ids."""

from __future__ import annotations

import re
import unicodedata

_TRIM = re.compile(r"^(?:the|The|a|an)\s+|[’']s?$|^[“\"']|[”\"',.]$")


def fold_name(name: str) -> str:
    """A name without article, possessive, diacritics and doubled space; case is kept: "the  Élysée’s" → "Elysee"."""
    trimmed = " ".join(name.split())
    while (shorter := _TRIM.sub("", trimmed)) != trimmed:
        trimmed = shorter
    plain = unicodedata.normalize("NFKD", trimmed)
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def make_slug(text: str) -> str:
    """Canonical id of a name or nominal: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"\w+", fold_name(text).casefold()))


def are_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full`: "WHO", "World Health Organization"."""
    words = [w for w in re.split(r"[\s-]+", full) if w]
    return len(words) > 1 and short.casefold() == "".join(w[0] for w in words).casefold()
