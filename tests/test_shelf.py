"""What is kept is found again for the same sources and code alone, and says what reading anew would say."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.cli.pages import read_pages, recall_pages
from hfcheck.config import Config, keep_config, load_config
from hfcheck.errors import ConfigError, LedgerError
from hfcheck.ledger import Ledger, dump_ledger, load_ledger, parse_ledger, save_ledger, settle_ledger
from hfcheck.ledger import load as load_module
from hfcheck.ledger.dump import Written
from hfcheck.model import Article, Origin, Report, Severity
from hfcheck.shelf import CACHE, Shelf
from hfcheck.sources import articles as articles_module
from hfcheck.workflow import extract_claims, open_project
from tests.ledger.strategies import ledgers

from .projects import CONFIG, SMALL, make_project, make_seed_project, read_project, run_project

RECORD = ("Ann Ó", 7)
SOURCES = (b"one", b"two")
Damage = Callable[[Path], object]
# What may happen to a file of the cache between two runs.
DAMAGES: dict[str, Damage] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut in the digest": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-3]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "one byte": lambda path: path.write_bytes(path.read_bytes()[:-9] + b"~" + path.read_bytes()[-8:]),
    "text": lambda path: path.write_text("schema: 1\n"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(tmp_path / ".hfcheck" / "cache", "1")
    made.put("name", SOURCES, RECORD)
    made.save()
    return made


def find_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("????????????????????????????????.msgpack"))


# ── one record ────────────────────────────────────────────────────────────────────────────────


def test_what_was_put_in_comes_back(shelf: Shelf) -> None:
    assert shelf.get("name", SOURCES, tuple[str, int]) == RECORD
    assert (shelf.folder / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("sources", [(), (b"one",), (b"two", b"one"), (b"onetwo",), (b"", b"onetwo"), (b"one", b"twO")])
def test_other_sources_are_a_miss(shelf: Shelf, sources: tuple[bytes, ...]) -> None:
    assert shelf.get("name", sources, tuple[str, int]) is None


def test_another_name_version_or_kind_is_a_miss(shelf: Shelf) -> None:
    assert shelf.get("other", SOURCES, tuple[str, int]) is None
    assert Shelf(shelf.folder, "2").get("name", SOURCES, tuple[str, int]) is None
    assert shelf.get("name", SOURCES, Article) is None
    (file,) = find_files(shelf.folder)
    shelf.put("other", SOURCES, ("Bo", 8))
    shelf.save()
    (other,) = (path for path in find_files(shelf.folder) if path != file)
    shutil.copy(other, file)
    assert shelf.get("name", SOURCES, tuple[str, int]) is None


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_a_damaged_record_is_a_miss(shelf: Shelf, damage: Damage) -> None:
    (file,) = find_files(shelf.folder)
    damage(file)
    assert shelf.get("name", SOURCES, tuple[str, int]) is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "cache", "1")
    shelf.put("name", SOURCES, RECORD)
    shelf.save()
    assert shelf.get("name", SOURCES, tuple[str, int]) is None


@pytest.mark.parametrize("record", [("\ud800", 1), ("Ann", 2**70)], ids=["half a character", "too large"])
def test_what_cannot_be_encoded_is_not_kept(shelf: Shelf, record: object) -> None:
    shelf.put("name", SOURCES, record)
    shelf.save()
    assert shelf.get("name", SOURCES, tuple[str, int]) == RECORD


# ── a project ─────────────────────────────────────────────────────────────────────────────────


def look(folder: Path) -> tuple[Report, bytes]:
    """What a run says and leaves as its ledger."""
    report = run_project(folder)[2]
    return report, (folder / "claims.yaml").read_bytes()


def look_anew(folder: Path) -> tuple[Report, bytes]:
    """The same with nothing kept."""
    shutil.rmtree(folder / CACHE)
    return look(folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = make_project(tmp_path / "project", SMALL)
    look(made)
    return made


def test_a_warm_run_parses_nothing_of_the_project_and_says_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = look_anew(folder)
    parsed: list[str] = []
    for module, name in ((load_module, "parse_ledger"), (articles_module, "_look_through")):
        monkeypatch.setattr(module, name, lambda *_, name=name, **__: parsed.append(name))
    assert look(folder) == wanted
    assert parsed == []


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=list(DAMAGES))
def test_whatever_happens_to_the_cache_a_run_says_the_same(folder: Path, damage: Damage) -> None:
    wanted = look_anew(folder)
    files = find_files(folder)
    assert len(files) == 4
    for file in files:
        damage(file)
    assert look(folder) == wanted
    assert look(folder) == wanted


def test_records_of_another_kind_under_a_digest_that_holds_crash_nothing(folder: Path) -> None:
    wanted = look(folder)
    project = read_project(folder)
    assert project.shelf is not None
    raw = (folder / "claims.yaml").read_bytes()
    for record in (None, 3, "text", [1], {"type": "Ledger"}, RECORD):
        project.shelf.put("ledger claims.yaml", (raw,), record)
        project.shelf.put("articles claims.yaml", (b"[]",), record)
        project.shelf.save()
        assert look(folder) == wanted


def test_a_cache_that_is_read_only_is_read(folder: Path) -> None:
    wanted = look(folder)
    cache = folder / CACHE
    for path in (*find_files(folder), cache):
        os.chmod(path, 0o555 if path.is_dir() else 0o444)
    try:
        (folder / "news" / "a.txt").write_text(SMALL["a.txt"] + "It was founded in 1990.\n", encoding="utf-8")
        assert look(folder)[0] != wanted[0]
    finally:
        os.chmod(cache, 0o755)


def edit_ledger(folder: Path) -> None:
    """Somebody corrects a claim by hand: the file has the last word."""
    path = folder / "claims.yaml"
    text = path.read_text("utf-8")
    assert "Tromso" in text
    path.write_text(re.sub("Tromso", "Bergen", re.sub("tromso", "bergen", text)), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "an article": lambda folder: (folder / "news" / "c.txt").write_text(SMALL["c.txt"].replace("Ann", "Eva")),
    "a date": lambda folder: (folder / "news" / "c.txt").write_text(SMALL["c.txt"].replace("05-02", "05-03")),
    "an article more": lambda folder: (folder / "news" / "d.txt").write_text(SMALL["a.txt"]),
    "an article less": lambda folder: (folder / "news" / "a.txt").unlink(),
    "a setting": lambda folder: (folder / "hfcheck.yaml").write_text(CONFIG + "sources: {news/a.txt: {outlet: X}}\n"),
    "the packs": lambda folder: (folder / "hfcheck.yaml").write_text(CONFIG.replace(", business", "")),
    "the ledger": edit_ledger,
    "the ledger's layout": lambda folder: (folder / "claims.yaml").write_text(
        (folder / "claims.yaml").read_text("utf-8").replace("claims:\n- {", "claims:\n-   {"), "utf-8"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_after_a_change_a_run_says_what_one_without_a_cache_says(folder: Path, tmp_path: Path, change: Damage) -> None:
    look(folder)
    change(folder)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    shutil.rmtree(other / CACHE)
    assert look(folder) == look(other)


def test_a_ledger_that_was_edited_wins(folder: Path) -> None:
    assert look(folder)[0].findings
    edit_ledger(folder)
    assert not look(folder)[0].findings


def test_a_pack_of_the_project_counts_as_it_stands(tmp_path: Path) -> None:
    pack = "schema: 1\npack: own\nentities:\n- {id: norwick, name: Norwick Institute, source: x, aliases: [NI]}\n"
    folder = make_project(tmp_path, SMALL, CONFIG.replace("business", "business, own.yaml"))
    (folder / "own.yaml").write_text(pack, encoding="utf-8")
    look(folder)
    (folder / "own.yaml").write_text(pack.replace("[NI]", "[NI, Norwick]"), encoding="utf-8")
    assert "norwick" in read_project(folder).knowledge.alias_index


def test_a_fault_in_a_configuration_that_is_kept_has_its_line(tmp_path: Path) -> None:
    path = tmp_path / "hfcheck.yaml"
    path.write_text("ledger: a.yaml\nfail_on: loud\n", encoding="utf-8")
    keep_config(Config(tmp_path, path))
    assert len(find_files(tmp_path)) == 1
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert caught.value.line == 2


def test_a_configuration_counts_as_it_stands(folder: Path) -> None:
    assert load_config(folder).rules == {}
    (folder / "hfcheck.yaml").write_text(CONFIG + "rules: {HF601: off}\n", encoding="utf-8")
    assert load_config(folder).rules == {"HF601": Severity.OFF}


def test_the_pages_of_the_rules_are_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "1")
    assert recall_pages(None) == recall_pages(shelf) == read_pages()
    shelf.save()
    assert recall_pages(Shelf(tmp_path, "1")) == read_pages()


def test_reading_folders_as_they_come_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = make_project(tmp_path, SMALL)
    extract_claims(open_project(load_config(folder), [folder / "news"]), use_ledger=False)
    assert not (folder / ".hfcheck").exists()


def test_what_is_not_saved_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = make_project(tmp_path, SMALL)
    assert read_project(folder).shelf is not None
    assert not (folder / ".hfcheck").exists()


# ── the ledger ────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=150, deadline=None)
@given(ledgers())
def test_what_is_kept_of_a_ledger_is_what_its_text_says(ledger: Ledger) -> None:
    steps = tuple(msgspec.structs.replace(claim, steps=("a step",)) for claim in ledger.claims)
    inferred = tuple(
        msgspec.structs.replace(claim, id=f"{claim.id}+", origin=Origin.INFERRED) for claim in ledger.claims
    )
    full = msgspec.structs.replace(ledger, claims=(*steps, *inferred))
    settled = settle_ledger(full)
    read = parse_ledger(dump_ledger(full).encode(), "claims.yaml")
    assert settled == read
    assert repr(settled) == repr(read)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(settled), type=Ledger) == read


def test_a_ledger_that_does_not_hold_together_is_not_kept(tmp_path: Path) -> None:
    folder = make_seed_project(tmp_path / "project")
    run_project(folder)
    path, shelf = tmp_path / "claims.yaml", Shelf(tmp_path / "cache", "1")
    ledger = load_ledger(folder / "claims.yaml")
    save_ledger(path, msgspec.structs.replace(ledger, claims=ledger.claims * 2), shelf)
    shelf.save()
    with pytest.raises(LedgerError, match="given twice"):
        load_ledger(path, shelf)


def test_a_ledger_is_known_by_its_bytes(tmp_path: Path) -> None:
    path, shelf = tmp_path / "claims.yaml", Shelf(tmp_path / "cache", "1")
    ledger = Ledger(1, "0.1.0", "m", "p", "s", (), ())
    assert save_ledger(path, ledger, shelf)
    shelf.save()
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b'"m"', b'"n"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_ledger(path, shelf).model == "n"
    shelf.save()
    assert load_ledger(path, shelf).model == "n"


@given(ledgers(), ledgers(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_entries_are_taken_over_where_the_claims_are_alike(one: Ledger, other: Ledger, draw: random.Random) -> None:
    """A ledger that shares claims with the one before it is written as if there had been none."""
    shared = tuple(claim for claim in one.claims if draw.random() < 0.7)
    ids = {claim.id for claim in shared}
    mixed = msgspec.structs.replace(other, claims=(*shared, *(c for c in other.claims if c.id not in ids)))
    before = Written(settle_ledger(one), dump_ledger(one))
    assert dump_ledger(mixed, before) == dump_ledger(mixed)


def test_a_text_that_was_not_written_is_not_taken_over(tmp_path: Path) -> None:
    """Entries that somebody laid out otherwise are written anew, even where the claims are alike."""
    folder = make_project(tmp_path, SMALL)
    run_project(folder)
    path = folder / "claims.yaml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace(", relation: ", ",  relation: "), encoding="utf-8")
    for article in sorted(folder.rglob("*.txt"))[:1]:
        article.write_text(article.read_text(encoding="utf-8") + "\nVell has 30 employees.\n", encoding="utf-8")
    run_project(folder)
    assert ",  relation: " not in path.read_text(encoding="utf-8")
