"""From a file to an Article."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec

from hfcheck.config import Config, SourceSettings
from hfcheck.errors import SourceError
from hfcheck.intake import read_plain
from hfcheck.model import Article, Block, BlockKind, Moment
from hfcheck.sources.boilerplate import mark_boilerplate
from hfcheck.sources.frontmatter import read_front_matter
from hfcheck.sources.globs import matches_glob
from hfcheck.sources.plain import split_paragraphs, split_plain
from hfcheck.values.moments import parse_date

if TYPE_CHECKING:
    from hfcheck.sources.html import Page

_HTML = (".html", ".htm")
_MARKDOWN = (".md", ".markdown")
_DATE_KEYS = ("published", "date", "published_at", "publish_date", "pubdate")
_OUTLET_KEYS = ("outlet", "source", "publisher", "site")


def read_article(path: Path, config: Config, known: Article | None = None) -> Article:
    """Read one file: its text untouched, its blocks, and what it, the configuration or its prose says of its origin.

    `known` is what an earlier reading with the same settings gave; it counts where the file has the same bytes, and its
    text is not looked at. Raises SourceError where the file is missing, empty, no plain file, larger than
    `config.max_bytes`, binary, not UTF-8, in another language by its own word, or has damaged front matter.
    """
    name = name_article(path, config.root)
    data = _read_bytes(path, name, config.max_bytes)
    digest = hashlib.sha256(data).hexdigest()
    text = _decode(data, name)
    if known is not None and known.sha256 == digest:
        return msgspec.structs.replace(known, text=text)
    return _look_through(text, digest, name, path.suffix.lower(), find_settings(name, config))


def _look_through(text: str, digest: str, name: str, suffix: str, settings: SourceSettings) -> Article:
    # Imported here: a file that is known already needs none of it.
    from hfcheck.sources.dating import infer_published
    from hfcheck.sources.html import split_html
    from hfcheck.sources.markdown import split_markdown

    front, start = ({}, 0) if suffix in _HTML else read_front_matter(text, name)
    page = split_html(text) if suffix in _HTML else None
    if page is not None:
        split = page.blocks
        _require_english(page, name)
    else:
        split = split_markdown(text, start) if suffix in _MARKDOWN else split_plain(text, start)
    meta = [Block(BlockKind.META, 0, start)] if start else []
    blocks = (*meta, *mark_boilerplate(text, split))
    if all(block.kind is BlockKind.META for block in blocks):
        raise SourceError("it has no text; remove it, or fill it", name)
    return Article(
        id=name,
        path=name,
        title=_find_title(text, blocks, front, page),
        outlet=_find_outlet(front, page) or settings.outlet,
        reliability=_find_reliability(front, name, settings),
        published=_find_date(front, page, name) or settings.published or infer_published(text, blocks),
        text=text,
        blocks=blocks,
        sha256=digest,
    )


def make_article(text: str, id: str = "<text>", title: bool = False) -> Article:
    """An article from a text that is no file. All of it is prose; with `title`, titles and headings are looked for."""
    blocks = mark_boilerplate(text, split_plain(text, 0)) if title else split_paragraphs(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(id, id, _find_title(text, tuple(blocks), {}, None), None, None, None, text, tuple(blocks), digest)


def name_article(path: Path, root: Path) -> str:
    """The id of an article: its path, POSIX, relative to `root`."""
    return PurePath(os.path.relpath(path.absolute(), root.absolute())).as_posix()


def find_settings(name: str, config: Config) -> SourceSettings:
    """What the configuration says of an article; of several globs that match, the first to state a thing holds."""
    found = [settings for glob, settings in config.sources if matches_glob(name, glob)]
    return SourceSettings(
        next((one.published for one in found if one.published is not None), None),
        next((one.outlet for one in found if one.outlet is not None), None),
        next((one.reliability for one in found if one.reliability is not None), None),
    )


# ── bytes ─────────────────────────────────────────────────────────────────────────────────────


def _read_bytes(path: Path, name: str, most: int) -> bytes:
    try:
        if path.is_dir():
            raise SourceError("it is not a file; name a file, or a folder of articles", name)
        return read_plain(path, most)
    except FileNotFoundError:
        raise SourceError("no such file; check the path", name) from None
    except OSError as fault:
        advice = "; split it into articles, or raise max_bytes" if fault.errno == errno.EFBIG else ""
        raise SourceError(f"cannot be read: {fault.strerror or type(fault).__name__}{advice}", name) from None


def _decode(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError("it is UTF-16; save it as UTF-8", name)
    if b"\0" in data:
        raise SourceError("it is binary (it holds NUL bytes); give its text instead", name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise SourceError(f"it is not UTF-8 (byte {fault.start}); save it as UTF-8", name, line) from None
    if not text.strip("\ufeff \t\r\n"):
        raise SourceError("it is empty; remove it, or fill it", name)
    return text


def _require_english(page: Page, name: str) -> None:
    if page.language and page.language.lower().replace("_", "-").split("-")[0] != "en":
        raise SourceError(f"it says that its language is {page.language!r}; hfcheck reads English", name)


# ── what is known of it ───────────────────────────────────────────────────────────────────────


def _find_title(text: str, blocks: tuple[Block, ...], front: Mapping[str, object], page: Page | None) -> str:
    stated = front.get("title")
    if isinstance(stated, str) and stated.strip():
        return " ".join(stated.split())
    if page is not None:
        return page.title
    title = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    return " ".join(text[title.start : title.end].split()) if title else ""


def _find_date(front: Mapping[str, object], page: Page | None, name: str) -> Moment | None:
    for key in _DATE_KEYS:
        if front.get(key) is not None:
            return _parse(str(front[key]), "front matter", f"front matter: {key}", name)
    if page is not None and page.published:
        moment = parse_date(page.published)
        return _rebase(moment, "metadata") if moment else None
    return None


def _parse(words: str, basis: str, where: str, name: str) -> Moment:
    moment = parse_date(words)
    if moment is None:
        raise SourceError(f"{where} is no date: {words!r}; write 2024, 2024-12 or 2024-12-05", name)
    return _rebase(moment, basis)


def _rebase(moment: Moment, basis: str) -> Moment:
    return Moment(moment.start, moment.end, moment.precision, moment.surface, basis=basis)


def _find_outlet(front: Mapping[str, object], page: Page | None) -> str | None:
    stated = next((front[key] for key in _OUTLET_KEYS if isinstance(front.get(key), str) and front[key]), None)
    return str(stated) if stated else page.outlet if page else None


def _find_reliability(front: Mapping[str, object], name: str, settings: SourceSettings) -> float | None:
    value = front.get("reliability")
    if value is None:
        return settings.reliability
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise SourceError(f"front matter: reliability must be a number from 0 to 1, not {value!r}", name)
    return float(value)
