"""What the process says to its caller."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from hfcheck.errors import ConfigError, HfcheckError, LedgerError, SourceError
from hfcheck.model import Coverage, Problem, Report, Severity


class ExitCode(enum.IntEnum):
    """0 to 4 as documented in `hfcheck --help`; 130 is what shells give for an interrupt."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    BUG = 4
    INTERRUPTED = 130


_PRECEDENCE = (
    ExitCode.INTERRUPTED,
    ExitCode.BUG,
    ExitCode.USAGE,
    ExitCode.INPUT,
    ExitCode.FINDINGS,
    ExitCode.CLEAN,
)
_LOUDNESS = {Severity.OFF: 0, Severity.NOTE: 1, Severity.WARNING: 2, Severity.ERROR: 3}
_OF_PROBLEM = {"crash": ExitCode.BUG, "config": ExitCode.USAGE}


def pick_code(codes: Iterable[ExitCode]) -> ExitCode:
    """Give the one that counts where several hold: 4 over 2 over 3 over 1; 0 for none."""
    held = set(codes)
    return next((code for code in _PRECEDENCE if code in held), ExitCode.CLEAN)


def judge_report(report: Report, *, fail_on: Severity, min_coverage: float = 0.0) -> ExitCode:
    """Give the exit code of an audit.

    `fail_on` is the least severity that fails (`off`: none does); a decided finding never fails.
    `min_coverage` is the least share (0 to 1) of sentences that must give a claim. An audit that
    read no article at all has failed on its input.
    """
    codes = [judge_problem(problem) for problem in report.problems]
    if any(is_loud(finding.severity, fail_on) for finding in report.findings if finding.decision is None):
        codes.append(ExitCode.FINDINGS)
    if not report.coverage.articles or share_covered(report.coverage) < min_coverage:
        codes.append(ExitCode.INPUT)
    return pick_code(codes)


def judge_problem(problem: Problem) -> ExitCode:
    """Give the exit code of a problem by its kind."""
    return _OF_PROBLEM.get(problem.kind, ExitCode.INPUT)


def judge_error(error: HfcheckError) -> ExitCode:
    """Give the exit code of an error that stopped a command."""
    if isinstance(error, ConfigError):
        return ExitCode.USAGE
    return ExitCode.INPUT if isinstance(error, SourceError | LedgerError) else ExitCode.USAGE


def is_loud(severity: Severity, fail_on: Severity) -> bool:
    """Say whether a severity fails a run; with `fail_on` off none does."""
    return fail_on is not Severity.OFF and _LOUDNESS[severity] >= _LOUDNESS[fail_on]


def share_covered(coverage: Coverage) -> float:
    """Give the share of sentences, 0 to 1, that gave a claim; 0 when nothing was read."""
    if not coverage.sentences:
        return 0.0
    return 1 - coverage.sentences_without_claim / coverage.sentences
