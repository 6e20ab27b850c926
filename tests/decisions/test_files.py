"""decisions.yaml and baselines keep what they are given, always with the same bytes, and faults are named."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import given, settings

from hfcheck.cli.schema import read_schema
from hfcheck.decisions import (
    Baseline,
    Decisions,
    dump_baseline,
    dump_decisions,
    load_baseline,
    load_decisions,
    parse_decisions,
    save_decisions,
)
from hfcheck.errors import HfcheckError, LedgerError
from hfcheck.yamlsource import load_yaml, parse_yaml

from . import strategies

CASES: Any = load_yaml(Path(__file__).parent.parent / "cases" / "decisions" / "faults.yaml", HfcheckError).data
GOOD: str = CASES["good"]


@functools.cache
def read_validator(name: str) -> Any:
    return jsonschema.Draft202012Validator(json.loads(read_schema(name)))


def is_valid(name: str, text: str) -> bool:
    return bool(read_validator(name).is_valid(parse_yaml(text, "x", HfcheckError).data))


def as_written(decisions: Decisions) -> Decisions:
    """`decisions` in the order of the file."""
    return parse_decisions(dump_decisions(decisions), "decisions.yaml")


@settings(deadline=None)
@given(strategies.files())
def test_what_is_written_is_read_back_and_written_alike(decisions: Decisions) -> None:
    text = dump_decisions(decisions)
    read = parse_decisions(text, "decisions.yaml")
    assert set(read.decisions) == set(decisions.decisions)
    assert len(read.corrections) == len(decisions.corrections)
    assert all(correction in decisions.corrections for correction in read.corrections)
    assert dump_decisions(read) == text


@settings(deadline=None)
@given(strategies.files())
def test_order_depends_on_what_is_decided_alone(decisions: Decisions) -> None:
    turned = msgspec.structs.replace(
        decisions, decisions=decisions.decisions[::-1], corrections=decisions.corrections[::-1]
    )
    assert dump_decisions(turned) == dump_decisions(decisions)


@settings(deadline=None)
@given(strategies.files())
def test_every_file_fits_its_schema_and_another_reader_of_yaml(decisions: Decisions) -> None:
    text = dump_decisions(decisions)
    assert is_valid("decisions", text)
    reasons = [one["reason"] for one in yaml.safe_load(text).get("decisions", ())]
    assert reasons == [one.reason for one in as_written(decisions).decisions]


@settings(deadline=None)
@given(strategies.baselines())
def test_a_baseline_is_read_back_and_fits_its_schema(tmp_path_factory: Any, baseline: Baseline) -> None:
    path = tmp_path_factory.mktemp("baseline") / "known.yaml"
    text = dump_baseline(baseline)
    path.write_text(text, encoding="utf-8")
    read = load_baseline(path)
    assert sorted(read.findings, key=repr) == sorted(baseline.findings, key=repr)
    assert dump_baseline(read) == text
    assert is_valid("baseline", text)


def test_an_example_written_by_hand_is_read() -> None:
    read = parse_decisions(GOOD, "decisions.yaml")
    assert [one.verdict for one in read.decisions] == ["keep-a", "false-alarm"]
    assert len(read.corrections) == 3
    assert is_valid("decisions", GOOD)


@pytest.mark.parametrize("name", CASES["cases"])
def test_a_fault_is_named_with_its_line(name: str) -> None:
    case = CASES["cases"][name]
    assert GOOD.count(case["old"]) >= 1
    with pytest.raises(LedgerError) as caught:
        parse_decisions(GOOD.replace(case["old"], case["new"], 1), "decisions.yaml")
    assert case["says"] in caught.value.message
    assert caught.value.path == "decisions.yaml"
    assert "line" not in case or caught.value.line == case["line"]


KNOWN_TO_THE_READER_ALONE = ("a date that is none", "decided twice", "a key twice", "not YAML", "a word")


@pytest.mark.parametrize("name", [name for name in CASES["cases"] if name not in KNOWN_TO_THE_READER_ALONE])
def test_the_schema_refuses_what_the_reader_refuses(name: str) -> None:
    case = CASES["cases"][name]
    assert not is_valid("decisions", GOOD.replace(case["old"], case["new"], 1))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "schema: 1\n"])
def test_an_empty_file_decides_nothing(text: str) -> None:
    assert parse_decisions(text, "decisions.yaml") == Decisions()


def test_a_file_is_saved_whole_and_only_where_it_differs(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "decisions.yaml"
    decisions = parse_decisions(GOOD, "x")
    assert save_decisions(path, decisions)
    assert not save_decisions(path, decisions)
    assert load_decisions(path) == as_written(decisions)
    assert [entry.name for entry in path.parent.iterdir()] == ["decisions.yaml"]


@pytest.mark.parametrize("load", [load_decisions, load_baseline])
def test_a_file_that_cannot_be_read_is_an_error(load: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read"):
        load(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"schema: 1 # caf\xe9")
    with pytest.raises(LedgerError, match="UTF-8"):
        load(tmp_path / "latin.yaml")
    (tmp_path / "list.yaml").write_text("[1]", encoding="utf-8")
    with pytest.raises(LedgerError, match="schema: 1"):
        load(tmp_path / "list.yaml")


def test_one_decision_more_changes_no_other_line() -> None:
    decisions = parse_decisions(GOOD, "x")
    whole = dump_decisions(decisions)
    fewer = dump_decisions(msgspec.structs.replace(decisions, decisions=decisions.decisions[:1]))
    entry = whole[whole.index("- fingerprint") : whole.index("- fingerprint", whole.index("- fingerprint") + 1)]
    assert whole.replace(entry, "", 1) == fewer
    assert len(entry.splitlines()) == 10
