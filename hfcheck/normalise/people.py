"""Names of people: which names are, and whom a part of one stands for in its article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from hfcheck.knowledge import Knowledge
from hfcheck.normalise.folding import list_words
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.mentions import Mentions
from hfcheck.normalise.namewords import given_names, load_name_words
from hfcheck.normalise.renderings import find_family

_PERSON = "person"
_MOST_NAMES = 4
_LEAST_PART = 2


class PersonNames:
    """Tells the names of people by what the articles and packs say of them, else by their shape."""

    def __init__(self, mentions: Mentions, knowledge: Knowledge) -> None:
        self._mentions = mentions
        self._knowledge = knowledge
        self._openings = load_words().place_openings
        self._words = load_name_words()
        self._designators = {word.casefold().rstrip(".") for word in knowledge.designators}
        self._parts: dict[str, dict[str, list[str]]] = {}
        self._words_of: dict[str, dict[str, list[str]]] = {}
        self._nature: dict[str, tuple[bool, bool]] = {}
        self._shapes: dict[str, bool] = {}

    # ── what a name is ───────────────────────────────────────────────────────────────────────

    def is_person(self, name: str) -> bool:
        """Whether a name is known as a person's."""
        return self._read_nature(name)[0]

    def is_other(self, article: str, name: str) -> bool:
        """Whether an article, or a pack, has a name as that of a thing or place."""
        return self._read_nature(name)[1] or name in self._mentions.places.get(article, frozenset())

    def may_be_person(self, name: str) -> bool:
        """Whether a name is a person's, by what is said of it or by its shape."""
        person, thing = self._read_nature(name)
        return person or (not thing and self.looks_like_person(name))

    def looks_like_person(self, full: str) -> bool:
        """Whether a name has the shape of a person's: two to four capitalised words, none of a body or place."""
        shape = self._shapes.get(full)
        if shape is None:
            shape = self._shapes[full] = self._has_shape(full)
        return shape

    def _has_shape(self, full: str) -> bool:
        words = [word for word in full.split() if word[0].isupper() or word.casefold() not in self._words.particles]
        words = [word for word in words if word.casefold().strip(".,") not in self._words.credentials]
        if not 1 < len(words) <= _MOST_NAMES or words[0].casefold() in self._openings:
            return False
        return all(self._may_be_part(word) for word in words)

    def _may_be_part(self, word: str) -> bool:
        letters = word.replace(".", "").replace("-", "").replace("'", "")
        lower = word.casefold().rstrip(".")
        article = lower.partition("-")[0] in self._words.arabic_articles and "-" in lower
        shouted = len(letters) > 1 and word.isupper() and "." not in word
        if not letters.isalpha() or not (word[0].isupper() or article) or (shouted and len(letters) <= _LEAST_PART):
            return False
        kind = self._knowledge.class_of_word.get(lower, _PERSON)
        titled = lower in self._knowledge.title_of_words or lower in self._knowledge.form_of_words
        return lower not in self._designators and not titled and self._knowledge.is_a(kind, _PERSON)

    def _read_nature(self, name: str) -> tuple[bool, bool]:
        """Whether a name is known as a person's, and whether as that of anything else alone."""
        nature = self._nature.get(name)
        if nature is None:
            ids = self._knowledge.alias_index.get(name.casefold(), ())
            known = {entry.kind for i in ids if (entry := self._knowledge.entity(i)) and entry.kind}
            kinds = known | self._mentions.kinds_of.get(name, frozenset())
            person = any(self._knowledge.is_a(kind, _PERSON) for kind in kinds)
            nature = self._nature[name] = (person, bool(kinds) and not person)
        return nature

    # ── whom a part of a name stands for ─────────────────────────────────────────────────────

    def find_bearers(self, article: str, part: str) -> tuple[str, ...]:
        """The names of people of an article that `part` may stand for: by surname, first name, or the end of a name.

        A first name counts where the text says that its bearer is a person, and a surname that stands first where it
        is one of a people who put it there.
        """
        if article not in self._parts:
            self._parts[article] = self._index_parts(article)
        words = list_words(part)
        while len(words) > 1 and words[0] in self._words.arabic_articles:
            words = words[1:]
        if not words or sum(map(len, words)) < _LEAST_PART:
            return ()
        found = self._parts[article].get(" ".join(words), ())
        return tuple(name for name in found if name != part)

    def find_rivals(self, article: str, part: str) -> tuple[str, ...]:
        """The names of an article that hold a word and may be people's, whatever the word is in them."""
        if article not in self._words_of:
            index: dict[str, list[str]] = defaultdict(list)
            for full in self._mentions.names_of(article):
                if " " in full and not is_titled(full) and self._may_bear(article, full):
                    for word in sorted(set(list_words(full))):
                        index[word].append(full)
            self._words_of[article] = dict(index)
        return tuple(name for name in self._words_of[article].get("".join(list_words(part)), ()) if name != part)

    def of_gender(self, article: str, names: Iterable[str], honorific: str) -> tuple[str, ...]:
        """The names whose bearers an honorific fits; those of whom the text says nothing fit any."""
        women, men = self._words.women, self._words.men
        against = men if honorific in women else women if honorific in men else frozenset()
        nouns = self._mentions.nouns.get(article, {})
        return tuple(name for name in names if not nouns.get(name, frozenset()) & against)

    def _index_parts(self, article: str) -> dict[str, list[str]]:
        """Words of a part of a name → the full names that have it, sorted."""
        index: dict[str, list[str]] = defaultdict(list)
        for full in self._mentions.names_of(article):
            known = self.is_person(full)
            if " " in full and not is_titled(full) and (known or self._may_bear(article, full)):
                for part in sorted(set(_list_parts(full, known))):
                    index[part].append(full)
        return dict(index)

    def _may_bear(self, article: str, full: str) -> bool:
        return not self.is_other(article, full) and self.looks_like_person(full)


