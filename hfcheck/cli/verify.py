"""`hfcheck verify`: does a report hold?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, warn, write_result
from hfcheck.cli.project import read_config, read_text, warn_problems

EXAMPLES = """
\b
Examples:
  hfcheck verify report.json         what hfcheck audit -f json -o report.json wrote
  hfcheck verify report.json news/   a report that was made with audit news/
"""


@guard
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="A JSON report, or - for standard input.")],
    paths: options.Paths = None,
    locked: Annotated[bool, typer.Option("--locked", help="Parse nothing; fail if the ledger is stale.")] = False,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Check a JSON report against its articles.

    Every quote must stand at its offsets, and every rule, run again, must give the same findings. Nothing is written.
    It exits with 1 where something does not hold. Decisions are not looked at: they change no finding.
    """
    from hfcheck import __version__
    from hfcheck.report.json import render_json
    from hfcheck.report.visible import make_visible
    from hfcheck.verification import read_report, verify_report
    from hfcheck.workflow import audit_project, extract_claims, open_project

    document = read_report(read_text(report), str(report))
    project = open_project(read_config(paths, config, packs), paths or None)
    with show_progress(quiet=quiet) as progress:
        use_ledger = locked or not paths
        extraction = extract_claims(project, locked=locked, use_ledger=use_ledger, workers=workers, progress=progress)
    articles = {article.id: article for article in project.articles}
    result = audit_project(project, extraction)
    again = read_report(render_json(result, articles, version=__version__), "this run")
    faults = verify_report(document, again, articles)
    if document.hfcheck != __version__:
        warn(f"note: the report was made by hfcheck {document.hfcheck}; this is {__version__}")
    lines = [make_visible(f"{fault.finding or 'report'}: {fault.message}") for fault in faults]
    quotes = sum(len(side) for told in document.findings for side in told.sides)
    what = f"{len(document.findings)} findings with {quotes} quotes"
    lines.append(f"{what}: {len(faults)} faults" if faults else f"{what}: all hold")
    write_result("".join(line + "\n" for line in (lines[-1:] if quiet else lines)))
    return pick_code((warn_problems(result.problems), ExitCode.FINDINGS if faults else ExitCode.CLEAN))
