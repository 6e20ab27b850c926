"""Reading packs. A fault names its file and line, and what to write instead.

A pack is a YAML file or a folder of them. Packs are read in the order given; an entry whose id an
earlier one has adds its words to it, and what else it sets replaces what was set.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from hfcheck.errors import ConfigError
from hfcheck.knowledge.frames import parse_frame
from hfcheck.knowledge.records import (
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
from hfcheck.knowledge.sections import (
    DAYS,
    EXAMPLES,
    FLAG,
    FRAMES,
    PACK_KEYS,
    SCHEMA_VERSION,
    SECTIONS,
    TEXT,
    WORDS,
    Entry,
    Section,
)
from hfcheck.yamlsource import YamlDocument, load_yaml

E = TypeVar("E", bound=Entry)
SHIPPED = Path(__file__).parent / "packs"


class _Drafted(NamedTuple):
    """An entry as read, with the line to name when something later is wrong with it."""

    section: str
    fields: dict[str, Any]
    document: YamlDocument
    position: int

    def fail(self, message: str, key: str | None = None) -> ConfigError:
        where = (self.section, self.position) if key is None else (self.section, self.position, key)
        return ConfigError(message, self.document.path, self.document.line_of(*where))


def load_knowledge(names: Sequence[str], root: Path) -> Knowledge:
    """Read the packs `names` (that ship, or paths relative to `root`) into one `Knowledge`.

    Raises ConfigError, with file and line, for a pack that is not there and for every fault in
    one: an unknown key, a wrong type, a missing source, a reference to something that no pack
    has, a constraint without examples.
    """
    documents = [load_yaml(path, ConfigError) for name in names for path in _find_files(name, root)]
    drafted: list[_Drafted] = []
    designators: list[str] = []
    for document in documents:
        drafted += _draft_document(document)
        designators += _read_designators(document)
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


def list_packs() -> tuple[str, ...]:
    """The names of the packs that ship, sorted."""
    return tuple(sorted({path.stem for path in SHIPPED.iterdir() if path.is_dir() or path.suffix == ".yaml"}))


def _find_files(name: str, root: Path) -> tuple[Path, ...]:
    shipped = (SHIPPED / name, SHIPPED / f"{name}.yaml") if name in list_packs() else ()
    for path in (*shipped, root / name):
        if path.is_dir():
            return tuple(sorted(path.glob("*.yaml")))
        if path.is_file():
            return (path,)
    hint = _suggest(name, list_packs())
    raise ConfigError(f"no pack {name!r}{hint}; packs that ship: {', '.join(list_packs())}; or give a path")


def _draft_document(document: YamlDocument) -> list[_Drafted]:
    data = document.data
    if not isinstance(data, dict):
        raise ConfigError("a pack is a mapping of sections, as in 'relations:'", document.path, 1)
    for key in data:
        if key not in PACK_KEYS:
            raise ConfigError(
                f"unknown section {key!r}{_suggest(str(key), PACK_KEYS)}", document.path, document.line_of(key)
            )
    if data.get("schema") != SCHEMA_VERSION:
        message = f"a pack begins with 'schema: {SCHEMA_VERSION}'"
        raise ConfigError(message, document.path, document.line_of("schema") or 1)
    drafted = []
    for name, section in SECTIONS.items():
        entries = data.get(name, [])
        if not isinstance(entries, list):
            raise ConfigError(f"{name} is a list of entries", document.path, document.line_of(name))
        drafted += [_draft_entry(name, section, entry, document, index) for index, entry in enumerate(entries)]
    return drafted


def _draft_entry(name: str, section: Section, entry: object, document: YamlDocument, index: int) -> _Drafted:
    draft = _Drafted(name, {}, document, index)
    if not isinstance(entry, dict):
        raise draft.fail(f"an entry of {name} is a mapping, as in '- id: …'")
    for key, value in entry.items():
        shape = section.keys.get(key)
        if shape is None:
            raise draft.fail(f"unknown key {key!r} in {name}{_suggest(str(key), tuple(section.keys))}", str(key))
        draft.fields[key] = _read_value(draft, key, value, shape)
        allowed = section.choices.get(key)
        if allowed and value not in allowed:
            choices = ", ".join(repr(choice) for choice in allowed)
            raise draft.fail(f"{key} is one of {choices}, not {value!r}", key)
    if not draft.fields.get("id"):
        raise draft.fail(f"an entry of {name} needs an 'id'")
    return draft


def _read_value(draft: _Drafted, key: str, value: object, shape: str) -> Any:
    if shape == TEXT and isinstance(value, str):
        return value
    if shape == FLAG and isinstance(value, bool):
        return value
    if shape == DAYS and isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if shape in (WORDS, FRAMES) and isinstance(value, list) and all(isinstance(word, str) and word for word in value):
        return _check_frames(draft, key, value) if shape == FRAMES else tuple(value)
    if shape == EXAMPLES:
        return _read_examples(draft, value)
    raise draft.fail(f"{key} is {shape}, not {value!r}", key)


def _check_frames(draft: _Drafted, key: str, texts: Sequence[str]) -> tuple[str, ...]:
    for text in texts:
        try:
            parse_frame(text)
        except ValueError as fault:
            raise draft.fail(f"{text!r} is no frame: {fault}", key) from fault
    return tuple(texts)


def _read_examples(draft: _Drafted, value: object) -> tuple[Example, ...]:
    if not isinstance(value, dict) or not set(value) <= {"fail", "pass"}:
        raise draft.fail("examples has the keys fail and pass", "examples")
    found = []
    for kind in ("fail", "pass"):
        for pair in value.get(kind, []):
            if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)):
                raise draft.fail(f"an example is a pair of texts, not {pair!r}", "examples")
            found.append(Example(pair[0], pair[1], fails=kind == "fail"))
    return tuple(found)


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


def _merge_entries(drafted: Iterable[_Drafted]) -> dict[str, dict[str, dict[str, Any]]]:
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


def _check_references(drafted: Iterable[_Drafted], merged: Mapping[str, Mapping[str, object]]) -> None:
    for draft in drafted:
        for key, section in SECTIONS[draft.section].references.items():
            value = draft.fields.get(key) or ()
            for wanted in (value,) if isinstance(value, str) else value:
                if wanted not in merged[section]:
                    hint = _suggest(wanted, tuple(merged[section]))
                    raise draft.fail(f"{key} names {wanted!r}, which no pack has in {section}{hint}", key)


def _check_classes(drafted: Iterable[_Drafted], merged: Mapping[str, Mapping[str, object]]) -> None:
    """What a frame asks of a slot must be a class of the packs."""
    for draft in drafted:
        for text in draft.fields.get("frames", ()):
            for slot in parse_frame(text).slots:
                if slot.kind and slot.kind not in merged["classes"]:
                    hint = _suggest(slot.kind, tuple(merged["classes"]))
                    raise draft.fail(f"{text!r} names {slot.kind!r}, which no pack has in classes{hint}", "frames")


def _check_constraints(drafted: Iterable[_Drafted], merged: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    for draft in drafted:
        entry = merged[draft.section][draft.fields["id"]]
        if draft.section != "relations" or not (entry.get("exclusive") or entry.get("opposite")):
            continue
        if {example.fails for example in entry.get("examples", ())} != {True, False}:
            message = f"relation {draft.fields['id']!r} constrains, so it needs examples that fail and that pass"
            raise draft.fail(message)


def _check_words(drafted: Iterable[_Drafted]) -> None:
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


def _check_distinct(drafted: Iterable[_Drafted], merged: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
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


def _suggest(word: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _hash_documents(documents: Iterable[YamlDocument]) -> str:
    total = hashlib.sha256()
    for document in documents:
        content = document.text.encode("utf-8")
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()[:16]
