"""The straight line for bare texts, without a project: two texts held against each other, lines read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from hfcheck.audit import audit
from hfcheck.coverage import measure_coverage, sum_coverage
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Extract, Finding, Problem, Proposition, Report, Severity, Verdict
from hfcheck.scene import set_scene
from hfcheck.sources import make_article
from hfcheck.workflow import read_extract


class PairVerdict(msgspec.Struct, frozen=True):
    """What comparing two texts gave; `report` holds the findings behind it."""

    verdict: Verdict
    rule: str | None
    confidence: float
    why: str
    report: Report


def compare_texts(a: str, b: str, knowledge: Knowledge) -> PairVerdict:
    """Compare two texts as being about one scene: the same time, unless they say otherwise."""
    from hfcheck.normalise import normalise

    articles = (make_article(a, id="a"), make_article(b, id="b"))
    results = [read_extract(article) for article in articles]
    extracts = [r for r in results if isinstance(r, Extract)]
    problems = [r for r in results if isinstance(r, Problem)]
    claims, notices = normalise(articles, extracts, knowledge)
    scene = tuple(set_scene(claim) for claim in claims)
    coverage = sum_coverage(measure_coverage(extracts, claims))
    skipped = tuple(s for extract in extracts for s in extract.skipped)
    report = audit(scene, knowledge, skipped=skipped, notices=notices, problems=problems, coverage=coverage)
    return _judge_pair(report)


def _judge_pair(report: Report) -> PairVerdict:
    across = [f for f in report.findings if len({c.evidence[0].span.article for s in f.sides for c in s.claims}) > 1]
    across = [f for f in across if f.severity is not Severity.OFF]
    if not across:
        verdict = Verdict.COMPATIBLE if report.coverage.claims else Verdict.UNRELATED
        return PairVerdict(verdict, None, 0.5, "no rule finds the two apart", report)
    worst = max(across, key=_rank)
    verdict = Verdict.CONFLICT if worst.verdict is Verdict.UNORDERED else worst.verdict
    return PairVerdict(verdict, worst.rule, worst.confidence, worst.message, report)


def _rank(finding: Finding) -> tuple[int, float, str]:
    loud = (Severity.OFF, Severity.NOTE, Severity.WARNING, Severity.ERROR)
    return loud.index(finding.severity), finding.confidence, finding.rule


def extract_lines(lines: Sequence[str], knowledge: Knowledge) -> Iterator[tuple[int, Proposition, Claim | None]]:
    """Each line as a text of its own: its number from 1, and each proposition with the claim that it became."""
    from hfcheck.normalise import normalise

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        article = make_article(line, id=f"line-{number}")
        extract = read_extract(article)
        if isinstance(extract, Problem):
            continue
        claims, _ = normalise((article,), (extract,), knowledge)
        atoms = _pair_off([c for c in claims if c.relation != "lists"], len(extract.propositions))
        for proposition, claim in zip(extract.propositions, atoms, strict=True):
            yield number, proposition, claim


def _pair_off(claims: Sequence[Claim], wanted: int) -> list[Claim]:
    """The first claim of each of `wanted` propositions; a change gives several of one text, which follow each other."""
    first: list[Claim] = []
    for number, claim in enumerate(claims):
        again = first and (claim.text, claim.evidence) == (first[-1].text, first[-1].evidence)
        if not again or len(claims) - number <= wanted - len(first):
            first.append(claim)
    return first
