"""Report → Report: which findings are decided, and which decisions are about nothing any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

import msgspec

from hfcheck.decisions.match import FindingIndex, know_finding
from hfcheck.decisions.records import Choice, Decision, KnownFinding
from hfcheck.model import Article, Finding, Notice, Report

Clock: TypeAlias = Callable[[], date]
"""Tells the day; asked only where a decision with an expiry is about a finding that stands."""

KIND = "decision"

_MOST_SHOWN = 60
_WORDS = {
    Choice.KEEP_A: "keep “{}”",
    Choice.KEEP_B: "keep “{}”",
    Choice.BOTH_STAND: "both stand",
    Choice.NOT_THE_SAME: "not the same thing",
    Choice.FALSE_ALARM: "false alarm",
    Choice.LATER: "later",
}


class _Calendar:
    """The day, looked up once, and whether it was."""

    def __init__(self, today: date | Clock | None) -> None:
        self._today = today
        self.consulted: date | None = None

    def has_passed(self, day: date) -> bool:
        """Whether `day` is over; without a day to hold it against it is not."""
        if self.consulted is None and self._today is not None:
            self.consulted = self._today() if callable(self._today) else self._today
        return self.consulted is not None and day < self.consulted


def apply_decisions(
    report: Report,
    articles: Mapping[str, Article],
    decisions: Sequence[Decision],
    *,
    today: date | Clock | None = None,
    whole: bool = True,
) -> Report:
    """Write into each decided finding what was decided, and into the notices which decisions hold no longer.

    A decision holds while its sentences stand on opposite sides of a finding of its rule, up to and including its last
    day. `articles` are keyed by id. `today` is asked for, and recorded in the report, only where a decision with a
    last day is about a finding that stands; without it no day has passed. Unless `whole`, the report is on a part of
    the articles, and a decision that is about none of its findings says nothing.
    """
    if not decisions:
        return report
    index = FindingIndex(report.findings, articles)
    calendar = _Calendar(today)
    decided: dict[int, Decision] = {}
    notices: list[Notice] = []
    for decision in decisions:
        standing = index.judge(decision.known)
        if not standing.findings:
            if whole and decision.rule not in report.rules_off:
                notices.append(_notice_gone(decision, standing.sentences_stand))
        elif decision.until is not None and calendar.has_passed(decision.until):
            notices.append(_notice(decision, f"ended on {decision.until}; the finding is open again"))
        else:
            for finding in standing.findings:
                _settle(finding, decision, decided)
    return msgspec.structs.replace(
        report,
        findings=tuple(_mark_decided(finding, decided.get(id(finding))) for finding in report.findings),
        notices=(*report.notices, *notices),
        today=calendar.consulted,
    )


def _settle(finding: Finding, decision: Decision, decided: dict[int, Decision]) -> None:
    """The first decision on a finding counts, unless a later one names it by its very fingerprint."""
    earlier = decided.get(id(finding))
    if earlier is None or (decision.fingerprint == finding.fingerprint != earlier.fingerprint):
        decided[id(finding)] = decision


def _mark_decided(finding: Finding, decision: Decision | None) -> Finding:
    if decision is None:
        return finding
    return msgspec.structs.replace(finding, decision=describe_decision(decision))


def find_decisions(
    finding: Finding, articles: Mapping[str, Article], decisions: Sequence[Decision]
) -> tuple[Decision, ...]:
    """The decisions that are about `finding`, whether or not their last day has passed."""
    index = FindingIndex((finding,), articles)
    return tuple(decision for decision in decisions if index.look_up(decision.known))


def make_decision(
    finding: Finding,
    articles: Mapping[str, Article],
    verdict: Choice,
    *,
    reason: str,
    who: str,
    until: date | None = None,
) -> Decision:
    """Decide `finding`, with the sentences that stand on its sides now."""
    known = know_finding(finding, articles)
    return Decision(known.fingerprint, known.rule, verdict, reason, who, known.sides, until)


def replace_decision(
    decisions: Sequence[Decision], finding: Finding, articles: Mapping[str, Article], new: Decision | None
) -> tuple[Decision, ...]:
    """The decisions with `new` in the place of all that are about `finding`; None only takes these out.

    One that bears the finding's fingerprint goes as well: its sentence has been reworded around the same quote.
    """
    old = find_decisions(finding, articles, decisions)
    named = (finding.fingerprint, finding.rule)
    kept = tuple(one for one in decisions if one not in old and (one.fingerprint, one.rule) != named)
    return kept if new is None else (*kept, new)


def describe_decision(decision: Decision) -> str:
    """Put a decision into words: "both stand: two dates, says the registry (editor, until 2025-06-30)"."""
    at = 1 if decision.verdict is Choice.KEEP_B else 0
    words = _WORDS[decision.verdict].format(cut_text(decision.sides[at].quote))
    until = f", until {decision.until}" if decision.until else ""
    return f"{words}: {decision.reason} ({decision.who}{until})"


def describe_known(known: KnownFinding) -> str:
    """Name a finding by its fingerprint, rule and quotes."""
    quotes = " / ".join(f"“{cut_text(mark.quote)}”" for mark in known.sides)
    return f"{known.fingerprint} ({known.rule}: {quotes})"


def cut_text(text: str, most: int = _MOST_SHOWN) -> str:
    """The first words of a text, at most `most` characters, with "…" where it was cut."""
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0] + "…"


def _notice_gone(decision: Decision, sentences_stand: bool) -> Notice:
    if sentences_stand:
        return _notice(decision, "is about nothing any more: its sentences stand, but are no finding of that rule now")
    return _notice(decision, "is about nothing any more: a sentence of it was reworded or is gone")


def _notice(decision: Decision, fate: str) -> Notice:
    return Notice(KIND, f"the decision on {describe_known(decision.known)} {fate}")
