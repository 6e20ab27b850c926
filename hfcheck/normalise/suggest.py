"""Names that may be one thing, where nothing in the articles says so: aliases to offer to an editor.

Nothing of this is ever linked by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Entity
from hfcheck.normalise.folding import are_initials, list_words
from hfcheck.normalise.names import NameReading, NameTable

_OFFICES = ("holds_office", "held_office")
_ALIKE = 88.0
_LEAST_LETTERS = 6
_KEPT = 3
_MOST_ALIKE = 128
_MOST_INITIALS = 6


class Suggestion(NamedTuple):
    """An alias that an entity may have, why, and the names of the articles that speak for it: first the alias's own.

    `others` are the further entities that the alias may be of just as well.
    """

    entity: Entity
    alias: str
    why: str
    places: tuple[NameReading, ...]
    others: tuple[str, ...] = ()


def suggest_aliases(names: NameTable, claims: Sequence[Claim], knowledge: Knowledge) -> tuple[Suggestion, ...]:
    """Aliases that a pack might hold, by entity and alias; near-linear in the number of names."""
    readings = names.list_readings()
    by_entity: dict[str, list[NameReading]] = defaultdict(list)
    for reading in readings:
        if reading.entity.resolved:
            by_entity[reading.entity.id].append(reading)
    found = [
        *_suggest_initials(by_entity),
        *_suggest_openings(by_entity, knowledge),
        *_suggest_spellings(by_entity),
        *_suggest_offices(by_entity, claims),
        *_suggest_middles(by_entity, names),
        *_suggest_candidates(readings, by_entity),
    ]
    first: dict[frozenset[str], Suggestion] = {}
    for suggestion in found:
        first.setdefault(frozenset((suggestion.entity.id, suggestion.alias.casefold())), suggestion)
    return tuple(sorted(first.values(), key=lambda s: (s.entity.id, s.alias)))


def _make(
    entity: Sequence[NameReading], alias: Sequence[NameReading], why: str, others: Iterable[str] = ()
) -> Suggestion:
    return Suggestion(
        entity[0].entity, alias[0].name, why, (*_one_an_article(alias), *_one_an_article(entity)), tuple(others)
    )


def _one_an_article(readings: Sequence[NameReading], most: int = 3) -> tuple[NameReading, ...]:
    first: dict[str, NameReading] = {}
    for reading in sorted(readings, key=lambda r: (r.article, r.start)):
        first.setdefault(reading.article, reading)
    return tuple(first.values())[:most]


def _is_alone(readings: Sequence[NameReading]) -> bool:
    """Whether an entity is known by one name, and by no pack."""
    return len({reading.name for reading in readings}) == 1 and not readings[0].steps


# ── initials and openings ─────────────────────────────────────────────────────────────────────


def _suggest_initials(by_entity: dict[str, list[NameReading]]) -> Iterator[Suggestion]:
    """ "OFU" beside "Ostavian Football Union", which no article puts in brackets."""
    longer: dict[str, dict[str, str]] = defaultdict(dict)
    for id, readings in sorted(by_entity.items()):
        for name in sorted({r.name for r in readings}):
            words = list_words(name)
            if len(words) > 1:
                longer[words[0][0]].setdefault(id, name)
    for _, readings in sorted(by_entity.items()):
        short = readings[0].name
        if not _is_alone(readings) or not short.isupper() or not 1 < len(short) <= _MOST_INITIALS or " " in short:
            continue
        fulls = [id for id, name in longer[short[0].casefold()].items() if are_initials(short, name)]
        if fulls:
            name = longer[short[0].casefold()][fulls[0]]
            why = f"“{short}” has the initials of “{name}”"
            yield _make(by_entity[fulls[0]], readings, why, (by_entity[id][0].entity.name for id in fulls[1:]))


def _suggest_openings(by_entity: dict[str, list[NameReading]], knowledge: Knowledge) -> Iterator[Suggestion]:
    """ "Harvard" beside "Harvard University": it opens the name of one body."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for id, readings in sorted(by_entity.items()):
        for name in sorted({r.name for r in readings}):
            words = list_words(name)
            kind = knowledge.class_of_word.get(words[-1], "") if len(words) > 1 else ""
            if kind and knowledge.is_a(kind, "organisation"):
                bodies[words[0]].append(id)
    for _, readings in sorted(by_entity.items()):
        short = list_words(readings[0].name)
        found = sorted(set(bodies.get(short[0], ()))) if len(short) == 1 and _is_alone(readings) else []
        if found:
            why = f"“{readings[0].name}” opens “{by_entity[found[0]][0].name}”"
            yield _make(by_entity[found[0]], readings, why, (by_entity[id][0].entity.name for id in found[1:]))


