"""Baselines, older revisions and decisions on whole projects, read by the real stages."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from hfcheck.config import load_config
from hfcheck.decisions import Choice, Decisions, load_baseline, make_decision, save_decisions
from hfcheck.errors import ConfigError, LedgerError
from hfcheck.gates import keep_new_since, mark_baseline, update_baseline
from hfcheck.model import Report
from hfcheck.revisions import export_files, find_author, find_commit, read_file_at
from hfcheck.workflow import Project, audit_project, extract_claims, locate_decisions, open_project

from .projects import CONFIG, SMALL, find, list_files, make_project, read_project, run_project

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")
IDENTITY = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false")
BORN = "---\npublished: 2024-05-01\n---\nAnn Lee was born in {}.\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run([GIT or "git", *IDENTITY, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


@pytest.fixture
def repository(folder: Path) -> Path:
    git(folder, "init", "--quiet")
    run_project(folder)
    commit(folder)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "news" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def decide_all(folder: Path, until: date | None = None) -> None:
    project, _, report = run_project(folder)
    articles = {article.id: article for article in project.articles}
    made = [make_decision(f, articles, Choice.KEEP_A, reason="so", who="Ann", until=until) for f in report.findings]
    save_decisions(locate_decisions(project.config), Decisions(decisions=tuple(made)))


def audit_anew(folder: Path, today: date | None = None, paths: list[Path] | None = None) -> Report:
    project = open_project(load_config(folder), paths)
    return audit_project(project, extract_claims(project, use_ledger=not paths), today=today)


# ── decisions ─────────────────────────────────────────────────────────────────────────────────


def test_a_decided_finding_is_shown_as_decided(folder: Path) -> None:
    decide_all(folder)
    report = audit_anew(folder)
    assert [one.decision for one in find(report, "HF401")] == [
        "keep “Norwick Institute is headquartered in Bergen”: so (Ann)"
    ]
    assert report.today is None
    assert not [notice for notice in report.notices if notice.kind == "decision"]


def test_moving_and_editing_around_keep_fingerprint_and_decision(folder: Path) -> None:
    decide_all(folder)
    (before,) = find(audit_anew(folder), "HF401")
    (folder / "news" / "a.txt").rename(folder / "news" / "z.txt")
    edit(folder, "z.txt", "Norwick Institute is", "Ann Lee lives there.\n\nNorwick Institute is")
    edit(folder, "b.txt", "Tromso.", "Tromso. Nobody knows why.")
    (after,) = find(audit_anew(folder), "HF401")
    assert after.fingerprint == before.fingerprint
    assert after.decision == before.decision
    assert after.sides[0].claims[0].evidence[0].span.article == "news/b.txt"


def test_a_reworded_sentence_opens_the_finding_again(folder: Path) -> None:
    decide_all(folder)
    edit(folder, "b.txt", "headquartered in Tromso", "headquartered in Tromso again")
    report = audit_anew(folder)
    assert [one.decision for one in find(report, "HF401")] in ([None], [])
    (notice,) = [notice for notice in report.notices if notice.kind == "decision"]
    assert "was reworded or is gone" in notice.message


def test_the_day_affects_nothing_but_expiry(folder: Path) -> None:
    decide_all(folder, until=date(2030, 1, 1))
    holds, ended = (audit_anew(folder, today=day) for day in (date(2030, 1, 1), date(2030, 1, 2)))
    assert (holds.today, ended.today) == (date(2030, 1, 1), date(2030, 1, 2))
    assert find(holds, "HF401")[0].decision is not None
    assert find(ended, "HF401")[0].decision is None
    assert [one.fingerprint for one in holds.findings] == [one.fingerprint for one in ended.findings]


def test_a_broken_file_of_decisions_is_a_problem_and_decides_nothing(folder: Path) -> None:
    decide_all(folder)
    path = folder / "decisions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("keep-a", "keep-x"), encoding="utf-8")
    report = audit_anew(folder)
    assert [one.decision for one in find(report, "HF401")] == [None]
    (problem,) = report.problems
    assert (problem.kind, problem.path, problem.line) == ("ledger", "decisions.yaml", 8)
    assert "until this is mended nothing counts as decided" in problem.message


def test_the_file_stands_beside_the_ledger_or_where_the_configuration_says(tmp_path: Path) -> None:
    for name, config in (("one", "ledger: data/claims.yaml\n"), ("two", "decisions: ours/decided.yaml\n")):
        folder = make_project(tmp_path / name, config=CONFIG + config)
        place = locate_decisions(load_config(folder)).relative_to(folder.resolve()).as_posix()
        assert place == {"one": "data/decisions.yaml", "two": "ours/decided.yaml"}[name]


def test_a_folder_without_configuration_decides_nothing(folder: Path, tmp_path: Path) -> None:
    decide_all(folder)
    loose = tmp_path / "loose"
    shutil.copytree(folder, loose)
    assert find(audit_anew(loose, paths=[loose / "news"]), "HF401")[0].decision is not None
    (loose / "hfcheck.yaml").unlink()
    shutil.copy(loose / "decisions.yaml", loose / "news" / "decisions.yaml")
    assert find(audit_anew(loose / "news", paths=[loose / "news"]), "HF401")[0].decision is None


def test_a_part_of_the_articles_makes_no_decision_about_nothing(folder: Path) -> None:
    decide_all(folder)
    report = audit_anew(folder, paths=[folder / "news" / "a.txt"])
    assert report.findings == ()
    assert not [notice for notice in report.notices if notice.kind == "decision"]


SPOOFS = ("hfcheck: ignore", "# hfcheck-disable HF401", "<!-- hfcheck off -->", "decisions: [all]", "false-alarm")


@pytest.mark.parametrize("text", SPOOFS)
def test_no_text_of_an_article_decides_anything(folder: Path, text: str) -> None:
    wanted = [one.fingerprint for one in audit_anew(folder).findings]
    edit(folder, "a.txt", "published: 2024-05-01", f"published: 2024-05-01\nnote: '{text}'")
    edit(folder, "a.txt", "Norwick Institute is", f"{text}\n\nNorwick Institute is")
    report = audit_anew(folder)
    assert [one.fingerprint for one in report.findings] == wanted
    assert all(one.decision is None for one in report.findings)


def test_corrections_stand_between_ledger_and_audit(folder: Path) -> None:
    run_project(folder)
    ledger = (folder / "claims.yaml").read_bytes()
    claim = "Norwick Institute is headquartered in Tromso"
    (folder / "decisions.yaml").write_text(
        f"schema: 1\ncorrections:\n- drop: {{article: news/b.txt, quote: {claim}, text: {claim}}}\n"
        "  reason: misread\n  who: Ann\n",
        encoding="utf-8",
    )
    report = run_project(folder)[2]
    assert find(report, "HF401") == []
    assert [notice.message for notice in report.notices] == ["claims corrected by editors: 1 dropped"]
    assert (folder / "claims.yaml").read_bytes() == ledger


# ── baselines ─────────────────────────────────────────────────────────────────────────────────


def test_a_baseline_lets_through_what_it_knows_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.yaml"
    project, _, report = run_project(folder)
    baseline, written = update_baseline(report, project, path)
    assert (len(baseline.findings), written) == (len(report.findings), True)
    assert not update_baseline(report, project, path)[1]
    marked = mark_baseline(report, project, path)
    assert [one.decision for one in marked.findings] == [f"known, in {path.as_posix()}"] * len(report.findings)
    for name, place in (("d.txt", "Graz"), ("e.txt", "Linz")):
        (folder / "news" / name).write_text(BORN.format(place), encoding="utf-8")
    project, _, report = run_project(folder)
    marked = mark_baseline(report, project, path)
    assert [one.decision is None for one in marked.findings].count(True) == 1
    assert [one.known for one in marked.findings].count(False) == 1


def test_what_is_gone_from_a_baseline_is_reported_until_it_is_updated(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.yaml"
    project, _, report = run_project(folder)
    update_baseline(report, project, path)
    edit(folder, "b.txt", "Tromso", "Bergen")
    project, _, report = run_project(folder)
    (notice,) = [one for one in mark_baseline(report, project, path).notices if one.kind == "baseline"]
    assert "is gone; --update-baseline takes it out" in notice.message
    update_baseline(report, project, path)
    assert load_baseline(path).findings == ()
    assert mark_baseline(report, project, path) == report


def test_decided_findings_do_not_enter_a_baseline(folder: Path, tmp_path: Path) -> None:
    decide_all(folder)
    project = read_project(folder)
    baseline, _ = update_baseline(audit_anew(folder), project, tmp_path / "known.yaml")
    assert baseline.findings == ()


def test_a_baseline_that_is_not_there_is_wrong_usage(folder: Path, tmp_path: Path) -> None:
    project, _, report = run_project(folder)
    with pytest.raises(ConfigError, match="--update-baseline makes it"):
        mark_baseline(report, project, tmp_path / "none.yaml")


# ── revisions ─────────────────────────────────────────────────────────────────────────────────


def new_since(folder: Path, revision: str = "HEAD", paths: list[Path] | None = None, *, locked: bool = False) -> Report:
    project = open_project(load_config(folder), paths)
    report = audit_project(project, extract_claims(project, use_ledger=not paths))
    return keep_new_since(report, project, revision, paths, locked=locked)


@needs_git
def test_what_a_revision_had_is_left_out(repository: Path) -> None:
    report = new_since(repository)
    assert report.findings == ()
    assert [one.message for one in report.notices if one.kind == "baseline"] == [
        "1 finding left out: there at HEAD already"
    ]


@needs_git
def test_what_a_change_brought_is_reported(repository: Path) -> None:
    for name, place in (("d.txt", "Graz"), ("e.txt", "Linz")):
        (repository / "news" / name).write_text(BORN.format(place), encoding="utf-8")
    files = list_files(repository)
    (finding,) = new_since(repository).findings
    assert "Ann Lee" in finding.message
    assert new_since(repository, paths=[repository / "news"]).findings == (finding,)
    assert list_files(repository) == files
    commit(repository)
    assert new_since(repository).findings == ()
    assert new_since(repository, "HEAD~1").findings == (finding,)


@needs_git
def test_moving_is_no_change_and_rewording_is(repository: Path) -> None:
    (repository / "news" / "a.txt").rename(repository / "news" / "z.txt")
    assert new_since(repository).findings == ()
    edit(repository, "z.txt", "Norwick Institute is", "The Norwick Institute is")
    assert len(new_since(repository).findings) == 1


@needs_git
def test_the_ledger_of_the_revision_is_used(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(repository / ".hfcheck")
    import hfcheck.workflow

    monkeypatch.setattr(hfcheck.workflow, "read_extract", lambda article: pytest.fail("an article was parsed"))
    assert new_since(repository).findings == ()
    assert new_since(repository, locked=True).findings == ()


@needs_git
def test_without_a_ledger_there_locked_is_refused(folder: Path) -> None:
    git(folder, "init", "--quiet")
    commit(folder)
    run_project(folder)
    assert new_since(folder).findings == ()
    with pytest.raises(LedgerError, match="no ledger at HEAD"):
        new_since(folder, locked=True)


@needs_git
def test_a_project_in_a_part_of_a_repository(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "whole" / "part")
    (tmp_path / "whole" / "news").mkdir()
    (tmp_path / "whole" / "news" / "x.txt").write_text("Elsewhere.", encoding="utf-8")
    git(tmp_path / "whole", "init", "--quiet")
    run_project(folder)
    commit(tmp_path / "whole")
    assert new_since(folder).findings == ()
    assert read_file_at(folder, "HEAD", "news/a.txt") == SMALL["a.txt"].encode()
    assert read_file_at(folder, "HEAD", "news/x.txt") is None


@needs_git
def test_paths_outside_of_the_project_cannot_be_held_against_a_revision(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(SMALL["a.txt"], encoding="utf-8")
    with pytest.raises(ConfigError, match="reads below"):
        new_since(repository, paths=[repository / "news", tmp_path / "x.txt"])


@needs_git
@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "", "HEAD~7"])
def test_a_revision_that_is_not_there_is_wrong_usage(repository: Path, revision: str) -> None:
    with pytest.raises(ConfigError, match="revision"):
        find_commit(repository, revision)


@needs_git
def test_a_folder_in_no_repository_is_wrong_usage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    with pytest.raises(ConfigError, match="not a git repository"):
        find_commit(folder, "HEAD")


def test_without_git_there_are_no_revisions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigError, match="git cannot be run"):
        find_commit(folder, "HEAD")
    assert find_author(folder) is None


@needs_git
def test_files_are_read_as_they_were_committed(repository: Path, tmp_path: Path) -> None:
    odd = {"news/né w\n.txt": b"caf\xe9", "news/*.txt": b"star", "news/[x].txt": b"", "news/-n.txt": b"\r\n"}
    for name, data in odd.items():
        (repository / name).write_bytes(data)
    (repository / ".gitattributes").write_text("*.txt export-ignore text eol=lf\n", encoding="utf-8")
    (repository / "news" / "link.txt").symlink_to("a.txt")
    git(repository, "-c", "core.autocrlf=false", "add", "--all")
    commit(repository)
    names = export_files(repository, "HEAD", tmp_path / "out", lambda path: path.endswith(".txt"))
    assert "news/link.txt" not in names
    assert {"news/né w\n.txt", "news/*.txt", "news/[x].txt", "news/-n.txt", "news/a.txt"} == set(names) - {
        "news/b.txt",
        "news/c.txt",
    }
    assert (tmp_path / "out" / "news" / "né w\n.txt").read_bytes() == b"caf\xe9"
    assert read_file_at(repository, "HEAD", "news/*.txt") == b"star"
    assert isinstance(read_project(repository), Project)
