"""`hfcheck claims`: what the articles claim."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, show_progress, write_result
from hfcheck.cli.project import read_config, warn_problems

EXAMPLES = """
\b
Examples:
  hfcheck claims                           the project's claims as JSON lines
  hfcheck claims story.txt --format table  the claims of a story, for reading
"""


class Format(enum.StrEnum):
    """What claims can be printed as."""

    JSONL = "jsonl"
    TABLE = "table"


@guard
def claims(
    paths: options.Paths = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the claims.")] = Format.JSONL,
    output: options.Output = None,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Print each claim with its quote.

    Nothing is written: neither the ledger nor its cache.
    """
    from hfcheck.report import render_claims, render_claims_table
    from hfcheck.workflow import extract_claims, open_project

    if format is Format.TABLE and output is not None:
        raise typer.BadParameter("--output takes --format jsonl")
    project = open_project(read_config(paths, config, packs), paths or None)
    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, use_ledger=not paths, workers=workers, progress=progress)
    if format is Format.TABLE:
        print_renderable(render_claims_table(extraction.claims), width=width, no_color=no_color)
    else:
        write_result(render_claims(extraction.claims), output)
    code = warn_problems(extraction.problems)
    return code if project.articles else pick_code((code, ExitCode.INPUT))
