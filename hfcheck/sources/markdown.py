"""Blocks of a Markdown text. Emphasis and links stay in the text as they are written.

Source: the block structure of CommonMark, as far as articles use it.
"""

from __future__ import annotations

import re

from hfcheck.model import Block, BlockKind
from hfcheck.sources.lines import Line, iterate_lines

_ATX = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:(?<![ \t])[ \t]+#+)?$")
_SETEXT = re.compile(r"(?:=+|-{2,})$")
_FENCE = re.compile(r"(?:```|~~~)")
_RULE = re.compile(r"(?:[-*_][ \t]*+){3,}+$")
_ITEM = re.compile(r"(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_NO_PROSE = re.compile(r"(?:\||<!--|!\[[^\]]*\]\([^)]*\)$|\[[^\]]+\]:\s)")


def split_markdown(text: str, start: int) -> list[Block]:
    """Title, headings, paragraphs and what is no prose (code, tables, images, comments) from `start` on."""
    blocks: list[Block] = []
    run: Line | None = None
    fenced = titled = False

    def close() -> None:
        nonlocal run
        if run is not None:
            blocks.append(Block(BlockKind.PARAGRAPH, run.start, run.end))
        run = None

    def head(level: int, start: int, end: int) -> None:
        nonlocal titled
        title = level == 1 and not titled
        titled = titled or title
        blocks.append(Block(BlockKind.TITLE if title else BlockKind.HEADING, start, end))

    for line in iterate_lines(text, start):
        words = text[line.start : line.end]
        if _FENCE.match(words) or fenced:
            close()
            fenced = fenced != bool(_FENCE.match(words))
            blocks.extend([Block(BlockKind.BOILERPLATE, *line)] if words else [])
        elif run is not None and _SETEXT.match(words):
            head(1 if words[0] == "=" else 2, run.start, run.end)
            run = None
        elif not words or _RULE.match(words):
            close()
        elif heading := _ATX.match(words):
            close()
            level, (first, last) = len(heading["marks"]), heading.span("words")
            if first < last:
                head(level, line.start + first, line.start + last)
        elif _NO_PROSE.match(words):
            close()
            blocks.append(Block(BlockKind.BOILERPLATE, *line))
        else:
            marks = _measure_marks(words)
            if marks:
                close()
            run = Line(run.start, line.end) if run is not None else Line(line.start + marks, line.end)
    close()
    return blocks


def _measure_marks(words: str) -> int:
    """The length of the marks of a quotation or list item that a line begins with."""
    quote = _QUOTE.match(words)
    item = _ITEM.match(words, quote.end() if quote else 0)
    return item.end() if item else quote.end() if quote else 0
