"""The YAML between two lines of "---" that a file may begin with."""

from __future__ import annotations

import re

from hfcheck.errors import SourceError
from hfcheck.yamlsource import parse_yaml

MAX_FRONT_MATTER = 100_000

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^---|^\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL | re.MULTILINE)
_KEYED = re.compile(r"^[A-Za-z_][\w .-]*:", re.MULTILINE)


def read_front_matter(text: str, path: str) -> tuple[dict[str, object], int]:
    """The keys of the front matter, lower-cased, and the offset where it ends; nothing and 0 where there is none.

    Raises SourceError, with the line, where what stands between the marks is damaged YAML or too long.
    """
    match = _FRONT.match(text)
    if match is None or not _KEYED.search(match["yaml"]):
        return {}, 0
    if len(match["yaml"]) > MAX_FRONT_MATTER:
        size = f"{len(match['yaml']):,} characters, more than {MAX_FRONT_MATTER:,}"
        raise SourceError(f"front matter: it has {size}; shorten it, or delete its marks", path)
    head = text.count("\n", 0, match.start("yaml"))
    try:
        data = parse_yaml(match["yaml"], path, SourceError).data
    except SourceError as fault:
        line = None if fault.line is None else fault.line + head
        raise SourceError(f"front matter: {fault.message}; mend it, or delete its marks", path, line) from None
    if not isinstance(data, dict):
        return {}, 0
    return {str(key).lower(): value for key, value in data.items()}, match.end()
