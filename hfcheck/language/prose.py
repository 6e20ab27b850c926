"""A paragraph → whether it is English prose. Only what surely is none is refused: names and figures are no evidence.

Languages in Latin letters are told by their small words, as in Grefenstette (1995), "Comparing two language
identification schemes"; the others by their letters.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.language.casing import load_common
from hfcheck.yamlrecords import load_list

NO_WORDS = "no words"
TABLE = "table"
LINKS = "list of links"
CODE = "code"
NOT_ENGLISH = "not English"

_WORD = re.compile(r"[^\W\d_]+(?:['’](?:s|t|re|ve|ll|d|m)\b|['’])?")
_CLITIC = re.compile(r"n?'(?:s|t|re|ve|ll|d|m)?\Z")
_LATIN = re.compile(r"[A-Za-zª-ɏḀ-ỿＡ-ｚ]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"(?<!\w)[-+(]?[$€£¥]?\d[\d.,:/]*[%)KMBkmbx]{0,2}(?!\w)")
_LINK = re.compile(r"(?:https?://|www\.)\S++|[\w.+-]{1,64}+@[\w-]++(?:\.[\w-]++)+")
_MARKDOWN_LINK = re.compile(r"!?\[[^\]\n]{0,200}\]\([^)\s]{1,500}\)")
_RULE = re.compile(r"(?<!-)-{2,}+:?\s*+\|\s*+:?--")
_GAP = re.compile(r"\S {3,}\S|\S\t+\S")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|\([^()]*\)")
_END = re.compile(r"[.!?][\"'”’)\]]*\s*\Z")
_FRAMES = (("{", "}"), ("[", "]"), ("<", ">"))
# English prose has more than one small word in four; where less than one in eight is left, its language is looked at.
_PROSE_SHARE = 4
_ENGLISH_SHARE = 8
_LEAST_FIGURES = 6
_LEAST_CELLS = 4
_CELL_WORDS = 4
_LEAST_FOREIGN = 3


class _Signs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`sure`: the English small words that no other language has."""

    english: frozenset[str]
    foreign: dict[str, frozenset[str]]
    code: tuple[str, ...]
    sure: frozenset[str] = frozenset()


@cache
def _load_signs() -> _Signs:
    signs = load_list(Path(__file__).with_name("prose.yaml"), _Signs)
    known = load_common() | signs.english
    return msgspec.structs.replace(
        signs,
        foreign={name: words - known for name, words in signs.foreign.items()},
        sure=signs.english.difference(*signs.foreign.values()),
    )


@cache
def _compile_code() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.MULTILINE) for pattern in _load_signs().code)


def judge_prose(text: str) -> str:
    """ "" for a paragraph of English prose, else why it is none: "no words", "table", "code", "list of links",
    "not English".

    What might be English is taken for it: a heading of foreign names, a line of slang, a quotation.
    """
    words = _WORD.findall(text)
    if not words:
        return NO_WORDS
    signs = _load_signs()
    english = sum(word.lower() in signs.english for word in words if len(word) == 1 or not word.isupper())
    if _is_table(text, len(words), english):
        return TABLE
    if _is_list_of_links(text, len(words), english):
        return LINKS
    if _is_code(text, len(words), english):
        return CODE
    sure = sum(word.lower() in signs.sure for word in words)
    return NOT_ENGLISH if sure * _ENGLISH_SHARE < len(words) and _is_foreign(text) else ""


def _list_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


# ── tables and links ──────────────────────────────────────────────────────────────────────────


def _is_table(text: str, words: int, english: int) -> bool:
    if "|" in text and (_RULE.search(text) or _is_grid([line.count("|") for line in _list_lines(text)], least=2)):
        return True
    if "\t" in text or "   " in text:
        lines = _list_lines(text)
        gaps = [len(_GAP.findall(line)) for line in lines]
        if _is_grid(gaps, least=1) or (len(lines) == 1 and gaps[0] >= _LEAST_CELLS - 1):
            return not _END.search(text) or english * _ENGLISH_SHARE < words
    figures = sum(1 for _ in _FIGURE.finditer(text))
    if figures < _LEAST_FIGURES or figures <= words or _END.search(text):
        return False
    return english * _ENGLISH_SHARE < words + figures


