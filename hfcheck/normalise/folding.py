"""Names as strings: folded for comparison, as keys of their spelling, and as ids."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from hfcheck.normalise.namewords import load_name_words

_ARTICLE = re.compile(r"(?:the|The|a|an)\s+")
_OPENING = "“\"'"
_CLOSING = '”",.'
_POSSESSIVES = ("’s", "'s", "’", "'")
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})\Z")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_BETWEEN = re.compile(r"[\s\-‐‑–/]+")
# Names of fewer letters keep their spaces as keys: "Al Is" is not "Alis".
_LEAST_JOINED = 6
_KEPT = 262_144


@lru_cache(maxsize=_KEPT)
def fold_name(name: str) -> str:
    """A name without article, possessive, diacritics and doubled space; case is kept: "the  Élysée’s" → "Elysee"."""
    plain = name
    if not name.isascii():
        letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
        plain = "".join(_spell_latin(c) for c in letters).replace("’", "'")
    folded = " ".join(plain.split())
    start, end = _trim(folded, 0, len(folded))
    return folded[start:end]


def _trim(name: str, start: int, end: int) -> tuple[int, int]:
    """The run of `name` without articles, possessives and marks at its ends, whichever of them uncovers another."""
    before = None
    while before != (start, end):
        before = start, end
        article = _ARTICLE.match(name, start, end)
        if article is not None:
            start = article.end()
        elif start < end and name[start] in _OPENING and name[start:end] not in _POSSESSIVES:
            start += 1
        marked = next((len(mark) for mark in _POSSESSIVES if name.endswith(mark, start, end)), 0)
        end -= marked or (start < end and name[end - 1] in _CLOSING)
        while start < end and name[start].isspace():
            start += 1
        while start < end and name[end - 1].isspace():
            end -= 1
    return start, end


@lru_cache(maxsize=_KEPT)
def _spell_latin(char: str) -> str:
    """A Latin letter that no accent makes, in plain letters: "ł" → "l"; other scripts stay as they are."""
    return anyascii(char) if not char.isascii() and unicodedata.name(char, "").startswith("LATIN ") else char


@lru_cache(maxsize=_KEPT)
def list_words(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling: lower case, plain letters, no dots, "&" as "and", "II" as "2".

    "St. Lukas Organisation II" → ("saint", "lukas", "organization", "2").
    """
    words = load_name_words()
    plain = (name if name.isascii() else anyascii(name)).replace("&", " and ")
    raw = [part for part in _BETWEEN.split(plain) if any(c.isalnum() for c in part)]
    raw = [part for at, part in enumerate(raw) if not at or part not in words.inner_articles]
    if len(raw) > 1 and raw[0].casefold() in words.movable:
        raw = [*raw[1:], raw[0]]
    found: list[str] = []
    if raw:
        stem, dot, domain = raw[-1].rpartition(".")
        if dot and domain.casefold() in words.domains and len(stem) > 1:
            raw[-1] = stem
    for at, part in enumerate(raw):
        bare = "".join(c for c in part if c.isalnum())
        lower = bare.casefold()
        opening = words.openings.get(lower) if at == 0 and len(raw) > 1 else None
        number = _read_roman(bare, last=at == len(raw) - 1) if at and "." not in part else ""
        found.append(number or opening or words.spellings.get(lower, lower))
    return tuple(_join_initials(found))


def _read_roman(word: str, *, last: bool) -> str:
    """ "XVI" → "16"; "I", "V" and "X" count only at a name's end. "" for what is no number."""
    if not _ROMAN.match(word) or (len(word) == 1 and not last):
        return ""
    values = [_ROMAN_VALUES[c] for c in word]
    following = [*values[1:], 0]
    return str(sum(-one if one < after else one for one, after in zip(values, following, strict=True)))


def _join_initials(words: list[str]) -> list[str]:
    """ "J. K. Rowling" has the words of "JK Rowling"."""
    joined: list[str] = []
    open_run = False
    for word in words:
        initial = len(word) == 1 and word.isalpha()
        if initial and open_run:
            joined[-1] += word
        else:
            joined.append(word)
        open_run = initial
    return joined


@lru_cache(maxsize=_KEPT)
def make_key(name: str) -> str:
    """What all spellings of one name share: "Coca-Cola", "Coca Cola" → "cocacola"."""
    words = list_words(name)
    joined = "".join(words)
    long = len(joined) >= _LEAST_JOINED or any(c.isdigit() for c in joined)
    return joined if long else " ".join(words)


def expand_digraphs(surface: str) -> str:
    """The name with two letters for each that some write so: "Müller" → "Mueller"; "" where it has none."""
    digraphs = load_name_words().digraphs
    if surface.isascii():
        return ""
    composed = unicodedata.normalize("NFC", surface)
    expanded = "".join(digraphs.get(c, c) for c in composed)
    return fold_name(expanded) if expanded != composed else ""


@lru_cache(maxsize=_KEPT)
def make_slug(text: str) -> str:
    """Canonical id of a name or nominal: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"\w+", fold_name(text).casefold()))


def are_initials(short: str, full: str) -> bool:
    """Whether `short` is made of the first letters of `full`, small words counted or not.

    "WHO" of "World Health Organization", "OPEC" of "Organization of the Petroleum Exporting Countries".
    """
    words = [w for w in _BETWEEN.split(full) if any(c.isalpha() for c in w)]
    letters = [c for c in short.casefold() if c.isalnum()]
    if len(words) < 2 or len(letters) < 2:
        return False
    return _abbreviate(letters, [(w[0].casefold(), w[0].islower()) for w in words])


def _abbreviate(letters: list[str], initials: list[tuple[str, bool]]) -> bool:
    """Whether the initials give the letters in order; those of small words may be left out."""
    reached = {0}
    for initial, small in initials:
        step = {at + 1 for at in reached if at < len(letters) and letters[at] == initial}
        reached = step | reached if small else step
    return len(letters) in reached
