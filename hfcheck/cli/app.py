"""The `hfcheck` command: its sub-commands, each a module of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from hfcheck.cli import (
    audit,
    claims,
    compare,
    correct,
    decide,
    diff,
    drill,
    explain,
    extract,
    init,
    packs,
    parse,
    review,
    rules,
    schema,
    sources,
    verify,
)
from hfcheck.cli.output import write_result

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

        write_result(f"hfcheck {__version__}\n")
        raise typer.Exit()


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Options that stand before a command."""


app.command("audit", epilog=audit.EXAMPLES)(audit.audit)
app.command("extract", epilog=extract.EXAMPLES)(extract.extract)
app.command("claims", epilog=claims.EXAMPLES)(claims.claims)
app.command("compare", epilog=compare.EXAMPLES)(compare.compare)
app.command("review", epilog=review.EXAMPLES)(review.review)
app.command("decide", epilog=decide.EXAMPLES)(decide.decide)
app.command("correct", epilog=correct.EXAMPLES)(correct.correct)
app.command("diff", epilog=diff.EXAMPLES)(diff.diff)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("rules", epilog=rules.EXAMPLES)(rules.rules)
app.command("sources", epilog=sources.EXAMPLES)(sources.sources)
app.add_typer(packs.app, name="packs")
app.command("verify", epilog=verify.EXAMPLES)(verify.verify)
app.command("drill", epilog=drill.EXAMPLES)(drill.drill)
app.command("parse", epilog=parse.EXAMPLES)(parse.parse)
app.command("init", epilog=init.EXAMPLES)(init.init)
app.command("schema", epilog=schema.EXAMPLES)(schema.schema)
