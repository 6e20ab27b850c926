"""hfcheck.yaml, or [tool.hfcheck] in pyproject.toml, as one frozen record."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePath, PurePosixPath

import msgspec

from hfcheck.errors import ConfigError
from hfcheck.files import STATE
from hfcheck.intake import MAX_SETTINGS, Fence, read_plain
from hfcheck.model import Moment, Severity
from hfcheck.shelf import CACHE, Shelf
from hfcheck.values.moments import parse_date
from hfcheck.versions import parsing_version
from hfcheck.yamlsource import YamlDocument, decode_yaml, read_bytes

FILE_NAMES = ("hfcheck.yaml", "hfcheck.yml")
TOML_NAME = "pyproject.toml"
DEFAULT_ARTICLES = ("articles/**/*.txt", "articles/**/*.md", "articles/**/*.html")
DEFAULT_PACKS = ("core", "business")
MAX_BYTES = 10_000_000
MAX_ARTICLES = 100_000

_RULE_ID = re.compile(r"HF\d{3}")
_TOML_LINE = re.compile(r"\(at line (\d+)")


class SourceSettings(msgspec.Struct, frozen=True):
    """What the configuration says of the articles that a glob matches, where the files cannot say it themselves."""

    published: Moment | None = None
    outlet: str | None = None
    reliability: float | None = None


class Config(msgspec.Struct, frozen=True):
    """The settings of one project.

    `root` is the folder that globs and ids are relative to; `path` the file that was read, None where there is none.
    `decisions` is the file of what editors decided; None means decisions.yaml beside the ledger. `min_coverage` is the
    share 0..1 of sentences that must give a claim. `max_bytes` is the most that one article may have, `max_articles`
    how many may be read. `sources` keeps the order of the file.
    """

    root: Path
    path: Path | None = None
    articles: tuple[str, ...] = DEFAULT_ARTICLES
    ledger: str = "claims.yaml"
    decisions: str | None = None
    packs: tuple[str, ...] = DEFAULT_PACKS
    fail_on: Severity = Severity.WARNING
    min_coverage: float = 0.0
    max_bytes: int = MAX_BYTES
    max_articles: int = MAX_ARTICLES
    sources: tuple[tuple[str, SourceSettings], ...] = ()
    rules: dict[str, Severity] = {}


class _File(msgspec.Struct, frozen=True):
    """A configuration as read: its data, where it stands, and how to find the line of a key."""

    data: object
    path: Path
    find_line: Callable[..., int | None]

    def fail(self, message: str, *keys: str | int) -> ConfigError:
        line = None
        for depth in range(len(keys), 0, -1):
            line = line or self.find_line(*keys[:depth])
        return ConfigError(message, self.path.as_posix(), line)


def load_config(start: Path, explicit: Path | None = None) -> Config:
    """Find and read the configuration that applies to `start`, a file or folder, looking upward from there.

    In one folder hfcheck.yaml comes before pyproject.toml. `explicit` names the file instead. Without any, the
    defaults, rooted at `start`. Raises ConfigError with path, line and what to do for a file that is missing, is not
    YAML or TOML, or has an unknown key or a wrong value.
    """
    folder = start if os.path.isdir(start) else start.parent
    if explicit is not None:
        if not os.path.isfile(explicit):
            raise ConfigError("no such file; check --config", explicit.as_posix())
        file = _read_toml(explicit) if explicit.suffix == ".toml" else _read_yaml(explicit)
        if file is None:
            raise ConfigError("it has no [tool.hfcheck]; add one, or name another file", explicit.as_posix())
        return _read_config(file)
    for parent in (folder.resolve(), *folder.resolve().parents):
        for name in FILE_NAMES:
            if os.path.isfile(parent / name):
                return _read_config(_read_yaml(parent / name))
        file = _read_toml(parent / TOML_NAME) if os.path.isfile(parent / TOML_NAME) else None
        if file is not None:
            return _read_config(file)
    return Config(root=folder)


# ── files ─────────────────────────────────────────────────────────────────────────────────────


def keep_config(config: Config) -> None:
    """Have what the file of `config` says kept where `load_config` looks for it; nothing for a file of TOML."""
    if config.path is None or config.path.suffix == ".toml":
        return
    shelf, name = _open_shelf(config.path)
    with contextlib.suppress(ConfigError):
        content = read_bytes(config.path, ConfigError)
        if shelf.get(name, (content,), object) is None:
            shelf.put(name, (content,), decode_yaml(content, name, ConfigError).data)
            shelf.save()


def _open_shelf(path: Path) -> tuple[Shelf, str]:
    """Where the data of a file of YAML are kept, and under which name."""
    return Shelf(path.parent / CACHE, parsing_version()), f"data of {path.name}"


def _read_yaml(path: Path) -> _File:
    content = read_bytes(path, ConfigError)
    shelf, name = _open_shelf(path)
    kept = shelf.get(name, (content,), object)
    if kept is None:
        document = decode_yaml(content, path.as_posix(), ConfigError)
    else:
        document = YamlDocument(kept, content.decode("utf-8-sig"), path.as_posix())
    return _File({} if document.data is None else document.data, path, document.line_of)


def _read_toml(path: Path) -> _File | None:
    """The table [tool.hfcheck]; None where the file has none."""
    import tomllib

    try:
        text = read_plain(path, MAX_SETTINGS).decode("utf-8")
        data = tomllib.loads(text)
    except OSError as fault:
        raise ConfigError(f"cannot be read: {fault.strerror or fault}", path.as_posix()) from None
    except UnicodeDecodeError as fault:
        raise ConfigError(f"cannot be read: {fault}", path.as_posix()) from None
    except RecursionError:
        raise ConfigError("not valid TOML: values nest too deep", path.as_posix()) from None
    except tomllib.TOMLDecodeError as fault:
        at = _TOML_LINE.search(str(fault))
        raise ConfigError(f"not valid TOML: {fault}", path.as_posix(), int(at[1]) if at else None) from None
    tool = data.get("tool")
    if not isinstance(tool, dict) or "hfcheck" not in tool:
        return None

    def find_line(*keys: str | int) -> int | None:
        """The first line below the table's head that begins with the last key, or is a table of that name."""
        key = re.compile(rf"""(?:^|[\[.{{,])\s*["']?{re.escape(str(keys[-1]))}["']?\s*[=\].]""") if keys else None
        below = False
        for number, line in enumerate(text.splitlines(), 1):
            below = below or line.strip().startswith("[tool.hfcheck")
            if below and key and key.search(line):
                return number
        return None

    return _File(tool["hfcheck"], path, find_line)


