"""What each article of a story tells of what the story has one of: ages, sums, sizes, tolls, and days of deeds.

An article's figure counts where it tells one alone, in no sentence on another event. The claims of all articles of a
story bear one event, so that rules hold them against each other though nobody knows when each was written.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from hfcheck.knowledge.senses import NOUN, find_senses
from hfcheck.model import (
    STORY,
    Article,
    BlockKind,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Extract,
    Modality,
    Moment,
    Phrase,
    Polarity,
    Proposition,
    Quantity,
    Span,
    Text,
    Value,
)
from hfcheck.normalise.amounts import read_amount
from hfcheck.normalise.claims import read_voice
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.events import find_event_kind
from hfcheck.normalise.folding import make_slug
from hfcheck.normalise.heroes import HeroReader
from hfcheck.normalise.storyfamilies import FamilyReader
from hfcheck.normalise.storytold import Told
from hfcheck.normalise.storywords import load_story_words
from hfcheck.normalise.wording import word_claim
from hfcheck.values.moments import read_moments
from hfcheck.values.quantities import FoundQuantity, read_quantities
from hfcheck.values.units import find_measure

_AMOUNT = "amount"
_AGE = "age"
_HAPPENED = "happened_on"
_MOST_QUOTED = 300
_PEOPLE = "people"
_COUNT = "count"
_WORTH = "worth"
# How sure a figure is whose sentence gives no clause.
_UNSURE = 0.6
_DEAL = "/deal"
_PLACED = ("obl:in", "obl:at", "obl:near", "obl:outside", "obl:to", "obl:from")


class Fact(NamedTuple):
    """A claim of a story that bears no event yet, with the ids of those beside it and of its doers."""

    claim: Claim
    names: frozenset[str]
    doers: frozenset[str]


def read_story_facts(article: Article, extract: Extract, entities: EntityReader, story: str) -> list[Fact]:
    """What one article tells of its story, without ids."""
    if not extract.propositions:
        return []
    told = [fact for group in _part(StoryReader(article, entities, story).read(extract)) for fact in group]
    return [Fact(_make_claim(fact, article, entities), fact.names, fact.doers) for fact in told]


def join_story_facts(facts: Mapping[str, Sequence[Fact]], stories: Mapping[str, str]) -> dict[str, list[Claim]]:
    """Article → the claims that other articles of its story may contradict, by place, without ids."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    counted: Counter[str] = Counter()
    for group in _group(facts):
        for article, fact in group:
            # Numbered within its story, so that the claims of other stories stay as they are.
            event = EventRef(kind=STORY, participants=(stories[article], f"{counted[stories[article]]}"))
            claims[article].append(msgspec.structs.replace(fact.claim, event=event))
        counted.update({stories[article] for article, _ in group})
    return {article: sorted(held, key=_order_place) for article, held in sorted(claims.items())}


def _order_place(claim: Claim) -> tuple[int, int]:
    span = claim.evidence[0].span
    return span.start, span.end


def _group(told: Mapping[str, Sequence[Fact]]) -> Iterator[list[tuple[str, Fact]]]:
    """What several articles tell of one thing, where each may be of the same as all others."""
    by_key: defaultdict[tuple[str, str], list[tuple[str, Fact]]] = defaultdict(list)
    for article, facts in sorted(told.items()):
        for fact in facts:
            by_key[fact.claim.subject.id, fact.claim.measure or ""].append((article, fact))
    for _, held in sorted(by_key.items(), key=lambda item: item[0]):
        groups: list[list[tuple[str, Fact]]] = []
        for article, fact in held:
            fitting = (g for g in groups if all(a == article or _suit(f, fact) for a, f in g))
            group = next(fitting, None)
            if group is None:
                groups.append([(article, fact)])
            else:
                group.append((article, fact))
        yield from (group for group in groups if len({article for article, _ in group}) > 1)