def _is_grid(cuts: list[int], least: int) -> bool:
    """Whether at least two lines, and four in five of them, have `least` cuts each."""
    return len(cuts) > 1 and sum(n >= least for n in cuts) * 5 >= len(cuts) * 4


def _is_list_of_links(text: str, words: int, english: int) -> bool:
    marked = [match[0] for match in _MARKDOWN_LINK.finditer(text)] if "](" in text else []
    if len(marked) > 1 and sum(map(len, marked)) * 5 >= len(text.strip()) * 4:
        return True
    links = [match[0] for match in _LINK.finditer(text)]
    if links and sum(map(len, links)) * 2 > len("".join(text.split())):
        titles = _WORD.findall(_LINK.sub(" ", text))
        small = _load_signs().english
        return len(titles) <= _CELL_WORDS * len(links) and not any(word.lower() in small for word in titles)
    for bar in ("|", "•", "·", "»", " > ", " / "):
        cells = [cell.split() for cell in text.split(bar)] if bar in text else []
        if len(cells) >= _LEAST_CELLS and all(len(cell) <= _CELL_WORDS for cell in cells):
            return not _END.search(text) and english * _PROSE_SHARE < words
    return False


# ── code ──────────────────────────────────────────────────────────────────────────────────────


def _is_code(text: str, words: int, english: int) -> bool:
    if _FENCE.match(text):
        return True
    if not any(sign in text for sign in "{}()<>=;:$#"):
        return False
    framed = (text.strip()[0], text.strip()[-1]) in _FRAMES
    if english * _PROSE_SHARE >= words and not framed:
        return False
    kinds = hits = covered = 0
    for pattern in _compile_code():
        found = [match.end() - match.start() for match in pattern.finditer(text)]
        kinds += bool(found)
        hits += len(found)
        covered += sum(found)
    # A tag or an address in a sentence is no program: the signs fill most of one.
    return hits > 1 and (framed or ((kinds > 1 or hits > 2) and covered * 2 > len(text.strip())))


# ── languages ─────────────────────────────────────────────────────────────────────────────────


def _is_foreign(text: str) -> bool:
    text = _LINK.sub(" ", text)
    latin = sum(len(run) for run in _LATIN.findall(text))
    letters = sum(len(run) for run in _LETTERS.findall(text))
    outside = _count_words(_QUOTED.sub(" ", text))
    # What is quoted or in brackets says nothing while the rest is not foreign itself.
    counts = outside if outside.english and not outside.foreign else _count_words(text)
    if letters - latin > latin:
        return letters - latin > 2 * latin or not counts.english
    rest = counts.small - counts.english - counts.foreign
    if counts.foreign >= _LEAST_FOREIGN and counts.foreign * _ENGLISH_SHARE >= counts.words and rest > 1:
        return counts.english * 5 < counts.small * 2
    return counts.small >= _ENGLISH_SHARE and rest > 1 and counts.english * 5 < counts.small


class _Counts(msgspec.Struct, frozen=True):
    """Of a text: its words, those with a small first letter, the English ones of these, a foreign language's own."""

    words: int
    small: int
    english: int
    foreign: int


def _count_words(text: str) -> _Counts:
    signs = _load_signs()
    words = [word.replace("’", "'") for word in _WORD.findall(text)]
    small = [_CLITIC.sub("", word) for word in words if word[0].islower() and len(word) > 1]
    english = sum(word in signs.english or word in load_common() for word in small)
    found = Counter(word.lower() for word in words)
    foreign = max(sum(found[word] for word in listed) for listed in signs.foreign.values())
    return _Counts(len(words), len(small), english, foreign)
