"""No command opens a network connection: the interpreter itself is asked to refuse."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REFUSING = """
import sys
def refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "urllib.Request"):
        sys.stderr.write(f"network: {event}\\n")
        raise SystemExit(77)
sys.addaudithook(refuse)
from hfcheck.cli import main
main()
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["audit", "news"], 1),
        (["claims", "news"], 0),
        (["parse", "news/a.txt"], 0),
        (["sources", "news"], 0),
        (["packs", "list"], 0),
        (["rules"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_opens_no_connection(tmp_path: Path, arguments: list[str], code: int) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, place in (("a", "Bergen"), ("b", "Tromso")):
        (folder / f"{name}.txt").write_text(
            f"---\npublished: 2024-05-01\n---\nNorwick Institute is headquartered in {place}.\n", encoding="utf-8"
        )
    call = [sys.executable, "-c", REFUSING, *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        call, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "network:" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stdout + done.stderr
