"""Text of one sentence → words as Universal Dependencies has them: "doesn't" is "does" and "n't".

Follows the tokenisation of UD_English-EWT and UD_English-GUM: punctuation stands alone, clitics and
most hyphens are split, abbreviations, numbers, addresses of the web and of e-mail stay whole.
"""

from __future__ import annotations

import re

from hfcheck.language.lexicon import load_lexicon

_WEB = r"(?:https?://|www\.)[^\s<>()\[\]\"”’]*[^\s<>()\[\]\"”’.,;:!?]"
# RFC 5321, 4.5.3.1: at most 64 characters before the sign.
_MAIL = r"[\w.+-]{1,64}+@\w[\w-]*+(?:\.[\w-]+)*"
_FILE = r"(?i:docx?|xlsx?|pptx?|pdf|txt|csv|jpe?g|png|gif|html?|zip|exe)"
_DOMAIN = (
    r"[^\W_]++(?:[._-][^\W_]++){0,8}"
    rf"\.(?:(?:com?|org|net|edu|gov|ac)\.[a-z]{{2}}|com|org|net|edu|gov|io|info|biz|{_FILE})\b"
)
_EXTENSION = rf"(?<!\w)\.{_FILE}\b"
_HANDLE = r"@[^\W\d]\w*|#[^\W\d]\w*"
_FACE = r"(?<![\w(])[:;=]['’-]?[()DP](?!\w)|(?<!\w)\(:(?!\w)|\^_\^"
# "the owner 's plan".
_LOOSE = r"(?<!\S)['’]s(?!\S)"
_QUOTES = r"''|’’|‘’|‘‘|``"
_DIGITS = r"\d++(?:[.,:/]\d++)*+"
_NUMBER = rf"{_DIGITS}(?:st|nd|rd|th|s)?(?![^\W_])"
# "the 1950's" and "the '60s" are one word each.
_DECADE = r"(?:1\d)?[1-9]0['’]s\b|(?<!\w)['’]\d0s\b"
# "555-0123", "713-555-0123", "12-20-00"; "2-3" and "1969-1970" are ranges of three words.
_DIALLED = r"\d++(?:-\d++){2,6}+(?![\w-])|\d{3}-\d{4}(?![\w-])"
# "[13,14]" cites two works; ".265" is a batting average.
_LISTED = r"(?<=\[)\d{1,3}(?=,)|(?<=\d,)\d{1,3}(?=[,\]])|(?<![\w.])\.\d++(?![\w.])"
# "3.5bn" is two words, "4G" and "330i" are one.
_MEASURED = re.compile(rf"{_DIGITS}(?=(?P<unit>[^\W\d_]++)(?![^\W_]))")
_CODE = rf"{_DIGITS}[^\W_]+"
# "U.S.", "U.S", "e.g", "Ph.D.".
_INITIALS = r"(?:[A-Za-z]\.){2,}(?:[A-Z](?![\w.]))?|[A-Z]\.[A-Z](?![\w.])|(?:e\.g|i\.e)\b|[A-Z][a-z]\.[A-Z]\."
# A word that breaks off, or the first half of "pre- and post-war".
_BROKEN = r"(?<![^\W_])(?:[A-Z]?[a-z]{1,2}|[A-Z])-(?=[\s,])"
_INSIDE = r"['’](?!(?:re|ve|ll)\b)(?=[^\W\d_]{2})"
# Accents that stand alone, soft hyphens and joiners without width are no letters, but part no words.
_MARKS = "[\u00ad\u0300-\u036f\u200b-\u200d\u2060]"
_WORD = rf"[^\W_]+(?:(?:&|_+|{_INSIDE})[^\W_]+|{_MARKS}[^\W_]*)*"
_RUNS = r"\[(?:\.{3}|…)\]|[.!?]{2,}|([*=_+<>$~^|])\1+|…[.!?]*"
_DASHES = r"--+|[-–—]"
_OTHER = r"[^\s]"
_MONEY = r"[A-Z]{1,2}\$"
_KINDS = (
    *(_WEB, _MAIL, _DOMAIN, _EXTENSION, _HANDLE, _FACE, _LOOSE, _QUOTES, _INITIALS, _MONEY),
    *(_DECADE, _DIALLED, _LISTED, _NUMBER, _CODE, _BROKEN, _WORD, _RUNS, _DASHES, _OTHER),
)
_TOKEN = re.compile("|".join(_KINDS))
_APOSTROPHES = "'’"
_CLITIC_MARKS = frozenset(f"{_APOSTROPHES}`")
_CLITIC = re.compile(rf"[{_APOSTROPHES}`](?:s|re|ve|ll|d|m)\b", re.IGNORECASE)
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
    opening = text[position : position + 1]
    if opening in _CLITIC_MARKS and position and text[position - 1].isalnum():
        clitic = _CLITIC.match(text, position)
        if clitic:
            return clitic.span()
    match = _TOKEN.search(text, position)
    if match is None:
        return None
    start, end = match.span()
    measured = _MEASURED.match(text, start) if text[start].isdigit() else None
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
    if len(word) > 3 and ("'" in word or "’" in word) and _NOT.search(word):
        return [(start, end - 3), (end - 3, end)]
    lexicon = load_lexicon()
    parts = lexicon.slips.get(word) or lexicon.contractions.get(word.lower().replace("’", "'"))
    if parts is None:
        return [(start, end)]
    spans = []
    for part in parts:
        spans.append((start, start + len(part)))
        start += len(part)
    return spans


def _join_abbreviations(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the dot back to abbreviations ("Mr.", "Inc."), and hyphens back to words kept whole."""
    lexicon = load_lexicon()
    joined: list[tuple[int, int]] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        follows = text[end : end + 1]
        if follows == "." and index + 1 < len(spans) and spans[index + 1][1] == end + 1:
            following = text[spans[index + 2][0]] if index + 2 < len(spans) else ""
            if _keeps_dot(text[start:end], following) or (following and _is_state(text, start, end)):
                end += 1
                index += 1
        elif follows == "-" and index + 2 < len(spans) and text[start:end].lower() in lexicon.hyphen_prefixes:
            after = spans[index + 2]
            if spans[index + 1][1] == end + 1:
                glued = after[0] == end + 1 and text[end + 1].isalnum()
                end = after[1] if glued else end + 1
                index += 2 if glued else 1
        joined.append((start, end))
        index += 1
    return joined


def _keeps_dot(word: str, following: str) -> bool:
    """Whether `word` is an abbreviation; `following` is what the next word begins with, "" at the sentence's end."""
    lexicon = load_lexicon()
    lower = word.lower()
    if not following:
        return lower in lexicon.abbreviations and lower not in lexicon.sentence_final
    initial = len(word) == 1 and word.isalpha() and word.isupper()
    return initial or lower in lexicon.abbreviations or (lower in lexicon.numbered and following.isdigit())


def _is_state(text: str, start: int, end: int) -> bool:
    """Whether the word is a state after its town: "Detroit, Mich."."""
    return text[start:end] in load_lexicon().states and text[max(0, start - 3) : start].rstrip().endswith(",")
