"""`hfcheck init`: a configuration that fits, and a first audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from hfcheck.config import load_config
from hfcheck.starter import survey_folder, write_configuration

from .conftest import Run

PROSE = (
    "Norwick Institute is headquartered in {place}. It employs 300 people there, and it has been run by Ann Lee "
    "since the spring of 2019. The institute tests engines for ships and sells its reports to shipyards.\n"
)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "news/the-example/2024-12-05-institute.txt", PROSE.format(place="Bergen"))
    write(tmp_path, "news/harbour-post/2024-12-05-engines.txt", PROSE.format(place="Tromso"))
    write(tmp_path, "news/harbour-post/dated.md", "---\npublished: 2024-12-01\noutlet: The Post\n---\n" + PROSE)
    write(tmp_path, "README.md", PROSE)
    write(tmp_path, "requirements.txt", "numpy==1.0\n" * 30)
    write(tmp_path, "docs/start.md", PROSE)
    write(tmp_path, "notes.txt", "a list, not prose\n")
    write(tmp_path, "data/picture.txt", "\0binary")
    return tmp_path


def test_the_configuration_fits_what_is_there(folder: Path) -> None:
    survey = survey_folder(folder)
    assert survey.globs == ("news/**/*.md", "news/**/*.txt")
    assert len(survey.articles) == 3
    assert survey.undated == ()
    write(folder, "hfcheck.yaml", write_configuration(survey))
    config = load_config(folder)
    assert config.articles == survey.globs
    assert config.packs == ("core", "business")
    assert {glob: settings.outlet for glob, settings in config.sources if settings.outlet} == {
        "news/harbour-post/*": "Harbour Post",
        "news/the-example/*": "The Example",
    }
    dates = {glob: str(settings.published.start) for glob, settings in config.sources if settings.published}
    assert dates == {
        "news/harbour-post/2024-12-05-engines.txt": "2024-12-05",
        "news/the-example/2024-12-05-institute.txt": "2024-12-05",
    }


def test_what_the_files_say_themselves_is_not_guessed(folder: Path) -> None:
    assert "dated.md" not in write_configuration(survey_folder(folder))


def test_articles_without_a_date_are_named_in_comments_that_are_a_configuration_too(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", PROSE)
    text = write_configuration(survey_folder(tmp_path))
    assert 'articles: ["*.txt"]' in text
    assert '#   "a.txt": {published: 2024-12-05}' in text
    opened = text.replace("# sources:", "sources:").replace('#   "a.txt"', '  "a.txt"')
    write(tmp_path, "hfcheck.yaml", opened)
    assert [glob for glob, _ in load_config(tmp_path).sources] == ["a.txt"]


def test_the_first_audit_is_run_and_the_next_steps_are_named(run: Run, folder: Path) -> None:
    result = run("init")
    assert result.exit_code == 0, result.output
    assert "3 articles, as news/**/*.md, news/**/*.txt; 2 dated by file name" in result.stdout
    assert "HF401 Norwick Institute" in result.stdout
    assert "hfcheck review" in result.stdout
    assert (folder / "claims.yaml").is_file()
    assert run("audit", "--locked", "--quiet").exit_code == 1


def test_no_audit_writes_the_file_alone(run: Run, folder: Path) -> None:
    assert run("init", "--no-audit").stdout.endswith("Next: hfcheck audit\n")
    assert not (folder / "claims.yaml").exists()


def test_what_is_there_is_overwritten_only_when_forced(run: Run, folder: Path) -> None:
    write(folder, "hfcheck.yaml", "articles: [mine.txt]\n")
    refused = run("init", "--no-audit")
    assert refused.exit_code == 2
    assert "--force writes it anew" in refused.stderr
    assert (folder / "hfcheck.yaml").read_text(encoding="utf-8") == "articles: [mine.txt]\n"
    assert run("init", "--no-audit", "--force").exit_code == 0
    assert "news/**/*.txt" in (folder / "hfcheck.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["hfcheck.yml", "pyproject.toml"])
def test_another_configuration_is_not_put_out_of_force(run: Run, tmp_path: Path, name: str) -> None:
    text = "[tool.hfcheck]\narticles = ['a.txt']\n" if name.endswith("toml") else "articles: [a.txt]\n"
    write(tmp_path, name, text)
    assert run("init").exit_code == 2
    assert not (tmp_path / "hfcheck.yaml").exists()


def test_an_empty_folder_is_told_what_to_do(run: Run, tmp_path: Path) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert "No article was found" in result.stdout
    assert "put articles under articles/" in result.stdout
    assert load_config(tmp_path).articles[0] == "articles/**/*.txt"
    assert run("init", "nowhere").exit_code == 2


def test_a_pack_whose_names_stand_in_the_articles_is_chosen(tmp_path: Path) -> None:
    from hfcheck.knowledge import list_packs, load_knowledge

    known = {entry.name for entry in load_knowledge(("core", "business"), tmp_path).entities}
    pack = next(name for name in list_packs() if name not in ("core", "business"))
    names = [one.name for one in load_knowledge(("core", "business", pack), tmp_path).entities if one.name not in known]
    write(tmp_path, "a.txt", f"{PROSE}\n\nThe firms are {', '.join(names[:8])}.\n")
    assert survey_folder(tmp_path).packs == ("core", "business", pack)
