"""The public verbs of this stage: the propositions of all articles → claims and notices.

Most of the work is done article by article. What all articles tell together (who is meant by a name, who is who, which
of them tell of one story) is put together between the passes, from little; an article whose questions to that are
answered as they were before is not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Claim, Extract, Notice, Proposition
from hfcheck.normalise.asking import NameAnswers
from hfcheck.normalise.cast import Cast, identify_people
from hfcheck.normalise.claims import ClaimReader
from hfcheck.normalise.denials import bare_denied
from hfcheck.normalise.descriptions import index_called, link_descriptions, list_called
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.mentions import Mentions, join_mentions, read_mentions
from hfcheck.normalise.names import NameTable, note_open_names, read_names
from hfcheck.normalise.reading import (
    Answers,
    ArticleReader,
    Outline,
    Reading,
    Sketch,
    digest_article,
    digest_cast,
    digest_mentions,
    number_claims,
)
from hfcheck.normalise.relatives import index_leaders
from hfcheck.normalise.stories import group_stories
from hfcheck.normalise.storyfacts import join_story_facts
from hfcheck.normalise.storyfigures import share_figures
from hfcheck.normalise.things import join_things

_NOBODY = Cast()
_NO_ANSWERS = NameAnswers()


class Normalised(msgspec.Struct, frozen=True):
    """Claims by article and place, the notices, what was read off each article, and which articles were read anew."""

    claims: tuple[Claim, ...]
    notices: tuple[Notice, ...]
    readings: Mapping[str, Reading]
    renewed: frozenset[str]


def normalise(
    articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge
) -> tuple[tuple[Claim, ...], tuple[Notice, ...]]:
    """Claims of all articles, by article and place. Names are told apart over all of them together."""
    found = {extract.article: extract for extract in extracts}
    read = [article for article in articles if article.id in found]
    result = renew_claims(read, lambda article: found[article.id], knowledge, {})
    return result.claims, result.notices


def renew_claims(
    articles: Sequence[Article],
    fetch: Callable[[Article], Extract],
    knowledge: Knowledge,
    known: Mapping[str, Reading],
) -> Normalised:
    """As `normalise`, where `known` was read before with the same knowledge and code: only what differs is read again.

    `fetch` gives the extract of an article that is read. The claims are those that `normalise` gives, but for the steps
    of those that were known before.
    """
    return _Renewal(articles, fetch, knowledge, known).run()


def normalise_each(
    article: Article, extract: Extract, knowledge: Knowledge
) -> Iterator[tuple[Proposition, tuple[Claim, ...]]]:
    """Each proposition of one article, as completed from its neighbours, with its claims; they have no ids."""
    names = read_names((article,), (extract,), knowledge)
    found = link_descriptions(extract, names, index_called(list_called(extract, names)).get)
    reader = ClaimReader(article, EntityReader(names, knowledge), knowledge)
    for proposition, claims in reader.read_each(found.propositions):
        yield proposition, tuple(claims)


class _Renewal:
    """One run over all articles. `readers` are at work on those that are read; the others keep their reading."""

    def __init__(
        self,
        articles: Sequence[Article],
        fetch: Callable[[Article], Extract],
        knowledge: Knowledge,
        known: Mapping[str, Reading],
    ) -> None:
        self.articles = {article.id: article for article in sorted(articles, key=lambda a: a.id)}
        self.fetch = fetch
        self.knowledge = knowledge
        self.known = known
        self.readers: dict[str, ArticleReader] = {}
        kept = {id: known[id] for id, a in self.articles.items() if id in known and known[id].key == digest_article(a)}
        self.kept: dict[str, Reading] = kept
        self.extracts = {id: fetch(a) for id, a in self.articles.items() if id not in kept}
        self.mentions = {id: self._read_mentions(id) for id in self.articles}

    def run(self) -> Normalised:
        self._open_readers()
        outlines = self._read_outlines()
        stories = self._read_stories(outlines)
        casts = self._read_casts(outlines, stories)
        keys = {id: digest_cast(cast) if cast is not _NOBODY else "" for id, cast in casts.items()}
        self._renew(id for id in list(self.kept) if self.kept[id].answers.cast != keys[id])
        readings = {
            id: self.readers[id].read_claims(casts[id], keys[id]) if id in self.readers else self.kept[id]
            for id in self.articles
        }
        notices = note_open_names(name for id in self.articles for name in outlines[id].open)
        return Normalised(_join_claims(readings, stories), notices, readings, frozenset(self.readers))

    # ── names ────────────────────────────────────────────────────────────────────────────────

    def _read_mentions(self, id: str) -> Mentions:
        if id in self.kept:
            return self.kept[id].mentions
        return read_mentions(self.extracts[id], self.articles[id].text, self.knowledge)

    @cached_property
    def table(self) -> NameTable:
        texts = {id: article.text for id, article in self.articles.items()}
        return NameTable(texts, join_mentions(self.mentions[id] for id in self.articles), self.knowledge)

    @cached_property
    def names_hold(self) -> bool:
        """Whether all articles have the names that they had before, so that each still stands for the same."""
        if self.articles.keys() != self.known.keys():
            return False
        changed = self.articles.keys() - self.kept.keys()
        return all(self.known[id].names_key == digest_mentions(self.mentions[id]) for id in changed)

    def _open_readers(self) -> None:
        """A reader for each article that is new, has changed, or would be told otherwise of a name."""
        changed = [id for id in self.articles if id not in self.kept]
        if not self.names_hold:
            changed += [id for id, held in self.kept.items() if not held.answers.names.hold(id, self.table)]
        for id in changed:
            self._open_reader(id)

    def _open_reader(self, id: str) -> None:
        article = self.articles[id]
        self.kept.pop(id, None)
        extract = self.extracts.get(id) or self.fetch(article)
        told = self.known[id].answers.names if self.names_hold else _NO_ANSWERS
        self.readers[id] = ArticleReader(article, extract, self.knowledge, self.mentions[id], lambda: self.table, told)

    # ── what all articles tell together ──────────────────────────────────────────────────────

    def _read_outlines(self) -> dict[str, Outline]:
        return {
            id: self.readers[id].read_outline() if id in self.readers else self.kept[id].outline for id in self.articles
        }

    def _read_stories(self, outlines: Mapping[str, Outline]) -> dict[str, str]:
        """Article → its story; opens a reader for each article that would be told otherwise, and makes all sketches."""
        published = {id: article.published for id, article in self.articles.items()}
        stories = group_stories(published, {id: outline.leads for id, outline in outlines.items()})
        self.stories = stories
        self.called = index_called(c for outline in outlines.values() for c in outline.called)
        self.leaders = index_leaders(leader for outline in outlines.values() for leader in outline.leaders)
        for id in list(self.readers):
            self._read_sketch(id)
        self._renew(id for id in list(self.kept) if not self._answers_hold(self.kept[id].answers, stories.get(id)))
        return stories

    def _answers_hold(self, told: Answers, story: str | None) -> bool:
        nouns = all(self.called.get(noun) == found for noun, found in told.nouns.items())
        return nouns and told.story == story and all(self.leaders.get(k) == v for k, v in told.leaders.items())

    def _read_sketch(self, id: str) -> Sketch:
        return self.readers[id].read_sketch(self.called.get, self.leaders.get, self.stories.get(id))

    def _renew(self, ids: Iterable[str]) -> None:
        """Read these as well, as far as the others have been."""
        for id in ids:
            self._open_reader(id)
            self.readers[id].read_outline()
            self._read_sketch(id)

    def _read_casts(self, outlines: Mapping[str, Outline], stories: Mapping[str, str]) -> dict[str, Cast]:
        sketches = {id: self.readers[id].sketch if id in self.readers else self.kept[id].sketch for id in self.articles}
        people = identify_people(
            {id: sketch.people for id, sketch in sketches.items()}, {id: o.words for id, o in outlines.items()}
        )
        shared = join_things((chain for sketch in sketches.values() for chain in sketch.chains), stories)
        casts: dict[str, Cast] = {}
        for id, sketch in sketches.items():
            things = {**shared.get(id, {}), **sketch.named}
            cast = people.get(id, _NOBODY)
            casts[id] = msgspec.structs.replace(cast, things=things) if things else cast
        return casts


def _join_claims(readings: Mapping[str, Reading], stories: Mapping[str, str]) -> tuple[Claim, ...]:
    """The claims of each article, and those that it makes for the sake of others of its story."""
    own = {id: reading.claims[: reading.own] for id, reading in readings.items() if id in stories}
    facts = join_story_facts({id: reading.facts for id, reading in readings.items() if reading.facts}, stories)
    bare = bare_denied(own, stories)
    figures = share_figures(own, stories)
    claims: list[Claim] = []
    for id, reading in readings.items():
        claims += reading.claims
        told = [*facts.get(id, ()), *bare.get(id, ()), *figures.get(id, ())]
        claims += number_claims(id, told, len(reading.claims)) if told else ()
    return tuple(claims)
