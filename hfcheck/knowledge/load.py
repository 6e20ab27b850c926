"""Reading packs. A fault names its file and line, and what to write instead.

A pack is a YAML file or a folder of them. Packs are read in the order given; an entry whose id an
earlier one has adds its words to it, and what else it sets replaces what was set.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from hfcheck.errors import ConfigError
from hfcheck.knowledge.drafts import Drafted, draft_document, find_files, suggest
from hfcheck.knowledge.frames import parse_frame
from hfcheck.knowledge.records import (
    ClassEntry,
    DistinctEntry,
    EntityEntry,
    FormEntry,
    Knowledge,
    MeasureEntry,
    RelationEntry,
    TitleEntry,
)
from hfcheck.knowledge.sections import CONSTRAINTS, SECTIONS, Entry
from hfcheck.shelf import Shelf
from hfcheck.yamlsource import YamlDocument, decode_yaml, read_bytes

E = TypeVar("E", bound=Entry)


def load_knowledge(names: Sequence[str], root: Path, shelf: Shelf | None = None) -> Knowledge:
    """Read the packs `names` (that ship, or paths relative to `root`) into one `Knowledge`, kept on `shelf`.

    Raises ConfigError, with file and line, for a pack that is not there and for every fault in
    one: an unknown key, a wrong type, a missing source, a reference to something that no pack
    has, a constraint without examples.
    """
    files = [path for name in names for path in find_files(name, root)]
    contents = [read_bytes(path, ConfigError) for path in files]
    place = f"knowledge {list(names)}"
    kept = shelf.get(place, contents, Knowledge) if shelf else None
    if kept is not None:
        return kept
    documents = [
        decode_yaml(content, path.as_posix(), ConfigError) for path, content in zip(files, contents, strict=True)
    ]
    knowledge = _join_documents(names, documents)
    if shelf:
        shelf.put(place, contents, knowledge)
    return knowledge


def _join_documents(names: Sequence[str], documents: Sequence[YamlDocument]) -> Knowledge:
    drafted = [draft for document in documents for draft in draft_document(document)]
    designators = [word for document in documents for word in _read_designators(document)]
    merged = _merge_entries(drafted)
    _check_references(drafted, merged)
    _check_classes(drafted, merged)
    _check_constraints(drafted, merged)
    _check_words(drafted)
    _check_distinct(drafted, merged)
    return Knowledge(
        entities=_build_entries(EntityEntry, merged["entities"]),
        relations=_build_entries(RelationEntry, merged["relations"]),
        titles=_build_entries(TitleEntry, merged["titles"]),
        forms=_build_entries(FormEntry, merged["forms"]),
        classes=_build_entries(ClassEntry, merged["classes"]),
        measures=_build_entries(MeasureEntry, merged["measures"]),
        distinct=_build_entries(DistinctEntry, merged["distinct"]),
        designators=tuple(dict.fromkeys(designators)),
        packs=tuple(names),
        version=_hash_documents(documents),
    )


def _read_designators(document: YamlDocument) -> list[str]:
    data = document.data
    value = data.get("designators") if isinstance(data, dict) else None
    if value is None:
        return []
    words = value.get("words") if isinstance(value, dict) else None
    if not isinstance(value, dict) or set(value) != {"words", "source"} or not isinstance(words, list):
        raise ConfigError(
            "designators has the keys words (a list) and source", document.path, document.line_of("designators")
        )
    for index, word in enumerate(words):
        if not isinstance(word, str):
            line = document.line_of("designators", "words", index)
            raise ConfigError(f"a designator is text, not {word!r}", document.path, line)
    return words


def _merge_entries(drafted: Iterable[Drafted]) -> dict[str, dict[str, dict[str, Any]]]:
    merged: dict[str, dict[str, dict[str, Any]]] = {section: {} for section in SECTIONS}
    for draft in drafted:
        section = SECTIONS[draft.section]
        known = merged[draft.section].get(draft.fields["id"])
        for key in section.required:
            if key not in draft.fields and (known is None or key == "source"):
                raise draft.fail(f"{draft.section} entry {draft.fields['id']!r} needs '{key}'")
        if known is None:
            merged[draft.section][draft.fields["id"]] = dict(draft.fields)
            continue
        for key, value in draft.fields.items():
            known[key] = tuple(dict.fromkeys((*known.get(key, ()), *value))) if key in section.lists else value
    return merged


def _build_entries(record: type[E], by_id: Mapping[str, dict[str, Any]]) -> tuple[E, ...]:
    return tuple(record(**fields) for fields in by_id.values())


def _check_references(drafted: Iterable[Drafted], merged: Mapping[str, Mapping[str, object]]) -> None:
    for draft in drafted:
        for key, section in SECTIONS[draft.section].references.items():
            value = draft.fields.get(key) or ()
            for wanted in (value,) if isinstance(value, str) else value:
                if wanted not in merged[section]:
                    hint = suggest(wanted, tuple(merged[section]))
                    raise draft.fail(f"{key} names {wanted!r}, which no pack has in {section}{hint}", key)


def _check_classes(drafted: Iterable[Drafted], merged: Mapping[str, Mapping[str, object]]) -> None:
    """What a frame asks of a slot must be a class of the packs."""
    for draft in drafted:
        for text in draft.fields.get("frames", ()):
            for slot in parse_frame(text).slots:
                if slot.kind and slot.kind not in merged["classes"]:
                    hint = suggest(slot.kind, tuple(merged["classes"]))
                    raise draft.fail(f"{text!r} names {slot.kind!r}, which no pack has in classes{hint}", "frames")


def _check_constraints(drafted: Iterable[Drafted], merged: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    for draft in drafted:
        entry = merged[draft.section][draft.fields["id"]]
        constrains = any(entry.get(key) for key in CONSTRAINTS.get(draft.section, ()))
        if constrains and {example.fails for example in entry.get("examples", ())} != {True, False}:
            what = f"{draft.section} entry {draft.fields['id']!r}"
            raise draft.fail(f"{what} constrains, so it needs examples that fail and that pass")


def _check_words(drafted: Iterable[Drafted]) -> None:
    """A name may mean several entities; a word must mean one thing in its section."""
    meant: dict[tuple[str, str], str] = {}
    for draft in drafted:
        if draft.section == "entities":
            continue
        for key in ("words", "converse_words", "frames"):
            for word in draft.fields.get(key, ()):
                meaning = f"{draft.fields['id']} ({key})"
                other = meant.setdefault((draft.section, word.casefold()), meaning)
                if other != meaning:
                    raise draft.fail(f"the word {word!r} already means {other}; keep it in one of them", key)


def _check_distinct(drafted: Iterable[Drafted], merged: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    """Names that are kept apart are two at least, and no two of them are names of one entity."""
    entities = merged["entities"].values()
    owners = [{name.casefold() for name in (entry["name"], *entry.get("aliases", ()))} for entry in entities]
    for draft in drafted:
        if draft.section != "distinct":
            continue
        names = {name.casefold() for name in draft.fields["names"]}
        if len(names) < 2:
            raise draft.fail("names that are never one thing are two at least", "names")
        shared = next((names & owned for owned in owners if len(names & owned) > 1), None)
        if shared:
            raise draft.fail(f"{' and '.join(sorted(shared))} are names of one entity; take one of them out", "names")


def _hash_documents(documents: Iterable[YamlDocument]) -> str:
    total = hashlib.sha256()
    for document in documents:
        content = document.text.encode("utf-8")
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()[:16]
