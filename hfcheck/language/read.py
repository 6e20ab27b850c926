"""Article → sentences: cut, tokenise, parse, lemmatise. What cannot be read is skipped with a reason.

The sentences of an article are planned first and parsed together; those in which the model finds that another one
begins are cut there and read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from hfcheck.language.brackets import find_name_brackets, leave_out, put_back
from hfcheck.language.casing import Casing
from hfcheck.language.headlines import read_headline
from hfcheck.language.lemmas import find_lemma
from hfcheck.language.mend import mend_tree
from hfcheck.language.prose import judge_prose
from hfcheck.language.sentences import split_sentences
from hfcheck.language.words import split_words
from hfcheck.model import Article, BlockKind, Sentence, Skipped, Token

if TYPE_CHECKING:
    from hfcheck.language.parser import Parse

_READ = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH)
_MOST_WORDS = 400
# Words without end are no prose, and no later stage is to look through them.
_MOST_CHARACTERS = 4000
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' ]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?(?: ?\([A-Za-z ]{2,20}\))? ?(?:—|–|--) ?(?=\S)"
)
# Log odds from which a word is taken to open a sentence where rules see none begin: after a mark that may end one,
# and anywhere else.
_LEAST_AFTER_MARK = -3.0
_LEAST_START = 0.0
_MARKS = frozenset(".!?…")


class Piece(msgspec.Struct, frozen=True):
    """A sentence to be parsed: its words as the parser is to see them, and their places in the article."""

    start: int
    end: int
    kind: BlockKind
    paragraph: int
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def read_sentences(article: Article) -> tuple[tuple[Sentence, ...], tuple[Skipped, ...]]:
    """The sentences of `article`'s title, headings and paragraphs, in order, and those left out.

    Spans are offsets into `Article.text`. A sentence that is too long for the model, or that has no
    letters, comes back as `Skipped`.
    """
    pieces, skipped = plan_sentences(article)
    trees = parse_pieces(pieces)
    pieces, trees = _cut_again(pieces, trees)
    sentences: list[Sentence] = []
    for piece, tree in zip(pieces, trees, strict=True):
        if tree is None:
            skipped.append(Skipped(article.id, piece.start, piece.end, "sentence too long"))
            continue
        headed = piece.kind is not BlockKind.PARAGRAPH
        tokens = read_headline(tree.tokens, parse_words) if headed else tree.tokens
        sentences.append(Sentence(article.id, piece.start, piece.end, piece.kind, piece.paragraph, mend_tree(tokens)))
    return tuple(sentences), tuple(sorted(skipped, key=lambda part: part.start))


def plan_sentences(article: Article) -> tuple[list[Piece], list[Skipped]]:
    """The sentences of `article` before they are parsed, and those that cannot be."""
    pieces: list[Piece] = []
    skipped: list[Skipped] = []
    casing = Casing(article)
    for number, block in enumerate(article.blocks):
        if block.kind not in _READ:
            continue
        text = article.text[block.start : block.end]
        if reason := judge_prose(text):
            skipped.append(Skipped(article.id, block.start, block.end, reason))
            continue
        for first, last in split_sentences(text):
            start, end = block.start + _skip_dateline(text, first, last), block.start + last
            words, places = _find_words(article.text, start, end)
            if not any(character.isalpha() for character in article.text[start:end]):
                skipped.append(Skipped(article.id, start, end, "no words"))
            elif len(words) > _MOST_WORDS or end - start > _MOST_CHARACTERS:
                skipped.append(Skipped(article.id, start, end, "sentence too long"))
            else:
                shown = words if block.kind is BlockKind.PARAGRAPH else casing.restore(words)
                pieces.append(Piece(start, end, block.kind, number, tuple(shown), places))
    return pieces, skipped


def _skip_dateline(text: str, start: int, end: int) -> int:
    """The offset after "BEIRUT (AP) —", which is no part of the sentence that it opens."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def _find_words(text: str, start: int, end: int) -> tuple[list[str], tuple[tuple[int, int], ...]]:
    spans = split_words(text[start:end])
    return [text[start + a : start + b] for a, b in spans], tuple((start + a, start + b) for a, b in spans)


