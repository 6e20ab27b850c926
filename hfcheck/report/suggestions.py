"""`hfcheck packs suggest`: aliases that a pack might hold, as a pack in YAML."""

from __future__ import annotations

import json
from collections.abc import Iterable

import msgspec

from hfcheck.report.visible import escape_hidden


class Place(msgspec.Struct, frozen=True):
    """Where a name stands: the article's path, the line from 1, and the words around."""

    path: str
    line: int
    words: str


class SuggestedAlias(msgspec.Struct, frozen=True):
    """An alias for an entity, why, where, and the names of other entities that it may be of as well."""

    id: str
    name: str
    kind: str
    alias: str
    why: str
    places: tuple[Place, ...]
    others: tuple[str, ...] = ()


def render_suggestions(suggestions: Iterable[SuggestedAlias]) -> str:
    """Render suggestions as a pack that can be loaded as it is; "" for none.

    What speaks for each stands in comments. An alias that several entities may have is a comment too, to be chosen.
    """
    lines: list[str] = []
    for one in suggestions:
        lines.append(f"  # {one.why}")
        lines += [f"  #   {place.path}:{place.line}  {place.words}" for place in one.places]
        if one.others:
            lines.append(f"  # or of: {', '.join(one.others)}; take the # off where it is the only one")
        lines.append(("  # " if one.others else "  ") + _write_entry(one))
    head = ["schema: 1", "pack: suggested", "about: aliases that hfcheck suggests; check each before use", "entities:"]
    if not lines:
        return ""
    if all(line.startswith("  #") for line in lines):
        head[-1] = "entities: []"
    return "".join(escape_hidden(line) + "\n" for line in (*head, *lines))


def _write_entry(one: SuggestedAlias) -> str:
    kind = f", kind: {one.kind}" if one.kind else ""
    source = ", ".join(sorted({f"{place.path}:{place.line}" for place in one.places}))
    return (
        f"- {{id: {_quote(one.id)}, name: {_quote(one.name)}{kind}, aliases: [{_quote(one.alias)}], "
        f"source: {_quote(source)}}}"
    )


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
