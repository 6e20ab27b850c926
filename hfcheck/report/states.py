"""What became of a finding: it is open, an editor decided it, or a baseline knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from hfcheck.model import Finding, Report

OPEN = "open"
DECIDED = "decided"
KNOWN = "known"
CLOSED = (DECIDED, KNOWN)
"""The states of findings that fail nothing, in the order in which reports name them."""

HEADINGS = {DECIDED: "Decided; these fail nothing", KNOWN: "Known from a baseline; these fail nothing"}


def state_of(finding: Finding) -> str:
    """Give the state of a finding: OPEN, DECIDED or KNOWN."""
    if finding.decision is None:
        return OPEN
    return KNOWN if finding.known else DECIDED


def keep_state(findings: Iterable[Finding], state: str) -> tuple[Finding, ...]:
    """Give the findings of one state, in their own order."""
    return tuple(finding for finding in findings if state_of(finding) == state)


def count_closed(findings: Iterable[Finding]) -> list[str]:
    """Say how many findings fail nothing, a part for each state that there is: ["2 decided", "1 known"]."""
    counts = Counter(state_of(finding) for finding in findings)
    return [f"{counts[state]:,} {state}" for state in CLOSED if counts[state]]


def list_closed(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Give the states other than OPEN that some finding is in."""
    present = {state_of(finding) for finding in findings}
    return tuple(state for state in CLOSED if state in present)


def describe_closed(finding: Finding) -> tuple[str, str]:
    """Give a label and what stands behind it: ("Decided", "both stand: two dates (Ann)"). Empty for an open one."""
    state = state_of(finding)
    if state == OPEN:
        return "", ""
    words = finding.decision or ""
    return state.capitalize(), words.removeprefix(f"{state}, ")


def describe_left_out(report: Report) -> str:
    """Say how many findings are not in the report as they are no news; "" for none."""
    if not report.left_out:
        return ""
    return f"{report.left_out:,} older finding{'' if report.left_out == 1 else 's'} left out"
