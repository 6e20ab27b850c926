"""Propositions of one article → claims: entities, relations, values, times and lanes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Article,
    Attribution,
    BlockKind,
    Claim,
    Evidence,
    Members,
    Proposition,
    Span,
    Voice,
)
from hfcheck.normalise.cores import CoreReader, find_argument
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.qualifiers import QualifierReader
from hfcheck.normalise.wording import word_claim

_LISTED = ("member", "count")


class ClaimReader:
    """Normalises the propositions of one article, in order."""

    def __init__(self, article: Article, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.cores = CoreReader(article.id, entities, knowledge)
        self.qualifiers = QualifierReader(article, entities, knowledge)

    def read(self, propositions: Sequence[Proposition]) -> list[Claim]:
        """One claim a proposition, and one more for each closed or open list; ids count from 1."""
        claims: list[Claim] = []
        listed: set[str] = set()
        for proposition in propositions:
            claims.append(self._make_claim(proposition))
            if proposition.kind in _LISTED and proposition.group and proposition.group not in listed:
                listed.add(proposition.group)
                claims.append(self._make_list(proposition))
        return [msgspec.structs.replace(c, id=f"{self.article.id}#{n:03d}") for n, c in enumerate(claims, 1)]

    def _make_claim(self, proposition: Proposition) -> Claim:
        moment = self.qualifiers.read_time(proposition)
        core = self.cores.read(proposition, moment)
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
            participants=(*core.participants, *self.qualifiers.find_about(proposition)),
            event=self.qualifiers.find_event(proposition),
            time=moment or self.qualifiers.time_of_state(proposition, core.relation),
            place=self.qualifiers.find_place(proposition, core),
            scope=self.qualifiers.find_scope(proposition, core),
            measure=core.measure,
            quantifier=self.qualifiers.find_quantifier(proposition),
            attribution=tuple(self._read_voice(v) for v in proposition.attribution),
            group=proposition.group,
            reading=proposition.reading,
            disputed=proposition.disputed,
            headline=proposition.block in (BlockKind.TITLE, BlockKind.HEADING),
        )

    def _make_list(self, proposition: Proposition) -> Claim:
        """ "ten models: A, B, …" as a whole, beside the claim about each member."""
        noun = find_argument(proposition, "pred")
        phrase = noun.phrase if noun is not None else proposition.subject
        items = tuple(self.entities.read(self.article.id, m) for m in proposition.members)
        told = (phrase, *proposition.members)
        return Claim(
            id="",
            text=f"{phrase.full}: {', '.join(item.name for item in items)}",
            subject=self.entities.read(self.article.id, phrase),
            relation="lists",
            object=Members(items=items, closed=proposition.closed),
            polarity=proposition.polarity,
            modality=proposition.modality,
            evidence=(self._quote(min(p.start for p in told), max(p.end for p in told)),),
            confidence=proposition.confidence,
            group=proposition.group,
        )

    def _quote(self, start: int, end: int) -> Evidence:
        return Evidence(span=Span(self.article.id, start, end), quote=self.article.text[start:end])

    def _read_voice(self, voice: Voice) -> Attribution:
        """A speaker by the name of the entity, or as the text has him where he stands for none."""
        name = None
        if voice.source is not None:
            entity = self.entities.read(self.article.id, voice.source)
            name = entity.name if entity.resolved else voice.source.full
        return Attribution(source=name, stance=voice.stance, cue=voice.cue, direct=voice.direct)
