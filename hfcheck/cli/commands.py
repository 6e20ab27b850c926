"""The sub-commands, each a module of its own that is imported when it runs, and not for another one's sake."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

COMMANDS: Mapping[str, str] = {
    "audit": "Find the claims that cannot all be true.",
    "extract": "Read claims and update the ledger.",
    "claims": "Search the claims, and print each with its quote.",
    "compare": "Say whether two texts conflict.",
    "review": "Walk through the open findings and decide them.",
    "decide": "Decide a finding.",
    "correct": "Correct a claim that was misread.",
    "diff": "Show the claims and conflicts that changed.",
    "explain": "Show what a rule finds, or how a finding was made.",
    "rules": "List the kinds of conflict that are looked for.",
    "sources": "List the articles and their dates.",
    "verify": "Check a JSON report against its articles.",
    "drill": "Plant contradictions into copies of articles and count how many are found.",
    "parse": "Print words and trees as CoNLL-U.",
    "init": "Write a commented hfcheck.yaml and run the first audit.",
    "schema": "Print the JSON Schema of a file.",
    "packs": "Show, test and extend the knowledge packs.",
}
"""What there is, in the order of the help, and the first line of each one's own help."""


class Command(TyperCommand):
    """A command that converts what it is given and takes its defaults as they stand.

    Typer converts through pydantic, defaults as well, and importing that takes longer than all that a warm audit does.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; where they are nothing but flags, no other option is looked at."""
        flags = [param for param in self.params if getattr(param, "is_flag", False)]
        others = [param for param in self.params if param not in flags]
        names = {name for param in flags for name in param.opts}
        if not names.issuperset(args) or any(param.required for param in others):
            return super().parse_args(ctx, args)
        plain = copy.copy(self)
        plain.params, plain.add_help_option = flags, False
        ctx.params.update({param.name: param.get_default(ctx) for param in others})
        return super(Command, plain).parse_args(ctx, args)


class CommandGroup(TyperGroup):
    """The group of all commands; its own help imports none of them."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the name of a command; where the name comes first, there is none to look for."""
        if not args or args[0].startswith("-"):
            return super().parse_args(ctx, args)
        plain = copy.copy(self)
        plain.params, plain.add_help_option = [], False
        return super(CommandGroup, plain).parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the names with their first lines."""
        named = [TyperCommand(name, help=about) for name, about in COMMANDS.items()]
        TyperGroup(commands=named).format_commands(ctx, formatter)


class _Commands(MutableMapping[str, Any]):
    """The commands by name, each made when it is asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _make_command(name)
        return self._made[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self._made[name] = command

    def __delitem__(self, name: str) -> None:
        del self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _make_command(name: str) -> Any:
    if name not in COMMANDS:
        raise KeyError(name)
    module = import_module(f"hfcheck.cli.{name}")
    host = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    group = getattr(module, "app", None)
    if group is not None:
        host.add_typer(group, name=name)
        made: Any = typer.main.get_command(host)
        return made.commands[name]
    host.command(name, cls=Command, epilog=module.EXAMPLES)(getattr(module, name))
    return typer.main.get_command(host)
