"""Which files a pattern stands for. `*` stays within a folder, `**/` crosses any number of them."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path, PurePosixPath

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")

_MAGIC = re.compile(r"[*?\[]")


def is_glob(pattern: str) -> bool:
    return bool(_MAGIC.search(pattern))


def matches_glob(path: str, pattern: str) -> bool:
    """Whether a POSIX path, relative to where the pattern starts, is one that it stands for."""
    return bool(_translate(str(PurePosixPath(pattern))).fullmatch(path))


def list_files(folder: Path, suffixes: tuple[str, ...] = SUFFIXES) -> tuple[Path, ...]:
    """All files below `folder` with one of these suffixes, sorted; hidden files, folders and links to folders not."""
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(
            Path(parent, name)
            for name in files
            if not name.startswith(".") and (not suffixes or name.lower().endswith(suffixes))
        )
    return tuple(sorted(found, key=lambda path: path.as_posix()))


def expand_glob(pattern: str, base: Path) -> tuple[Path, ...]:
    """The files that a pattern relative to `base` stands for, sorted."""
    parts = PurePosixPath(pattern).parts
    fixed = next((at for at, part in enumerate(parts) if is_glob(part)), len(parts))
    start, rest = base.joinpath(*parts[:fixed]), "/".join(parts[fixed:])
    if not rest or not start.is_dir():
        return ()
    if "**" not in rest and rest.count("/") == 0:
        candidates = [path for path in start.iterdir() if path.is_file() and not path.name.startswith(".")]
    else:
        candidates = list(list_files(start, ()))
    chosen = [path for path in candidates if matches_glob(path.relative_to(start).as_posix(), rest)]
    return tuple(sorted(chosen, key=lambda path: path.as_posix()))


@cache
def _translate(pattern: str) -> re.Pattern[str]:
    out, at = "", 0
    while at < len(pattern):
        char = pattern[at]
        closing = pattern.find("]", at + 2) if char == "[" else -1
        if pattern.startswith("**/", at):
            out, at = out + r"(?:[^/]+/)*", at + 3
        elif pattern.startswith("**", at):
            out, at = out + ".*", at + 2
        elif closing > 0:
            inside = re.escape(pattern[at + 1 : closing]).replace(r"\-", "-")
            inside = "^/" + inside[1:] if inside.startswith("!") else inside
            out, at = f"{out}[{inside}]", closing + 1
        else:
            out, at = out + {"*": "[^/]*", "?": "[^/]"}.get(char, re.escape(char)), at + 1
    return re.compile(out)
