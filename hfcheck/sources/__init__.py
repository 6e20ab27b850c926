"""Files into articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hfcheck.config import DEFAULT_ARTICLES, Config
from hfcheck.errors import SourceError
from hfcheck.model import Article, Problem
from hfcheck.salvage import name_error
from hfcheck.sources.articles import MAX_BYTES, find_settings, make_article, name_article, read_article
from hfcheck.sources.globs import SUFFIXES, expand_glob, is_glob, list_files

__all__ = ["MAX_BYTES", "find_settings", "make_article", "name_article", "read_article", "read_articles"]


def read_articles(
    patterns_or_paths: Sequence[Path | str], config: Config
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Read all articles that the entries stand for, each once, in the order of their ids.

    A string is a glob, file or folder relative to `config.root`, as the configuration writes it; a Path is relative to
    the working directory, as a command line gives it. Folders are read with all that is below them. What cannot be
    read, and an entry that stands for nothing, is a Problem; the others are read all the same. Raises nothing.
    """
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for entry in patterns_or_paths:
        files = _list_entry(entry, config.root)
        if isinstance(files, Problem):
            problems.append(files)
        else:
            paths.update({name_article(path, config.root): path for path in files})
    defaults = tuple(patterns_or_paths) == DEFAULT_ARTICLES
    if defaults and paths:
        problems.clear()
    elif defaults:
        problems = [Problem("source", "no articles; put some under articles/, or set `articles` in hfcheck.yaml")]
    elif not patterns_or_paths:
        problems.append(Problem("source", "no articles are named; set `articles` in hfcheck.yaml, or give a path"))
    articles: list[Article] = []
    for name in sorted(paths):
        try:
            articles.append(read_article(paths[name], config))
        except SourceError as fault:
            problems.append(Problem("source", fault.message, fault.path, fault.line))
        except Exception as error:  # one file that makes a reader fail must not stop the others
            problems.append(Problem("crash", f"reading the file failed ({name_error(error)}); please report it", name))
    problems.sort(key=lambda one: (one.path or "", one.line or 0, one.message))
    return tuple(articles), tuple(problems)


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
