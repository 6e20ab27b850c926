"""The command reference, made from the commands themselves."""

from __future__ import annotations

import enum
import inspect
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args, get_origin, get_type_hints

import typer

from hfcheck.cli.app import app
from hfcheck.cli.exitcode import ExitCode

_HEAD = """# Commands

Made from the code by `python -m docs.generate`; `hfcheck COMMAND --help` says the same.

"""

_VALUES = {int: "NUMBER", float: "NUMBER", datetime: "DATE"}
_MEANINGS = {
    ExitCode.CLEAN: "clean",
    ExitCode.FINDINGS: "findings at or above `--fail-on`, or a difference that was asked for",
    ExitCode.USAGE: "wrong usage or configuration",
    ExitCode.INPUT: "input that could not be read, a stale ledger under `--locked`, or too little coverage",
    ExitCode.BUG: "a bug of hfcheck",
    ExitCode.INTERRUPTED: "interrupted",
}


def write_commands() -> str:
    """The page: each command with its arguments, options and examples, then the exit codes."""
    group: Any = typer.main.get_command(app)
    parts = [_write_command(path, command) for path, command in list_commands(group)]
    codes = [f"| {code.value} | {_MEANINGS[code]} |" for code in ExitCode]
    tail = "\n".join(["## Exit codes", "", "| code | meaning |", "|---|---|", *codes, ""])
    tail += "\nWhere several hold, 4 counts over 2, 2 over 3, 3 over 1. Findings are printed all the same.\n"
    return _HEAD + "\n".join(parts) + "\n" + tail


def list_commands(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with its path, in the order in which the help lists them."""
    if hasattr(command, "commands"):
        for name, child in command.commands.items():
            yield from list_commands(child, *path, name)
    else:
        yield path, command


def _write_command(path: tuple[str, ...], command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and not one.hidden]
    words = [_name_argument(one) for one in arguments]
    lines = [f"## hfcheck {' '.join(path)}", "", inspect.cleandoc(command.help or ""), ""]
    lines += ["```sh", *_list_examples(command.epilog or ""), "```", ""]
    rows = [f"| `{word}` | {_write_help(one)} |" for word, one in zip(words, arguments, strict=True)]
    hints = get_type_hints(inspect.unwrap(command.callback), include_extras=True)
    rows += [f"| {_name_option(one, hints[one.name])} | {_write_help(one)} |" for one in options]
    if rows:
        lines += ["| argument or option | what it does |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def _list_examples(epilog: str) -> list[str]:
    lines = [line.strip() for line in epilog.splitlines()]
    calls = [line for line in lines if line.startswith("hfcheck ")]
    parts = [re.split(r"\s{2,}", call, maxsplit=1) for call in calls]
    width = max((len(part[0]) for part in parts if len(part) > 1), default=0)
    return [f"{part[0]:{width}}  # {part[1]}" if len(part) > 1 else part[0] for part in parts]


def _name_argument(argument: Any) -> str:
    name = str(argument.metavar or argument.name.upper()).strip("[]{}.")
    return name if argument.required else f"[{name}]"


def _name_option(option: Any, hint: Any) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(option.opts, key=len))
    kind = _find_kind(hint)
    if kind is bool:
        return names
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return f"{names} {' or '.join(str(choice.value) for choice in kind)}"
    return f"{names} {option.metavar or _VALUES.get(kind, 'TEXT')}"


def _find_kind(hint: Any) -> Any:
    """The type of one value: `Annotated[list[Path] | None, …]` is a Path."""
    arguments = [one for one in get_args(hint) if one is not type(None)]
    if get_origin(hint) is None or not arguments:
        return hint
    return _find_kind(arguments[0])


def _write_help(parameter: Any) -> str:
    return str(getattr(parameter, "help", None) or "").replace("|", "\\|")
