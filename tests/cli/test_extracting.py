"""`hfcheck extract` on texts: every form of input and output, and how a sentence was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from .conftest import Run

TEXT = "Quillon sold 300 pumps in May. It closed a yard in Graz. Is this a good idea?"


def test_claims_of_a_file_a_folder_and_standard_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("A headline\n\nAnn Lee left Oslo in May.\n", encoding="utf-8")
    for arguments, stdin in ((("news/a.txt",), None), (("news",), None), (("-",), "Ann Lee left Oslo in May.")):
        objects = [json.loads(line) for line in run("extract", *arguments, stdin=stdin).stdout.splitlines()]
        assert "Ann Lee left Oslo in May" in [one["text"] for one in objects]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news"]


def test_claims_as_yaml_say_the_same_as_json(run: Run) -> None:
    lines = run("extract", "-", stdin=TEXT).stdout.splitlines()
    found = yaml.safe_load(run("extract", "-", "-f", "yaml", stdin=TEXT).stdout)
    assert found == [json.loads(line) for line in lines]
    assert yaml.safe_load(run("extract", "-", "-f", "yaml", stdin="").stdout) == []


def test_claims_as_a_table(run: Run) -> None:
    table = run("extract", "-", "-f", "table", stdin=TEXT).stdout
    assert "how surely" in table
    assert run("extract", "-", "-f", "table", "-o", "x", stdin=TEXT).exit_code == 2


@pytest.mark.parametrize("format", ["jsonl", "yaml", "table"])
def test_lines_in_each_format(run: Run, format: str) -> None:
    result = run("extract", "--per-line", "-", "-f", format, stdin="Ann Lee left Oslo.\nIvo Brandt came.\n")
    assert result.exit_code == 0
    assert "Ann Lee" in result.stdout
    assert "Ivo Brandt" in result.stdout


def test_explain_shows_tree_claims_references_and_what_was_left_out(run: Run) -> None:
    result = run("extract", "--explain", TEXT)
    assert result.exit_code == 0
    assert "├─ Quillon" in result.stdout
    assert "nsubj" in result.stdout
    assert "• Quillon closed a yard in Graz" in result.stdout
    assert "“It” → Quillon" in result.stdout
    assert "from a verb or copula with its subject" in result.stdout
    assert "left out" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_explain_reads_files_and_standard_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run("extract", "--explain", "a.txt").stdout == run("extract", "--explain", "-", stdin=TEXT).stdout


def test_explain_for_programs(run: Run) -> None:
    lines = run("extract", "--explain", TEXT, "-f", "jsonl").stdout.splitlines()
    first, second, third = (json.loads(line) for line in lines)
    assert TEXT[first["start"] : first["end"]] == first["sentence"]
    assert [word["word"] for word in first["words"]][:2] == ["Quillon", "sold"]
    assert first["claims"][0]["construction"] == "clause"
    assert second["references"][0]["stands_for"] == "Quillon"
    assert second["claims"][0]["subject"] == {"text": "It", "resolved": "Quillon"}
    assert third["claims"] == []
    assert third["skipped"]


def test_explain_says_what_it_takes(run: Run, tmp_path: Path) -> None:
    assert run("extract", "--explain").exit_code == 2
    assert run("extract", "--explain", str(tmp_path)).exit_code == 2
    assert run("extract", "--explain", TEXT, "-f", "yaml").exit_code == 2
    assert run("extract", "--explain", "missing.txt").exit_code == 3