def _part(facts: Iterable[Told]) -> Iterator[list[Told]]:
    """The facts by what they tell; where an article tells two values of one thing, nothing."""
    groups: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for fact in facts:
        groups[fact.subject.id, fact.measure].append(fact)
    for group in groups.values():
        if len({_identify(fact.value) for fact in group}) == 1:
            yield group


def _identify(value: Value) -> tuple[object, ...]:
    if isinstance(value, Quantity):
        return value.low, value.high, value.unit
    if isinstance(value, Entity):
        return (value.id,)
    return (value.symbol, value.start, value.end) if isinstance(value, Moment) else (value,)


def _suit(a: Fact, b: Fact) -> bool:
    if a.claim.subject.id.endswith(_DEAL):
        # Two parties may have made two offers.
        if not (a.doers and b.doers):
            return a.names <= b.names or b.names <= a.names
        return not (a.doers - b.names or b.doers - a.names)
    return bool(a.names & b.names) or (a.claim.measure != _COUNT and not (a.names and b.names))


def _make_claim(fact: Told, article: Article, entities: EntityReader) -> Claim:
    (start, end), told = fact.span, fact.proposition
    return Claim(
        id="",
        text=_word_fact(fact),
        subject=fact.subject,
        relation=fact.relation,
        object=fact.value,
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(article.id, start, end), article.text[start:end]),),
        confidence=told.confidence if told is not None else _UNSURE,
        measure=fact.measure or None,
        attribution=tuple(read_voice(v, article.id, entities) for v in told.attribution) if told is not None else (),
        disputed=told is not None and told.disputed,
        place=fact.place,
    )


def _word_fact(fact: Told) -> str:
    """The clause that tells it, where that has its figure; else what it is, and the figure."""
    surface = fact.value.surface if isinstance(fact.value, Quantity | Moment) else fact.place.name if fact.place else ""
    worded = word_claim(fact.proposition) if fact.proposition is not None else ""
    return worded if surface and surface in worded else f"{fact.subject.name}: {surface}"


def _tells(clause: Proposition, measure: str) -> bool:
    """Whether a clause asserts its figure; a sum may be one that is planned."""
    if clause.modality is Modality.HYPOTHETICAL or clause.polarity is Polarity.DENIED:
        return False
    return clause.modality is Modality.ASSERTED or measure == _WORTH


