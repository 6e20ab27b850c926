"""Knowledge packs: YAML that says which names, words, classes and constraints there are."""

from __future__ import annotations

from hfcheck.knowledge.drafts import list_packs
from hfcheck.knowledge.frames import OBJECT, SUBJECT, Frame, Slot, write_frame
from hfcheck.knowledge.load import load_knowledge
from hfcheck.knowledge.records import (
    ALWAYS,
    AT_ONCE,
    EVENT,
    PERMANENT,
    STATE,
    ClassEntry,
    DistinctEntry,
    EntityEntry,
    Example,
    FormEntry,
    Knowledge,
    MeasureEntry,
    RelationEntry,
    TitleEntry,
)

__all__ = [
    "ALWAYS",
    "AT_ONCE",
    "EVENT",
    "OBJECT",
    "PERMANENT",
    "STATE",
    "SUBJECT",
    "ClassEntry",
    "DistinctEntry",
    "EntityEntry",
    "Example",
    "FormEntry",
    "Frame",
    "Knowledge",
    "MeasureEntry",
    "RelationEntry",
    "Slot",
    "TitleEntry",
    "list_packs",
    "load_knowledge",
    "write_frame",
]
