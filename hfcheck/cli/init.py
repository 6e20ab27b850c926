"""`hfcheck init`: from a folder of articles to a configuration and a first audit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, terminal_width, wants_colour, wants_unicode, write_result
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.errors import ConfigError
from hfcheck.files import write_atomic

if TYPE_CHECKING:
    from hfcheck.model import Report
    from hfcheck.starter import Survey

NAME = "hfcheck.yaml"

EXAMPLES = """
\b
Examples:
  hfcheck init                look at this folder, write hfcheck.yaml, run the first audit
  hfcheck init news/          do so for another folder
  hfcheck init --no-audit     write the file only
"""

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to look at; hfcheck.yaml is written there.")]
Force = Annotated[bool, typer.Option("--force", help="Write hfcheck.yaml anew where there is one.")]
NoAudit = Annotated[bool, typer.Option("--no-audit", help="Write the configuration and read no claim.")]


@guard
def init(
    folder: Folder = Path(),
    force: Force = False,
    no_audit: NoAudit = False,
    workers: options.Workers = 1,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Write a commented hfcheck.yaml and run the first audit.

    The folder is looked at: which files are articles, what their paths tell of dates and outlets, which packs know
    their names. One that is there already is never overwritten without --force. Findings do not fail this command.
    """
    from hfcheck.starter import survey_folder, write_configuration

    if not os.path.isdir(folder):
        raise ConfigError("is no folder", str(folder))
    _refuse_overwriting(folder, force)
    survey = survey_folder(folder)
    write_atomic(folder / NAME, write_configuration(survey))
    write_result(f"{folder / NAME}: written.\n{_describe_survey(survey)}\n")
    if no_audit or not survey.articles:
        write_result("Next: hfcheck audit\n" if survey.articles else _advise_empty())
        return ExitCode.CLEAN
    return _audit_first(folder, survey, workers, width, quiet=quiet, verbose=verbose, no_color=no_color)


def _refuse_overwriting(folder: Path, force: bool) -> None:
    from hfcheck.config import FILE_NAMES, load_config

    for name in FILE_NAMES:
        path = folder / name
        if (path.exists() or path.is_symlink()) and not (force and name == NAME):
            advice = "--force writes it anew" if name == NAME else "remove it first"
            raise ConfigError(f"is there already; nothing was written; {advice}", str(path))
    if force:
        return
    found = load_config(folder).path
    if found is not None and found.parent.resolve() == folder.resolve():
        raise ConfigError("configures hfcheck already; nothing was written; --force goes before it", str(found))


def _describe_survey(survey: Survey) -> str:
    if not survey.articles:
        return "No article was found: no .txt, .md or .html file with prose."
    undated = f"; {len(survey.undated)} without a date" if survey.undated else ""
    guessed = f"; {len(survey.dates)} dated by file name" if survey.dates else ""
    return (
        f"{len(survey.articles)} articles, as {', '.join(survey.globs)}{guessed}{undated}. "
        f"Packs: {', '.join(survey.packs)}."
    )


def _advise_empty() -> str:
    return "Next: put articles under articles/, or change `articles` in hfcheck.yaml; then hfcheck audit\n"


def _audit_first(
    folder: Path, survey: Survey, workers: int, width: int | None, *, quiet: bool, verbose: bool, no_color: bool
) -> ExitCode:
    from hfcheck.cli.pages import read_pages
    from hfcheck.report.catalogue import list_titles
    from hfcheck.report.pieces import verify_quotes
    from hfcheck.report.terminal import render_terminal
    from hfcheck.workflow import audit_project, extract_claims, open_project, save_project_ledger

    config = read_config([folder / NAME], folder / NAME)
    project = open_project(config)
    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, workers=workers, progress=progress)
    articles = {article.id: article for article in project.articles}
    report = verify_quotes(audit_project(project, extraction), articles)
    text = render_terminal(
        report,
        articles,
        list_titles(read_pages()),
        width=width or terminal_width(),
        colour=wants_colour(no_color),
        unicode=wants_unicode(),
        quiet=not verbose,
        verbose=verbose,
        root=config.root,
    )
    save_project_ledger(project, extraction)
    write_result(f"\n{text}\n{_advise(report, survey)}")
    return warn_problems(problem for problem in report.problems if problem.kind == "crash")


def _advise(report: Report, survey: Survey) -> str:
    steps = [
        ("hfcheck audit", "shows both quotes of each finding", bool(report.findings)),
        ("hfcheck review", "decides the findings one by one", bool(report.findings)),
        ("hfcheck sources", "says what to write to give each article a date", bool(survey.undated)),
        (f"git add {NAME} claims.yaml", "keeps both; leave out .hfcheck/, a cache", True),
    ]
    lines = [f"  {command:32}{what}\n" for command, what, holds in steps if holds]
    return "".join(["Next:\n", *lines])
