"""Whatever writes a file does it through `hfcheck.files`: whole or not at all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "hfcheck"
MODULES = sorted(PACKAGE.rglob("*.py"))
ALLOWED = {
    "files.py": {"open", "fdopen", "replace", "unlink", "mkdir", "mkstemp", "chmod"},
    # A job summary is added to, and standard output is sent nowhere once it took nothing.
    "cli/output.py": {"open", "truncate"},
    # For reading only: a pipe must not be waited for.
    "intake.py": {"open", "fdopen"},
}
OF_OS = {"open", "fdopen", "replace", "rename", "write", "truncate", "link", "symlink", "mkdir", "makedirs", "chmod"}
OF_PATHS = {
    "write_text", "write_bytes", "unlink", "rmdir", "touch", "mkdir", "symlink_to", "hardlink_to", "chmod",
    "mkstemp", "NamedTemporaryFile", "copyfile", "copytree", "rmtree",
}  # fmt: skip


def list_writes(path: Path) -> set[str]:
    """The names of the calls in a module that change files."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open" and not _is_read(node, 1):
            found.add("open")
        if isinstance(node.func, ast.Attribute):
            name, owner = node.func.attr, node.func.value
            of_os = isinstance(owner, ast.Name) and owner.id == "os"
            if name in OF_PATHS or (of_os and name in OF_OS):
                found.add(name)
            elif name == "open" and (node.args or node.keywords) and not _is_read(node, 0):
                found.add("open")
    return found


def _is_read(call: ast.Call, at: int) -> bool:
    """Whether the mode of a call, at this place among its arguments, is one that only reads."""
    given = [word.value for word in call.keywords if word.arg == "mode"] + call.args[at : at + 1]
    return not given or (isinstance(given[0], ast.Constant) and not set(str(given[0].value)) & set("wax+"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_writes_no_file_by_itself(path: Path) -> None:
    assert list_writes(path) <= ALLOWED.get(path.relative_to(PACKAGE).as_posix(), set())


def test_the_modules_that_may_do(tmp_path: Path) -> None:
    assert {name: list_writes(PACKAGE / name) for name in ALLOWED} == ALLOWED
    (tmp_path / "x.py").write_text('open("a", "w"); open("b"); path.open("rb"); path.open("w")', encoding="utf-8")
    assert list_writes(tmp_path / "x.py") == {"open"}
