"""CoNLL-U files → sentences with tags, trees and the types of the entities that are mentioned.

Format: https://universaldependencies.org/format.html; entities: https://gucorpling.org/gum/ (`global.Entity`).
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

NO_ENTITY = "O"


class GoldMention(NamedTuple):
    """A phrase from its first to its last word, its type, and the thing that it stands for: the same number, the same
    thing. `parts` are the things of a plural whose members were named apart ("Ann … Ben … they")."""

    first: int
    last: int
    kind: str
    thing: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class TreebankSentence:
    """One sentence; `heads` count from 1 with 0 for the root. `entities` is None where none are annotated."""

    document: str
    paragraph: int
    text: str
    words: list[str]
    lemmas: list[str]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    glued: list[bool] = field(repr=False)
    entities: list[str] | None = None
    mentions: tuple[GoldMention, ...] = ()

    @property
    def genre(self) -> str:
        """ "news", "bio" … for GUM, the kind of web page for EWT ("weblog", "email" …)."""
        parts = re.split(r"[_-]", self.document)
        return parts[1] if parts[0] == "GUM" else parts[0]


def read_treebank(path: Path) -> list[TreebankSentence]:
    """The sentences of a CoNLL-U file, plain or packed with xz.

    Ranges of multiword tokens and empty nodes are left out: what remains are syntactic words.
    """
    packed = path.read_bytes()
    text = (lzma.decompress(packed) if path.suffix == ".xz" else packed).decode("utf-8")
    return list(_read_sentences(text.split("\n")))


def _read_sentences(lines: Iterable[str]) -> Iterator[TreebankSentence]:
    document, paragraph, text, annotated = "", 0, "", False
    open_mentions: dict[str, list[tuple[int, str]]] = {}
    rows: list[list[str]] = []
    glued_range: tuple[int, bool] = (0, False)
    for line in lines:
        if line.startswith("# newdoc"):
            document, annotated = line.rpartition("= ")[2], False
        elif line.startswith("# newpar"):
            paragraph += not line.startswith("# newpar_block")
        elif line.startswith("# global.Entity"):
            annotated = True
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if "-" in columns[0]:
                glued_range = (int(columns[0].split("-")[1]), "SpaceAfter=No" in columns[9])
            elif columns[0].isdigit():
                number = int(columns[0])
                inside = number < glued_range[0]
                last = number == glued_range[0]
                columns.append("1" if inside or (glued_range[1] if last else "SpaceAfter=No" in columns[9]) else "")
                rows.append(columns)
        elif not line and rows:
            yield _make_sentence(document, paragraph, text, rows, annotated, open_mentions)
            rows, glued_range = [], (0, False)
    if rows:
        yield _make_sentence(document, paragraph, text, rows, annotated, open_mentions)


def _make_sentence(
    document: str,
    paragraph: int,
    text: str,
    rows: list[list[str]],
    annotated: bool,
    open_mentions: dict[str, list[tuple[int, str]]],
) -> TreebankSentence:
    heads = [int(row[6]) for row in rows]
    mentions = _read_mentions([row[9] for row in rows], open_mentions) if annotated else []
    entities = None
    if annotated:
        entities = [NO_ENTITY] * len(rows)
        # The widest mention of a head is written last.
        for mention in sorted(mentions, key=lambda m: m.last - m.first):
            entities[find_head(heads, mention.first, mention.last)] = mention.kind
    return TreebankSentence(
        document=document,
        paragraph=paragraph,
        text=text,
        words=[row[1] for row in rows],
        lemmas=[row[2] for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        heads=heads,
        deprels=[row[7] for row in rows],
        glued=[bool(row[10]) for row in rows],
        entities=entities,
        mentions=tuple(mentions),
    )


def find_head(heads: list[int], first: int, last: int) -> int:
    """The word of a mention whose own head lies outside it."""
    return next((i for i in range(first, last + 1) if not first <= heads[i] - 1 <= last), first)


def _read_mentions(miscellaneous: list[str], open_mentions: dict[str, list[tuple[int, str]]]) -> list[GoldMention]:
    """The mentions within the sentence."""
    found: list[GoldMention] = []
    open_mentions.clear()
    parts = {thing: those for column in miscellaneous for thing, those in _read_parts(column).items()}
    for index, column in enumerate(miscellaneous):
        value = next((part[7:] for part in column.split("|") if part.startswith("Entity=")), "")
        for match in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", value):
            if match[1]:
                columns = match[1].split("-")
                if len(columns) < 2:
                    continue
                if match[2]:
                    found.append(GoldMention(index, index, columns[1], columns[0], parts.get(columns[0], ())))
                else:
                    open_mentions.setdefault(columns[0], []).append((index, columns[1]))
            elif open_mentions.get(match[3].split("-")[0]):
                thing = match[3].split("-")[0]
                first, kind = open_mentions[thing].pop()
                found.append(GoldMention(first, index, kind, thing, parts.get(thing, ())))
    return found


def _read_parts(column: str) -> dict[str, tuple[str, ...]]:
    """SplitAnte=1<9,2<9: the thing 9 is 1 and 2 together."""
    value = next((part[10:] for part in column.split("|") if part.startswith("SplitAnte=")), "")
    found: dict[str, tuple[str, ...]] = {}
    for pair in value.split(",") if value else ():
        part, _, whole = pair.partition("<")
        found[whole] = (*found.get(whole, ()), part)
    return found


def read_labels(sentences: Iterable[TreebankSentence]) -> dict[str, list[str]]:
    """The names of all tags, labels and entity types, sorted; `NO_ENTITY` comes first of the last."""
    kept = list(sentences)
    kinds = {kind for s in kept for kind in s.entities or ()} - {NO_ENTITY}
    return {
        "upos": sorted({tag for s in kept for tag in s.upos}),
        "xpos": sorted({tag for s in kept for tag in s.xpos}),
        "deprel": sorted({label for s in kept for label in s.deprels}),
        "entity": [NO_ENTITY, *sorted(kinds)],
    }


def find_part(folder: Path, part: str) -> Path:
    """The file of one part of the treebanks ("train", "dev" or "test"), plain or packed.

    Raises FileNotFoundError where there is none.
    """
    for name in (f"en-{part}.conllu", f"en-{part}.conllu.xz"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"{folder}: no en-{part}.conllu or en-{part}.conllu.xz there")
