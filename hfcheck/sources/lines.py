"""The lines of a text with their offsets, and what can be told of a line by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TITLE_LENGTH = 140
HEADING_LENGTH = 100
_FINAL = (".", "!", "?", "…", ":", ";", ",", ".”", '."', "?”", "!”", ".’", ".'", ".)")


class Line(NamedTuple):
    """A line without the blanks at its ends; start == end for an empty one."""

    start: int
    end: int


def iterate_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Each line of `text[start:end]`; lines end with LF, CRLF or CR."""
    end = len(text) if end is None else end
    for match in re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)").finditer(text, start, end):
        if match.start() == match.end():
            break
        yield trim(text, match.start(), match.end())


def trim(text: str, start: int, end: int) -> Line:
    """The run without white space and byte-order mark at its ends."""
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Line(start, end)


def looks_like_title(line: str) -> bool:
    """Short, and not ended as a sentence is; a question may be a title."""
    return 0 < len(line) <= TITLE_LENGTH and not line.endswith(tuple(mark for mark in _FINAL if mark not in "?!"))


def looks_like_heading(line: str) -> bool:
    """Short, not ended as a sentence is, and begun with a capital, a figure or a quotation mark."""
    if not 0 < len(line) <= HEADING_LENGTH or line.endswith(_FINAL):
        return False
    return line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘("
