"""`hfcheck extract`: articles → ledger, or texts → claims."""

from __future__ import annotations

import enum
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import show_progress, warn, write_result
from hfcheck.cli.project import read_config, read_text, warn_problems

if TYPE_CHECKING:
    from hfcheck.config import Config
    from hfcheck.texts import Line
    from hfcheck.workflow import Project

EXAMPLES = """
\b
Examples:
  hfcheck extract                        update the ledger
  hfcheck extract --check                is the ledger what the tool makes?
  hfcheck extract story.txt              print the claims of a story
  hfcheck extract --per-line lines.txt   each line is a text of its own
"""


class Format(enum.StrEnum):
    """What claims can be printed as."""

    JSONL = "jsonl"


Texts = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATHS", help="Articles or folders, or - for standard input: print their claims."),
]
Check = Annotated[bool, typer.Option("--check", help="Parse again and compare with the ledger; 3 if they differ.")]
PerLine = Annotated[
    Path | None,
    typer.Option("--per-line", metavar="FILE", help="Each line is a text of its own; - for standard input."),
]


@guard
def extract(
    paths: Texts = None,
    check: Check = False,
    per_line: PerLine = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print claims.")] = Format.JSONL,
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
    if sum((bool(paths), check, per_line is not None)) > 1:
        raise typer.BadParameter("give one of PATHS, --check and --per-line")
    settings = read_config(paths if paths and str(paths[0]) != "-" else None, config, packs)
    if per_line is not None:
        return _extract_lines(settings, per_line, output)
    if check:
        return _check(settings, quiet=quiet)
    project = _open(settings, paths)
    return _print_claims(project, workers, output, quiet) if paths else _update(project, workers, quiet, verbose)


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


def _print_claims(project: Project, workers: int, output: Path | None, quiet: bool) -> ExitCode:
    from hfcheck.report import render_claims
    from hfcheck.workflow import extract_claims

    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, use_ledger=False, workers=workers, progress=progress)
    write_result(render_claims(extraction.claims), output)
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


def _extract_lines(settings: Config, path: Path, output: Path | None) -> ExitCode:
    from hfcheck.knowledge import load_knowledge
    from hfcheck.report.visible import escape_hidden
    from hfcheck.texts import extract_lines

    # split("\n"): str.splitlines also breaks at form feeds and at U+2028, which stand inside texts.
    lines = [line.removesuffix("\r") for line in read_text(path).removeprefix("\ufeff").split("\n")]
    knowledge = load_knowledge(settings.packs, settings.root)
    printed = []
    for line in extract_lines(lines, knowledge):
        record = describe_line(lines[line.number - 1], line)
        printed.append(escape_hidden(json.dumps(record, ensure_ascii=False)) + "\n")
    write_result("".join(printed), output)
    return ExitCode.CLEAN


def describe_line(text: str, line: Line) -> dict[str, object]:
    """Give the JSON object of a fact read from a line, whose text is `text`."""
    told, proposition = line.told, line.told.proposition
    voice = proposition.attribution[0] if proposition.attribution else None
    attribution = None
    if voice is not None:
        source = voice.source.text if voice.source else None
        attribution = {"source": source, "stance": voice.stance, "cue": voice.cue, "direct": voice.direct}
    return {
        "line": line.number,
        "sentence": text[proposition.sentence_start : proposition.sentence_end],
        "subject": told.subject,
        "relation": told.relation,
        "arguments": list(told.arguments),
        "polarity": proposition.polarity.value,
        "modality": proposition.modality.value,
        "attribution": attribution,
        "confidence": round(proposition.confidence, 4),
        "claim": line.claim,
    }
