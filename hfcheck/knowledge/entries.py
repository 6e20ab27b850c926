"""What packs hold, entry by entry, each with the file and line where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hfcheck.knowledge.drafts import Drafted, draft_document, read_documents
from hfcheck.knowledge.records import Example

_WIDTH = 118
_WORDS = ("name", "names", "aliases", "words", "converse_words")


class PackEntry(NamedTuple):
    """An entry as its pack has it: the section, its keys, the path of the file and the line."""

    section: str
    fields: dict[str, Any]
    path: str
    line: int

    @property
    def id(self) -> str:
        """The entry's id."""
        return str(self.fields["id"])

    @property
    def words(self) -> Iterator[str]:
        """The id and all words and names by which the entry can be asked for, in small letters."""
        yield self.id.casefold()
        for key in _WORDS:
            value = self.fields.get(key, ())
            yield from (word.casefold() for word in ((value,) if isinstance(value, str) else value))

    def tell(self) -> dict[str, Any]:
        """The keys as the pack's YAML has them."""
        told = {key: list(value) if isinstance(value, tuple) else value for key, value in self.fields.items()}
        if "examples" in told:
            told["examples"] = _tell_examples(self.fields["examples"])
        return told


def _tell_examples(examples: Sequence[Example]) -> dict[str, list[list[str]]]:
    pairs = {kind: [[one.a, one.b] for one in examples if one.fails == (kind == "fail")] for kind in ("fail", "pass")}
    return {kind: found for kind, found in pairs.items() if found}


def list_entries(names: Sequence[str], root: Path) -> tuple[PackEntry, ...]:
    """Every entry of the packs `names`, in the order in which they are read; one id may stand in several.

    Raises ConfigError as `load_knowledge` does for a pack that is not there or an entry of a wrong shape.
    """
    return tuple(_place(draft) for document in read_documents(names, root) for draft in draft_document(document))


def find_entries(entries: Sequence[PackEntry], word: str) -> tuple[PackEntry, ...]:
    """The entries with this id, name, alias or word, whatever its case."""
    wanted = " ".join(word.casefold().split())
    return tuple(entry for entry in entries if wanted in entry.words)


def write_entry(entry: PackEntry, quoted: bool = False) -> str:
    """An entry as the YAML of a pack, under a comment with the file and line where it stands.

    `quoted` writes each text in double quotes and in ASCII, so that any of its characters can be given as an escape.
    """
    text = yaml.safe_dump(
        [entry.tell()],
        sort_keys=False,
        allow_unicode=not quoted,
        width=_WIDTH,
        default_flow_style=None,
        default_style='"' if quoted else None,
    )
    indented = "".join(f"  {line}\n" for line in text.splitlines())
    return f"# {entry.path}:{entry.line}\n{entry.section}:\n{indented}"


def write_template(name: str) -> str:
    """A pack to start from, with one example of each thing that a pack can say; `name` is what it calls itself."""
    text = (Path(__file__).parent / "pack.txt").read_text(encoding="utf-8")
    return text.replace("{{pack}}", json.dumps(name, ensure_ascii=False))


def _place(draft: Drafted) -> PackEntry:
    line = draft.document.line_of(draft.section, draft.position) or 1
    return PackEntry(draft.section, draft.fields, str(draft.document.path), line)
