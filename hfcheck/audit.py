"""From claims to a report: infer, group by key, check each group, one finding per pair, sort.

The result depends on the set of claims alone, not on their order. What a group gives depends on its rule, its key, its
claims and the knowledge, so that groups can be checked anywhere, or not again where nothing of that has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeAlias

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
from hfcheck.rules.contract import Concern, Shape, find_shape, list_traits
from hfcheck.rules.opposition import SEVERITIES
from hfcheck.salvage import leave_out_failing, name_error

Progress: TypeAlias = Callable[[int, int, str], None]
Check: TypeAlias = Callable[
    [Sequence[Claim], Knowledge, Sequence[Rule], Progress | None], tuple[list[Finding], list[Problem]]
]
Pair: TypeAlias = frozenset[Span]
Pairs: TypeAlias = frozenset[Pair]

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


class Known(NamedTuple):
    """All claims, inferred ones included, in the order of their places, and where in it those of each shape stand."""

    claims: list[Claim]
    shapes: dict[Shape, list[int]]


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
    progress: Progress | None = None,
    check: Check | None = None,
) -> Report:
    """Hold `claims` against each other and report what cannot both be true.

    `settings` gives a rule's severity: `off` leaves it out; a milder one caps all its findings; a
    graver one raises its conflicts. A rule that raises becomes a Problem of kind "crash", and the
    others still run. `today` is only recorded. `progress` is told of each rule that has run: how many
    of how many, and its id. `check` stands in for `check_all`, and gives what that gives.
    """
    chosen = settings or {}
    running = [rule for rule in rules if chosen.get(rule.ID) is not Severity.OFF]
    findings, crashes = (check or check_all)(claims, knowledge, running, progress)
    return Report(
        findings=conclude_findings(findings, running, chosen),
        notices=tuple(notices),
        skipped=tuple(skipped),
        problems=(*problems, *crashes),
        coverage=coverage,
        rules_run=tuple(sorted(rule.ID for rule in running)),
        rules_off=tuple(sorted(rule.ID for rule in rules if rule not in running)),
        today=today,
    )


def check_all(
    claims: Sequence[Claim], knowledge: Knowledge, rules: Sequence[Rule], progress: Progress | None = None
) -> tuple[list[Finding], list[Problem]]:
    """What the rules find among the claims and all that follows from them, in the order of rules and keys."""
    inferred, crashes = infer_soundly(claims, knowledge)
    known = index_claims(inferred)
    findings: list[Finding] = []
    for done, rule in enumerate(rules, 1):
        found, crash = run_rule(rule, known, knowledge)
        findings += found
        crashes += crash
        if progress:
            progress(done, len(rules), rule.ID)
    return findings, crashes


def infer_soundly(claims: Sequence[Claim], knowledge: Knowledge) -> tuple[Sequence[Claim], list[Problem]]:
    """The claims with all that follows from them, and a Problem for each article whose claims make that fail.

    Of such an article nothing is inferred; its claims themselves are kept.
    """
    try:
        return infer(claims, knowledge), []
    except Exception:
        by_article: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_article[claim.evidence[0].span.article].append(claim)

        def run(names: Sequence[str]) -> tuple[Claim, ...]:
            return infer([claim for name in names for claim in by_article[name]], knowledge)

        found, failed = leave_out_failing(run, sorted(by_article))
    said = "inferring failed ({}); what its claims imply is not checked; please report it"
    problems = [Problem("crash", said.format(name_error(error)), name) for name, error in failed]
    return (*found, *(claim for name, _ in failed for claim in by_article[name])), problems


def conclude_findings(
    findings: Iterable[Finding], rules: Iterable[Rule], settings: Mapping[str, Severity]
) -> tuple[Finding, ...]:
    """A report's findings of what the groups gave, in the order of rules and keys: one for a pair, graded, sorted."""
    by_id = {rule.ID: rule for rule in rules}
    kept = supersede_findings(merge_findings(findings))
    graded = (grade_finding(finding, by_id[finding.rule], settings) for finding in kept if finding.rule in by_id)
    return tuple(sorted(graded, key=order_finding))


# ── one rule ──────────────────────────────────────────────────────────────────────────────────


