"""Names as written → entities: packs, short names in brackets, legal forms, name parts, spelling.

A link is made only where one candidate remains; an ambiguous name stays unresolved, with a notice.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Entity, Extract, Notice
from hfcheck.normalise.folding import are_initials, fold_name, list_words, make_slug
from hfcheck.normalise.linking import KIND, PACK, NameLinker
from hfcheck.normalise.links import Node
from hfcheck.normalise.mentions import Mentions, join_mentions, read_mentions
from hfcheck.normalise.people import PersonNames
from hfcheck.normalise.variants import FormReader

# Names of a set that a short one of it is spelt out from.
_MOST_SPELT = 16


class NameReading(NamedTuple):
    """A name of an article, whom it stands for, and why: the steps from the one to the other.

    `candidates` are those who may be meant where several are; the entity is then unresolved. `start` is the first
    place of the name in its article, as a character offset.
    """

    article: str
    name: str
    start: int
    entity: Entity
    steps: tuple[str, ...]
    candidates: tuple[str, ...]


class Names(Protocol):
    """What the readers of an article ask about its names; `texts` are the texts that names stand in, by article."""

    @property
    def texts(self) -> Mapping[str, str]: ...

    def names_of(self, article: str) -> list[str]:
        """The names of an article, sorted."""

    def resolve(self, article: str, name: str) -> Entity:
        """The entity that `name` stands for in `article`; unresolved where several may be meant."""

    def read(self, article: str, name: str) -> NameReading:
        """The same, with the steps that lead to it or the candidates."""

    def has(self, article: str, text: str) -> bool:
        """Whether a text is one of the names that stand in an article, as it is."""

    def looks_like_person(self, name: str) -> bool:
        """Whether a name is a person's, by what is said of it or by its shape."""


def read_names(articles: Sequence[Article], extracts: Sequence[Extract], knowledge: Knowledge) -> NameTable:
    """Who is meant by each name of these articles."""
    texts = {article.id: article.text for article in articles}
    ordered = sorted(extracts, key=lambda e: e.article)
    parts = (read_mentions(extract, texts.get(extract.article, ""), knowledge) for extract in ordered)
    return NameTable(texts, join_mentions(parts), knowledge)


