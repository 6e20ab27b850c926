"""What the documentation says is what the tool does, and what is made of it is made anew."""

from __future__ import annotations

import enum
import importlib.util
import inspect
import json
import re
import shlex
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import typer
import yaml
from typer.testing import CliRunner

from docs import generate, pictures, records
from hfcheck import model
from hfcheck.audit import audit
from hfcheck.cli.app import app
from hfcheck.cli.schema import SCHEMAS, read_schema
from hfcheck.decisions import parse_decisions
from hfcheck.model import Record
from hfcheck.rules import RULES, Rule

from .rules.shorthand import read_claims, shipped_knowledge

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs").glob("**/*.md"))
WRITTEN = [page for page in PAGES if page.parent.name != "rules" and page.name != "commands.md"]
GROUP: Any = typer.main.get_command(app)
CALL = re.compile(r"^(?:\.venv/bin/)?hfcheck (.+)$")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def list_blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def list_calls() -> list[tuple[str, str]]:
    calls = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        lines = [line for block in list_blocks(page, "sh") for line in block.splitlines()]
        lines = [part.strip() for line in lines for part in line.split("  #")[0].split("&&")]
        found = [match[1] for line in lines if (match := CALL.match(line))]
        calls += [(name_of(page), call) for call in found]
        calls += [(name_of(page), call) for call in re.findall(r"`hfcheck ([^`]+)`", text)]
    return sorted(set(calls))


@pytest.mark.parametrize("path", generate.make_texts(), ids=name_of)
def test_what_is_made_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generate.make_texts()[path], "run python -m docs.generate"


def test_there_is_no_page_of_a_rule_that_is_gone() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "rules").glob("*.md")}
    assert pages == {"index", *(rule.ID for rule in RULES)}


@pytest.mark.parametrize("name", sorted(pictures.PICTURES))
def test_a_picture_shows_what_the_tool_says(name: str) -> None:
    shown = (ROOT / "docs" / "images" / f"{name}.svg").read_text(encoding="utf-8")
    words = pictures.read_words(shown)
    assert len(words) > 20
    assert words == pictures.read_words(pictures.draw_picture(name)), "run python -m docs.generate"
    addresses = set(re.findall(r"https?://[^\s\"')]+", shown))
    assert addresses == {"http://www.w3.org/2000/svg"}, "a picture opens without a network"


def test_a_part_that_nothing_makes_is_refused() -> None:
    with pytest.raises(KeyError):
        generate.fill_parts("<!-- made: nonsense -->\n<!-- end -->")
    assert generate.fill_parts("a\n<!-- made: rules -->\nold\n<!-- end -->\nb").startswith(
        "a\n<!-- made: rules -->\n| rule"
    )


@pytest.mark.parametrize(("page", "call"), list_calls())
def test_a_call_names_a_command_and_options_that_exist(page: str, call: str) -> None:
    words = shlex.split(call)
    command = GROUP
    while words and hasattr(command, "commands") and not words[0].startswith("-") and words[0].islower():
        assert words[0] in command.commands, f"{page}: hfcheck {call}"
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts} | {
        "-h",
        "--help",
        "--install-completion",
    }
    assert [word for word in words if word.startswith("-") and word != "-" and word not in known] == [], page
    if words and command.name == "schema":
        assert words[0] in SCHEMAS, page


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([^)#:\s]*)(?:#([^)]*))?\)", text):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_blocks_of_yaml_are_yaml(page: Path) -> None:
    for block in list_blocks(page, "yaml"):
        assert yaml.safe_load(block) is not None


def test_every_page_is_reached_from_the_index() -> None:
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w./-]+\.md)\)", text))
    pages = {page.relative_to(ROOT / "docs").as_posix() for page in PAGES if not page.stem.startswith("HF")}
    assert linked == pages - {"index.md"}


def test_the_pack_of_the_documentation_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = next(block for block in list_blocks(ROOT / "docs" / "packs.md", "yaml") if "pack: mine" in block)
    (tmp_path / "mine.yaml").write_text(block, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["packs", "test", "--packs", "core,mine.yaml", "--verbose"])
    assert result.exit_code == 0, result.output
    assert result.stdout.count("coached_by") == 2


def test_the_corrections_of_the_documentation_fit_their_schema() -> None:
    (block,) = list_blocks(ROOT / "docs" / "decisions.md", "yaml")
    schema = json.loads(read_schema("decisions"))
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(block))
    assert len(parse_decisions(block, "decisions.yaml").corrections) == 2


def test_the_rule_of_the_documentation_is_one(tmp_path: Path) -> None:
    (block,) = list_blocks(ROOT / "docs" / "writing-a-rule.md", "python")
    (tmp_path / "hf901_mutual.py").write_text(block, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("hf901_mutual", tmp_path / "hf901_mutual.py")
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rule: Rule = module
    assert set(inspect.signature(rule.check).parameters) == {"key", "claims", "knowledge"}
    there = {"in": "a.txt", "subject": "Tarn", "relation": "subsidiary_of", "object": "Vell"}
    back = {"in": "b.txt", "subject": "Vell", "relation": "subsidiary_of", "object": "Tarn"}
    partner = {**back, "relation": "partner_of"}
    for claims, count in (([there, back], 1), ([there, partner], 0), ([there, {**back, "denied": True}], 0)):
        report = audit(read_claims(claims), shipped_knowledge(), rules=(rule,))
        assert not report.problems
        assert len(report.findings) == count


def test_the_data_model_is_complete() -> None:
    kinds = {
        name
        for name, kind in vars(model).items()
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct | enum.Enum) and kind.__module__ == model.__name__
    }
    assert kinds - {Record.__name__, "Extract"} == records.list_documented()
