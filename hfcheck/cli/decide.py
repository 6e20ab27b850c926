"""`hfcheck decide`: an editor's verdict on a finding, for scripts and for those who know its fingerprint."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from hfcheck.cli import desk as desks
from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.gates import Today
from hfcheck.cli.guard import guard
from hfcheck.cli.output import write_result
from hfcheck.decisions import Choice, Decision, describe_decision
from hfcheck.errors import ConfigError
from hfcheck.model import Finding
from hfcheck.report.visible import make_visible

EXAMPLES = """
\b
Examples:
  hfcheck decide 3fa21c --verdict keep-a --reason "the register says so"
  hfcheck decide 3fa21c --verdict later --until 2031-01-31 --reason "asked the agency"
  hfcheck decide 3fa21c --undo           open it again
"""

Fingerprint = Annotated[
    str, typer.Argument(metavar="FINGERPRINT", help="The finding, as hfcheck audit names it; its first digits do.")
]
Verdict = Annotated[
    Choice | None,
    typer.Option("--verdict", case_sensitive=False, help="What holds; A and B are the sides as hfcheck audit shows."),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever reads it later.")]
Until = Annotated[
    datetime | None,
    typer.Option("--until", formats=["%Y-%m-%d"], help="The last day that it holds (default: for good)."),
]
Undo = Annotated[bool, typer.Option("--undo", help="Take back what was decided.")]


@guard
def decide(
    fingerprint: Fingerprint,
    verdict: Verdict = None,
    reason: Reason = "",
    who: desks.Who = None,
    until: Until = None,
    undo: Undo = False,
    export_case: desks.ExportCase = None,
    today: Today = None,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Decide a finding.

    The decision goes to decisions.yaml beside the ledger. It holds as long as both sentences stand against each other;
    a reworded one opens the finding again.
    """
    _check_usage(verdict, reason, until, undo, export_case)
    desk = desks.open_desk(config, packs, today, quiet=quiet)
    if undo or verdict is None:
        return _undo(desk, fingerprint, quiet=quiet)
    last = until.date() if until else None
    fault = desks.check_until(last, today) if last else ""
    if fault:
        raise typer.BadParameter(f"--until: {fault}")
    author = desks.find_author(who, desk.root)
    if author is None:
        raise typer.BadParameter("who decides? Give --who NAME")
    findings = _find_findings(desk, fingerprint)
    made = tuple(desk.decide(finding, verdict, _fold(reason), author, last) for finding in findings)
    desk.settle(findings, made)
    if verdict is Choice.FALSE_ALARM:
        desks.export_case(export_case, findings[0], reason)
    _report(made, f"written to {desk.name}", quiet=quiet)
    return desk.code


def _check_usage(verdict: Choice | None, reason: str, until: date | None, undo: bool, case: Path | None) -> None:
    if undo and (verdict is not None or reason or until or case):
        raise typer.BadParameter("--undo stands alone")
    if not undo and verdict is None:
        raise typer.BadParameter(f"give --verdict ({', '.join(Choice)}), or --undo")
    if not undo and not reason.strip():
        raise typer.BadParameter("give --reason: whoever reads this later must know why")
    if verdict is Choice.LATER and until is None:
        raise typer.BadParameter("later needs a day; give --until")
    if case is not None and verdict is not Choice.FALSE_ALARM:
        raise typer.BadParameter("--export-case goes with --verdict false-alarm")


def _find_findings(desk: desks.Desk, prefix: str) -> tuple[Finding, ...]:
    """The finding with this fingerprint; several where they share it all."""
    found = tuple(one for one in desk.report.findings if one.fingerprint.startswith(prefix.lower()))
    names = sorted({one.fingerprint for one in found})
    if not prefix or not names:
        raise ConfigError(f"no finding has a fingerprint that begins with {prefix!r}; hfcheck audit shows them")
    if len(names) > 1:
        raise ConfigError(f"{prefix!r} begins several fingerprints: {', '.join(names)}; give more digits")
    return found


def _undo(desk: desks.Desk, prefix: str, *, quiet: bool) -> ExitCode:
    from hfcheck.decisions import find_decisions

    decided = desk.decisions.decisions
    findings = [one for one in desk.report.findings if one.fingerprint.startswith(prefix.lower())]
    about = {found for one in findings for found in find_decisions(one, desk.articles, decided)}
    gone = tuple(one for one in decided if one in about or one.fingerprint.startswith(prefix.lower()))
    if not prefix or not gone:
        raise ConfigError(f"nothing was decided on a finding whose fingerprint begins with {prefix!r}")
    names = sorted({one.fingerprint for one in gone})
    if len(names) > 1:
        raise ConfigError(f"{prefix!r} begins several decisions: {', '.join(names)}; give more digits")
    desk.save(tuple(one for one in decided if one not in gone))
    _report(gone, f"taken out of {desk.name}", quiet=quiet)
    return desk.code


def _report(decisions: tuple[Decision, ...], what: str, *, quiet: bool) -> None:
    lines = [f"{one.rule} {one.fingerprint}: {make_visible(describe_decision(one))}\n" for one in decisions]
    if not quiet:
        write_result("".join((*lines, f"{what}\n")))


def _fold(text: str) -> str:
    return " ".join(text.split())
