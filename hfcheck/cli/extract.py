"""`hfcheck extract`: articles → ledger, or texts → claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.extracted import Format, explain_texts, print_lines, render_objects
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, show_progress, warn, write_result
from hfcheck.cli.project import read_config, read_text, warn_problems

if TYPE_CHECKING:
    from hfcheck.config import Config
    from hfcheck.workflow import Project

EXAMPLES = """
\b
Examples:
  hfcheck extract                        update the ledger
  hfcheck extract --check                is the ledger what the tool makes?
  hfcheck extract story.txt -f table     print the claims of a story, for reading
  hfcheck extract news/ -f yaml          print those of a folder
  hfcheck extract --per-line lines.txt   each line is a text of its own
  hfcheck extract --explain story.txt    how each sentence was read
  hfcheck extract --explain "Ann Lee left Oslo. She sold the mill."
"""

Texts = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATHS",
        help="Articles or folders, or - for standard input: print their claims. With --explain also a text itself.",
    ),
]
Check = Annotated[bool, typer.Option("--check", help="Parse again and compare with the ledger; 3 if they differ.")]
PerLine = Annotated[
    Path | None,
    typer.Option("--per-line", metavar="FILE", help="Each line is a text of its own; - for standard input."),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain",
        help="Show for each sentence its tree, which construction gave which claim, what each pronoun and definite "
        "description stands for and why, and what was left out.",
    ),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", help="How to print claims. Default: jsonl; text for --explain.")
]


@guard
def extract(
    paths: Texts = None,
    check: Check = False,
    per_line: PerLine = None,
    explain: Explain = False,
    format: FormatOption = None,
    output: options.Output = None,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Read claims and update the ledger.

    With PATHS, or - for standard input, the claims are printed and nothing is written.
    """
    if sum((bool(paths), check, per_line is not None)) > 1 or (explain and not paths):
        raise typer.BadParameter("give one of PATHS, --check and --per-line; --explain takes PATHS or a text")
    if format is Format.TABLE and output is not None:
        raise typer.BadParameter("--output takes --format jsonl or yaml")
    if explain:
        return explain_texts(paths or (), format, output, config, packs)
    settings = read_config(paths if paths and str(paths[0]) != "-" else None, config, packs)
    if per_line is not None:
        return print_lines(settings, per_line, format, output)
    if check:
        return _check(settings, quiet=quiet)
    project = _open(settings, paths)
    if paths:
        return _print_claims(project, workers, format, output, quiet)
    return _update(project, workers, quiet, verbose)


def _open(settings: Config, paths: Sequence[Path] | None) -> Project:
    from hfcheck.workflow import Project, open_project

    if not paths or all(str(path) != "-" for path in paths):
        return open_project(settings, paths or None)
    if len(paths) > 1:
        raise typer.BadParameter("standard input (-) stands alone")
    from hfcheck.knowledge import load_knowledge
    from hfcheck.sources import make_article

    article = make_article(read_text(paths[0]), id="<stdin>")
    knowledge = load_knowledge(settings.packs, settings.root)
    return Project(config=settings, knowledge=knowledge, articles=(article,), problems=())


def _print_claims(project: Project, workers: int, format: Format | None, output: Path | None, quiet: bool) -> ExitCode:
    from hfcheck.report.claims import list_claim_objects, render_claims_table
    from hfcheck.workflow import extract_claims

    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, use_ledger=False, workers=workers, progress=progress)
    if format is Format.TABLE:
        if extraction.claims:
            print_renderable(render_claims_table(extraction.claims))
    else:
        write_result(render_objects(list_claim_objects(extraction.claims), format), output)
    return warn_problems(extraction.problems)


def _update(project: Project, workers: int, quiet: bool, verbose: bool) -> ExitCode:
    from hfcheck.report.summary import describe_coverage
    from hfcheck.workflow import extract_claims, save_project_ledger

    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, workers=workers, progress=progress)
    written = save_project_ledger(project, extraction)
    if not quiet:
        state = "written" if written else "unchanged"
        write_result(f"{describe_coverage(extraction.coverage)}\n{project.config.ledger}: {state}\n")
    if verbose:
        for notice in extraction.notices:
            warn(f"notice: {notice.path}: {notice.message}" if notice.path else f"notice: {notice.message}")
    code = warn_problems(extraction.problems)
    return code if extraction.coverage.articles else pick_code((code, ExitCode.INPUT))


def _check(settings: Config, *, quiet: bool) -> ExitCode:
    from hfcheck.workflow import check_ledger, open_project

    project = open_project(settings)
    with show_progress(quiet=quiet) as progress:
        differences = check_ledger(project, progress)
    write_result("".join(f"{difference}\n" for difference in differences))
    if differences:
        warn(f"error: {settings.ledger} is not what the articles give; run hfcheck extract")
    elif not quiet:
        write_result(f"{settings.ledger}: up to date\n")
    return pick_code((warn_problems(project.problems), ExitCode.INPUT if differences else ExitCode.CLEAN))
