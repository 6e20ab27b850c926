"""What an article has named so far: mentions by place, role and kind, and what the text calls its names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.extraction.lexicon import load_cues
from hfcheck.model import Phrase, PhraseKind

# One mention alone may be seen wrong: the parser's types are right four times in five.
_SURE_VOTES = 2


class Mention(NamedTuple):
    """A phrase where it stood: `sentence` and `paragraph` count from 0, `word` is its head's index.

    `role` is subject, object or other; `kind` is person, maybe (a person by its looks), either, thing,
    deal, group or noun (something unnamed).
    """

    phrase: Phrase
    sentence: int
    paragraph: int
    word: int
    role: str
    kind: str


class Discourse:
    """The mentions of an article so far. Reading goes sentence by sentence, in order."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.sentence = -1
        self.paragraph = -1
        self._cues = load_cues()
        self._descriptions: dict[str, set[str]] = {}
        self._person_names: set[str] = set()
        self._types: dict[str, int] = {}
        self._counted: list[tuple[int, int, Phrase]] = []

    def open_sentence(self, paragraph: int) -> None:
        """Begin the next sentence, in the paragraph of that number."""
        self.sentence += 1
        self.paragraph = paragraph

    # ── noting ───────────────────────────────────────────────────────────────────────────────

    def describe(self, name: str, noun: str) -> None:
        """Note that the text calls `name` a `noun`: "oil giant Shell", "Audi, a subsidiary of …"."""
        self._descriptions.setdefault(name, set()).add(noun.lower())

    def note_type(self, name: str, entity: str) -> None:
        """Note the type that the parser sees in a name; where two mentions more speak against a person, it is none."""
        if entity:
            self._types[name] = self._types.get(name, 0) + (1 if entity == "person" else -1)

    def add(self, phrase: Phrase, word: int, role: str) -> None:
        """Note a phrase of the open sentence that a later reference may stand for."""
        kind = self._kind_of(phrase)
        if kind:
            self.mentions.append(Mention(phrase, self.sentence, self.paragraph, word, role, kind))

    def count(self, number: int, phrase: Phrase) -> None:
        """Note "five brands": a list of five names in the next sentence may be these."""
        self._counted.append((self.sentence, number, phrase))

    # ── asking ───────────────────────────────────────────────────────────────────────────────

    def nouns_of(self, name: str) -> frozenset[str]:
        """What the text has called a name."""
        return frozenset(self._descriptions.get(name, ()))

    def names_called(self, noun: str) -> list[str]:
        """The names that the text has called `noun`, sorted."""
        return sorted(name for name, nouns in self._descriptions.items() if noun in nouns)

    def last_named(self, name: str) -> Phrase | None:
        """The latest mention whose head is `name`."""
        return next((m.phrase for m in reversed(self.mentions) if m.phrase.head == name), None)

    def mentions_here(self) -> list[Mention]:
        """The mentions of the open sentence so far."""
        return [m for m in self.mentions if m.sentence == self.sentence]

    def mentions_before(self) -> list[Mention]:
        """The mentions of the sentence before."""
        return [m for m in self.mentions if m.sentence == self.sentence - 1]

    def counted_before(self, number: int) -> Phrase | None:
        """The one counted nominal of the sentence before, if it counts as many."""
        found = [(counted, phrase) for sentence, counted, phrase in self._counted if sentence == self.sentence - 1]
        return found[0][1] if len(found) == 1 and found[0][0] == number else None

    # ── kinds ────────────────────────────────────────────────────────────────────────────────

    def _kind_of(self, phrase: Phrase) -> str:
        """The kind of a mention; "" for a pronoun, which stands for another one."""
        if phrase.kind is PhraseKind.PRONOUN:
            return ""
        if len(phrase.parties) > 1:
            return "deal" if phrase.head in self._cues.deal_nouns else "group"
        return self._kind_of_name(phrase) if phrase.kind is PhraseKind.NAME else self._kind_of_noun(phrase)

    def _kind_of_name(self, phrase: Phrase) -> str:
        nouns = self.nouns_of(phrase.head)
        if nouns & self._cues.either_nouns:
            return "either"
        if nouns & self._cues.person_nouns:
            return "person"
        return "maybe" if not nouns and self._looks_like_person(phrase) else "thing"

    def _kind_of_noun(self, phrase: Phrase) -> str:
        if phrase.names and phrase.head in self._cues.organisation_nouns and not phrase.plural:
            return "thing"
        if len(phrase.antecedents) > 1:
            return "group"
        if phrase.head in self._cues.deal_nouns and phrase.parties:
            return "deal"
        if phrase.head in self._cues.person_nouns and not phrase.plural:
            return "person"
        return "group" if phrase.head in self._cues.collective_nouns or phrase.plural else "noun"

    def _looks_like_person(self, phrase: Phrase) -> bool:
        """Two or three plain capitalised words and no article: a person's name as soon as anything's."""
        words = phrase.head.split()
        if self._types.get(phrase.head, 0) <= -_SURE_VOTES:
            return False
        if len(words) == 1:
            return phrase.head in self._person_names
        if phrase.definite or not self._is_plain(words):
            return False
        self._person_names |= {words[0], words[-1]}
        return True

    def _is_plain(self, words: list[str]) -> bool:
        """Two or three capitalised words, none of which is a noun for bodies or events."""
        nouns = self._cues.organisation_nouns | self._cues.event_nouns | self._cues.designators
        plain = all(w.isalpha() and w.istitle() for w in words) and 1 < len(words) < 4
        return plain and not any(w.lower() in nouns for w in words)


def choose_mention(mentions: Sequence[Mention], wanted: tuple[str, ...], *, rivals: bool = False) -> tuple[Phrase, ...]:
    """What the one fitting mention of the highest role stands for, or nothing where two are left.

    Subjects come before objects, and objects before others. With `rivals`, an unnamed thing in the role
    that would be chosen from bars the choice.
    """
    fitting = [m for m in mentions if m.kind in wanted]
    for role in ("subject", "object", "other"):
        if rivals and any(m.kind == "noun" and m.role == role for m in mentions):
            return ()
        ranked = [m for m in fitting if m.role == role]
        if len({m.phrase.full for m in ranked}) > 1:
            latest = max(m.sentence for m in ranked)
            ranked = [m for m in ranked if m.sentence == latest]
        named = {m.phrase.full: m.phrase for m in ranked}
        if named:
            return expand_phrase(next(iter(named.values()))) if len(named) == 1 else ()
    return ()


def expand_phrase(phrase: Phrase) -> tuple[Phrase, ...]:
    """The members of what stands for several; the phrase alone for anything else."""
    if len(phrase.antecedents) > 1:
        return phrase.antecedents
    return phrase.parties if phrase.parties and phrase.kind is PhraseKind.NAME else (phrase,)
