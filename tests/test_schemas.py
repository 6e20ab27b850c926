"""The schemas that ship say what the code does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from docs.schemas import make_claims_schema
from hfcheck.cli.schema import SCHEMAS, read_schema
from hfcheck.config import Config, SourceSettings, load_config
from hfcheck.errors import ConfigError, HfcheckError
from hfcheck.knowledge import list_packs
from hfcheck.ledger import Ledger, dump_ledger
from hfcheck.model import Severity
from hfcheck.yamlsource import load_yaml, parse_yaml
from tests.ledger import strategies

CASES: Any = load_yaml(Path(__file__).parent / "cases" / "schemas" / "config.yaml", HfcheckError).data


def load_schema(name: str) -> Any:
    return json.loads(read_schema(name))


def is_valid(schema: Any, data: object) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(data)


def is_read(text: str, folder: Path) -> bool:
    (folder / "hfcheck.yaml").write_text(text, encoding="utf-8")
    try:
        load_config(folder)
    except ConfigError:
        return False
    return True


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_one_and_names_its_version(name: str) -> None:
    schema = load_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[name][1].endswith(f"{name}-1.json")


def test_every_schema_that_ships_is_printed_by_the_command() -> None:
    package = Path(__file__).parent.parent / "hfcheck"
    shipped = {path.name for path in package.rglob("schema/*.json")}
    assert {Path(file).name for _, file, _ in SCHEMAS.values()} == shipped


def test_the_schema_of_the_configuration_has_its_keys() -> None:
    schema = load_schema("config")
    assert list(schema["properties"]) == [name for name in Config.__struct_fields__ if name not in ("root", "path")]
    settings = schema["properties"]["sources"]["additionalProperties"]["properties"]
    assert tuple(settings) == SourceSettings.__struct_fields__
    assert schema["$defs"]["severity"]["enum"] == [*(one.value for one in Severity), False]
    packs = schema["properties"]["packs"]["anyOf"][1]["items"]["anyOf"][1]["enum"]
    assert sorted(packs) == list(list_packs())


def test_the_schema_of_the_configuration_has_its_defaults() -> None:
    properties = load_schema("config")["properties"]
    for name, default in ((name, getattr(Config(root=Path()), name)) for name in properties):
        if "default" in properties[name]:
            assert properties[name]["default"] == (list(default) if isinstance(default, tuple) else default)


@pytest.mark.parametrize("text", CASES["accepted"])
def test_what_the_reader_takes_the_schema_takes(text: str, tmp_path: Path) -> None:
    assert is_read(text, tmp_path)
    assert is_valid(load_schema("config"), parse_yaml(text, "x", HfcheckError).data)


@pytest.mark.parametrize("text", CASES["refused"])
def test_what_the_reader_refuses_the_schema_refuses(text: str, tmp_path: Path) -> None:
    assert not is_read(text, tmp_path)
    assert not is_valid(load_schema("config"), parse_yaml(text, "x", HfcheckError).data)


@pytest.mark.parametrize("text", CASES["refused_by_the_reader_alone"])
def test_the_reader_knows_the_calendar(text: str, tmp_path: Path) -> None:
    assert not is_read(text, tmp_path)
    assert is_valid(load_schema("config"), parse_yaml(text, "x", HfcheckError).data)


def test_the_schema_of_the_ledger_is_made_from_its_records() -> None:
    assert read_schema("claims") == make_claims_schema(), "run python -m docs.generate"


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.ledgers())
def test_every_ledger_fits_its_schema(ledger: Ledger) -> None:
    data = parse_yaml(dump_ledger(ledger), "claims.yaml", HfcheckError).data
    jsonschema.Draft202012Validator(load_schema("claims")).validate(data)


@pytest.mark.parametrize(
    "change", [{"schema": 2}, {"extra": 1}, {"claims": [{"id": "a"}]}, {"articles": [{"path": 1}]}]
)
def test_what_is_no_ledger_does_not_fit_its_schema(change: dict[str, object]) -> None:
    blank = {"schema": 1, "hfcheck": "0", "model": "0", "packs": "0", "settings": "0", "articles": [], "claims": []}
    assert is_valid(load_schema("claims"), blank)
    assert not is_valid(load_schema("claims"), {**blank, **change})
