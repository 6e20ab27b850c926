"""The things that an article speaks of, each with its occurrences, names and what it is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.occurrences import Occurrence

# Two mentions may both be seen wrong: the parser's types are right four times in five.
_SURE = 3
_KEPT = 4096


class Referent:
    """One thing; `occurrences` are in the order of the text and at least one."""

    def __init__(self, first: Occurrence) -> None:
        self.occurrences: list[Occurrence] = []
        self.names: list[str] = []
        self.nouns: set[str] = set()
        self.sexes: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.many = False
        self.folded: list[tuple[str, ...]] = []
        self._person_votes = 0
        self._type: str | None = None
        self.add(first)

    def add(self, occurrence: Occurrence) -> None:
        """Note one more occurrence, and what it shows."""
        cues = load_cues()
        self._type = None
        self.occurrences.append(occurrence)
        self.nouns |= occurrence.called
        if occurrence.sex:
            self.sexes[occurrence.sex] += 1
        if occurrence.type and occurrence.form in ("name", "noun"):
            self.types[occurrence.type] += 1
            self._person_votes += 1 if occurrence.type == "person" else -1
        if occurrence.form == "name" and occurrence.text not in self.names:
            self.names.append(occurrence.text)
            self.folded.append(_fold(occurrence.text))
        if occurrence.form != "pronoun":
            self.many = occurrence.number == "many"
        called = occurrence.called
        if called & (unite(cues.person_nouns, cues.honorifics, cues.male_nouns, cues.female_nouns)):
            self._person_votes += 3
        elif called & cues.organisation_nouns:
            self._person_votes -= 3
        if occurrence.sex:
            self._person_votes += 2
        if occurrence.form == "name" and set(occurrence.text.lower().split()) & cues.designators:
            self._person_votes -= 2

    @property
    def last(self) -> Occurrence:
        """The latest occurrence."""
        return self.occurrences[-1]

    @property
    def sex(self) -> str:
        """ "m" or "f" where all that is known points to one; "" else."""
        return next(iter(self.sexes)) if len(self.sexes) == 1 else ""

    @property
    def person(self) -> int:
        """How much speaks for a person (above 0) or against it (below)."""
        return self._person_votes

    @property
    def type(self) -> str:
        """The type that most occurrences are seen as, the earliest of those on a par; "" where none is known.

        A single word that is seen as a person now and then may be anything with a name: "unsure".
        """
        if self._type is None:
            self._type = self._find_type()
        return self._type

    def _find_type(self) -> str:
        if len(self.types) < 2:
            found = next(iter(self.types), "")
        else:
            found = max(self.types, key=lambda kind: self.types[kind])
        single = bool(self.names) and all(len(name.split()) == 1 for name in self.names)
        known = self.sexes or self.nouns & load_cues().person_nouns or self.person >= _SURE
        return "unsure" if found == "person" and single and not known else found

    def may_be_body(self) -> bool:
        """Whether it may be a company or the like: named, no place, and nothing but its type speaks for a person."""
        cues = load_cues()
        if not self.names or self.many or self.sexes or self.nouns & cues.person_nouns:
            return False
        if self.nouns & (cues.organisation_nouns):
            return True
        designated = any(set(name.lower().split()) & cues.designators for name in self.names)
        return designated or self.type in ("organization", "unsure", "")

    def find_latest(self, *forms: str) -> Occurrence | None:
        """The latest occurrence of one of these forms."""
        return next((o for o in reversed(self.occurrences) if o.form in forms), None)

    def speak_for(self) -> Occurrence:
        """The occurrence that tells best what this is: the latest name, else the latest noun, else the first."""
        named = self.find_latest("name")
        return named or self.find_latest("group", "noun") or self.occurrences[0]


def find_namesake(referents: Sequence[Referent], name: str) -> Referent | None:
    """The latest referent that a name may be a further mention of: the same name, or a part of a longer one."""
    folded = _fold(name)
    for referent in reversed(referents):
        if folded in referent.folded:
            return referent
    for referent in reversed(referents):
        for known in referent.folded:
            if _is_part(folded, known):
                return referent
    return None


@lru_cache(maxsize=_KEPT)
def _fold(name: str) -> tuple[str, ...]:
    words = name.replace("’", "'").removesuffix("'s").lower().split()
    return tuple(w for w in words if w not in load_cues().definite_determiners)


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Lee" of "Ann Lee", "Northwind" of "Northwind Motors", or the other way round; "NPU" of its long form."""
    if len(one) == len(other):
        return False
    short, long = (one, other) if len(one) < len(other) else (other, one)
    if not short:
        return False
    if len(short) == 1 and short[0] == "".join(w[0] for w in long):
        return True
    return long[-len(short) :] == short or long[: len(short)] == short
