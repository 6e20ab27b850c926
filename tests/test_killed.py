"""A process that is killed while it writes, or that cannot write, leaves the old file or the new one."""

from __future__ import annotations

import json
import multiprocessing
import re
import shutil
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from hfcheck.decisions import Decisions, load_decisions, renew_decisions
from hfcheck.errors import HfcheckError
from hfcheck.files import hold_file, write_atomic
from tests.projects import ROOT, SMALL, make_project, run_process

needs_kill = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
WHO = ("--who", "Ann", "--reason", "asked")
FORMATS = {"json": "json", "sarif": "sarif", "html": "html"}
MOST = 1000
OUTPUTS = tuple(word for name, end in FORMATS.items() for word in ("-o", f"{name}:out.{end}"))
REPORTS = tuple(f"out.{end}" for end in FORMATS.values())

Job = dict[str, Any]

PROSE = (
    "It lay in the harbour for three years, and two painters who lived nearby looked after it while she was away. "
    "They asked for nothing but a key and a lamp.\n"
)

# What is run, which files it is to write (each ending of a path), and how the folder is prepared.
COMMANDS: dict[str, Job] = {
    "first audit": {
        "words": ["audit", "-q"],
        "files": ["claims.yaml", *[".json"] * 3, "cache/.gitignore", ".hfcheck/.gitignore"],
        "without": [".hfcheck", "claims.yaml"],
    },
    "extract": {"words": ["extract", "-q"], "files": ["claims.yaml"], "stale": True},
    "extract of an older form": {
        "words": ["extract", "-q"],
        "files": ["claims.yaml", "claims.yaml.schema-1.bak"],
        "next_form": True,
    },
    "reports": {"words": ["audit", "-q", *OUTPUTS], "files": REPORTS, "older": REPORTS},
    "summary": {
        "words": ["audit", "-q", "-f", "github"],
        "files": ["summary.md"],
        "older": ["summary.md"],
        "environment": {"GITHUB_STEP_SUMMARY": "summary.md"},
        "appends": True,
    },
    "baseline": {
        "words": ["audit", "-q", "--baseline", "known.yaml", "--update-baseline"],
        "files": ["known.yaml"],
        "empty": ["known.yaml"],
    },
    "decide": {
        "words": ["decide", "FINGERPRINT", "--verdict", "keep-a", *WHO],
        "files": ["decisions.yaml"],
        "empty": ["decisions.yaml"],
    },
    "decide in an older form": {
        "words": ["decide", "FINGERPRINT", "--verdict", "keep-a", *WHO],
        "files": ["decisions.yaml", "decisions.yaml.schema-1.bak"],
        "empty": ["decisions.yaml"],
        "next_form": True,
    },
    "export of a case": {
        "words": ["decide", "FINGERPRINT", "--verdict", "false-alarm", *WHO, "--export-case", "cases.yaml"],
        "files": ["decisions.yaml", "cases.yaml"],
        "empty": ["decisions.yaml"],
    },
    "review": {
        "words": ["review", "--who", "Ann"],
        "stdin": "a\nthe register\n\n",
        "files": ["decisions.yaml"],
        "empty": ["decisions.yaml"],
    },
    "correct": {
        "words": ["correct", "news/a.txt#001", "--drop", *WHO],
        "files": ["decisions.yaml"],
        "empty": ["decisions.yaml"],
    },
    "init": {
        "words": ["init", "-q"],
        "again": ["init", "-q", "--force"],
        "files": ["hfcheck.yaml", "claims.yaml"],
        "without": ["hfcheck.yaml", "claims.yaml"],
    },
    "a new pack": {"words": ["packs", "new", "club.yaml"], "files": ["club.yaml"], "again_codes": [0, 2]},
    "claims": {"words": ["claims", "-f", "jsonl", "-o", "out.jsonl"], "files": ["out.jsonl"], "older": ["out.jsonl"]},
    "sources": {"words": ["sources", "-f", "json", "-o", "out.json"], "files": ["out.json"], "older": ["out.json"]},
    "schema": {"words": ["schema", "report", "-o", "out.json"], "files": ["out.json"], "older": ["out.json"]},
}


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project that was audited, and the fingerprint of its one finding."""
    folder = make_project(tmp_path_factory.mktemp("warm"), {**SMALL, "c.txt": SMALL["c.txt"] + PROSE})
    run = run_process(folder, "-m", "hfcheck", "audit", "-f", "json")
    assert run.returncode == 1, run.stderr.decode()
    (finding,) = json.loads(run.stdout)["findings"]
    return folder, finding["fingerprint"]


def prepare_folder(job: Job, folder: Path, fingerprint: str) -> None:
    """The state that a command finds: files to go, files of an older state, a ledger that is stale."""
    for name in job.get("without", ()):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in job.get("older", ()):
        (folder / name).write_text("an older state\n", encoding="utf-8")
    for name in job.get("empty", ()):
        (folder / name).write_text("schema: 1\n", encoding="utf-8")
    if job.get("stale"):
        ledger = folder / "claims.yaml"
        ledger.write_text(ledger.read_text(encoding="utf-8").replace('hfcheck: "', 'hfcheck: "0.0-'), encoding="utf-8")
    job["words"] = [fingerprint if word == "FINGERPRINT" else word for word in job["words"]]


def break_off(name: str, mode: str, warm: tuple[Path, str], tmp_path: Path, every: int) -> tuple[Job, dict[str, Any]]:
    """Run a command whole, and broken off at each step of its writing."""
    job: Job = {**COMMANDS[name], "mode": mode, "every": every, "warm": str(warm[0]), "work": str(tmp_path / "work")}
    shutil.copytree(warm[0], tmp_path / "prepared")
    prepare_folder(job, tmp_path / "prepared", warm[1])
    job |= {"folder": str(tmp_path / "prepared"), "again": job.get("again") or job["words"]}
    if mode == "full":
        job["most"] = 2
    (tmp_path / "job.json").write_text(json.dumps(job), encoding="utf-8")
    run = run_process(ROOT, "-m", "tests.killing", str(tmp_path / "job.json"))
    assert run.returncode == 0, run.stderr.decode()
    done = json.loads(run.stdout)
    assert done["whole"]["code"] in (0, 1), done["whole"]
    missing = [file for file in job["files"] if not any(one.endswith(file) for one in done["changed"])]
    assert not missing, "these are not written at all"
    return job, done


@needs_kill
@pytest.mark.parametrize("name", COMMANDS)
def test_a_kill_leaves_the_old_file_or_the_new_one(name: str, warm: tuple[Path, str], tmp_path: Path) -> None:
    job, done = break_off(name, "kill", warm, tmp_path, every=4)
    # To a file that others write to as well it is added, and what was added may be cut short.
    added = job["files"] if job.get("appends") else []
    for run in done["runs"]:
        at = f"{name}: killed at step {run['step']}, {run['steps']}"
        assert run["code"] == -signal.SIGKILL, at
        assert [file for file in run["left"]["lost"] if file not in added] == [], at
        assert len(run["left"]["parts"]) <= 1, at
        if "again" in run:
            again = run["again"]
            assert again["code"] in job.get("again_codes", [done["whole"]["code"]]), f"{at}: {again['stderr']}"
            assert [file for file in again["left"]["lost"] + again["left"]["old"] if file not in added] == [], at
            assert again["left"]["parts"] == [] or not is_locked(run["left"]["parts"][0]), at
    assert len(done["runs"]) >= 10 * len([file for file in job["files"] if file not in added])


@needs_kill
@pytest.mark.parametrize("name", ["extract", "reports", "baseline", "review"])
def test_a_run_that_is_asked_to_end_leaves_nothing_half_written(
    name: str, warm: tuple[Path, str], tmp_path: Path
) -> None:
    for run in break_off(name, "end", warm, tmp_path, every=MOST + 1)[1]["runs"]:
        at = f"{name}: asked to end at step {run['step']}, {run['steps']}: {run['stderr']}"
        assert run["code"] == 130, at
        assert run["left"]["lost"] == run["left"]["parts"] == [], at
        assert "Traceback" not in run["stderr"], at


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("mode", ["fail", "full"])
def test_what_cannot_be_written_is_told_and_nothing_is_lost(
    mode: str, name: str, warm: tuple[Path, str], tmp_path: Path
) -> None:
    done = break_off(name, mode, warm, tmp_path, every=MOST + 1)[1]
    whole = done["whole"]["code"]
    for run in done["runs"]:
        at = f"{name}: failed at step {run['step']}, {run['steps']}: {run['code']} {run['stderr']}"
        assert run["code"] in (whole, 2), at
        assert run["left"]["lost"] == run["left"]["parts"] == [], at
        assert "internal error" not in run["stderr"], at
        if run["code"] == whole:
            # What only saves time may stay unwritten; all else is new.
            assert [file for file in run["left"]["old"] if not file.startswith(".hfcheck/")] == [], at
            continue
        told = [line for line in run["stderr"].splitlines() if line.startswith("error: ")]
        assert told, at
        assert all(re.search(r"[\w/]+\.\w+: cannot (be )?(write|written)", line) for line in told), at
        assert all(re.search(r"; (run|free|allow|check|name) ", line) for line in told), at
    assert done["runs"]


def is_locked(part: str) -> bool:
    """Whether what is left half written is of a file that is locked: the next run removes that one."""
    return ".bak." not in part and any(
        name in part for name in ("claims.yaml", "decisions.yaml", "known.yaml", "cases.yaml")
    )


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
