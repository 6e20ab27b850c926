"""The hooks, the composite action and shell completion: their steps run here, on a project of their own."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.report.formats import FORMATS

from .projects import ROOT, SMALL, make_project, run_process
from .report.hostile import is_obeyed
from .report.renderings import check_junit, read_sarif

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: dict[str, dict[str, Any]] = {step["id"]: step for step in ACTION["runs"]["steps"] if "id" in step}
BASH = shutil.which("bash") or ""
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")
# The interpreter's stand-in: it makes an environment whose hfcheck is the one under test, and installs nothing.
PYTHON = """#!{bash}
case "$2" in
  venv) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"
        printf '#!{bash}\\nexec {python} -m hfcheck "$@"\\n' > "$3/bin/hfcheck"
        chmod +x "$3/bin/hfcheck" ;;
  pip) printf '%s\\n' "$@" > "$LOG" ;;
  *) exit 64 ;;
esac
"""
needs_bash = pytest.mark.skipif(not BASH or os.name == "nt", reason="the steps are for bash")


class Runner(NamedTuple):
    """A stand-in for a runner of the platform: its folders and files."""

    workspace: Path
    temp: Path

    @property
    def output(self) -> Path:
        return self.temp / "output"

    @property
    def summary(self) -> Path:
        return self.temp / "summary.md"

    def run(self, step: Mapping[str, Any], known: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a step's shell as the platform does, its expressions filled in from `known`."""
        self.output.write_text("", encoding="utf-8")
        environment = {name: fill(value, known) for name, value in step["env"].items()}
        search = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
        files = {
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "LOG": str(self.temp / "log"),
        }
        path = f"{self.temp / 'programs'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace / fill(step.get("working-directory", "."), known),
            env={**os.environ, "PYTHONPATH": search, "PATH": path, **files, **environment},
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )

    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.output.read_text(encoding="utf-8").splitlines())


def fill(text: str, known: Mapping[str, str]) -> str:
    return EXPRESSION.sub(lambda match: known[match[1]], text)


