"""`hfcheck audit`: the main job."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import gates, options
from hfcheck.cli.exitcode import ExitCode, judge_report, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, terminal_width, warn
from hfcheck.cli.outputs import Output, find_base, parse_outputs, refuse_overwriting, write_report
from hfcheck.cli.pages import recall_pages
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.errors import HfcheckError
from hfcheck.model import Report, Severity
from hfcheck.report.formats import FORMATS, Display, Material

if TYPE_CHECKING:
    from hfcheck.decisions import Clock
    from hfcheck.workflow import Extraction, Project

EXAMPLES = """
\b
Examples:
  hfcheck audit                          audit the project, update its ledger
  hfcheck audit news/                    audit a folder, write nothing
  hfcheck audit --locked --format json   for CI: parse nothing
  hfcheck audit -f json -o report.json   write the report to a file
  hfcheck audit -o sarif:out.sarif -o junit:out.xml  several reports in one run
  hfcheck audit --new-since main         report only what this branch brought
  hfcheck audit --baseline known.yaml --update-baseline  what is known does not fail
"""


def _check_format(value: str | None) -> str | None:
    if value is not None and value not in FORMATS:
        raise typer.BadParameter(f"there is no format {value!r}; the formats are {', '.join(FORMATS)}")
    return value


def _complete_format(incomplete: str) -> list[tuple[str, str]]:
    return [(name, entry.about) for name, entry in FORMATS.items() if name.startswith(incomplete)]


ReportFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        callback=_check_format,
        autocompletion=_complete_format,
        help=f"How to print the report: {', '.join(FORMATS)} (default: terminal).",
    ),
]
FailOn = Annotated[
    Severity | None, typer.Option("--fail-on", help="The least severity that exits with 1 (default: configured).")
]
MinCoverage = Annotated[
    float | None,
    typer.Option("--min-coverage", min=0, max=1, help="The least share of sentences that must give a claim."),
]


@guard
def audit(
    paths: options.Paths = None,
    format: ReportFormat = None,
    output: options.Outputs = None,
    fail_on: FailOn = None,
    min_coverage: MinCoverage = None,
    locked: Annotated[bool, typer.Option("--locked", help="Parse nothing; fail if the ledger is stale.")] = False,
    baseline: gates.Baseline = None,
    update_baseline: gates.UpdateBaseline = False,
    new_since: gates.NewSince = None,
    today: gates.Today = None,
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
    from hfcheck.workflow import open_project

    outputs = parse_outputs(format, output or ())
    chosen, day = gates.check_gates(baseline, update_baseline, new_since), gates.pick_day(today)
    project = open_project(read_config(paths, config, packs), paths or None)
    refuse_overwriting(outputs, _list_own(project, baseline))
    extraction = _extract(project, locked, locked or not paths, workers, quiet)
    report = _audit(project, extraction, day, quiet, remember=not paths)
    report = gates.pass_gates(report, project, chosen, paths, locked=locked, today=day, workers=workers, quiet=quiet)
    gate = fail_on or project.config.fail_on
    display = Display(width or terminal_width(), quiet=quiet, verbose=verbose, root=project.config.root)
    written = write_report(outputs, _gather(report, project, extraction, gate, display), no_color=no_color)
    least = project.config.min_coverage if min_coverage is None else min_coverage
    code = pick_code((judge_report(report, fail_on=gate, min_coverage=least), written))
    if Output("terminal", None) not in outputs:
        warn_problems(report.problems)
    return code if paths or locked else pick_code((code, _save_ledger(project, extraction)))


def _list_own(project: Project, baseline: Path | None) -> dict[str, str]:
    """The files that a report must not be written over, by absolute path, and what each is."""
    from hfcheck.workflow import locate_decisions

    config = project.config
    own = {os.path.abspath(config.root / article.path): "an article" for article in project.articles}
    own[os.path.abspath(config.root / config.ledger)] = "the ledger"
    own[os.path.abspath(locate_decisions(config))] = "the file of decisions"
    for path, what in ((config.path, "the configuration"), (baseline, "the baseline")):
        if path is not None:
            own[os.path.abspath(path)] = what
    return own


def _extract(project: Project, locked: bool, use_ledger: bool, workers: int, quiet: bool) -> Extraction:
    from hfcheck.workflow import extract_claims

    with show_progress(quiet=quiet) as progress:
        return extract_claims(project, locked=locked, use_ledger=use_ledger, workers=workers, progress=progress)


def _audit(project: Project, extraction: Extraction, today: date | Clock, quiet: bool, *, remember: bool) -> Report:
    from hfcheck.report.pieces import verify_quotes
    from hfcheck.workflow import audit_project

    with show_progress(quiet=quiet, doing="auditing") as progress:
        report = audit_project(project, extraction, today=today, progress=progress, remember=remember)
    return verify_quotes(report, {article.id: article for article in project.articles})


def _gather(report: Report, project: Project, extraction: Extraction, gate: Severity, display: Display) -> Material:
    from hfcheck import __version__

    articles = {article.id: article for article in project.articles}
    base = find_base(project.config.root)
    return Material(report, articles, extraction.claims, recall_pages(project.shelf), __version__, gate, base, display)


def _save_ledger(project: Project, extraction: Extraction) -> ExitCode:
    from hfcheck.workflow import save_project_ledger

    try:
        save_project_ledger(project, extraction)
    except HfcheckError as error:
        warn(f"error: the report is complete, but the ledger was not updated: {error}")
        return ExitCode.USAGE
    return ExitCode.CLEAN
