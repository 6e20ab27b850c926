"""`hfcheck explain`: the page of a rule, or one finding with all that led to it."""

from __future__ import annotations

import difflib
import inspect
import re
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from hfcheck.cli import options
from hfcheck.cli.exitcode import ExitCode
from hfcheck.cli.guard import guard
from hfcheck.cli.output import terminal_width, write_result
from hfcheck.report.visible import disarm_commands, make_visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hfcheck.model import Finding
    from hfcheck.rules import Rule

EXAMPLES = """
\b
Examples:
  hfcheck explain HF401      what a rule looks for
  hfcheck explain 3fa21c     how a finding was made, by the first digits of its fingerprint
"""

_EXAMPLE = re.compile(r"(FAIL|PASS)\b")
_FINGERPRINT = re.compile(r"[0-9a-f]{4,}")

Subject = Annotated[
    str, typer.Argument(metavar="RULE|FINGERPRINT", help="A rule's id, as in HF401, or a finding's first digits.")
]


@guard
def explain(
    subject: Subject,
    config: options.ConfigFile = None,
    packs: options.Packs = None,
    width: options.Width = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
) -> ExitCode:
    """Show what a rule finds, or how a finding was made.

    A rule's page has examples of what it finds and of what it leaves alone. A finding is shown with its claims, its
    steps, the claims without which it would be gone, and the page of its rule. Nothing is written.
    """
    from hfcheck.rules import RULES

    pages = {module.ID: module for module in RULES}
    rule = pages.get(subject.upper())
    if rule is not None:
        write_result(_write_page(rule, width or terminal_width()))
        return ExitCode.CLEAN
    if _FINGERPRINT.fullmatch(subject.lower()) and not subject.upper().startswith("HF"):
        return _explain_finding(subject.lower(), pages, config, packs, width, quiet=quiet, no_color=no_color)
    close = difflib.get_close_matches(subject.upper(), sorted(pages), n=1)
    hint = f"did you mean {close[0]}? " if close else ""
    raise typer.BadParameter(f"there is no rule {subject!r}; {hint}the rules are {', '.join(sorted(pages))}")


def _say_clearing(finding: Finding, findings: Sequence[Finding], width: int) -> str:
    """What would clear a finding, side by side, and with it all that likely have the same cause."""
    from hfcheck.report.clearing import find_clearing, list_options
    from hfcheck.report.clusters import cluster_findings

    lines = ["What would clear it (hfcheck correct CLAIM, where a claim was misread; it says not who is right):"]
    lines += [f"- {' and '.join(claims)}" for claims in list_options(finding)]
    beside = [one.findings for one in cluster_findings(findings) if finding in one.findings]
    if beside and len(beside[0]) > 1:
        claims = find_clearing(beside[0])
        lines.append(f"{len(beside[0])} findings likely have this cause. Without these, none of them stands:")
        lines.append(f"- {' and '.join(claims)}")
    return "\n".join(_fold(make_visible(line), width, "  ") for line in lines)


def _write_page(rule: Rule, width: int) -> str:
    """The page of a rule: its prose and its examples, folded to fit `width` columns."""
    blocks = inspect.cleandoc(rule.__doc__ or "").split("\n\n")
    page = "\n\n".join(
        _fold_examples(block, width) if _EXAMPLE.match(block) else _fold(block, width) for block in blocks
    )
    return f"{_fold(f'{rule.ID} {rule.TITLE} (severity: {rule.SEVERITY.value})', width)}\n\n{page}\n"


def _fold_examples(block: str, width: int) -> str:
    """Examples with their second text on a line of its own where both have no room on one."""
    lines = block.split("\n")
    if max(map(len, lines)) > width:
        lines = [re.sub(r'" +/ "', '"\n    / "', re.sub(r" {2,}#", "  #", line), count=1) for line in lines]
    return "\n".join(_fold(part, width, " " * 6) for line in lines for part in line.split("\n"))


def _fold(text: str, width: int, indent: str = "") -> str:
    if len(text) <= width and "\n" not in text:
        return text
    lead = text[: len(text) - len(text.lstrip())]
    words = re.sub(r"\s*\n\s*", " ", text.strip())
    rest = max(len(indent), len(lead)) * " "
    filled = textwrap.wrap(
        words, width, initial_indent=lead, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(filled)


def _explain_finding(
    prefix: str,
    pages: dict[str, Rule],
    config: Path | None,
    packs: str | None,
    width: int | None,
    *,
    quiet: bool,
    no_color: bool,
) -> ExitCode:
    from hfcheck.cli.desk import draw_finding, open_desk

    desk = open_desk(config, packs, None, quiet=quiet)
    found = [one for one in desk.report.findings if one.fingerprint.startswith(prefix)]
    if not found:
        raise typer.BadParameter(f"no finding has a fingerprint that begins with {prefix!r}; hfcheck audit shows them")
    drawn = [
        part
        for finding in found
        for part in (
            draw_finding(finding, desk, width, no_color=no_color, verbose=True),
            _say_clearing(finding, desk.report.findings, width or terminal_width()),
        )
    ]
    rules = [
        _write_page(pages[rule], width or terminal_width()) for rule in sorted({finding.rule for finding in found})
    ]
    # Folding may have put anything at the start of a line.
    write_result(disarm_commands("\n".join(part.rstrip("\n") + "\n" for part in [*drawn, *rules])))
    return desk.code
