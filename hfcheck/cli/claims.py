"""`hfcheck claims`: what the articles claim, and a search in it."""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, show_progress, warn, write_result
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.model import Modality, Moment, Polarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfcheck.model import Claim
    from hfcheck.search import Hits, Query
    from hfcheck.workflow import Project

EXAMPLES = """
\b
Examples:
  hfcheck claims                                     all claims of the project
  hfcheck claims --entity Bergen --relation based    one name, one relation
  hfcheck claims --date 2023..2024 --modality planned
  hfcheck claims story.txt --format jsonl            a story's claims, for programs
"""


class Format(enum.StrEnum):
    """What claims can be printed as."""

    JSONL = "jsonl"
    TABLE = "table"


Entities = Annotated[
    list[str] | None,
    typer.Option("--entity", "-e", metavar="NAME", help="Who or what takes part, or says it; all, where several."),
]
Relations = Annotated[
    list[str] | None, typer.Option("--relation", metavar="WORDS", help="A relation, title or measure; any of several.")
]
Articles = Annotated[
    list[str] | None,
    typer.Option("--article", metavar="TEXT", help="A glob, or a part of the path, title or outlet; any of several."),
]
Date = Annotated[
    str | None, typer.Option("--date", metavar="WHEN", help="The time told of: 2024, 2024-12-05, 2023..2024.")
]
Published = Annotated[
    str | None, typer.Option("--published", metavar="WHEN", help="The date of the article, written as for --date.")
]
Modalities = Annotated[list[Modality] | None, typer.Option("--modality", help="How surely it is said; any of several.")]
Polarities = Annotated[list[Polarity] | None, typer.Option("--polarity", help="Affirmed or denied.")]
Steps = Annotated[
    bool, typer.Option("--steps", help="Show how each claim's names and values were read; parses the articles.")
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", "-f", help="Default: table on a terminal, jsonl elsewhere.")
]


@guard
def claims(
    paths: options.Paths = None,
    entity: Entities = None,
    relation: Relations = None,
    article: Articles = None,
    date: Date = None,
    published: Published = None,
    modality: Modalities = None,
    polarity: Polarities = None,
    steps: Steps = False,
    format: FormatOption = None,
    output: options.Output = None,
    workers: options.Workers = 1,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Search the claims, and print each with its quote.

    A name finds its aliases, longer names that hold it, or else what is spelled nearly so.
    Nothing is written: neither the ledger nor its cache.
    """
    from hfcheck.report.claims import render_claims
    from hfcheck.workflow import extract_claims, open_project

    if format is Format.TABLE and output is not None:
        raise typer.BadParameter("--output takes --format jsonl")
    query = make_query(entity, relation, article, (date, published), modality, polarity)
    project = open_project(read_config(paths, config, packs), paths or None)
    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, use_ledger=not paths and not steps, workers=workers, progress=progress)
    found = _search(project, extraction.claims, query, quiet=quiet)
    if format is Format.JSONL or output is not None or not (format or sys.stdout.isatty()):
        write_result(render_claims(found, steps=steps), output)
    else:
        _print_table(found, steps, width, no_color)
    return pick_code((warn_problems(extraction.problems), ExitCode.CLEAN if project.articles else ExitCode.INPUT))


def _print_table(found: Sequence[Claim], steps: bool, width: int | None, no_color: bool) -> None:
    from hfcheck.report.claims import render_claims_table

    if found:
        print_renderable(render_claims_table(found, steps=steps), width=width, no_color=no_color)


def make_query(
    entities: Sequence[str] | None,
    relations: Sequence[str] | None,
    articles: Sequence[str] | None,
    times: tuple[str | None, str | None],
    modalities: Sequence[Modality] | None,
    polarities: Sequence[Polarity] | None,
) -> Query:
    """Put the options of a search together; `times` are those of --date and --published.

    Raises BadParameter for a time that cannot be read.
    """
    from hfcheck.search import Query

    return Query(
        entities=tuple(entities or ()),
        relations=tuple(relations or ()),
        articles=tuple(articles or ()),
        when=read_period(times[0], "--date"),
        published=read_period(times[1], "--published"),
        modalities=tuple(modalities or ()),
        polarities=tuple(polarities or ()),
    )


def read_period(words: str | None, option: str) -> Moment | None:
    """Read "2024", "2024-12-05" or "2023..2024-06", either end of which may be left open. Raises BadParameter."""
    from hfcheck.values.moments import parse_date

    if words is None:
        return None
    first, dots, last = words.partition("..")
    start, end = (parse_date(part) if part else None for part in (first, last if dots else first))
    wrong = (first and start is None) or (dots and last and end is None) or (not start and not end)
    period = Moment(start.start if start else None, end.end if end else None, surface=words)
    if wrong or (period.start and period.end and period.start > period.end):
        raise typer.BadParameter(f"{option} is no time: {words!r}; write 2024, 2024-12-05 or 2023..2024-06")
    return period


def _search(project: Project, claims: Sequence[Claim], query: Query, *, quiet: bool) -> Sequence[Claim]:
    """The claims found; on standard error, how the names were understood and how many claims there are."""
    from hfcheck.search import Query, search_claims

    if query == Query():
        return claims
    articles = {article.id: article for article in project.articles}
    hits = search_claims(claims, query, articles, project.knowledge)
    if not quiet:
        _explain_search(project, claims, hits, query)
    return hits.claims


def _explain_search(project: Project, claims: Sequence[Claim], hits: Hits, query: Query) -> None:
    from hfcheck.search import list_names, list_relations, suggest_names

    for at, match in enumerate(hits.matches):
        labels = list_names if at < len(query.entities) else list_relations
        if not match.labels:
            near = suggest_names(match.wanted, labels(claims, project.knowledge))
            hint = f"; the nearest: {', '.join(near)}" if near else ""
            warn(f"nothing is named “{match.wanted}”{hint}")
        elif not match.exact:
            warn(f"nothing is named “{match.wanted}”; shown: {', '.join(match.labels)}")
    warn(f"{len(hits.claims):,} of {len(claims):,} claims")
