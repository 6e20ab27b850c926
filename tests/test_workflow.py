"""The straight line as commands run it: what is read again and what is not, and what a crash leaves behind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import hfcheck.texts as texts
import hfcheck.versions as versions
import hfcheck.workflow as workflow
from hfcheck.knowledge import load_knowledge
from hfcheck.ledger import load_ledger
from hfcheck.model import Article, Extract, Problem, Verdict

from .projects import CONFIG, SMALL, find, list_files, make_project, read_project, run_project

Calls = list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The articles that were parsed, as they are."""
    found: Calls = []
    real = workflow.read_extract

    def read_extract(article: Article) -> Extract | Problem:
        found.append(article.id)
        return real(article)

    monkeypatch.setattr(workflow, "read_extract", read_extract)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path)


def test_the_first_run_reads_all_and_the_next_none(folder: Path, calls: Calls) -> None:
    first = run_project(folder)[2]
    assert calls == ["news/a.txt", "news/b.txt", "news/c.txt"]
    assert [finding.verdict for finding in find(first, "HF401")] == [Verdict.CONFLICT]
    calls.clear()
    assert run_project(folder)[2] == first
    assert calls == []


def test_only_an_edited_article_is_read_again(folder: Path, calls: Calls) -> None:
    run_project(folder)
    calls.clear()
    path = folder / "news" / "b.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Tromso", "Bergen"), encoding="utf-8")
    report = run_project(folder)[2]
    assert calls == ["news/b.txt"]
    assert find(report, "HF401") == []
    assert load_ledger(folder / "claims.yaml").articles[1].sha256 == read_project(folder).articles[1].sha256


def test_a_new_article_is_read_and_one_that_is_gone_is_forgotten(folder: Path, calls: Calls) -> None:
    run_project(folder)
    calls.clear()
    (folder / "news" / "a.txt").unlink()
    (folder / "news" / "d.txt").write_text(SMALL["a.txt"], encoding="utf-8")
    run_project(folder)
    assert calls == ["news/d.txt"]
    paths = [article.path for article in load_ledger(folder / "claims.yaml").articles]
    assert paths == ["news/b.txt", "news/c.txt", "news/d.txt"]


def test_a_setting_that_changes_claims_parses_nothing_again(folder: Path, calls: Calls) -> None:
    run_project(folder)
    before = (folder / "claims.yaml").read_bytes()
    calls.clear()
    (folder / "hfcheck.yaml").write_text(CONFIG + "sources: {news/c.txt: {outlet: The Courier}}\n", encoding="utf-8")
    run_project(folder)
    assert calls == []
    assert (folder / "claims.yaml").read_bytes() != before


def test_the_cache_may_be_deleted(folder: Path, calls: Calls) -> None:
    first = run_project(folder)[2]
    ledger = (folder / "claims.yaml").read_bytes()
    shutil.rmtree(folder / ".hfcheck")
    calls.clear()
    assert run_project(folder)[2] == first
    assert calls == []
    (folder / "claims.yaml").unlink()
    assert run_project(folder)[2] == first
    assert len(calls) == 3
    assert (folder / "claims.yaml").read_bytes() == ledger


def test_a_deleted_ledger_is_made_again_from_the_cache(folder: Path, calls: Calls) -> None:
    first = run_project(folder)[2]
    ledger = (folder / "claims.yaml").read_bytes()
    (folder / "claims.yaml").unlink()
    calls.clear()
    assert run_project(folder)[2] == first
    assert calls == []
    assert (folder / "claims.yaml").read_bytes() == ledger


def test_a_damaged_cache_is_read_over(folder: Path, calls: Calls) -> None:
    first = run_project(folder)[2]
    (folder / "claims.yaml").unlink()
    entries = sorted((folder / ".hfcheck").rglob("*.json"))
    assert len(entries) == 3
    entries[0].write_bytes(entries[0].read_bytes()[:-40])
    entries[1].write_bytes(b"")
    (readings,) = (folder / ".hfcheck").rglob("readings.*")
    readings.write_bytes(readings.read_bytes()[:-1])
    calls.clear()
    assert run_project(folder)[2] == first
    assert len(calls) == 2


