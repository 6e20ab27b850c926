"""Loading packs: what ships, how packs add up, and every fault with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import hfcheck.knowledge
from hfcheck.errors import ConfigError
from hfcheck.knowledge import list_packs, load_knowledge
from hfcheck.knowledge.drafts import SHIPPED
from hfcheck.knowledge.frames import parse_frame
from hfcheck.knowledge.sections import PACK_KEYS, SECTIONS
from hfcheck.yamlsource import load_yaml

SCHEMA: Any = json.loads((Path(hfcheck.knowledge.__file__).parent / "schema" / "pack-1.json").read_text("utf-8"))
FILES = sorted(SHIPPED.rglob("*.yaml"))
EXAMPLES = "examples: {fail: [[a, b]], pass: [[a, c]]}"


def write_pack(folder: Path, text: str, name: str = "mine.yaml") -> str:
    (folder / name).write_text("schema: 1\npack: mine\n" + text, encoding="utf-8")
    return name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_pack_fits_the_schema(path: Path) -> None:
    faults = [fault.message for fault in Draft202012Validator(SCHEMA).iter_errors(load_yaml(path, ConfigError).data)]
    assert faults == []


def test_schema_and_loader_know_the_same_keys() -> None:
    assert set(SCHEMA["properties"]) == set(PACK_KEYS)
    for name, section in SECTIONS.items():
        entry = SCHEMA["properties"][name]["items"]["$ref"].removeprefix("#/$defs/")
        assert set(SCHEMA["$defs"][entry]["properties"]) == set(section.keys)
        assert set(SCHEMA["$defs"][entry]["required"]) <= set(section.required)


def test_shipped_packs_load_together() -> None:
    assert list_packs() == ("autos", "business", "core")
    knowledge = load_knowledge(list_packs()[::-1], Path("."))
    assert knowledge.packs == ("core", "business", "autos")
    assert all(entry.source for entry in knowledge.entities)
    assert all(entry.source for entry in knowledge.relations)
    assert all(entry.source for entry in knowledge.classes)


def test_engine_names_nobody_of_a_trade_pack() -> None:
    entries = load_knowledge(["core", "autos"], Path(".")).entities
    named = [entry.name for entry in entries if entry.kind in ("company", "person")]
    names = {word for name in named for word in name.split() if len(word) > 2} - {"Group", "Motor"}
    engine = Path(hfcheck.knowledge.__file__).parent.parent
    for path in sorted(engine.rglob("*.py")):
        assert not names & set(re.findall(r"[A-Za-z]+", path.read_text("utf-8"))), path.name


def test_words_are_found_in_both_directions() -> None:
    knowledge = load_knowledge(["core", "business"], Path("."))
    assert knowledge.relation_of_words["be subsidiary of"] == ("subsidiary_of", False)
    assert knowledge.relation_of_words["become member of"] == ("member_of", False)
    assert knowledge.relation_of_words["be acquired by"] == ("acquired", True)
    assert knowledge.title_of_words["ceo"] == "chief_executive"
    assert knowledge.form_of_words["joint venture"] == "joint_company"
    assert knowledge.class_of_word["firm"] == "company"
    assert knowledge.measure_of_word["sales"] == "sold"
    assert knowledge.alias_index["uk"] == ("united-kingdom",)


def test_frames_are_found_by_their_words() -> None:
    frames = load_knowledge(["core", "business"], Path(".")).frames_of_words
    assert ("acquired", parse_frame("[seller] sell [object] to [subject]")) in frames["sell"]
    assert "be sold to" in frames
    assert "sell to" not in frames


def test_classes_and_relations_close() -> None:
    knowledge = load_knowledge(["core", "business"], Path("."))
    assert knowledge.parents("subsidiary") == ("agent", "company", "organisation", "thing")
    assert knowledge.is_a("vehicle", "product")
    assert not knowledge.is_a("product", "vehicle")
    assert knowledge.excludes("subsidiary", "city")
    assert knowledge.excludes("city", "subsidiary")
    assert not knowledge.excludes("company", "brand")
    assert knowledge.implied("member_of") == ("linked_to", "part_of")
    assert "subsidiary_of" in knowledge.narrower("linked_to")
    assert knowledge.part_of("texas") == ("united-states",)
    assert knowledge.time_kind("founded_in") == "permanent"
    assert knowledge.time_kind("no such relation") == "state"
    for missing in (knowledge.entity, knowledge.relation, knowledge.title, knowledge.form, knowledge.class_):
        assert missing("no such id") is None


def test_a_pack_adds_to_an_earlier_one(tmp_path: Path) -> None:
    text = (
        "relations:\n- {id: member_of, words: [sit in], source: mine}\n"
        "entities:\n- {id: tarn, name: Tarn, source: me}\n"
    )
    knowledge = load_knowledge(["core", write_pack(tmp_path, text)], tmp_path)
    entry = knowledge.relation("member_of")
    assert entry is not None
    assert entry.words[0] == "be member of"
    assert entry.words[-1] == "sit in"
    assert entry.implies == ("part_of",)
    assert knowledge.alias_index["tarn"] == ("tarn",)


def test_a_name_of_two_entities_gives_both(tmp_path: Path) -> None:
    text = (
        "entities:\n- {id: b, name: Mercury, source: x}\n- {id: a, name: Quicksilver, aliases: [mercury], source: x}\n"
    )
    assert load_knowledge([write_pack(tmp_path, text)], tmp_path).alias_index["mercury"] == ("a", "b")


def test_version_follows_the_bytes(tmp_path: Path) -> None:
    name = write_pack(tmp_path, "about: one\n")
    first = load_knowledge([name], tmp_path).version
    assert load_knowledge([name], tmp_path).version == first
    write_pack(tmp_path, "about: two\n")
    assert load_knowledge([name], tmp_path).version != first


def test_part_of_ends_in_a_ring(tmp_path: Path) -> None:
    text = "entities:\n- {id: a, name: A, part_of: b, source: x}\n- {id: b, name: B, part_of: a, source: x}\n"
    assert load_knowledge([write_pack(tmp_path, text)], tmp_path).part_of("a") == ("b",)


FAULTS = {
    "unknown section": ("relation: []\n", 3, "did you mean 'relations'"),
    "unknown key": ("titles:\n- id: x\n  words: [x]\n  sinlge: true\n  source: s\n", 6, "did you mean 'single'"),
    "missing source": ("titles:\n- {id: x, words: [x]}\n", 4, "needs 'source'"),
    "missing name": ("entities:\n\n- {id: x, source: s}\n", 5, "needs 'name'"),
    "missing id": ("entities:\n- {name: x, source: s}\n", 4, "needs an 'id'"),
    "wrong type": ("titles:\n- {id: x, words: x, source: s}\n", 4, "words is a list of words"),
    "wrong flag": ("titles:\n- {id: x, words: [x], single: maybe, source: s}\n", 4, "single is true or false"),
    "wrong choice": ("relations:\n- id: x\n  source: s\n  time: sometimes\n", 6, "time is one of 'permanent'"),
    "unknown relation": (
        "relations:\n- id: x\n  source: s\n  implies: [y]\n",
        6,
        "'y', which no pack has in relations",
    ),
    "unknown class": ("classes:\n- {id: x, words: [], parent: y, source: s}\n", 4, "which no pack has in classes"),
    "no examples": ("relations:\n- {id: x, exclusive: true, source: s}\n", 4, "needs examples"),
    "bad example": ("relations:\n- id: x\n  source: s\n  examples: {fail: [[a]]}\n", 6, "a pair of texts"),
    "bad examples": ("relations:\n- id: x\n  source: s\n  examples: [a]\n", 6, "the keys fail and pass"),
    "a word twice": (
        "titles:\n- {id: x, words: [w], source: s}\n- {id: y, words: [w], source: s}\n",
        5,
        "'w' already means x",
    ),
    "no frame": (
        "relations:\n- id: x\n  source: s\n  frames:\n  - sell [object] to [subject]\n",
        6,
        "a frame begins with a slot",
    ),
    "a slot of no class": (
        "relations:\n- id: x\n  source: s\n  frames: ['[subject] sign [object:nobody]']\n",
        6,
        "'nobody', which no pack has in classes",
    ),
    "a frame twice": (
        (
            "relations:\n- {id: x, frames: ['[subject] v [object]'], source: s}\n"
            "- {id: y, frames: ['[subject] v [object]'], source: s}\n"
        ),
        5,
        "already means x",
    ),
    "not a list": ("titles: x\n", 3, "titles is a list"),
    "not an entry": ("titles:\n- x\n", 4, "is a mapping"),
    "bad designators": ("designators: [Inc]\n", 3, "designators has the keys"),
    "bad designator": ("designators:\n  source: s\n  words:\n  - 3\n", 6, "a designator is text"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_names_file_and_line(tmp_path: Path, name: str) -> None:
    text, line, message = FAULTS[name]
    pack = write_pack(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_knowledge([pack], tmp_path)
    assert message in caught.value.message
    assert caught.value.line == line
    assert str(caught.value.path).endswith("mine.yaml")


def test_constraint_with_examples_loads(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, f"relations:\n- id: x\n  exclusive: true\n  source: s\n  {EXAMPLES}\n")
    (entry,) = load_knowledge([pack], tmp_path).relations
    assert [(example.a, example.b, example.fails) for example in entry.examples] == [
        ("a", "b", True),
        ("a", "c", False),
    ]


def test_missing_pack_and_wrong_schema(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="did you mean 'core'"):
        load_knowledge(["cor"], tmp_path)
    for text in ("[]\n", "schema: 2\npack: x\n", "pack: x\n"):
        (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(ConfigError) as caught:
            load_knowledge(["bad.yaml"], tmp_path)
        assert caught.value.line == 1
