"""What an article has named so far: mentions by place, role and kind, and what the text calls its names."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from hfcheck.extraction.lexicon import load_cues
from hfcheck.model import Phrase, PhraseKind


class Mention(NamedTuple):
    """A phrase where it stood: `sentence` and `paragraph` count from 0, `word` is its head's index.

    `role` is subject, object or other; `kind` is deal, group (several joined) or "".
    """

    phrase: Phrase
    sentence: int
    paragraph: int
    word: int
    role: str
    kind: str


class Judgement(NamedTuple):
    """What a reference stands for, by sentence and head word (-1 where that stays open), and why.

    `whole`: the coordination that the word opens; `named`: the antecedent is known by a name.
    """

    sentence: int
    word: int
    whole: bool
    named: bool
    reason: str


class Reader(Protocol):
    """What reads the phrases of one sentence."""

    def read(self, head: int, *, whole: bool = False) -> Phrase:
        """The phrase that a word heads."""


class Reference(NamedTuple):
    """A pronoun or definite description, what it stands for, and why that or why nothing.

    `kind` is pronoun or description; `antecedents` is empty where it stays as written. `followed` is False for what
    is never looked up: "I", "which", "somebody".
    """

    text: str
    start: int
    end: int
    kind: str
    antecedents: tuple[Phrase, ...]
    reason: str
    followed: bool = True


class Discourse:
    """The mentions of an article so far. Reading goes sentence by sentence, in order."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.references: dict[tuple[int, int], Reference] = {}
        self.judgements: dict[tuple[int, int], Judgement] = {}
        self.readers: list[Reader] = []
        self.sentence = -1
        self.paragraph = -1
        self._cues = load_cues()
        self._descriptions: dict[str, set[str]] = {}
        self._counted: list[tuple[int, int, Phrase]] = []

    def open_sentence(self, paragraph: int) -> None:
        """Begin the next sentence, in the paragraph of that number."""
        self.sentence += 1
        self.paragraph = paragraph

    # ── noting ───────────────────────────────────────────────────────────────────────────────

    def describe(self, name: str, noun: str) -> None:
        """Note that the text calls `name` a `noun`: "oil giant Shell", "Audi, a subsidiary of …"."""
        self._descriptions.setdefault(name, set()).add(noun.lower())

    def add(self, phrase: Phrase, word: int, role: str) -> None:
        """Note a phrase of the open sentence that a later reference may stand for."""
        if phrase.kind is not PhraseKind.PRONOUN:
            self.mentions.append(Mention(phrase, self.sentence, self.paragraph, word, role, self._kind_of(phrase)))

    def note_reference(self, reference: Reference) -> None:
        """Note what a reference stands for; where it is read again, what it stood for first holds."""
        place = reference.start, reference.end
        known = self.references.get(place)
        if known is None or not known.antecedents:
            self.references[place] = reference

    def count(self, number: int, phrase: Phrase) -> None:
        """Note "five brands": a list of five names in the next sentence may be these."""
        self._counted.append((self.sentence, number, phrase))

    # ── asking ───────────────────────────────────────────────────────────────────────────────

    def names_called(self, noun: str) -> list[str]:
        """The names that the text has called `noun`, sorted."""
        return sorted(name for name, nouns in self._descriptions.items() if noun in nouns)

    def last_named(self, name: str) -> Phrase | None:
        """The latest mention whose head is `name`."""
        return next((m.phrase for m in reversed(self.mentions) if m.phrase.head == name), None)

    def counted_before(self, number: int) -> Phrase | None:
        """The one counted nominal of the sentence before, if it counts as many."""
        found = [(counted, phrase) for sentence, counted, phrase in self._counted if sentence == self.sentence - 1]
        return found[0][1] if len(found) == 1 and found[0][0] == number else None

    def _kind_of(self, phrase: Phrase) -> str:
        """The kind of a mention; "" for one thing alone."""
        if len(phrase.parties) > 1 or (phrase.parties and phrase.head in self._cues.deal_nouns):
            return "deal" if phrase.head in self._cues.deal_nouns else "group"
        return "group" if len(phrase.antecedents) > 1 else ""


def expand_phrase(phrase: Phrase) -> tuple[Phrase, ...]:
    """The members of what stands for several; the phrase alone for anything else."""
    if len(phrase.antecedents) > 1:
        return phrase.antecedents
    return phrase.parties if phrase.parties and phrase.kind is PhraseKind.NAME else (phrase,)
