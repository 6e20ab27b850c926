"""The commands run on a hand-made workflow: the stages have tests of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from hfcheck.errors import LedgerError
from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Argument,
    Article,
    Claim,
    Modality,
    Phrase,
    PhraseKind,
    Polarity,
    Proposition,
    Report,
    Skipped,
    Verdict,
    Voice,
)
from hfcheck.surface import Told
from hfcheck.texts import Line
from tests.report import sample

Run = Callable[..., Result]


class FakeProject:
    """What `open_project` gives."""

    shelf = None

    def __init__(
        self, config: Any, knowledge: Knowledge, articles: tuple[Article, ...], problems: tuple[Any, ...]
    ) -> None:
        self.config, self.knowledge, self.articles, self.problems = config, knowledge, articles, problems


class FakeExtraction:
    """What `extract_claims` gives."""

    claims: tuple[Claim, ...] = sample.CLAIMS
    skipped: tuple[Skipped, ...] = ()
    notices = sample.REPORT.notices
    problems: tuple[Any, ...] = ()
    coverage = sample.COVERAGE
    changed = True


class FakeComparison:
    """What `compare_texts` gives: a conflict where the texts differ."""

    def __init__(self, a: str, b: str) -> None:
        self.verdict = Verdict.CONFLICT if a != b else Verdict.COMPATIBLE
        self.rule = "HF401" if a != b else None
        self.confidence = 0.8
        self.why = "two values" if a != b else "the same"
        self.report = sample.REPORT if a != b else sample.CLEAN
        self.comparings = ()


class FakeWorkflow(ModuleType):
    """Stands for `hfcheck.workflow`; records what was asked of it."""

    Project = FakeProject
    Extraction = FakeExtraction

    def __init__(self) -> None:
        super().__init__("hfcheck.workflow")
        self.report: Report = sample.REPORT
        self.calls: list[tuple[str, Any]] = []
        self.failure: BaseException | None = None
        self.save_failure: LedgerError | None = None
        self.differences: tuple[str, ...] = ()

    def open_project(self, config: Any, paths: Sequence[Path] | None = None) -> FakeProject:
        self.calls.append(("open", paths))
        if self.failure is not None:
            raise self.failure
        return FakeProject(config, Knowledge(), tuple(sample.ARTICLES.values()), ())

    def extract_claims(self, project: FakeProject, **options: Any) -> FakeExtraction:
        self.calls.append(("extract", options))
        return FakeExtraction()

    def save_project_ledger(self, project: FakeProject, extraction: FakeExtraction) -> bool:
        self.calls.append(("save", None))
        if self.save_failure is not None:
            raise self.save_failure
        return True

    def audit_project(
        self,
        project: FakeProject,
        extraction: FakeExtraction,
        *,
        today: Any = None,
        progress: Any = None,
        remember: bool = False,
    ) -> Report:
        self.calls.append(("audit", today))
        return self.report

    def locate_decisions(self, config: Any) -> Path:
        return Path(config.root) / "decisions.yaml"

    def check_ledger(self, project: FakeProject, progress: Any = None) -> tuple[str, ...]:
        return self.differences

    def compare_texts(self, a: str, b: str, knowledge: Knowledge) -> FakeComparison:
        return FakeComparison(a, b)

    def extract_lines(self, lines: Sequence[str], knowledge: Knowledge) -> Iterator[Line]:
        for number, line in enumerate(lines, 1):
            if line:
                subject = Phrase(line.split()[0], 0, len(line.split()[0]), "x", PhraseKind.NAME)
                voice = Voice(None, "states", "reportedly", False)
                told = Told(subject.text, "runs", ("it",), _proposition(line, subject, voice))
                yield Line(number, told, sample.BASED_OSLO.text)

    def asked(self, name: str) -> list[Any]:
        """What one of the functions was called with."""
        return [value for called, value in self.calls if called == name]


def _proposition(line: str, subject: Phrase, voice: Voice) -> Proposition:
    argument = Argument("obj", Phrase("it", 0, 2, "it", PhraseKind.PRONOUN))
    return Proposition(
        "<line>",
        "verb",
        subject,
        "runs",
        "run",
        (argument,),
        Polarity.AFFIRMED,
        Modality.ASSERTED,
        (voice,),
        0,
        len(line),
        0,
        len(line),
        0.8,
    )


@pytest.fixture
def workflow(monkeypatch: pytest.MonkeyPatch) -> FakeWorkflow:
    """Put the hand-made workflow in the place of the real one."""
    fake = FakeWorkflow()
    monkeypatch.setitem(sys.modules, "hfcheck.workflow", fake)
    monkeypatch.setitem(sys.modules, "hfcheck.texts", fake)
    return fake


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `hfcheck` in an empty folder, 80 columns wide."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    from hfcheck.cli.app import app

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return invoke
