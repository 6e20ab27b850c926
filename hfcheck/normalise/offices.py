"""Descriptions and appointments → who holds which title at which body or unit of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Entity, Modality, Phrase, PhraseKind, Polarity, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.lexicon import load_words, match_between_spaces


class Office(NamedTuple):
    """A title's id and the body, or unit of one, that it is held at; `former` where it was held once."""

    title: str
    body: Entity
    former: bool


class Tenure(NamedTuple):
    """Who holds or held an office: `holder` is None for the subject, `used` the argument that names the office."""

    office: Office
    holder: Entity | None
    used: Argument


class OfficeReader:
    """Reads titles with the words of the packs."""

    def __init__(self, entities: EntityReader, knowledge: Knowledge) -> None:
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()

    # ── who is told to hold one ──────────────────────────────────────────────────────────────

    def read_tenure(self, article: str, proposition: Proposition) -> Tenure | None:
        """ "is Acme's chairman", "was elected mayor", "stepped down as mayor", "Acme's chairman is": or None."""
        told = {a.role: a for a in reversed(proposition.arguments)}
        predicate, office_as, lemma = told.get("pred"), told.get("obl:as"), proposition.lemma
        if predicate is not None and lemma in self.words.office_verbs:
            turned = self._read_turned(article, proposition, predicate)
            office = self.read(article, _lend_owner(predicate.phrase, proposition.subject))
            return turned or (Tenure(office, None, predicate) if office is not None else None)
        if office_as is None:
            return None
        if lemma in self.words.naming_verbs:
            return self._read_naming(article, proposition, told.get("obj"), office_as)
        left = lemma in self.words.leaving_verbs
        # Nobody has left an office by a plan or a refusal to do so.
        if left and (proposition.modality is not Modality.ASSERTED or proposition.polarity is Polarity.DENIED):
            return None
        if not left and lemma not in self.words.office_verbs | self.words.replacing_verbs:
            return None
        office = self.read(article, office_as.phrase)
        return Tenure(office._replace(former=left or office.former), None, office_as) if office is not None else None

    def _read_turned(self, article: str, proposition: Proposition, predicate: Argument) -> Tenure | None:
        """ "The chief executive of Acme is Ann Lee"."""
        subject = proposition.subject
        if proposition.lemma != "be" or predicate.phrase.kind is not PhraseKind.NAME:
            return None
        if subject.kind is not PhraseKind.NOMINAL or subject.antecedents:
            return None
        office = self.read(article, subject)
        holder = self.entities.read(article, predicate.phrase)
        return Tenure(office, holder, predicate) if office is not None and holder.resolved else None

    def _read_naming(
        self, article: str, proposition: Proposition, named: Argument | None, office_as: Argument
    ) -> Tenure | None:
        """ "Acme appointed Ann Lee as chairman": the body is the subject, where that is no person."""
        holder = self.entities.read(article, named.phrase) if named is not None else None
        if holder is None or not holder.resolved:
            return None
        body = self.entities.read(article, proposition.subject)
        bodiless = body.kind == "person" or self.entities.names.looks_like_person(body.name) or not body.resolved
        title = office_as.phrase
        if title.owner is None and not title.complements and not bodiless:
            title = msgspec.structs.replace(title, owner=proposition.subject)
        office = self.read(article, title)
        return Tenure(office, holder, office_as) if office is not None else None

    # ── which one ────────────────────────────────────────────────────────────────────────────

    def read(self, article: str, predicate: Phrase) -> Office | None:
        """The office that `predicate` names ("Acme's finance chief"), or None where it names none."""
        before = self._split_past(match_between_spaces(self.words.title_prepositions).split(predicate.text)[0])
        start = next((k for k in range(len(before)) if " ".join(before[k:]) in self.knowledge.title_of_words), None)
        if start is None:
            return None
        if set(before[:start]) & self.words.reduced_titles:
            # "acting mayor", "honorary president": not the office itself.
            return None
        title = self.knowledge.title_of_words[" ".join(before[start:])]
        former = bool(set(before[:start]) & self.words.past_titles)
        body = self._read_body(article, predicate, self._find_residue(predicate, before[:start]))
        return Office(title, body, former) if body is not None else None

    def _split_past(self, text: str) -> list[str]:
        """Words in lower case, "ex-chairwoman" as two."""
        words: list[str] = []
        for word in text.lower().split():
            first, hyphen, rest = word.partition("-")
            words += [first, rest] if hyphen and first in self.words.past_titles else [word]
        return words

    def _find_residue(self, predicate: Phrase, words: list[str]) -> list[str]:
        """What stands before the title and is no owner: the unit, in "Acme's cloud unit chief"."""
        owner = predicate.owner
        if owner is not None:
            # What stands before the owner tells of him: "Ostavian Acme chairman".
            words = words[len(self._split_past(predicate.text[: max(0, owner.start - predicate.start)])) :]
            own = {w.lower().removesuffix("’s").removesuffix("'s") for w in owner.text.split()}
            words = [w for w in words if w.removesuffix("’s").removesuffix("'s").strip("’'") not in own]
        if "and" in words:
            words = words[len(words) - words[::-1].index("and") :]
        skipped = self.words.plain_titles | self.words.past_titles | self.words.articles
        return [w for w in words if w not in skipped and any(c.isalnum() for c in w)]

    def _read_body(self, article: str, predicate: Phrase, residue: list[str]) -> Entity | None:
        place = next((p for preposition, p in predicate.complements if preposition in ("of", "at", "for")), None)
        owner = predicate.owner if predicate.owner is not None else place
        if owner is None:
            return None
        if place is not None and place.kind is not PhraseKind.NAME and not place.antecedents:
            return self._read_unit_phrase(article, predicate, place)
        if (
            place is not None
            and owner is predicate.owner
            and owner.kind is not PhraseKind.NAME
            and not owner.antecedents
        ):
            owner = place
        body = self._read_owner(article, owner)
        if body is None or not body.resolved:
            return None
        return self._find_unit(body, " ".join(residue)) if residue else body

    def _read_owner(self, article: str, owner: Phrase) -> Entity | None:
        if owner.kind is PhraseKind.NAME or owner.antecedents:
            return self.entities.read(article, owner)
        if owner.head in self.words.unit_nouns:
            return self._read_unit_phrase(article, owner, owner)
        return self.entities.read(article, owner)

    def _read_unit_phrase(self, article: str, predicate: Phrase, unit: Phrase) -> Entity | None:
        parent = unit.owner or (predicate.owner if predicate.owner is not unit else None)
        if parent is not None and parent.head == unit.head and parent.owner is not None:
            parent = parent.owner
        if parent is None:
            return self.entities.read(article, unit)
        body = self.entities.read(article, parent)
        if not body.resolved:
            return None
        own = [
            w
            for w in unit.text.split()
            if w.lower() not in self.words.articles and w.lower().removesuffix("’s") not in parent.text.lower().split()
        ]
        return self._find_unit(body, " ".join(own))

    def _find_unit(self, body: Entity, words: str) -> Entity:
        """A unit of a body, by the packs' names for it, else by its words without "unit"."""
        entry = self.knowledge.entity(body.id)
        for name in (body.name, *(entry.aliases if entry else ())):
            ids = self.knowledge.alias_index.get(f"{name} {words}".casefold(), ())
            if len(ids) == 1 and (unit := self.knowledge.entity(ids[0])):
                return Entity(id=unit.id, name=unit.name, kind=unit.kind)
        kept = [w for w in words.split() if w.lower() not in self.words.unit_nouns]
        return Entity(
            id=f"{body.id}/{make_slug(' '.join(kept or words.split()))}", name=f"{body.name} {words}", kind="unit"
        )


