"""`hfcheck diff`: what changed between two states of the ledger."""

from __future__ import annotations

import enum
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, pick_code
from hfcheck.cli.guard import guard
from hfcheck.cli.output import print_renderable, write_result
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.errors import ConfigError

if TYPE_CHECKING:
    from hfcheck.changes import LedgerChanges
    from hfcheck.config import Config
    from hfcheck.knowledge import Knowledge
    from hfcheck.ledger import Ledger
    from hfcheck.model import Problem

EXAMPLES = """
\b
Examples:
  hfcheck diff                         the ledger here against the last commit
  hfcheck diff main --format markdown  against a branch, for a pull request
  hfcheck diff old.yaml claims.yaml    two files
  hfcheck diff v1.0 v1.1 --exit-code   two revisions; 1 where they differ
"""

HEAD = "HEAD"


class Format(enum.StrEnum):
    """What the changes can be printed as."""

    TERMINAL = "terminal"
    MARKDOWN = "markdown"


class _State(NamedTuple):
    """A ledger and what it is called."""

    name: str
    ledger: Ledger


@guard
def diff(
    states: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OLD [NEW]]", help="Revisions of git, or ledgers (default: HEAD, and the ledger here)."
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print the changes.")] = Format.TERMINAL,
    output: options.Output = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")] = False,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    no_color: options.NoColor = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Show the claims and conflicts that changed.

    No article is read: two states of the ledger are compared, and each is held against today's packs and rules.
    """
    if len(states or ()) > 2:
        raise typer.BadParameter("name two states at most")
    if output is not None and format is Format.TERMINAL:
        raise typer.BadParameter("--output takes --format markdown")
    from hfcheck.knowledge import load_knowledge
    from hfcheck.report.changes import draw_changes, render_changes_markdown
    from hfcheck.rules import RULES

    settings = read_config(None, config, packs)
    old, new = _read_states(settings, tuple(states or (HEAD,)))
    changes, problems = _compare(old, new, load_knowledge(settings.packs, settings.root), settings)
    catalogue = {rule.ID: rule.TITLE for rule in RULES}
    if format is Format.MARKDOWN:
        write_result(render_changes_markdown(changes, catalogue), output)
    else:
        print_renderable(draw_changes(changes, catalogue), width=width, no_color=no_color)
    differs = ExitCode.FINDINGS if exit_code and changes.any else ExitCode.CLEAN
    return pick_code((differs, warn_problems(problems)))


def _compare(
    old: _State, new: _State, knowledge: Knowledge, settings: Config
) -> tuple[LedgerChanges, tuple[Problem, ...]]:
    from hfcheck.audit import audit
    from hfcheck.changes import LedgerChanges, compare_claims, compare_findings

    claims = compare_claims(old.ledger.claims, new.ledger.claims)
    before, after = (audit(one.ledger.claims, knowledge, settings=settings.rules) for one in (old, new))
    opened, settled = compare_findings(before.findings, after.findings, claims.same)
    return LedgerChanges(old.name, new.name, claims, opened, settled), (*before.problems, *after.problems)


def _read_states(settings: Config, names: tuple[str, ...]) -> tuple[_State, _State]:
    old = _read_state(settings, names[0])
    if len(names) == 2:
        return old, _read_state(settings, names[1])
    from hfcheck.ledger import load_ledger

    path = settings.root / settings.ledger
    if not os.path.exists(path):
        raise ConfigError("there is no ledger; run hfcheck extract to make it", settings.ledger)
    return old, _State(f"{settings.ledger} here", load_ledger(path))


def _read_state(settings: Config, name: str) -> _State:
    """A ledger by its file, else as it stood at a revision. Raises HfcheckError where there is neither."""
    from hfcheck.ledger import load_ledger, parse_ledger
    from hfcheck.revisions import read_file_at

    path = Path(name)
    if os.path.isfile(path):
        return _State(name, load_ledger(path))
    if path.suffix in (".yaml", ".yml"):
        raise ConfigError("there is no such file", name)
    data = read_file_at(settings.root, name, settings.ledger)
    if data is None:
        raise ConfigError(f"{settings.ledger} was not there at {name}; commit the ledger, or name another revision")
    return _State(f"{settings.ledger} at {name}", parse_ledger(data, f"{name}:{settings.ledger}"))
