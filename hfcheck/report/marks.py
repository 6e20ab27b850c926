"""Which words of two quotes clash: what an editor's eye should fall on first.

A pure function of the claims of a finding's sides. A mark is a pair of offsets into the quote.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from hfcheck.model import (
    Change,
    Claim,
    Entity,
    Members,
    Modality,
    Moment,
    Polarity,
    Quantity,
    Share,
    Text,
    Value,
)

Mark = tuple[int, int]

_WORD = re.compile(r"\d[\d.,]*\d%?|\d%?|[^\W_]+(?:[-.&'\u2019][^\W_]+)*")
_POSSESSIVE = re.compile(r"['\u2019]s$")
_CONTRACTED_NOT = re.compile(r"n['\u2019]t$")
_MIN_STEM = 4
_MAX_ENDING = 3


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def mark_clash(claim: Claim, quote: str, others: Sequence[Claim]) -> tuple[Mark, ...]:
    """Give the words of `quote` that set `claim` against the claims of the other sides.

    These are the words of what differs: the value, the title or measure, the subject where the
    value is shared, the time, a negation, a hedge. Words that stand in the other quotes too are
    left out as long as others remain. With no other side (a count against its own list) the
    values are marked. Marks are sorted, do not overlap, and join over white space.
    """
    words = _words_of(quote)
    shared = {word.text for other in others for piece in other.evidence for word in _words_of(piece.quote)}
    found: set[_Word] = set()
    for group in _clashing_groups(claim, others):
        hits = _locate(words, group)
        found |= {hit for hit in hits if hit.text not in shared} or hits
    if not found:
        found = _locate_acronyms(words, quote, claim, others)
    if not found and others:
        found = {word for word in words if word.text not in shared and _is_salient(word, quote)}
    return _join(sorted(found, key=lambda word: word.start), quote)


def _clashing_groups(claim: Claim, others: Sequence[Claim]) -> list[set[str]]:
    cues = _load_cues()
    groups: list[set[str]] = []
    if any(other.polarity is not claim.polarity for other in others):
        groups.append(set(cues["denied"]) if claim.polarity is Polarity.DENIED else _content(claim.relation))
    if any(other.modality is not claim.modality for other in others):
        groups.append(_modality_cues(claim.modality))
    if any(other.measure != claim.measure for other in others):
        groups.append(_content(claim.measure or ""))
    same_object = all(_value_words(other.object) == _value_words(claim.object) for other in others)
    if not same_object or not others:
        groups.append(_value_words(claim.object))
    elif any(other.subject.id != claim.subject.id for other in others):
        groups.append(_content(claim.subject.name))
    if claim.time is not None and any(other.time != claim.time for other in others):
        groups.append(_content(claim.time.surface))
    return [group for group in groups if group]


def _modality_cues(modality: Modality) -> set[str]:
    cues = _load_cues()
    if modality is Modality.PLANNED:
        return set(cues["planned"])
    return set(cues["hedged"]) if modality is not Modality.ASSERTED else set()


def _value_words(value: Value) -> set[str]:
    match value:
        case Entity(name=name):
            return _content(name)
        case Quantity(surface=surface, unit=unit):
            return _content(surface) or _content(unit)
        case Moment(surface=surface):
            return _content(surface)
        case Change(amount=amount) | Share(amount=amount):
            return _value_words(amount)
        case Members(items=items):
            return {word for item in items for word in _content(item.name)}
        case Text(text=text):
            return _content(text)


def _content(text: str) -> set[str]:
    words = {word.text for word in _words_of(text.replace("_", " "))}
    return words - _load_cues()["function"] or words


def _locate(words: Sequence[_Word], wanted: Iterable[str]) -> set[_Word]:
    targets = sorted(wanted)
    return {word for word in words if any(_same_word(word.text, target) for target in targets)}


def _locate_acronyms(words: Sequence[_Word], quote: str, claim: Claim, others: Sequence[Claim]) -> set[_Word]:
    """The words in capitals that shorten a title or a name which the other sides do not have: CEO, GCC."""
    full = [claim.measure or ""] if any(other.measure != claim.measure for other in others) else []
    if isinstance(claim.object, Entity) and any(other.object != claim.object for other in others):
        full.append(claim.object.name)
    initials = ["".join(part[0] for part in name.replace("_", " ").split()).casefold() for name in full]
    return {word for word in words for start in initials if _is_acronym(quote[word.start : word.end], start)}


def _is_acronym(word: str, initials: str) -> bool:
    """Whether a word in capitals is these initials, or these and the one of a word that was left unsaid."""
    fits = len(initials) > 1 and 0 <= len(word) - len(initials) <= 1
    return fits and word.isupper() and word.casefold().startswith(initials)


def _same_word(one: str, other: str) -> bool:
    """Say whether two case-folded words are forms of one: equal, or alike but for a short ending."""
    if one == other or (other == "not" and _CONTRACTED_NOT.search(one)):
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _MIN_STEM or not shorter.isalpha() or not longer.isalpha():
        return False
    stem = shorter[:-1] if shorter[-1] in "ey" else shorter
    return longer.startswith(stem) and len(longer) - len(stem) <= _MAX_ENDING


def _words_of(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match.group())
        words.append(_Word(bare.casefold(), match.start(), match.start() + len(bare)))
    return words


def _is_salient(word: _Word, quote: str) -> bool:
    first = quote[word.start]
    return word.text not in _load_cues()["function"] and (first.isupper() or first.isdigit())


def _join(words: Sequence[_Word], quote: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for word in words:
        if marks and not quote[marks[-1][1] : word.start].strip():
            marks[-1] = (marks[-1][0], word.end)
        else:
            marks.append((word.start, word.end))
    return tuple(marks)


@functools.cache
def _load_cues() -> dict[str, frozenset[str]]:
    # JSON and not YAML: each report needs these few words, and none should import a parser for them.
    data = msgspec.json.decode((Path(__file__).parent / "cues.json").read_bytes(), type=dict[str, list[str] | str])
    return {name: frozenset(map(str.casefold, words)) for name, words in data.items() if isinstance(words, list)}
