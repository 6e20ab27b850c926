"""Files into articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from hfcheck.config import DEFAULT_ARTICLES, Config
from hfcheck.errors import SourceError
from hfcheck.intake import Fence
from hfcheck.model import Article, Problem
from hfcheck.salvage import name_error
from hfcheck.shelf import Shelf
from hfcheck.sources.articles import find_settings, make_article, name_article, read_article
from hfcheck.sources.globs import SUFFIXES, expand_glob, is_glob, list_files

__all__ = ["find_settings", "make_article", "name_article", "read_article", "read_articles"]

_OUTSIDE = "it leads out of the folder that is read; put the article itself there, or name it on the command line"


def read_articles(
    patterns_or_paths: Sequence[Path | str], config: Config, shelf: Shelf | None = None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read all articles that the entries stand for, each once, in the order of their ids.

    A string is a glob, file or folder relative to `config.root`, as the configuration writes it; a Path is relative to
    the working directory, as a command line gives it. Folders are read with all that is below them. What cannot be
    read, and an entry that stands for nothing, is a Problem; the others are read all the same. What was found in a file
    is kept on `shelf`, and found again as long as the file's bytes are the same. Raises nothing.

    What a string stands for must lie in `config.root`, and what is found in a folder must lie in that folder: a link
    that leads out of it is a Problem. A Path that names files, itself or by a pattern, may lead anywhere. Of more
    files than `config.max_articles` none is read.
    """
    paths, problems = _list_files(patterns_or_paths, config.root)
    if len(paths) > config.max_articles:
        message = f"{len(paths):,} articles, more than {config.max_articles:,}; name fewer, or raise max_articles"
        problems.append(Problem("source", message))
        paths.clear()
    articles, faults = _read_files(paths, config, shelf)
    problems += faults
    problems.sort(key=lambda one: (one.path or "", one.line or 0, one.message))
    return articles, tuple(problems)


def _read_files(
    paths: Mapping[str, Path], config: Config, shelf: Shelf | None
) -> tuple[tuple[Article, ...], list[Problem]]:
    place, settings = f"articles {config.ledger}", msgspec.json.encode(config.sources)
    kept = (shelf.get(place, (settings,), tuple[Article, ...]) if shelf else None) or ()
    known = {article.path: article for article in kept}
    articles: list[Article] = []
    problems: list[Problem] = []
    for name in sorted(paths):
        try:
            articles.append(read_article(paths[name], config, known.get(name)))
        except SourceError as fault:
            problems.append(Problem("source", fault.message, fault.path, fault.line))
        except Exception as error:  # one file that makes a reader fail must not stop the others
            problems.append(Problem("crash", f"reading the file failed ({name_error(error)}); please report it", name))
    bare = tuple(msgspec.structs.replace(article, text="") for article in articles)
    if shelf and bare != kept:
        shelf.put(place, (settings,), bare)
    return tuple(articles), problems


def _list_files(entries: Sequence[Path | str], root: Path) -> tuple[dict[str, Path], list[Problem]]:
    """The files that the entries stand for, by the ids of their articles, and what cannot or may not be read."""
    paths: dict[str, Path] = {}
    missing: list[Problem] = []
    outside: list[Problem] = []
    for entry in entries:
        files = _list_entry(entry, root)
        if isinstance(files, Problem):
            missing.append(files)
            continue
        fence = Fence(root if isinstance(entry, str) else entry)
        free = isinstance(entry, Path) and not entry.is_dir()
        for path in files:
            name = name_article(path, root)
            if free or fence.holds(path):
                paths[name] = path
            else:
                outside.append(Problem("source", _OUTSIDE, name))
    if tuple(entries) == DEFAULT_ARTICLES and (paths or outside):
        missing.clear()
    elif tuple(entries) == DEFAULT_ARTICLES:
        missing = [Problem("source", "no articles; put some under articles/, or set `articles` in hfcheck.yaml")]
    elif not entries:
        missing.append(Problem("source", "no articles are named; set `articles` in hfcheck.yaml, or give a path"))
    return paths, [*missing, *dict.fromkeys(outside)]


def _list_entry(entry: Path | str, root: Path) -> tuple[Path, ...] | Problem:
    """The files that one entry stands for."""
    path = root / entry if isinstance(entry, str) else entry
    shown = entry if isinstance(entry, str) else entry.as_posix()
    try:
        if path.is_dir():
            kinds = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
            return list_files(path) or Problem("source", f"the folder holds no article ({kinds})", shown)
        if path.exists():
            return (path,)
        if is_glob(str(entry)):
            base = root if isinstance(entry, str) else Path()
            return expand_glob(str(entry), base) or Problem("source", "the pattern matches no file; check it", shown)
    except OSError as fault:
        return Problem("source", f"cannot be read: {fault.strerror or type(fault).__name__}", shown)
    return Problem("source", "no such file or folder; check the path", shown)
