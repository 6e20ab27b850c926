"""The files of packs → entries as they are written, each with its line; a fault names both."""

from __future__ import annotations

import difflib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from hfcheck.errors import ConfigError
from hfcheck.knowledge.frames import parse_frame
from hfcheck.knowledge.records import Example
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
    Section,
)
from hfcheck.yamlsource import YamlDocument, load_yaml

SHIPPED = Path(__file__).parent / "packs"


class Drafted(NamedTuple):
    """An entry as read, with the line to name when something later is wrong with it."""

    section: str
    fields: dict[str, Any]
    document: YamlDocument
    position: int

    def fail(self, message: str, key: str | None = None) -> ConfigError:
        where = (self.section, self.position) if key is None else (self.section, self.position, key)
        return ConfigError(message, self.document.path, self.document.line_of(*where))


def read_documents(names: Sequence[str], root: Path) -> list[YamlDocument]:
    """The files of the packs `names`, in their order. Raises ConfigError for one that is not there or is no YAML."""
    return [load_yaml(path, ConfigError) for name in names for path in find_files(name, root)]


def list_packs() -> tuple[str, ...]:
    """The names of the packs that ship, sorted."""
    return tuple(sorted({path.stem for path in SHIPPED.iterdir() if path.is_dir() or path.suffix == ".yaml"}))


def find_files(name: str, root: Path) -> tuple[Path, ...]:
    """The files of a pack that ships or of one at a path relative to `root`; raises ConfigError where there is none."""
    shipped = (SHIPPED / name, SHIPPED / f"{name}.yaml") if name in list_packs() else ()
    for path in (*shipped, root / name):
        if os.path.isdir(path):
            return tuple(sorted(path.glob("*.yaml")))
        if os.path.isfile(path):
            return (path,)
    hint = suggest(name, list_packs())
    raise ConfigError(f"no pack {name!r}{hint}; packs that ship: {', '.join(list_packs())}; or give a path")


def draft_document(document: YamlDocument) -> list[Drafted]:
    """The entries of a file, in the order of the sections; raises ConfigError for an unknown key or a wrong shape."""
    data = document.data
    if not isinstance(data, dict):
        raise ConfigError("a pack is a mapping of sections, as in 'relations:'", document.path, 1)
    for key in data:
        if key not in PACK_KEYS:
            raise ConfigError(
                f"unknown section {key!r}{suggest(str(key), PACK_KEYS)}", document.path, document.line_of(key)
            )
    if data.get("schema") != SCHEMA_VERSION:
        found = data.get("schema")
        newer = isinstance(found, int) and found > SCHEMA_VERSION
        told = f"made for a newer hfcheck (schema {found}; this one reads {SCHEMA_VERSION}); update hfcheck"
        message = told if newer else f"a pack begins with 'schema: {SCHEMA_VERSION}'"
        raise ConfigError(message, document.path, document.line_of("schema") or 1)
    drafted = []
    for name, section in SECTIONS.items():
        entries = data.get(name, [])
        if not isinstance(entries, list):
            raise ConfigError(f"{name} is a list of entries", document.path, document.line_of(name))
        drafted += [_draft_entry(name, section, entry, document, index) for index, entry in enumerate(entries)]
    return drafted


def _draft_entry(name: str, section: Section, entry: object, document: YamlDocument, index: int) -> Drafted:
    draft = Drafted(name, {}, document, index)
    if not isinstance(entry, dict):
        raise draft.fail(f"an entry of {name} is a mapping, as in '- id: …'")
    for key, value in entry.items():
        shape = section.keys.get(key)
        if shape is None:
            raise draft.fail(f"unknown key {key!r} in {name}{suggest(str(key), tuple(section.keys))}", str(key))
        draft.fields[key] = _read_value(draft, key, value, shape)
        allowed = section.choices.get(key)
        if allowed and value not in allowed:
            choices = ", ".join(repr(choice) for choice in allowed)
            raise draft.fail(f"{key} is one of {choices}, not {value!r}", key)
    if not draft.fields.get("id"):
        raise draft.fail(f"an entry of {name} needs an 'id'")
    return draft


def _read_value(draft: Drafted, key: str, value: object, shape: str) -> Any:
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


def _check_frames(draft: Drafted, key: str, texts: Sequence[str]) -> tuple[str, ...]:
    for text in texts:
        try:
            parse_frame(text)
        except ValueError as fault:
            raise draft.fail(f"{text!r} is no frame: {fault}", key) from fault
    return tuple(texts)


def _read_examples(draft: Drafted, value: object) -> tuple[Example, ...]:
    if not isinstance(value, dict) or not set(value) <= {"fail", "pass"}:
        raise draft.fail("examples has the keys fail and pass", "examples")
    found = []
    for kind in ("fail", "pass"):
        pairs = value.get(kind, [])
        if not isinstance(pairs, list):
            raise draft.fail(f"{kind} is a list of pairs of texts, not {pairs!r}", "examples")
        for pair in pairs:
            if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)):
                raise draft.fail(f"an example is a pair of texts, not {pair!r}", "examples")
            found.append(Example(pair[0], pair[1], fails=kind == "fail"))
    return tuple(found)


def suggest(word: str, known: Sequence[str]) -> str:
    """ " (did you mean …?)" for a word that is nearly one of `known`, else nothing."""
    close = difflib.get_close_matches(word, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
