"""`hfcheck audit`: the main job."""

from __future__ import annotations

import enum
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, judge_report, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, terminal_width, wants_colour, wants_unicode, warn, write_result
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.errors import HfcheckError
from hfcheck.model import Article, Report, Severity

if TYPE_CHECKING:
    from hfcheck.workflow import Extraction, Project

EXAMPLES = """
\b
Examples:
  hfcheck audit                          audit the project, update its ledger
  hfcheck audit news/                    audit a folder, write nothing
  hfcheck audit --locked --format json   for CI: parse nothing
  hfcheck audit -f json -o report.json   write the report to a file
"""


class Format(enum.StrEnum):
    """What a report can be printed as."""

    TERMINAL = "terminal"
    JSON = "json"
    MARKDOWN = "markdown"


FailOn = Annotated[
    Severity | None, typer.Option("--fail-on", help="The least severity that exits with 1 (default: configured).")
]
MinCoverage = Annotated[
    float | None,
    typer.Option("--min-coverage", min=0, max=1, help="The least share of sentences that must give a claim."),
]
Today = Annotated[
    datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], help="The day that decisions expire against.")
]


@guard
def audit(
    paths: options.Paths = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the report.")] = Format.TERMINAL,
    output: options.Output = None,
    fail_on: FailOn = None,
    min_coverage: MinCoverage = None,
    locked: Annotated[bool, typer.Option("--locked", help="Parse nothing; fail if the ledger is stale.")] = False,
    today: Today = None,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Find the claims that cannot all be true.

    Without PATHS the configured articles are audited and the ledger is updated.
    """
    from hfcheck.workflow import extract_claims, open_project

    settings = read_config(paths, config, packs)
    project = open_project(settings, paths or None)
    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(
            project, locked=locked, use_ledger=locked or not paths, workers=workers, progress=progress
        )
    report = _audit(project, extraction, today.date() if today else None)
    articles = {article.id: article for article in project.articles}
    write_result(_render(report, articles, format, output, width, quiet, verbose, no_color), output)
    least = settings.min_coverage if min_coverage is None else min_coverage
    code = judge_report(report, fail_on=fail_on or settings.fail_on, min_coverage=least)
    if format is not Format.TERMINAL or output is not None:
        warn_problems(report.problems)
    return code if paths or locked else pick_code((code, _save_ledger(project, extraction)))


def _audit(project: Project, extraction: Extraction, today: date | None) -> Report:
    from hfcheck.report import verify_quotes
    from hfcheck.workflow import audit_project

    report = audit_project(project, extraction, today=today)
    return verify_quotes(report, {article.id: article for article in project.articles})


def _render(
    report: Report,
    articles: dict[str, Article],
    format: Format,
    output: Path | None,
    width: int | None,
    quiet: bool,
    verbose: bool,
    no_color: bool,
) -> str:
    from hfcheck import __version__
    from hfcheck.report import render_json, render_markdown, render_terminal
    from hfcheck.rules import RULES

    if format is Format.JSON:
        return render_json(report, articles, version=__version__)
    catalogue = {rule.ID: rule.TITLE for rule in RULES}
    if format is Format.MARKDOWN:
        return render_markdown(report, articles, catalogue)
    return render_terminal(
        report,
        articles,
        catalogue,
        width=width or terminal_width(),
        colour=wants_colour(no_color, output),
        unicode=wants_unicode(output),
        quiet=quiet,
        verbose=verbose,
    )


def _save_ledger(project: Project, extraction: Extraction) -> ExitCode:
    from hfcheck.workflow import save_project_ledger

    try:
        save_project_ledger(project, extraction)
    except HfcheckError as error:
        warn(f"error: the report is complete, but the ledger was not updated: {error}")
        return ExitCode.USAGE
    return ExitCode.CLEAN
