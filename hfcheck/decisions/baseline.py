"""Report → Report: findings that were known before do not fail, or are left out."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from hfcheck.decisions.apply import describe_known
from hfcheck.decisions.load import describe_form
from hfcheck.decisions.match import FindingIndex, know_finding, mark_finding
from hfcheck.decisions.records import SCHEMA, Baseline
from hfcheck.model import Article, Finding, Notice, Report

KIND = "baseline"


def make_baseline(report: Report, articles: Mapping[str, Article]) -> Baseline:
    """Write down every finding that is not decided. `articles` are keyed by id."""
    known = (know_finding(finding, articles) for finding in report.findings if finding.decision is None)
    return Baseline(SCHEMA, tuple(dict.fromkeys(known)))


def apply_baseline(report: Report, articles: Mapping[str, Article], baseline: Baseline, name: str) -> Report:
    """Mark the findings that `baseline` knows as known, and notice those of it that are gone.

    They are matched as decisions are: by their rule and sentences. `name` is the baseline's file, for messages. One
    whose rule is off is not gone.
    """
    index = FindingIndex(report.findings, articles)
    known: set[int] = set()
    notices: list[Notice] = []
    for entry in baseline.findings:
        standing = index.judge(entry)
        known.update(id(finding) for finding in standing.findings)
        if not standing.findings and entry.rule not in report.rules_off:
            fate = "is gone; --update-baseline takes it out"
            notices.append(Notice(KIND, f"the known finding {describe_known(entry)} {fate}", name))
    findings = tuple(_mark_known(finding, name) if id(finding) in known else finding for finding in report.findings)
    older = describe_form(baseline, name)
    if older:
        notices.append(Notice("form", older, name))
    return msgspec.structs.replace(report, findings=findings, notices=(*report.notices, *notices))


def _mark_known(finding: Finding, name: str) -> Finding:
    if finding.decision:
        return finding
    return msgspec.structs.replace(finding, decision=f"known, in {name}", known=True)


def keep_new(
    report: Report, articles: Mapping[str, Article], old: Report, old_articles: Mapping[str, Article], name: str
) -> Report:
    """Leave out the findings that `old` has as well; a notice says how many. `name` is the old state's.

    A finding is one of `old` where on each side a sentence of it still stands, however many have joined or gone.
    """
    index = FindingIndex(report.findings, articles)
    known: set[int] = set()
    for finding in old.findings:
        entry, marks = know_finding(finding, old_articles), mark_finding(finding, old_articles)
        known.update(id(found) for found in index.look_up(entry, marks))
    kept = tuple(finding for finding in report.findings if id(finding) not in known)
    left = len(report.findings) - len(kept)
    if not left:
        return report
    said = f"{left} finding{'' if left == 1 else 's'} left out: there at {name} already"
    notices = (*report.notices, Notice(KIND, said))
    return msgspec.structs.replace(report, findings=kept, notices=notices, left_out=left)
