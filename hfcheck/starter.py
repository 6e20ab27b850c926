"""A configuration for a folder that has none: a look at what is there, and YAML that fits it, with comments."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path, PurePosixPath

import msgspec

from hfcheck.config import DEFAULT_ARTICLES, DEFAULT_PACKS, Config
from hfcheck.errors import ConfigError, SourceError
from hfcheck.knowledge import list_packs, load_knowledge
from hfcheck.model import Article, BlockKind
from hfcheck.sources import name_article, read_article
from hfcheck.sources.globs import list_files
from hfcheck.sources.guess import guess_date, guess_outlets
from hfcheck.yamlsource import parse_yaml

_FEWEST_WORDS = 25
_FEWEST_NAMES = 5
_SENTENCE = re.compile(r"[a-z\d][\"”’')]*[.!?][\"”’')]*(?:\s|$)")
_WORD = re.compile(r"\w+")


class Survey(msgspec.Struct, frozen=True):
    """What a look at a folder gave.

    `globs` stand for the articles; `dates` and `outlets` are guesses by path or folder where the files say nothing
    themselves; `undated` are those of which not even a guess is known; `packs` fit the names in the texts.
    """

    globs: tuple[str, ...] = DEFAULT_ARTICLES
    articles: tuple[str, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()
    undated: tuple[str, ...] = ()
    packs: tuple[str, ...] = DEFAULT_PACKS


def survey_folder(folder: Path) -> Survey:
    """Look for articles below `folder`: files of text that hold prose and are no part of a software project."""
    config = Config(root=folder)
    articles = [article for path in list_files(folder) if (article := _read_prose(path, config)) is not None]
    if not articles:
        return Survey()
    names = [article.id for article in articles]
    stated = {article.id: article for article in articles}
    dates = {name: day for name in names if not _is_dated(stated[name]) and (day := guess_date(name))}
    outlets = guess_outlets(name for name in names if stated[name].outlet is None)
    return Survey(
        globs=_write_globs(names),
        articles=tuple(names),
        dates=tuple(sorted(dates.items())),
        outlets=tuple(sorted(outlets.items())),
        undated=tuple(name for name in names if not _is_dated(stated[name]) and name not in dates),
        packs=_choose_packs(articles, folder),
    )


def write_configuration(survey: Survey) -> str:
    """The text of an hfcheck.yaml for what `survey` found; each line that is commented out is a default or example."""
    template = resources.files("hfcheck").joinpath("starter.txt").read_text(encoding="utf-8")
    filled = {
        "articles": _write_list(survey.globs),
        "packs": ", ".join(survey.packs),
        "sources": _write_sources(survey),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: filled[found[1]], template)


# ── what is there ─────────────────────────────────────────────────────────────────────────────


def _read_prose(path: Path, config: Config) -> Article | None:
    words = _load_words()
    parts = PurePosixPath(name_article(path, config.root)).parts
    if any(part.casefold() in words["folders"] for part in parts[:-1]):
        return None
    if PurePosixPath(parts[-1]).stem.casefold() in words["files"]:
        return None
    try:
        article = read_article(path, config)
    except SourceError:
        return None
    prose = "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.PARAGRAPH)
    return article if _SENTENCE.search(prose) and len(_WORD.findall(prose)) >= _FEWEST_WORDS else None


def _is_dated(article: Article) -> bool:
    return article.published is not None and article.published.basis != "text"


def _write_globs(names: Iterable[str]) -> tuple[str, ...]:
    """A glob for each kind of file below each folder at the top, and for those at the top itself."""
    globs = set()
    for name in names:
        path = PurePosixPath(name)
        globs.add(f"{path.parts[0]}/**/*{path.suffix}" if len(path.parts) > 1 else f"*{path.suffix}")
    return tuple(sorted(globs))


def _choose_packs(articles: Sequence[Article], folder: Path) -> tuple[str, ...]:
    """The default packs, and each other that ships of which the articles hold several names."""
    text = "\n".join(article.text for article in articles)
    chosen = list(DEFAULT_PACKS)
    for pack in list_packs():
        if pack in DEFAULT_PACKS:
            continue
        try:
            known = load_knowledge((*DEFAULT_PACKS, pack), folder).entities
        except ConfigError:
            continue
        own = {entry.name for entry in known} - {entry.name for entry in load_knowledge(DEFAULT_PACKS, folder).entities}
        if sum(re.search(rf"\b{re.escape(name)}\b", text) is not None for name in sorted(own)) >= _FEWEST_NAMES:
            chosen.append(pack)
    return tuple(chosen)


# ── the file ──────────────────────────────────────────────────────────────────────────────────


def _write_sources(survey: Survey) -> str:
    """The section `sources`: guesses as settings, to be checked; what is wanting as examples in comments."""
    entries = [f"  {_quote(name)}: {{published: {day}}}" for name, day in survey.dates]
    entries += [f"  {_quote(f'{folder}/*')}: {{outlet: {_quote(outlet)}}}" for folder, outlet in survey.outlets]
    wanted = [f"#   {_quote(name)}: {{published: 2024-12-05}}" for name in survey.undated[:5]]
    if entries:
        return "\n".join(["# Guessed from names of files and folders: check it.", "sources:", *entries, *wanted])
    example = '#   articles/2024/*.txt: {published: 2024-12, outlet: "The Example", reliability: 0.7}'
    return "\n".join(["# sources:", *(wanted or [example])])


def _write_list(globs: Sequence[str]) -> str:
    return ", ".join(_quote(glob) for glob in globs)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@cache
def _load_words() -> Mapping[str, frozenset[str]]:
    text = resources.files("hfcheck").joinpath("starter.yaml").read_text(encoding="utf-8")
    data = parse_yaml(text, "starter.yaml", ConfigError).data
    return {key: frozenset(map(str, words)) for key, words in data.items()} if isinstance(data, dict) else {}
