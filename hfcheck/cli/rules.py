"""`hfcheck rules`: the catalogue."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from rich.table import Table

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, write_result
from hfcheck.cli.project import read_config

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfcheck.model import Severity

EXAMPLES = """
\b
Examples:
  hfcheck rules
  hfcheck rules --config hfcheck.yaml  # with the severities that it sets
"""


@guard
def rules(
    config: options.ConfigFile = None, width: options.Width = None, no_color: options.NoColor = False
) -> ExitCode:
    """List the kinds of conflict that are looked for.

    Each with its severity, which `rules:` in the configuration changes or sets to off; what it changed is said below.
    """
    from hfcheck.rules import RULES

    settings = read_config(None, config, None).rules

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("rule", "severity", "kind", "what it finds"):
        table.add_column(heading, no_wrap=heading in ("rule", "severity"))
    for rule in sorted(RULES, key=lambda module: module.ID):
        first_line = inspect.cleandoc(rule.__doc__ or "").split("\n")[0]
        table.add_row(rule.ID, settings.get(rule.ID, rule.SEVERITY).value, rule.TITLE, first_line)
    print_renderable(table, width=width, no_color=no_color)
    write_result(f"\n{_say_changed({rule.ID: rule.SEVERITY for rule in RULES}, settings)}\n")
    return ExitCode.CLEAN


def _say_changed(own: Mapping[str, Severity], settings: Mapping[str, Severity]) -> str:
    changed = [
        f"{rule} is set to {severity.value} in the configuration; its own severity is {own[rule].value}."
        for rule, severity in sorted(settings.items())
        if severity != own.get(rule, severity)
    ]
    return (
        "\n".join(changed)
        or "All are on. rules: {HF404: note, HF603: off} in hfcheck.yaml changes one or leaves it out."
    )
