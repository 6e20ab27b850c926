"""What the system itself refuses: a full disk, a disk that can only be read, a file that may not grow."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .projects import ROOT, make_project

FULL = Path("/dev/full")
UNSHARE = shutil.which("unshare")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no such device on this system")
NO_SPACE = "No space left on device; free some space and run the command again"
# In a namespace of its own: a small file system that holds a copy of the project, then what is done to it.
MOUNTED = """
set -e
mount -t tmpfs -o size=1m tmpfs "$1"
cp -a "$2/." "$1"
cd "$1"
ls -A > ../before
if [ "$3" = full ]; then cat /dev/zero > fill 2> ../filled || true; else mount -o remount,ro "$1"; fi
code=0
shift 3
"$@" || code=$?
rm -f fill 2> ../removed || true
ls -A > ../after
cat old.txt claims.yaml > ../left
exit $code
"""


def run(
    folder: Path, *words: str, stdout: int | Path = subprocess.PIPE, prefix: tuple[str, ...] = ()
) -> tuple[int, str]:
    """The exit code, and what was said on standard error."""
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    command = [*prefix, sys.executable, "-m", "hfcheck", *words]
    environment = {**os.environ, "PYTHONPATH": path, "LC_ALL": "C"}
    with open(stdout if isinstance(stdout, Path) else os.devnull, "wb") as taken:
        out = taken if isinstance(stdout, Path) else stdout
        done = subprocess.run(command, cwd=folder, stdout=out, stderr=subprocess.PIPE, check=False, env=environment)
    return done.returncode, done.stderr.decode()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("full") / "project")
    assert run(folder, "audit")[0] == 1
    (folder / "old.txt").write_text("an older report\n", encoding="utf-8")
    return folder


@needs_full
@pytest.mark.parametrize("words", [("audit",), ("--help",), ("audit", "--help"), ("schema",), ("rules",), ("sources",)])
def test_standard_output_that_takes_nothing(words: tuple[str, ...], project: Path) -> None:
    code, told = run(project, *words, stdout=FULL)
    assert (code, told.splitlines()[-1]) == (2, f"error: cannot write standard output: {NO_SPACE}")
    assert "Traceback" not in told


@needs_full
def test_a_device_that_is_full(project: Path) -> None:
    assert run(project, "audit", "-o", f"json:{FULL}") == (2, f"error: {FULL}: cannot write the file: {NO_SPACE}\n")


def test_a_file_that_may_not_grow(project: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    assert resource
    folder = Path(shutil.copytree(project, tmp_path / "project"))
    limited = ("sh", "-c", 'ulimit -f 1; exec "$@"', "sh")
    code, told = run(folder, "audit", "-o", "html:old.txt", prefix=limited)
    assert code == 2
    assert (
        told == "error: old.txt: cannot write the file: File too large; allow larger files and run the command again\n"
    )
    assert (folder / "old.txt").read_text(encoding="utf-8") == "an older report\n"
    assert not list(folder.glob(".*.tmp"))


@pytest.mark.parametrize(
    ("state", "told"),
    [("full", NO_SPACE), ("read-only", "Read-only file system; name a place that can be written to")],
)
def test_a_disk_that_takes_nothing(state: str, told: str, project: Path, tmp_path: Path) -> None:
    probe = [UNSHARE or "", "-rm", "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
    if UNSHARE is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    folder = Path(shutil.copytree(project, tmp_path / "project"))
    ledger = (folder / "claims.yaml").read_text(encoding="utf-8").replace('hfcheck: "', 'hfcheck: "0.0-')
    (folder / "claims.yaml").write_text(ledger, encoding="utf-8")
    prefix = (UNSHARE, "-rm", "sh", "-c", MOUNTED, "sh", str(mounted), str(folder), state)
    code, said = run(tmp_path, "audit", "-q", "-o", "json:old.txt", prefix=prefix)
    assert code == 2, said
    assert said.splitlines()[0] == f"error: old.txt: cannot write the file: {told}"
    assert "error: the report is complete, but the ledger was not updated: " in said
    assert said.count(told) == 2
    assert (tmp_path / "left").read_text(encoding="utf-8") == f"an older report\n{ledger}"
    assert (tmp_path / "after").read_bytes() == (tmp_path / "before").read_bytes()
