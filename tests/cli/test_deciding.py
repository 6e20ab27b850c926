"""`hfcheck decide`, `review` and `diff`, and the gates of `audit`, on a small project read by the real stages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from hfcheck.cli import decide, diff, gates, review
from hfcheck.decisions import Decision, load_decisions
from hfcheck.errors import HfcheckError
from hfcheck.yamlsource import load_yaml
from tests.projects import SMALL, make_project, run_project
from tests.rules.shorthand import read_claims

from .conftest import Run

BORN = "---\npublished: 2024-05-01\n---\nAnn Lee was born in {}.\n"
ARTICLES = {**SMALL, "d.txt": BORN.format("Graz"), "e.txt": BORN.format("Linz")}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
KEEP = ("--verdict", "keep-a", "--reason", "the register", "--who", "Ann")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, read once."""
    folder = make_project(tmp_path_factory.mktemp("project"), ARTICLES)
    run_project(folder)
    return folder


@pytest.fixture
def project(template: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it in the folder where the commands run, in no repository and with nobody's name."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-such-file"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


@pytest.fixture
def prints(project: Path, run: Run) -> list[str]:
    """The fingerprints of the findings, Norwick's before Lee's."""
    findings = json.loads(run("audit", "--format", "json").stdout)["findings"]
    assert [finding["rule"] for finding in findings] == ["HF401", "HF407"]
    return [finding["fingerprint"] for finding in findings]


def read_decided(project: Path) -> tuple[Decision, ...]:
    return load_decisions(project / "decisions.yaml").decisions


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, check=True)


# ── decide ────────────────────────────────────────────────────────────────────────────────────


def test_a_decision_by_the_first_digits_lets_the_run_pass(project: Path, run: Run, prints: list[str]) -> None:
    assert run("audit").exit_code == 1
    for fingerprint in prints:
        result = run("decide", fingerprint[:6].upper(), *KEEP)
        assert result.exit_code == 0, result.output
        assert result.stdout.endswith("the register (Ann)\nwritten to decisions.yaml\n")
    assert run("audit").exit_code == 0
    report = json.loads(run("audit", "--format", "json").stdout)
    assert [one["decision"] for one in report["findings"]] == [
        "keep “Norwick Institute is headquartered in Bergen”: the register (Ann)",
        "keep “Ann Lee was born in Graz”: the register (Ann)",
    ]
    assert report["today"] is None


def test_a_decision_is_replaced_and_taken_back(project: Path, run: Run, prints: list[str]) -> None:
    run("decide", prints[0], *KEEP)
    run("decide", prints[0], "--verdict", "BOTH-STAND", "--reason", "  two\n seats ", "--who", "Ole")
    (decision,) = read_decided(project)
    assert (decision.verdict, decision.reason, decision.who) == ("both-stand", "two seats", "Ole")
    result = run("decide", prints[0][:4], "--undo")
    assert result.stdout.endswith("taken out of decisions.yaml\n")
    assert read_decided(project) == ()
    assert run("decide", prints[0], "--undo").exit_code == 2


def test_a_decision_ends_with_its_last_day(project: Path, run: Run, prints: list[str]) -> None:
    run("decide", prints[1], *KEEP)
    later = ("--verdict", "later", "--reason", "asked", "--who", "Ann", "--until", "2024-06-01")
    assert run("decide", prints[0], *later, "--today", "2024-06-02").exit_code == 2
    assert run("decide", prints[0], *later, "--today", "2024-06-01").exit_code == 0
    assert run("audit", "--today", "2024-06-01").exit_code == 0
    assert run("audit", "--today", "2024-06-02").exit_code == 1
    assert json.loads(run("audit", "-f", "json", "--today", "2024-06-02").stdout)["today"] == "2024-06-02"
    assert json.loads(run("audit", "-f", "json").stdout)["today"] == gates.read_clock().isoformat()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["zzz", *KEEP], "no finding has a fingerprint that begins with 'zzz'"),
        (["", *KEEP], "no finding has a fingerprint"),
        (["{}", "--verdict", "keep-a", "--who", "Ann"], "give --reason"),
        (["{}", "--verdict", "keep-a", "--reason", " ", "--who", "Ann"], "give --reason"),
        (["{}", "--verdict", "keep-a", "--reason", "x"], "who decides?"),
        (["{}", "--verdict", "later", "--reason", "x", "--who", "Ann"], "later needs a day"),
        (["{}", "--reason", "x", "--who", "Ann"], "give --verdict"),
        (["{}", "--undo", "--reason", "x"], "--undo stands alone"),
        (["{}", *KEEP, "--export-case", "x.yaml"], "--export-case goes with"),
        (["{}", "--verdict", "maybe"], "maybe"),
        (["{}", *KEEP, "--until", "soon"], "soon"),
        (["zzz", "--undo"], "nothing was decided"),
    ],
)
def test_wrong_usage_writes_nothing(
    project: Path, run: Run, prints: list[str], arguments: list[str], words: str
) -> None:
    result = run("decide", *(prints[0] if argument == "{}" else argument for argument in arguments))
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert not (project / "decisions.yaml").exists()


