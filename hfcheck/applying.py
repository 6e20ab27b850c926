"""What editors decided, and the count of sources, applied to claims and reports; one that cannot be is left out.

Each that is left out is a Problem of kind "crash", and the others are applied all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from hfcheck.copies import count_sources
from hfcheck.decisions import Clock, Correction, Decision, apply_corrections, apply_decisions
from hfcheck.model import Article, Claim, Notice, Problem, Report
from hfcheck.salvage import leave_out_failing, name_error


def report_crash(stage: str, error: Exception, path: str | None = None) -> Problem:
    """The Problem of a stage that raised, on the article with this path if on one."""
    return Problem(kind="crash", message=f"{stage} failed ({name_error(error)}); please report it", path=path)


def correct_claims(
    claims: Sequence[Claim], articles: Mapping[str, Article], corrections: Sequence[Correction], *, whole: bool
) -> tuple[tuple[Claim, ...], tuple[Notice, ...], list[Problem]]:
    """As `apply_corrections`, and a Problem for each correction that makes it fail, which names its article."""
    (corrected, notices), failed = leave_out_failing(
        lambda kept: apply_corrections(claims, articles, kept, whole=whole), corrections
    )
    return corrected, notices, [report_crash("a correction", error, one.article) for one, error in failed]


def decide_report(
    report: Report,
    articles: Mapping[str, Article],
    decisions: Sequence[Decision],
    *,
    today: date | Clock | None,
    whole: bool,
) -> Report:
    """As `apply_decisions`; a decision that makes it fail is a Problem of the report, and its finding stays open."""
    found, failed = leave_out_failing(
        lambda kept: apply_decisions(report, articles, kept, today=today, whole=whole), decisions
    )
    return _add(found, [report_crash(f"the decision {one.fingerprint} of {one.rule}", error) for one, error in failed])


def count_all_sources(report: Report, articles: Mapping[str, Article]) -> Report:
    """As `count_sources`; an article that makes it fail is a Problem of the report, and a source of its own."""
    found, failed = leave_out_failing(
        lambda kept: count_sources(report, {name: articles[name] for name in kept}), sorted(articles)
    )
    return _add(found, [report_crash("counting it as a source", error, name) for name, error in failed])


def _add(report: Report, problems: Sequence[Problem]) -> Report:
    return msgspec.structs.replace(report, problems=(*report.problems, *problems)) if problems else report
