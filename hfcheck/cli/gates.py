"""What lets `hfcheck audit` pass although there are findings: its options, and what they do to a report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from hfcheck.cli.output import show_progress, warn
from hfcheck.model import Report

if TYPE_CHECKING:
    from hfcheck.decisions import Clock
    from hfcheck.workflow import Project

Baseline = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Findings known there do not fail; those gone are reported."),
]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Write all open findings into the --baseline, in place of the old.")
]
NewSince = Annotated[
    str | None,
    typer.Option("--new-since", metavar="REV", help="Report only findings that git's revision REV did not have."),
]
Today = Annotated[
    datetime | None,
    typer.Option("--today", formats=["%Y-%m-%d"], help="The day that decisions expire against (default: today, UTC)."),
]


class Gates(NamedTuple):
    """The options that were given."""

    baseline: Path | None
    update: bool
    since: str | None


def check_gates(baseline: Path | None, update: bool, since: str | None) -> Gates:
    """Put the options together. Raises BadParameter for an update of no baseline."""
    if update and baseline is None:
        raise typer.BadParameter("--update-baseline needs --baseline FILE")
    return Gates(baseline, update, since)


def pick_day(today: datetime | None) -> date | Clock:
    """The day given by --today, or a clock, which is looked at only where a decision may have expired."""
    return today.date() if today else read_clock


def read_clock() -> date:
    """The day by the system's clock, in UTC: the same wherever the machine stands."""
    return datetime.now(UTC).date()


def pass_gates(
    report: Report,
    project: Project,
    gates: Gates,
    paths: Sequence[Path] | None,
    *,
    locked: bool,
    today: date | Clock,
    workers: int,
    quiet: bool,
) -> Report:
    """Mark what the baseline knows, after an update where one is wanted, and leave out what was there before.

    Raises HfcheckError as the functions of `hfcheck.gates` do.
    """
    if gates.baseline is None and gates.since is None:
        return report
    from hfcheck.gates import keep_new_since, mark_baseline, update_baseline

    if gates.baseline is not None:
        if gates.update and report.problems:
            warn(f"{gates.baseline}: not updated: not everything could be read")
        elif gates.update:
            known, written = update_baseline(report, project, gates.baseline)
            if not quiet:
                count = len(known.findings)
                state = "written" if written else "unchanged"
                warn(f"{gates.baseline}: {state}, {count} known finding{'' if count == 1 else 's'}")
        if not gates.update or os.path.exists(gates.baseline):
            report = mark_baseline(report, project, gates.baseline)
    if gates.since is None:
        return report
    with show_progress(quiet=quiet) as progress:
        return keep_new_since(
            report, project, gates.since, paths, locked=locked, today=today, workers=workers, progress=progress
        )
