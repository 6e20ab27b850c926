"""Propositions of one article → claims: entities, relations, values, times and lanes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Argument,
    Article,
    Attribution,
    BlockKind,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Members,
    Modality,
    Moment,
    Phrase,
    PhraseKind,
    Proposition,
    Quantity,
    Role,
    Span,
    Text,
    Value,
    Voice,
)
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.offices import OfficeReader
from hfcheck.normalise.ties import TieReader
from hfcheck.normalise.wording import word_claim
from hfcheck.values.moments import read_moments
from hfcheck.values.quantities import read_quantities

_PLACES = ("obl:in", "obl:at")


class Core(NamedTuple):
    """Relation and object of a claim, with what qualifies them."""

    relation: str
    object: Value
    subject: Entity | None = None
    participants: tuple[Role, ...] = ()
    measure: str | None = None
    used: Argument | None = None


class ClaimReader:
    """Normalises the propositions of one article, in order."""

    def __init__(self, article: Article, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()
        self.offices = OfficeReader(entities, knowledge)
        self.ties = TieReader(entities, knowledge)
        self.year: int | None = None

    def read(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """One claim a proposition, and one more for each closed or open list; ids count from 1."""
        claims: list[Claim] = []
        listed: set[str] = set()
        for proposition in propositions:
            claims.append(self._make_claim(proposition))
            if proposition.kind in ("member", "count") and proposition.group and proposition.group not in listed:
                listed.add(proposition.group)
                claims.append(self._make_list(proposition))
        stem = self.article.id
        return [msgspec.structs.replace(c, id=f"{stem}#{n:03d}") for n, c in enumerate(claims, 1)]

    # ── one claim ────────────────────────────────────────────────────────────────────────────

    def _make_claim(self, proposition: Proposition) -> Claim:
        moment = self._read_time(proposition)
        core = self._read_core(proposition, moment)
        subject = core.subject or self.entities.read(self.article.id, proposition.subject)
        return Claim(
            id="",
            text=word_claim(proposition),
            subject=subject,
            relation=core.relation,
            object=core.object,
            polarity=proposition.polarity,
            modality=proposition.modality,
            evidence=(self._quote(proposition),),
            confidence=proposition.confidence,
            participants=(*core.participants, *self._find_about(proposition)),
            event=self._find_event(proposition),
            time=moment or self._time_of_state(proposition, core.relation),
            place=self._find_place(proposition, core),
            scope=self._find_scope(proposition, core),
            measure=core.measure,
            quantifier=self._find_quantifier(proposition),
            attribution=tuple(self._read_voice(v) for v in proposition.attribution),
            group=proposition.group,
            reading=proposition.reading,
            disputed=proposition.disputed,
            headline=proposition.block in (BlockKind.TITLE, BlockKind.HEADING),
        )

    def _quote(self, proposition: Proposition) -> Evidence:
        span = Span(article=self.article.id, start=proposition.start, end=proposition.end)
        return Evidence(span=span, quote=self.article.text[span.start : span.end])

    def _read_voice(self, voice: Voice) -> Attribution:
        name = None
        if voice.source is not None:
            entity = self.entities.read(self.article.id, voice.source)
            name = entity.name if entity.resolved else voice.source.full
        return Attribution(source=name, stance=voice.stance, cue=voice.cue, direct=voice.direct)

    # ── relation and object ──────────────────────────────────────────────────────────────────

    def _read_core(self, proposition: Proposition, moment: Moment | None) -> Core:
        for reader in (self._read_office, self._read_tie, self._read_predicate, self._read_count, self._read_alias):
            core = reader(proposition)
            if core is not None:
                return core
        return self._read_verb(proposition, moment)

    def _read_office(self, proposition: Proposition) -> Core | None:
        predicate = _argument(proposition, "pred")
        if predicate is None or proposition.lemma not in (
            "be",
            "become",
            "remain",
            "be named",
            "be appointed",
            "serve",
        ):
            return None
        office = self.offices.read(self.article.id, predicate.phrase)
        if office is None:
            return None
        return Core(
            "held_office" if office.former else "holds_office", office.body, measure=office.title, used=predicate
        )

    def _read_tie(self, proposition: Proposition) -> Core | None:
        tie = self.ties.read(self.article.id, proposition)
        if tie is None:
            return None
        used = _argument(proposition, "obj") or _argument(proposition, "obl:with")
        roles = tuple(Role(role="party", entity=e) for e in tie.parties)
        return Core("tie", Text(text=tie.form), subject=tie.parties[0], participants=roles, used=used)

    def _read_predicate(self, proposition: Proposition) -> Core | None:
        """ "is a subsidiary of Y": the relation is the noun's, its object what follows."""
        predicate = _argument(proposition, "pred")
        if predicate is None:
            return None
        phrase = predicate.phrase
        verb = "become" if proposition.lemma == "become" else "be"
        for preposition, complement in (*phrase.complements, *((("of", phrase.owner),) if phrase.owner else ())):
            found = self._find_relation(f"{verb} {phrase.head} {preposition}")
            if found is not None:
                return self._turn(proposition, found, self.entities.read(self.article.id, complement), predicate)
        if phrase.kind is PhraseKind.NAME:
            return Core("is", self.entities.read(self.article.id, phrase), used=predicate)
        return Core("is_a", Text(text=phrase.full), used=predicate)

    def _turn(self, proposition: Proposition, found: tuple[str, bool], other: Entity, used: Argument | None) -> Core:
        relation, converse = found
        if converse and not other.resolved:
            return Core(proposition.lemma, Text(text=used.phrase.full) if used else other, used=used)
        if not converse:
            return Core(relation, other, used=used)
        return Core(relation, self.entities.read(self.article.id, proposition.subject), subject=other, used=used)

    def _find_relation(self, words: str) -> tuple[str, bool] | None:
        return self.knowledge.relation_of_words.get(words)

    def _read_count(self, proposition: Proposition) -> Core | None:
        if proposition.kind != "count":
            return None
        quantity = self._read_quantity(proposition.arguments[0].phrase.text, proposition.subject.head)
        return Core("numbers", quantity) if quantity is not None else None

    def _read_alias(self, proposition: Proposition) -> Core | None:
        if proposition.kind != "alias":
            return None
        return Core("named", Text(text=proposition.arguments[0].phrase.head))

    def _read_verb(self, proposition: Proposition, moment: Moment | None) -> Core:
        main = _argument(proposition, "obj") or _argument(proposition, "agent")
        oblique = next((a for a in proposition.arguments if a.role.startswith("obl:")), None)
        lemma = proposition.lemma
        if main is None or proposition.lemma.startswith("be "):
            for argument in (a for a in proposition.arguments if a.role.startswith(("obl:", "agent"))):
                preposition = "by" if argument.role == "agent" else argument.role.removeprefix("obl:")
                found = self._find_relation(f"{lemma} {preposition}")
                if found is not None:
                    return self._turn(
                        proposition, found, self.entities.read(self.article.id, argument.phrase), argument
                    )
        if main is not None:
            return self._read_object(proposition, main)
        found = self._find_relation(f"{lemma} in") or self._find_relation(lemma)
        if moment is not None and found and oblique is None:
            return Core(found[0], moment)
        if oblique is not None:
            relation = f"{lemma} {oblique.role.removeprefix('obl:')}"
            return Core(relation, self._read_value(oblique.phrase), used=oblique)
        return Core(lemma, moment if moment is not None else Text(text=""))

    def _read_object(self, proposition: Proposition, main: Argument) -> Core:
        lemma = proposition.lemma
        phrase = main.phrase
        nominal = next(
            (
                self._find_relation(f"{lemma} {phrase.head} {p}")
                for p, _ in phrase.complements
                if self._find_relation(f"{lemma} {phrase.head} {p}")
            ),
            None,
        )
        if nominal is not None:
            complement = next(
                c for p, c in phrase.complements if self._find_relation(f"{lemma} {phrase.head} {p}") == nominal
            )
            return self._turn(proposition, nominal, self.entities.read(self.article.id, complement), main)
        quantity = self._read_quantity(phrase.text, phrase.head)
        if quantity is not None:
            return Core(lemma, quantity, measure=self._find_measure(lemma, phrase), used=main)
        found = self._find_relation(lemma)
        entity = self.entities.read(self.article.id, phrase)
        if found is not None:
            return self._turn(proposition, found, entity, main)
        return Core(lemma, entity if entity.resolved else Text(text=phrase.full), used=main)

    def _read_value(self, phrase: Phrase) -> Value:
        quantity = self._read_quantity(phrase.text, phrase.head)
        if quantity is not None:
            return quantity
        entity = self.entities.read(self.article.id, phrase)
        return entity if entity.resolved else Text(text=phrase.full)

    def _read_quantity(self, text: str, noun: str) -> Quantity | None:
        """The amount that a phrase begins with; a count's unit is the noun counted."""
        found = [f for f in read_quantities(text) if f.role == "amount"]
        lead = text[: found[0].start].split() if found else []
        if (
            len(found) != 1
            or any(w.lower() not in self.words.articles and not w.islower() for w in lead)
            or len(lead) > 2
        ):
            return None
        quantity = found[0].quantity
        return quantity if quantity.unit else msgspec.structs.replace(quantity, unit=noun)

    def _find_measure(self, lemma: str, phrase: Phrase) -> str | None:
        measures = self.knowledge.measure_of_word
        return (
            measures.get(lemma)
            or measures.get(phrase.head)
            or next((measures[m] for m in phrase.modifiers if m in measures), None)
        )

    # ── qualifiers ───────────────────────────────────────────────────────────────────────────

    def _read_time(self, proposition: Proposition) -> Moment | None:
        for argument in proposition.arguments:
            if argument.role != "time":
                continue
            found = read_moments(argument.phrase.text, self.article.published, self.year)
            if found:
                self.year = found[-1].year or self.year
                return found[0].moment
        return None

    def _time_of_state(self, proposition: Proposition, relation: str) -> Moment | None:
        """What is told in the present holds on the day of publication."""
        published = self.article.published
        stative = proposition.kind in ("description", "possession", "member") or proposition.tense == "present"
        # A plan is a plan on the day that it is told.
        stative = stative or (proposition.tense == "bare" and proposition.modality is Modality.PLANNED)
        if (
            published is None
            or not stative
            or relation == "held_office"
            or self.knowledge.time_kind(relation) == "permanent"
        ):
            return None
        return msgspec.structs.replace(published, basis="publication")

    def _find_place(self, proposition: Proposition, core: Core) -> Entity | None:
        for argument in proposition.arguments:
            if argument.role in _PLACES and argument is not core.used and argument.phrase.names:
                entity = self.entities.read(self.article.id, argument.phrase)
                return entity if entity.resolved else None
        return None

    def _find_scope(self, proposition: Proposition, core: Core) -> str | None:
        """What narrows the claim: adverbs, further arguments, and what modifies an amount's noun.

        A tie is told apart by its parties, form and time; means and purposes do not narrow it.
        """
        if core.relation in ("tie", "named", "holds_office", "held_office"):
            return None
        narrowing = [w for w in proposition.relation.lower().split() if w in self.words.narrowing]
        for argument in proposition.arguments:
            if argument is core.used or argument.role == "time":
                continue
            if argument.role in _PLACES and argument.phrase.names:
                continue
            if argument.role == "adv" and argument.phrase.text.lower() not in self.words.narrowing:
                continue
            narrowing.append(f"{argument.role.removeprefix('obl:')} {argument.phrase.full.lower()}")
        if isinstance(core.object, Quantity) and core.used is not None:
            phrase = core.used.phrase
            numbers = core.object.surface.lower().split()
            narrowing += [
                w.lower()
                for w in phrase.full.split()
                if w.lower() not in numbers
                and w.lower() not in self.words.articles
                and w.lower().rstrip("s") != phrase.head
            ]
        return "; ".join(sorted(narrowing)) or None

    def _find_quantifier(self, proposition: Proposition) -> str | None:
        words = set(proposition.relation.lower().split())
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments if a.role in ("obj", "pred"))):
            words |= set(phrase.text.lower().split()[:4]) if phrase.kind is not PhraseKind.NAME else set()
        return next((q for q, cues in sorted(self.words.quantifiers.items()) if words & cues), None)

    def _find_about(self, proposition: Proposition) -> tuple[Role, ...]:
        owner = self.entities.owner_of(self.article.id, proposition.subject)
        return (Role(role="about", entity=owner),) if owner is not None else ()

    def _find_event(self, proposition: Proposition) -> EventRef | None:
        """The deal that a claim is about: its kind and parties."""
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments if a.role == "obj")):
            deal = (
                phrase
                if self.entities.is_deal(phrase)
                else next((a for a in phrase.antecedents if self.entities.is_deal(a)), None)
            )
            if deal is not None:
                entity = self.entities.read(self.article.id, deal)
                if entity.resolved:
                    return EventRef(kind=phrase.head, participants=tuple(entity.id.removeprefix("deal:").split("+")))
        return None

    # ── lists ────────────────────────────────────────────────────────────────────────────────

    def _make_list(self, proposition: Proposition) -> Claim:
        noun = _argument(proposition, "pred")
        phrase = noun.phrase if noun is not None else proposition.subject
        items = tuple(self.entities.read(self.article.id, m) for m in proposition.members)
        start = min([phrase.start, *(m.start for m in proposition.members)])
        end = max([phrase.end, *(m.end for m in proposition.members)])
        evidence = Evidence(span=Span(self.article.id, start, end), quote=self.article.text[start:end])
        names = ", ".join(item.name for item in items)
        return Claim(
            id="",
            text=f"{phrase.full}: {names}",
            subject=self.entities.read(self.article.id, phrase),
            relation="lists",
            object=Members(items=items, closed=proposition.closed),
            polarity=proposition.polarity,
            modality=proposition.modality,
            evidence=(evidence,),
            confidence=proposition.confidence,
            group=proposition.group,
        )


def _argument(proposition: Proposition, role: str) -> Argument | None:
    return next((a for a in proposition.arguments if a.role == role), None)
