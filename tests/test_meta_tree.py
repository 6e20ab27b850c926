"""Tests about the tree: what holds for each module, data file and rule."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import hfcheck
from docs.licences import read_constraints
from hfcheck.errors import HfcheckError
from hfcheck.rules import RULES
from hfcheck.yamlsource import load_yaml

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "hfcheck"
MODULES = sorted(PACKAGE.rglob("*.py"))
MODEL = PACKAGE / "language" / "model"
MOST_LINES = 400
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "huggingface_hub"}
WAIVERS = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)|\b(TODO|FIXME|XXX)\b|NotImplementedError")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_the_tree_was_found() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_documented_and_without_waivers(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = [line for line in text.splitlines() if line.strip()]
    assert len(written) <= MOST_LINES, f"{len(written)} lines that are not blank"
    assert ast.get_docstring(ast.parse(text)) or not written
    assert WAIVERS.search(text) is None


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_knows_no_name_of_the_articles(path: Path) -> None:
    names: Any = load_yaml(Path(__file__).parent / "meta.yaml", HfcheckError).data
    text = path.read_text(encoding="utf-8")
    assert [name for name in names["names"] if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_reaches_for_no_network(path: Path) -> None:
    assert {name.split(".")[0] for name in list_imports(path)} & NETWORK == set()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.yaml")), ids=name_of)
def test_data_of_the_package_loads_here_and_elsewhere(path: Path) -> None:
    assert load_yaml(path, HfcheckError).data
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("schema/*.json")), ids=name_of)
def test_a_json_schema_is_one(path: Path) -> None:
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert "$schema" in schema
    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_packs_fit_their_schema() -> None:
    schema = json.loads((PACKAGE / "knowledge" / "schema" / "pack-1.json").read_text(encoding="utf-8"))
    packs = sorted((PACKAGE / "knowledge" / "packs").rglob("*.yaml"))
    assert packs
    for pack in packs:
        jsonschema.validate(load_yaml(pack, HfcheckError).data, schema)


def test_rules_are_listed_once_in_order_and_all() -> None:
    ids = [rule.ID for rule in RULES]
    assert ids == sorted(set(ids))
    files = sorted(path.stem for path in (PACKAGE / "rules").glob("hf[0-9]*.py"))
    assert [str(getattr(rule, "__name__", "")).rpartition(".")[2] for rule in RULES] == files
    assert [file.partition("_")[0].upper() for file in files] == ids


def test_rules_have_a_file_of_cases_each() -> None:
    cases = {path.stem for path in (Path(__file__).parent / "cases" / "rules").glob("HF*.yaml")}
    assert cases == {rule.ID for rule in RULES}


def test_the_model_is_the_one_that_its_version_names() -> None:
    digest = hashlib.sha256()
    for path in sorted(MODEL.iterdir()):
        if path.suffix in (".onnx", ".npy", ".json", ".txt"):
            digest.update(path.name.encode() + path.read_bytes())
    assert (MODEL / "VERSION").read_text(encoding="utf-8").strip() == digest.hexdigest()[:12]


def test_the_lexicon_is_the_one_that_its_version_names() -> None:
    folder = PACKAGE / "knowledge" / "wordnet"
    digest = hashlib.sha256((folder / "senses.txt").read_bytes() + (folder / "words.txt").read_bytes()).hexdigest()
    assert (folder / "VERSION").read_text(encoding="utf-8").strip() == digest[:12]


def test_the_model_card_names_each_file_and_each_source() -> None:
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in MODEL.iterdir()} - {"README.md"}
    assert [name for name in sorted(files) if f"`{name}`" not in card] == []
    for credit in ("CC BY-SA 4.0", "UD_English-EWT", "UD_English-GUM", "all-MiniLM-L6-v2", "Apache"):
        assert credit in card


def test_constraints_are_versions_and_nothing_else() -> None:
    lines = (ROOT / "ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins == [line for line in pins if re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.+]*", line)]
    names = [re.sub("[-_.]+", "-", pin.partition("==")[0]).lower() for pin in pins]
    assert len(names) == len(set(names))


def test_the_version_is_written_once() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", hfcheck.__version__)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in project
    assert hfcheck.__version__ not in project


def test_the_lock_holds_the_constraints_and_hashes_of_each() -> None:
    wanted = {name.lower().replace("_", "-"): version for name, version in read_constraints()}
    entries = (ROOT / "ci" / "requirements.lock").read_text(encoding="utf-8").split("\n")
    found = dict(line.removesuffix(" \\").split("==") for line in entries if "==" in line and not line.startswith("#"))
    assert found == wanted
    entry = re.compile(r"^([\w.-]+)==\S+ \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", re.MULTILINE)
    hashed = entry.findall("\n".join(entries))

    assert sorted(hashed) == sorted(found)


def test_the_licence_of_every_dependency_is_listed() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert all(f"| {name} | {version} | " in page for name, version in read_constraints())
