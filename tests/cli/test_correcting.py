"""`hfcheck correct`: claims are dropped, replaced and added by a sentence that is read as the articles are."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from hfcheck.cli.correct import EXAMPLES
from hfcheck.decisions import Correction, load_decisions
from hfcheck.model import Entity
from tests.projects import make_project, run_project

from .conftest import Run

REASON = ("--reason", "the  register", "--who", "Ann")
QUOTE = "Norwick Institute is headquartered in Bergen"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, read once."""
    folder = make_project(tmp_path_factory.mktemp("project"))
    run_project(folder)
    return folder


@pytest.fixture
def project(template: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it in the folder where the commands run, in no repository and with nobody's name."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-such-file"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


@pytest.fixture
def claim(project: Path, run: Run) -> str:
    """The id of the claim that Norwick is in Bergen, which a finding holds against another."""
    (finding,) = json.loads(run("audit", "-f", "json").stdout)["findings"]
    (name,) = [piece["id"] for side in finding["sides"] for piece in side if "Bergen" in piece["quote"]]
    return str(name)


def read_corrections(project: Path) -> tuple[Correction, ...]:
    return load_decisions(project / "decisions.yaml").corrections


def test_a_dropped_claim_conflicts_no_more_and_comes_back(project: Path, run: Run, claim: str) -> None:
    ledger = (project / "claims.yaml").read_bytes()
    result = run("correct", claim, "--drop", *REASON)
    assert (result.exit_code, result.stdout) == (0, f"drop “{QUOTE}”: the register (Ann)\nwritten to decisions.yaml\n")
    audited = run("audit", "--locked")
    assert audited.exit_code == 0
    assert "claims corrected by editors: 1 dropped" in audited.stdout
    assert (project / "claims.yaml").read_bytes() == ledger
    assert run("correct", claim, "--undo").stdout.endswith("taken out of decisions.yaml\n")
    assert read_corrections(project) == ()
    assert run("audit", "--locked").exit_code == 1


def test_a_sentence_replaces_what_a_claim_says(project: Path, run: Run, claim: str) -> None:
    result = run("correct", claim, "--says", "Norwick Institute is headquartered in Tromso", *REASON)
    assert "replace “Norwick Institute is headquartered in Bergen” by" in result.stdout
    (correction,) = read_corrections(project)
    assert correction.values is not None
    assert isinstance(correction.values.object, Entity)
    assert correction.values.object.name == "Tromso"
    assert run("audit", "--locked").exit_code == 0


def test_a_second_correction_takes_the_place_of_the_first(project: Path, run: Run, claim: str) -> None:
    run("correct", claim, "--says", "Norwick Institute is headquartered in Tromso.", *REASON)
    run("correct", claim, "--drop", *REASON)
    run("correct", claim, "--drop", *REASON)
    (correction,) = read_corrections(project)
    assert correction.drop is not None


def test_what_the_sentence_leaves_open_stays_as_it_was_read(project: Path, run: Run) -> None:
    rows = [json.loads(line) for line in run("claims", "-f", "jsonl").stdout.splitlines()]
    (boat,) = [row["id"] for row in rows if "boat" in row["text"]]
    run("correct", boat, "--says", "Ann Lee sold a boat", *REASON)
    (correction,) = read_corrections(project)
    values = str(correction.values)
    assert "2019" not in values
    assert "relation='sell'" in values


def test_an_added_claim_takes_part_in_the_audit_and_can_be_taken_back(project: Path, run: Run, claim: str) -> None:
    run("correct", claim, "--drop", *REASON)
    assert run("audit", "--locked").exit_code == 0
    add = ("--add", "Norwick Institute is headquartered in Oslo", "--quote", "Norwick  Institute")
    result = run("correct", "news/a.txt", *add, *REASON)
    name = re.search(r"news/a\.txt#manual-\w+", result.stdout)
    assert name
    audited = run("audit", "--locked", "-v")
    assert audited.exit_code == 1
    assert name[0] in " ".join(audited.stdout.split())
    assert run("correct", name[0], "--undo").exit_code == 0
    assert run("audit", "--locked").exit_code == 0
    assert len(read_corrections(project)) == 1


def test_decisions_stay_when_a_claim_is_corrected(project: Path, run: Run, claim: str) -> None:
    (finding,) = json.loads(run("audit", "-f", "json").stdout)["findings"]
    run("decide", finding["fingerprint"], "--verdict", "both-stand", *REASON)
    run("correct", claim, "--drop", *REASON)
    run("correct", claim, "--undo")
    assert len(load_decisions(project / "decisions.yaml").decisions) == 1
    assert run("audit", "--locked").exit_code == 0


ADD = ("--add", "Norwick Institute is headquartered in Oslo")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{}", *REASON], "give one of --drop, --says SENTENCE, --add SENTENCE and --undo"),
        (["{}", "--drop", "--says", "x", *REASON], "give one of --drop"),
        (["{}", "--drop", "--who", "Ann"], "give --reason"),
        (["{}", "--drop", "--reason", "x"], "who corrects?"),
        (["{}", "--undo", "--reason", "x"], "--undo stands alone"),
        (["{}", "--undo"], "no correction is about the claim"),
        (["news/a.txt#999", "--drop", *REASON], "there is no claim 'news/a.txt#999'"),
        (["{}", "--drop", "--quote", "x", *REASON], "--add and --quote go together"),
        (["news/a.txt", *ADD, *REASON], "--add and --quote go together"),
        (["news/z.txt", *ADD, "--quote", "Norwick", *REASON], "there is no article 'news/z.txt'"),
        (["news/a.txt", *ADD, "--quote", "Nowhere", *REASON], "“Nowhere” does not stand in news/a.txt"),
        (["news/a.txt", *ADD, "--quote", " ", *REASON], "does not stand in"),
        (["{}", "--says", "Ah, well", *REASON], "no claim could be read in “Ah, well”"),
        (["{}", "--says", "Ann Lee was born in Graz. Ole Dahl was born in Linz.", *REASON], "makes 2 claims"),
    ],
)
def test_wrong_usage_writes_nothing(project: Path, run: Run, claim: str, arguments: list[str], words: str) -> None:
    result = run("correct", *(claim if argument == "{}" else argument for argument in arguments))
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert not (project / "decisions.yaml").exists()


def test_a_file_that_cannot_be_read_is_not_written_over(project: Path, run: Run, claim: str) -> None:
    (project / "decisions.yaml").write_text("schema: 1\ndecision: []\n", encoding="utf-8")
    assert run("correct", claim, "--drop", *REASON).exit_code == 3
    assert (project / "decisions.yaml").read_text(encoding="utf-8") == "schema: 1\ndecision: []\n"


def test_the_examples_name_options_that_exist(run: Run) -> None:
    text = run("correct", "--help").stdout
    assert all(option in text for option in re.findall(r" (--[a-z-]+)", EXAMPLES))
