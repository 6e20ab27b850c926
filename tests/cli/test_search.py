"""`hfcheck claims` as a search, `hfcheck sources` and `hfcheck schema`."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from hfcheck.cli.schema import SCHEMAS, read_schema

from .conftest import FakeWorkflow, Run


def test_claims_are_narrowed_and_counted_on_standard_error(run: Run, workflow: FakeWorkflow) -> None:
    result = run("claims", "--entity", "Bergn")
    (line,) = result.stdout.splitlines()
    assert json.loads(line)["text"] == "Northwind is headquartered in Bergen."
    assert result.stderr == "nothing is named “Bergn”; shown: bergen\n1 of 8 claims\n"


def test_a_search_that_finds_nothing_says_what_is_near_and_is_no_failure(run: Run, workflow: FakeWorkflow) -> None:
    result = run("claims", "--entity", "Oslojord", "--format", "table")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("nothing is named “Oslojord”; the nearest: ")
    assert "oslo" in result.stderr.splitlines()[0]


def test_quiet_says_nothing_beside_the_claims(run: Run, workflow: FakeWorkflow) -> None:
    assert run("claims", "--quiet", "--polarity", "denied").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["--modality", "planned"], 1),
        (["--modality", "planned", "--modality", "asserted"], 8),
        (["--polarity", "denied"], 1),
        (["--article", "002"], 2),
        (["--article", "news/*.md", "--entity", "Northwind"], 1),
        (["--published", "2024-05"], 4),
        (["--published", "..2024-04"], 1),
        (["--date", "2024"], 0),
        (["--relation", "tie"], 2),
    ],
)
def test_each_option_narrows(run: Run, workflow: FakeWorkflow, arguments: list[str], count: int) -> None:
    assert len(run("claims", *arguments).stdout.splitlines()) == count


@pytest.mark.parametrize("when", ["soon", "..", "2024..2023", "2024-13", "2023..soon", ""])
def test_what_is_no_time_is_wrong_usage(run: Run, workflow: FakeWorkflow, when: str) -> None:
    assert run("claims", "--date", when).exit_code == 2


def test_a_table_is_ordered_by_article(run: Run, workflow: FakeWorkflow) -> None:
    lines = run("claims", "--format", "table", "--width", "100").stdout.splitlines()
    heads = [line for line in lines if line.startswith("news/")]
    assert heads == [
        f"news/{name}" for name in ("001_harbour.txt", "002_profile.txt", "003_alliance.md", "004_hostile.txt")
    ]


def test_sources_say_what_is_missing_as_lines_for_the_configuration(run: Run, workflow: FakeWorkflow) -> None:
    text = run("sources", "--width", "200").stdout
    assert "Missing: 2 of 4 without published, 2 of 4 without outlet, 3 of 4 without reliability." in text
    assert '  "news/002_profile.txt": {published: YYYY-MM-DD, outlet: "", reliability: 0.0-1.0}\n' in text
    assert "# not before 2023-11-30, by its text" in text
    assert "Missing" not in run("sources", "--quiet").stdout


def test_a_hint_that_is_pasted_unread_is_refused(run: Run, workflow: FakeWorkflow, tmp_path: Path) -> None:
    text = run("sources", "--width", "200").stdout
    (tmp_path / "hfcheck.yaml").write_text(text.partition("know:\n\n")[2], encoding="utf-8")
    result = run("sources")
    assert result.exit_code == 2
    assert "published is no date" in result.stderr


def test_sources_as_json_fit_their_schema(run: Run, workflow: FakeWorkflow) -> None:
    schema = json.loads(read_schema("sources"))
    plain, named = (json.loads(run("sources", "-f", "json", *more).stdout) for more in ([], ["--names"]))
    for document in (plain, named):
        jsonschema.Draft202012Validator(schema).validate(document)
    assert plain["names"] is None
    assert named["names"][0]["name"] == "Northwind"
    assert plain["articles"][0]["missing"] == []
    assert plain["articles"][3]["missing"] == ["published", "outlet", "reliability"]


def test_names_are_listed_with_how_often_they_are_met(run: Run, workflow: FakeWorkflow) -> None:
    text = run("sources", "--names", "--width", "160").stdout
    row = next(line for line in text.splitlines() if line.startswith("Northwind "))
    assert row.split() == ["Northwind", "organisation", "articles", "6", "3", "northwind"]


def test_schemas_are_listed_and_printed(run: Run, tmp_path: Path) -> None:
    listed = run("schema").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(SCHEMAS)
    assert json.loads(run("schema", "config").stdout)["$id"] == "urn:hfcheck:config:1"
    assert run("schema", "config", "-o", "config.json").exit_code == 0
    assert (tmp_path / "config.json").read_text(encoding="utf-8") == read_schema("config")
    result = run("schema", "confg")
    assert result.exit_code == 2
    assert "did you mean config?" in result.stderr
