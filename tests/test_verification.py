"""A report is verified against its articles and the rules, and what was changed in it is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from hfcheck.cli.app import app
from tests.projects import make_project

Document = dict[str, Any]


def run(folder: Path, *words: str) -> Result:
    """Run in this process: a run has nothing to do but read what lies in the cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return CliRunner().invoke(app, words)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("verified"))
    assert run(folder, "audit", "-f", "json", "-o", "report.json").exit_code == 1
    return folder


def test_a_report_that_was_just_made_holds(folder: Path) -> None:
    result = run(folder, "verify", "report.json")
    assert result.exit_code == 0, result.stdout + result.stderr
    assert result.stdout == "1 findings with 2 quotes: all hold\n"


def move_quote(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["start"] += 1


def change_quote(document: Document) -> None:
    document["findings"][0]["sides"][1][0]["quote"] = "Norwick Institute is headquartered in Oslo"


def change_line(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["line"] += 1


def change_article(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["article"] = "news/z.txt"


def forge_fingerprint(document: Document) -> None:
    document["findings"][0]["fingerprint"] = "0" * 12


def soften(document: Document) -> None:
    document["findings"][0]["severity"] = "note"


def drop_finding(document: Document) -> None:
    document["findings"] = []


def hide_finding(document: Document) -> None:
    document |= {"findings": [], "left_out": 7}


def add_finding(document: Document) -> None:
    document["findings"].append(document["findings"][0] | {"fingerprint": "1" * 12, "rule": "HF403"})


def tell_twice(document: Document) -> None:
    document["findings"].append(document["findings"][0])


def swap_sides(document: Document) -> None:
    document["findings"][0]["sides"].reverse()


def drop_side(document: Document) -> None:
    document["findings"][0]["sides"].pop()


def empty_side(document: Document) -> None:
    document["findings"][0]["sides"][0] = []


def cut_quote(document: Document) -> None:
    quote = document["findings"][0]["sides"][0][0]
    quote |= {"end": quote["end"] - 1, "quote": quote["quote"][:-1]}


def count_from_the_end(document: Document) -> None:
    quote = document["findings"][0]["sides"][0][0]
    quote |= {"start": quote["start"] - 1000, "end": quote["end"] - 1000}


def reword_claim(document: Document) -> None:
    document["findings"][0]["sides"][0][0]["text"] = "Norwick Institute is a club"


def change_field(name: str, value: object) -> Callable[[Document], None]:
    return lambda document: document["findings"][0].__setitem__(name, value)


def change_digest(document: Document) -> None:
    document["coverage"]["by_article"]["news/c.txt"]["sha256"] = "0" * 64


def read_less_of_one(document: Document) -> None:
    document["coverage"]["by_article"]["news/c.txt"]["sentences_without_claim"] += 1


def leave_out_an_article(document: Document) -> None:
    del document["coverage"]["by_article"]["news/c.txt"]


def drop_rule(document: Document) -> None:
    document["rules_run"] = document["rules_run"][1:]


def read_less(document: Document) -> None:
    document["coverage"]["claims"] -= 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (move_quote, "is not at news/"),
        (change_quote, "the article does not have it"),
        (change_line, "is not on line"),
        (change_article, "its article is not among those read: news/z.txt"),
        (forge_fingerprint, "000000000000: HF401 does not find this now"),
        (soften, "its severity is 'note'"),
        (change_field("rule", "HF403"), "its rule is 'HF403', and 'HF401'"),
        (change_field("verdict", "update"), "its verdict is 'update'"),
        (change_field("confidence", 0.99), "its confidence is 0.99"),
        (change_field("message", "nothing"), "its message is 'nothing'"),
        (hide_finding, "it says that it leaves out 7 findings, and no more than 1 are there"),
        (add_finding, "111111111111: HF403 does not find this now"),
        (tell_twice, "HF401 does not find this now"),
        (swap_sides, "its sides show other places"),
        (drop_side, "its sides show other places"),
        (empty_side, "a side has no quote"),
        (cut_quote, "its sides show other places"),
        (count_from_the_end, "is not at news/"),
        (reword_claim, "its sides show other claims"),
        (change_digest, "news/c.txt has changed since it was read"),
        (read_less_of_one, "news/c.txt: other numbers of sentences and claims"),
        (leave_out_an_article, "news/c.txt was read now alone"),
        (drop_finding, "the report does not say so"),
        (drop_rule, "other rules ran (not run there: HF101)"),
        (read_less, "now there are"),
    ],
)
def test_what_was_changed_in_a_report_is_named(folder: Path, change: Callable[[Document], None], told: str) -> None:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    change(document)
    (folder / "changed.json").write_text(json.dumps(document), encoding="utf-8")
    result = run(folder, "verify", "changed.json")
    assert result.exit_code == 1, result.stderr
    assert told in result.stdout


def test_a_finding_that_a_baseline_left_out_is_not_missed(folder: Path) -> None:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    document |= {"findings": [], "left_out": 1}
    (folder / "left_out.json").write_text(json.dumps(document), encoding="utf-8")
    assert run(folder, "verify", "left_out.json").exit_code == 0


def test_an_article_that_was_edited_since_is_told(folder: Path, tmp_path: Path) -> None:
    edited = make_project(tmp_path)
    (edited / "news" / "b.txt").write_text("Norwick Institute is headquartered in Bergen.\n", encoding="utf-8")
    result = run(edited, "verify", str(folder / "report.json"))
    assert result.exit_code == 1
    assert "does not find this now" in result.stdout


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "this is no JSON report"),
        ("[]", "this is no JSON report"),
        ('{"schema": 1}', "missing required field"),
        ("[" * 100_000, "this is no JSON report"),
    ],
)
def test_what_is_no_report_is_refused(folder: Path, text: str, told: str) -> None:
    (folder / "wrong.json").write_text(text, encoding="utf-8")
    result = run(folder, "verify", "wrong.json")
    assert result.exit_code == 3
    assert told in result.stderr


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ({"schema": 99, "finds": []}, "made by a newer hfcheck (schema 99; this one reads 1); update hfcheck"),
        ({"schema": 0, "finds": []}, "it has the older schema 0 (this hfcheck reads 1); run the audit again"),
    ],
)
def test_a_report_of_another_schema_is_refused_whatever_it_holds(folder: Path, document: Document, told: str) -> None:
    (folder / "other.json").write_text(json.dumps(document), encoding="utf-8")
    result = run(folder, "verify", "other.json")
    assert result.exit_code == 3
    assert f"other.json: {told}" in result.stderr


def test_a_report_that_does_not_tell_of_each_article_holds(folder: Path) -> None:
    document = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    for read in document["coverage"]["by_article"].values():
        del read["sha256"]
    (folder / "earlier.json").write_text(json.dumps(document), encoding="utf-8")
    assert run(folder, "verify", "earlier.json").exit_code == 0


def test_an_article_that_no_finding_shows_was_edited(folder: Path, tmp_path: Path) -> None:
    edited = make_project(tmp_path)
    text = (edited / "news" / "c.txt").read_text(encoding="utf-8")
    (edited / "news" / "c.txt").write_text(text.replace("2019", "2018"), encoding="utf-8")
    result = run(edited, "verify", str(folder / "report.json"))
    assert result.exit_code == 1
    assert result.stdout.startswith("report: news/c.txt has changed since it was read\n")
