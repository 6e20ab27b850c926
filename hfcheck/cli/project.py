"""From command-line options to an open project."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hfcheck.cli.exitcode import ExitCode, judge_problem, pick_code
from hfcheck.cli.output import warn
from hfcheck.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hfcheck.config import Config
    from hfcheck.knowledge import Knowledge
    from hfcheck.model import Problem


def read_config(paths: Sequence[Path] | None = None, explicit: Path | None = None, packs: str | None = None) -> Config:
    """Load the configuration that applies to the first path, or here, with `packs` in its place.

    A pack given as a path is relative to where the command runs. Raises ConfigError.
    """
    from hfcheck.config import load_config

    config = load_config(paths[0] if paths else Path.cwd(), explicit)
    if packs is None:
        return config
    names = tuple(name.strip() for name in packs.split(",") if name.strip())
    return msgspec.structs.replace(config, packs=tuple(_locate_pack(name) for name in names))


def read_knowledge(explicit: Path | None = None, packs: str | None = None) -> Knowledge:
    """Load the packs that apply here. Raises ConfigError."""
    from hfcheck.knowledge import load_knowledge

    config = read_config(None, explicit, packs)
    return load_knowledge(config.packs, config.root)


def read_text(path: Path) -> str:
    """Read a UTF-8 text, "-" for standard input. Raises SourceError."""
    import sys

    name = "<stdin>" if str(path) == "-" else str(path)
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 (byte {error.start}); save it as UTF-8", name) from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", name) from error


def warn_problems(problems: Iterable[Problem]) -> ExitCode:
    """Print problems to standard error and give the exit code that they make."""
    codes = []
    for problem in problems:
        where = ":".join(str(part) for part in (problem.path, problem.line) if part is not None)
        warn(f"problem: {where}: {problem.message}" if where else f"problem: {problem.message}")
        codes.append(judge_problem(problem))
    return pick_code(codes)


def _locate_pack(name: str) -> str:
    path = Path(name)
    is_file = path.suffix in (".yaml", ".yml") or len(path.parts) > 1
    return str(path.resolve()) if is_file and os.path.exists(path) else name
