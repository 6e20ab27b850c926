"""The straight line for bare texts, without a project: two texts held against each other, lines and sentences alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from hfcheck.audit import audit
from hfcheck.coverage import measure_coverage, sum_coverage
from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Claim, Extract, Finding, Problem, Proposition, Report, Severity, Verdict
from hfcheck.report.explained import ExplainedReference, ExplainedSentence
from hfcheck.salvage import name_error
from hfcheck.scene import (
    Comparing,
    Node,
    Scene,
    compare_denials,
    compare_scenes,
    explain_silence,
    read_nodes,
    set_scene,
    unify_subjects,
)
from hfcheck.sources import make_article
from hfcheck.surface import Told


class PairVerdict(msgspec.Struct, frozen=True):
    """What comparing two texts gave; `report` holds the findings behind it, `comparings` all that was held together."""

    verdict: Verdict
    rule: str | None
    confidence: float
    why: str
    report: Report
    comparings: tuple[Comparing, ...] = ()


class _Reading(NamedTuple):
    """One text as its propositions and its nodes, or the problem that it gave."""

    extract: Extract | None
    nodes: list[Node]
    problem: Problem | None = None


def compare_texts(a: str, b: str, knowledge: Knowledge) -> PairVerdict:
    """Compare two texts as being about one scene: the same time, unless they say otherwise.

    Where a stage fails on a text, the report has a Problem of kind "crash", and the reason says so.
    """
    articles = (make_article(a, id="a"), make_article(b, id="b"))
    readings = [_read(article) for article in articles]
    try:
        result = _compare_readings(articles, readings, knowledge)
    except Exception as error:  # of many pairs the others are still compared
        problem = Problem(kind="crash", message=f"comparing failed ({name_error(error)}); please report it")
        result = PairVerdict(Verdict.UNRELATED, None, 0.5, "", audit((), knowledge, problems=(problem,)))
    crash = next((problem for problem in result.report.problems if problem.kind == "crash"), None)
    if crash is None or result.rule is not None:
        return result
    return msgspec.structs.replace(result, confidence=0.0, why=f"not everything could be compared: {crash.message}")


def _compare_readings(articles: Sequence[Article], readings: Sequence[_Reading], knowledge: Knowledge) -> PairVerdict:
    from hfcheck.normalise import normalise

    extracts = [r.extract for r in readings if r.extract is not None]
    problems = [r.problem for r in readings if r.problem is not None]
    claims, notices = normalise(articles, extracts, knowledge)
    claims = tuple(unify_subjects(claims, (articles[0].id, articles[1].id)))
    told, comparings = compare_scenes(readings[0].nodes, readings[1].nodes)
    denied = _find_denied(articles, readings)
    scene = (*(set_scene(claim) for claim in claims), *told, *denied)
    coverage = sum_coverage(measure_coverage(extracts, claims))
    skipped = tuple(s for extract in extracts for s in extract.skipped)
    report = audit(scene, knowledge, skipped=skipped, notices=notices, problems=problems, coverage=coverage)
    return _judge_pair(report, tuple(comparings))


def _find_denied(articles: Sequence[Article], readings: Sequence[_Reading]) -> list[Claim]:
    """Claims of what one of the two texts denies and the other tells."""
    sides = [
        Scene(a.text, r.extract, r.nodes) for a, r in zip(articles, readings, strict=True) if r.extract is not None
    ]
    return compare_denials(*sides) if len(sides) == len(articles) == 2 else []


def _read(article: Article) -> _Reading:
    """Parse a text once, for both its propositions and its nodes."""
    from hfcheck.extraction import extract_propositions
    from hfcheck.language import read_sentences

    try:
        sentences, skipped = read_sentences(article)
        extract = extract_propositions(article, sentences, skipped)
        return _Reading(extract, read_nodes(article.text, sentences))
    except Exception as error:  # what fails on one text is told, and the other is still read
        message = f"reading failed ({name_error(error)}); please report it"
        return _Reading(None, [], Problem(kind="crash", message=message, path=article.path))


def _judge_pair(report: Report, comparings: tuple[Comparing, ...]) -> PairVerdict:
    across = [f for f in report.findings if len({c.evidence[0].span.article for s in f.sides for c in s.claims}) > 1]
    across = [f for f in across if f.severity is not Severity.OFF]
    if not across:
        return _judge_silence(report, comparings)
    worst = max(across, key=_rank)
    verdict = Verdict.CONFLICT if worst.verdict is Verdict.UNORDERED else worst.verdict
    return PairVerdict(verdict, worst.rule, worst.confidence, worst.message, report, comparings)


def _judge_silence(report: Report, comparings: tuple[Comparing, ...]) -> PairVerdict:
    """The typed verdict on two texts that no rule finds apart."""
    reason = explain_silence(comparings)
    if reason is not None:
        return PairVerdict(reason.verdict, None, 0.5, f"no rule finds the two apart: {reason.why}", report, comparings)
    verdict = Verdict.COMPATIBLE if report.coverage.claims else Verdict.UNRELATED
    return PairVerdict(verdict, None, 0.5, "no rule finds the two apart", report, comparings)


def _rank(finding: Finding) -> tuple[int, float, str]:
    loud = (Severity.OFF, Severity.NOTE, Severity.WARNING, Severity.ERROR)
    return loud.index(finding.severity), finding.confidence, finding.rule


class Line(msgspec.Struct, frozen=True):
    """One fact of a line of text: its number from 1, the fact in the line's own words, and its claim.

    `claim` is the fact as a sentence that stands alone.
    """

    number: int
    told: Told
    claim: str


def extract_lines(lines: Sequence[str], knowledge: Knowledge) -> Iterator[Line | Problem]:
    """Each line as a text of its own; a line that makes a stage fail gives a Problem with its number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from _extract_line(number, line, knowledge)
        except Exception as error:  # a line that makes a stage fail must not stop the others
            message = f"reading the line failed ({name_error(error)}); please report it"
            yield Problem(kind="crash", message=message, line=number)


