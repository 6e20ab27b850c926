"""Hostile YAML, in every file that holds some: refused with a message that names the file; nothing runs or explodes."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hfcheck.cli.app import app
from hfcheck.errors import ConfigError
from hfcheck.yamlparser import MAX_DEPTH
from hfcheck.yamlsource import parse_yaml

from .projects import CONFIG, make_project, run_project

LEVELS = 3000


def make_bomb() -> str:
    lines = ["a: &a [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"{chr(98 + at)}: &{chr(98 + at)} [{','.join(['*' + chr(97 + at)] * 10)}]" for at in range(7)]
    return "\n".join(lines) + "\n"


def make_merges() -> str:
    return "a0: &a0 {x: 1}\n" + "".join(f"a{at}: &a{at} {{<<: [*a{at - 1}, *a{at - 1}]}}\n" for at in range(1, 40))


ATTACKS = {
    "aliases": (make_bomb(), "aliases unfold to too much data"),
    "ring": ("a: &x [*x]\n", "aliases unfold to too much data"),
    "merges": (make_merges(), "merges (<<) unfold to too much data"),
    "lists in lists": ("a: " + "[" * LEVELS + "]" * LEVELS + "\n", "nest deeper"),
    "lists never closed": ("a: " + "[" * 100_000 + "\n", "nest deeper"),
    "mappings in mappings": ("{a: " * LEVELS + "}" * LEVELS + "\n", "nest deeper"),
    "items in items": ("- " * LEVELS + "a\n", "nest deeper"),
    "indents": ("".join(" " * at + "a:\n" for at in range(LEVELS // 4)), "nest deeper"),
    "code": ("a: !!python/object/apply:os.system [id]\n", "could not determine a constructor"),
    "a module": ("a: !!python/module:antigravity x\n", "could not determine a constructor"),
    "a file": ("a: !include /etc/passwd\n", "could not determine a constructor"),
    "a long tag": ("a: " + "!" * 50_000 + "\n", "could not determine a constructor"),
    "a key twice": ("a: 1\na: 2\n", "stands twice"),
    "a key twice below": ("x:\n  a: 1\n  a: 2\n", "stands twice"),
    "a number without end": ("a: " + "1" * 5000 + "\n", "not valid YAML"),
    "a control character": ("a: \x01\n", "control character"),
    "two documents": ("a: 1\n---\nb: 2\n", "single document"),
}
PLACES = {
    "configuration": "hfcheck.yaml",
    "pack": "mine.yaml",
    "ledger": "claims.yaml",
    "decisions": "decisions.yaml",
    "baseline": "known.yaml",
    "front matter": "news/x.txt",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_project(tmp_path_factory.mktemp("project"))
    run_project(folder)
    return folder


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_refused_wherever_yaml_is_read(project: Path, attack: str, place: str) -> None:
    text, words = ATTACKS[attack]
    if (attack, place) == ("two documents", "front matter"):
        pytest.skip("the second mark ends the front matter, and what follows is text")
    file = project / PLACES[place]
    kept = file.read_bytes() if file.exists() else None
    options = {"pack": ["--packs", f"core,business,{file}"], "baseline": ["--baseline", str(file)]}.get(place, [])
    file.write_text(f"---\nt: 1\n{text}...\nAcme grew.\n" if place == "front matter" else text, encoding="utf-8")
    try:
        command = ["audit", "--config", str(project / "hfcheck.yaml"), "--quiet", *options]
        result = CliRunner().invoke(app, command)
    finally:
        file.unlink() if kept is None else file.write_bytes(kept)
    shown = " ".join((result.stdout + result.stderr).split())
    assert result.exit_code in (2, 3), shown
    assert file.name in shown
    if place != "front matter" or "---" not in text:
        assert words in shown or (place == "front matter" and "front matter" in shown)
    assert len(shown) < 4000
    assert "Traceback" not in shown


def test_what_no_file_needs_is_refused_and_what_one_may_need_is_not() -> None:
    deep = MAX_DEPTH - 1
    assert parse_yaml("[" * deep + "]" * deep, "x", ConfigError).data
    assert parse_yaml("a: &a {x: 1}\nb: {<<: *a, y: 2}\n", "x", ConfigError).data == {
        "a": {"x": 1},
        "b": {"x": 1, "y": 2},
    }
    many = "".join(f"- {{a: [{at}]}}\n" for at in range(1000))
    assert parse_yaml(many, "x", ConfigError).data == [{"a": [at]} for at in range(1000)]


def test_a_file_of_settings_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, {}, CONFIG + "# " + "x" * 5000 + "\n")
    monkeypatch.setattr("hfcheck.yamlsource.MAX_SETTINGS", 1000)
    result = CliRunner().invoke(app, ["audit", "--config", str(tmp_path / "hfcheck.yaml")])
    assert result.exit_code == 2
    assert "more than 1,000" in result.stderr