def audit(runner: Runner, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's audit with these inputs and the defaults of the others."""
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert set(given) <= set(ACTION["inputs"])
    known = {f"inputs.{name}": given.get(name, entry["default"]) for name, entry in ACTION["inputs"].items()}
    program = runner.temp / "hfcheck" / "bin" / "hfcheck"
    return runner.run(STEPS["audit"], {**known, "steps.install.outputs.program": str(program)})


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    workspace = make_project(tmp_path / "workspace")
    (workspace / ".git").mkdir()
    programs = tmp_path / "temp" / "programs"
    programs.mkdir(parents=True)
    python = programs / "python"
    python.write_text(PYTHON.format(bash=BASH, python=shlex.quote(sys.executable)), encoding="utf-8")
    python.chmod(0o755)
    made = Runner(workspace, tmp_path / "temp")
    done = made.run(STEPS["install"], {"github.action_path": str(ROOT), "runner.temp": str(made.temp)})
    assert done.returncode == 0, done.stderr
    return made


# ── the action ────────────────────────────────────────────────────────────────────────────────


def test_the_action_is_composite_and_each_input_is_described_and_used() -> None:
    assert ACTION["runs"]["using"] == "composite"
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    for entry in (*ACTION["inputs"].values(), *ACTION["outputs"].values()):
        assert entry["description"].endswith(".")
    assert all(isinstance(entry["default"], str) for entry in ACTION["inputs"].values())


def test_no_input_is_part_of_a_script() -> None:
    for step in STEPS.values():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"


def test_the_formats_that_the_action_names_are_ours() -> None:
    named = ACTION["inputs"]["formats"]["description"].rpartition(": ")[2].rstrip(".").split()
    assert set(named) == set(FORMATS) - {"terminal", "github"}


@needs_bash
def test_the_install_step_installs_the_action_itself_under_its_constraints(runner: Runner) -> None:
    arguments = (runner.temp / "log").read_text(encoding="utf-8").splitlines()
    assert arguments[:3] == ["-m", "pip", "install"]
    assert arguments[-1] == str(ROOT)
    assert arguments[arguments.index("-c") + 1] == str(ROOT / "ci" / "constraints.txt")
    assert runner.outputs() == {"program": str(runner.temp / "hfcheck" / "bin" / "hfcheck")}


@needs_bash
def test_the_audit_step_annotates_writes_reports_and_fails_on_findings(runner: Runner) -> None:
    done = audit(runner, formats="sarif junit markdown html", reports="out folder")
    assert done.returncode == 1, done.stderr
    assert re.match(r"::error file=news/a\.txt,line=4,.*title=HF401", done.stdout)
    assert runner.outputs() == {"exit-code": "1", "reports": "out folder"}
    assert runner.summary.read_text(encoding="utf-8").startswith("# hfcheck: 1 error")
    folder = runner.workspace / "out folder"
    assert sorted(path.name for path in folder.iterdir()) == [
        "hfcheck.html",
        "hfcheck.md",
        "hfcheck.sarif",
        "hfcheck.xml",
    ]
    assert len(read_sarif((folder / "hfcheck.sarif").read_text(encoding="utf-8"))["results"]) == 1
    check_junit((folder / "hfcheck.xml").read_text(encoding="utf-8"))


@needs_bash
def test_the_inputs_of_the_audit_step_reach_the_command(runner: Runner) -> None:
    assert audit(runner, fail_on="off").returncode == 0
    assert audit(runner, locked="true").returncode == 1
    assert audit(runner, paths="news/a.txt\nnews/c.txt\n").returncode == 0
    assert audit(runner, arguments="--fail-on\noff\n").returncode == 0
    assert audit(runner, min_coverage="1", fail_on="off").returncode == 0
    assert audit(runner, config="absent.yaml").returncode == 2
    assert runner.outputs()["exit-code"] == "2"


@needs_bash
def test_an_unknown_format_fails_and_names_the_known_ones(runner: Runner) -> None:
    done = audit(runner, formats="sarif *")
    assert done.returncode == 2
    assert "there is no format '*'" in " ".join(done.stderr.split())


@needs_bash
@pytest.mark.parametrize("value", ["$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "--config\nx; touch pwned"])
def test_an_input_is_never_run(runner: Runner, value: str) -> None:
    for name in ("paths", "config", "fail_on", "formats", "reports", "locked"):
        audit(runner, **{name: value})
    assert not list(runner.temp.parent.rglob("pwned"))


@needs_bash
def test_a_path_that_looks_like_an_option_is_a_path(runner: Runner) -> None:
    done = audit(runner, paths="--version")
    assert done.returncode == 3
    assert "--version: no such file" in done.stderr


@needs_bash
def test_articles_with_hostile_names_and_words_issue_no_command(runner: Runner) -> None:
    evil = "::error::taken over ##[error]x @everyone <img src=x onerror=alert(1)> ]]> \u202e"
    front = f"---\ntitle: '{evil}'\noutlet: '{evil}'\npublished: 2024-05-01\n---\n"
    for place in ("Bergen", "Tromso"):
        name = f"{place}\n::error::y,line=9 <b>.txt"
        text = f"{front}{evil}\n\n::error::z\n\nNorwick Institute is headquartered in {place}.\n"
        (runner.workspace / "news" / name).write_text(text, encoding="utf-8")
    (runner.workspace / "news" / "bad\n::add-mask::x.txt").write_bytes(b"\xff")
    done = audit(runner, formats="sarif junit markdown html json jsonl")
    assert done.returncode == 3, done.stderr
    commands = [line for line in (done.stdout + done.stderr).splitlines() if is_obeyed(line)]
    assert len(commands) == 2
    assert all(re.match(r"::error file=news/\w+[^:,]*,(line=\d|title=hfcheck%3A source::)", line) for line in commands)
    folder = runner.workspace / "hfcheck-reports"
    (result,) = read_sarif((folder / "hfcheck.sarif").read_text(encoding="utf-8"))["results"]
    uris = {place["physicalLocation"]["artifactLocation"]["uri"] for place in result["relatedLocations"]}
    assert uris & {f"news/{place}%0A%3A%3Aerror%3A%3Ay%2Cline%3D9%20%3Cb%3E.txt" for place in ("Bergen", "Tromso")}
    check_junit((folder / "hfcheck.xml").read_text(encoding="utf-8"))
    for text in (runner.summary.read_text(encoding="utf-8"), (folder / "hfcheck.html").read_text(encoding="utf-8")):
        assert "<img" not in text
        assert "@everyone" not in text or "<!doctype" in text.lower()


# ── hooks ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
def test_a_hook_runs_on_the_whole_project(hook: dict[str, Any], tmp_path: Path) -> None:
    folder = make_project(tmp_path)
    words = shlex.split(hook["entry"])
    assert words[0] == "hfcheck"
    assert hook["pass_filenames"] is False
    if "--locked" in words:
        assert run_process(folder, "-m", "hfcheck", *words[1:]).returncode == 3
        run_process(folder, "-m", "hfcheck", "extract")
    done = run_process(folder, "-m", "hfcheck", *words[1:])
    assert done.returncode == 1, done.stderr.decode()
    assert b"HF401" in done.stdout
    assert (folder / "claims.yaml").exists()


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: str(hook["id"]))
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("news/a.txt", True),
        ("news/a.md", True),
        ("news/a.html", True),
        ("claims.yaml", True),
        ("sub/hfcheck.yaml", True),
        ("decisions.yaml", True),
        ("src/a.py", False),
        ("other.yaml", False),
        ("news/a.txt.orig", False),
    ],
)
def test_a_hook_runs_where_articles_or_settings_changed(hook: dict[str, Any], name: str, wanted: bool) -> None:
    assert bool(re.search(hook["files"], name)) is wanted


