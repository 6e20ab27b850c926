"""`hfcheck init`: a configuration to start from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import write_result
from hfcheck.errors import ConfigError
from hfcheck.files import write_atomic

NAME = "hfcheck.yaml"


@guard
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write it.")] = Path(),
) -> ExitCode:
    """Write a commented hfcheck.yaml.

    One that is there already is never overwritten.
    """
    path = folder / NAME
    if path.exists() or path.is_symlink():
        raise ConfigError("is there already; nothing was written", str(path))
    if not folder.is_dir():
        raise ConfigError("is no folder", str(folder))
    write_atomic(path, resources.files("hfcheck.cli").joinpath("template.yaml").read_text(encoding="utf-8"))
    write_result(f"{path}: written. Put articles where it says, then run hfcheck audit.\n")
    return ExitCode.CLEAN
