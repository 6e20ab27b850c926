"""The content words of a text, and when two phrases or deeds are the same by them and by the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from hfcheck.knowledge.lexicon import Link, derive_words, relate_words
from hfcheck.model import Phrase, PhraseKind, Proposition
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import Node

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X")
_CACHED = 20_000
_SHORTEST = 2
_ONE_THING = (Link.SAME, Link.BROADER, Link.NARROWER)


class Terms:
    """The content words of one text, as lemmas."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self.words = frozenset(
            token.lemma.casefold()
            for root in roots
            for token in root.tree.tokens
            if token.upos in _CONTENT and token.text[0].isalnum()
        )

    def have(self, phrase: Phrase) -> bool:
        """Whether the text speaks of what the head of a phrase names."""
        return self.have_word(_read_words(phrase))

    def have_word(self, words: frozenset[str]) -> bool:
        """Whether the text has one of some words, or one that names the same."""
        return any(match_words(word, other) for word in words for other in self.words)

    def have_all(self, phrase: Phrase) -> bool:
        """Whether the text has all words that narrow a phrase."""
        return all(any(match_words(word, other) for other in self.words) for word in phrase.modifiers)


def _read_words(phrase: Phrase) -> frozenset[str]:
    """The words that name what a phrase is about: those of a name, else its head."""
    if phrase.kind is not PhraseKind.NAME:
        return frozenset({phrase.head.casefold()})
    light = load_scene_words().name_words
    return frozenset(w for w in phrase.head.casefold().split() if w not in light and len(w) > _SHORTEST) or frozenset(
        {phrase.head.casefold()}
    )


def match_phrase(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases may name one thing: names that share a word, or heads of one meaning."""
    return any(match_words(one, other) for one in _read_words(a) for other in _read_words(b))


@lru_cache(maxsize=_CACHED)
def match_words(a: str, b: str) -> bool:
    """Whether two words name one thing: the same, of one meaning, one a kind of the other, or made from each other."""
    if a.rstrip("e") == b.rstrip("e") or any(a in family and b in family for family in load_scene_words().alike):
        return True
    if relate_words(a, b, "n").link in _ONE_THING or relate_words(a, b, "a").link is Link.SAME:
        return True
    return is_derived(a, b)


@lru_cache(maxsize=_CACHED)
def is_derived(a: str, b: str) -> bool:
    """Whether a word is made from another one: "arrest" and "arrested", "death" and "die"."""
    made = {word for part in ("n", "v", "a") for word, _ in derive_words(a, part)}
    return b in made or a in {word for part in ("n", "v", "a") for word, _ in derive_words(b, part)}


# ── deeds ─────────────────────────────────────────────────────────────────────────────────────


def read_deed(proposition: Proposition) -> tuple[str, ...]:
    """What is done or so, as lemmas: the verb of a clause, of a copula what follows it."""
    told = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
    if told is not None:
        return (told.head.casefold(),)
    return (proposition.verb or proposition.lemma.removeprefix("be ") or "be",)


def match_deeds(denied: Sequence[str], told: Sequence[str]) -> bool:
    """Whether what is denied takes in what is told: the same deed, or one of which the other is a kind."""
    return any(_match_deed(one, other) for one in denied for other in told)


@lru_cache(maxsize=_CACHED)
def _match_deed(denied: str, told: str) -> bool:
    if denied.rstrip("e") == told.rstrip("e"):
        return True
    families = load_scene_words().deeds
    if any(denied in family and told in family for family in families):
        return True
    if relate_words(denied, told, "v").link in (Link.SAME, Link.BROADER):
        return True
    return relate_words(denied, told, "a").link is Link.SAME or is_derived(denied, told)