def test_hooks_have_what_their_platform_asks_for() -> None:
    assert [hook["id"] for hook in HOOKS] == ["hfcheck", "hfcheck-locked"]
    for hook in HOOKS:
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["language"] == "python"


# ── completion and imports ────────────────────────────────────────────────────────────────────


def complete(shell: str, words: str) -> list[str]:
    """What a shell offers after these words."""
    environment = {
        "bash": {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": words},
        "fish": {"_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    done = CliRunner().invoke(app, prog_name="hfcheck", env={"_HFCHECK_COMPLETE": f"complete_{shell}", **environment})
    return done.stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_completes_commands_options_and_formats(shell: str) -> None:
    assert any("audit" in line for line in complete(shell, "hfcheck au"))
    assert any("--output" in line for line in complete(shell, "hfcheck audit --ou"))
    assert any("sarif" in line for line in complete(shell, "hfcheck audit --format s"))
    assert not any("json" in line for line in complete(shell, "hfcheck audit --format s"))


@needs_bash
def test_the_completion_of_bash_works_in_bash(tmp_path: Path) -> None:
    program = tmp_path / "hfcheck"
    program.write_text(f'#!{BASH}\nexec {shlex.quote(sys.executable)} -m hfcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(_HFCHECK_COMPLETE=source_bash hfcheck)"\n'
        "COMP_WORDS=(hfcheck audit --format s); COMP_CWORD=3\n"
        "$(complete -p hfcheck | sed 's/.*-F \\([^ ]*\\).*/\\1/') hfcheck s --format\n"
        'echo "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([BASH, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "sarif", done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["audit", "--help"], ["audit", "news"]], ids=" ".join)
def test_a_format_that_is_not_asked_for_is_not_imported(tmp_path: Path, arguments: list[str]) -> None:
    folder = make_project(tmp_path, {"a.txt": SMALL["a.txt"]})
    names = ("sarif", "junit", "github", "html", "jsonlines")
    program = (
        "import sys\nfrom hfcheck.cli.app import app\n"
        "try: app()\nexcept SystemExit: pass\n"
        f"print([name for name in {names!r} if f'hfcheck.report.{{name}}' in sys.modules], file=sys.stderr)"
    )
    result = run_process(folder, "-c", program, *arguments)
    assert result.stderr.decode().splitlines()[-1] == "[]"