class NameTable:
    """Who is meant by a name in an article; built once over all articles."""

    def __init__(self, texts: Mapping[str, str], mentions: Mentions, knowledge: Knowledge) -> None:
        self.texts = texts
        self.mentions = mentions
        self.people = PersonNames(self.mentions, knowledge)
        self._knowledge = knowledge
        self._linker = NameLinker(self.mentions, knowledge, self.people)
        self._linker.link()
        self._links = self._linker.links
        self._forms = FormReader(knowledge.designators)
        self._chosen = self._choose_names()
        self._ids = self._choose_ids()
        self._read: dict[Node, NameReading] = {}

    # ── what a set of names is called ────────────────────────────────────────────────────────

    def _choose_names(self) -> dict[Node, Node]:
        """Each set of names → the one that it is called by: no initials or legal form, the most usual."""
        counts = Counter(name for names in self.mentions.first.values() for name in names)
        chosen: dict[Node, Node] = {}
        for root, nodes in self._links.sets().items():
            entity = self._links.entity_of(root)
            general = [node for node in nodes if node[0] == "" or node[0].startswith(KIND)]
            longer = [name for _, name in nodes if " " in name][:_MOST_SPELT]
            chosen[root] = entity or min(general or nodes, key=lambda node: self._rank(node[1], longer, counts))
        return chosen

    def _rank(self, name: str, longer: Sequence[str], counts: Counter[str]) -> tuple[bool, bool, int, int, str]:
        words = list_words(name)
        initials = len(words) == 1 and any(are_initials(name, full) for full in longer)
        forms = len(words) - len(self._forms.strip_trade(words))
        return initials, name.isupper(), forms, -counts[name], name

    def _choose_ids(self) -> dict[Node, str]:
        """A canonical id for each set: its slug, marked where another thing is written with the same letters."""
        by_slug: dict[str, list[Node]] = defaultdict(list)
        for node in sorted(set(self._chosen.values())):
            if not node[1].startswith(PACK):
                by_slug[make_slug(node[1])].append(node)
        ids: dict[Node, str] = {}
        for slug, nodes in by_slug.items():
            taken = self._knowledge.entity(slug) is not None
            for node in sorted(nodes, key=lambda n: (n[0] != "", not n[1].isupper(), n)):
                own = node[0].removeprefix(KIND) or node[1]
                ids[node] = f"{slug}~{make_slug(own) if node[0] else own}" if taken else slug
                taken = True
        return ids

    # ── asking ───────────────────────────────────────────────────────────────────────────────

    def names_of(self, article: str) -> list[str]:
        """The names of an article, sorted."""
        return self.mentions.names_of(article)

    def resolve(self, article: str, name: str) -> Entity:
        """The entity that `name` stands for in `article`; unresolved where several may be meant."""
        return self.read(article, name).entity

    def has(self, article: str, text: str) -> bool:
        """Whether a text is one of the names that stand in an article, as it is."""
        return is_mentioned(self.mentions, article, text)

    def read(self, article: str, name: str) -> NameReading:
        """The entity that `name` stands for in `article`, with the steps that lead to it or the candidates."""
        folded = fold_name(name)
        node = (article, folded)
        if node not in self._read:
            self._read[node] = self._make_reading(article, folded)
        return self._read[node]

    def _make_reading(self, article: str, name: str) -> NameReading:
        node = (article, name)
        start = self.mentions.first.get(article, {}).get(name, 0)
        meaning = self._linker.find_meaning(article, name)
        candidates = meaning.candidates or self._linker.unclear.get(node, ())
        if meaning.target is not None and meaning.target[0] == "" and not candidates:
            candidates = self._linker.unclear.get(meaning.target, ())
        if candidates:
            told = tuple(self._name_candidate(c) for c in candidates)
            unknown = Entity(id="?" + make_slug(name), name=name, resolved=False)
            return NameReading(article, name, start, unknown, (), told)
        target, steps = meaning.target or node, [meaning.why]
        pack = self._linker.find_pack(name) if target not in self._links else None
        if pack is not None and pack.target is not None:
            target, steps = pack.target, [pack.why]
        goal = self._chosen.get(self._links.find(target), target)
        steps += self._links.explain(target, goal)
        entity = self._make_entity(goal, name)
        return NameReading(article, name, start, entity, tuple(dict.fromkeys(s for s in steps if s)), ())

    def _name_candidate(self, candidate: str) -> str:
        entry = self._knowledge.entity(candidate)
        return f"{entry.name} ({entry.kind})" if entry is not None and entry.kind else candidate

    def _make_entity(self, goal: Node, told: str) -> Entity:
        entry = self._knowledge.entity(goal[1].removeprefix(PACK)) if goal[1].startswith(PACK) else None
        if entry is not None:
            return Entity(id=entry.id, name=entry.name, kind=entry.kind)
        name = goal[1]
        kind = goal[0].removeprefix(KIND) if goal[0].startswith(KIND) else self._find_kind(name, told)
        return Entity(id=self._ids.get(goal) or make_slug(name), name=name, kind=kind)

    def _find_kind(self, *names: str) -> str:
        """The one narrowest kind that the articles give to a name; "" for none or several."""
        is_a = self._knowledge.is_a
        kinds = {kind for name in names for kind in self.mentions.kinds_of.get(name, ())}
        narrow = sorted(k for k in kinds if not any(k != other and is_a(other, k) for other in kinds))
        return narrow[0] if len(narrow) == 1 else ""

    def looks_like_person(self, name: str) -> bool:
        """Whether a name is a person's, by what is said of it or by its shape."""
        return self.people.is_person(name) or self.people.looks_like_person(name)

    # ── listing ──────────────────────────────────────────────────────────────────────────────

    def list_readings(self) -> tuple[NameReading, ...]:
        """Every name of every article with whom it stands for, by article and name."""
        articles = sorted(self.mentions.first)
        return tuple(self.read(article, name) for article in articles for name in self.mentions.names_of(article))


def is_mentioned(mentions: Mentions, article: str, text: str) -> bool:
    """Whether a text is one of the names that stand in an article, as it is."""
    return not text[:1].islower() and fold_name(text) in mentions.first.get(article, ())


def note_open_names(names: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Notice, ...]:
    """One notice for each name that may stand for several candidates."""
    return tuple(
        Notice(kind="ambiguous-name", message=f"“{name}” may be {' or '.join(candidates)}; its claims are not compared")
        for name, candidates in sorted(set(names))
    )