# ── spelling ──────────────────────────────────────────────────────────────────────────────────


def _suggest_spellings(by_entity: dict[str, list[NameReading]]) -> Iterator[Suggestion]:
    """Names spelt nearly alike that no article uses together."""
    blocks: dict[tuple[int, str], list[str]] = defaultdict(list)
    for id, readings in sorted(by_entity.items()):
        words = list_words(readings[0].entity.name)
        long = sum(map(len, words)) >= _LEAST_LETTERS and not any(c.isdigit() for word in words for c in word)
        if long:
            for key in {word[:_KEPT] for word in words if len(word) > _KEPT}:
                blocks[len(words), key].append(id)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for at, one in enumerate(block if len(block) <= _MOST_ALIKE else ()):
            for other in block[at + 1 :]:
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield from _compare_spelling(by_entity[one], by_entity[other])


def _compare_spelling(one: list[NameReading], other: list[NameReading]) -> Iterator[Suggestion]:
    together = {r.article for r in one} & {r.article for r in other}
    left, right = one[0].entity, other[0].entity
    if together or fuzz.ratio(left.name.casefold(), right.name.casefold()) < _ALIKE:
        return
    known, alias = (one, other) if len(one) >= len(other) else (other, one)
    yield _make(known, alias, f"“{alias[0].name}” is spelt nearly like “{known[0].entity.name}”")


# ── people ────────────────────────────────────────────────────────────────────────────────────


def _suggest_offices(by_entity: dict[str, list[NameReading]], claims: Sequence[Claim]) -> Iterator[Suggestion]:
    """Two names with a part in common, told to hold one office at one body in different articles."""
    holders: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in claims:
        body = claim.object
        if claim.relation in _OFFICES and isinstance(body, Entity) and body.resolved and claim.subject.resolved:
            holders[claim.measure or "", body.id][claim.subject.id].add(claim.evidence[0].span.article)
    for (title, _), by_holder in sorted(holders.items()):
        ids = sorted(id for id in by_holder if id in by_entity)
        for at, one in enumerate(ids):
            for other in ids[at + 1 :]:
                parts = _words_of(by_entity[one]) & _words_of(by_entity[other])
                if parts and not by_holder[one] & by_holder[other]:
                    what = title.replace("_", " ")
                    why = f"both are told to be {what} of one body, and share “{min(parts)}”"
                    yield _make(by_entity[one], by_entity[other], why)


def _words_of(readings: Sequence[NameReading]) -> set[str]:
    return set(list_words(readings[0].entity.name))


def _suggest_middles(by_entity: dict[str, list[NameReading]], names: NameTable) -> Iterator[Suggestion]:
    """ "Recep Erdogan" beside "Recep Tayyip Erdogan": first and last name are one."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for id, readings in sorted(by_entity.items()):
        words = list_words(readings[0].entity.name)
        if len(words) > 1 and names.looks_like_person(readings[0].entity.name):
            groups[words[0], words[-1]].append(id)
    for _, ids in sorted(groups.items()):
        if len(ids) == 2:
            short, long = sorted(ids, key=lambda id: (len(list_words(by_entity[id][0].entity.name)), id))
            name = by_entity[long][0].entity.name
            yield _make(by_entity[long], by_entity[short], f"first and last name are those of “{name}”")


# ── what was left open ────────────────────────────────────────────────────────────────────────


def _suggest_candidates(
    readings: Sequence[NameReading], by_entity: dict[str, list[NameReading]]
) -> Iterator[Suggestion]:
    """A short name of several bodies, of which an editor may choose one; surnames of several people are left out."""
    by_name = {reading.name: reading for rs in by_entity.values() for reading in rs}
    open_names: dict[str, list[NameReading]] = defaultdict(list)
    for reading in readings:
        if reading.candidates:
            open_names[reading.name].append(reading)
    for name, uses in sorted(open_names.items()):
        known = [by_name[c] for c in uses[0].candidates if c in by_name]
        people = any(reading.entity.kind == "person" for reading in known)
        if known and not people:
            first, *others = known
            why = f"“{name}” may be {' or '.join(uses[0].candidates)}"
            yield Suggestion(
                first.entity, name, why, (*_one_an_article(uses), first), tuple(o.entity.name for o in others)
            )
