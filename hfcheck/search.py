"""Finding claims by what they are about, what they say, where they stand, and when.

A name is looked up in steps, and the first that finds anything counts: the whole name, all of its words within a longer
name (for a relation these two together), and spelled nearly so (rapidfuzz, a share of equal characters), as a whole or
in one of its words. So "Oslo" never brings up "Oslofjord", and a slip of the pen still finds its name.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from rapidfuzz import fuzz

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Claim, Entity, Modality, Moment, Polarity

NEARLY = 80
"""How alike, in per cent, a name must be to count as nearly so spelled."""

WORTH_OFFERING = 60
"""How alike a name must be to be offered where nothing is found."""

_FEWEST_LETTERS = 4
_MOST_OFFERED = 5


class Query(msgspec.Struct, frozen=True):
    """What is looked for. All fields must hold; of `relations`, `articles`, `modalities`, `polarities` one is enough.

    `entities`: each must take part in the claim, or be who says it. `articles`: a glob, or a part of the path, the
    title or the outlet. `when`: the time that the claim is about. `published`: the date of its article.
    """

    entities: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    when: Moment | None = None
    published: Moment | None = None
    modalities: tuple[Modality, ...] = ()
    polarities: tuple[Polarity, ...] = ()


class Match(NamedTuple):
    """What a wanted name stands for: `labels` are the names found, `exact` whether it is written so."""

    wanted: str
    labels: tuple[str, ...]
    exact: bool


class Hits(NamedTuple):
    """The claims found, in their order, and how each wanted name was understood."""

    claims: tuple[Claim, ...]
    matches: tuple[Match, ...]


def search_claims(claims: Sequence[Claim], query: Query, articles: Mapping[str, Article], knowledge: Knowledge) -> Hits:
    """The claims that `query` asks for; `articles` are keyed by id. The order of `claims` is kept."""
    names = _index_labels(claims, lambda claim: _names_of(claim, knowledge))
    relations = _index_labels(claims, lambda claim: _relations_of(claim, knowledge))
    people = [match_name(wanted, names) for wanted in query.entities]
    deeds = [match_name(wanted, relations, whole=False) for wanted in query.relations]
    chosen = set(range(len(claims)))
    for match in people:
        chosen &= _gather(match, names)
    if deeds:
        chosen &= set().union(*(_gather(match, relations) for match in deeds))
    found = tuple(claims[at] for at in sorted(chosen) if _fits(claims[at], query, articles))
    return Hits(found, (*people, *deeds))


def match_name(wanted: str, labels: Mapping[str, object], *, whole: bool = True) -> Match:
    """Find the labels (as keys, folded) that `wanted` stands for, sorted; none where nothing is near.

    With `whole` a label that is just as wanted leaves out the longer ones that hold its words.
    """
    folded = fold_label(wanted)
    if whole and folded in labels:
        return Match(wanted, (folded,), True)
    words = set(folded.split())
    within = tuple(sorted(label for label in labels if words and words <= set(label.split())))
    if within:
        return Match(wanted, within, True)
    near = tuple(sorted(label for label in labels if fuzz.ratio(folded, label) >= NEARLY))
    return Match(wanted, near or tuple(sorted(one for one in labels if _resemble(folded, one) >= NEARLY)), False)


def suggest_names(wanted: str, labels: Iterable[str]) -> tuple[str, ...]:
    """The labels most like a name that stands for nothing, the likest first; at most five."""
    folded = fold_label(wanted)
    ranked = sorted(((-_resemble(folded, label), label) for label in set(labels)), key=lambda pair: pair)
    return tuple(label for score, label in ranked[:_MOST_OFFERED] if -score >= WORTH_OFFERING)


def list_names(claims: Iterable[Claim], knowledge: Knowledge) -> tuple[str, ...]:
    """All names that can be looked for in `claims`, folded and sorted."""
    return tuple(sorted({fold_label(name) for claim in claims for name in _names_of(claim, knowledge)}))


def list_relations(claims: Iterable[Claim], knowledge: Knowledge) -> tuple[str, ...]:
    """All relations that can be looked for in `claims`, folded and sorted."""
    return tuple(sorted({fold_label(name) for claim in claims for name in _relations_of(claim, knowledge)}))


def fold_label(text: str) -> str:
    """A label as it is compared: case folded, underscores and hyphens as spaces, white space folded."""
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())


def overlaps(one: Moment | None, other: Moment) -> bool:
    """Whether two times share a day; never for one without a known start or end."""
    if one is None or (one.start is None and one.end is None):
        return False
    starts = one.start is None or other.end is None or one.start <= other.end
    return starts and (one.end is None or other.start is None or other.start <= one.end)


def entities_of(claim: Claim) -> Iterator[Entity]:
    """The things that take part in a claim, and its place."""
    yield from claim.things
    if claim.place is not None:
        yield claim.place


def _names_of(claim: Claim, knowledge: Knowledge) -> Iterator[str]:
    for thing in entities_of(claim):
        yield thing.name
        entry = knowledge.entity(thing.id) if thing.resolved else None
        if entry is not None:
            yield from (entry.name, *entry.aliases)
    yield from (voice.source for voice in claim.attribution if voice.source)


def _relations_of(claim: Claim, knowledge: Knowledge) -> Iterator[str]:
    yield claim.relation
    if claim.measure:
        yield claim.measure
    entry = knowledge.relation(claim.relation)
    if entry is not None:
        yield from entry.words


def _index_labels(claims: Sequence[Claim], label: Callable[[Claim], Iterable[str]]) -> dict[str, set[int]]:
    index: dict[str, set[int]] = {}
    for at, claim in enumerate(claims):
        for name in label(claim):
            index.setdefault(fold_label(name), set()).add(at)
    return index


def _gather(match: Match, index: Mapping[str, set[int]]) -> set[int]:
    return set().union(*(index[label] for label in match.labels))


def _resemble(wanted: str, label: str) -> float:
    """How alike two labels are, 0 to 100: as wholes, or a word that was wanted alone and one word of the label."""
    parts = label.split() if len(wanted) >= _FEWEST_LETTERS and " " not in wanted else []
    return max([fuzz.ratio(wanted, label), *(fuzz.ratio(wanted, part) for part in parts)])


def _fits(claim: Claim, query: Query, articles: Mapping[str, Article]) -> bool:
    if query.modalities and claim.modality not in query.modalities:
        return False
    if query.polarities and claim.polarity not in query.polarities:
        return False
    name = claim.evidence[0].span.article
    article = articles.get(name)
    if query.articles and not any(_is_in(wanted, name, article) for wanted in query.articles):
        return False
    if query.published is not None and not overlaps(article.published if article else None, query.published):
        return False
    if query.when is None:
        return True
    told = claim.object if isinstance(claim.object, Moment) else claim.time
    return overlaps(told, query.when)


def _is_in(wanted: str, name: str, article: Article | None) -> bool:
    if fnmatch.fnmatchcase(name, wanted):
        return True
    known = (name, article.title, article.outlet or "") if article else (name,)
    return any(wanted.casefold() in text.casefold() for text in known)
