"""Every construction on its cases, tests/cases/extraction/*.yaml; those that fail today are strict xfails."""

from __future__ import annotations

from typing import Any

import pytest

from hfcheck.errors import HfcheckError
from hfcheck.yamlsource import load_yaml

from .reading import CASES, check_case, load_cases, load_known_failures, mark_cases

CONSTRUCTIONS = {
    "acronyms", "adjectives", "appositions", "attribution", "coordination", "copulas", "coreference", "deeds",
    "descriptions", "examples", "headlines", "lists", "main_clauses", "modality", "name_parts", "negation",
    "news_sentences", "participles", "passives", "possessives", "pronouns", "purposes", "relative_clauses", "ties",
    "veracity",
}  # fmt: skip
STAGES = ("extraction", "normalise")
LEAST_CASES = 360
LEAST_PER_FILE = 8
LEAST_PASSING = 0.75


@pytest.mark.parametrize("case", mark_cases("extraction"))
def test_construction(case: Any) -> None:
    check_case(case)


# ── tests about the cases ─────────────────────────────────────────────────────────────────────


def test_each_construction_has_cases_and_an_abstention() -> None:
    cases = load_cases("extraction")
    assert {file for file, _ in cases} == CONSTRUCTIONS
    assert len(cases) >= LEAST_CASES
    for construction in sorted(CONSTRUCTIONS):
        own = [case for (file, _), case in cases.items() if file == construction]
        assert len(own) >= LEAST_PER_FILE, construction
        assert any("forbids" in case for case in own), construction


def test_most_cases_pass_and_known_failures_are_cases() -> None:
    cases = {(stage, *name) for stage in STAGES for name in load_cases(stage)}
    failures = {(stage, *name): why for stage in STAGES for name, why in load_known_failures(stage).items()}
    assert set(failures) <= cases
    assert all(why.strip() for why in failures.values())
    assert len(failures) <= (1 - LEAST_PASSING) * len(cases)


@pytest.mark.parametrize("stage", STAGES)
def test_no_text_has_two_cases_that_expect_the_same(stage: str) -> None:
    seen = [repr(sorted(case.items())) for case in load_cases(stage).values()]
    assert [one for one in seen if seen.count(one) > 1] == []


@pytest.mark.parametrize("stage", STAGES)
def test_each_case_asks_for_something(stage: str) -> None:
    asks = ("expects", "forbids", "one", "apart")
    assert [name for name, case in load_cases(stage).items() if not any(case.get(key) for key in asks)] == []


def test_each_file_of_cases_is_run() -> None:
    stages = {path.parent.name for path in CASES.rglob("*.yaml")}
    assert set(STAGES) <= stages
    data: Any = load_yaml(CASES / "known_failures.yaml", HfcheckError).data
    assert tuple(data) == STAGES


def test_a_case_that_does_not_hold_is_told() -> None:
    text = "Vera Holt designed the bridge."
    check_case({"text": text, "expects": [{"subject": "Vera Holt", "says": "designed the bridge"}]})
    wrongs: list[dict[str, Any]] = [
        {"expects": [{"subject": "Ann Lee"}]},
        {"expects": [{"says": "designed the bridge", "polarity": "denied"}]},
        {"expects": [{"says": "designed the bridge", "source": "Ann Lee"}]},
        {"forbids": [{}]},
        {"apart": [["designed", "bridge"]]},
        {"expects": [{"sayz": "designed"}]},
        {"expect": []},
    ]
    for wrong in wrongs:
        with pytest.raises(AssertionError):
            check_case({"text": text, **wrong})
