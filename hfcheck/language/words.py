"""Text of one sentence → words as Universal Dependencies has them: "doesn't" is "does" and "n't".

Follows the tokenisation of UD_English-EWT and UD_English-GUM: punctuation stands alone, clitics and
most hyphens are split, abbreviations, numbers, addresses of the web and of e-mail stay whole.
"""

from __future__ import annotations

import re

from hfcheck.language.lexicon import load_lexicon

_WEB = r"(?:https?://|www\.)[^\s<>()\[\]\"”’]*[^\s<>()\[\]\"”’.,;:!?]"
# RFC 5321, 4.5.3.1: at most 64 characters before the sign.
_MAIL = r"[\w.+-]{1,64}+@[\w-]+(?:\.[\w-]+)+"
_DOMAIN = r"[^\W_]+(?:[.-][^\W_]+){0,8}\.(?:com|org|net|edu|gov)\b"
_HANDLE = r"@\w+|#[^\W\d]\w*"
_DIGITS = r"\d++(?:[.,:/]\d++)*+"
_NUMBER = rf"{_DIGITS}(?:st|nd|rd|th|s)?(?![^\W_])"
# "3.5bn" is two words, "4G" and "330i" are one.
_MEASURED = re.compile(rf"{_DIGITS}(?=(?P<unit>[^\W\d_]++)(?![^\W_]))")
_CODE = rf"{_DIGITS}[^\W_]+"
_INITIALS = r"(?:[A-Za-z]\.){2,}"
_WORD = r"[A-Z]['’][A-Z][^\W\d_]+|[^\W_]+(?:&[^\W_]+)*"
_RUNS = r"[.!?]{2,}|([*=_+<>$~^|])\1+|…"
_DASHES = r"--+|[-–—]"
_OTHER = r"[^\s]"
_MONEY = r"[A-Z]{1,2}\$"
_KINDS = (_WEB, _MAIL, _DOMAIN, _HANDLE, _INITIALS, _MONEY, _NUMBER, _CODE, _WORD, _RUNS, _DASHES, _OTHER)
_TOKEN = re.compile("|".join(_KINDS))
_APOSTROPHES = "'’"
_CLITIC = re.compile(rf"[{_APOSTROPHES}](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)
_NOT = re.compile(rf"n[{_APOSTROPHES}]t\b", re.IGNORECASE)


def split_words(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) into `text` of its words, in order, never overlapping; no word is empty."""
    spans: list[tuple[int, int]] = []
    position = 0
    while match := _next_token(text, position):
        start, end = match
        spans.extend(_split_contraction(text, start, end))
        position = end
    return _join_abbreviations(text, spans)


def _next_token(text: str, position: int) -> tuple[int, int] | None:
    clitic = _CLITIC.match(text, position)
    if clitic and position and text[position - 1].isalnum():
        return clitic.span()
    match = _TOKEN.search(text, position)
    if match is None:
        return None
    start, end = match.span()
    measured = _MEASURED.match(text, start)
    if measured and _is_unit(measured["unit"]):
        return measured.span()
    # "isn't": the word pattern stops at the apostrophe and would leave "isn", "'", "t".
    if end < len(text) and text[end] in _APOSTROPHES and text[end - 1] in "nN":
        negation = _NOT.match(text, end - 1)
        if negation and end - 1 > start:
            return start, negation.end()
    return start, end


def _is_unit(letters: str) -> bool:
    units = load_lexicon().units
    return letters in units or (len(letters) > 1 and letters.lower() in units)


def _split_contraction(text: str, start: int, end: int) -> list[tuple[int, int]]:
    word = text[start:end]
    if _NOT.search(word) and len(word) > 3:
        return [(start, end - 3), (end - 3, end)]
    parts = load_lexicon().contractions.get(word.lower())
    if parts:
        cut = start + len(parts[0])
        return [(start, cut), (cut, end)]
    return [(start, end)]


def _join_abbreviations(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the dot back to abbreviations ("Mr.", "Inc."), and hyphens back to words kept whole."""
    lexicon = load_lexicon()
    joined: list[tuple[int, int]] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        word = text[start:end].lower()
        following = spans[index + 1] if index + 1 < len(spans) else None
        if following and text[following[0] : following[1]] == "." and following[0] == end:
            last = index + 2 >= len(spans)
            initial = len(word) == 1 and word.isalpha() and text[start].isupper() and not last
            counted = word in lexicon.numbered and not last and text[spans[index + 2][0]].isdigit()
            known = word in lexicon.abbreviations and not (last and word in lexicon.sentence_final)
            if known or initial or counted:
                end = following[1]
                index += 1
        elif word in lexicon.hyphen_prefixes and index + 2 < len(spans):
            hyphen, after = spans[index + 1], spans[index + 2]
            if text[hyphen[0] : hyphen[1]] == "-" and hyphen[0] == end and after[0] == hyphen[1]:
                end = after[1]
                index += 2
        joined.append((start, end))
        index += 1
    return joined
