"""What the README says is what the tool does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
import typer
import yaml

from hfcheck.cli.app import app
from hfcheck.cli.exitcode import ExitCode
from hfcheck.knowledge import list_packs
from hfcheck.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GROUP: Any = typer.main.get_command(app)


def list_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def list_calls() -> list[str]:
    """Each call of hfcheck in a shell block or between backticks, without its comment."""
    lines = [line for block in list_blocks("sh") for line in block.splitlines()]
    calls = [part.strip() for line in lines for part in line.partition("#")[0].split("&&")]
    calls += re.findall(r"`(hfcheck [^`]+)`", README)
    return sorted({call.removeprefix(".venv/bin/") for call in calls if re.match(r"(\.venv/bin/)?hfcheck ", call)})


def list_rows(heading: str) -> list[list[str]]:
    section = README.partition(f"### {heading}\n")[2].partition("\n#")[0]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def commands() -> dict[str, click.Command]:
    context = typer.Context(GROUP)
    return {name: GROUP.get_command(context, name) for name in GROUP.list_commands(context)}


@pytest.mark.parametrize("call", [call for call in list_calls() if not call.endswith(".yaml")])
def test_a_call_names_a_command_and_options_that_exist(call: str) -> None:
    _, name, *words = shlex.split(call)
    command = commands()[name]
    known = {option for parameter in command.params for option in parameter.opts}
    assert [word for word in words if word.startswith("-") and word not in known] == []


def test_the_table_of_commands_is_complete() -> None:
    assert sorted(row[0] for row in list_rows("Commands")) == sorted(f"`hfcheck {name}`" for name in commands())


def test_the_table_of_exit_codes_is_complete() -> None:
    assert [int(row[0]) for row in list_rows("Exit codes")] == [code.value for code in ExitCode]


def test_options_named_alone_exist() -> None:
    known = {option for command in commands().values() for parameter in command.params for option in parameter.opts}
    named = set(re.findall(r"`(--[a-z-]+)", README))
    assert named
    assert named <= known


def test_what_is_counted_is_right() -> None:
    assert f"- {len(RULES)} rules so far" in README
    assert all(f"`{name}`" in README for name in list_packs())


@pytest.mark.parametrize("block", list_blocks("yaml"))
def test_yaml_in_the_readme_is_yaml(block: str) -> None:
    assert all(document is not None for document in yaml.safe_load_all(block.removesuffix("---\n")))


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_a_link_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


def test_ci_runs_the_commands_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for heading in ("Try it", "Run the tests"):
        block = README.partition(f"## {heading}\n")[2].partition("```sh\n")[2].partition("```")[0]
        assert len(block.splitlines()) == 1
        assert f"readme_command '{heading}'" in script
    assert "exit code 1" in README.partition("## Try it\n")[2].partition("\n## ")[0]
