"""`hfcheck explain`: the page of a rule."""

from __future__ import annotations

import difflib
import inspect
from typing import Annotated

import typer

from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import write_result

EXAMPLES = """
\b
Examples:
  hfcheck explain HF401
"""


@guard
def explain(rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's id, as in HF401.")]) -> ExitCode:
    """Show what a rule finds, with examples."""
    from hfcheck.rules import RULES

    pages = {module.ID: module for module in RULES}
    wanted = pages.get(rule.upper())
    if wanted is None:
        close = difflib.get_close_matches(rule.upper(), sorted(pages), n=1)
        hint = f"did you mean {close[0]}? " if close else ""
        raise typer.BadParameter(f"there is no rule {rule!r}; {hint}the rules are {', '.join(sorted(pages))}")
    page = inspect.cleandoc(wanted.__doc__ or "")
    write_result(f"{wanted.ID} {wanted.TITLE} (severity: {wanted.SEVERITY.value})\n\n{page}\n")
    return ExitCode.CLEAN
