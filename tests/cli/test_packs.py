"""`hfcheck packs list|show|new|test` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from hfcheck.cli.app import app
from hfcheck.cli.exitcode import ExitCode

SCHEMA = Path(__file__).parents[2] / "hfcheck" / "knowledge" / "schema" / "pack-1.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["packs", *words])


def test_a_new_pack_loads_and_its_examples_hold(folder: Path) -> None:
    written = run("new", "mine.yaml")
    assert written.exit_code == ExitCode.CLEAN, written.output
    assert "hfcheck packs test --packs core,mine.yaml" in written.output
    pack = yaml.safe_load((folder / "mine.yaml").read_text(encoding="utf-8"))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(pack)] == []
    assert pack["pack"] == "mine"
    tested = run("test", "--packs", "core,mine.yaml", "--verbose")
    assert tested.exit_code == ExitCode.CLEAN, tested.output
    assert "first_division_club" in tested.output


def test_a_pack_is_never_overwritten(folder: Path) -> None:
    (folder / "mine.yaml").write_text("kept", encoding="utf-8")
    assert run("new", "mine.yaml").exit_code == ExitCode.USAGE
    assert (folder / "mine.yaml").read_text(encoding="utf-8") == "kept"


def test_an_entry_is_shown_with_its_place(folder: Path) -> None:
    run("new", "mine.yaml")
    shown = run("show", "the reds", "coached_by", "--packs", "core,mine.yaml")
    assert shown.exit_code == ExitCode.CLEAN, shown.output
    assert "mine.yaml:" in shown.output
    one, other = (yaml.safe_load(part) for part in shown.output.split("\n\n")[:2])
    assert one["entities"][0]["name"] == "Norwick United"
    assert other["relations"][0]["exclusive"] is True
    assert len(other["relations"][0]["examples"]["fail"]) == 1


def test_a_word_that_no_pack_has_is_a_wrong_use(folder: Path) -> None:
    result = run("show", "zzzz", "--packs", "core")
    assert result.exit_code == ExitCode.USAGE
    assert "no pack in force has an entry 'zzzz'" in result.output


def test_packs_are_counted(folder: Path) -> None:
    run("new", "mine.yaml")
    shown = run("show", "--packs", "core,mine.yaml")
    assert "mine.yaml  1 entities, 5 relations, 2 classes, 1 distinct" in shown.output
    listed = run("list", "--packs", "core,mine.yaml")
    assert "mine.yaml  in force" in listed.output


def test_an_example_that_does_not_hold_fails(folder: Path) -> None:
    run("new", "mine.yaml")
    text = (folder / "mine.yaml").read_text(encoding="utf-8")
    (folder / "mine.yaml").write_text(text.replace("is a second-division", "is a big"), encoding="utf-8")
    result = run("test", "--packs", "core,mine.yaml")
    assert result.exit_code == ExitCode.FINDINGS
    assert "FAILED  first_division_club" in result.output
