"""`hfcheck drill`: what a clean report is worth on these articles."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, show_progress, warn, write_result
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.model import Problem
from hfcheck.salvage import name_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfcheck.drill import Drill
    from hfcheck.model import Article, Sentence

EXAMPLES = """
\b
Examples:
  hfcheck drill                            on the articles of the project
  hfcheck drill news/ --each 20 --seed 7   more, and other sentences
  hfcheck drill --kinds number,date -v     show each sentence and what became of it
  hfcheck drill --least-found 0.3 --most-flagged 0   for CI
"""


class Format(enum.StrEnum):
    """What a drill can be printed as."""

    TABLE = "table"
    JSON = "json"


def _split_kinds(value: str | None) -> str | None:
    from hfcheck.drill import KINDS

    unknown = [name for name in _list_kinds(value) if name not in KINDS]
    if unknown:
        raise typer.BadParameter(f"there is no kind {unknown[0]!r}; the kinds are {', '.join(KINDS)}")
    return value


def _list_kinds(value: str | None) -> list[str]:
    from hfcheck.drill import KINDS

    named = [name.strip() for name in (value or "").split(",") if name.strip()]
    return [kind for kind in KINDS if kind in named] + [n for n in named if n not in KINDS] if named else list(KINDS)


@guard
def drill(
    paths: options.Paths = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Which sentences and words are chosen.")] = 1,
    each: Annotated[int, typer.Option("--each", min=1, metavar="N", help="Contradictions of each kind.")] = 10,
    kinds: Annotated[
        str | None,
        typer.Option("--kinds", metavar="NAMES", callback=_split_kinds, help="Only these kinds, comma-separated."),
    ] = None,
    least_found: Annotated[
        float, typer.Option("--least-found", min=0, max=1, help="Exit with 1 where a smaller share is found.")
    ] = 0.0,
    most_flagged: Annotated[
        int | None, typer.Option("--most-flagged", min=0, metavar="N", help="Exit with 1 where more are flagged.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the figures.")] = Format.TABLE,
    output: options.Output = None,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Plant contradictions into copies of articles and count how many are found.

    Each planted sentence is held against its original, and so is a neutral rewording of it, which must not be
    flagged. The articles themselves stay as they are. The same seed plants the same.
    """
    from hfcheck.drill import plan_drill, run_drill
    from hfcheck.drill.render import render_json
    from hfcheck.workflow import open_project

    project = open_project(read_config(paths, config, packs), paths or None)
    read, problems = _read_all(project.articles, quiet)
    trials = plan_drill(read, project.knowledge, seed=seed, each=each, kinds=_list_kinds(kinds))
    with show_progress(quiet=quiet, doing="drilling") as progress:
        result = run_drill(
            trials,
            project.knowledge,
            seed=seed,
            settings=dict(project.config.rules),
            workers=workers,
            progress=progress,
        )
    if format is Format.JSON:
        write_result(render_json(result), output)
    else:
        _print(result, output, width, no_color=no_color, verbose=verbose, quiet=quiet)
    problems += [outcome.problem for outcome in result.outcomes if outcome.problem is not None]
    codes = [warn_problems((*project.problems, *problems)), _judge(result, least_found, most_flagged)]
    return pick_code(codes if project.articles else [*codes, ExitCode.INPUT])


def _read_all(
    articles: Sequence[Article], quiet: bool
) -> tuple[list[tuple[Article, Sequence[Sentence]]], list[Problem]]:
    """The sentences of each article; one that makes the reading fail is a problem."""
    from hfcheck.language import read_sentences

    read: list[tuple[Article, Sequence[Sentence]]] = []
    problems: list[Problem] = []
    with show_progress(quiet=quiet) as progress:
        for done, article in enumerate(articles, 1):
            try:
                read.append((article, read_sentences(article)[0]))
            except Exception as error:
                message = f"reading failed ({name_error(error)}); please report it"
                problems.append(Problem("crash", message, article.path))
            if progress:
                progress(done, len(articles), article.id)
    return read, problems


def _print(
    result: Drill, output: Path | None, width: int | None, *, no_color: bool, verbose: bool, quiet: bool
) -> None:
    from hfcheck.drill.render import render_outcomes, render_table, say_share

    total = result.total
    summary = f"{total.found} of {total.planted} planted contradictions found ({say_share(total)}), "
    summary += f"{total.flagged} of {total.reworded} rewordings falsely flagged\n"
    told = "" if quiet else render_outcomes(result, verbose=verbose)
    if output is not None:
        lines = [
            f"{t.kind}: planted {t.planted}, found {t.found}, reworded {t.reworded}, flagged {t.flagged}\n"
            for t in result.tallies
        ]
        write_result(told + "".join(lines) + summary, output)
        return
    write_result(told)
    if not quiet:
        print_renderable(render_table(result), width=width, no_color=no_color)
    write_result(summary)


def _judge(result: Drill, least_found: float, most_flagged: int | None) -> ExitCode:
    total = result.total
    if not total.planted:
        warn("no sentence had a place for a contradiction; nothing was measured")
        return ExitCode.INPUT
    missed = total.found < least_found * total.planted
    loud = most_flagged is not None and total.flagged > most_flagged
    return ExitCode.FINDINGS if missed or loud else ExitCode.CLEAN
