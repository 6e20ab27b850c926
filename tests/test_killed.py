"""A process that is killed while it writes leaves the old file or the new one, and the next run goes on."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hfcheck.decisions import Decisions, load_decisions, renew_decisions
from hfcheck.errors import HfcheckError
from hfcheck.files import hold_file, write_atomic
from tests.projects import make_project

KILLER = Path(__file__).with_name("killing.py")
MOST_STEPS = 200
EVERY = 5
DECIDE = ("--verdict", "later", "--until", "2030-01-01", "--today", "2026-01-01", "--who", "Ann", "--reason", "asked")

# What is run, and which files it writes.
COMMANDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "extract": (("extract", "-q"), ("claims.yaml",)),
    "decide": (("decide", "FINGERPRINT", *DECIDE), ("decisions.yaml",)),
    "baseline": (("audit", "-q", "--baseline", "known.yaml", "--update-baseline"), ("known.yaml",)),
    "reports": (("audit", "-q", "-o", "json:out.json", "-o", "html:out.html"), ("out.json", "out.html")),
}


def run(folder: Path, *words: str, kill_at: int | None = None) -> int:
    start = [sys.executable, str(KILLER), str(kill_at)] if kill_at else [sys.executable, "-m", "hfcheck"]
    return subprocess.run([*start, *words], cwd=folder, capture_output=True, check=False).returncode


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project with a warm cache, one finding, and an old state of every file that is written."""
    folder = make_project(tmp_path_factory.mktemp("killed"))
    assert run(folder, "audit", "-q", "-o", "json:report.json") == 1
    (finding,) = json.loads((folder / "report.json").read_text(encoding="utf-8"))["findings"]
    (folder / "claims.yaml").write_text("# an older state\n", encoding="utf-8")
    (folder / "claims.yaml").unlink()
    for name in ("known.yaml", "decisions.yaml"):
        (folder / name).write_text("schema: 1\n", encoding="utf-8")
    for name in ("out.json", "out.html"):
        (folder / name).write_text("an older report\n", encoding="utf-8")
    return folder, finding["fingerprint"]


def read_files(folder: Path, names: tuple[str, ...]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() if (folder / name).exists() else b"" for name in names}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_leaves_the_old_file_or_the_new_one(name: str, prepared: tuple[Path, str], tmp_path: Path) -> None:
    folder, fingerprint = prepared
    words, files = COMMANDS[name]
    words = tuple(fingerprint if word == "FINGERPRINT" else word for word in words)
    before = read_files(folder, files)
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    code = run(whole, *words)
    after = read_files(whole, files)
    assert all(after[file] != before[file] for file in files)
    killed = 0
    for step in range(1, MOST_STEPS):
        work = tmp_path / f"step-{step}"
        shutil.copytree(folder, work)
        ended = run(work, *words, kill_at=step)
        left = read_files(work, files)
        assert all(left[file] in (before[file], after[file]) for file in files), f"step {step}"
        if step % EVERY == 0:
            assert run(work, *words) == code, f"step {step}: the next run does not go on"
            assert read_files(work, files) == after, f"step {step}"
        shutil.rmtree(work)
        if ended == code:
            break
        assert ended == -signal.SIGKILL
        killed += 1
    assert killed >= 10 * len(files)


def test_nobody_writes_what_another_process_holds(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with hold_file(path):
            held.set()
            done.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(30)
    with pytest.raises(HfcheckError, match="another hfcheck is writing it"), hold_file(path, seconds=0.05):
        pass
    done.set()
    other.join()
    with hold_file(path, seconds=5):
        pass


def _hold_and_die(path: str) -> None:
    import os

    with hold_file(Path(path)):
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
def test_a_process_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "claims.yaml"
    process = multiprocessing.get_context("spawn").Process(target=_hold_and_die, args=(str(path),))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with hold_file(path, seconds=5):
        pass


def test_decisions_that_somebody_else_made_meanwhile_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    assert renew_decisions(path, Decisions(), Decisions())
    write_atomic(path, "schema: 1\n# a note of another editor\n")
    read = load_decisions(path)
    theirs = (
        "schema: 1\ncorrections:\n- drop: {text: A is in B., article: a.txt, quote: A is in B}\n"
        "  reason: misread\n  who: Ann\n"
    )
    write_atomic(path, theirs)
    with pytest.raises(HfcheckError):
        renew_decisions(path, read, Decisions())
    assert path.read_text(encoding="utf-8") == theirs
