"""A drill from articles to figures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hfcheck.drill import Drill, Trial, plan_drill, run_drill
from hfcheck.drill.render import render_json, render_outcomes
from hfcheck.drill.run import copy_article
from hfcheck.knowledge import load_knowledge
from hfcheck.language import read_sentences
from hfcheck.model import Article
from hfcheck.sources import make_article
from tests.projects import make_project, read_project

KNOWLEDGE = load_knowledge(["core", "business"], Path("."))
TEXT = (
    "The Norwick Institute is headquartered in Bergen, a town on the coast of Norway. "
    "In 2022, the Norwick Institute sold 80,000 tickets for its concerts.\n\n"
    "Marta Lind is the president of the Norwick Institute. "
    "The old hall was not painted by anybody in the last year.\n"
)
KINDS = ("number", "role", "polarity")


@pytest.fixture(scope="module")
def article() -> Article:
    return make_article(TEXT, id="news/a.txt")


@pytest.fixture(scope="module")
def trials(article: Article) -> tuple[Trial, ...]:
    return plan_drill([(article, read_sentences(article)[0])], KNOWLEDGE, seed=1, each=2, kinds=KINDS)


@pytest.fixture(scope="module")
def drill(trials: tuple[Trial, ...]) -> Drill:
    return run_drill(trials, KNOWLEDGE, seed=1)


def test_each_kind_is_planted_where_it_has_a_place(trials: tuple[Trial, ...]) -> None:
    assert {trial.kind for trial in trials} == set(KINDS)
    assert all(trial.sentence == TEXT[trial.start : trial.end] for trial in trials)


def test_a_copy_differs_in_the_planted_sentence_alone(trials: tuple[Trial, ...], article: Article) -> None:
    for trial in trials:
        copy = copy_article(article, trial.plant)
        assert copy.text == TEXT[: trial.start] + trial.plant.sentence + TEXT[trial.end :]
        assert copy.id != article.id
        shown = [copy.text[block.start : block.end] for block in copy.blocks]
        assert " ".join(shown).split() == copy.text.split()


def test_what_is_found_is_counted_by_kind(drill: Drill, trials: tuple[Trial, ...]) -> None:
    assert drill.total.planted == len(trials)
    assert drill.total.found == sum(bool(outcome.found_by) for outcome in drill.outcomes)
    found = {outcome.trial.kind for outcome in drill.outcomes if outcome.found_by}
    assert "number" in found, render_outcomes(drill, verbose=True)
    assert drill.total.flagged == 0, render_outcomes(drill, verbose=False)


def test_rules_that_are_off_find_nothing(trials: tuple[Trial, ...]) -> None:
    from hfcheck.model import Severity
    from hfcheck.rules import RULES

    silent = run_drill(trials, KNOWLEDGE, seed=1, settings=dict.fromkeys((rule.ID for rule in RULES), Severity.OFF))
    assert silent.total.found == 0


def test_what_is_at_odds_with_its_own_article_counts_for_nothing() -> None:
    text = (
        "The Norwick Institute sold 80,000 tickets in 2022. In 2022, the Norwick Institute sold 20,000 tickets, "
        "according to its filings. The Norwick Institute sold 20,000 tickets in 2022.\n"
    )
    article = make_article(text, id="news/a.txt")
    trials = plan_drill([(article, read_sentences(article)[0])], KNOWLEDGE, seed=1, each=3, kinds=("number",))
    assert trials
    assert run_drill(trials, KNOWLEDGE, seed=1).total.flagged == 0


def test_two_processes_count_the_same(drill: Drill, trials: tuple[Trial, ...]) -> None:
    assert run_drill(trials, KNOWLEDGE, seed=1, workers=2) == drill


def test_the_json_names_every_trial(drill: Drill) -> None:
    document = json.loads(render_json(drill))
    assert [one["sentence"] for one in document["trials"]] == [o.trial.sentence for o in drill.outcomes]
    assert document["total"]["planted"] == drill.total.planted


def run_command(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hfcheck", "drill", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--each", "1", "--kinds", "number"), 0, "1 of 1 planted contradictions found (100%)"),
        (("--each", "1", "--kinds", "number", "--least-found", "1", "--most-flagged", "0"), 0, "100%"),
        (("--each", "1", "--kinds", "quotation"), 3, "nothing was measured"),
        (("--kinds", "colour"), 2, "there is no kind 'colour'"),
    ],
)
def test_the_command_says_what_was_found(tmp_path: Path, words: tuple[str, ...], code: int, told: str) -> None:
    result = run_command(make_project(tmp_path, {"a.txt": TEXT}), *words)
    assert result.returncode == code, result.stderr
    assert told in result.stdout + " ".join(result.stderr.split())


def test_a_floor_that_is_not_reached_fails(tmp_path: Path) -> None:
    folder = make_project(tmp_path, {"a.txt": TEXT}, "articles: [news/*.txt]\nrules: {HF201: off, HF203: off}\n")
    assert run_command(folder, "--each", "1", "--kinds", "number", "--least-found", "0.5").returncode == 1


def test_nothing_is_written(tmp_path: Path) -> None:
    folder = make_project(tmp_path, {"a.txt": TEXT})
    before = sorted(folder.rglob("*"))
    assert run_command(folder, "--each", "1", "--kinds", "number").returncode == 0
    assert sorted(folder.rglob("*")) == before
    assert read_project(folder).articles
