"""`hfcheck packs suggest` and `hfcheck claims --steps` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.cli.exitcode import ExitCode
from hfcheck.knowledge import load_knowledge

TEXTS = {
    "a.txt": "Vera Holt is a judge. Holt sold a mill. The Ostavian Football Union fined Rask City.\n",
    "b.txt": "The OFU met in Graz.\n",
}


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_suggestions_name_their_places_and_load_as_a_pack(news: Path) -> None:
    result = CliRunner().invoke(app, ["packs", "suggest", ".", "--packs", "core,business", "--output", "ours.yaml"])
    assert result.exit_code == ExitCode.CLEAN, result.output
    text = (news / "ours.yaml").read_text(encoding="utf-8")
    assert "b.txt:1  “The OFU met in Graz.”" in text
    knowledge = load_knowledge(["core", "business", "ours.yaml"], news)
    assert knowledge.alias_index["ofu"] == ("ostavian-football-union",)


def test_nothing_to_suggest_is_said(news: Path) -> None:
    (news / "b.txt").unlink()
    result = CliRunner().invoke(app, ["packs", "suggest", "a.txt", "--packs", "core,business"])
    assert result.exit_code == ExitCode.CLEAN
    assert result.stdout == ""
    assert "no alias to suggest" in result.stderr


def test_steps_are_shown_when_asked_for(news: Path) -> None:
    arguments = ["claims", "a.txt", "--packs", "core,business", "--format", "jsonl"]
    plain, told = (CliRunner().invoke(app, [*arguments, *more]) for more in ([], ["--steps"]))
    assert all("steps" not in json.loads(line) for line in plain.stdout.splitlines())
    steps = {claim["text"]: claim["steps"] for claim in map(json.loads, told.stdout.splitlines())}
    assert any(step.startswith("“Holt” → Vera Holt") for step in steps["Holt sold a mill"])
