"""Whose surname a single name may be."""

from __future__ import annotations

from hfcheck.knowledge import Knowledge
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.mentions import Mentions

_PERSON = "person"
_MOST_NAMES = 4


class PersonNames:
    """Tells the names of people by what the articles and packs say of them, else by their shape."""

    def __init__(self, mentions: Mentions, knowledge: Knowledge) -> None:
        self._mentions = mentions
        self._knowledge = knowledge
        self._openings = load_words().place_openings
        self._designators = {word.casefold().rstrip(".") for word in knowledge.designators}

    def is_person(self, name: str) -> bool:
        """Whether a name is known as a person's."""
        return any(self._knowledge.is_a(kind, _PERSON) for kind in self._kinds(name))

    def is_other(self, article: str, name: str) -> bool:
        """Whether an article, or a pack, has a name as that of a thing or place."""
        kinds = self._kinds(name)
        other = bool(kinds) and not any(self._knowledge.is_a(kind, _PERSON) for kind in kinds)
        return other or name in self._mentions.places.get(article, set())

    def bears(self, article: str, full: str, name: str) -> bool:
        """Whether `name` is the last word of a person's name, or the first of one who is known as a person."""
        words = full.split()
        if self.is_person(full):
            return name in (words[0], words[-1])
        return name == words[-1] and not self.is_other(article, full) and self.looks_like_person(full)

    def looks_like_person(self, full: str) -> bool:
        """Whether a name has the shape of a person's: two to four capitalised words, none of a body or place."""
        words = full.split()
        if not 1 < len(words) <= _MOST_NAMES or words[0].casefold() in self._openings:
            return False
        return all(self._may_be_part(word) for word in words)

    def _may_be_part(self, word: str) -> bool:
        letters = word.rstrip(".").replace("-", "").replace("'", "")
        if not letters.isalpha() or not word[0].isupper() or (len(letters) > 1 and word.isupper()):
            return False
        lower = word.casefold().rstrip(".")
        kind = self._knowledge.class_of_word.get(lower, _PERSON)
        titled = lower in self._knowledge.title_of_words or lower in self._knowledge.form_of_words
        return lower not in self._designators and not titled and self._knowledge.is_a(kind, _PERSON)

    def _kinds(self, name: str) -> set[str]:
        ids = self._knowledge.alias_index.get(name.casefold(), ())
        known = {entry.kind for i in ids if (entry := self._knowledge.entity(i)) and entry.kind}
        return known | self._mentions.kinds.get(name, set())
