"""The `hfcheck` command: its sub-commands hang on one group, which makes each when it is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from hfcheck.cli.commands import CommandGroup

_HELP = """Find the claims in a folder of news articles that cannot all be true.

hfcheck reads articles, writes down what each claims with its exact quote, and shows which claims conflict:
both quotes, the words that clash, and what would settle it. It works offline, and the same input gives
the same report.
"""

_EPILOG = (
    "Exit codes: 0 clean; 1 findings at or above --fail-on; 2 wrong usage or configuration; 3 input that could "
    "not be read, a stale ledger, or too little coverage; 4 a bug of hfcheck; 130 interrupted."
)

app = typer.Typer(
    cls=CommandGroup,
    help=_HELP,
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from hfcheck import __version__
        from hfcheck.cli.output import write_result

        write_result(f"hfcheck {__version__}\n")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Options that stand before a command."""
