"""No crash is silent: a stage that fails on one article names it, the rest is audited, and the exit code says so."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import hfcheck.rules.hf401_exclusive as exclusive
from hfcheck.cli.app import app
from hfcheck.decisions import Choice, Decisions, make_decision, make_drop, save_decisions
from hfcheck.pool import map_ordered
from hfcheck.report.formats import FORMATS, Format, Material
from hfcheck.salvage import leave_out_failing

from .projects import CONFIG, find, make_project, read_project, run_project

DATED = "---\npublished: 2024-05-01\n---\n"
NEWS = {
    "a.txt": f"{DATED}Norwick Institute is headquartered in Bergen.\n",
    "b.txt": f"{DATED}Norwick Institute is headquartered in Tromso.\n",
    "bad.txt": f"{DATED}Vell Motors is headquartered in Arvelby.\n",
    "c.txt": f"{DATED}Vell Motors is headquartered in Skelby.\n",
}
BAD = "news/bad.txt"
PARENT = os.getpid()

Raiser = Callable[..., Any]


class StageError(Exception):
    """What a broken stage raises."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_project(tmp_path, NEWS))
    return tmp_path


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, list(arguments), input=stdin)


def audit(*arguments: str) -> tuple[Result, Any]:
    result = run("audit", "--format", "json", *arguments)
    return result, json.loads(result.stdout)


def break_stage(monkeypatch: pytest.MonkeyPatch, target: str, is_bad: Callable[..., bool]) -> None:
    """Make the function `target` raise where `is_bad` says so of its arguments."""
    module, _, name = target.rpartition(".")
    real: Raiser = getattr(__import__(module, fromlist=[name]), name)

    def broken(*arguments: Any, **options: Any) -> Any:
        if is_bad(*arguments):
            raise StageError("out of order")
        return real(*arguments, **options)

    monkeypatch.setattr(target, broken)


def is_told(*values: object) -> bool:
    """Whether the bad article is among what a stage was given, but for the knowledge, which comes last."""
    return "Arvelby" in repr(values[:2])


# ── one article, stage by stage ───────────────────────────────────────────────────────────────

# Stage → the function that fails, and when: each on the one bad article alone.
READING: dict[str, tuple[str, Callable[..., bool]]] = {
    "sources": ("hfcheck.sources.read_article", lambda path, *_: path.name == "bad.txt"),
    "blocks": ("hfcheck.sources.articles.mark_boilerplate", lambda text, blocks: "Arvelby" in text),
    "dating": ("hfcheck.sources.articles.read_front_matter", lambda text, name: name == BAD),
    "planning": ("hfcheck.language.read.plan_sentences", lambda article: article.id == BAD),
    "language": ("hfcheck.language.read_sentences", lambda article: article.id == BAD),
    "mending": ("hfcheck.language.read.mend_tree", lambda tokens: any(t.text == "Arvelby" for t in tokens)),
    "extraction": ("hfcheck.extraction.extract_propositions", lambda article, *rest: article.id == BAD),
    "coreference": ("hfcheck.extraction.read.follow_references", lambda readers: is_told(readers[0].tree.sentence)),
}
WHOLE: dict[str, tuple[str, Callable[..., bool]]] = {
    "normalise": ("hfcheck.normalise.renew_claims", lambda articles, *rest: BAD in {one.id for one in articles}),
    "normalise together": (
        "hfcheck.normalise.renew_claims",
        lambda articles, *rest: {"news/a.txt", BAD} <= {one.id for one in articles},
    ),
}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("stage", [*READING, *WHOLE])
def test_a_stage_that_fails_on_an_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stage: str, workers: int
) -> None:
    break_stage(monkeypatch, *(READING | WHOLE)[stage])
    result, report = audit("--workers", str(workers))
    assert result.exit_code == 4
    ((kind, path, message),) = [(one["kind"], one["path"], one["message"]) for one in report["problems"]]
    assert (kind, path) == ("crash", BAD)
    assert "StageError: out of order" in message
    assert message.endswith("please report it")
    assert [one["rule"] for one in report["findings"]] == ["HF401"]
    assert report["coverage"]["articles"] == 3
    assert not (folder / "claims.yaml").exists()
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    assert len(audit()[1]["findings"]) == 2