def test_a_file_that_cannot_be_read_is_not_written_over(project: Path, run: Run, prints: list[str]) -> None:
    (project / "decisions.yaml").write_text("schema: 1\ndecision: []\n", encoding="utf-8")
    result = run("decide", prints[0], *KEEP)
    assert (result.exit_code, "decisions.yaml:2: decision: there is no such field" in result.stderr) == (3, True)
    assert (project / "decisions.yaml").read_text(encoding="utf-8") == "schema: 1\ndecision: []\n"
    audited = run("audit")
    assert audited.exit_code == 3
    assert "nothing counts as decided" in " ".join(audited.stdout.split())


def test_a_false_alarm_becomes_a_case(project: Path, run: Run, prints: list[str]) -> None:
    wrong = ("--verdict", "false-alarm", "--reason", "misread", "--who", "Ann", "--export-case", "cases.yaml")
    result = run("decide", prints[0], *wrong)
    assert "cases.yaml: a case was added" in result.stderr
    data: Any = load_yaml(project / "cases.yaml", HfcheckError).data
    (case,) = data["lookalike"].values()
    assert [claim.subject.name for claim in read_claims(case["claims"])] == ["Norwick Institute"] * 2


# ── review ────────────────────────────────────────────────────────────────────────────────────

Walk = Callable[[str], Result]


@pytest.fixture
def walk(project: Path, run: Run) -> Walk:
    return lambda answers: run("review", "--who", "Ann", "--today", "2024-06-01", stdin=answers)


def test_answers_from_a_pipe_decide_one_by_one(project: Path, walk: Walk) -> None:
    result = walk("a\nthe register\n\nl\nasked\n\nsoon\n2024-05-31\n2024-06-30\n")
    assert result.exit_code == 0, result.output
    first, second = sorted(read_decided(project), key=lambda one: one.verdict)
    assert (first.verdict, first.reason, first.who, first.until) == ("keep-a", "the register", "Ann", None)
    assert (second.verdict, second.reason, str(second.until)) == ("later", "asked", "2024-06-30")
    assert "Write the day as" in result.stdout
    assert "2024-05-31 has passed already" in result.stdout
    assert result.stdout.endswith("2 decided, saved in decisions.yaml; 0 still open.\n")
    assert walk("").stdout == "No finding is open.\n"


@pytest.mark.parametrize("end", ["q\n", ""])
def test_what_was_answered_is_kept_when_one_leaves(project: Path, walk: Walk, end: str) -> None:
    result = walk(f"s\nboth are so\n\n{end}")
    assert result.exit_code == 0
    assert result.stdout.endswith("1 decided, saved in decisions.yaml; 1 still open.\n")
    assert len(read_decided(project)) == 1
    taken_up = walk("n\nanother one\n\n")
    assert "[1 of 1]" in taken_up.stdout
    assert sorted(one.verdict for one in read_decided(project)) == ["both-stand", "not-the-same"]


