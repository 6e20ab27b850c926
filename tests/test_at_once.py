"""Several runs on one project: none writes into another's file or loses what it wrote, and none waits for the dead."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hfcheck import files
from hfcheck.cli.app import app
from hfcheck.decisions import load_decisions

from .projects import ROOT, make_project

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes on this system")
ARTICLES = {
    name: f"---\npublished: 2024-05-01\n---\n{thing} is headquartered in {place}.\n"
    for name, thing, place in (
        ("a.txt", "Norwick Institute", "Bergen"),
        ("b.txt", "Norwick Institute", "Tromso"),
        ("c.txt", "Vardo Museum", "Hamar"),
        ("d.txt", "Vardo Museum", "Molde"),
    )
}
WHO = ("--verdict", "keep-a", "--reason", "the register")


class Paused:
    """A run of hfcheck that has stopped at a step of writing."""

    def __init__(self, folder: Path, step: str, *words: str) -> None:
        pipes = folder.parent / f"pipes-{len(list(folder.parent.iterdir()))}"
        pipes.mkdir()
        for name in ("told", "go"):
            os.mkfifo(pipes / name)
        told, self._go = (os.open(pipes / name, os.O_RDWR) for name in ("told", "go"))
        path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
        start = [sys.executable, "-m", "tests.pausing", step, str(pipes / "told"), str(pipes / "go")]
        self.process = subprocess.Popen(
            [*start, *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if not select.select([told], [], [], 120)[0]:
            self.process.kill()
            pytest.fail(f"the run never came to {step}")
        os.close(told)

    def go_on(self) -> tuple[int, str]:
        """Let it go on to its end: its exit code and what it said."""
        self.release()
        return self.wait()

    def release(self) -> None:
        os.write(self._go, b"\n")

    def kill(self) -> int:
        self.process.kill()
        return self.wait()[0]

    def wait(self) -> tuple[int, str]:
        _, told = self.process.communicate()
        os.close(self._go)
        return self.process.returncode, told.decode()


def run(folder: Path, *words: str) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(files, "LOCK_SECONDS", 0.1)
        result = CliRunner().invoke(app, words)
    return result.exit_code, result.stderr


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A project with a warm cache and no ledger, and the fingerprints of its two findings."""
    folder = make_project(tmp_path_factory.mktemp("warm") / "project", ARTICLES)
    assert run(folder, "audit", "-o", "json:report.json")[0] == 1
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return folder, [finding["fingerprint"] for finding in document["findings"]]


@pytest.fixture
def project(warm: tuple[Path, list[str]], tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(warm[0], tmp_path / "project")
    (tmp_path / "project" / "claims.yaml").unlink()
    return tmp_path / "project"


@pytest.mark.parametrize("step", ["open .claims.yaml", "write the rest", "fsync", "replace"])
def test_two_audits_do_not_write_at_once(step: str, project: Path, warm: tuple[Path, list[str]]) -> None:
    first = Paused(project, step, "audit", "-q")
    code, told = run(project, "audit", "-q")
    assert code == 2
    assert (
        "claims.yaml: another hfcheck is writing it; wait until that one has ended, and run the command again" in told
    )
    assert "the report is complete" in told
    assert not (project / "claims.yaml").exists()
    # What is not being written is read and written as ever.
    assert run(project, "decide", warm[1][0], *WHO, "--who", "Ann")[0] == 0
    assert first.go_on()[0] == 1
    assert run(project, "audit", "-q") == (1, "")
    assert (project / "claims.yaml").read_bytes() == (warm[0] / "claims.yaml").read_bytes()


@pytest.mark.parametrize("step", ["open .claims.yaml", "replace"])
def test_a_killed_audit_is_not_waited_for(step: str, project: Path, warm: tuple[Path, list[str]]) -> None:
    assert Paused(project, step, "audit", "-q").kill() == -signal.SIGKILL
    assert run(project, "audit", "-q") == (1, "")
    assert (project / "claims.yaml").read_bytes() == (warm[0] / "claims.yaml").read_bytes()
    assert not list(project.glob(".*.tmp"))


def test_one_audit_waits_for_another(project: Path, warm: tuple[Path, list[str]]) -> None:
    first = Paused(project, "replace", "audit", "-q")
    second = Paused(project, "open claims.yaml.lock", "audit", "-q")
    second.release()
    assert first.go_on() == (1, "")
    assert second.wait() == (1, "")
    assert (project / "claims.yaml").read_bytes() == (warm[0] / "claims.yaml").read_bytes()


@pytest.mark.parametrize("step", ["open decisions.yaml.lock", "mkdir"])
def test_what_another_editor_decided_meanwhile_stays(step: str, project: Path, warm: tuple[Path, list[str]]) -> None:
    one, other = warm[1]
    slow = Paused(project, step, "decide", one, *WHO, "--who", "Ann")
    assert run(project, "decide", other, *WHO, "--who", "Bo")[0] == 0
    code, told = slow.go_on()
    assert code == 3
    assert "decisions.yaml: it has changed since it was read, so nothing was written; run the command again" in told
    assert [decision.who for decision in load_decisions(project / "decisions.yaml").decisions] == ["Bo"]
    assert run(project, "decide", one, *WHO, "--who", "Ann")[0] == 0
    assert sorted(one.who for one in load_decisions(project / "decisions.yaml").decisions) == ["Ann", "Bo"]


@pytest.mark.parametrize(
    "words",
    [
        ("decide", "OTHER", *WHO, "--who", "Bo"),
        ("correct", "news/a.txt#001", "--drop", "--reason", "irony", "--who", "Bo"),
    ],
)
def test_decisions_are_not_written_at_once(words: tuple[str, ...], project: Path, warm: tuple[Path, list[str]]) -> None:
    one, other = warm[1]
    first = Paused(project, "write the rest", "decide", one, *WHO, "--who", "Ann")
    code, told = run(project, *(other if word == "OTHER" else word for word in words))
    assert code == 2
    assert "decisions.yaml: another hfcheck is writing it" in told
    assert first.go_on()[0] == 0
    assert run(project, *(other if word == "OTHER" else word for word in words))[0] == 0
    assert "Ann" in {one.who for one in load_decisions(project / "decisions.yaml").decisions}


def test_an_audit_reads_decisions_that_are_being_written_as_they_were(
    project: Path, warm: tuple[Path, list[str]]
) -> None:
    first = Paused(project, "replace", "decide", warm[1][0], *WHO, "--who", "Ann")
    assert run(project, "audit", "-q", "-o", "json:before.json")[0] == 1
    assert first.go_on()[0] == 0
    assert run(project, "audit", "-q", "-o", "json:after.json")[0] == 1
    states = []
    for name in ("before.json", "after.json"):
        document = json.loads((project / name).read_text(encoding="utf-8"))
        states.append(sorted(bool(finding["decision"]) for finding in document["findings"]))
    assert states == [[False, False], [False, True]]
