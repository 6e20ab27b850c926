"""What one article asks of all others while it is read, kept so that it need not be read again while the answers hold.

A recorded answer is the "verifying trace" of build systems (Mokhov, Mitchell and Peyton Jones, "Build Systems à la
Carte", 2018): what was read stays right as long as asking once more would give the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

import msgspec

from hfcheck.model import Entity
from hfcheck.normalise.folding import fold_name
from hfcheck.normalise.mentions import Mentions
from hfcheck.normalise.names import NameReading, Names, NameTable, is_mentioned

Key = TypeVar("Key")
Answer = TypeVar("Answer")


class Asked(Generic[Key, Answer]):
    """A question that keeps each answer which it was given."""

    def __init__(self, ask: Callable[[Key], Answer]) -> None:
        self.answers: dict[Key, Answer] = {}
        self._ask = ask

    def __call__(self, key: Key) -> Answer:
        if key not in self.answers:
            self.answers[key] = self._ask(key)
        return self.answers[key]


class NameAnswers(msgspec.Struct, frozen=True):
    """What an article was told of names: whom each stands for in it, and which look like a person's."""

    readings: Mapping[str, NameReading] = {}
    people: Mapping[str, bool] = {}

    def hold(self, article: str, names: Names) -> bool:
        """Whether `names` would tell the article the same today."""
        for name, told in self.readings.items():
            now = names.read(article, name)
            if (now.entity, now.candidates) != (told.entity, told.candidates):
                return False
        return all(names.looks_like_person(name) == told for name, told in self.people.items())


class ArticleNames:
    """The names of one article, which notes what it was asked.

    `told` are answers that still hold; the table, which takes its time, is made only where they do not suffice.
    """

    def __init__(
        self, article: str, text: str, mentions: Mentions, open_table: Callable[[], NameTable], told: NameAnswers
    ) -> None:
        self.texts: Mapping[str, str] = {article: text}
        self._article = article
        self._mentions = mentions
        self._open_table = open_table
        self._told = told
        self._readings: dict[str, NameReading] = {}
        self._people: dict[str, bool] = {}

    def names_of(self, article: str) -> list[str]:
        """The names of the article, sorted."""
        return self._mentions.names_of(article)

    def has(self, article: str, text: str) -> bool:
        """Whether a text is one of the names that stand in the article, as it is."""
        return is_mentioned(self._mentions, article, text)

    def resolve(self, article: str, name: str) -> Entity:
        """The entity that `name` stands for; unresolved where several may be meant."""
        return self.read(article, name).entity

    def read(self, article: str, name: str) -> NameReading:
        """The same, with the steps that lead to it or the candidates. An answer told before has no steps."""
        folded = fold_name(name)
        found = self._readings.get(folded)
        if found is None:
            told = self._told.readings.get(folded)
            if told is None:
                found = self._open_table().read(article, name)
            else:
                found = told._replace(start=self._mentions.first.get(article, {}).get(folded, 0))
            self._readings[folded] = found
        return found

    def looks_like_person(self, name: str) -> bool:
        """Whether a name is a person's, by what is said of it or by its shape."""
        found = self._people.get(name)
        if found is None:
            told = self._told.people.get(name)
            found = self._people[name] = self._open_table().looks_like_person(name) if told is None else told
        return found

    def answers(self) -> NameAnswers:
        """All answers given so far, without the steps that lead to them."""
        return NameAnswers({name: r._replace(steps=()) for name, r in self._readings.items()}, dict(self._people))