def test_an_interrupt_keeps_what_was_answered(project: Path, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = iter(["b"])

    def ask_key(prompt: str) -> str:
        key = next(asked, None)
        if key is None:
            raise KeyboardInterrupt
        return key

    monkeypatch.setattr(review, "ask_key", ask_key)
    assert walk("the register\n\n").exit_code == 130
    assert [one.verdict for one in read_decided(project)] == ["keep-b"]


def test_skipped_findings_stay_open(project: Path, walk: Walk) -> None:
    result = walk("\n\n")
    assert result.stdout.endswith("0 decided; 2 still open.\n")
    assert not (project / "decisions.yaml").exists()


def test_decisions_are_undone_one_by_one(project: Path, walk: Walk) -> None:
    result = walk("a\none\n\nb\ntwo\n\n")
    assert len(read_decided(project)) == 2
    (project / "decisions.yaml").unlink()
    result = walk("u\na\none\n\nu\nb\ntwo\n\nq\n")
    assert "There is nothing to undo." in result.stdout
    assert "Undone." in result.stdout
    assert [one.verdict for one in read_decided(project)] == ["keep-b"]


def test_an_empty_reason_asks_again_and_an_unknown_key_helps(project: Path, walk: Walk) -> None:
    result = walk("a\n\nx\nf\nmisread\n\nq\n")
    assert "a false alarm: hfcheck misread a text" in result.stdout
    assert [one.verdict for one in read_decided(project)] == ["false-alarm"]


def test_who_decides_is_asked_where_nobody_is_known(project: Path, run: Run) -> None:
    run("review", stdin="a\nthe register\n\n\nAnn Lee\nb\nso\n\n")
    assert {one.who for one in read_decided(project)} == {"Ann Lee"}


def test_quotes_are_shown_as_the_report_shows_them(walk: Walk) -> None:
    text = walk("q\n").stdout
    assert "“Norwick Institute is headquartered in «Bergen»”" in text
    assert "\x1b" not in text


def test_what_fails_no_run_is_walked_through_on_demand(project: Path, run: Run) -> None:
    config = project / "hfcheck.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "rules: {HF401: note, HF407: note}\n", encoding="utf-8")
    assert "2 of them fail no run; --all walks through them as well" in run("review", stdin="").stderr
    assert "[1 of 2]" in run("review", "--all", stdin="q\n").stdout


# ── audit's gates ─────────────────────────────────────────────────────────────────────────────


def test_a_baseline_passes_what_it_knows(project: Path, run: Run) -> None:
    assert run("audit", "--baseline", "known.yaml").exit_code == 2
    assert run("audit", "--update-baseline").exit_code == 2
    made = run("audit", "--baseline", "known.yaml", "--update-baseline")
    assert (made.exit_code, made.stderr) == (0, "known.yaml: written, 2 known findings\n")
    assert run("audit", "--baseline", "known.yaml").exit_code == 0
    path = project / "news" / "b.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("is headquartered", "is now headquartered"), "utf-8")
    assert run("audit", "--baseline", "known.yaml").exit_code == 1


@needs_git
def test_new_since_reports_what_is_new(project: Path, run: Run) -> None:
    (project / "news" / "e.txt").unlink()
    git(project, "init", "--quiet")
    git(project, "add", "news", "hfcheck.yaml")
    git(project, "commit", "--quiet", "--message", "state")
    nothing_new = run("audit", "--new-since", "HEAD", "--quiet")
    assert nothing_new.exit_code == 0
    assert re.search(r"^No new conflict among .+, 1 older finding left out$", nothing_new.stdout, re.MULTILINE)
    (project / "news" / "e.txt").write_text(ARTICLES["e.txt"], encoding="utf-8")
    result = run("audit", "--new-since", "HEAD", "--quiet")
    assert result.exit_code == 1
    assert "Ann Lee" in result.stdout
    assert "Norwick" not in result.stdout
    assert run("audit", "--new-since", "nonsense").exit_code == 2


# ── diff ──────────────────────────────────────────────────────────────────────────────────────


@needs_git
def test_diff_tells_what_changed_since_the_last_commit(project: Path, run: Run) -> None:
    git(project, "init", "--quiet")
    git(project, "add", "news", "claims.yaml")
    git(project, "commit", "--quiet", "--message", "state")
    clean = run("diff", "--exit-code")
    assert (clean.exit_code, clean.stdout.count("0 claims added, 0 removed, 0 changed")) == (0, 1)
    path = project / "news" / "b.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Tromso", "Bergen"), encoding="utf-8")
    run("extract")
    result = run("diff", "--exit-code")
    assert result.exit_code == 1
    assert "object: Tromso → Bergen" in result.stdout
    assert "Conflicts settled" in result.stdout
    assert result.stdout.endswith("0 claims added, 0 removed, 1 changed; 0 conflicts opened, 1 settled.\n")
    markdown = run("diff", "HEAD", "claims.yaml", "--format", "markdown", "--output", "diff.md")
    assert (markdown.exit_code, markdown.stdout) == (0, "")
    assert "(object: ~~Tromso~~ → **Bergen**)" in (project / "diff.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["HEAD"], "git"),
        (["none.yaml"], "there is no such file"),
        (["a", "b", "c"], "two states at most"),
        (["claims.yaml", "--output", "x.txt"], "--output takes --format markdown"),
    ],
)
def test_states_that_are_not_there_are_wrong_usage(project: Path, run: Run, arguments: list[str], words: str) -> None:
    result = run("diff", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


@pytest.mark.parametrize("module", [decide, diff, review])
def test_the_examples_name_options_that_exist(module: object, run: Run) -> None:
    name = str(getattr(module, "__name__", "")).rpartition(".")[2]
    examples = [line.strip() for line in str(getattr(module, "EXAMPLES", "")).splitlines() if "hfcheck " in line]
    text = run(name, "--help").stdout
    assert examples
    assert all(line.startswith(f"hfcheck {name}") for line in examples)
    for option in re.findall(r" (--[a-z-]+)", " ".join(examples)):
        assert option in text
