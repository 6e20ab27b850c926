"""The people of one article who are known by description, each with all that its mentions say of him."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from hfcheck.model import Entity, Modality, Phrase, PhraseKind, Polarity, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.events import find_patients
from hfcheck.normalise.kinship import load_kinship
from hfcheck.normalise.relatives import Relative, RelativeReader

Place = tuple[int, str]

_SPOUSE = "spouse"
_CHILD = "child"


class Referent(msgspec.Struct, eq=False):
    """Somebody of one article. `ties` are his roles towards others, `beside` the ties of those who share an event."""

    article: str
    relatives: list[Relative] = []
    ties: dict[tuple[str, str], Entity] = {}
    names: dict[str, Entity] = {}
    events: set[str] = set()
    beside: set[tuple[str, str]] = set()
    denied: set[tuple[str, str]] = set()

    def add(self, relative: Relative) -> None:
        """Take up one more mention."""
        self.relatives.append(relative)
        if relative.owner is not None and relative.role:
            self.ties.setdefault((relative.owner.id, relative.role), relative.owner)

    @property
    def sexes(self) -> set[str]:
        """What the nouns say of the sex."""
        return {r.sex for r in self.relatives if r.sex}

    @property
    def ages(self) -> set[bool]:
        """What the nouns say of being young."""
        return {r.young for r in self.relatives if r.young is not None}

    def fits(self, relative: Relative) -> bool:
        """Whether a mention may take him up."""
        sexes = not (relative.sex and self.sexes and relative.sex not in self.sexes)
        ages = relative.young is None or not self.ages or relative.young in self.ages
        roles = {role for _, role in self.ties}
        return sexes and ages and not (relative.role and roles and relative.role not in roles)

    def suits(self, other: Referent) -> bool:
        """Whether the two may be one, by sex and age."""
        sexes = not (self.sexes and other.sexes) or bool(self.sexes & other.sexes)
        return sexes and (not (self.ages and other.ages) or bool(self.ages & other.ages))


class ReferentReader:
    """Tells the mentions of one article apart, in their order."""

    def __init__(
        self, article: str, entities: EntityReader, propositions: Sequence[Proposition], reader: RelativeReader
    ) -> None:
        self.article = article
        self.entities = entities
        self.propositions = propositions
        self.reader = reader
        self.words = load_kinship()
        self.referents: list[Referent] = []
        self.ties: dict[Place, tuple[Entity, str]] = {}
        self._by_place: dict[Place, Referent] = {}
        self._owners: dict[int, Entity] = {}
        self._subjects: dict[Place, list[tuple[Phrase, bool]]] = {}
        self._happenings = list(find_patients(propositions, entities.knowledge))
        self._spouses: dict[str, Entity] = {}

    def read(self) -> list[Referent]:
        """The people of the article."""
        relatives = self.reader.read(self.propositions)
        if not relatives:
            return []
        self._note_predicates()
        self._tell_apart(relatives)
        married = [(name, i, e) for r in self.referents for name in r.names for (i, role), e in r.ties.items()]
        self._spouses = {name: owner for name, i, owner in married if (i, _SPOUSE) in self._list_ties(name)}
        if self._spouses:
            # Once it is known that Ann Lee is his wife, "her son" after "Ann Lee" is his as well.
            self._tell_apart(relatives)
        return self.referents

    def _list_ties(self, name: str) -> set[tuple[str, str]]:
        return {tie for r in self.referents if name in r.names for tie in r.ties}

    def _tell_apart(self, relatives: Sequence[Relative]) -> None:
        self.referents, self._by_place, self._owners = [], {}, {}
        for relative in relatives:
            self._place(self._complete(relative))
        for proposition in self.propositions:
            self._read_name(proposition)
        self._read_events()
        self._join_strangers()

    def _note_predicates(self) -> None:
        """Where a kinship noun is said, or denied, of somebody: "a woman believed to be the wife of X"."""
        for proposition in self.propositions:
            real = proposition.modality is not Modality.HYPOTHETICAL
            affirmed = real and proposition.polarity is Polarity.AFFIRMED
            if proposition.lemma != "be" and not proposition.verb:
                continue
            for argument in proposition.arguments:
                if argument.role == "pred":
                    place = (argument.phrase.start, argument.phrase.head)
                    self._subjects.setdefault(place, []).append((proposition.subject, affirmed))

    def _complete(self, relative: Relative) -> Relative:
        """A mention with the owner that a pronoun, or the relative beside it, gives it."""
        owner = self._find_pronoun_owner(relative)
        beside = self._owners.get(relative.beside) if relative.beside is not None else None
        if relative.owner is None and owner is not None:
            relative = msgspec.structs.replace(relative, owner=owner)
        elif relative.owner is None and beside is not None:
            relative = self.reader.lend_owner(relative, beside, relative.first, relative.last)
        if relative.owner is not None:
            self._owners[relative.start] = relative.owner
        return relative

    def _find_pronoun_owner(self, relative: Relative) -> Entity | None:
        """ "his wife" is that of the one man whose relatives are told of; "her son", of a wife of X, is X's."""
        pronoun = relative.phrase.owner
        if pronoun is None or pronoun.kind is not PhraseKind.PRONOUN or not relative.role:
            return None
        if len(pronoun.antecedents) == 1 and pronoun.antecedents[0].kind is PhraseKind.NAME:
            named = self.entities.read(self.article, pronoun.antecedents[0])
            if named.id in self._spouses and relative.role == _CHILD:
                return self._spouses[named.id]
            if named.resolved and self.entities.names.looks_like_person(named.name):
                return named
        male = pronoun.text.lower() in self.words.male_pronouns
        owners = {i: e for r in self.referents for (i, role), e in r.ties.items() if male or role == _SPOUSE}
        if len(owners) != 1 or not (male or relative.role == _CHILD):
            return None
        return next(iter(owners.values()))

    def _place(self, relative: Relative) -> None:
        place = (relative.phrase.start, relative.phrase.head)
        if relative.owner is not None and relative.role and not relative.past:
            self.ties[place] = (relative.owner, relative.role)
        told = self._subjects.get(place, [])
        bearers = [(b, affirmed) for phrase, affirmed in told if (b := self._at(phrase)) is not None]
        for bearer, affirmed in bearers:
            if not affirmed and relative.owner is not None:
                bearer.denied.add((relative.owner.id, relative.role))
        if any(not affirmed for _, affirmed in told):
            return
        said = [b for b, _ in bearers if self._may_be_said(b, relative)]
        referent = said[0] if said else self._find_known(relative)
        if referent is None:
            if relative.role and relative.owner is None and not relative.pointing:
                return
            referent = Referent(self.article)
            self.referents.append(referent)
        referent.add(relative)
        self._by_place[place] = referent

    def _may_be_said(self, referent: Referent, relative: Relative) -> bool:
        sexes = not (relative.sex and referent.sexes) or relative.sex in referent.sexes
        return sexes and (relative.young is None or not referent.ages or relative.young in referent.ages)

    def _find_known(self, relative: Relative) -> Referent | None:
        if relative.owner is not None and relative.role:
            tie = (relative.owner.id, relative.role)
            same = [r for r in self.referents if tie in r.ties and r.fits(relative)]
            return same[0] if len(same) == 1 else None
        if not relative.pointing:
            return self._find_undergoer(relative)
        fitting = [r for r in self.referents if r.fits(relative)]
        tied = [r for r in fitting if r.ties] or fitting
        return tied[-1] if len(tied) == 1 else None

    def _find_undergoer(self, relative: Relative) -> Referent | None:
        """ "A woman was arrested … a woman arrested by them": what happens once tells of one."""
        place = (relative.phrase.start, relative.phrase.head)
        kinds = {kind for kind, _, phrases in self._happenings if place in {(p.start, p.head) for p in phrases}}
        same = [
            r
            for r in self.referents
            if r.fits(relative)
            and any(self._at(p) is r for kind, _, phrases in self._happenings if kind in kinds for p in phrases)
        ]
        return same[0] if len(same) == 1 and not relative.role else None

    # ── what clauses say of them ─────────────────────────────────────────────────────────────

    def _at(self, phrase: Phrase) -> Referent | None:
        places = ((one.start, one.head) for one in (phrase, *phrase.antecedents))
        return next((self._by_place[place] for place in places if place in self._by_place), None)

    def _read_name(self, proposition: Proposition) -> None:
        """ "the woman, identified as Ann Lee", "his wife is called Ann Lee", "Ann Lee, wife of X"."""
        bearer, name = self._find_naming(proposition)
        referent = self._at(bearer) if bearer is not None else None
        affirmed = proposition.polarity is Polarity.AFFIRMED and proposition.modality is not Modality.HYPOTHETICAL
        if referent is None or name is None or name.kind is not PhraseKind.NAME or not affirmed:
            return
        entity = self.entities.read(self.article, name)
        owner = any(entity.id == i for i, _ in referent.ties)
        if entity.resolved and not owner and self.entities.names.looks_like_person(entity.name):
            referent.names[entity.id] = entity

    def _find_naming(self, proposition: Proposition) -> tuple[Phrase | None, Phrase | None]:
        told = {a.role: a.phrase for a in reversed(proposition.arguments)}
        subject, name = proposition.subject, told.get("obl:as")
        named = proposition.lemma in self.words.naming_verbs
        if named and name is not None and name.kind is PhraseKind.NAME:
            return (subject if proposition.lemma.startswith("be ") else told.get("obj")), name
        if named or proposition.lemma == "be" or proposition.kind == "description":
            predicate = told.get("pred") or told.get("xcomp")
            return (predicate, subject) if subject.kind is PhraseKind.NAME else (subject, predicate)
        return None, None

    def _read_events(self) -> None:
        for kind, _, patients in self._happenings:
            together = [r for p in patients if (r := self._at(p)) is not None]
            named = [self.entities.read(self.article, p) for p in patients if p.kind is PhraseKind.NAME]
            for referent in together:
                referent.events.add(kind)
                referent.beside |= {(entity.id, "") for entity in named if entity.resolved}
                referent.beside |= {tie for r in together if r is not referent for tie in r.ties}

    def _join_strangers(self) -> None:
        """Somebody unnamed to whom the same thing happens beside the same relative is the one of that kin."""
        for one in list(self.referents):
            taken_for = [r for r in self.referents if r is not one and r.ties.keys() & one.denied and r.suits(one)]
            if len(taken_for) == 1 and taken_for[0].events & one.events:
                self._join(one, taken_for[0])
        for one in [r for r in self.referents if not r.ties]:
            fitting = [r for r in self.referents if r.ties and r.suits(one)]
            same = [r for r in fitting if r.events & one.events and r.beside & one.beside]
            if not same and one.beside:
                same = [r for r in fitting if not r.events and _are_family(one.beside, r.ties)]
            if len(same) == 1:
                self._join(one, same[0])

    def _join(self, one: Referent, other: Referent) -> None:
        for relative in one.relatives:
            other.add(relative)
        other.names |= one.names
        other.events |= one.events
        other.beside |= one.beside
        self.referents.remove(one)
        self._by_place |= {place: other for place, held in self._by_place.items() if held is one}


def _are_family(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> bool:
    return {owner for owner, _ in one} == {owner for owner, _ in other}