@pytest.mark.parametrize("stage", ["sources", "language", "normalise"])
@pytest.mark.parametrize(
    "command", [["extract"], ["claims"], ["extract", "news"], ["sources", "--names"], ["audit", "news"]]
)
def test_other_commands_name_it_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], stage: str
) -> None:
    break_stage(monkeypatch, *(READING | WHOLE)[stage])
    result = run(*command)
    assert result.exit_code == 4
    assert BAD in result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    assert "Norwick" in result.stdout or command == ["extract"]


def test_a_suggestion_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_stage(monkeypatch, "hfcheck.normalise.normalise", lambda articles, extracts, *rest: is_told(extracts))
    result = run("packs", "suggest")
    assert result.exit_code == 4
    assert f"problem: {BAD}: normalising failed (StageError: out of order)" in result.stderr


def test_what_claims_imply_is_left_out_for_one_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("audit", "recheck"):
        break_stage(monkeypatch, f"hfcheck.{module}.infer", lambda claims, knowledge: is_told(claims))
    result, report = audit()
    assert result.exit_code == 4
    assert [one["path"] for one in report["problems"]] == [BAD]
    assert len(report["findings"]) == 2


def test_a_rule_that_raises_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(folder, {"d.txt": f"{DATED}Ann Lee did not leave Oslo.\n", "e.txt": f"{DATED}Ann Lee left Oslo.\n"})
    monkeypatch.setattr(exclusive, "check", lambda key, claims, knowledge: 1 / 0)
    result, report = audit()
    assert result.exit_code == 4
    (problem,) = report["problems"]
    assert "rule HF401 crashed" in problem["message"]
    assert [one["rule"] for one in report["findings"]] == ["HF101"]
    assert (folder / "claims.yaml").exists()


