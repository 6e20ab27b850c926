"""One article read in three passes, each of which needs what the pass before gave for all articles.

The outline is what its names tell; the draft, whom and what its descriptions may stand for; the claims come last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Claim, Entity, Extract, Skipped
from hfcheck.normalise.asking import ArticleNames, Asked, NameAnswers
from hfcheck.normalise.cast import Cast, Draft, NameWords, list_happenings, list_name_words, read_draft
from hfcheck.normalise.claims import ClaimReader
from hfcheck.normalise.descriptions import Called, FindCalled, link_descriptions, list_called
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.mentions import Mentions
from hfcheck.normalise.names import NameTable
from hfcheck.normalise.portraits import PortraitReader
from hfcheck.normalise.referents import Place
from hfcheck.normalise.relatives import FindLeader, Leader, list_leaders
from hfcheck.normalise.sets import SetReader
from hfcheck.normalise.stories import list_leads
from hfcheck.normalise.storyfacts import Fact, read_story_facts
from hfcheck.normalise.things import Chain, gather_chains, name_things
from hfcheck.normalise.worth import WorthReader
from hfcheck.sealed import digest_record


class Outline(msgspec.Struct, frozen=True):
    """What the names of an article tell by themselves; `open` are those that may stand for several candidates."""

    called: tuple[Called, ...]
    leaders: tuple[Leader, ...]
    leads: tuple[str, ...]
    words: tuple[NameWords, ...]
    open: tuple[tuple[str, tuple[str, ...]], ...]


class Sketch(msgspec.Struct, frozen=True):
    """Whom and what the descriptions of an article may stand for: people, things of its story, things with a name."""

    people: Draft
    chains: tuple[Chain, ...]
    named: Mapping[Place, Entity]


class Answers(msgspec.Struct, frozen=True):
    """What an article was told of the others while it was read: names, nouns for named things, holders of offices.

    `story` is that which it tells of, and `cast` a digest of who is who in it.
    """

    names: NameAnswers
    nouns: Mapping[str, tuple[str, str] | None]
    leaders: Mapping[tuple[str, str], str | None]
    story: str | None
    cast: str


class Reading(msgspec.Struct, frozen=True):
    """All that was read off one article, without steps: `claims`, of which the first `own` are its clauses', `facts`.

    `key` is a digest of the article, `names_key` of its mentions; `sentences` are counted, and those without a
    proposition `untold`.
    """

    key: str
    names_key: str
    mentions: Mentions
    outline: Outline
    sketch: Sketch
    answers: Answers
    claims: tuple[Claim, ...]
    own: int
    facts: tuple[Fact, ...]
    sentences: int
    untold: int
    skipped: tuple[Skipped, ...]


def digest_article(article: Article) -> str:
    """A digest of an article and what is known of its origin; its text stands there by the hash of its bytes."""
    return digest_record(msgspec.structs.replace(article, text="", blocks=()))


def digest_cast(cast: Cast) -> str:
    """A digest of who is who in an article."""
    told = (cast.phrases, cast.names, cast.ties, cast.things)
    return digest_record(([sorted(found.items(), key=_first) for found in told], cast.women, cast.parts))


def _first(item: tuple[Any, object]) -> Any:
    return item[0]


def digest_mentions(mentions: Mentions) -> str:
    """A digest of an article's mentions, wherever in it they stand."""
    bare = {article: sorted(names) for article, names in mentions.first.items()}
    return digest_record((bare, msgspec.structs.replace(mentions, first={})))


class ArticleReader:
    """Reads one article pass by pass, in this order: `outline`, `sketch`, `claims`."""

    def __init__(
        self,
        article: Article,
        extract: Extract,
        knowledge: Knowledge,
        mentions: Mentions,
        open_table: Callable[[], NameTable],
        told: NameAnswers,
    ) -> None:
        self.article = article
        self.extract = extract
        self.knowledge = knowledge
        self.mentions = mentions
        self.names = ArticleNames(article.id, article.text, mentions, open_table, told)
        self.entities = EntityReader(self.names, knowledge)

    def read_outline(self) -> Outline:
        """What the names tell."""
        id, names = self.article.id, self.names
        readings = [names.read(id, name) for name in names.names_of(id)]
        self.outline = Outline(
            tuple(list_called(self.extract, names)),
            tuple(list_leaders(id, self.extract.propositions, names)),
            tuple(sorted(set(list_leads(id, names)))),
            tuple(list_name_words(id, names)),
            tuple((r.name, r.candidates) for r in readings if r.candidates),
        )
        return self.outline

    def read_sketch(self, find_called: FindCalled, find_leader: FindLeader, story: str | None) -> Sketch:
        """Whom and what the descriptions may stand for."""
        self.story = story
        self._nouns, self._leaders = Asked(find_called), Asked(find_leader)
        self.linked = link_descriptions(self.extract, self.names, self._nouns)
        people = read_draft(self.article.id, self.linked.propositions, self.entities, self._leaders)
        chains = gather_chains(self.linked, self.entities) if story is not None else []
        self.sketch = Sketch(people, tuple(chains), dict(name_things(self.linked, self.entities)))
        return self.sketch

    def read_claims(self, cast: Cast, cast_key: str) -> Reading:
        """The claims, with ids, and what the article tells of its story."""
        article, propositions = self.article, self.linked.propositions
        cast = msgspec.structs.replace(cast, happenings=dict(list_happenings(propositions, cast, self.knowledge)))
        self.entities.cast = cast
        facts = read_story_facts(article, self.linked, self.entities, self.story) if self.story is not None else []
        own = ClaimReader(article, self.entities, self.knowledge).read(propositions)
        told = PortraitReader(article, self.entities, cast).read(propositions)
        told += SetReader(article, self.entities).read(propositions)
        told += WorthReader(article, self.entities).read(propositions)
        starts = {proposition.sentence_start for proposition in self.extract.propositions}
        return Reading(
            digest_article(article),
            digest_mentions(self.mentions),
            self.mentions,
            self.outline,
            self.sketch,
            Answers(self.names.answers(), self._nouns.answers, self._leaders.answers, self.story, cast_key),
            (*own, *number_claims(article.id, told, len(own))),
            len(own),
            tuple(facts),
            len(self.extract.sentences),
            sum(start not in starts for start, _ in self.extract.sentences),
            self.extract.skipped,
        )


def number_claims(article: str, claims: list[Claim], after: int) -> list[Claim]:
    """The claims of an article with the ids that follow the first so many."""
    return [msgspec.structs.replace(c, id=f"{article}#{n:03d}") for n, c in enumerate(claims, after + 1)]
