"""The other commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hfcheck.config import load_config
from hfcheck.rules import RULES

from .conftest import FakeWorkflow, Run


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    text = run("--help").stdout
    for command in ("audit", "extract", "claims", "compare", "explain", "rules", "sources", "packs", "parse", "init"):
        assert f"  {command} " in text
        assert run(command, "--help").exit_code == 0
    assert "Exit codes: 0 clean" in text


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("hfcheck ")


def test_init_writes_a_configuration_that_loads_and_never_overwrites(run: Run, tmp_path: Path) -> None:
    assert run("init").exit_code == 0
    path = tmp_path / "hfcheck.yaml"
    assert load_config(tmp_path).path == path.resolve()
    path.write_text("articles: [mine.txt]\n", encoding="utf-8")
    result = run("init")
    assert result.exit_code == 2
    assert "hfcheck.yaml: is there already; nothing was written" in result.stderr
    assert path.read_text(encoding="utf-8") == "articles: [mine.txt]\n"


def test_what_is_commented_out_in_the_template_is_a_configuration_too(tmp_path: Path, run: Run) -> None:
    run("init")
    path = tmp_path / "hfcheck.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    keys = ("# min_coverage:", "# sources:", "#   articles/", "# rules:")
    opened = [line[2:] if line.startswith(keys) else line for line in lines]
    path.write_text("\n".join(opened), encoding="utf-8")
    config = load_config(tmp_path)
    assert len(config.sources) == 1
    assert list(config.rules) == ["HF404"]


def test_rules_and_explain_show_the_catalogue(run: Run) -> None:
    listed = run("rules", "--width", "200").stdout
    for rule in RULES:
        assert rule.ID in listed
        page = run("explain", rule.ID.lower())
        assert page.exit_code == 0
        assert page.stdout.startswith(f"{rule.ID} {rule.TITLE} (severity: ")
        assert "FAIL" in page.stdout
        assert "PASS" in page.stdout


def test_rules_says_what_the_configuration_sets(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text('articles: ["*.txt"]\nrules: {HF401: note, HF603: "off"}\n', encoding="utf-8")
    listed = run("rules", "--config", str(path)).stdout
    assert "HF401 is set to note in the configuration; its own severity is error." in listed
    assert "HF603 is set to off" in listed


def test_a_whole_pack_is_shown(run: Run) -> None:
    shown = run("packs", "show", "business").stdout
    assert shown.count("packs/business.yaml:") > 20
    assert run("packs", "show", "no such entry").exit_code == 2


def test_explain_suggests_a_rule(run: Run) -> None:
    result = run("explain", "HF40")
    assert result.exit_code == 2
    assert "did you mean HF40" in result.stderr


def test_claims_are_json_lines_or_a_table(run: Run, workflow: FakeWorkflow) -> None:
    lines = run("claims").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines][:2] == ["001_harbour:01", "001_harbour:02"]
    table = run("claims", "--format", "table", "--width", "120").stdout
    assert "Northwind is headquartered in Bergen." in table
    assert workflow.asked("save") == []


def test_extract_updates_the_ledger(run: Run, workflow: FakeWorkflow) -> None:
    result = run("extract")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "claims.yaml: written"
    assert workflow.asked("save") == [None]


def test_extract_check_fails_on_a_difference(run: Run, workflow: FakeWorkflow) -> None:
    assert run("extract", "--check").exit_code == 0
    workflow.differences = ("001_harbour:01: object changed",)
    result = run("extract", "--check")
    assert result.exit_code == 3
    assert "001_harbour:01: object changed" in result.stdout
    assert "run hfcheck extract" in result.stderr


def test_extract_with_paths_prints_and_writes_nothing(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    assert len(run("extract", str(tmp_path)).stdout.splitlines()) == 8
    assert workflow.asked("save") == []
    assert run("extract", str(tmp_path), "--check").exit_code == 2


def test_extract_per_line_gives_an_object_per_fact(run: Run, workflow: FakeWorkflow) -> None:
    result = run("extract", "--per-line", "-", stdin="Ana runs it\r\n\nOle runs it\n")
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first == {
        "line": 1,
        "sentence": "Ana runs it",
        "subject": "Ana",
        "relation": "runs",
        "arguments": ["it"],
        "polarity": "affirmed",
        "modality": "asserted",
        "attribution": {"source": None, "stance": "states", "cue": "reportedly", "direct": False},
        "confidence": 0.8,
        "claim": "Northwind is headquartered in Oslo.",
    }
    assert (second["line"], second["subject"]) == (3, "Ole")


def test_extract_reads_standard_input(run: Run, workflow: FakeWorkflow) -> None:
    assert len(run("extract", "-", stdin="A text.").stdout.splitlines()) == 8
    assert run("extract", "-", "more").exit_code == 2
    assert workflow.asked("save") == []


def test_packs_test_runs_the_examples(run: Run, workflow: FakeWorkflow) -> None:
    result = run("packs", "test", "--packs", "core,business", "--verbose")
    assert "ok  " in result.stdout
    assert result.stdout.splitlines()[-1].endswith(" failed")


def test_compare_exits_with_one_on_a_conflict(run: Run, workflow: FakeWorkflow) -> None:
    result = run("compare", "a", "b")
    assert (result.exit_code, result.stdout) == (1, "conflict (HF401, confidence 0.80): two values\n")
    assert run("compare", "a", "a").exit_code == 0
    assert "  - Bergen and Oslo are two places\n" in run("compare", "a", "b", "--explain").stdout


@pytest.mark.parametrize("arguments", [[], ["a"], ["a", "b", "--pairs", "x"]])
def test_compare_takes_two_texts_or_pairs(run: Run, workflow: FakeWorkflow, arguments: list[str]) -> None:
    assert run("compare", *arguments).exit_code == 2


def test_compare_pairs_keep_their_order(run: Run, workflow: FakeWorkflow) -> None:
    pairs = '\ufeff{"id": "z", "a": "1", "b": "2"}\r\n\r\n{"id": 7, "a": "x\\u2028", "b": "x\\u2028"}\n'
    result = run("compare", "--pairs", "-", stdin=pairs.encode())
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["id"] for record in records] == ["z", 7]
    assert records[1] == {"id": 7, "verdict": "compatible", "rule": None, "confidence": 0.8, "why": "the same"}
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "not JSON"), ("[]", "a line holds an object"), ('{"a": "x", "b": "y", "id": {}}', '"id" is a text')],
)
def test_a_bad_pair_is_named_by_its_line(run: Run, workflow: FakeWorkflow, line: str, message: str) -> None:
    result = run("compare", "--pairs", "-", stdin=f'{{"a": "x", "b": "y"}}\n{line}\n')
    assert result.exit_code == 3
    assert result.stderr.startswith(f"problem: -:2: {message}")
    assert len(result.stdout.splitlines()) == 1


def test_texts_that_are_not_utf8_or_not_there_are_errors_of_input(
    run: Run, workflow: FakeWorkflow, tmp_path: Path
) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"caf\xe9")
    result = run("compare", "--pairs", "latin.jsonl")
    assert (result.exit_code, result.stderr) == (3, "error: latin.jsonl: not UTF-8 (byte 3); save it as UTF-8\n")
    assert run("compare", "--pairs", "absent.jsonl").exit_code == 3


def test_packs_list_names_what_ships(run: Run) -> None:
    text = run("packs", "list", "--packs", "core").stdout
    assert "core  in force" in text
    assert "business  ships, not in force" in text


def test_a_pack_that_is_not_there_is_wrong_usage(run: Run) -> None:
    assert run("packs", "list", "--packs", "nonsense").exit_code == 2


def test_sources_lists_articles_with_their_dates(run: Run, workflow: FakeWorkflow) -> None:
    text = run("sources", "--width", "160").stdout
    assert "not before 2023-11-30" in text
    assert "front matter" in text
