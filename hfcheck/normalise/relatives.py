"""Phrases for people by kinship, sex and age, in the order of an article, and whose relatives they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from hfcheck.model import Entity, Phrase, PhraseKind, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.kinship import KinNoun, PersonNoun, load_kinship
from hfcheck.normalise.mentions import walk_phrases
from hfcheck.normalise.names import Names

# "a wife and daughter", "his wife and their eight-year-old son".
_AND = re.compile(r",?\s+and\s+(?:[\w-]+\s+){0,4}")
_STOP = re.compile(r"[.;:!?]\s")
_LONGEST_DESCRIPTION = 120
_SINGLE = re.compile(r"an?\s", re.IGNORECASE)


Leader = tuple[str, tuple[str, ...], str, str]
"""A noun for an office, the ids of the bodies that it is held in, the id of its holder, and a name of him."""
FindLeader = Callable[[tuple[str, str]], str | None]
"""By a noun and a body's id, or "" for none, the name of the one person whom any article describes so."""


class Relative(msgspec.Struct, frozen=True):
    """A mention of somebody: `start` and `end` are the place of its noun, `owner` whose relative it is, if known.

    `role` is "" for a noun of sex or age alone; `past`: the tie is over; `first` and `last` bound the words that tell
    it; `beside` is the place of the noun that "and" joins it to; `pointing`: it takes up somebody told of before ("the
    boy", "her son").
    """

    phrase: Phrase
    start: int
    end: int
    role: str
    sex: str
    young: bool | None
    past: bool
    owner: Entity | None
    first: int
    last: int
    pointing: bool = False
    beside: int | None = None


