"""Headlines in title case → the case that their words have in running text.

A parser trained on running text takes "Forms Joint Company" for a name. The article's own prose says
which words are names; a list of common words helps where it does not have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from hfcheck.language.digests import read_verified
from hfcheck.language.lemmas import find_lemma
from hfcheck.language.words import split_words
from hfcheck.model import Article, BlockKind

_LEAST_SHARE = 0.6
_ENDINGS = (("s", "NNS"), ("s", "VBZ"), ("ed", "VBD"), ("ing", "VBG"))


@cache
def load_common() -> frozenset[str]:
    """The words that stand in running text as anything but names, in lower case."""
    return frozenset(read_verified(Path(__file__).parent / "model" / "common.txt").decode().split())


class Casing:
    """How an article writes its words in running text."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        """How often words stand in small letters, and with a capital where none is due; asked of few articles."""
        lower: Counter[str] = Counter()
        upper: Counter[str] = Counter()
        for block in self._article.blocks:
            text = self._article.text[block.start : block.end]
            last = "."
            for start, end in split_words(text) if block.kind is BlockKind.PARAGRAPH else ():
                word = text[start:end]
                if word[0].islower():
                    lower[word] += 1
                elif word[0].isupper() and last not in '.!?:“"':
                    upper[word.lower()] += 1
                last = word[-1]
        return lower, upper

    def restore(self, words: Sequence[str]) -> list[str]:
        """The words of a headline as running text has them; those of any other text unchanged."""
        long = [w for w in words if w.isalpha() and len(w) > 3]
        if not long or sum(w[0].isupper() for w in long) < _LEAST_SHARE * len(long):
            return list(words)
        shouted = sum(w.isupper() for w in long) >= _LEAST_SHARE * len(long)
        return [self._restore_word(word, shouted) for word in words]

    def _restore_word(self, word: str, shouted: bool) -> str:
        """`shouted`: the whole headline is in capitals, so that they do not tell an acronym from a word."""
        lower = word.lower()
        small, capital = self._counts
        acronym = word.isupper() and len(word) > 1 and not shouted
        if not word[0].isupper() or not word.isalpha() or acronym or capital[lower] > small[lower]:
            return word
        known = any(small[w] or w in load_common() for w in (lower, *_find_stems(lower)))
        return lower if known else word


def _find_stems(word: str) -> set[str]:
    """What `word` may be a regular form of; other forms are common words themselves or too rare to tell from names."""
    return {find_lemma(word, tag) for ending, tag in _ENDINGS if word.endswith(ending)}
