"""`hfcheck review`: an editor walks through the open findings and decides them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from hfcheck.cli import desk as desks
from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode, is_loud, pick_code
from hfcheck.cli.gates import Today
from hfcheck.cli.guard import guard, report_crash
from hfcheck.cli.keyboard import ask_key, ask_line
from hfcheck.cli.output import print_renderable, warn, write_result
from hfcheck.cli.project import read_config
from hfcheck.decisions import Choice, Decision, describe_decision, find_decisions
from hfcheck.model import Finding
from hfcheck.report.visible import make_visible

EXAMPLES = """
\b
Examples:
  hfcheck review                                decide what fails, one by one
  hfcheck review --all                          notes as well
  hfcheck review --export-case false_alarms.yaml
"""

_KEYS = {
    "a": Choice.KEEP_A,
    "b": Choice.KEEP_B,
    "s": Choice.BOTH_STAND,
    "n": Choice.NOT_THE_SAME,
    "f": Choice.FALSE_ALARM,
    "l": Choice.LATER,
}
_APART = "Were two names taken for one? `distinct:` in a pack keeps them apart for good: hfcheck packs new.\n"
_MENU = "a keep A, b keep B, s both stand, n not the same thing, f false alarm,\nl later, Enter skip, u undo, q quit: "
_HELP = """
  a  A is right; B is to be corrected        n  the two are not about the same thing
  b  B is right; A is to be corrected        f  a false alarm: hfcheck misread a text
  s  both stand: each is right in its way    l  later: quiet until a day that you give
  Enter  leave it open, go on                u  undo the last decision
  q  leave; what was decided is saved
"""

All = Annotated[bool, typer.Option("--all", help="Walk through the findings that fail no run as well.")]


@dataclass
class _Walk:
    """Where the editor is: the findings, the place among them, and what was decided on the way."""

    desk: desks.Desk
    findings: tuple[Finding, ...]
    who: str | None
    today: datetime | None
    case: Path | None
    at: int = 0
    code: ExitCode = ExitCode.CLEAN
    done: list[tuple[int, tuple[Decision, ...]]] = field(default_factory=list)
    """The place of each decision made, and all decisions as they were before it."""


@guard
def review(
    all: All = False,
    who: desks.Who = None,
    export_case: desks.ExportCase = None,
    today: Today = None,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Walk through the open findings and decide them.

    Each decision is saved at once, so that you can leave at any point and go on another day. On a terminal one key is
    an answer; from a pipe each line is.
    """
    desk = desks.open_desk(config, packs, today, quiet=quiet)
    least = read_config(None, config, packs).fail_on
    waiting = tuple(one for one in desk.report.findings if one.decision is None)
    chosen = waiting if all else tuple(one for one in waiting if is_loud(one.severity, least))
    walk = _Walk(desk, chosen, desks.find_author(who, desk.root), today, export_case)
    code = ExitCode.CLEAN
    try:
        _go_through(walk, width, no_color=no_color, verbose=verbose)
    except EOFError:
        write_result("\n")
    except KeyboardInterrupt:
        write_result("\n")
        code = ExitCode.INTERRUPTED
    _sum_up(walk, len(waiting))
    return pick_code((code, desk.code, walk.code))


def _go_through(walk: _Walk, width: int | None, *, no_color: bool, verbose: bool) -> None:
    """Show and ask, finding by finding, until the last or until the editor leaves.

    A finding that cannot be shown is named and stays open.
    """
    while walk.at < len(walk.findings):
        finding = walk.findings[walk.at]
        if _is_decided_here(walk, finding):
            walk.at += 1
            continue
        try:
            drawn = desks.draw_finding(finding, walk.desk, width, no_color=no_color, verbose=verbose)
        except Exception as error:  # the other findings can still be decided
            names = sorted({name for side in finding.sides for name in side.articles})
            warn(f"error: the finding {finding.fingerprint} of {finding.rule} in {', '.join(names)} cannot be shown")
            walk.code = report_crash(error, verbose=verbose)
            walk.at += 1
            continue
        write_result(drawn)
        if not _answer(walk, finding):
            return


def _answer(walk: _Walk, finding: Finding) -> bool:
    """Ask until the editor decides, goes on or back; False to leave."""
    while True:
        key = ask_key(f"[{walk.at + 1} of {len(walk.findings)}] {_MENU}")
        if key == "q":
            return False
        if key == "":
            walk.at += 1
            return True
        if key == "u" and walk.done:
            _undo(walk)
            return True
        if key in _KEYS and _decide(walk, finding, _KEYS[key]):
            return True
        if key == "u":
            write_result("There is nothing to undo.\n")
        elif key not in _KEYS:
            write_result(_HELP)


def _decide(walk: _Walk, finding: Finding, verdict: Choice) -> bool:
    """Ask for the rest of a decision and save it; False where the editor thinks better of it."""
    if verdict is Choice.KEEP_B and len(finding.sides) < 2:
        write_result("This finding has one side only.\n")
        return False
    reason = ask_line("Why? (empty: choose again) ")
    if not reason:
        return False
    until = _ask_until(walk, needed=verdict is Choice.LATER)
    while not walk.who:
        walk.who = ask_line("Who decides? ")
    before = walk.desk.decisions.decisions
    decision = walk.desk.decide(finding, verdict, reason, walk.who, until)
    walk.desk = walk.desk.settle((finding,), (decision,))
    walk.done.append((walk.at, before))
    walk.at += 1
    print_renderable(Text(f"Saved: {make_visible(describe_decision(decision))}\n", style="green"))
    if verdict is Choice.NOT_THE_SAME:
        write_result(_APART)
    if verdict is Choice.FALSE_ALARM:
        desks.export_case(walk.case, finding, reason)
    return True


def _ask_until(walk: _Walk, *, needed: bool) -> date | None:
    words = "Until when? (YYYY-MM-DD) " if needed else "Until when? (YYYY-MM-DD; Enter: for good) "
    while True:
        answer = ask_line(words)
        if not answer and not needed:
            return None
        try:
            until = date.fromisoformat(answer)
        except ValueError:
            write_result("Write the day as 2031-01-31.\n")
            continue
        fault = desks.check_until(until, walk.today)
        if not fault:
            return until
        write_result(f"{fault}\n")


def _undo(walk: _Walk) -> None:
    walk.at, before = walk.done.pop()
    walk.desk = walk.desk.save(before)
    write_result("Undone.\n\n")


def _is_decided_here(walk: _Walk, finding: Finding) -> bool:
    """Whether a decision of this walk is about this finding as well."""
    first = walk.done[0][1] if walk.done else walk.desk.decisions.decisions
    new = [one for one in walk.desk.decisions.decisions if one not in first]
    return bool(find_decisions(finding, walk.desk.articles, new))


def _sum_up(walk: _Walk, waiting: int) -> None:
    decided, left = len(walk.done), waiting - len(walk.done)
    if not waiting:
        write_result("No finding is open.\n")
        return
    saved = f", saved in {walk.desk.name}" if decided else ""
    write_result(f"{decided} decided{saved}; {left} still open.\n")
    quiet = waiting - len(walk.findings)
    if quiet:
        fails, them = ("fails", "it") if quiet == 1 else ("fail", "them")
        warn(f"{quiet} of them {fails} no run; --all walks through {them} as well")
