"""A run that is interrupted, asked to end or killed leaves no process behind and no file half written."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import ROOT, make_project

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such pipes on this system")


class Stalled:
    """An audit that is reading its articles, in a group of processes of its own."""

    def __init__(self, folder: Path, workers: int) -> None:
        fifo = folder.parent / "told"
        os.mkfifo(fifo)
        # Every process of the run holds the other end, so that this one ends when the last of them does.
        self.alive, held = os.pipe()
        path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
        words = (str(fifo), "audit", "--workers", str(workers), "-o", "json:out.json")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.stalling", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": path},
            pass_fds=(held,),
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        os.close(held)
        # Opened both ways there is always a writer, and so no end between two of them.
        begun = os.open(fifo, os.O_RDWR)
        told = b""
        while told.count(b"\n") < workers:
            told += self._read(begun)
        os.close(begun)

    def end(self) -> tuple[int, str]:
        """The exit code and what was said, once no process is left."""
        while self._read(self.alive):
            pass
        os.close(self.alive)
        _, told = self.process.communicate()
        return self.process.returncode, told.decode()

    def _read(self, handle: int) -> bytes:
        """What comes next; this test fails where nothing ever does."""
        ready, _, _ = select.select([handle], [], [], 120)
        if not ready:
            os.killpg(self.process.pid, signal.SIGKILL)
            pytest.fail("nothing happens any more")
        return os.read(handle, 1000)


def read_state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGINT to all", "SIGTERM to all", "SIGKILL"])
def test_no_process_is_left_and_no_file(name: str, workers: int, tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    (folder / "out.json").write_text("an older report\n", encoding="utf-8")
    before = read_state(folder)
    run = Stalled(folder, workers)
    number = getattr(signal, name.split()[0])
    if name.endswith("all"):
        os.killpg(run.process.pid, number)
    else:
        os.kill(run.process.pid, number)
    code, told = run.end()
    assert "Traceback" not in told
    if number == signal.SIGKILL:
        assert code == -signal.SIGKILL
    else:
        assert (code, told.splitlines()[-1]) == (130, "interrupted")
    assert read_state(folder) == before
