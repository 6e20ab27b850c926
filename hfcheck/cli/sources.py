"""`hfcheck sources`: which articles are read, what is known of each, and what is missing."""

from __future__ import annotations

import enum
import re
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, show_progress, warn, write_result
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.report.visible import disarm_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfcheck.knowledge import Knowledge
    from hfcheck.model import Article, Claim, Entity
    from hfcheck.report.sources import Name
    from hfcheck.workflow import Extraction, Project

# A group, a deal, or a phrase of one article has an id put together from others; only what has a name is listed.
_PHRASE = re.compile(r"^_|[+/:]")

EXAMPLES = """
\b
Examples:
  hfcheck sources                 the articles, their dates, and what to write
  hfcheck sources --names news/   the names in a folder's claims too
  hfcheck sources -f json         for programs
"""


class Format(enum.StrEnum):
    """What the sources can be printed as."""

    TABLE = "table"
    JSON = "json"


Names = Annotated[bool, typer.Option("--names", help="List the names in the claims, and those that stay open.")]


@guard
def sources(
    paths: options.Paths = None,
    names: Names = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print it.")] = Format.TABLE,
    output: options.Output = None,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """List the articles and their dates.

    Each with its outlet, date, reliability, and where the date comes from; then what is missing, as lines for
    hfcheck.yaml. Articles that are near copies of another are named: they count as one source.
    """
    from hfcheck.workflow import open_project

    if format is Format.TABLE and output is not None:
        raise typer.BadParameter("--output takes --format json")
    project = open_project(read_config(paths, config, packs), paths or None)
    extraction = _extract(project, workers, quiet=quiet, ad_hoc=bool(paths)) if names else None
    if format is Format.JSON:
        _print_json(project, extraction, output)
    elif project.articles:
        _print_tables(project, extraction, width, verbose=verbose, quiet=quiet, no_color=no_color)
    if not project.articles:
        warn("error: no article was read; name a file or folder, or set 'articles:' in hfcheck.yaml")
    code = warn_problems(extraction.problems if extraction else project.problems)
    return code if project.articles else pick_code((code, ExitCode.INPUT))


def _extract(project: Project, workers: int, *, quiet: bool, ad_hoc: bool) -> Extraction:
    from hfcheck.workflow import extract_claims

    with show_progress(quiet=quiet) as progress:
        return extract_claims(project, use_ledger=not ad_hoc, workers=workers, progress=progress)


def _print_json(project: Project, extraction: Extraction | None, output: options.Output) -> None:
    from hfcheck.copies import find_copies
    from hfcheck.report.sources import render_sources_json

    copies = find_copies(project.articles)
    if extraction is None:
        text = render_sources_json(project.articles, copies, project.problems)
    else:
        names = count_names(extraction.claims, project.knowledge)
        text = render_sources_json(project.articles, copies, extraction.problems, names, extraction.notices)
    write_result(text, output)


def _print_tables(
    project: Project, extraction: Extraction | None, width: int | None, *, verbose: bool, quiet: bool, no_color: bool
) -> None:
    from hfcheck.copies import find_copies
    from hfcheck.report.sources import render_names_table, render_sources_table, write_hints

    table = render_sources_table(project.articles, find_copies(project.articles), verbose=verbose)
    print_renderable(table, width=width, no_color=no_color)
    if extraction is not None:
        write_result("\n")
        names = count_names(extraction.claims, project.knowledge)
        print_renderable(render_names_table(names), width=width, no_color=no_color)
        for notice in extraction.notices:
            if notice.kind != "undated":
                warn(f"notice: {notice.message}")
    hints = "" if quiet else write_hints(project.articles, guess_fields(project.articles))
    if hints:
        write_result(f"\n{disarm_commands(hints)}")


def guess_fields(articles: Sequence[Article]) -> dict[str, dict[str, str]]:
    """What the articles' paths tell of dates and outlets, by path and field."""
    from hfcheck.sources.guess import guess_date, guess_outlets

    outlets = guess_outlets(article.path for article in articles)
    found: dict[str, dict[str, str]] = {}
    for article in articles:
        day, outlet = guess_date(article.path), outlets.get(article.path.rpartition("/")[0] or ".")
        pairs = (("published", day), ("outlet", outlet))
        found[article.path] = {field: value for field, value in pairs if value is not None}
    return found


def count_names(claims: Sequence[Claim], knowledge: Knowledge) -> tuple[Name, ...]:
    """The things with a name that take part in claims, the most frequent first."""
    from hfcheck.report.sources import Name
    from hfcheck.search import entities_of

    counts: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    things: dict[str, Entity] = {}
    for claim in claims:
        named = {thing.id: thing for thing in entities_of(claim) if thing.resolved and not _PHRASE.search(thing.id)}
        counts.update(named.keys())
        for key, thing in named.items():
            places.setdefault(key, set()).add(claim.evidence[0].span.article)
            things.setdefault(key, thing)
    ordered = sorted(things.values(), key=lambda thing: (-counts[thing.id], thing.id))
    return tuple(
        Name(one.id, one.name, one.kind, knowledge.entity(one.id) is not None, counts[one.id], len(places[one.id]))
        for one in ordered
    )
