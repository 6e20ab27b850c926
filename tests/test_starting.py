"""What a command need not import it does not import, and what is spared changes nothing."""

from __future__ import annotations

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperCommand

from hfcheck.cli.app import app
from hfcheck.cli.commands import COMMANDS, Command

from .projects import SMALL, make_project, run_process

GROUP: Any = typer.main.get_command(app)
PARSER = ("onnxruntime", "tokenizers", "numpy", "hfcheck.language", "hfcheck.extraction", "hfcheck.normalise")
TYPES = ("pydantic", "pydantic_core")
PROGRAM = (
    "import sys\n"
    "from hfcheck.cli.app import app\n"
    "try: app(prog_name='hfcheck')\n"
    "except SystemExit: pass\n"
    "print(*sorted(sys.modules), file=sys.stderr)"
)


def list_imports(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    return set(run_process(folder, "-c", PROGRAM, *arguments).stderr.decode().splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--version"], ["nonsense"]], ids=" ".join)
def test_no_command_is_imported_for_the_groups_own_sake(tmp_path: Path, arguments: list[str]) -> None:
    found = list_imports(tmp_path, *arguments)
    assert not found & {f"hfcheck.cli.{name}" for name in COMMANDS}
    assert sorted(found & {*PARSER, *TYPES, "yaml", "hfcheck.model"}) == []


# What only a project that has changed, or one seen for the first time, needs.
COLD = ("yaml", "hfcheck.rules", "hfcheck.infer", "hfcheck.values.amounts", "email", "tomllib", "html", "concurrent")


@pytest.mark.parametrize(
    "arguments", [["audit"], ["audit", "--locked"], ["audit", "--quiet"], ["claims"]], ids=" ".join
)
def test_a_warm_run_imports_what_it_needs(tmp_path: Path, arguments: list[str]) -> None:
    folder = make_project(tmp_path, SMALL)
    run_process(folder, "-m", "hfcheck", "audit")
    found = list_imports(folder, *arguments)
    others = {f"hfcheck.cli.{name}" for name in COMMANDS if name != arguments[0]}
    assert f"hfcheck.cli.{arguments[0]}" in found
    assert sorted(found & {*PARSER, *TYPES, *COLD, *others}) == []


def test_the_groups_help_says_what_the_commands_say() -> None:
    assert list(GROUP.list_commands(typer.Context(GROUP))) == list(COMMANDS)
    for name, about in COMMANDS.items():
        assert " ".join(GROUP.commands[name].help.partition("\n\n")[0].split()) == about
    assert GROUP.get_command(typer.Context(GROUP), "nonsense") is None


def list_calls(command: Any) -> list[list[str]]:
    flags = [param.opts[0] for param in command.params if getattr(param, "is_flag", False)]
    return [list(some) for size in range(3) for some in itertools.combinations(flags, size)]


@pytest.mark.parametrize("name", [name for name in COMMANDS if isinstance(GROUP.commands[name], Command)])
def test_defaults_that_are_not_converted_are_what_converting_gives(name: str) -> None:
    command = GROUP.commands[name]
    plain = TyperCommand.parse_args
    for arguments in list_calls(command):
        given, converted = (typer.Context(command, info_name=name) for _ in range(2))
        try:
            plain(command, converted, list(arguments))
        except Exception as error:
            with pytest.raises(type(error)):
                command.parse_args(given, list(arguments))
            continue
        command.parse_args(given, list(arguments))
        assert {key: value or None for key, value in given.params.items()} == {
            key: value or None for key, value in converted.params.items()
        }
        assert given.args == converted.args == []


def test_parsing_leaves_a_command_as_it_was() -> None:
    command = GROUP.commands["audit"]
    before = copy.copy(command.params)
    command.parse_args(typer.Context(command, info_name="audit"), ["--locked"])
    assert command.params == before
