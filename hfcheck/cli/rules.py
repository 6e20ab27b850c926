"""`hfcheck rules`: the catalogue."""

from __future__ import annotations

import inspect

from rich.table import Table

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable

EXAMPLES = """
\b
Examples:
  hfcheck rules
"""


@guard
def rules(width: options.Width = None, no_color: options.NoColor = False) -> ExitCode:
    """List the kinds of conflict that are looked for."""
    from hfcheck.rules import RULES

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("rule", "severity", "kind", "what it finds"):
        table.add_column(heading, no_wrap=heading in ("rule", "severity"))
    for rule in sorted(RULES, key=lambda module: module.ID):
        first_line = inspect.cleandoc(rule.__doc__ or "").split("\n")[0]
        table.add_row(rule.ID, rule.SEVERITY.value, rule.TITLE, first_line)
    print_renderable(table, width=width, no_color=no_color)
    return ExitCode.CLEAN
