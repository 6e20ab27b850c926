"""What the words for people known by description say of them: whose wife or son, of what sex, age and nationality.

"Police arrested his wife, a Dane, and their eight-year-old son" says that she is married to him, that she is Danish,
that the child is a son and that he is eight years old.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from hfcheck.model import (
    Article,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Modality,
    Moment,
    Phrase,
    PhraseKind,
    Polarity,
    Proposition,
    Quantity,
    Span,
    Value,
)
from hfcheck.normalise.cast import Cast, Part
from hfcheck.normalise.claims import read_voice
from hfcheck.normalise.demonyms import find_appended, find_demonym, read_nationality
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.kinship import load_kinship
from hfcheck.normalise.qualifiers import PUBLICATION_DAY
from hfcheck.values.quantities import read_quantities

AGE = "age"

_AMOUNT = "amount"
_SEX = "sex"
_NATIONALITY = "nationality"
_NAMED = "bears_name"
_PERSON = "person"
_SPOUSE = "spouse"
_MARRIED = "married_to"
# "An ex-wife" is none on the day of publication.
_NOW = Moment(symbol=PUBLICATION_DAY, surface="now")
_MONTH = "month"
_YEAR = Decimal(1)
# How far back, in characters, "they" may reach to two who were named together.
_REACH = 300


class PortraitReader:
    """Reads the portraits of one article."""

    def __init__(self, article: Article, entities: EntityReader, cast: Cast) -> None:
        self.article = article.id
        self.published = article.published
        self.entities = entities
        self.text = article.text
        self.words = load_kinship()
        self.parts = cast.parts
        self._events = {p.entity.id: p.event for p in self.parts}
        self._ids = set(self._events)

    def read(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """The claims, by place, without ids; what is told again is one claim, where it is told first."""
        if not self.parts:
            return []
        claims = [claim for part in self.parts for claim in self._portray(part, propositions)]
        for proposition in propositions:
            claims += self._read_predicate(proposition)
        first: dict[tuple[str, str, object, Polarity], Claim] = {}
        for claim in sorted(claims, key=lambda c: (c.evidence[0].span.start, c.evidence[0].span.end)):
            told = claim.object.id if isinstance(claim.object, Entity) else claim.object
            first.setdefault((claim.subject.id, claim.relation, told, claim.polarity), claim)
        return list(first.values())

    # ── what a noun phrase says ──────────────────────────────────────────────────────────────

    def _portray(self, part: Part, propositions: Sequence[Proposition]) -> Iterator[Claim]:
        relative = part.relative
        around = _find_around(relative.phrase, propositions)
        denied = around is not None and any(voice.stance == "denies" for voice in around.attribution)
        if around is None or denied or around.modality is Modality.HYPOTHETICAL:
            return
        said = any(a.role == "pred" and a.phrase.start == relative.phrase.start for a in around.arguments)
        span = (relative.first, max(relative.last, relative.end))
        if relative.role == _SPOUSE and relative.owner is not None and not said:
            polarity = Polarity.DENIED if relative.past else Polarity.AFFIRMED
            tie = self._make(part.entity, _MARRIED, relative.owner, around, span, polarity)
            now = relative.past and self.published is None
            yield msgspec.structs.replace(tie, time=_NOW) if now else tie
        if said:
            return
        before = self.text[relative.phrase.start : relative.end]
        noun = span if relative.owner is not None else (relative.phrase.start, relative.end)
        if relative.sex and part.event is not None:
            sex = Entity(id=relative.sex, name=self.text[relative.start : relative.end])
            yield self._make(part.entity, _SEX, sex, around, noun, Polarity.AFFIRMED)
        age = _find_age(before)
        if age is not None:
            yield self._make(part.entity, _AMOUNT, age, around, noun, Polarity.AFFIRMED)
        country = find_demonym(before)
        if country is not None:
            yield self._make(part.entity, _NATIONALITY, country, around, noun, Polarity.AFFIRMED)

    # ── what a clause says ───────────────────────────────────────────────────────────────────

    def _read_predicate(self, proposition: Proposition) -> Iterator[Claim]:
        """ "the boy is nine years old", "the woman is called Ann Lee", "they are Syrian nationals"."""
        bearers = [e for e in self._find_bearers(proposition) if e.id in self._ids]
        if not bearers or proposition.modality is not Modality.ASSERTED:
            return
        span = (proposition.start, proposition.end)
        for value, end in self._list_told(proposition):
            named = isinstance(value, Entity) and value.kind == _PERSON
            relation = _AMOUNT if isinstance(value, Quantity) else _NAMED if named else _NATIONALITY
            for bearer in bearers:
                yield self._make(
                    bearer, relation, value, proposition, (span[0], max(span[1], end)), proposition.polarity
                )

    def _find_bearers(self, proposition: Proposition) -> list[Entity]:
        told = next((a.phrase for a in proposition.arguments if a.role == "obj"), None)
        active = proposition.lemma in self.words.naming_verbs and not proposition.lemma.startswith("be ")
        phrase = told if active and told is not None else proposition.subject
        members = [p for a in phrase.antecedents for p in (a.parties or (a,))]
        if phrase.text.lower() in self.words.plural_pronouns and not members:
            return self._find_couple(phrase.start)
        several = phrase.kind is PhraseKind.PRONOUN and len(members) > 1
        return [self.entities.read(self.article, one) for one in (members if several else (phrase,))]

    def _find_couple(self, at: int) -> list[Entity]:
        """ "they" for the two that "and" has joined last: "X's wife and child … they are Danish"."""
        joined = [p for p in self.parts if p.relative.beside is not None and at - _REACH <= p.relative.start < at]
        if not joined:
            return []
        first = [p.entity for p in self.parts if p.relative.start == joined[-1].relative.beside]
        return [*first, joined[-1].entity] if first else []

    def _list_told(self, proposition: Proposition) -> Iterator[tuple[Value, int]]:
        told = {a.role: a.phrase for a in reversed(proposition.arguments)}
        named = proposition.lemma in self.words.naming_verbs
        name = told.get("obl:as") or told.get("pred") if named else told.get("pred")
        if not named and proposition.lemma != "be":
            return
        age = _find_age(self.text[proposition.subject.end : proposition.end]) if told.get("pred") else None
        if age is not None and proposition.lemma == "be" and told["pred"].head == "old":
            yield age, proposition.end
        if name is None:
            return
        country = read_nationality(name.text)
        appended = find_appended(self.text, name.end, min(name.end + 60, len(self.text)))
        if country is not None:
            yield country, name.end
        elif appended is not None:
            yield appended
        if country is None and name.kind is PhraseKind.NAME and named:
            yield Entity(id=make_slug(name.head), name=name.head, kind=_PERSON), name.end

    # ── making claims ────────────────────────────────────────────────────────────────────────

    def _make(
        self,
        subject: Entity,
        relation: str,
        value: Value,
        proposition: Proposition,
        span: tuple[int, int],
        polarity: Polarity,
    ) -> Claim:
        start, end = span
        quote = self.text[start:end]
        return Claim(
            id="",
            text=_say(subject, relation, value, polarity),
            subject=subject,
            relation=relation,
            object=value,
            polarity=polarity,
            modality=Modality.ASSERTED,
            evidence=(Evidence(span=Span(self.article, start, end), quote=quote),),
            confidence=proposition.confidence,
            event=self._find_event(subject, relation),
            measure=AGE if relation == _AMOUNT else None,
            attribution=tuple(read_voice(v, self.article, self.entities) for v in proposition.attribution),
            disputed=proposition.disputed,
            headline=proposition.block in ("title", "heading"),
        )

    def _find_event(self, subject: Entity, relation: str) -> EventRef | None:
        return self._events.get(subject.id) if relation in (_SEX, _AMOUNT) else None


def _find_around(phrase: Phrase, propositions: Sequence[Proposition]) -> Proposition | None:
    """The clause that a phrase stands in: the one whose own words it is, else the shortest around it."""
    own = [
        p for p in propositions if any(x.start == phrase.start for x in (p.subject, *(a.phrase for a in p.arguments)))
    ]
    around = own or [p for p in propositions if p.start <= phrase.start < p.end]
    return min(around, key=lambda p: (p.end - p.start, p.start), default=None)


def _find_age(words: str) -> Quantity | None:
    """The one age that words tell, in years; "no older than 11" is at most that, "about 11" a year more or less."""
    found = [f for f in read_quantities(words) if f.role == "age"]
    if len(found) != 1 or words[found[0].end :].lstrip(" -").startswith(_MONTH):
        return None
    age, before, told = found[0].quantity, words[: found[0].start].lower().rstrip(), load_kinship()
    if age.low is None or not before:
        return age
    if before.endswith(tuple(told.most_words)):
        return msgspec.structs.replace(age, low=None)
    if before.endswith(tuple(told.least_words)):
        return msgspec.structs.replace(age, high=None)
    near = max(_YEAR, age.low / 10) if before.endswith(tuple(told.near_words)) else 0
    return msgspec.structs.replace(age, low=age.low - near, high=age.low + near) if near else age


def _say(subject: Entity, relation: str, value: Value, polarity: Polarity) -> str:
    denial = "not " if polarity is Polarity.DENIED else ""
    match value:
        case Quantity():
            said = f"is {denial}aged {value.surface}"
        case Entity() if relation == _NAMED:
            said = f"is {denial}called {value.name}"
        case Entity() if relation == _MARRIED:
            said = f"is {denial}married to {value.name}"
        case Entity() if relation == _SEX:
            said = f"is a {value.name}"
        case Entity():
            said = f"is {denial}{value.name}"
        case _:
            said = relation
    return f"{subject.name} {said}"