def _list_parts(full: str, known: bool) -> Iterable[str]:
    """The parts by which a person may be called after his full name."""
    told = load_name_words()
    raw = full.split()
    words = [list_words(word) or (word,) for word in raw]
    while len(raw) > 1 and "".join(words[-1]) in told.generations | told.credentials:
        raw, words = raw[:-1], words[:-1]
    family = find_family(full)
    patronym = len(raw) > 1 and "".join(words[-2]) in told.patronyms
    if family:
        yield family
    if not patronym:
        yield " ".join(_drop_article(words[-1]))
    if known:
        yield " ".join(words[0])
    for at in range(1, len(raw)):
        here = "".join(words[at])
        opens = here in told.particles
        if (opens and at < len(raw) - 1) or (known and len(raw) > 2 and not patronym):
            yield " ".join(_drop_article(tuple(word for part in words[at:] for word in part)))
        if known and at < len(raw) - 1 and not opens and len(here) > 1 and here not in given_names():
            # The first of two surnames: "Sánchez" of "Pedro Sánchez Pérez".
            yield " ".join(words[at])
    initial = words[0][0][:1]
    if len(raw) == 2 and len("".join(words[0])) > 1 and not patronym:
        yield f"{initial} {' '.join(words[-1])}"


def _drop_article(words: tuple[str, ...]) -> tuple[str, ...]:
    articles = load_name_words().arabic_articles
    return words[1:] if len(words) > 1 and words[0] in articles else words


@cache
def is_titled(name: str) -> bool:
    """Whether an honorific opens a name, which then may be no full one: "Mrs Lee"."""
    title, _, bare = name.partition(" ")
    return bool(bare) and title.casefold().rstrip(".") in load_words().honorifics


def split_title(name: str) -> tuple[str, str]:
    """The honorific, in lower case, and the name after it; "" and the name where none opens it."""
    if not is_titled(name):
        return "", name
    title, _, bare = name.partition(" ")
    return title.casefold().rstrip("."), bare
