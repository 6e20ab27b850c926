"""What each section of a pack may hold: the one table that the loader and the schema test read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from hfcheck.knowledge.records import (
    ALWAYS,
    AT_ONCE,
    EVENT,
    PERMANENT,
    STATE,
    ClassEntry,
    DistinctEntry,
    EntityEntry,
    FormEntry,
    MeasureEntry,
    RelationEntry,
    TitleEntry,
)

Entry: TypeAlias = EntityEntry | RelationEntry | TitleEntry | FormEntry | ClassEntry | MeasureEntry | DistinctEntry

WORDS = "a list of words"
FRAMES = "a list of frames"
TEXT = "text"
FLAG = "true or false"
DAYS = "a number of days"
EXAMPLES = "examples"


class Section(NamedTuple):
    """One section: the record of an entry, the shape of each key, and what is required.

    `references` names the section that the ids under a key must come from; `choices` the values
    that a key may take; `lists` are the keys whose values add up when packs share an entry.
    """

    record: type[Entry]
    keys: Mapping[str, str]
    required: tuple[str, ...]
    references: Mapping[str, str] = {}
    choices: Mapping[str, tuple[str, ...]] = {}

    @property
    def lists(self) -> tuple[str, ...]:
        return tuple(key for key, shape in self.keys.items() if shape in (WORDS, FRAMES, EXAMPLES))


SECTIONS: Mapping[str, Section] = {
    "entities": Section(
        EntityEntry,
        {"id": TEXT, "name": TEXT, "kind": TEXT, "aliases": WORDS, "part_of": TEXT, "source": TEXT},
        ("id", "name", "source"),
        references={"kind": "classes", "part_of": "entities"},
    ),
    "relations": Section(
        RelationEntry,
        {
            "id": TEXT,
            "words": WORDS,
            "converse_words": WORDS,
            "frames": FRAMES,
            "object": TEXT,
            "exclusive": FLAG,
            "symmetric": FLAG,
            "transitive": FLAG,
            "asymmetric": TEXT,
            "through": WORDS,
            "begins": WORDS,
            "ends": WORDS,
            "inverse": TEXT,
            "implies": WORDS,
            "opposite": WORDS,
            "dates": WORDS,
            "before": WORDS,
            "apart": DAYS,
            "time": TEXT,
            "once": FLAG,
            "source": TEXT,
            "examples": EXAMPLES,
        },
        ("id", "source"),
        references=dict.fromkeys(
            ("inverse", "implies", "opposite", "through", "begins", "ends", "before"), "relations"
        ),
        choices={
            "time": (PERMANENT, STATE, EVENT),
            "object": ("moment", "place", "entity", "quantity", ""),
            "asymmetric": (ALWAYS, AT_ONCE, ""),
        },
    ),
    "titles": Section(
        TitleEntry,
        {"id": TEXT, "words": WORDS, "rank": TEXT, "single": FLAG, "heads": FLAG, "source": TEXT},
        ("id", "words", "source"),
    ),
    "forms": Section(
        FormEntry,
        {"id": TEXT, "words": WORDS, "kind": TEXT, "source": TEXT},
        ("id", "words", "source"),
        choices={"kind": ("equity", "contract", "")},
    ),
    "classes": Section(
        ClassEntry,
        {
            "id": TEXT,
            "words": WORDS,
            "parent": TEXT,
            "excludes": WORDS,
            "disjoint": WORDS,
            "apart": WORDS,
            "source": TEXT,
            "examples": EXAMPLES,
        },
        ("id", "words", "source"),
        references=dict.fromkeys(("parent", "excludes", "disjoint", "apart"), "classes"),
    ),
    "measures": Section(MeasureEntry, {"id": TEXT, "words": WORDS, "source": TEXT}, ("id", "words", "source")),
    "distinct": Section(DistinctEntry, {"id": TEXT, "names": WORDS, "source": TEXT}, ("id", "names", "source")),
}
CONSTRAINTS: Mapping[str, tuple[str, ...]] = {"relations": ("exclusive", "opposite"), "classes": ("disjoint",)}
"""The keys that forbid something, by section: an entry with one needs examples that fail and that pass."""
PACK_KEYS = ("schema", "pack", "about", *SECTIONS, "designators")
SCHEMA_VERSION = 1
