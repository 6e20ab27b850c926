"""Marks what stands on a page of news and is no part of the article: comment forms, bylines, notes on the author."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.errors import ConfigError
from hfcheck.model import Block, BlockKind
from hfcheck.yamlrecords import load_list

_NAME_WORDS = 5
_SHORT = 300
_BYLINE = 80


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of boilerplate.yaml; its comments say what each list is for."""

    page_ends: tuple[str, ...]
    whole_blocks: tuple[str, ...]
    beginnings: tuple[str, ...]
    contents: tuple[str, ...]
    author_notes: tuple[str, ...]
    author_blocks: int
    bylines: tuple[str, ...]


@cache
def load_phrases() -> Phrases:
    """The phrases of boilerplate. Raises ConfigError where the shipped file is damaged."""
    try:
        return load_list(Path(__file__).with_name("boilerplate.yaml"), Phrases)
    except msgspec.ValidationError as fault:
        raise ConfigError(f"damaged list: {fault}; install hfcheck again", "hfcheck/sources/boilerplate.yaml") from None


def mark_boilerplate(text: str, blocks: list[Block]) -> list[Block]:
    """The same blocks, those that are no part of the article as BOILERPLATE; META stays as it is."""
    phrases = load_phrases()
    marked = list(blocks)
    ended = False
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.META:
            continue
        words = _fold(text[block.start : block.end])
        ended = ended or _ends_page(words, at, phrases)
        if ended or _is_boilerplate(words, text[block.start : block.end], phrases):
            marked[at] = _mark(block)
    prose = [at for at, block in enumerate(marked) if block.kind is not BlockKind.META]
    _mark_author(text, marked, prose, phrases)
    return marked


def _ends_page(words: str, at: int, phrases: Phrases) -> bool:
    return at > 0 and len(words) <= _SHORT and words.startswith(phrases.page_ends)


def _is_boilerplate(words: str, raw: str, phrases: Phrases) -> bool:
    if words.rstrip(" .:!»›>") in phrases.whole_blocks:
        return True
    if len(words) <= _SHORT and words.startswith(phrases.beginnings):
        return True
    if len(words) <= _SHORT and any(phrase in words for phrase in phrases.contents):
        return True
    return len(words) <= _BYLINE and words.startswith(phrases.bylines) and not raw.endswith(".") and _is_byline(raw)


def _is_byline(raw: str) -> bool:
    """Whether a name, or a date, follows: the words after the first have capitals or figures."""
    rest = re.sub(r"^\w+\s+(?:by|on)\s+|^\w+\s+", "", raw, count=1)
    words = [word for word in re.split(r"[\s,|–—-]+", rest) if word]
    named = [
        word for word in words if word[0].isupper() or word[0].isdigit() or word in ("and", "at", "of", "de", "van")
    ]
    return bool(words) and len(named) == len(words)


def _mark_author(text: str, marked: list[Block], prose: list[int], phrases: Phrases) -> None:
    """Mark a note about the author near the end, the line that names him, and what follows the note."""
    last = [at for at in prose if marked[at].kind is not BlockKind.BOILERPLATE][-phrases.author_blocks :]
    for place, at in enumerate(last):
        words = _fold(text[marked[at].start : marked[at].end])
        if len(words) > _SHORT or not any(phrase in words for phrase in phrases.author_notes):
            continue
        before = last[place - 1] if place else None
        if before is None or not _is_name(text[marked[before].start : marked[before].end]):
            # Without the author's name above it, it may be a sentence of the article.
            continue
        for noted in (before, *last[place:]):
            marked[noted] = _mark(marked[noted])
        return


def _is_name(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words) and line[-1] not in ".!?:"


def _mark(block: Block) -> Block:
    return msgspec.structs.replace(block, kind=BlockKind.BOILERPLATE)


def _fold(words: str) -> str:
    return " ".join(words.lower().split())
