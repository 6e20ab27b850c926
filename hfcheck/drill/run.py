"""Running the trials: each copy is held against the article that it was made from, and nothing else."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath

import msgspec

from hfcheck.audit import audit
from hfcheck.drill.plant import KINDS
from hfcheck.drill.records import Drill, Edit, Outcome, Planted, Tally, Trial
from hfcheck.knowledge import Knowledge
from hfcheck.model import Article, Block, Claim, Extract, Finding, Problem, Severity
from hfcheck.pool import map_ordered
from hfcheck.salvage import name_error
from hfcheck.workflow import read_extract

LOUD = (Severity.ERROR, Severity.WARNING)
"""What counts as found, and as a false alarm: what fails a run by default."""


def run_drill(
    trials: Sequence[Trial],
    knowledge: Knowledge,
    *,
    seed: int,
    settings: dict[str, Severity] | None = None,
    workers: int = 1,
    progress: Callable[[int, int, str], None] | None = None,
) -> Drill:
    """Run the trials and count, by kind, what was found and what was falsely flagged.

    A plant counts as found where a warning or an error sets words of its sentence against the original; in the same way
    a rewording counts as flagged. A rule that finds fault with the sentence as it stands counts for neither.
    `workers` processes share the trials; the result does not depend on their number.
    """
    run = partial(_run_trial, knowledge=knowledge, settings=settings or {})
    outcomes: list[Outcome] = []
    for done, outcome in enumerate(map_ordered(run, trials, workers, _report_lost), 1):
        outcomes.append(outcome)
        if progress:
            progress(done, len(trials), outcome.trial.kind)
    return Drill(seed, _count(outcomes), tuple(outcomes))


def _count(outcomes: Sequence[Outcome]) -> tuple[Tally, ...]:
    counts = Counter[tuple[str, str]]()
    for outcome in outcomes:
        if outcome.problem is not None:
            continue
        kind = outcome.trial.kind
        counts[kind, "planted"] += 1
        counts[kind, "found"] += bool(outcome.found_by)
        counts[kind, "reworded"] += outcome.trial.rewording is not None
        counts[kind, "flagged"] += bool(outcome.flagged_by)
    names = ("planted", "found", "reworded", "flagged")
    return tuple(Tally(kind, *(counts[kind, name] for name in names)) for kind in KINDS if counts[kind, "planted"])


def _report_lost(trial: Trial) -> Outcome:
    message = "the process of a trial died (killed, or out of memory?); please report it"
    return Outcome(trial, (), (), Problem("crash", message, trial.article.path))


def _run_trial(trial: Trial, knowledge: Knowledge, settings: dict[str, Severity]) -> Outcome:
    """One trial; where a stage fails on it, the outcome is a problem, and the others are still run."""
    try:
        return _hold_trial(trial, knowledge, settings)
    except _TrialError as error:
        problem = error.problem
    except Exception as error:
        message = f"a trial of “{trial.kind}” failed ({name_error(error)}); please report it"
        problem = Problem("crash", message, trial.article.path)
    return Outcome(trial, (), (), problem)


class _TrialError(Exception):
    """A stage that gave a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def _hold_trial(trial: Trial, knowledge: Knowledge, settings: dict[str, Severity]) -> Outcome:
    found = _audit_copy(trial, trial.plant, knowledge, settings)
    flagged = _audit_copy(trial, trial.rewording, knowledge, settings) if trial.rewording else ()
    if found or flagged:
        # The sentence may be at odds with another one of its article, planted or not.
        before = _audit_copy(trial, Planted((), "", trial.sentence), knowledge, settings)
        found, flagged = (tuple(rule for rule in rules if rule not in before) for rules in (found, flagged))
    return Outcome(trial, found, flagged)


def _audit_copy(trial: Trial, planted: Planted, knowledge: Knowledge, settings: dict[str, Severity]) -> tuple[str, ...]:
    from hfcheck.normalise import normalise

    original, copy = trial.article, copy_article(trial.article, planted)
    extracts = [_read_copy(article) for article in (original, copy)]
    claims, _ = normalise((original, copy), extracts, knowledge)
    report = audit(claims, knowledge, settings=settings)
    if report.problems:
        raise _TrialError(msgspec.structs.replace(report.problems[0], path=original.path))
    grown = sum(len(edit.words) - (edit.end - edit.start) for edit in planted.edits)
    place = (copy.id, trial.start, trial.end + grown)
    found = [finding for finding in report.findings if finding.severity in LOUD and _opposes(finding, place)]
    return tuple(sorted({finding.rule for finding in found}))


def _read_copy(article: Article) -> Extract:
    read = read_extract(article)
    if isinstance(read, Problem):
        raise _TrialError(read)
    return read


def _opposes(finding: Finding, place: tuple[str, int, int]) -> bool:
    """Whether a finding sets a claim of the sentence at `place` against one of the original's."""
    sides = [[*side.claims, *side.rest] for side in finding.sides]
    for at, side in enumerate(sides):
        others = [claim for number, other in enumerate(sides) if number != at for claim in other]
        away = any(claim.evidence[0].span.article != place[0] for claim in others)
        if away and any(_lies_in(claim, place) for claim in side) and not any(_lies_in(c, place) for c in others):
            return True
    return False


def _lies_in(claim: Claim, place: tuple[str, int, int]) -> bool:
    article, start, end = place
    return any(one.span.article == article and one.span.start < end and start < one.span.end for one in claim.evidence)


def copy_article(article: Article, planted: Planted) -> Article:
    """A copy of an article with a planted sentence, as a file beside it; its blocks follow the edits."""
    text = article.text
    for edit in sorted(planted.edits, key=lambda one: -one.start):
        text = text[: edit.start] + edit.words + text[edit.end :]
    blocks = tuple(Block(b.kind, _move(b.start, planted.edits), _move(b.end, planted.edits)) for b in article.blocks)
    path = PurePosixPath(article.path)
    name = str(path.with_name(f"{path.stem}~drill{path.suffix}"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return msgspec.structs.replace(article, id=name, path=name, text=text, blocks=blocks, sha256=digest)


def _move(offset: int, edits: Sequence[Edit]) -> int:
    return offset + sum(len(edit.words) - (edit.end - edit.start) for edit in edits if edit.end <= offset)
