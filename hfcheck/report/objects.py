"""Objects for programs as JSON lines or as YAML, and facts of single lines as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text as Words

from hfcheck.report.visible import escape_hidden, make_visible


def render_json_lines(objects: Iterable[Mapping[str, Any]]) -> str:
    """One object a line."""
    return "".join(_dump(one) + "\n" for one in objects)


def render_yaml(objects: Iterable[Mapping[str, Any]]) -> str:
    """A list of objects, a line a key; strings stand in JSON's quotes, so that none is taken for a number or a date."""
    lines = [line for one in objects for line in _list_keys(one)]
    return "\n".join(lines) + "\n" if lines else "[]\n"


def _list_keys(one: Mapping[str, Any]) -> Iterator[str]:
    for number, (key, value) in enumerate(one.items()):
        yield f"{'  ' if number else '- '}{key}: {_dump(value)}"


def _dump(value: object) -> str:
    return escape_hidden(json.dumps(value, ensure_ascii=False))


def render_lines_table(objects: Iterable[Mapping[str, Any]]) -> Table:
    """Lay out the facts of single lines: the line's number, subject, relation and arguments, and how surely."""
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("line", justify="right", min_width=4)
    table.add_column("subject", ratio=3)
    table.add_column("relation", ratio=2)
    table.add_column("arguments", ratio=5)
    table.add_column("how surely", min_width=12)
    for one in objects:
        mode = one["modality"] if one["polarity"] == "affirmed" else f"{one['modality']}, denied"
        cells = (str(one["line"]), one["subject"], one["relation"], " · ".join(one["arguments"]), mode)
        table.add_row(*(Words(make_visible(cell)) for cell in cells))
    return table
