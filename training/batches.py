"""Treebank sentences → batches of numbers, with the changes that make the parser robust."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from hfcheck.language.encoding import Encoding, encode_words
from training.treebank import TreebankSentence

IGNORED = -100
_MASK = 103

Batch = dict[str, Tensor]


@dataclass(frozen=True)
class Changes:
    """How often a training sentence is changed; shares between 0 and 1."""

    join: float = 0.12
    lower: float = 0.03
    title: float = 0.04
    shout: float = 0.01
    open_end: float = 0.04
    mask: float = 0.02


@dataclass(frozen=True)
class Example:
    """Numbers of one input; `heads` count from 1, 0 is the root."""

    encoding: Encoding
    upos: list[int]
    xpos: list[int]
    heads: list[int]
    deprels: list[int]
    entities: list[int]
    starts: list[int]


class Numbering:
    """The numbers of the labels."""

    def __init__(self, labels: dict[str, Sequence[str]]) -> None:
        self.tables = {name: {label: n for n, label in enumerate(values)} for name, values in labels.items()}

    def number(self, name: str, values: Sequence[str]) -> list[int]:
        return [self.tables[name].get(value, IGNORED) for value in values]


def make_example(sentences: Sequence[TreebankSentence], encoding: Encoding, numbering: Numbering) -> Example:
    """One input out of one sentence, or of several that follow one another."""
    upos: list[int] = []
    xpos: list[int] = []
    heads: list[int] = []
    deprels: list[int] = []
    entities: list[int] = []
    starts: list[int] = []
    for sentence in sentences:
        before = len(upos)
        upos += numbering.number("upos", sentence.upos)
        xpos += numbering.number("xpos", sentence.xpos)
        deprels += numbering.number("deprel", sentence.deprels)
        heads += [head + before if head else 0 for head in sentence.heads]
        known = sentence.entities is not None
        entities += numbering.number("entity", sentence.entities) if known else [IGNORED] * len(sentence.words)
        starts += [1] + [0] * (len(sentence.words) - 1)
    starts[0] = IGNORED
    return Example(encoding, upos, xpos, heads, deprels, entities, starts)


def open_end(sentence: TreebankSentence) -> TreebankSentence:
    """`sentence` without its full stop, as headlines have it."""
    last = len(sentence.words)
    if sentence.words[-1] != "." or last < 3 or last in sentence.heads:
        return sentence
    short = {
        name: getattr(sentence, name)[:-1] for name in ("words", "lemmas", "upos", "xpos", "heads", "deprels", "glued")
    }
    return replace(sentence, **short, entities=sentence.entities and sentence.entities[:-1])


def recase(words: Sequence[str], style: str) -> list[str]:
    """The words in lower case, in the title case of headlines, or in capitals."""
    if style == "lower":
        return [word.lower() for word in words]
    if style == "shout":
        return [word.upper() for word in words]
    return [word[:1].upper() + word[1:] if len(word) > 3 else word for word in words]


class Examples:
    """The training inputs of one epoch after another."""

    def __init__(
        self, sentences: Sequence[TreebankSentence], tokenizer: Tokenizer, numbering: Numbering, changes: Changes
    ) -> None:
        self.sentences = sentences
        self.tokenizer = tokenizer
        self.numbering = numbering
        self.changes = changes

    def draw(self, rng: random.Random, most_pieces: int) -> list[Batch]:
        """The batches of one epoch: every sentence once, changed at random, in random order."""
        groups = list(self._group(rng))
        words = [self._change_case([w for s in group for w in s.words], rng) for group in groups]
        examples = [
            make_example(group, encoding, self.numbering)
            for group, encoding in zip(groups, encode_words(self.tokenizer, words), strict=True)
            if encoding is not None
        ]
        batches = [collate([self._mask(example, rng) for example in part]) for part in pack(examples, most_pieces, rng)]
        rng.shuffle(batches)
        return batches

    def _group(self, rng: random.Random) -> Iterator[list[TreebankSentence]]:
        group: list[TreebankSentence] = []
        for whole in self.sentences:
            sentence = open_end(whole) if rng.random() < self.changes.open_end else whole
            joined = group and group[-1].document == sentence.document and rng.random() < self.changes.join
            if group and (not joined or sum(len(s.words) for s in group) + len(sentence.words) > 120):
                yield group
                group = []
            group.append(sentence)
        yield group

    def _change_case(self, words: list[str], rng: random.Random) -> list[str]:
        drawn = rng.random()
        for style in ("lower", "title", "shout"):
            drawn -= getattr(self.changes, style)
            if drawn < 0:
                return recase(words, style)
        return words

    def _mask(self, example: Example, rng: random.Random) -> Example:
        ids = list(example.encoding.ids)
        for place in range(1, len(ids) - 1):
            if rng.random() < self.changes.mask:
                ids[place] = _MASK
        old = example.encoding
        changed = Encoding(ids, old.first, old.last, old.shape, old.piece_shape)
        return replace(example, encoding=changed)


def pack(examples: Sequence[Example], most_pieces: int, rng: random.Random | None) -> Iterator[list[Example]]:
    """Examples of like length, at most `most_pieces` sub-words together, padding counted."""
    noise = rng.random if rng else lambda: 0.0
    ordered = sorted(examples, key=lambda e: len(e.encoding.ids) + 3 * noise())
    part: list[Example] = []
    for example in ordered:
        if part and len(example.encoding.ids) * (len(part) + 1) > most_pieces:
            yield part
            part = []
        part.append(example)
    if part:
        yield part


def collate(examples: Sequence[Example]) -> Batch:
    """Padded tensors: ids, mask, piece_shape (b, t); first, last, shape and the targets (b, w)."""
    pieces = max(len(e.encoding.ids) for e in examples)
    words = max(len(e.upos) for e in examples)
    batch: dict[str, Any] = {
        "ids": [_pad(e.encoding.ids, pieces, 0) for e in examples],
        "mask": [_pad([1] * len(e.encoding.ids), pieces, 0) for e in examples],
        "piece_shape": [_pad(e.encoding.piece_shape, pieces, 0) for e in examples],
        "first": [_pad(e.encoding.first, words, 0) for e in examples],
        "last": [_pad(e.encoding.last, words, 0) for e in examples],
        "shape": [_pad(e.encoding.shape, words, 0) for e in examples],
    }
    for target in ("upos", "xpos", "heads", "deprels", "entities", "starts"):
        batch[target] = [_pad(getattr(e, target), words, IGNORED) for e in examples]
    return {name: torch.tensor(rows) for name, rows in batch.items()}


def _pad(row: list[int], length: int, filler: int) -> list[int]:
    return row + [filler] * (length - len(row))