def _lend_owner(predicate: Phrase, subject: Phrase) -> Phrase:
    """ "former Acme chairman Ann Lee": the body, which the name took for its owner, is the title's."""
    owner = subject.owner
    if predicate.owner is not None or owner is None or subject.kind is not PhraseKind.NAME:
        return predicate
    inside = predicate.start <= owner.start and owner.end <= predicate.end
    return msgspec.structs.replace(predicate, owner=owner) if inside else predicate


def lend_bodies(propositions: Sequence[Proposition], text: str, knowledge: Knowledge) -> list[Proposition]:
    """ "founder and chief executive of Acme": the first title, which stands alone, is held at the same body."""
    lent = list(propositions)
    for at, proposition in enumerate(lent[:-1]):
        one, other = _find_predicate(proposition), _find_predicate(lent[at + 1])
        if one is None or other is None or proposition.subject.start != lent[at + 1].subject.start:
            continue
        between = text[one.end : other.start].replace(",", " ").split()
        alone = one.owner is None and not one.complements and bool(other.complements)
        titles = load_words().articles
        bare = " ".join(w for w in one.text.lower().split() if w not in titles)
        if alone and set(between) <= {"and", "&", *titles} and between and bare in knowledge.title_of_words:
            preposition, body = other.complements[0]
            phrase = msgspec.structs.replace(
                one, owner=other.owner, complements=other.complements, resolved=f"{one.text} {preposition} {body.full}"
            )
            arguments = tuple(Argument("pred", phrase) if a.role == "pred" else a for a in proposition.arguments)
            lent[at] = msgspec.structs.replace(proposition, arguments=arguments)
    return lent


def _find_predicate(proposition: Proposition) -> Phrase | None:
    return next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
