"""How one name is written in several ways, from names.yaml beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from hfcheck.yamlrecords import load_list


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Lists explained in names.yaml."""

    legal_forms: tuple[tuple[str, ...], ...]
    spellings: dict[str, str]
    openings: dict[str, str]
    inner_articles: frozenset[str]
    movable: frozenset[str]
    domains: frozenset[str]
    digraphs: dict[str, str]
    generations: frozenset[str]
    credentials: frozenset[str]
    particles: frozenset[str]
    patronyms: frozenset[str]
    arabic_articles: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    surnames_first: frozenset[str]
    shared_surnames: frozenset[str]
    nicknames: dict[str, tuple[str, ...]]
    transliterations: tuple[tuple[str, ...], ...]
    endings: tuple[tuple[str, ...], ...]


@cache
def load_name_words() -> NameWords:
    """The shipped words, read once per process."""
    return load_list(Path(__file__).with_name("names.yaml"), NameWords)


@cache
def index_rows(rows: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """Each word of a row → the first of its row."""
    return {word: row[0] for row in rows for word in row}


@cache
def given_names() -> frozenset[str]:
    """First names that have a short form, and the short forms."""
    short = load_name_words().nicknames
    return frozenset(short) | {name for names in short.values() for name in names}
