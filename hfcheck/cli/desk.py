"""What the commands share that decide findings: the audited project, and its file of decisions."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.gates import pick_day, read_clock
from hfcheck.cli.output import show_progress, terminal_width, wants_colour, wants_unicode, warn
from hfcheck.cli.project import read_config, warn_problems
from hfcheck.model import Article, Finding, Report

if TYPE_CHECKING:
    from hfcheck.decisions import Choice, Decision, Decisions
    from hfcheck.workflow import Extraction, Project

Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Who decides (default: the name that git commits under).")
]
ExportCase = Annotated[
    Path | None,
    typer.Option("--export-case", metavar="FILE", help="Add false alarms to this file as test cases for a developer."),
]


@dataclass(frozen=True)
class Desk:
    """An audited project and what its editors have decided; `path` is the file of decisions, `name` as it is shown.

    `code` is what the process is to say at its end: 4 where a stage or a rule crashed, so that findings may be missing.
    `decisions` changes with each decision; the report stays the one that it was opened with.
    """

    root: Path
    path: Path
    name: str
    articles: Mapping[str, Article]
    report: Report
    decisions: Decisions
    code: ExitCode = ExitCode.CLEAN

    def settle(self, findings: tuple[Finding, ...], new: tuple[Decision, ...]) -> Desk:
        """Save `new` in the place of what was decided on `findings`.

        Raises HfcheckError where it cannot be saved, or was changed since it was read.
        """
        from hfcheck.decisions import replace_decision

        kept = self.decisions.decisions
        for finding in findings:
            kept = replace_decision(kept, finding, self.articles, None)
        return self.save((*kept, *(one for one in new if one not in kept)))

    def save(self, decided: tuple[Decision, ...]) -> Desk:
        """Save `decided` as all decisions there are; corrections stay.

        Raises HfcheckError where it cannot be saved, or was changed since it was read.
        """
        from hfcheck.decisions import Decisions, renew_decisions

        decisions = Decisions(decisions=decided, corrections=self.decisions.corrections)
        renew_decisions(self.path, self.decisions, decisions)
        return replace(self, decisions=decisions)

    def decide(self, finding: Finding, verdict: Choice, reason: str, who: str, until: date | None) -> Decision:
        """Make the decision on one finding, unsaved."""
        from hfcheck.decisions import make_decision

        return make_decision(finding, self.articles, verdict, reason=reason, who=who, until=until)


def open_decided(config: Path | None, packs: str | None, *, quiet: bool) -> tuple[Project, Extraction, Path, Decisions]:
    """The project, its claims as they were read, and the file of what was decided, with what it holds.

    Raises HfcheckError where that file cannot be read: nothing must be written over it.
    """
    from hfcheck.decisions import Decisions, describe_form, load_decisions
    from hfcheck.workflow import extract_claims, locate_decisions, open_project

    settings = read_config(None, config, packs)
    path = locate_decisions(settings)
    decided = load_decisions(path) if os.path.exists(path) else Decisions()
    older = describe_form(decided, path.name)
    if older and not quiet:
        warn(f"note: {path.name}: {older}")
    project = open_project(settings)
    with show_progress(quiet=quiet) as progress:
        extraction = extract_claims(project, progress=progress)
    return project, extraction, path, decided


def open_desk(config: Path | None, packs: str | None, today: datetime | None, *, quiet: bool) -> Desk:
    """Audit the project and read what was decided; neither ledger nor decisions are written.

    Raises HfcheckError where the decisions cannot be read: nothing must be written over them.
    """
    from hfcheck.report.pieces import verify_quotes
    from hfcheck.workflow import audit_project

    project, extraction, path, decisions = open_decided(config, packs, quiet=quiet)
    settings = project.config
    articles = {article.id: article for article in project.articles}
    report = verify_quotes(audit_project(project, extraction, today=pick_day(today), remember=True), articles)
    code = ExitCode.BUG if warn_problems(report.problems) is ExitCode.BUG else ExitCode.CLEAN
    name = settings.decisions or path.relative_to(settings.root).as_posix()
    return Desk(settings.root, path, name, articles, report, decisions, code)


def find_author(who: str | None, root: Path) -> str | None:
    """The name given, else the one that git commits under; None where there is neither."""
    from hfcheck import revisions

    given = " ".join((who or "").split())
    return given or revisions.find_author(root)


def check_until(until: date, today: datetime | None) -> str:
    """What is wrong with a last day, or "": one that is over decides nothing."""
    day = today.date() if today else read_clock()
    return f"{until} has passed already; give a day from {day} on" if until < day else ""


def export_case(path: Path | None, finding: Finding, reason: str) -> None:
    """Add a false alarm to a file of test cases, if one is wanted, and say so. Raises HfcheckError."""
    if path is None:
        return
    from hfcheck.decisions import append_case

    added = append_case(path, finding, reason)
    warn(f"{path}: {'a case was added' if added else 'the case is in there already'}; paste it into the tests")


def draw_finding(finding: Finding, desk: Desk, width: int | None, *, no_color: bool, verbose: bool) -> str:
    """A finding as the report shows it."""
    from hfcheck.report.sides import Style
    from hfcheck.report.terminal import render_finding
    from hfcheck.report.visible import disarm_commands
    from hfcheck.rules import RULES

    style = Style(wants_colour(no_color), wants_unicode(), verbose, desk.root)
    catalogue = {rule.ID: rule.TITLE for rule in RULES}
    drawn = render_finding(finding, desk.articles, catalogue, width=width or terminal_width(), style=style)
    return disarm_commands(drawn)