def _extract_line(number: int, line: str, knowledge: Knowledge) -> list[Line]:
    from hfcheck.extraction import extract_propositions
    from hfcheck.language import read_sentences
    from hfcheck.normalise import normalise_each, word_claim
    from hfcheck.surface import view_sentence

    article = make_article(line, id=f"line-{number}")
    sentences, skipped = read_sentences(article)
    extract = extract_propositions(article, sentences, skipped)
    texts: dict[Proposition, str] = {}
    for proposition, claims in normalise_each(article, extract, knowledge):
        texts.setdefault(proposition, claims[0].text)
    found: list[Line] = []
    for sentence in sentences:
        own = [p for p in texts if p.sentence_start == sentence.start]
        for told in view_sentence(article.text, sentence, own):
            claim = texts.get(told.proposition) or word_claim(told.proposition)
            found.append(Line(number, told, claim))
    return found


def explain_article(article: Article, knowledge: Knowledge) -> tuple[ExplainedSentence, ...]:
    """Each sentence of an article with its tree, the claims that it gave, its references and what was left out."""
    from hfcheck.extraction import extract_propositions
    from hfcheck.extraction.read import read_article
    from hfcheck.language import read_sentences
    from hfcheck.normalise import normalise_each

    sentences, _ = read_sentences(article)
    readings = list(read_article(article, sentences))
    facts: dict[tuple[int, int], list[tuple[Proposition, tuple[str, ...]]]] = {}
    for proposition, claims in normalise_each(article, extract_propositions(article, sentences), knowledge):
        told = tuple(dict.fromkeys(claim.text for claim in claims))
        facts.setdefault((proposition.sentence_start, proposition.sentence_end), []).append((proposition, told))
    return tuple(
        ExplainedSentence(
            words=article.text[sentence.start : sentence.end],
            sentence=sentence,
            facts=tuple(facts.get((sentence.start, sentence.end), ())),
            references=tuple(
                ExplainedReference(r.text, ", ".join(a.full for a in r.antecedents), r.reason)
                for r in reading.references
                if r.followed
            ),
            skipped=tuple(dict.fromkeys(part.reason for part in reading.skipped)),
        )
        for sentence, reading in zip(sentences, readings, strict=True)
    )
