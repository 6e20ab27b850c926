"""What only a process of its own can show: imports, encodings, pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
HEAVY = ("onnxruntime", "numpy", "tokenizers")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )


@pytest.mark.parametrize("command", ["--help", "--version", "rules", "audit --help", "packs list"])
def test_commands_that_parse_nothing_load_no_model(command: str, tmp_path: Path) -> None:
    program = (
        "import sys, os; os.chdir(sys.argv.pop(1)); from hfcheck.cli.app import app\n"
        "try: app()\n"
        "except SystemExit as left: assert not left.code, left.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = _run("-c", program, str(tmp_path), *command.split())
    assert result.stderr.decode().strip() == "[]"


def test_an_output_encoding_without_the_signs_gets_escapes(tmp_path: Path) -> None:
    program = (
        "from hfcheck.cli.output import wants_unicode, write_result\n"
        "write_result(f'{wants_unicode()} caf\\u00e9 \\u754c\\n')"
    )
    result = _run("-c", program, PYTHONIOENCODING="ascii")
    assert result.stdout.decode("ascii").strip() == "False caf\\xe9 \\u754c"
    assert result.stderr == b""


def test_a_reader_that_goes_away_is_no_error() -> None:
    program = "from hfcheck.cli.output import write_result\nwrite_result('line\\n' * 300000)"
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


def test_module_and_script_are_one() -> None:
    assert b"Usage: hfcheck " in _run("-m", "hfcheck", "--help").stdout