# ── what editors decided ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("function", ["apply_corrections", "apply_decisions"])
def test_a_decision_that_cannot_be_applied(folder: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    project, extraction, report = run_project(folder)
    articles = {article.id: article for article in project.articles}
    made = tuple(make_decision(one, articles, Choice.BOTH_STAND, reason="r", who="w") for one in find(report, "HF401"))
    bad = next(claim for claim in extraction.claims if claim.evidence[0].span.article == BAD)
    drop = make_drop(bad, reason="r", who="w")
    kept = Decisions(corrections=(drop,)) if function == "apply_corrections" else Decisions(decisions=made)
    save_decisions(folder / "decisions.yaml", kept)
    break_stage(monkeypatch, f"hfcheck.applying.{function}", lambda *given: is_told(given[2]))
    result, shown = audit()
    assert result.exit_code == 4
    assert len(shown["findings"]) == 2
    (problem,) = shown["problems"]
    named = BAD if function == "apply_corrections" else str(problem["message"])
    assert problem["path"] == BAD or made[0].fingerprint in named or made[1].fingerprint in named
    assert sum(one["decision"] is not None for one in shown["findings"]) == (function == "apply_decisions")


def test_an_article_that_cannot_be_counted_as_a_source(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_stage(monkeypatch, "hfcheck.applying.count_sources", lambda report, articles: BAD in articles)
    result, report = audit()
    assert result.exit_code == 4
    assert [one["path"] for one in report["problems"]] == [BAD]
    assert len(report["findings"]) == 2


# ── reports ───────────────────────────────────────────────────────────────────────────────────


def test_a_quote_that_cannot_be_checked_withholds_its_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_stage(monkeypatch, "hfcheck.report.pieces._faults_of", lambda side, articles: is_told(side))
    result, report = audit()
    assert result.exit_code == 4
    assert len(report["findings"]) == 1
    (problem,) = report["problems"]
    assert BAD in problem["message"]


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_that_a_format_cannot_show(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def render(material: Material) -> str:
        if BAD in material.articles:
            raise StageError("out of order")
        return FORMATS[name].render(material)

    broken = {**FORMATS, name: Format("broken", FORMATS[name].suffixes, render)}
    monkeypatch.setattr("hfcheck.report.formats.FORMATS", broken)
    other = "json" if name == "jsonl" else "jsonl"
    result = run("audit", "--output", f"{name}:out", "--output", f"{other}:sound")
    assert result.exit_code == 4
    assert f"problem: {BAD}: it could not be shown in the {name} report (StageError: out of order)" in result.stderr
    written = (folder / "out").read_text(encoding="utf-8")
    assert "Tromso" in written
    assert "Arvelby" not in written
    assert "out of order" in written
    assert "Skelby" in (folder / "sound").read_text(encoding="utf-8")
    assert (folder / "claims.yaml").exists()


def test_a_finding_that_cannot_be_shown_is_passed_over_in_a_review(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_project(folder)
    break_stage(monkeypatch, "hfcheck.cli.desk.draw_finding", lambda finding, desk, width: is_told(finding))
    result = run("review", "--who", "Ed", stdin="s\nboth are right\n\n")
    assert result.exit_code == 4
    assert "cannot be shown" in result.stderr
    assert BAD in result.stderr
    assert "1 decided" in result.stdout


# ── texts, lines and pairs ────────────────────────────────────────────────────────────────────


def test_a_line_that_fails_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "lines.txt").write_text(
        "Ann Lee left Oslo.\nVell is in Arvelby.\nVera Holt left Oslo.\n", encoding="utf-8"
    )
    break_stage(monkeypatch, "hfcheck.language.read_sentences", lambda article: "Arvelby" in article.text)
    result = run("extract", "--per-line", "lines.txt")
    assert result.exit_code == 4
    assert [json.loads(line)["line"] for line in result.stdout.splitlines()] == [1, 3]
    assert "problem: lines.txt:2: reading the line failed (StageError: out of order)" in result.stderr


@pytest.mark.parametrize("stage", ["language.read_sentences", "normalise.normalise", "texts.compare_denials"])
def test_a_pair_that_fails_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    pairs = [
        {"id": n, "a": f"Vell is in {town}.", "b": "Vell is in Skelby."} for n, town in enumerate(["Oslo", "Arvelby"])
    ]
    (folder / "pairs.jsonl").write_text("\n".join(map(json.dumps, [*pairs, pairs[0]])), encoding="utf-8")
    break_stage(monkeypatch, f"hfcheck.{stage}", is_told)
    result = run("compare", "--pairs", "pairs.jsonl")
    assert result.exit_code == 4
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in records] == [0, 1, 0]
    assert records[0] == records[2]
    assert (records[1]["rule"], records[1]["confidence"]) == (None, 0.0)
    assert "StageError" in records[1]["why"]
    assert "problem: pairs.jsonl:2: " in result.stderr
    alone = run("compare", pairs[1]["a"], pairs[1]["b"])
    assert alone.exit_code == 4
    assert "StageError" in alone.stdout


def test_a_text_that_cannot_be_explained_leaves_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_stage(monkeypatch, "hfcheck.language.read_sentences", lambda article: "Arvelby" in article.text)
    result = run("extract", "--explain", "news/bad.txt", "news/gone.txt", "news/c.txt")
    assert result.exit_code == 4
    assert "Skelby" in result.stdout
    assert "problem: news/bad.txt: reading failed" in result.stderr
    assert "problem: news/gone.txt: no such file" in result.stderr


# ── other commands ────────────────────────────────────────────────────────────────────────────


def test_a_rule_that_raises_is_told_by_every_command_that_audits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("audit", "--output", "json:report.json")
    (folder / "old.yaml").write_bytes((folder / "claims.yaml").read_bytes())
    monkeypatch.setattr(exclusive, "check", lambda key, claims, knowledge: 1 / 0)
    # What rules said before is not asked of rules that have changed.
    shutil.rmtree(folder / ".hfcheck")
    drill = ["drill", "--each", "1"]
    for command in (["verify", "report.json"], ["diff", "old.yaml", "claims.yaml"], ["review"], drill):
        # What an audit concluded of the same claims is kept there.
        shutil.rmtree(folder / ".hfcheck", ignore_errors=True)
        result = run(*command)
        assert result.exit_code == 4, command
        assert "rule HF401 crashed" in result.stderr


STORY = "Ann Lee bought 300 boats from Quillon in May 2019, the mayor of {town} said on Tuesday.\n"


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("stage", ["language.read_sentences", "extraction.extract_propositions", "normalise.normalise"])
def test_a_drill_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch, stage: str, workers: int) -> None:
    for name, town in (("a.txt", "Bergen"), ("bad.txt", "Arvelby")):
        make_project(folder, {name: DATED + STORY.format(town=town)})
    break_stage(monkeypatch, f"hfcheck.{stage}", is_told)
    result = run("drill", "--each", "2", "--kinds", "number", "--format", "json", "--workers", str(workers))
    assert result.exit_code == 4
    assert BAD in result.stderr
    assert "StageError" in result.stderr
    document = json.loads(result.stdout)
    assert [trial["article"] for trial in document["trials"]] == ["news/a.txt"]
    assert document["total"]["planted"] == 1


# ── processes ─────────────────────────────────────────────────────────────────────────────────


def die(kind: str) -> None:
    """End this process, unless it is the one that runs the tests."""
    assert os.getpid() != PARENT
    if kind == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(3)


@pytest.mark.parametrize("kind", ["killed", "left"])
@pytest.mark.parametrize("name", sorted(NEWS))
def test_a_process_that_dies_is_a_problem_of_its_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    from hfcheck import language

    real = language.read_sentences

    def read_sentences(article: Any) -> Any:
        if article.id == f"news/{name}":
            die(kind)
        return real(article)

    monkeypatch.setattr(language, "read_sentences", read_sentences)
    result, report = audit("--workers", "2")
    assert result.exit_code == 4
    ((path, message),) = [(one["path"], one["message"]) for one in report["problems"]]
    assert path == f"news/{name}"
    assert "died (killed, or out of memory?)" in message
    assert report["coverage"]["articles"] == 3
    assert len(report["findings"]) == 1


@pytest.mark.parametrize("error", [MemoryError(), RecursionError("too deep"), AssertionError()])
@pytest.mark.parametrize("workers", [1, 2])
def test_errors_without_a_message_are_named_by_their_kind(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, workers: int
) -> None:
    from hfcheck import language

    real = language.read_sentences

    def read_sentences(article: Any) -> Any:
        if article.id == BAD:
            raise error
        return real(article)

    monkeypatch.setattr(language, "read_sentences", read_sentences)
    result, report = audit("--workers", str(workers))
    assert result.exit_code == 4
    assert [one["path"] for one in report["problems"]] == [BAD]
    assert type(error).__name__ in report["problems"][0]["message"]


def double(number: int) -> int:
    if number < 0:
        die("killed" if number % 2 else "left")
    return 2 * number


@pytest.mark.parametrize("workers", [2, 3])
@pytest.mark.parametrize("items", [[-1, 2, 3], [1, 2, -3], [1, -2, 3, 4, -5, 6, 7], [-1, -2, -3], [-1, 1]])
def test_the_items_that_no_process_died_of_are_done_in_order(items: list[int], workers: int) -> None:
    wanted = [2 * item if item > 0 else 0 for item in items]
    assert list(map_ordered(double, items, workers, lambda item: 0)) == wanted


# ── which items make a stage fail ─────────────────────────────────────────────────────────────


@given(st.lists(st.integers(0, 99), unique=True, max_size=12), st.sets(st.integers(0, 99), max_size=4))
def test_just_the_items_that_fail_are_left_out(items: list[int], bad: set[int]) -> None:
    def add(kept: Any) -> int:
        if bad.intersection(kept):
            raise StageError(str(sorted(kept)))
        return sum(kept)

    total, failed = leave_out_failing(add, items)
    assert [item for item, _ in failed] == [item for item in items if item in bad]
    assert total == sum(item for item in items if item not in bad)
    assert all(isinstance(error, StageError) for _, error in failed)


def test_of_two_that_fail_together_the_later_is_left_out() -> None:
    def add(kept: Any) -> int:
        if {2, 4} <= set(kept):
            raise StageError
        return sum(kept)

    assert leave_out_failing(add, [1, 2, 3, 4, 5])[0] == 11


def test_what_fails_without_any_item_raises() -> None:
    with pytest.raises(StageError):
        leave_out_failing(lambda kept: (_ for _ in ()).throw(StageError), [1, 2])


def test_a_project_of_the_tests_is_sound(folder: Path) -> None:
    assert CONFIG in (folder / "hfcheck.yaml").read_text(encoding="utf-8")
    assert len(find(run_project(folder)[2], "HF401")) == 2
    assert read_project(folder).problems == ()
