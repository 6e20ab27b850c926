"""From claims to a report: infer, group by key, run the rules, one finding per pair, sort.

The result depends on the set of claims alone, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Self

import msgspec

from hfcheck.infer import infer, order_claim
from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Claim,
    Coverage,
    Finding,
    Notice,
    Problem,
    Report,
    Severity,
    Side,
    Skipped,
    Span,
    Verdict,
)
from hfcheck.rules import RULES, Rule
from hfcheck.rules.findings import SEVERITIES

SUPERSEDES: Mapping[str, tuple[str, ...]] = {
    "HF603": ("HF101", "HF401", "HF402"),
    "HF202": ("HF201", "HF405"),
    "HF203": ("HF201",),
    "HF204": ("HF201",),
    "HF301": ("HF201", "HF401"),
    "HF302": ("HF301", "HF201"),
    "HF101": ("HF602",),
    "HF201": ("HF602",),
}
"""The more specific rule → the rules that stay silent on a pair which it reports."""

ALONE = frozenset({"HF203", "HF303"})
"""The rules that may find fault with a claim that stands alone under its key."""

SURE = 0.7
"""From this confidence on a conflict is an error; a less sure one is a warning, unless its rule's severity is set."""

EMPTY_COVERAGE = Coverage(0, 0, 0, 0, {})


def audit(
    claims: Sequence[Claim],
    knowledge: Knowledge,
    *,
    settings: Mapping[str, Severity] | None = None,
    skipped: Iterable[Skipped] = (),
    notices: Iterable[Notice] = (),
    problems: Iterable[Problem] = (),
    coverage: Coverage = EMPTY_COVERAGE,
    today: date | None = None,
    rules: Sequence[Rule] = RULES,
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Hold `claims` against each other and report what cannot both be true.

    `settings` gives a rule's severity: `off` leaves it out; a milder one caps all its findings; a
    graver one raises its conflicts. A rule that raises becomes a Problem of kind "crash", and the
    others still run. `today` is only recorded. `progress` is told of each rule that has run: how many
    of how many, and its id.
    """
    chosen = settings or {}
    running = [rule for rule in rules if chosen.get(rule.ID) is not Severity.OFF]
    known = sorted(infer(claims, knowledge), key=order_claim)
    findings: list[Finding] = []
    crashes: list[Problem] = []
    for done, rule in enumerate(running, 1):
        found, crash = run_rule(rule, known, knowledge)
        findings += found
        crashes += crash
        if progress:
            progress(done, len(running), rule.ID)
    kept = supersede_findings(merge_findings(findings))
    graded = [grade_finding(finding, rule, chosen) for rule in running for finding in kept if finding.rule == rule.ID]
    return Report(
        findings=tuple(sorted(graded, key=order_finding)),
        notices=tuple(notices),
        skipped=tuple(skipped),
        problems=(*problems, *crashes),
        coverage=coverage,
        rules_run=tuple(sorted(rule.ID for rule in running)),
        rules_off=tuple(sorted(rule.ID for rule in rules if rule not in running)),
        today=today,
    )


def run_rule(rule: Rule, claims: Sequence[Claim], knowledge: Knowledge) -> tuple[list[Finding], list[Problem]]:
    """Group `claims` by the rule's keys and check each group that has more than one claim.

    A group that makes the rule raise gives one Problem; what the other groups give is kept.
    """
    findings: list[Finding] = []
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    crashes = _Crashes(rule.ID)
    with crashes.collect("its keys"):
        for claim in claims:
            for key in rule.keys(claim, knowledge):
                groups[key].append(claim)
    for key, members in sorted(groups.items()):
        if len(members) > 1 or rule.ID in ALONE:
            with crashes.collect(key):
                findings += rule.check(key, members, knowledge)
    return findings, crashes.problems


class _Crashes:
    """A context that turns what a rule raises into a Problem: one for each rule, the first."""

    def __init__(self, rule: str) -> None:
        self.problems: list[Problem] = []
        self._rule = rule
        self._where = ""

    def collect(self, where: str) -> Self:
        self._where = where
        return self

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if not isinstance(error, Exception):
            return False
        what = f"rule {self._rule} crashed on {self._where}: {type(error).__name__}: {error}"
        if not self.problems:
            self.problems.append(Problem(kind="crash", message=f"{what}; its findings are not complete"))
        return True


# ── one pair, one finding ─────────────────────────────────────────────────────────────────────


def merge_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Drop a finding whose every pair another finding of the same rule and verdict shows as well."""
    kept: list[Finding] = []
    seen: defaultdict[tuple[str, Verdict], list[frozenset[frozenset[Span]]]] = defaultdict(list)
    for finding in sorted(findings, key=lambda one: (-_count_claims(one), order_finding(one))):
        pairs = list_pairs(finding)
        known = seen[finding.rule, finding.verdict]
        if not any(pairs <= other for other in known):
            known.append(pairs)
            kept.append(finding)
    return kept


def supersede_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Drop a finding whose every pair a more specific rule reports."""
    covered: defaultdict[str, set[frozenset[Span]]] = defaultdict(set)
    for finding in findings:
        for general in SUPERSEDES.get(finding.rule, ()):
            covered[general] |= list_pairs(finding)
    return [finding for finding in findings if not list_pairs(finding) <= covered[finding.rule]]


def list_pairs(finding: Finding) -> frozenset[frozenset[Span]]:
    """The pairs of places that a finding holds against each other; the places alone for one side."""
    camps = [_list_spans(side) for side in finding.sides]
    if len(camps) == 1:
        return frozenset(frozenset((span,)) for span in camps[0])
    return frozenset(
        frozenset((a, b)) for at, left in enumerate(camps) for right in camps[at + 1 :] for a in left for b in right
    )


def _list_spans(side: Side) -> tuple[Span, ...]:
    return tuple(claim.evidence[0].span for claim in side.claims)


def _count_claims(finding: Finding) -> int:
    return sum(len(side.claims) + side.more for side in finding.sides)


# ── severity and order ────────────────────────────────────────────────────────────────────────


def grade_finding(finding: Finding, rule: Rule, settings: Mapping[str, Severity]) -> Finding:
    """Apply the configured severity of the finding's rule; else the rule's own as the gravest, for a sure finding."""
    unsure = finding.severity is Severity.ERROR and finding.confidence < SURE
    wanted = settings.get(rule.ID, Severity.WARNING if unsure else rule.SEVERITY)
    raises = SEVERITIES.index(wanted) < SEVERITIES.index(rule.SEVERITY) and finding.verdict is Verdict.CONFLICT
    severity = wanted if raises else max(wanted, finding.severity, key=SEVERITIES.index)
    return msgspec.structs.replace(finding, severity=severity)


def order_finding(finding: Finding) -> tuple[int, str, tuple[tuple[str, int, int, str], ...], str]:
    """Sort key: severity, rule, place of each side's first claim, fingerprint."""
    places = tuple(order_claim(side.claims[0]) for side in finding.sides)
    return SEVERITIES.index(finding.severity), finding.rule, places, finding.fingerprint
