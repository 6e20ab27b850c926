"""Headlines whose verb the parser took for a noun: "Acme forms joint company with Ford".

The word that may be the verb is read as "will form", which has one reading, and the auxiliary is
taken out of the tree again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.language.digests import read_verified
from hfcheck.language.lemmas import find_lemma
from hfcheck.model import Token

Place = tuple[int, int]
Parse = Callable[[list[str], list[Place]], tuple[Token, ...] | None]
_TRIES = 2


@cache
def _load_verbs() -> frozenset[str]:
    return frozenset(read_verified(Path(__file__).parent / "model" / "verbs.txt").decode().split())


def read_headline(tokens: tuple[Token, ...], parse: Parse) -> tuple[Token, ...]:
    """The tree of a headline, read again where it has no verb; `parse` is the parser."""
    root = next(t for t in tokens if t.head < 0)
    if root.upos in ("VERB", "AUX") or any(
        t.deprel in ("cop", "nsubj", "nsubj:pass") for t in tokens if t.head == root.index
    ):
        return tokens
    for index, lemma in _find_candidates(tokens)[:_TRIES]:
        again = _read_as_verb(tokens, index, lemma, parse)
        if again is not None:
            return again
    return tokens


def _find_candidates(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Words that follow a name or plural noun and are a verb's present form as well."""
    found = []
    for token in tokens[1:-1]:
        before = tokens[token.index - 1]
        if token.upos not in ("NOUN", "PROPN") or not token.text.islower() or before.upos not in ("PROPN", "NOUN"):
            continue
        plural = before.xpos in ("NNS", "NNPS")
        lemma = token.text.lower() if plural else find_lemma(token.text, "VBZ")
        fits = lemma in _load_verbs() and (plural or (token.text != lemma and before.upos == "PROPN"))
        if fits:
            found.append((token.index, lemma))
    return found


def _read_as_verb(tokens: Sequence[Token], index: int, lemma: str, parse: Parse) -> tuple[Token, ...] | None:
    words = [t.text for t in tokens]
    places = [(t.start, t.end) for t in tokens]
    here = places[index]
    again = parse(
        [*words[:index], "will", lemma, *words[index + 1 :]], [*places[:index], here, here, *places[index + 1 :]]
    )
    if again is None:
        return None
    verb = again[index + 1]
    subject = any(t.deprel == "nsubj" and t.head == index + 1 and t.index < index for t in again)
    if verb.head >= 0 or verb.upos != "VERB" or not subject or any(t.head == index for t in again):
        return None
    return tuple(_take_out(t, index, words, lemma) for t in again if t.index != index)


def _take_out(token: Token, index: int, words: list[str], lemma: str) -> Token:
    def shift(position: int) -> int:
        return position - 1 if position > index else position

    place = shift(token.index)
    changed = msgspec.structs.replace(token, index=place, head=shift(token.head) if token.head >= 0 else -1)
    if token.index == index + 1:
        xpos = "VBP" if words[place] == lemma else "VBZ"
        changed = msgspec.structs.replace(changed, text=words[place], lemma=lemma, xpos=xpos)
    return changed
