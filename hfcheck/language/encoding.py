"""Words → the numbers that the model takes. Training and reading share this module, so that they cannot differ.

WordPiece: Wu et al. (2016), https://arxiv.org/abs/1609.08144.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from tokenizers import Tokenizer

MOST_PIECES = 510
SHAPES = 10
_CURLY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00ad": "-"})
# The tokenizer takes no half of a surrogate pair, which a text from JSON or from a command line may hold.
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_PLAIN = _CURLY | _HALVES


class Encoding(msgspec.Struct, frozen=True):
    """One sentence of w words in t sub-words, the first and last of them the encoder's own marks."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shape: list[int]
    piece_shape: list[int]


def load_tokenizer(data: bytes) -> Tokenizer:
    """The tokenizer of a tokenizer.json, without truncation or padding."""
    tokenizer = Tokenizer.from_buffer(data)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode_words(tokenizer: Tokenizer, sentences: Sequence[Sequence[str]]) -> list[Encoding | None]:
    """The encodings of `sentences`; None for those without words or with more than 510 sub-words."""
    plain = [[word.translate(_PLAIN) or word for word in words] for words in sentences]
    encoded = tokenizer.encode_batch(plain, is_pretokenized=True)
    return [
        _place_words(words, encoding.ids, encoding.word_ids) if words else None
        for words, encoding in zip(sentences, encoded, strict=True)
    ]


def _place_words(words: Sequence[str], ids: list[int], word_ids: list[int | None]) -> Encoding | None:
    if len(ids) > MOST_PIECES + 2:
        return None
    # A word of which the tokenizer leaves nothing stands on the opening mark.
    first = [0] * len(words)
    last = [0] * len(words)
    shape = [find_shape(word) for word in words]
    piece_shape = [0] * len(ids)
    for piece, word in enumerate(word_ids):
        if word is not None:
            first[word] = first[word] or piece
            last[word] = piece
            piece_shape[piece] = shape[word]
    return Encoding(ids, first, last, shape, piece_shape)


def find_shape(word: str) -> int:
    """1 digits only; 2 has a digit; 3 no letter; 4 all capitals; 5 one capital; 6 Title; 7 other with a capital
    first; 8 lower case; 9 other. 0 is no word.
    """
    if word.islower() and word.isalpha():
        return 8
    tests = (
        word.isdigit(),
        any(c.isdigit() for c in word),
        not any(c.isalpha() for c in word),
        word.isupper() and len(word) > 1,
        word.isupper(),
        word.istitle(),
        word[:1].isupper(),
        word.islower(),
    )
    return next((number for number, test in enumerate(tests, start=1) if test), 9)
