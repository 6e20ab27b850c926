"""What a file's path tells of its article. A guess, offered to the user and never used unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath

_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_/.]?)(?P<month>0[1-9]|1[0-2])"
    r"(?:(?P=sign)(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"
)
_PLAIN_WORD = re.compile(r"[A-Za-z][A-Za-z.'’ _-]+")


def guess_date(path: str) -> str | None:
    """The date that a path holds, as ISO 8601: "2024-12-05" or "2024-12"; None where it holds none, or several."""
    found = {shown for match in _DATE.finditer(path) if (shown := _read_date(match)) is not None}
    longest = {one for one in found if not any(other != one and other.startswith(one) for other in found)}
    return longest.pop() if len(longest) == 1 else None


def _read_date(match: re.Match[str]) -> str | None:
    year, month, day = match["year"], match["month"], match["day"]
    if day is None:
        # Six digits in a row may be a date of two-digit years, a time or a number.
        return f"{year}-{month}" if match["sign"] else None
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def guess_outlets(paths: Iterable[str]) -> Mapping[str, str]:
    """Folder → the outlet that it seems to be named for, where the articles lie in two or more named folders.

    A folder of dates, or the only one, names no outlet.
    """
    parents = {str(PurePosixPath(path).parent) for path in paths}
    named = {parent: PurePosixPath(parent).name for parent in sorted(parents)}
    siblings: dict[str, list[str]] = {}
    for parent, name in named.items():
        if _PLAIN_WORD.fullmatch(name):
            siblings.setdefault(str(PurePosixPath(parent).parent), []).append(parent)
    return {parent: _write_name(named[parent]) for group in siblings.values() if len(group) > 1 for parent in group}


def _write_name(folder: str) -> str:
    words = re.split(r"[-_ ]+", folder.strip("-_ "))
    return " ".join(word[:1].upper() + word[1:] for word in words)
