"""Runs a command of hfcheck again and again, and breaks off each run at another step of writing.

    python -m tests.killing JOB.json

The job names a prepared folder, the words of the command and of the run that follows, and what happens at the step:
"kill" (the process is killed), "end" (it is asked to end), "fail" (the call fails, for another reason at each step), or
"full" (from the step on every call fails that needs space). Each run is a fork of this process in a copy of the folder,
so that what is slow to load is loaded once. What each run left behind is printed as JSON.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from tests.stepping import Step, watch_writing

MOST_STEPS = 1000
REASONS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)
FREE = ("replace", "rename", "unlink", "remove", "chmod", "close", "rmdir", "truncate")
"""What a full disk still does."""

Job = dict[str, Any]
State = dict[str, str]


def run_job(job: Job) -> dict[str, Any]:
    """Run the whole command, then break it off at each of its steps until it has no more."""
    folder, work = Path(job["folder"]), Path(job["work"])
    os.environ.update(job.get("environment", {}))
    prepare_process(job)
    before = read_state(folder)
    whole = fork_run(job, copy_folder(folder, work), job["words"])
    after = read_state(work)
    runs: list[dict[str, Any]] = []
    for number in range(1, job.get("most", MOST_STEPS)):
        run = fork_run(job, copy_folder(folder, work), job["words"], number)
        if not run["steps"]:
            break
        run["left"] = compare_states(read_state(work), before, after)
        if number % job["every"] == 0:
            again = fork_run(job, work, job["again"])
            # What is kept to save time has to serve; its bytes may be others on another way there.
            kept = {name: after.get(name, "") for name in read_state(work) if "/cache/" in name}
            run["again"] = {**again, "left": compare_states(read_state(work) | kept, before, after)}
        runs.append({"step": number, **run})
    changed = sorted(name for name in after if after[name] != before.get(name))
    return {"whole": whole, "changed": changed, "runs": runs}


def prepare_process(job: Job) -> None:
    """Load the command line; have articles read from a warm project's cache, and files raised to another form."""
    import hfcheck.cli.app  # loaded before the forks
    from hfcheck import workflow
    from hfcheck.config import load_config
    from hfcheck.decisions import records as decision_records
    from hfcheck.ledger import PropositionCache, records
    from hfcheck.migration import Form
    from hfcheck.versions import reading_version

    assert hfcheck.cli.app.app
    warm = Path(job["warm"])
    cache = PropositionCache(warm / workflow.CACHE)
    known = {
        one.sha256: cache.get(one.sha256, one.id, reading_version())
        for one in workflow.open_project(load_config(warm)).articles
    }
    assert all(known.values()), "the project is to be warm"
    vars(workflow)["read_extract"] = lambda article: known[article.sha256]
    if job.get("next_form"):
        vars(records)["FORM"] = vars(decision_records)["FORM"] = Form(2, {1: lambda data: data})
    # Once in this process, so that each fork finds the modules and the knowledge loaded.
    here = Path.cwd()
    os.chdir(copy_folder(Path(job["folder"]), Path(job["work"])))
    try:
        run_here(job["words"], job)
    finally:
        os.chdir(here)


def run_here(words: list[str], job: Job) -> int:
    """Run a command in this process, its output thrown away."""
    from typer.testing import CliRunner

    from hfcheck.cli.app import app

    return CliRunner().invoke(app, words, input=job.get("stdin", "")).exit_code


def fork_run(job: Job, work: Path, words: list[str], number: int = 0) -> dict[str, Any]:
    """Run a command in a fork, broken off at a step if `number` is not 0: its exit code, and what it said.

    `steps` are the names of the steps that were broken off; none where the run had fewer.
    """
    told = work.with_name("told")
    told.mkdir(exist_ok=True)
    for name in ("steps", "stdout", "stderr"):
        (told / name).write_bytes(b"")
    (told / "stdin").write_text(job.get("stdin", ""), encoding="utf-8")
    child = os.fork()
    if not child:
        run_child(job, work, words, number, told)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = (told / "steps").read_text(encoding="utf-8").splitlines()
    return {"code": code, "steps": steps, "stderr": (told / "stderr").read_text(encoding="utf-8", errors="replace")}


def run_child(job: Job, work: Path, words: list[str], number: int, told: Path) -> None:
    """Be the fork: never come back."""
    code = 99
    try:
        os.chdir(work)
        for handle, name in enumerate(("stdin", "stdout", "stderr")):
            os.dup2(os.open(told / name, os.O_RDWR), handle)
        sys.stdin, sys.stdout, sys.stderr = (os.fdopen(at, mode, encoding="utf-8") for at, mode in enumerate("rww"))
        sys.argv = ["hfcheck", *words]
        from hfcheck.cli import main

        watch_writing(break_off(job["mode"], number, os.open(told / "steps", os.O_WRONLY)))
        main()
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 98
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def break_off(mode: str, number: int, log: int) -> Step:
    """What happens at each step: nothing before the one with that number."""
    write, done = os.write, 0

    def step(name: str) -> None:
        nonlocal done
        done += 1
        kind = name.partition(" ")[0]
        if not number or done < number or (done > number and (mode != "full" or kind in FREE)):
            return
        write(log, f"{name}\n".encode())
        if mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if mode == "end":
            os.kill(os.getpid(), signal.SIGTERM)
            return
        if mode == "full" and kind in FREE:
            return
        reason = errno.ENOSPC if mode == "full" else REASONS[number % len(REASONS)]
        raise OSError(reason, os.strerror(reason))

    return step


def copy_folder(folder: Path, work: Path) -> Path:
    """A fresh copy of the prepared folder."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(folder, work)
    return work


def read_state(folder: Path) -> State:
    """Every file below a folder, whatever it is for, with a digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def compare_states(left: State, before: State, after: State) -> dict[str, list[str]]:
    """Which files are as the whole run leaves them, as they were, or neither; `parts` are those half written."""
    found: dict[str, list[str]] = {"old": [], "new": [], "lost": [], "parts": []}
    for name in sorted({*left, *before, *after}):
        base = name.rpartition("/")[2]
        if name not in before and name not in after and base.startswith(".") and base.endswith(".tmp"):
            found["parts"].append(name)
        elif left.get(name) == after.get(name):
            found["new"].append(name)
        else:
            found["old" if left.get(name) == before.get(name) else "lost"].append(name)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(run_job(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
