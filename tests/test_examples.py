"""Each command shows examples in its help, and they run."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import typer
from typer.testing import CliRunner

from hfcheck.cli.app import app

from .projects import SMALL, make_project

GROUP: Any = typer.main.get_command(app)
FINGERPRINT = re.compile(r"\b(?=[a-f]*[0-9])[0-9a-f]{6,12}\b")
MINE = """schema: 1
pack: mine
about: the clubs of our paper
entities:
  - {id: norwick, name: Norwick United, aliases: [The Reds], source: our style book}
relations:
  - id: coached_by
    words: [be coached by]
    converse_words: [coach]
    object: entity
    exclusive: true
    source: "a club has one head coach at a time"
    examples:
      fail: [["Norwick United is coached by Ada Brandt.", "Norwick United is coached by Carl Dunn."]]
      pass: [["Norwick United is coached by Ada Brandt.", "Tarn Rovers is coached by Carl Dunn."]]
"""


def walk(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(command, click.Group) or hasattr(command, "commands"):
        for name, child in sorted(command.commands.items()):
            yield from walk(child, *path, name)
    else:
        yield path, command


def list_examples(command: Any) -> list[str]:
    """The calls of a help text's end, without what is said of each."""
    lines = [line.strip() for line in (command.epilog or "").splitlines()]
    return [re.split(r"\s{2,}|\s[|>]\s", line)[0] for line in lines if line.startswith("hfcheck ")]


def list_options(command: Any) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts}


COMMANDS = dict(walk(GROUP))
EXAMPLES = [(path, example) for path, command in COMMANDS.items() for example in list_examples(command)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A project under git with its ledger, files that the examples name, and the fingerprint of a finding."""
    folder = make_project(tmp_path_factory.mktemp("examples"))
    sentence = SMALL["a.txt"].split("---\n")[2]
    for name in ("story.txt", "lines.txt"):
        (folder / name).write_text(sentence, encoding="utf-8")
    pair = {"id": 1, "a": sentence, "b": sentence.replace("Bergen", "Oslo")}
    (folder / "pairs.jsonl").write_text(json.dumps(pair) + "\n", encoding="utf-8")
    words = "".join(f"{n}\t{word}\t" + "\t".join("_" * 8) + "\n" for n, word in enumerate(("Acme", "grew"), 1))
    (folder / "words.conllu").write_text(words, encoding="utf-8")
    (folder / "mine.yaml").write_text(MINE, encoding="utf-8")
    result = CliRunner().invoke(app, ["audit", "--config", str(folder / "hfcheck.yaml"), "--format", "json"])
    assert result.exit_code == 1, result.output
    (finding,) = json.loads(result.stdout)["findings"]
    (folder / "report.json").write_text(result.stdout, encoding="utf-8")
    (folder / ".gitignore").write_text(".hfcheck/\n", encoding="utf-8")
    identity = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
    shutil.copy(folder / "claims.yaml", folder / "old.yaml")
    commit = [*identity, "commit", "-q", "--allow-empty", "-m"]
    steps = (["init", "-q", "-b", "main"], ["add", "."], [*commit, "articles"], ["tag", "v1.0"], [*commit, "more"])
    for arguments in (*steps, ["tag", "v1.1"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    return folder, finding["fingerprint"]


def test_every_command_has_examples_of_itself() -> None:
    for path, command in COMMANDS.items():
        examples = list_examples(command)
        assert examples, f"hfcheck {' '.join(path)} --help shows no example"
        for example in examples:
            assert tuple(shlex.split(example)[1 : 1 + len(path)]) == path
        assert command.help, path


@pytest.mark.parametrize(("path", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_an_example_runs(
    path: tuple[str, ...],
    example: str,
    prepared: tuple[Path, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, fingerprint = prepared
    work = tmp_path / "work"
    shutil.copytree(folder, work)
    if path == ("init",):
        (work / "hfcheck.yaml").unlink()
    monkeypatch.chdir(work)
    monkeypatch.setenv("COLUMNS", "100")
    # The clock of the machine decides nothing here.
    day = ["--today", "2026-01-01"] if "--today" in list_options(COMMANDS[path]) else []
    arguments = [*shlex.split(FINGERPRINT.sub(fingerprint, example))[1:], *day]
    if "--undo" in arguments:
        first = FINGERPRINT.sub(fingerprint, list_examples(COMMANDS[path])[0])
        assert CliRunner().invoke(app, [*shlex.split(first)[1:], *day]).exit_code == 0
    result = CliRunner().invoke(app, arguments, input="q\n")
    assert result.exit_code in (0, 1), f"{example}: {result.output}"
    assert "internal error" not in result.output
