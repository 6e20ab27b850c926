"""A sentence as a drill sees it: its words, its names, and a choice that hangs on nothing but the seed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from hfcheck.drill.lexicon import load_words
from hfcheck.model import Article, BlockKind, Sentence, Token

Item = TypeVar("Item")

_NAMED = ("person", "organization", "place")
_PROPER = ("NNP", "NNPS")
_PARTS = frozenset({"flat", "compound", "amod", "nummod", "flat:foreign"})


class Name(NamedTuple):
    """A name in a sentence: its words as they stand, its place, its type, and the word that heads it."""

    text: str
    start: int
    end: int
    kind: str
    head: int


class Passage(NamedTuple):
    """A sentence of `article`; `pool` gives for each type the names of all articles, sorted; `seed` the drill's."""

    article: Article
    sentence: Sentence
    pool: dict[str, tuple[str, ...]]
    seed: int

    @property
    def text(self) -> str:
        """The sentence's words as they stand in the article."""
        return self.article.text[self.sentence.start : self.sentence.end]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's words as a tree."""
        return self.sentence.tokens

    def names(self) -> list[Name]:
        """The names of people, organisations and places in the sentence, left to right."""
        return [name for token in self.tokens if (name := _read_name(self, token)) is not None]

    def order(self, purpose: str, items: Iterable[Item], key: Callable[[Item], str] = str) -> list[Item]:
        """The items in an order that the seed, the sentence and the purpose make; the same on every machine."""
        base = f"{self.seed}|{self.article.id}|{self.sentence.start}|{purpose}|"
        return sorted(items, key=lambda item: hashlib.sha256((base + key(item)).encode("utf-8", "replace")).digest())

    def others(self, kind: str) -> list[str]:
        """Names of a type that do not stand in this article, in an order that the seed makes; spare ones if need be."""
        known, spare = self.pool.get(kind, ()), load_words().names.get(kind, ())
        away = [name for name in known if name not in self.article.text]
        return self.order(f"name {kind}", away or [name for name in spare if name not in self.article.text])


def list_passages(articles: Sequence[tuple[Article, Sequence[Sentence]]], seed: int) -> list[Passage]:
    """The sentences of the articles' paragraphs, in order."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    plain = [Passage(a, s, {}, seed) for a, sentences in articles for s in sentences if s.block is BlockKind.PARAGRAPH]
    for passage in plain:
        for name in passage.names():
            found[name.kind].add(name.text)
    pool = {kind: tuple(sorted(names)) for kind, names in found.items()}
    return [passage._replace(pool=pool) for passage in plain]


def _read_name(passage: Passage, token: Token) -> Name | None:
    if token.entity not in _NAMED or token.upos != "PROPN":
        return None
    inside = {token.index}
    for other in sorted(passage.tokens, key=lambda t: abs(t.index - token.index)):
        if other.head in inside and other.deprel in _PARTS and other.xpos in _PROPER:
            inside.add(other.index)
    first, last = min(inside), max(inside)
    if len(inside) != last - first + 1:
        return None
    start, end = passage.tokens[first].start, passage.tokens[last].end
    return Name(passage.article.text[start:end], start, end, token.entity, token.index)