def test_a_crash_in_one_article_is_named_and_leaves_the_others_and_the_ledger(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_project(folder)
    before = (folder / "claims.yaml").read_bytes()
    import hfcheck.language

    real = hfcheck.language.read_sentences

    def read_sentences(article: Article) -> Any:
        if article.id == "news/c.txt":
            raise ZeroDivisionError("oops")
        return real(article)

    monkeypatch.setattr(hfcheck.language, "read_sentences", read_sentences)
    for name in SMALL:
        path = folder / "news" / name
        path.write_text(path.read_text(encoding="utf-8") + "It grew.\n", encoding="utf-8")
    _, extraction, report = run_project(folder)
    (problem,) = report.problems
    assert (problem.kind, problem.path) == ("crash", "news/c.txt")
    assert "ZeroDivisionError: oops" in problem.message
    assert len(find(report, "HF401")) == 1
    assert extraction.coverage.articles == 2
    assert (folder / "claims.yaml").read_bytes() == before


def test_a_crash_in_normalising_one_article_leaves_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import hfcheck.normalise

    real = hfcheck.normalise.renew_claims

    def renew_claims(articles: Any, fetch: Any, knowledge: Any, known: Any) -> Any:
        if any(article.id == "news/c.txt" for article in articles):
            raise RecursionError("oops")
        return real(articles, fetch, knowledge, known)

    monkeypatch.setattr(hfcheck.normalise, "renew_claims", renew_claims)
    report = run_project(folder)[2]
    (problem,) = report.problems
    assert (problem.kind, problem.path) == ("crash", "news/c.txt")
    assert len(find(report, "HF401")) == 1
    assert not (folder / "claims.yaml").exists()


def test_what_is_read_ad_hoc_leaves_nothing_behind(folder: Path, calls: Calls) -> None:
    project = workflow.open_project(read_project(folder).config, [folder / "news" / "a.txt"])
    extraction = workflow.extract_claims(project, use_ledger=False)
    assert calls == ["news/a.txt"]
    assert extraction.claims
    assert list_files(folder) == ["hfcheck.yaml", "news/a.txt", "news/b.txt", "news/c.txt"]
    assert not (folder / ".hfcheck").exists()


def test_progress_counts_what_is_parsed(folder: Path) -> None:
    told: list[tuple[int, int, str]] = []

    def tell(done: int, total: int, label: str) -> None:
        told.append((done, total, label))

    project = read_project(folder)
    workflow.extract_claims(project, progress=tell)
    assert told == [(0, 3, ""), (1, 3, "news/a.txt"), (2, 3, "news/b.txt"), (3, 3, "news/c.txt")]


def test_checking_a_ledger_says_what_differs(folder: Path) -> None:
    assert workflow.check_ledger(read_project(folder)) == ("claims.yaml does not exist",)
    run_project(folder)
    assert workflow.check_ledger(read_project(folder)) == ()
    path = folder / "claims.yaml"
    made = path.read_text(encoding="utf-8")
    path.write_text(made.replace("is headquartered in Bergen", "is headquartered in Paris"), encoding="utf-8")
    (line,) = workflow.check_ledger(read_project(folder))
    assert line.endswith("differs: Norwick Institute is headquartered in Bergen")
    path.write_text(made + "\n# a remark\n", encoding="utf-8")
    assert workflow.check_ledger(read_project(folder)) == ("claims.yaml is laid out otherwise than hfcheck writes it",)


def test_two_texts_are_compared_as_one_scene() -> None:
    knowledge = load_knowledge(("core", "business"), Path())
    differ = texts.compare_texts(
        "Norwick Institute is headquartered in Bergen.", "Norwick Institute is headquartered in Tromso.", knowledge
    )
    assert (differ.verdict, differ.rule) == (Verdict.CONFLICT, "HF401")
    agree = texts.compare_texts(
        "Norwick Institute is headquartered in Bergen.", "Norwick Institute is headquartered in Bergen.", knowledge
    )
    assert (agree.verdict, agree.rule) == (Verdict.COMPATIBLE, None)
    assert texts.compare_texts("", "", knowledge).verdict is Verdict.UNRELATED


LINES = [
    "Acme bought Beta in 2019.",
    "",
    "Its five brands, Alba, Bora, Cora, Dora and Eola, will merge.",
    "Acme, Beta and Gamma said that they may not sell 1,000 cars (or more).",
    "12345",
    "“We won,” Ann Lee, chairman of Acme, told reporters.",
]


def test_a_line_that_tells_a_change_gives_one_row_for_each_fact() -> None:
    line = "Revenue of Quillon rose 12% from $3 billion in 2019 to $4 billion in 2020, and its profit fell 5%."
    rows = list(texts.extract_lines([line], load_knowledge(("core", "business"), Path())))
    assert {row.told.proposition.relation for row in rows} == {"rose", "fell"}
    assert all(row.claim for row in rows)


def test_lines_are_texts_of_their_own() -> None:
    knowledge = load_knowledge(("core", "business"), Path())
    rows = list(texts.extract_lines(LINES, knowledge))
    assert {row.number for row in rows} >= {1, 3, 4}
    assert {row.number for row in rows} <= {1, 3, 4, 6}
    for row in rows:
        line, proposition = LINES[row.number - 1], row.told.proposition
        assert line[proposition.subject.start : proposition.subject.end] == proposition.subject.text
        assert row.told.subject == proposition.subject.text
        assert row.claim


@pytest.mark.parametrize("place", ["words/opposites.yaml", "wordnet/VERSION", "senses.py"])
def test_the_lexicon_is_part_of_what_claims_depend_on(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "hfcheck"
    shutil.copytree(Path(versions.__file__).parent, package, ignore=shutil.ignore_patterns("model", "__pycache__"))
    monkeypatch.setattr(versions, "_PACKAGE", package)
    before = versions.claiming_version.__wrapped__()
    (package / "knowledge" / place).write_text("# another\n", encoding="utf-8")
    versions._hash_part.cache_clear()
    assert versions.claiming_version.__wrapped__() != before
