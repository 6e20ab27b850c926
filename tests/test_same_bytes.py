"""One input, one report, byte for byte: whatever the process, the order, the workers, the locale or the cache."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hfcheck.cli.app import app

from .projects import SEEDS, make_seed_project, run_process, run_project

JSON = ("-m", "hfcheck", "audit", "--format", "json")
HEAVY = ("onnxruntime", "tokenizers", "numpy", "hfcheck.language.parser")
LOADED = (
    "import sys\n"
    "from hfcheck.cli.app import app\n"
    "try: app()\n"
    "except SystemExit as left: code = left.code\n"
    f"print(code, [name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
)


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A project read for the first time, in the plainest of surroundings, and its report."""
    folder = make_seed_project(tmp_path_factory.mktemp("cold"))
    result = run_process(folder, *JSON, PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")
    assert result.returncode == 1, result.stderr.decode()
    return folder, result.stdout


def test_other_surroundings(cold: tuple[Path, bytes], tmp_path: Path) -> None:
    folder = make_seed_project(tmp_path)
    other = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Auckland", "OMP_NUM_THREADS": "3"}
    result = run_process(folder, *JSON, "--workers", "2", **other)
    assert result.returncode == 1, result.stderr.decode()
    assert result.stdout == cold[1]
    assert (folder / "claims.yaml").read_bytes() == (cold[0] / "claims.yaml").read_bytes()


def test_a_warm_run_says_the_same_and_loads_no_model(cold: tuple[Path, bytes]) -> None:
    before = (cold[0] / "claims.yaml").read_bytes()
    result = run_process(cold[0], "-c", LOADED, *JSON[2:], PYTHONHASHSEED="7")
    assert result.stdout == cold[1]
    assert result.stderr.decode().splitlines()[-1] == "1 []"
    assert (cold[0] / "claims.yaml").read_bytes() == before


def test_a_locked_run_says_the_same(cold: tuple[Path, bytes]) -> None:
    result = run_process(cold[0], "-c", LOADED, *JSON[2:], "--locked", LC_ALL="C")
    assert result.stdout == cold[1]
    assert result.stderr.decode().splitlines()[-1] == "1 []"


def test_files_in_another_order(cold: tuple[Path, bytes], tmp_path: Path) -> None:
    folder = make_seed_project(tmp_path)
    names = [str(folder / "news" / name) for name in SEEDS]
    for order in (names, names[::-1], [*names[2:], *names[:3]]):
        result = CliRunner().invoke(app, [*JSON[2:], *order])
        assert result.exit_code == 1, result.output
        assert result.stdout.encode() == cold[1]


def test_a_ledger_of_another_process_is_the_same(cold: tuple[Path, bytes], tmp_path: Path) -> None:
    folder = make_seed_project(tmp_path)
    run_project(folder)
    assert (folder / "claims.yaml").read_bytes() == (cold[0] / "claims.yaml").read_bytes()