# ── values ────────────────────────────────────────────────────────────────────────────────────


def _read_config(file: _File) -> Config:
    if not isinstance(file.data, dict):
        raise file.fail("the configuration must be keys and values; see `hfcheck init`")
    data: dict[str, object] = file.data
    known = tuple(name for name in Config.__struct_fields__ if name not in ("root", "path"))
    _refuse_unknown(file, data, known)
    given: dict[str, object] = {}
    for key, value in data.items():
        if key in ("articles", "packs"):
            given[key] = _read_words(file, value, key)
        elif key in ("ledger", "decisions"):
            given[key] = _read_word(file, value, key)
        elif key == "fail_on":
            given[key] = _read_severity(file, value, key)
        elif key == "min_coverage":
            given[key] = _read_share(file, value, key)
        elif key in ("max_bytes", "max_articles"):
            given[key] = _read_count(file, value, key)
        elif key == "sources":
            given[key] = _read_sources(file, value)
        else:
            given[key] = _read_rules(file, value)
    config = msgspec.structs.replace(Config(root=file.path.resolve().parent, path=file.path), **given)
    _keep_inside(file, config)
    return config


def _keep_inside(file: _File, config: Config) -> None:
    """Refuse a place outside of the project's folder: a configuration that came with the articles names no other."""
    fence = Fence(config.root)
    named: list[tuple[str, tuple[str | int, ...]]] = [(config.ledger, ("ledger",)), (STATE, ())]
    named += [(entry, ("articles", at)) for at, entry in enumerate(config.articles)]
    named += [(entry, ("packs", at)) for at, entry in enumerate(config.packs)]
    named += [(config.decisions or str(PurePosixPath(config.ledger).with_name("decisions.yaml")), ("decisions",))]
    for entry, keys in named:
        if ".." in PurePath(entry).parts or not fence.holds(config.root / entry):
            advice = "give it with --packs" if keys[:1] == ("packs",) else "move it there"
            raise file.fail(f"{entry!r} leads out of the folder of the configuration; {advice}", *keys)


