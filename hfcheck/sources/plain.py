"""Blocks of a plain text."""

from __future__ import annotations

from hfcheck.model import Block, BlockKind
from hfcheck.sources.lines import Line, iterate_lines, looks_like_heading, looks_like_title

_WRAP_LENGTH = 100
_MIN_WRAPPED = 45
_MIN_WRAPPED_LINES = 3


def split_plain(text: str, start: int) -> list[Block]:
    """Title, headings and paragraphs of `text` from `start` on.

    A paragraph is a line, or a run of lines where they are wrapped at a width. A title is a short first line without
    a final mark that stands alone or is followed by prose; a heading is such a line between blank lines.
    """
    groups = _group_lines(text, start)
    blocks: list[Block] = []
    for at, group in enumerate(groups):
        lone = len(group) == 1
        first = not blocks
        for line in _join_wrapped(text, group):
            words = text[line.start : line.end]
            if first and looks_like_title(words) and _has_more(groups, at, group):
                kind = BlockKind.TITLE
            elif lone and looks_like_heading(words):
                kind = BlockKind.HEADING
            else:
                kind = BlockKind.PARAGRAPH
            blocks.append(Block(kind, line.start, line.end))
            first = False
    return blocks


def split_paragraphs(text: str) -> list[Block]:
    """Every line or wrapped run of lines of `text` as a paragraph."""
    joined = [line for group in _group_lines(text, 0) for line in _join_wrapped(text, group)]
    return [Block(BlockKind.PARAGRAPH, line.start, line.end) for line in joined]


def _group_lines(text: str, start: int) -> list[list[Line]]:
    groups: list[list[Line]] = [[]]
    for line in iterate_lines(text, start):
        if line.start == line.end:
            groups.append([])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _has_more(groups: list[list[Line]], at: int, group: list[Line]) -> bool:
    return len(group) > 1 or at + 1 < len(groups)


def _join_wrapped(text: str, group: list[Line]) -> list[Line]:
    """One line for each paragraph of the group."""
    lengths = [line.end - line.start for line in group]
    wrapped = len(group) >= _MIN_WRAPPED_LINES and max(lengths) <= _WRAP_LENGTH and min(lengths[:-1]) >= _MIN_WRAPPED
    if wrapped:
        return [Line(group[0].start, group[-1].end)]
    joined = [group[0]]
    for line in group[1:]:
        last = joined[-1]
        open_end = last.end - last.start >= _MIN_WRAPPED and text[last.end - 1] not in '.!?:;”"’)'
        if open_end and text[line.start].islower():
            joined[-1] = Line(last.start, line.end)
        else:
            joined.append(line)
    return joined
