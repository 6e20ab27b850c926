"""Propositions of one article → claims: entities, relations, values, times and lanes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Article,
    Attribution,
    BlockKind,
    Claim,
    Evidence,
    Members,
    Moment,
    Phrase,
    Proposition,
    Span,
    Text,
    Value,
    Voice,
)
from hfcheck.normalise.besides import BesideReader
from hfcheck.normalise.classings import read_classing
from hfcheck.normalise.cores import Core, CoreReader, find_argument
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.growth import Growth, GrowthReader, make_core
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.offices import lend_bodies
from hfcheck.normalise.passives import complete_passive
from hfcheck.normalise.qualifiers import QualifierReader
from hfcheck.normalise.rosters import Roster
from hfcheck.normalise.steps import explain_names
from hfcheck.normalise.wording import word_claim
from hfcheck.values.steps import explain_time, explain_value

_LISTED = ("member", "count")
_LONGEST_QUOTE = 400


class ClaimReader:
    """Normalises the propositions of one article, in order."""

    def __init__(self, article: Article, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()
        self.cores = CoreReader(article.id, entities, knowledge)
        self.growth = GrowthReader(article, entities, knowledge)
        self.besides = BesideReader(article, entities, knowledge)
        self.qualifiers = QualifierReader(article, entities, knowledge)

    def read(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """One claim a proposition, and one more for each closed or open list; ids count from 1."""
        claims = [claim for _, told in self.read_each(propositions) for claim in told]
        claims += self.besides.read_ages(propositions)
        return [msgspec.structs.replace(c, id=f"{self.article.id}#{n:03d}") for n, c in enumerate(claims, 1)]

    def read_each(self, propositions: Sequence[Proposition]) -> Iterator[tuple[Proposition, list[Claim]]]:
        """Each proposition as it was read, and its claims without ids: its own first, that of its list last."""
        listed: set[str] = set()
        completed = [complete_passive(p, self.knowledge) for p in propositions]
        lent = list(lend_bodies(completed, self.article.text, self.knowledge))
        rosters = self.cores.rosters.gather(self.article.id, lent)
        for proposition in lent:
            claims = self._make_claims(proposition)
            if proposition.kind in _LISTED and proposition.group and proposition.group not in listed:
                listed.add(proposition.group)
                claims.append(self._make_list(proposition, lent))
            claims += self._classify(proposition, claims[0])
            claims += self._qualify_deal(proposition, claims[0])
            claims += [self._write_roster(r, claims[0]) for r in rosters if r.propositions[-1] is proposition]
            yield proposition, claims

    def _make_claims(self, proposition: Proposition) -> list[Claim]:
        """What a proposition says; of a change, by how much, and the figures that it lies between."""
        moment = self.qualifiers.read_time(proposition)
        core = self.cores.read(proposition, moment)
        growth = self.growth.read(proposition, core, moment)
        if growth is None:
            claim = self._make_claim(proposition, core, moment)
            return [claim, *self.besides.read(proposition, claim)]
        told = [(core, growth.time)] if growth.stands_beside or core.figure is not None else []
        if growth.after is not None and not told:
            told.append((make_core(growth, growth.after), growth.time))
        told.append((make_core(growth, growth.change), growth.time))
        if growth.before is not None:
            told.append((make_core(growth, growth.before, undated=growth.since is None), growth.since))
        claims = [self._make_claim(proposition, one, time) for one, time in told]
        return self._widen(claims, proposition, growth)

    def _widen(self, claims: list[Claim], proposition: Proposition, growth: Growth) -> list[Claim]:
        """The claims with all words of the change in text and evidence; what narrows an amount narrows its change."""
        end = max(proposition.end, growth.end)
        worded = max([proposition.end, *(a.phrase.end for a in proposition.arguments if a.phrase.end <= end)])
        text = f"{claims[0].text}{self.article.text[worded:end]}"
        subject = proposition.subject
        if growth.change.amount.surface not in text and proposition.start <= subject.start < subject.end < end:
            # "is 5% higher" has an amount that is no argument.
            text = f"{subject.full}{self.article.text[subject.end : end]}"
        evidence = (self._quote(proposition.start, end),)
        wide = [msgspec.structs.replace(c, text=text, evidence=evidence) for c in claims]
        if not growth.stands_beside:
            return wide
        scope = "; ".join(sorted([*filter(None, [claims[0].scope]), *growth.narrowing])) or None
        return [wide[0], *(msgspec.structs.replace(c, scope=scope) for c in wide[1:])]

    def _make_claim(self, proposition: Proposition, core: Core, moment: Moment | None) -> Claim:
        time = moment or self.qualifiers.read_period(core) or self.qualifiers.time_of_state(proposition, core.relation)
        return Claim(
            id="",
            text=word_claim(proposition),
            subject=core.subject or self.entities.read(self.article.id, proposition.subject),
            relation=core.relation,
            object=core.object,
            polarity=proposition.polarity,
            modality=proposition.modality,
            evidence=(self._quote(proposition.start, proposition.end),),
            confidence=proposition.confidence,
            participants=(*core.participants, *self.qualifiers.find_about(proposition, core)),
            event=self.qualifiers.find_event(proposition),
            time=time,
            place=self.qualifiers.find_place(proposition, core),
            scope=self.qualifiers.find_scope(proposition, core),
            measure=core.measure,
            quantifier=self.qualifiers.find_quantifier(proposition),
            attribution=tuple(read_voice(v, self.article.id, self.entities) for v in proposition.attribution),
            group=proposition.group,
            reading=proposition.reading,
            disputed=proposition.disputed,
            headline=proposition.block in (BlockKind.TITLE, BlockKind.HEADING),
            # "He said that she was …" tells of the time at which he said so.
            bygone=time is None
            and proposition.kind == "clause"
            and proposition.tense == "past"
            and not any(v.stance == "says" and v.cue != "according to" for v in proposition.attribution),
            steps=(*core.steps, *self._explain(proposition, core.object, time)),
        )

    def _explain(self, proposition: Proposition, value: Value, time: Moment | None) -> tuple[str, ...]:
        """How names, value and time were read, each step once."""
        names = explain_names(self.article.id, proposition, self.entities.names)
        return tuple(dict.fromkeys((*names, *explain_value(value), *explain_time(time, self.article.published))))

    def _classify(self, proposition: Proposition, claim: Claim) -> list[Claim]:
        """ "positions A as a maker": that A is a maker, beside the claim about whoever says so."""
        found = read_classing(proposition)
        thing = self.entities.read(self.article.id, found.thing) if found is not None else None
        if found is None or thing is None or not thing.resolved:
            return []
        speaker = Attribution(source=claim.subject.name, stance="says", cue=proposition.lemma, direct=False)
        start, end = min(found.thing.start, found.kind.start), max(found.thing.end, found.kind.end)
        told = msgspec.structs.replace(
            claim,
            text=f"{thing.name} is {found.kind.full}",
            subject=thing,
            relation="is_a",
            object=Text(text=found.kind.full),
            evidence=(self._quote(start, end),),
            participants=(),
            event=None,
            scope=None,
            measure=None,
            attribution=(*claim.attribution, speaker) if found.judged and not proposition.verb else claim.attribution,
        )
        return [told]

    def _qualify_deal(self, proposition: Proposition, claim: Claim) -> list[Claim]:
        """ "announced a new agreement with B": that the agreement is new, beside the tie."""
        told = find_argument(proposition, "obj")
        if claim.relation != "tie" or told is None or len(told.phrase.parties) < 2:
            return []
        phrase = told.phrase
        named = f"The {phrase.head} between {' and '.join(p.full for p in phrase.parties)}"
        deal = msgspec.structs.replace(self.entities.read(self.article.id, phrase), name=named)
        told_of = [word for word in phrase.modifiers if word in self.words.deal_adjectives]
        return [
            msgspec.structs.replace(
                claim,
                text=f"{named} is {word}",
                subject=deal,
                relation="is_a",
                object=Text(text=word),
                evidence=(self._quote(phrase.start, phrase.end),),
                participants=(),
                event=None,
                time=None,
                bygone=False,
            )
            for word in told_of
        ]

    def _make_list(self, proposition: Proposition, others: Sequence[Proposition]) -> Claim:
        """ "ten models: A, B, …" as a whole, beside the claim about each member; of whoever has them, where told."""
        noun = find_argument(proposition, "pred")
        phrase = noun.phrase if noun is not None else proposition.subject
        items = tuple(self.entities.read(self.article.id, m) for m in proposition.members)
        whole, relation = self.cores.rosters.find_whole(self.article.id, phrase, others)
        return Claim(
            id="",
            text=f"{phrase.full}: {', '.join(item.name for item in items)}",
            subject=whole or self.entities.read(self.article.id, phrase),
            relation="lists",
            object=Members(items=items, closed=proposition.closed),
            polarity=proposition.polarity,
            modality=proposition.modality,
            evidence=(self._quote_list(phrase, proposition.members),),
            confidence=proposition.confidence,
            measure=relation,
            time=self.qualifiers.time_of_state(proposition, "lists") if whole is not None else None,
            group=proposition.group,
        )

    def _write_roster(self, roster: Roster, last: Claim) -> Claim:
        """ "the members of the league are A, B and C" as a whole; it holds when its `last` member does."""
        items = tuple(self.entities.read(self.article.id, member) for member in roster.members)
        noun = roster.propositions[0].subject
        return msgspec.structs.replace(
            last,
            text=f"{noun.full}: {', '.join(item.name for item in items)}",
            subject=roster.whole,
            relation="lists",
            object=Members(items=items, closed=roster.closed),
            measure=roster.relation,
            evidence=(self._quote_list(noun, roster.members),),
            steps=(),
        )

    def _quote_list(self, noun: Phrase, members: Sequence[Phrase]) -> Evidence:
        """The run of words from noun to last member; of a long list the members alone, as many as the quote holds."""
        told = sorted((noun, *members), key=lambda p: p.start)
        if max(p.end for p in told) - told[0].start > _LONGEST_QUOTE and members:
            told = sorted(members, key=lambda p: p.start)
        start = told[0].start
        held = [p.end for p in told if p.end - start <= _LONGEST_QUOTE]
        if held:
            return self._quote(start, max(held))
        cut = self.article.text.rfind(" ", start, start + _LONGEST_QUOTE)
        return self._quote(start, cut if cut > start else start + _LONGEST_QUOTE)

    def _quote(self, start: int, end: int) -> Evidence:
        return Evidence(span=Span(self.article.id, start, end), quote=self.article.text[start:end])


def read_voice(voice: Voice, article: str, entities: EntityReader) -> Attribution:
    """A speaker by the name of the entity, or as the text has him where he stands for none."""
    name = None
    if voice.source is not None:
        entity = entities.read(article, voice.source)
        name = entity.name if entity.resolved else voice.source.full
    return Attribution(source=name, stance=voice.stance, cue=voice.cue, direct=voice.direct)
