"""The records of knowledge: what packs say of entities, relations, titles, forms, classes, measures.

All are frozen. `Knowledge` holds them with the look-ups that the other stages need; each look-up
table is built once, when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import chain

import msgspec

from hfcheck.knowledge.frames import Frame, parse_frame
from hfcheck.model import Record

STATE = "state"
PERMANENT = "permanent"
EVENT = "event"
ALWAYS = "always"
AT_ONCE = "at_once"

_MOMENT = "moment"
_COPULA = "be"


class Example(Record, frozen=True):
    """Two texts about one scene, and whether a constraint must find them in conflict."""

    a: str
    b: str
    fails: bool


class EntityEntry(Record, frozen=True):
    """A thing with a name. `part_of` is the id of the organisation or place that it belongs to."""

    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    source: str = ""


class RelationEntry(Record, frozen=True):
    """A relation and the words that say it.

    `words` are lemma phrases with their preposition ("merge with", "be based in"); those of
    `converse_words` say it with subject and object exchanged ("be owned by" of `owns`). `frames`
    say it with more than two sides ("[seller] sell [object] to [subject]", as `parse_frame` reads
    them). `object` is the kind that it expects: moment, place, entity, quantity, or "" for any. `exclusive`: one
    object at a time. `implies` names broader relations, `opposite` those that exclude it. `time`
    is permanent, state or event. `asymmetric`: whoever does it to another has it not done by him, `always` or
    `at_once`. `through` names relations that it holds through: what belongs to a part belongs to the whole. An
    event `begins` and `ends` states of the same two, or all such states of its subject where its object is a moment.
    `once`: an event that its subject undergoes once in one story.
    Of a relation that tells a day, `dates` are verbs that date their object so ("inaugurate" of `opened_on`),
    `before` names those whose day cannot come first, and `apart` says by how many days two such days of one thing may
    differ at most and still be told of one event; 0: there is one such event.
    """

    id: str
    words: tuple[str, ...] = ()
    converse_words: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    object: str = ""
    exclusive: bool = False
    symmetric: bool = False
    transitive: bool = False
    asymmetric: str = ""
    through: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    inverse: str | None = None
    implies: tuple[str, ...] = ()
    opposite: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    apart: int = 0
    time: str = STATE
    once: bool = False
    source: str = ""
    examples: tuple[Example, ...] = ()


class TitleEntry(Record, frozen=True):
    """A title of office. Titles of one `rank` exclude each other for one person at one body.

    `single`: one holder at a time. `heads`: it leads the whole body, so that within one unit of an
    organisation all such titles are of one rank.
    """

    id: str
    words: tuple[str, ...]
    rank: str = ""
    single: bool = False
    heads: bool = False
    source: str = ""


class FormEntry(Record, frozen=True):
    """What a deal is called. `kind` is its structure: equity, contract, or "" where it has none."""

    id: str
    words: tuple[str, ...]
    kind: str = ""
    source: str = ""


class ClassEntry(Record, frozen=True):
    """A class of things and the nouns that say that something is of it.

    `excludes`: nothing of this class is of those. `disjoint`: nor is anything that is called by words of both, which
    holds only where the words mean nothing else. `apart`: what is of this class and what is of those often bear one
    name, as a brand and its company do, and are two things.
    """

    id: str
    words: tuple[str, ...]
    parent: str | None = None
    excludes: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    source: str = ""
    examples: tuple[Example, ...] = ()


class MeasureEntry(Record, frozen=True):
    """What is measured, and the lemmas of verbs and nouns that say so ("sell", "sales")."""

    id: str
    words: tuple[str, ...]
    source: str = ""


class DistinctEntry(Record, frozen=True):
    """Names that are never one thing, however alike they look."""

    id: str
    names: tuple[str, ...]
    source: str = ""


class Knowledge(msgspec.Struct, frozen=True, dict=True):
    """All loaded packs as one. `version` is a hash of their bytes."""

    entities: tuple[EntityEntry, ...] = ()
    relations: tuple[RelationEntry, ...] = ()
    titles: tuple[TitleEntry, ...] = ()
    forms: tuple[FormEntry, ...] = ()
    classes: tuple[ClassEntry, ...] = ()
    measures: tuple[MeasureEntry, ...] = ()
    distinct: tuple[DistinctEntry, ...] = ()
    designators: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    version: str = ""

    @cached_property
    def _entities(self) -> dict[str, EntityEntry]:
        return {entry.id: entry for entry in self.entities}

    @cached_property
    def _relations(self) -> dict[str, RelationEntry]:
        return {entry.id: entry for entry in self.relations}

    @cached_property
    def _titles(self) -> dict[str, TitleEntry]:
        return {entry.id: entry for entry in self.titles}

    @cached_property
    def _forms(self) -> dict[str, FormEntry]:
        return {entry.id: entry for entry in self.forms}

    @cached_property
    def _classes(self) -> dict[str, ClassEntry]:
        return {entry.id: entry for entry in self.classes}

    @cached_property
    def alias_index(self) -> dict[str, tuple[str, ...]]:
        """Case-folded name or alias → ids of the entities that bear it, sorted."""
        found: dict[str, set[str]] = {}
        for entry in self.entities:
            for name in (entry.name, *entry.aliases):
                found.setdefault(name.casefold(), set()).add(entry.id)
        return {name: tuple(sorted(ids)) for name, ids in found.items()}

    @cached_property
    def kept_apart(self) -> dict[str, frozenset[str]]:
        """Case-folded name → the case-folded names that are never the same thing."""
        found: dict[str, set[str]] = {}
        for entry in self.distinct:
            names = {name.casefold() for name in entry.names}
            for name in names:
                found.setdefault(name, set()).update(names - {name})
        return {name: frozenset(others) for name, others in found.items()}

    @cached_property
    def relation_of_words(self) -> dict[str, tuple[str, bool]]:
        """Lemma phrase → relation id, and whether subject and object are exchanged.

        A phrase with "be" is found with "become" as well.
        """
        found: dict[str, tuple[str, bool]] = {}
        for entry in self.relations:
            for converse, phrases in ((False, entry.words), (True, entry.converse_words)):
                for phrase in phrases:
                    found[phrase] = (entry.id, converse)
        for phrase, meant in sorted(found.items()):
            if phrase.startswith("be "):
                found.setdefault("become " + phrase[3:], meant)
        return found

    @cached_property
    def frames_of_words(self) -> dict[str, tuple[tuple[str, Frame], ...]]:
        """The words of a frame ("sell", "be sold to") → the relations that it may say, in the order of the packs."""
        found: dict[str, list[tuple[str, Frame]]] = {}
        for entry in self.relations:
            for text in entry.frames:
                frame = parse_frame(text)
                found.setdefault(frame.words, []).append((entry.id, frame))
        return {words: tuple(frames) for words, frames in found.items()}

    @cached_property
    def dated_by(self) -> dict[str, tuple[str, bool]]:
        """Relation or words of a verb → the relation that tells when it was, and whether of its object.

        "be opened in" a town, "be opened by" somebody and "be opened" are dated by what "be opened on" means.
        """
        found: dict[str, tuple[str, bool]] = {}
        days = [entry for entry in self.relations if entry.object == _MOMENT]
        for entry in days:
            for phrase in entry.words:
                found.setdefault(_strip_preposition(phrase), (entry.id, False))
            for phrase in entry.dates:
                found.setdefault(phrase, (entry.id, True))
        for entry in self.relations:
            told = (found.get(_strip_preposition(phrase)) for phrase in entry.words)
            meant = next((one for one in told if one is not None and not one[1]), None)
            if meant is not None and entry.object != _MOMENT:
                found.setdefault(entry.id, meant)
        return found

    @cached_property
    def chronology(self) -> dict[str, frozenset[str]]:
        """Relation that tells a day → those whose day cannot come before it; only such as take part."""
        direct = {entry.id: entry.before for entry in self.relations}
        return {one: _close(one, direct) - {one} for one, later in direct.items() if later}

    @cached_property
    def ordered_relations(self) -> frozenset[str]:
        """The relations that have a place in the chronology."""
        return frozenset(self.chronology).union(*self.chronology.values())

    @cached_property
    def opposed_relations(self) -> frozenset[str]:
        """The relations that have an opposite."""
        pairs = [(entry.id, *entry.opposite) for entry in self.relations if entry.opposite]
        return frozenset(chain.from_iterable(pairs))

    @cached_property
    def class_relations(self) -> dict[str, str]:
        """Relation id → the class that it puts its subject in: "subsidiary" for what is said by "be subsidiary of"."""
        named = (one.id for one in self.relations if one.id.endswith("_of"))
        nouns = {id: id.removesuffix("_of").replace("_", " ") for id in named}
        return {
            one.id: nouns[one.id] for one in self.relations if one.id in nouns and f"be {nouns[one.id]} of" in one.words
        }

    @cached_property
    def slot_relations(self) -> frozenset[str]:
        """The relations of which each side is told by the other, for good or because it is mutual."""
        return frozenset(one.id for one in self.relations if one.time == PERMANENT or one.symmetric)

    @cached_property
    def title_of_words(self) -> dict[str, str]:
        """Case-folded words of a title → title id."""
        return _index_words(self.titles)

    @cached_property
    def form_of_words(self) -> dict[str, str]:
        """Case-folded words for a deal → form id."""
        return _index_words(self.forms)

    @cached_property
    def class_of_word(self) -> dict[str, str]:
        """Case-folded noun → class id."""
        return _index_words(self.classes)

    @cached_property
    def measure_of_word(self) -> dict[str, str]:
        """Case-folded lemma → measure id."""
        return _index_words(self.measures)

    @cached_property
    def carriers(self) -> dict[str, tuple[str, ...]]:
        """Relation id → the relations that it holds through: itself where it is transitive, and those it names."""
        return {one.id: (*((one.id,) if one.transitive else ()), *one.through) for one in self.relations}

    @cached_property
    def carried(self) -> dict[str, tuple[str, ...]]:
        """Relation id → the relations that hold through it, in the order of the packs."""
        found: dict[str, list[str]] = {}
        for id, through in self.carriers.items():
            for relation in through:
                found.setdefault(relation, []).append(id)
        return {relation: tuple(ids) for relation, ids in found.items()}

    @cached_property
    def implied_by(self) -> dict[str, tuple[str, ...]]:
        """Relation id → the relations that imply it directly, in the order of the packs."""
        found: dict[str, list[str]] = {}
        for entry in self.relations:
            for relation in dict.fromkeys(entry.implies):
                found.setdefault(relation, []).append(entry.id)
        return {relation: tuple(ids) for relation, ids in found.items()}

    @cached_property
    def fruitful_relations(self) -> frozenset[str]:
        """The relations from whose claims others may follow."""
        own = (
            one.id
            for one in self.relations
            if one.inverse is not None
            or one.symmetric
            or one.implies
            or one.begins
            or one.ends
            or self.carriers[one.id]
        )
        return frozenset((*own, *self.implied_by, *self.carried))

    @cached_property
    def inferred_relations(self) -> frozenset[str]:
        """The relations whose claims may follow from others, or carry others on."""
        told = (
            (*((one.inverse,) if one.inverse else ()), *one.implies, *one.begins, *one.ends) for one in self.relations
        )
        own = (one.id for one in self.relations if one.symmetric or one.implies or self.carriers[one.id])
        return frozenset((*chain.from_iterable(told), *own, *self.carried))

    @cached_property
    def _implied(self) -> dict[str, frozenset[str]]:
        direct = {entry.id: entry.implies for entry in self.relations}
        return {relation: _close(relation, direct) for relation in direct}

    @cached_property
    def _ancestors(self) -> dict[str, frozenset[str]]:
        direct = {entry.id: (entry.parent,) if entry.parent else () for entry in self.classes}
        return {kind: _close(kind, direct) for kind in direct}

    def entity(self, id: str) -> EntityEntry | None:
        """The entity with this id, or None."""
        return self._entities.get(id)

    def relation(self, id: str) -> RelationEntry | None:
        """The relation with this id, or None for words that the packs do not know."""
        return self._relations.get(id)

    def title(self, id: str) -> TitleEntry | None:
        """The title with this id, or None."""
        return self._titles.get(id)

    def form(self, id: str) -> FormEntry | None:
        """The form of a deal with this id, or None."""
        return self._forms.get(id)

    def class_(self, id: str) -> ClassEntry | None:
        """The class with this id, or None."""
        return self._classes.get(id)

    def parents(self, kind: str) -> tuple[str, ...]:
        """All classes above `kind`, sorted, without itself; () for an unknown one."""
        return tuple(sorted(self._ancestors.get(kind, frozenset()) - {kind}))

    def is_a(self, kind: str, ancestor: str) -> bool:
        """Whether `kind` is `ancestor` or lies below it."""
        return kind == ancestor or ancestor in self._ancestors.get(kind, frozenset())

    def excludes(self, kind: str, other: str) -> bool:
        """Whether nothing can be of both classes, by them or by their parents."""
        return self._excludes_one_way(kind, other) or self._excludes_one_way(other, kind)

    def _excludes_one_way(self, kind: str, other: str) -> bool:
        above = {other, *self._ancestors.get(other, frozenset())}
        entries = (self._classes.get(one) for one in (kind, *self.parents(kind)))
        return any(above.intersection(entry.excludes) for entry in entries if entry)

    def are_apart(self, kind: str, other: str) -> bool:
        """Whether two classes are of different things that often bear one name, by them or by their parents."""
        mine, theirs = {kind, *self.parents(kind)}, {other, *self.parents(other)}
        pairs = ((mine, theirs), (theirs, mine))
        return any(above & set(c.apart) for below, above in pairs for k in below if (c := self._classes.get(k)))

    def keeps_apart(self, kind: str, other: str) -> bool:
        """Whether a pack has two classes as disjoint, so that their words cannot be said of one thing."""
        first, second = self._classes.get(kind), self._classes.get(other)
        return (first is not None and other in first.disjoint) or (second is not None and kind in second.disjoint)

    def implied(self, relation: str) -> tuple[str, ...]:
        """The broader relations that hold wherever `relation` does, sorted, without itself."""
        return tuple(sorted(self._implied.get(relation, frozenset()) - {relation}))

    def narrower(self, relation: str) -> tuple[str, ...]:
        """The relations that imply `relation`, sorted, without itself."""
        return tuple(sorted(one for one, above in self._implied.items() if relation in above and one != relation))

    def time_kind(self, relation: str) -> str:
        """permanent, state or event; a relation that the packs do not know counts as a state."""
        entry = self._relations.get(relation)
        return entry.time if entry else STATE

    def part_of(self, id: str) -> tuple[str, ...]:
        """The organisations or places that an entity belongs to, nearest first."""
        chain: list[str] = []
        entry = self._entities.get(id)
        while entry and entry.part_of and entry.part_of not in (id, *chain):
            chain.append(entry.part_of)
            entry = self._entities.get(entry.part_of)
        return tuple(chain)


def _strip_preposition(phrase: str) -> str:
    """A verb without the last word of a phrase that has more: "be founded" of "be founded in"."""
    head, _, last = phrase.rpartition(" ")
    return head if head and head != _COPULA and last.islower() else phrase


def _index_words(entries: Iterable[TitleEntry | FormEntry | ClassEntry | MeasureEntry]) -> dict[str, str]:
    return {word.casefold(): entry.id for entry in entries for word in entry.words}


def _close(start: str, direct: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    reached = {start}
    edge = [start]
    while edge:
        for other in direct.get(edge.pop(), ()):
            if other not in reached:
                reached.add(other)
                edge.append(other)
    return frozenset(reached)
