"""`hfcheck sources`: which articles are read, and what is known of each."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, warn
from hfcheck.cli.project import read_config, warn_problems

EXAMPLES = """
\b
Examples:
  hfcheck sources
  hfcheck sources news/
"""


@guard
def sources(
    paths: options.Paths = None,
    config: options.ConfigFile = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """List the articles and their dates.

    Each with its outlet, its date, and where the date comes from.
    """
    from hfcheck.report.pieces import describe_date
    from hfcheck.report.visible import make_visible
    from hfcheck.workflow import open_project

    project = open_project(read_config(paths, config), paths or None)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("article", "outlet", "published", "known from", "title", *(["sha256"] if verbose else [])):
        table.add_column(heading, overflow="fold")
    for article in project.articles:
        known = article.published.basis if article.published else "·"
        cells = [article.path, article.outlet or "·", describe_date(article.published), known, article.title or "·"]
        if verbose:
            cells.append(article.sha256)
        table.add_row(*(Text(make_visible(cell)) for cell in cells))
    if project.articles:
        print_renderable(table, width=width, no_color=no_color)
    else:
        warn("error: no article was read; name a file or folder, or set 'articles:' in hfcheck.yaml")
    code = warn_problems(project.problems)
    return code if project.articles else pick_code((code, ExitCode.INPUT))
