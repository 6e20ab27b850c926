"""Article → sentences: split, tokenise, parse, lemmatise. What cannot be parsed is skipped with a reason."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from hfcheck.language.casing import Casing
from hfcheck.language.headlines import read_headline
from hfcheck.language.lemmas import find_lemma
from hfcheck.language.mend import mend_tree
from hfcheck.language.sentences import split_sentences
from hfcheck.language.words import split_words
from hfcheck.model import Article, BlockKind, Sentence, Skipped, Token

_READ = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH)
_MOST_WORDS = 400
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' ]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?(?: ?\([A-Za-z ]{2,20}\))? ?(?:—|–|--) ?(?=\S)"
)


def read_sentences(article: Article) -> tuple[tuple[Sentence, ...], tuple[Skipped, ...]]:
    """The sentences of `article`'s title, headings and paragraphs, in order, and those left out.

    Spans are offsets into `Article.text`. A sentence that is too long for the model, or that has no
    letters, comes back as `Skipped`.
    """
    sentences: list[Sentence] = []
    skipped: list[Skipped] = []
    casing = Casing(article)
    for number, block in enumerate(article.blocks):
        if block.kind not in _READ:
            continue
        text = article.text[block.start : block.end]
        for start, end in split_sentences(text):
            place = (block.start + _skip_dateline(text, start, end), block.start + end)
            sentence, reason = _parse_sentence(article, place, block.kind, number, casing)
            if sentence is None:
                skipped.append(Skipped(article=article.id, start=place[0], end=place[1], reason=reason))
            else:
                sentences.append(sentence)
    return tuple(sentences), tuple(skipped)


def _skip_dateline(text: str, start: int, end: int) -> int:
    """The offset after "BEIRUT (AP) —", which is no part of the sentence that it opens."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def _parse_sentence(
    article: Article, place: tuple[int, int], kind: BlockKind, paragraph: int, casing: Casing
) -> tuple[Sentence | None, str]:
    start, end = place
    text = article.text[start:end]
    spans = split_words(text)
    if not any(character.isalpha() for character in text):
        return None, "no words"
    if len(spans) > _MOST_WORDS:
        return None, "sentence too long"
    words = [text[a:b] for a, b in spans]
    if kind is not BlockKind.PARAGRAPH:
        words = casing.restore(words)
    places = [(start + a, start + b) for a, b in spans]
    tokens = _parse_without_brackets(words, places)
    if tokens is None:
        return None, "sentence too long"
    if kind is not BlockKind.PARAGRAPH:
        tokens = read_headline(tokens, _parse_without_brackets)
    return Sentence(article.id, start, end, kind, paragraph, mend_tree(tokens)), ""


def _parse_without_brackets(words: list[str], places: list[tuple[int, int]]) -> tuple[Token, ...] | None:
    """Parse with bracketed names set aside: "(NATO)" between a name and its noun misleads the parser.

    A bracket of up to eight words that begins with a capital, or is not in Latin letters, comes back
    as an apposition of the word before it.
    """
    brackets = _find_name_brackets(words)
    inside = {index for first, last in brackets for index in range(first, last + 1)}
    kept = [index for index in range(len(words)) if index not in inside]
    parsed = parse_words([words[i] for i in kept], [places[i] for i in kept])
    if parsed is None or not brackets:
        return parsed
    tokens: list[Token] = [
        msgspec.structs.replace(t, index=kept[t.index], head=kept[t.head] if t.head >= 0 else -1) for t in parsed
    ]
    for first, last in brackets:
        body = range(first + 1, last)
        head = body[-1]
        for index in range(first, last + 1):
            edge = index in (first, last)
            upos, xpos = ("PUNCT", "-LRB-" if index == first else "-RRB-") if edge else ("PROPN", "NNP")
            relation = "punct" if edge else "appos" if index == head else "compound"
            target = first - 1 if index == head else head
            tokens.append(Token(index, *places[index], words[index], words[index], upos, xpos, target, relation))
    return tuple(sorted(tokens, key=lambda token: token.index))


def _find_name_brackets(words: list[str], longest: int = 8) -> list[tuple[int, int]]:
    found = []
    for first, word in enumerate(words):
        if word != "(" or not first:
            continue
        last = next((i for i in range(first + 1, min(first + longest + 2, len(words))) if words[i] == ")"), None)
        if last is None or last == first + 1:
            continue
        opening = words[first + 1]
        named = opening[0].isupper() or not opening.isascii()
        if named and opening[0].isalpha() and all(w[0].isalnum() or w in "-&" for w in words[first + 1 : last]):
            found.append((first, last))
    return found


def parse_words(words: Sequence[str], places: Sequence[tuple[int, int]]) -> tuple[Token, ...] | None:
    """Parsed tokens of one sentence, given its words and their offsets; None where it is too long."""
    # Imported here: a command that parses nothing must not load the model's runtime.
    from hfcheck.language.parser import load_parser

    parse = load_parser().parse(words)
    if parse is None:
        return None
    return tuple(
        Token(
            index=index,
            start=places[index][0],
            end=places[index][1],
            text=word,
            lemma=find_lemma(word, parse.xpos[index]),
            upos=parse.upos[index],
            xpos=parse.xpos[index],
            head=parse.heads[index],
            deprel=parse.deprels[index],
        )
        for index, word in enumerate(words)
    )