class RelativeReader:
    """Reads the mentions of relatives and of plain people of one article."""

    def __init__(self, article: str, entities: EntityReader, find_leader: FindLeader) -> None:
        self.article = article
        self.entities = entities
        self.leader_of = find_leader
        self.text = entities.names.texts.get(article, "")
        self.words = load_kinship()
        self._names: list[tuple[int, int]] = []

    def read(self, propositions: Sequence[Proposition]) -> list[Relative]:
        """All mentions by place; of "a wife and son of X" both have the owner."""
        phrases: dict[tuple[int, str], Phrase] = {}
        for proposition in propositions:
            for phrase in walk_phrases(proposition):
                if phrase.kind is PhraseKind.NOMINAL and self._is_person_noun(phrase):
                    phrases.setdefault((phrase.start, phrase.head), phrase)
        self._names = self._find_names() if phrases else []
        found = sorted((r for p in phrases.values() if (r := self._make(p)) is not None), key=lambda r: r.start)
        return self._share_owners(found)

    def _find_names(self) -> list[tuple[int, int]]:
        """Every place of a name of the article, the longest where two overlap; those in apposition are in no phrase."""
        known = sorted(self.entities.names.names_of(self.article), key=lambda n: (-len(n), n))
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in known)
        return [m.span() for m in re.finditer(pattern, self.text)] if pattern else []

    def _is_person_noun(self, phrase: Phrase) -> bool:
        single = not phrase.plural or _SINGLE.match(phrase.text)
        return bool(single) and (phrase.head in self.words.kin or phrase.head in self.words.people)

    def _make(self, phrase: Phrase) -> Relative | None:
        noun = self._find_noun(phrase)
        before = self.text[phrase.start : noun[0]].lower().replace("-", " ").split() if noun else []
        if noun is None or set(before) & self.words.other_words:
            return None
        kin = self.words.kin.get(phrase.head)
        person = self.words.people.get(phrase.head)
        owner, last = self.find_owner_at(phrase, noun[1])
        if kin is None or (person is not None and owner is None and phrase.owner is None):
            told: KinNoun | PersonNoun | None = person or kin
        else:
            told = kin
        if told is None or (isinstance(told, PersonNoun) and set(before) & self.words.ordinal_words):
            return None
        role = told.role if isinstance(told, KinNoun) else ""
        past = role.startswith("former ") or bool(set(before) & self.words.past_words)
        young = told.young if isinstance(told, PersonNoun) else self._tell_age(role)
        pronoun = phrase.owner is not None and phrase.owner.kind is PhraseKind.PRONOUN
        pointing = pronoun or (phrase.definite and phrase.owner is None and last == noun[1])
        named = role.removeprefix("former ")
        return Relative(phrase, *noun, named, told.sex, young, past, owner, phrase.start, last, pointing)

    def _tell_age(self, role: str) -> bool | None:
        return False if role in self.words.grown_roles else True if role in self.words.young_roles else None

    def _find_noun(self, phrase: Phrase) -> tuple[int, int] | None:
        forms = [phrase.head, *(p for p, s in self.entities.words.irregular_plurals.items() if s == phrase.head)]
        text = self.text[phrase.start : max(phrase.end, phrase.start + 1)].lower()
        places = (m for f in forms for m in re.finditer(rf"(?<![\w-]){re.escape(f)}(?!\w)", text))
        first = min(((m.start(), m.end()) for m in places), default=None)
        return (phrase.start + first[0], phrase.start + first[1]) if first else None

    # ── whose ────────────────────────────────────────────────────────────────────────────────

    def find_owner_at(self, phrase: Phrase, end: int) -> tuple[Entity | None, int]:
        """Whose relative a phrase names, and where the words for that end; pronouns are left to the cast."""
        owner = phrase.owner
        if phrase.head not in self.words.kin:
            return None, end
        if owner is None:
            return self._find_after(end) or (None, end)
        if owner.kind is PhraseKind.PRONOUN:
            told = next((n for n in phrase.names if "(" in self.text[phrase.start : n[0]]), None)
            # "Ann Lee and her son": hers.
            beside = next((n for n in self._names if self.text[n[1] : phrase.start] in (" and ", ", and ")), None)
            owner_at = told or (beside if owner.text.lower() != "their" else None)
            return (self._resolve(*owner_at) if owner_at else None), end
        found = self._find_after(end)
        if found is not None:
            return found
        if owner.kind is PhraseKind.NAME:
            entity = self.entities.read(self.article, owner)
            return (entity if self._may_own(entity) else None), max(end, owner.end)
        return self._find_leader(owner), max(end, owner.end)

    def _may_own(self, entity: Entity) -> bool:
        knowledge = self.entities.knowledge
        person = knowledge.is_a(entity.kind, "person") or not entity.kind
        return entity.resolved and person

    def _find_after(self, end: int) -> tuple[Entity, int] | None:
        """ "of Norwick leader Ann Lee", "of the head of Norwick, Ann Lee": the name that the description leads to."""
        if not self.text[end : end + 4].lower().startswith(" of "):
            return None
        last = end
        for start, stop in (n for n in self._names if end < n[0] <= end + _LONGEST_DESCRIPTION):
            between = self.text[end:start]
            if _STOP.search(between) or " and " in self.text[last:start].lower().replace(" and the ", " "):
                return None
            words = between.casefold().replace(",", " , ").split()
            called = [w for w in words if self._is_office(w)]
            if called and (words[-1] in (called[-1], ",")):
                entity = self._resolve(start, stop)
                return (entity, stop) if entity is not None else None
            last = stop
        return None

    def _is_office(self, word: str) -> bool:
        knowledge = self.entities.knowledge
        return word in ("head", "chief") or knowledge.is_a(knowledge.class_of_word.get(word, ""), "person")

    def _find_leader(self, owner: Phrase) -> Entity | None:
        """ "the leader of Norwick": who holds the office by what the articles say."""
        for start, stop in owner.names:
            body = self._resolve(start, stop)
            holder = self.leader_of((owner.head, body.id)) if body is not None else None
            if holder:
                return self.entities.names.resolve(self.article, holder)
        holder = self.leader_of((owner.head, "")) if owner.definite and not owner.names else None
        return self.entities.names.resolve(self.article, holder) if holder else None

    def _resolve(self, start: int, stop: int) -> Entity | None:
        entity = self.entities.names.resolve(self.article, self.text[start:stop])
        return entity if entity.resolved else None

    def _share_owners(self, found: list[Relative]) -> list[Relative]:
        """Give both of two relatives that "and" joins the owner that one of them has."""
        shared = list(found)
        for at in range(len(shared) - 1):
            one, other = shared[at], shared[at + 1]
            if not any(
                _AND.fullmatch(self.text[end : other.start]) for end in (one.end, one.last) if end < other.start
            ):
                continue
            pointing = other.pointing or (one.pointing and other.phrase.owner is None)
            shared[at + 1] = msgspec.structs.replace(other, beside=one.start, pointing=pointing)
            later = one.phrase.owner is None or one.phrase.owner.start > other.start
            if one.owner is None and other.owner is not None and one.role and later:
                shared[at] = msgspec.structs.replace(one, owner=other.owner, last=other.last, pointing=False)
            elif other.owner is None and one.owner is not None:
                shared[at + 1] = self.lend_owner(shared[at + 1], one.owner, one.first, one.last)
        return shared

    def lend_owner(self, relative: Relative, owner: Entity, first: int, last: int) -> Relative:
        """A relative with the owner of the one beside it: "son" of "X's wife and son", "their son"."""
        held = relative.phrase.owner
        kin = self.words.kin.get(relative.phrase.head)
        if kin is None or (held is not None and held.text.lower() != "their"):
            return relative
        return msgspec.structs.replace(
            relative,
            owner=owner,
            role=kin.role,
            young=self._tell_age(kin.role),
            first=min(first, relative.first),
            last=max(last, relative.last),
            pointing=False,
        )


def list_leaders(article: str, propositions: Sequence[Proposition], names: Names) -> Iterator[Leader]:
    """Those whom one article describes by an office."""
    text = names.texts.get(article, "")
    for noun, phrase, name in _list_descriptions(propositions):
        holder = names.resolve(article, name)
        if holder.resolved:
            bodies = [names.resolve(article, text[a:b]) for a, b in phrase.names]
            yield noun, tuple(b.id for b in bodies if b.resolved), holder.id, name


def index_leaders(leaders: Iterable[Leader]) -> dict[tuple[str, str], str]:
    """(noun, body's id, or "" for none) → the name of the one person whom any article describes so."""
    found: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for noun, bodies, holder, name in leaders:
        for body in ("", *bodies):
            found[noun, body].setdefault(holder, name)
    return {key: next(iter(held.values())) for key, held in found.items() if len(held) == 1}


def _list_descriptions(propositions: Sequence[Proposition]) -> Iterator[tuple[str, Phrase, str]]:
    for proposition in propositions:
        predicate = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
        named = proposition.subject.kind is PhraseKind.NAME and not proposition.subject.parties
        if predicate is not None and named and proposition.kind == "description":
            yield predicate.head, predicate, proposition.subject.head