class StoryReader:
    """Reads what one article tells of its story."""

    def __init__(self, article: Article, entities: EntityReader, story: str) -> None:
        self.article = article
        self.text = article.text
        self.entities = entities
        self.story = story
        self.words = load_story_words()

    def read(self, extract: Extract) -> Iterator[Told]:
        """Everything, one reading after the other."""
        yield from self._read_ages(extract.propositions)
        by_sentence: defaultdict[int, list[Proposition]] = defaultdict(list)
        for proposition in extract.propositions:
            by_sentence[proposition.sentence_start].append(proposition)
        for span in extract.sentences:
            yield from self._read_sentence(span, by_sentence.get(span[0], []))
        for proposition in extract.propositions:
            yield from self._read_day(proposition)
            yield from self._read_counts(proposition)

    def _read_ages(self, propositions: Sequence[Proposition]) -> Iterator[Told]:
        for age in HeroReader(self.article, self.entities).read_ages(propositions):
            names = frozenset({age.person.id})
            yield Told(age.person, _AMOUNT, _AGE, age.years, (age.start, age.end), age.proposition, names)
        yield from FamilyReader(self.article, self.entities).read(propositions)

    # ── figures ──────────────────────────────────────────────────────────────────────────────

    def _read_sentence(self, span: tuple[int, int], propositions: Sequence[Proposition]) -> Iterator[Told]:
        """Sums, sizes and tolls of a sentence that tells of no other event."""
        text = self.text[span[0] : span[1]]
        if self.words.tells_other.search(text) or (not propositions and self.words.tells_doubt.search(text)):
            return
        amounts = [(found, *self._find_thing(text, found, propositions)) for found in read_quantities(text)]
        told = [one for one in amounts if one[1] and one[0].role == _AMOUNT]
        names = frozenset(self._list_names(propositions) if told else ())
        for found, thing, measure in told:
            at = (span[0] + found.start, span[0] + found.end)
            clause = self._find_clause(propositions, at)
            if clause is not None and not _tells(clause, measure):
                continue
            subject = Entity(id=f"{self.story}/{make_slug(thing)}", name=f"the {thing}")
            amount = found.quantity
            if not amount.unit:
                amount = msgspec.structs.replace(amount, unit=_PEOPLE)
            quote = self._quote(clause, at) if clause is not None else span
            yield Told(subject, _AMOUNT, measure, amount, quote, clause, names, None, self._find_doers(clause))

    def _find_doers(self, clause: Proposition | None) -> frozenset[str]:
        doer = self.entities.read(self.article.id, clause.subject) if clause is not None else None
        return frozenset({doer.id} if doer is not None and doer.resolved else ())

    def _find_thing(self, text: str, found: FoundQuantity, propositions: Sequence[Proposition]) -> tuple[str, str]:
        """What a figure is of, and what it measures of it."""
        before, behind = text[: found.start], text[found.end :]
        unit = find_measure(found.quantity.unit)
        if unit is not None and len(unit.dimension) == 3 and unit.dimension.isupper():
            return self._find_sum(before, behind), _WORTH
        following = re.match(r"\s(\w+)", behind)
        size = self.words.sizes.get(following[1], "") if following and unit is not None else ""
        if size:
            heads = {p.subject.head for p in propositions if p.subject.head in self.words.holes}
            return (self.words.holes[0] if heads else ""), size
        return self._find_toll(before, behind, found.quantity)

    def _find_sum(self, before: str, behind: str) -> str:
        right, left = self.words.sum_patterns
        found = right.match(behind) or left.search(before)
        if found:
            return self.words.sum_of[found[1]]
        return next((noun for noun, pattern in self.words.given.items() if re.search(pattern, before)), "")

    def _find_toll(self, before: str, behind: str, amount: Quantity) -> tuple[str, str]:
        if amount.unit not in ("", _PEOPLE):
            return "", ""
        after, ahead, counted = self.words.toll_patterns
        told = after.match(behind) or (ahead.search(before) if counted.match(behind) else None)
        return ("story", self.words.toll_of[told[1]]) if told else ("", "")

    def _read_counts(self, proposition: Proposition) -> Iterator[Told]:
        """How many of a kind a story counts: "42 concerts"."""
        firm = proposition.polarity is Polarity.AFFIRMED and proposition.modality is not Modality.HYPOTHETICAL
        sentence = self.text[proposition.sentence_start : proposition.sentence_end]
        phrases = (proposition.subject, *(a.phrase for a in proposition.arguments))
        many = [p for p in phrases if p.plural and p.head not in self.words.uncounted]
        counted = [p for p in many if not p.parties and not p.antecedents]
        if not firm or not counted or self.words.tells_other.search(sentence):
            return
        names = frozenset(self._list_names([proposition]))
        for phrase in counted if names else ():
            amount = read_amount(phrase.text, phrase.head)
            opens = amount is not None and phrase.text.startswith(amount.surface)
            if amount is None or not opens or amount.unit != phrase.head:
                continue
            subject = Entity(id=f"{self.story}/set:{make_slug(phrase.head)}", name=f"the {phrase.head}s")
            span = (proposition.start, proposition.end)
            yield Told(subject, _AMOUNT, _COUNT, amount, span, proposition, names)

    # ── days and places ──────────────────────────────────────────────────────────────────────

    def _read_day(self, proposition: Proposition) -> Iterator[Told]:
        """On which day somebody did, or underwent, what happens once in a story."""
        firm = proposition.polarity is Polarity.AFFIRMED and proposition.modality is not Modality.HYPOTHETICAL
        verb = proposition.lemma.removeprefix("be ")
        titled = proposition.block is not BlockKind.PARAGRAPH
        if not firm or titled or verb in self.words.dateless or proposition.kind != "clause":
            return
        moment = self._find_day(proposition)
        places = list(self._find_places(proposition))
        if moment is None and not places:
            return
        deed = self._name_deed(proposition.lemma, verb)
        for entity in self._list_undergoing(proposition):
            subject = Entity(id=f"{entity.id}/{make_slug(deed)}", name=f"{entity.name} ({deed.replace('_', ' ')})")
            span = (proposition.start, proposition.end)
            if moment is not None:
                yield Told(subject, _HAPPENED, "", moment, span, proposition, frozenset({entity.id}))
            for noun, place in places:
                value = Text(text=place.name)
                yield Told(subject, _HAPPENED, noun, value, span, proposition, frozenset({entity.id}), place)

    def _name_deed(self, lemma: str, verb: str) -> str:
        knowledge = self.entities.knowledge
        dated = knowledge.dated_by.get(lemma) or knowledge.dated_by.get(verb)
        kind, _ = find_event_kind(lemma, knowledge)
        if verb in self.words.deed_of:
            return self.words.deed_of[verb]
        return kind.removesuffix("_by") or (dated[0].removesuffix("_on") if dated else verb)

    def _find_places(self, proposition: Proposition) -> Iterator[tuple[str, Entity]]:
        """Where it was, with the noun for what kind of place that is: "Velm airport"."""
        for argument in proposition.arguments:
            noun = argument.phrase.text.split()[-1]
            if not noun.islower():
                continue
            place = self.entities.read(self.article.id, argument.phrase) if argument.role in _PLACED else None
            if place is not None and place.resolved and argument.phrase.names and find_senses(noun, NOUN):
                yield noun, place

    def _find_day(self, proposition: Proposition) -> Moment | None:
        """The one day that a clause names by its weekday or date."""
        texts = [a.phrase.text for a in proposition.arguments if a.role in ("time", "adv") or a.role == "obl:on"]
        found = [f.moment for text in texts for f in read_moments(text)]
        days = [m for m in found if (m.symbol or "").startswith("published.last/") and (m.symbol or "").count("/") <= 2]
        days = [m for m in days if m.surface and (m.surface.isalpha() or any(c.isdigit() for c in m.surface))]
        days = [m for m in days if m.precision == "day"]
        return days[0] if len(found) == 1 and days else None

    def _list_undergoing(self, proposition: Proposition) -> Iterator[Entity]:
        passive = proposition.lemma.startswith("be ")
        objects = [a.phrase for a in proposition.arguments if a.role == "obj"]
        phrases: list[Phrase] = [proposition.subject] if passive or not objects else objects
        for phrase in phrases:
            entity = self.entities.read(self.article.id, phrase)
            if entity.resolved:
                yield entity

    # ── places in the text ───────────────────────────────────────────────────────────────────

    def _find_clause(self, propositions: Sequence[Proposition], at: tuple[int, int]) -> Proposition | None:
        around = [p for p in propositions if p.start <= at[0] and at[1] <= p.end]
        return min(around, key=lambda p: (p.end - p.start, p.start), default=next(iter(propositions), None))

    def _quote(self, clause: Proposition, at: tuple[int, int]) -> tuple[int, int]:
        start, end = min(clause.start, at[0]), max(clause.end, at[1])
        return (start, end) if end - start <= _MOST_QUOTED else at

    def _list_names(self, propositions: Sequence[Proposition]) -> Iterator[str]:
        for proposition in propositions:
            for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
                entity = self.entities.read(self.article.id, phrase)
                if entity.resolved:
                    yield entity.id
                for start, end in phrase.names:
                    named = self.entities.names.resolve(self.article.id, self.text[start:end])
                    if named.resolved:
                        yield named.id