def _refuse_unknown(file: _File, data: Mapping[str, object], known: Sequence[str], *parents: str) -> None:
    for key in data:
        if key not in known:
            close = difflib.get_close_matches(str(key), known, 1)
            advice = f"did you mean {close[0]!r}?" if close else f"known are: {', '.join(known)}"
            raise file.fail(f"unknown key {key!r}; {advice}", *parents, key)


def _read_word(file: _File, value: object, *keys: str | int) -> str:
    if not isinstance(value, str) or not value:
        raise file.fail(f"{keys[-1]} must be a text, not {_show(value)}", *keys)
    return value


def _read_words(file: _File, value: object, key: str) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_read_word(file, value, key),)
    if not isinstance(value, list):
        raise file.fail(f"{key} must be a list of texts, not {_show(value)}", key)
    for at, item in enumerate(value):
        if not isinstance(item, str) or not item:
            raise file.fail(f"{key} must be a list of texts; item {at + 1} is {_show(item)}", key, at)
    return tuple(value)


def _read_severity(file: _File, value: object, *keys: str) -> Severity:
    # TOML and a hand-typed YAML boolean both mean "off" by false.
    word = "off" if value is False else value
    known = tuple(str(one) for one in Severity)
    if isinstance(word, str) and word in known:
        return Severity(word)
    close = difflib.get_close_matches(str(word), known, 1)
    advice = f"did you mean {close[0]!r}?" if close else f"use one of: {', '.join(known)}"
    raise file.fail(f"{keys[-1]} has no severity {_show(word)}; {advice}", *keys)


def _read_share(file: _File, value: object, *keys: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise file.fail(f"{keys[-1]} must be a number from 0 to 1, not {_show(value)}", *keys)
    return float(value)


def _read_count(file: _File, value: object, *keys: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise file.fail(f"{keys[-1]} must be a whole number from 1 on, not {_show(value)}", *keys)
    return value


def _read_sources(file: _File, value: object) -> tuple[tuple[str, SourceSettings], ...]:
    if not isinstance(value, dict):
        raise file.fail(f"sources must map globs to settings, not be {_show(value)}", "sources")
    read: list[tuple[str, SourceSettings]] = []
    for glob, settings in value.items():
        if not isinstance(settings, dict):
            raise file.fail(f"sources: {glob} must be settings such as {{published: 2024-12}}", "sources", glob)
        _refuse_unknown(file, settings, SourceSettings.__struct_fields__, "sources", glob)
        outlet, reliability = settings.get("outlet"), settings.get("reliability")
        read.append(
            (
                str(glob),
                SourceSettings(
                    _read_date(file, settings["published"], glob) if "published" in settings else None,
                    None if outlet is None else _read_word(file, outlet, "sources", glob, "outlet"),
                    None if reliability is None else _read_share(file, reliability, "sources", glob, "reliability"),
                ),
            )
        )
    return tuple(read)


def _read_date(file: _File, value: object, glob: str) -> Moment:
    plain = isinstance(value, str | int | date | datetime) and not isinstance(value, bool)
    moment = parse_date(str(value)) if plain else None
    if moment is None:
        advice = "write 2024, 2024-12 or 2024-12-05"
        raise file.fail(f"published is no date: {_show(value)}; {advice}", "sources", glob, "published")
    return msgspec.structs.replace(moment, basis="configuration")


def _read_rules(file: _File, value: object) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise file.fail(f"rules must map rule ids to severities, not be {_show(value)}", "rules")
    for rule in value:
        if not _RULE_ID.fullmatch(str(rule)):
            raise file.fail(f"{rule!r} is no rule id; ids look like HF401 (see `hfcheck rules`)", "rules", str(rule))
    return {str(rule): _read_severity(file, value[rule], "rules", rule) for rule in sorted(value)}


def _show(value: object) -> str:
    words = "empty" if value is None or value == "" else repr(value)
    return words if len(words) <= 60 else f"{words[:57]}..."
