"""Hostile files and places: nothing outside of the folder is read or written, nothing waits, each limit is named."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hfcheck.cli.app import app
from hfcheck.intake import Fence, read_plain

from .projects import ROOT, SMALL, make_project

SECRET = "Norwick Institute is headquartered in Narvik.\n"
HEAD = "articles: [{}]\npacks: [core, business]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project in a folder of its own, with something beside it that is none of its business."""
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "s.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "project").mkdir()
    return make_project(tmp_path / "project")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    assert "Traceback" not in result.stdout + result.stderr
    return result


def audit(folder: Path, *arguments: str) -> Result:
    return run("audit", "--config", str(folder / "hfcheck.yaml"), "--quiet", *arguments)


# ── links and places ──────────────────────────────────────────────────────────────────────────

LINKS = {
    "file": {"news/x.txt": "../../secret.txt"},
    "folder above": {"up": "..", "news/x.txt": "../up/secret.txt"},
    "link to a link": {"hop": "../secret.txt", "news/x.txt": "../hop"},
    "system": {"news/x.txt": "/etc/passwd"},
}


@pytest.mark.parametrize("kind", LINKS)
def test_an_article_that_leads_out_of_the_folder_is_a_problem_and_not_read(folder: Path, kind: str) -> None:
    for name, target in LINKS[kind].items():
        (folder / name).symlink_to(target)
    for arguments in ((), (str(folder),), (str(folder / "news"),)):
        result = audit(folder, *arguments)
        assert result.exit_code == 3
        assert "news/x.txt: it leads out of the folder" in result.stdout + result.stderr
        assert "Narvik" not in result.stdout + result.stderr
        assert "HF401" in result.stdout


def test_a_folder_that_leads_out_of_the_project_is_not_read(folder: Path) -> None:
    (folder / "linked").symlink_to("../other", target_is_directory=True)
    for pattern in ("linked/*.txt", "linked/**/*.txt", "linked", "linked/s.txt"):
        make_project(folder, {}, HEAD.format(f"news/*.txt, '{pattern}'"))
        result = audit(folder)
        assert result.exit_code in (2, 3)
        assert "leads out of the folder" in result.stdout + result.stderr
        assert "Narvik" not in result.stdout + result.stderr
    make_project(folder, {}, HEAD.format("'**/*.txt'"))
    assert "Narvik" not in audit(folder).stdout


def test_links_within_the_folder_are_followed_and_loops_end(folder: Path) -> None:
    (folder / "news" / "loop").symlink_to("..", target_is_directory=True)
    (folder / "news" / "self.txt").symlink_to("self.txt")
    (folder / "d.txt").write_text(SMALL["c.txt"], encoding="utf-8")
    (folder / "news" / "d.txt").symlink_to("../d.txt")
    make_project(folder, {}, HEAD.format("'**/*.txt'"))
    result = audit(folder)
    assert result.exit_code == 3
    assert "news/self.txt" in result.stdout + result.stderr
    assert "news/d.txt" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "line",
    [
        "ledger: ../claims.yaml",
        "ledger: news/../../claims.yaml",
        "ledger: /tmp/claims.yaml",
        "ledger: out/claims.yaml",
        "ledger: link.yaml",
        "decisions: ../decisions.yaml",
        "decisions: out/decisions.yaml",
    ],
)
def test_a_configuration_names_nothing_outside_of_its_folder(folder: Path, line: str) -> None:
    (folder / "out").symlink_to("../other", target_is_directory=True)
    (folder / "link.yaml").symlink_to("../written.yaml")
    make_project(folder, {}, HEAD.format("news/*.txt") + line + "\n")
    result = audit(folder)
    assert result.exit_code == 2
    assert "hfcheck.yaml:3: " in result.stderr
    assert "leads out of the folder of the configuration" in result.stderr
    assert sorted(path.name for path in folder.parent.iterdir()) == ["other", "project", "secret.txt"]
    assert [path.name for path in (folder.parent / "other").iterdir()] == ["s.txt"]


@pytest.mark.parametrize("entry", ["../other/*.txt", "news/../../other", "../secret.txt", "/etc/passwd", "/**/*.txt"])
def test_a_pattern_of_the_configuration_stays_in_its_folder(folder: Path, entry: str) -> None:
    make_project(folder, {}, HEAD.format(f"'{entry}'"))
    result = audit(folder)
    assert result.exit_code == 2
    assert "hfcheck.yaml:1: " in result.stderr
    assert "Narvik" not in result.stdout


def test_a_pack_outside_is_named_on_the_command_line_only(folder: Path) -> None:
    pack = "schema: 1\npack: mine\nabout: x\n"
    (folder.parent / "mine.yaml").write_text(pack, encoding="utf-8")
    make_project(folder, {}, "articles: [news/*.txt]\npacks: [core, business, ../mine.yaml]\n")
    result = audit(folder)
    assert result.exit_code == 2
    assert "give it with --packs" in result.stderr
    make_project(folder)
    assert audit(folder, "--packs", f"core,business,{folder.parent / 'mine.yaml'}").exit_code == 1


def test_a_folder_of_state_that_leads_out_is_refused(folder: Path) -> None:
    (folder / ".hfcheck").symlink_to("../other", target_is_directory=True)
    result = audit(folder)
    assert result.exit_code == 2
    assert [path.name for path in (folder.parent / "other").iterdir()] == ["s.txt"]