# ── parsing ───────────────────────────────────────────────────────────────────────────────────


class Tree(msgspec.Struct, frozen=True):
    """A parsed piece; `openings` are the indexes of words at which another sentence seems to begin."""

    tokens: tuple[Token, ...]
    openings: tuple[int, ...] = ()


def parse_pieces(pieces: Sequence[Piece]) -> list[Tree | None]:
    """The tree of each piece, all read together; None for one that is empty or too long for the model."""
    # Imported here: a command that parses nothing must not load the model's runtime.
    from hfcheck.language.parser import load_parser

    brackets = [find_name_brackets(piece.words) for piece in pieces]
    kept = [leave_out(len(piece.words), found) for piece, found in zip(pieces, brackets, strict=True)]
    shown = [[piece.words[i] for i in indexes] for piece, indexes in zip(pieces, kept, strict=True)]
    trees: list[Tree | None] = []
    for number, parse in enumerate(load_parser().parse(shown)):
        if parse is None:
            trees.append(None)
            continue
        piece, indexes = pieces[number], kept[number]
        tokens = _make_tokens(shown[number], [piece.places[i] for i in indexes], parse)
        openings = tuple(indexes[i] for i in _find_openings(tokens, parse.starts))
        if brackets[number]:
            tokens = put_back(tokens, piece.words, piece.places, brackets[number])
        trees.append(Tree(tokens, openings))
    return trees


def _make_tokens(words: Sequence[str], places: Sequence[tuple[int, int]], parse: Parse) -> tuple[Token, ...]:
    columns = (words, places, parse.upos, parse.xpos, parse.heads, parse.deprels, parse.entities)
    return tuple(
        Token(index, start, end, word, find_lemma(word, xpos), upos, xpos, head, deprel, entity)
        for index, (word, (start, end), upos, xpos, head, deprel, entity) in enumerate(zip(*columns, strict=True))
    )


def _find_openings(tokens: Sequence[Token], odds: Sequence[float]) -> Iterator[int]:
    for before, token in pairwise(tokens):
        marked = _MARKS.issuperset(before.text)
        # What follows an abbreviation goes on, and a closing quotation mark or bracket opens nothing.
        opens = (token.text[0].isalnum() or token.text[0] in "“‘([") and (marked or before.text[-1] != ".")
        apart = before.end < token.start
        if opens and apart and odds[token.index] > (_LEAST_AFTER_MARK if marked else _LEAST_START):
            yield token.index


def _cut_again(pieces: Sequence[Piece], trees: Sequence[Tree | None]) -> tuple[list[Piece], list[Tree | None]]:
    """The pieces and trees with those pieces cut in which the model saw a sentence begin."""
    parts: dict[int, list[Piece]] = {
        number: _cut_piece(piece, tree.openings)
        for number, (piece, tree) in enumerate(zip(pieces, trees, strict=True))
        if tree is not None and tree.openings and piece.kind is BlockKind.PARAGRAPH
    }
    read = iter(parse_pieces([part for found in parts.values() for part in found]) if parts else ())
    new_pieces: list[Piece] = []
    new_trees: list[Tree | None] = []
    for number, piece in enumerate(pieces):
        for part in parts.get(number, [piece]):
            new_pieces.append(part)
            new_trees.append(next(read) if number in parts else trees[number])
    return new_pieces, new_trees


def _cut_piece(piece: Piece, openings: Sequence[int]) -> list[Piece]:
    edges = [0, *openings, len(piece.words)]
    return [
        msgspec.structs.replace(
            piece,
            start=piece.places[first][0] if first else piece.start,
            end=piece.places[last - 1][1] if last < len(piece.words) else piece.end,
            words=piece.words[first:last],
            places=piece.places[first:last],
        )
        for first, last in pairwise(edges)
    ]


def parse_words(words: Sequence[str], places: Sequence[tuple[int, int]]) -> tuple[Token, ...] | None:
    """Parsed tokens of one sentence, given its words and their offsets; None where it is empty or too long."""
    (tree,) = parse_pieces([Piece(0, 0, BlockKind.PARAGRAPH, 0, tuple(words), tuple(places))])
    return tree.tokens if tree else None