def run_rule(rule: Rule, known: Known, knowledge: Knowledge) -> tuple[list[Finding], list[Problem]]:
    """What a rule finds among the claims, and a Problem where it raises: one for each rule, the first.

    A group that makes the rule raise gives no finding, a claim whose keys do is in no group; all others are kept.
    """
    findings: list[Finding] = []
    problems: list[Problem] = []
    try:
        groups = group_claims(rule, known, knowledge)
    except Exception as error:
        problems.append(_report_crash(rule, "its keys", error))
        sound = index_claims(claim for claim in known.claims if _has_sound_keys(rule, claim, knowledge))
        groups = group_claims(rule, sound, knowledge)
    for key, members in groups.items():
        found = check_group(rule, key, members, knowledge)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            findings += found
    return findings, problems[:1]


def index_claims(claims: Iterable[Claim]) -> Known:
    """The claims in the order of their places, with their shapes."""
    ordered = sorted(claims, key=order_claim)
    places: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, claim in enumerate(ordered):
        places[list_traits(claim)].append(at)
    return Known(ordered, {find_shape(ordered[found[0]]): found for found in places.values()})


def group_claims(rule: Rule, known: Known, knowledge: Knowledge) -> dict[str, list[Claim]]:
    """The rule's groups by key, sorted, each in the order of `known`: those alone that may give a finding."""
    concerned: dict[Concern, list[int]] = {concern: [] for concern in Concern}
    for shape, places in known.shapes.items():
        concerned[rule.concern(shape, knowledge)] += places
    groups: dict[str, list[Claim]] = {}
    for at in concerned[Concern.FULL]:
        for key in rule.keys(known.claims[at], knowledge):
            groups[key] = []
    for at in sorted(concerned[Concern.FULL] + concerned[Concern.BESIDE]) if groups else ():
        claim = known.claims[at]
        for key in rule.keys(claim, knowledge):
            members = groups.get(key)
            # A claim may have one key twice: both its sides bear one name.
            if members is not None and (not members or members[-1] is not claim):
                members.append(claim)
    fewest = 1 if rule.ID in ALONE else 2
    return {key: groups[key] for key in sorted(key for key, members in groups.items() if len(members) >= fewest)}


def check_group(rule: Rule, key: str, members: Sequence[Claim], knowledge: Knowledge) -> tuple[Finding, ...] | Problem:
    """What a rule finds in one group; a Problem where it raises. It depends on these arguments alone."""
    try:
        return tuple(rule.check(key, members, knowledge))
    except Exception as error:
        return _report_crash(rule, key, error)


def _has_sound_keys(rule: Rule, claim: Claim, knowledge: Knowledge) -> bool:
    try:
        if rule.concern(find_shape(claim), knowledge) is not Concern.NONE:
            list(rule.keys(claim, knowledge))
    except Exception:
        return False
    return True


def _report_crash(rule: Rule, where: str, error: Exception) -> Problem:
    what = f"rule {rule.ID} crashed on {where}: {type(error).__name__}: {error}"
    return Problem(kind="crash", message=f"{what}; its findings are not complete")


# ── one pair, one finding ─────────────────────────────────────────────────────────────────────


def merge_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Drop a finding whose every pair another finding of the same rule and verdict shows as well."""
    kept: list[Finding] = []
    seen: defaultdict[tuple[str, Verdict, Pair], list[Pairs]] = defaultdict(list)
    for finding in sorted(findings, key=lambda one: (-_count_claims(one), order_finding(one))):
        pairs = list_pairs(finding)
        one = next(iter(pairs))
        if not any(pairs <= other for other in seen[finding.rule, finding.verdict, one]):
            kept.append(finding)
            for pair in pairs:
                seen[finding.rule, finding.verdict, pair].append(pairs)
    return kept


def supersede_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Drop a finding whose every pair a more specific rule reports."""
    covered: defaultdict[str, set[Pair]] = defaultdict(set)
    for finding in findings:
        for general in SUPERSEDES.get(finding.rule, ()):
            covered[general] |= list_pairs(finding)
    return [finding for finding in findings if not list_pairs(finding) <= covered[finding.rule]]


def list_pairs(finding: Finding) -> Pairs:
    """The pairs of places that a finding shows against each other; the places alone for one side."""
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
