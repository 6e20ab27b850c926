"""Bad input: each fault is named with its place and what to do; the rest is audited; nothing is left half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hfcheck.cli.app import app

from .projects import CONFIG, SMALL, list_files, make_project, run_project

FOUND = "HF401"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def audit(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["audit", "--config", str(folder / "hfcheck.yaml"), "--quiet", *arguments])


def check(result: Result, code: int, *words: str) -> None:
    shown = result.stdout + result.stderr
    assert result.exit_code == code, shown
    assert "Traceback" not in shown
    for word in words:
        assert word in shown


# ── articles ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ("news/x.txt", "it is empty", "remove it, or fill it")),
        (b" \n\n\t", ("news/x.txt", "it is empty")),
        (b"First line.\nCaf\xe9 au lait.\n", ("news/x.txt:2", "not UTF-8", "save it as UTF-8")),
        ("Acme grew.".encode("utf-16"), ("news/x.txt", "it is UTF-16", "save it as UTF-8")),
        (b"\x7fELF\0\0\1", ("news/x.txt", "it is binary", "give its text instead")),
        (b"---\npublished: soon\n---\nAcme grew.\n", ("news/x.txt", "published", "no date", "2024-12")),
        (b"---\npublished: [\n---\nAcme grew.\n", ("news/x.txt:", "front matter")),
    ],
    ids=["empty", "blank", "latin", "utf16", "binary", "date", "matter"],
)
def test_an_article_that_cannot_be_read(folder: Path, data: bytes, words: tuple[str, ...]) -> None:
    make_project(folder, {"x.txt": data})
    check(audit(folder), 3, FOUND, *words)
    assert list_files(folder) == ["claims.yaml", "hfcheck.yaml", *(f"news/{name}.txt" for name in "abcx")]
    assert "news/x.txt" not in (folder / "claims.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("gone", ("gone", "no such file or folder; check the path")),
        ("gone/*.txt", ("gone/*.txt", "matches no file; check it")),
        ("empty", ("empty", "holds no article")),
    ],
)
def test_an_entry_that_stands_for_nothing(folder: Path, entry: str, words: tuple[str, ...]) -> None:
    (folder / "empty").mkdir()
    make_project(folder, {}, f"articles: [news/*.txt, '{entry}']\npacks: [core, business]\n")
    check(audit(folder), 3, FOUND, *words)


def test_a_path_that_is_not_there(folder: Path) -> None:
    check(audit(folder, str(folder / "gone")), 3, "gone", "check the path")
    assert list_files(folder) == ["hfcheck.yaml", *(f"news/{name}" for name in SMALL)]


def test_no_articles_at_all(tmp_path: Path) -> None:
    make_project(tmp_path, {})
    check(audit(tmp_path), 3, "matches no file")


# ── configuration and packs ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("config", "words"),
    [
        (CONFIG + "ledger: [\n", ("hfcheck.yaml:", "not valid YAML")),
        (CONFIG + "fail_onn: error\n", ("hfcheck.yaml:3", "unknown key", "did you mean 'fail_on'?")),
        (CONFIG + "fail_on: loud\n", ("hfcheck.yaml:3", "use one of")),
        (CONFIG + "sources: {a.txt: {published: soon}}\n", ("hfcheck.yaml:3", "write 2024")),
        ("articles: [news/*.txt]\npacks: [cars]\n", ("cars",)),
    ],
    ids=["yaml", "key", "value", "date", "pack"],
)
def test_a_broken_configuration(folder: Path, config: str, words: tuple[str, ...]) -> None:
    make_project(folder, {}, config)
    result = audit(folder)
    check(result, 2, *words)
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert list_files(folder) == ["hfcheck.yaml", *(f"news/{name}" for name in SMALL)]


@pytest.mark.parametrize(
    ("pack", "words"),
    [
        ("entities: [\n", ("mine.yaml:", "not valid YAML")),
        ("version: 1\nname: mine\nentitees: {}\n", ("mine.yaml",)),
        ("- 1\n", ("mine.yaml",)),
    ],
    ids=["yaml", "key", "shape"],
)
def test_a_broken_pack(folder: Path, pack: str, words: tuple[str, ...]) -> None:
    (folder / "mine.yaml").write_text(pack, encoding="utf-8")
    make_project(folder, {}, "articles: [news/*.txt]\npacks: [core, business, mine.yaml]\n")
    result = audit(folder)
    check(result, 2, *words)
    assert result.stderr.startswith("error: ")
    assert not (folder / "claims.yaml").exists()


# ── ledger ────────────────────────────────────────────────────────────────────────────────────


def damage(folder: Path, kind: str) -> str:
    """Break the ledger in one way; its new text comes back."""
    path = folder / "claims.yaml"
    text = path.read_text(encoding="utf-8")
    broken = {
        "yaml": text + "- {id: [\n",
        "field": text.replace("relation: ", "relatoin: ", 1),
        "value": text.replace("confidence: ", "confidence: maybe-", 1),
        "newer": text.replace("schema: 1", "schema: 99"),
        "merge": text.replace("\nclaims:", "\n<<<<<<< ours\nclaims:", 1),
        "empty": "",
    }[kind]
    assert broken != text
    path.write_text(broken, encoding="utf-8")
    return broken


DAMAGES = [
    ("yaml", ("claims.yaml:", "not valid YAML")),
    ("field", ("claims.yaml:", "relat")),
    ("value", ("claims.yaml:", "confidence")),
    ("newer", ("claims.yaml:", "newer hfcheck", "update hfcheck")),
    ("merge", ("claims.yaml:", "unfinished merge")),
    ("empty", ("claims.yaml", "not a ledger")),
]


@pytest.mark.parametrize(("kind", "words"), DAMAGES, ids=[kind for kind, _ in DAMAGES])
def test_a_broken_ledger_is_left_and_the_articles_are_read(folder: Path, kind: str, words: tuple[str, ...]) -> None:
    run_project(folder)
    broken = damage(folder, kind)
    check(audit(folder), 3, FOUND, *words, "left as it is", "delete it to have it made again")
    assert (folder / "claims.yaml").read_text(encoding="utf-8") == broken
    assert list_files(folder) == ["claims.yaml", "hfcheck.yaml", *(f"news/{name}" for name in SMALL)]


@pytest.mark.parametrize(("kind", "words"), DAMAGES, ids=[kind for kind, _ in DAMAGES])
def test_a_broken_ledger_under_locked_stops(folder: Path, kind: str, words: tuple[str, ...]) -> None:
    run_project(folder)
    broken = damage(folder, kind)
    result = audit(folder, "--locked")
    check(result, 3, *words)
    assert result.stderr.startswith("error: ")
    assert (folder / "claims.yaml").read_text(encoding="utf-8") == broken


def test_no_ledger_under_locked(folder: Path) -> None:
    check(audit(folder, "--locked"), 3, "claims.yaml", "no ledger", "run hfcheck extract")
    assert list_files(folder) == ["hfcheck.yaml", *(f"news/{name}" for name in SMALL)]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        ({"a.txt": SMALL["a.txt"].replace("Norwick", "The old Norwick")}, ("news/a.txt has changed",)),
        ({"a.txt": SMALL["c.txt"]}, ("news/a.txt has changed",)),
        ({"d.txt": SMALL["c.txt"]}, ("news/d.txt is not in the ledger",)),
        ({"a.txt": None}, ("news/a.txt is in the ledger but no longer among the articles",)),
        ({"a.txt": b"\xff\xfe\0"}, ("news/a.txt",)),
    ],
    ids=["moved", "replaced", "added", "gone", "unreadable"],
)
def test_a_stale_ledger_under_locked(folder: Path, edit: dict[str, str | bytes | None], words: tuple[str, ...]) -> None:
    run_project(folder)
    before = (folder / "claims.yaml").read_bytes()
    for name, text in edit.items():
        if text is None:
            (folder / "news" / name).unlink()
        else:
            make_project(folder, {name: text})
    for form in ("terminal", "json", "markdown"):
        check(audit(folder, "--locked", "--format", form), 3, *words, "run hfcheck extract")
    assert (folder / "claims.yaml").read_bytes() == before


def test_an_unwritable_ledger_leaves_the_report(folder: Path) -> None:
    make_project(folder, {}, CONFIG + "ledger: news\n")
    result = audit(folder)
    assert FOUND in result.stdout
    assert result.exit_code in (2, 3)
    assert "Traceback" not in result.stderr


# ── interrupts ────────────────────────────────────────────────────────────────────────────────


def test_an_interrupt_leaves_the_old_ledger(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hfcheck.language.parser import Parser

    run_project(folder)
    before = (folder / "claims.yaml").read_bytes()
    make_project(folder, {"b.txt": SMALL["b.txt"] + "It grew.\n"})

    def interrupt(self: Parser, words: list[str]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Parser, "parse", interrupt)
    result = audit(folder)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "interrupted\n")
    assert (folder / "claims.yaml").read_bytes() == before
    monkeypatch.undo()
    check(audit(folder), 1, FOUND)
    assert list_files(folder) == ["claims.yaml", "hfcheck.yaml", *(f"news/{name}" for name in SMALL)]
