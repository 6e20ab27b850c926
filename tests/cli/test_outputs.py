"""Several reports in one run: what goes where, how it ends, and what is said when it cannot."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
import pytest
import typer

from hfcheck.cli.outputs import Output, find_base, parse_outputs
from hfcheck.report.formats import FORMATS, Format
from tests.report import sample

from .conftest import FakeWorkflow, Run

SAYS = {
    "terminal": "«Bergen»",
    "json": '"schema": 1',
    "jsonl": '"kind": "summary"',
    "sarif": '"version": "2.1.0"',
    "junit": "<testsuites",
    "github": "::error file=",
    "html": "<!doctype html>",
    "markdown": "# hfcheck: ",
}


@pytest.mark.parametrize(
    ("format", "values", "outputs"),
    [
        (None, [], [("terminal", None)]),
        ("json", [], [("json", None)]),
        (None, ["out.txt"], [("terminal", "out.txt")]),
        (None, ["out"], [("terminal", "out")]),
        (None, ["out.json"], [("json", "out.json")]),
        ("markdown", ["out.json"], [("markdown", "out.json")]),
        ("terminal", ["out.json"], [("terminal", "out.json")]),
        (None, ["sarif:out.sarif"], [("terminal", None), ("sarif", "out.sarif")]),
        ("json", ["sarif:out.sarif"], [("json", None), ("sarif", "out.sarif")]),
        (None, ["sarif:a", "html:b"], [("terminal", None), ("sarif", "a"), ("html", "b")]),
        (None, ["sarif:a", "b.json"], [("sarif", "a"), ("json", "b.json")]),
        (None, ["json:-"], [("json", None)]),
        (None, ["sarif:a", "json:-"], [("json", None), ("sarif", "a")]),
        (None, ["-"], [("terminal", None)]),
        ("json", ["-", "sarif:a"], [("json", None), ("sarif", "a")]),
        (None, ["sarif:C:\\out\\a.sarif"], [("terminal", None), ("sarif", "C:\\out\\a.sarif")]),
        (None, ["sarif:a:b"], [("terminal", None), ("sarif", "a:b")]),
        (None, ["C:\\out\\a.json"], [("json", "C:\\out\\a.json")]),
        (None, ["c:/out/a.sarif"], [("sarif", "c:/out/a.sarif")]),
        (None, ["./a:b.json"], [("json", "./a:b.json")]),
        (None, ["./json:a"], [("terminal", "./json:a")]),
        (None, ["out/a:b.xml"], [("junit", "out/a:b.xml")]),
    ],
)
def test_values_are_read(format: str | None, values: list[str], outputs: list[tuple[str, str | None]]) -> None:
    wanted = tuple(Output(name, None if path is None else Path(path)) for name, path in outputs)
    assert parse_outputs(format, values) == wanted


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            ["sarfi:out.sarif"],
            "there is no format 'sarfi'; the formats are terminal, json, jsonl, sarif, junit, github",
        ),
        (["sarfi:out.sarif"], "write ./sarfi:out.sarif"),
        ([":out"], "there is no format ''"),
        (["two words:b.xml"], "there is no format 'two words'"),
        (["C:out.json"], "there is no format 'C'"),
        (["JSON:out.json"], "there is no format 'JSON'"),
        (["sarif:"], "a file is missing"),
        ([""], "a file is missing"),
        (["json:a", "sarif:./a"], "two reports cannot both go to"),
        (["json:-", "sarif:-"], "two reports cannot both go to standard output"),
        (["-", "-"], "two reports cannot both go to standard output"),
    ],
)
def test_a_value_that_is_wrong_says_what_is_right(values: list[str], message: str) -> None:
    with pytest.raises(typer.BadParameter) as caught:
        parse_outputs(None, values)
    assert message in caught.value.message


def test_every_format_at_once(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    assert set(SAYS) == set(FORMATS)
    arguments = [word for name in SAYS for word in ("--output", f"{name}:out/{name}")]
    result = run("audit", "--width", "100", *arguments)
    assert result.exit_code == 3
    assert "«Bergen»" in result.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(SAYS)
    for name, words in SAYS.items():
        assert words in (tmp_path / "out" / name).read_text(encoding="utf-8").replace("DOCTYPE", "doctype")
    assert "\x1b" not in (tmp_path / "out" / "terminal").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"terminal"}))
def test_a_format_is_all_that_stands_on_standard_output(run: Run, workflow: FakeWorkflow, name: str) -> None:
    result = run("audit", "--format", name)
    assert SAYS[name] in result.stdout.replace("DOCTYPE", "doctype")
    assert "problem: news/005_latin.txt: not UTF-8" in result.stderr


def test_a_plain_path_takes_the_report_in_the_place_of_standard_output(
    run: Run, workflow: FakeWorkflow, tmp_path: Path
) -> None:
    result = run("audit", "-o", "report.json", "-o", "sarif:report.sarif")
    assert result.stdout == ""
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["schema"] == 1
    assert json.loads((tmp_path / "report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize("arguments", [["-f", "yaml"], ["-o", "yaml:out"], ["-o", "sarif:"]])
def test_an_unknown_format_is_wrong_usage_and_nothing_is_read(
    run: Run, workflow: FakeWorkflow, tmp_path: Path, arguments: list[str]
) -> None:
    result = run("audit", *arguments)
    assert result.exit_code == 2
    assert workflow.calls == []
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_told_the_known_ones(run: Run, workflow: FakeWorkflow) -> None:
    shown = " ".join(run("audit", "-f", "yaml").stderr.split())
    assert all(name in shown for name in FORMATS)


def test_what_cannot_be_written_is_named_and_the_others_and_the_ledger_are_written(
    run: Run, workflow: FakeWorkflow, tmp_path: Path
) -> None:
    workflow.report = msgspec.structs.replace(sample.REPORT, problems=())
    (tmp_path / "folder").mkdir()
    result = run("audit", "-o", "sarif:folder", "-o", "json:out.json", "-o", "junit:out.xml")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: folder: cannot write the file")
    assert "«Bergen»" in result.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "out.json", "out.xml"]
    assert workflow.asked("save") == [None]


def test_a_format_that_crashes_is_a_bug_and_the_others_are_written(
    run: Run, workflow: FakeWorkflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> str:
        raise ZeroDivisionError("oops")

    broken = {**FORMATS, "sarif": Format("broken", (), fail)}
    monkeypatch.setattr("hfcheck.report.formats.FORMATS", broken)
    result = run("audit", "-o", "sarif:out.sarif", "-o", "json:out.json")
    assert result.exit_code == 4
    assert "error: the sarif report could not be made" in result.stderr
    assert "internal error: ZeroDivisionError: oops" in result.stderr
    assert "«Bergen»" in result.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize(("problems", "code"), [((), 1), (sample.REPORT.problems, 3)])
def test_outputs_that_are_written_do_not_change_the_exit_code(
    run: Run, workflow: FakeWorkflow, problems: tuple[object, ...], code: int
) -> None:
    workflow.report = msgspec.structs.replace(sample.REPORT, problems=problems)
    assert run("audit", "-o", "sarif:a", "-o", "html:b").exit_code == code
    workflow.report = sample.CLEAN
    assert run("audit", "-o", "sarif:a", "-o", "html:b").exit_code == 0


def test_a_file_that_was_there_is_replaced_and_no_other_is_left(
    run: Run, workflow: FakeWorkflow, tmp_path: Path
) -> None:
    (tmp_path / "out.json").write_text("old", encoding="utf-8")
    run("audit", "-o", "json:out.json")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["findings"]
    assert os.listdir(tmp_path) == ["out.json"]


def test_junit_fails_with_what_fails_the_run(run: Run, workflow: FakeWorkflow) -> None:
    assert run("audit", "-f", "junit", "--fail-on", "error").stdout.count("<failure") == 1
    assert run("audit", "-f", "junit", "--fail-on", "off").stdout.count("<failure") == 0


def test_the_job_summary_is_added_where_the_platform_asks_for_it(
    run: Run, workflow: FakeWorkflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    run("audit", "-f", "json")
    assert summary.read_text(encoding="utf-8") == "before\n"
    run("audit", "-f", "github")
    run("audit", "-o", "github:log.txt")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n# hfcheck: 1 error")
    assert text.count("# hfcheck: 1 error") == 2


def test_a_summary_that_cannot_be_written_is_named(
    run: Run, workflow: FakeWorkflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow.report = sample.CLEAN
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    result = run("audit", "-f", "github")
    assert result.exit_code == 2
    assert f"error: {tmp_path}: cannot write the file" in result.stderr
    assert "Read 4 articles" in result.stdout


def test_no_summary_without_the_platform(
    run: Run, workflow: FakeWorkflow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    run("audit", "-f", "github")
    assert list(tmp_path.iterdir()) == []


def test_the_base_is_the_way_from_the_repository_to_the_configuration(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_base(tmp_path) == ""
    assert find_base(tmp_path / "a" / "b") == "a/b"
    (tmp_path / "a" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert find_base(tmp_path / "a" / "b") == "b"


def test_a_format_names_its_files_from_the_repository(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "hfcheck.yaml").write_text("articles: [news/*.txt]\n", encoding="utf-8")
    result = run("audit", "--config", str(folder / "hfcheck.yaml"), "-f", "github")
    assert "file=desk/news/001_harbour.txt,line=3" in result.stdout


def test_no_message_of_ours_is_a_command_of_the_platform(run: Run, workflow: FakeWorkflow) -> None:
    problem = msgspec.structs.replace(sample.REPORT.problems[0], path="a\n::error::b", message="\n ::add-mask::c ##[x]")
    workflow.report = msgspec.structs.replace(sample.REPORT, problems=(problem,))
    result = run("audit", "-f", "json")
    lines = (result.stdout + result.stderr).splitlines()
    assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-o", "claims.yaml"), "claims.yaml is the ledger"),
        (("-o", "json:./decisions.yaml"), "decisions.yaml is the file of decisions"),
        (("-o", "news/001_harbour.txt"), "news/001_harbour.txt is an article"),
        (("-o", "html:out.html", "-o", "json:hfcheck.yaml"), "hfcheck.yaml is the configuration"),
        (("--baseline", "known.yaml", "-o", "sarif:known.yaml"), "known.yaml is the baseline"),
    ],
)
def test_a_report_is_not_written_over_a_file_of_the_project(
    run: Run, workflow: FakeWorkflow, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "hfcheck.yaml").write_text("articles: [news/*]\n", encoding="utf-8")
    result = run("audit", *words)
    assert result.exit_code == 2
    assert f"{told} and would be lost; name another file" in " ".join(result.stderr.replace("│", " ").split())
    assert workflow.asked("extract") == []
    assert [entry.name for entry in tmp_path.iterdir()] == ["hfcheck.yaml"]