def test_what_the_command_line_names_may_lie_anywhere(folder: Path) -> None:
    link = folder.parent / "x.txt"
    link.symlink_to("secret.txt")
    for named in (folder.parent / "secret.txt", link, folder.parent / "other"):
        result = audit(folder, str(named))
        assert "leads out" not in result.stdout + result.stderr
        assert result.exit_code == 0


def test_a_fence_looks_behind_links_and_dots(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "hole").symlink_to(tmp_path / "out", target_is_directory=True)
    (tmp_path / "in" / "home").symlink_to("deep", target_is_directory=True)
    fence = Fence(tmp_path / "in")
    inside = ("", "a", "deep/a", "home/a", "deep/..", "home/../a", "not/there")
    outside = ("..", "../a", "hole", "hole/a", "hole/../a", "deep/../../a", "../inside")
    assert [place for place in inside if not fence.holds(tmp_path / "in" / place)] == []
    assert [place for place in outside if fence.holds(tmp_path / "in" / place)] == []


# ── what is no plain file ─────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize(
    "name", ["news/x.txt", "news/x.html", "claims.yaml", "decisions.yaml", "mine.yaml", "hfcheck.yaml"]
)
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    name = f"news/{name}" if name.startswith("x.") else name
    if name == "mine.yaml":
        make_project(folder, {}, "articles: [news/*.txt]\npacks: [core, business, mine.yaml]\n")
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "hfcheck", "audit", str(folder), "--quiet"]
    if name in ("claims.yaml", "decisions.yaml"):
        command.remove(str(folder))
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False, timeout=120)
    assert done.returncode in ((1, 2, 3) if name == "hfcheck.yaml" else (2, 3))
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="the system has no such sockets")
def test_pipes_sockets_devices_and_folders_are_no_articles(tmp_path: Path) -> None:
    places = [tmp_path / "folder", tmp_path / "pipe", Path(os.devnull)]
    places[0].mkdir()
    os.mkfifo(places[1])
    for place in places:
        with pytest.raises(OSError, match=r"not a plain file|directory"):
            read_plain(place, 10)


def test_a_plain_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    assert read_plain(tmp_path / "a", 10) == read_plain(tmp_path / "a") == b"0123456789"
    with pytest.raises(OSError, match="it has 10 bytes, more than 9"):
        read_plain(tmp_path / "a", 9)


# ── limits ────────────────────────────────────────────────────────────────────────────────────


def test_an_article_over_the_limit_is_a_problem_and_the_limit_can_be_raised(folder: Path) -> None:
    (folder / "news" / "x.txt").write_text("Ann Lee bought a boat in 2019. " * 40, encoding="utf-8")
    make_project(folder, {}, HEAD.format("news/*.txt") + "max_bytes: 500\n")
    result = audit(folder)
    assert result.exit_code == 3
    assert "news/x.txt" in result.stdout
    assert "it has 1,240 bytes, more than 500; split it into articles, or raise max_bytes" in " ".join(
        result.stdout.split()
    )
    make_project(folder, {}, HEAD.format("news/*.txt") + "max_bytes: 2000\n")
    assert audit(folder).exit_code == 1


def test_too_many_articles_are_not_read_at_all(folder: Path) -> None:
    make_project(folder, {}, HEAD.format("news/*.txt") + "max_articles: 2\n")
    result = audit(folder)
    assert result.exit_code == 3
    assert "3 articles, more than 2; name fewer, or raise max_articles" in " ".join(result.stdout.split())
    assert "HF401" not in result.stdout


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "many", "true", "[]"])
@pytest.mark.parametrize("key", ["max_bytes", "max_articles"])
def test_a_limit_is_a_whole_number(folder: Path, key: str, value: str) -> None:
    make_project(folder, {}, HEAD.format("news/*.txt") + f"{key}: {value}\n")
    result = audit(folder)
    assert result.exit_code == 2
    assert f"hfcheck.yaml:3: {key} must be a whole number from 1 on" in result.stderr


def test_a_sentence_without_end_is_counted_and_not_read(folder: Path) -> None:
    words = "x" * 5000
    make_project(folder, {"x.txt": f"Norwick Institute is headquartered in {words}.\n"})
    assert "sentence too long" in audit(folder, "--format", "json").stdout


def test_front_matter_has_a_limit(folder: Path) -> None:
    make_project(folder, {"x.txt": "---\ntitle: " + "x" * 200_000 + "\n---\nAcme grew.\n"})
    result = audit(folder)
    assert result.exit_code == 3
    assert "front matter: it has 200,008 characters, more than 100,000" in " ".join(result.stdout.split())


def test_where_nothing_is_configured_a_link_that_leads_out_is_told_as_well(folder: Path) -> None:
    (folder / "articles").mkdir()
    (folder / "articles" / "a.txt").write_text(SMALL["a.txt"], encoding="utf-8")
    (folder / "articles" / "x.txt").symlink_to("../../secret.txt")
    make_project(folder, {}, "packs: [core, business]\n")
    result = audit(folder)
    assert result.exit_code == 3
    assert "articles/x.txt: it leads out of the folder" in result.stdout
