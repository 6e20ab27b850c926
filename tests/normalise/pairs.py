"""Pairs of names in their context, tests/cases/names/*.yaml: one thing, two things, or nobody can tell.

    - about: what the group shows
      texts: {a: Vera Holt is an architect., b: Holt designed the bridge.}   # or text: one article, "a"
      packs: [core, business]                    # in force; left out: these two
      entities: [{id: …, name: …, source: …}]    # of a pack of the group's own
      same: [[Vera Holt, Mrs Holt @b]]           # one thing
      missed: [[…, …]]                           # one thing, which is not found today
      different: [[…, …]]                        # two things
      unclear: [[…, …]]                          # one or two: never to be merged

A name is looked up in the article after "@", else in the first that has it. A phrase of the text ("The Quillon side")
counts as what it stands for.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from hfcheck.errors import HfcheckError
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Article, Entity, Extract, Phrase
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.mentions import walk_phrases
from hfcheck.normalise.names import read_names
from hfcheck.sources import make_article
from hfcheck.workflow import read_extract
from hfcheck.yamlsource import load_yaml

FOLDER = Path(__file__).parent.parent / "cases" / "names"
PACKS = ("core", "business")
GROUP_KEYS = {"about", "text", "texts", "packs", "entities", "same", "missed", "different", "unclear"}
LABELS = ("same", "missed", "different", "unclear")


class Pair(NamedTuple):
    """Two names as the case writes them, what they are (a label), and whether they came out as one thing."""

    label: str
    left: str
    right: str
    merged: bool


def load_groups() -> list[tuple[str, Mapping[str, Any]]]:
    """(file and subject, group) of all files, in order."""
    groups: list[tuple[str, Mapping[str, Any]]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        data: Any = load_yaml(path, HfcheckError).data
        groups += [(f"{path.stem}: {group['about']}", group) for group in data]
    return groups


def judge_group(group: Mapping[str, Any], label: str | None = None) -> list[Pair]:
    """Each pair of a group, or those with one label, as the name table has them today."""
    assert set(group) <= GROUP_KEYS, f"unknown keys {set(group) - GROUP_KEYS}"
    texts = group.get("texts") or {"a": group["text"]}
    articles, extracts = _read_texts(tuple(texts.items()))
    knowledge = _load(tuple(group.get("packs", PACKS)), msgspec.json.encode(group.get("entities", [])))
    reader = EntityReader(read_names(articles, extracts, knowledge), knowledge)
    found = []
    for kind in LABELS if label is None else (label,):
        for left, right in group.get(kind, ()):
            one, other = (_look_up(reader, name, texts, extracts) for name in (left, right))
            merged = one.resolved and other.resolved and one.id == other.id
            found.append(Pair(kind, left, right, merged))
    return found


@functools.cache
def _read_texts(texts: tuple[tuple[str, str], ...]) -> tuple[tuple[Article, ...], tuple[Extract, ...]]:
    articles = tuple(make_article(text, id=name) for name, text in texts)
    extracts = tuple(read_extract(article) for article in articles)
    assert all(isinstance(extract, Extract) for extract in extracts)
    return articles, tuple(extract for extract in extracts if isinstance(extract, Extract))


@functools.cache
def _load(packs: tuple[str, ...], entities: bytes) -> Knowledge:
    knowledge = load_knowledge(packs, Path("."))
    own = msgspec.json.decode(entities, type=list[dict[str, Any]])
    return msgspec.structs.replace(knowledge, entities=(*knowledge.entities, *(_make_entry(entry) for entry in own)))


def _make_entry(fields: Mapping[str, Any]) -> Any:
    from hfcheck.knowledge.records import EntityEntry

    return EntityEntry(**{**fields, "aliases": tuple(fields.get("aliases", ()))})


def _look_up(reader: EntityReader, told: str, texts: Mapping[str, str], extracts: Sequence[Extract]) -> Entity:
    name, _, article = (part.strip() for part in told.partition("@"))
    article = article or next(key for key, text in texts.items() if name in text)
    assert name in texts[article], f"{name!r} does not stand in text {article}"
    extract = next(e for e in extracts if e.article == article)
    phrase = next((p for p in _walk(extract) if p.text == name and p.names[:1] != ((p.start, p.end),)), None)
    return reader.read(article, phrase) if phrase is not None else reader.names.resolve(article, name)


def _walk(extract: Extract) -> Iterator[Phrase]:
    for proposition in extract.propositions:
        yield from walk_phrases(proposition)
