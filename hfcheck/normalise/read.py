"""The public verb of this stage: the propositions of all articles → claims and notices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Claim, Extract, Notice, Proposition
from hfcheck.normalise.cast import read_cast
from hfcheck.normalise.claims import ClaimReader
from hfcheck.normalise.denials import bare_denied
from hfcheck.normalise.descriptions import link_descriptions
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.names import NameTable
from hfcheck.normalise.portraits import PortraitReader
from hfcheck.normalise.sets import SetReader
from hfcheck.normalise.stories import group_stories
from hfcheck.normalise.storyfacts import read_story_facts
from hfcheck.normalise.storyfigures import share_figures
from hfcheck.normalise.things import read_things
from hfcheck.normalise.worth import WorthReader


def normalise(
    articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge
) -> tuple[tuple[Claim, ...], tuple[Notice, ...]]:
    """Claims of all articles, by article and place. Names are told apart over all of them together."""
    names = NameTable(articles, extracts, knowledge)
    entities = EntityReader(names, knowledge)
    linked = link_descriptions(extracts, names)
    cast = read_cast(linked, entities)
    stories = group_stories(articles, names)
    things = read_things(linked, entities, stories)
    cast = entities.cast = msgspec.structs.replace(cast, phrases={**things, **cast.phrases})
    found = {extract.article: extract for extract in linked}
    facts = read_story_facts(articles, linked, entities, stories)
    own: dict[str, list[Claim]] = {}
    for article in sorted(articles, key=lambda a: a.id):
        if article.id in found:
            own[article.id] = ClaimReader(article, entities, knowledge).read(found[article.id].propositions)
    bare = bare_denied(own, stories)
    figures = share_figures(own, stories)
    claims: list[Claim] = []
    for article in sorted(articles, key=lambda a: a.id):
        if article.id in found:
            propositions = found[article.id].propositions
            told = PortraitReader(article, entities, cast).read(propositions)
            told += SetReader(article, entities).read(propositions)
            told += WorthReader(article, entities).read(propositions)
            told += [*facts.get(article.id, ()), *bare.get(article.id, ()), *figures.get(article.id, ())]
            claims += own[article.id]
            first = len(own[article.id]) + 1
            claims += (msgspec.structs.replace(c, id=f"{article.id}#{n:03d}") for n, c in enumerate(told, first))
    return tuple(claims), names.notices()


def normalise_each(
    article: Article, extract: Extract, knowledge: Knowledge
) -> Iterator[tuple[Proposition, tuple[Claim, ...]]]:
    """Each proposition of one article, as completed from its neighbours, with its claims; they have no ids."""
    names = NameTable((article,), (extract,), knowledge)
    (found,) = link_descriptions((extract,), names)
    reader = ClaimReader(article, EntityReader(names, knowledge), knowledge)
    for proposition, claims in reader.read_each(found.propositions):
        yield proposition, tuple(claims)
