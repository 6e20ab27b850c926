"""One input, one report, byte for byte: whatever the process, order, workers, place, clock or cache.

Every run writes all formats; one corpus, the project's own articles and some that are made up to be awkward, is read in
the plainest of surroundings first. Then all else is varied, a few things in each run, so that few runs are needed.
"""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hfcheck.cli.app import app

from .projects import PACKS, SEEDS, make_project, run_process, run_project

HEAVY = ("onnxruntime", "tokenizers", "numpy", "hfcheck.language.parser")
FORMATS = {"json": "json", "jsonl": "jsonl", "sarif": "sarif", "junit": "xml", "html": "html", "markdown": "md"}
FILES = tuple(f"report.{end}" for end in FORMATS.values())
CLOCKED = """
import datetime, sys, time
DAY = datetime.datetime.fromisoformat(sys.argv.pop(1)).replace(tzinfo=datetime.UTC)
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return DAY.astimezone(tz)
datetime.datetime = Clock
time.time = DAY.timestamp
from hfcheck.cli import main
code = 0
try: main()
except SystemExit as left: code = left.code
print(code, [name for name in HEAVY if name in sys.modules], file=sys.stderr)
sys.exit(code)
""".replace("HEAVY", repr(HEAVY))

# Names that sort otherwise by another locale, letter case or composition; what a Turkish i or a comma may upset.
DATED = "---\npublished: 2024-05-01\n---\n"
MADE_UP = {
    "Zebra.txt": DATED + "Istanbul Istif is headquartered in Izmir. It employs 1,250 people.\n",
    "a-b.txt": DATED + "Istanbul Istif is headquartered in Isparta. It employs 1,900 people.\n",
    "a_b.txt": DATED + "Vardo Museum was founded on 3 May 1996. Ann Lee leads Vardo Museum.\n",
    unicodedata.normalize("NFD", "é.txt"): "Vardo Museum was founded in 1998. Ann Lee was born in Oslo.\n",
    "É.md": "# Ann Lee\n\nAnn Lee was born in Bergen. Vardo Museum opened in 1996.\n",
    "ß.html": "<html><head><title>Lee</title></head><body><p>Ann Lee was born in Oslo.</p></body></html>",
}


def write_config(patterns: Iterable[str]) -> str:
    articles = ", ".join(f'"{one}"' for one in patterns)
    return f"articles: [{articles}]\npacks: {PACKS}\nsources:\n  news/00*.txt: {{outlet: The Example}}\n"


ANY_ORDER = write_config(["news/*.txt", "news/*.md", "news/*.html"])


def make_corpus(folder: Path, *, backwards: bool = False) -> Path:
    """The corpus in a folder of its own; the order in which files are made is that of an unsorted folder."""
    articles: dict[str, str | bytes] = {**SEEDS, **MADE_UP}
    names = sorted(articles, reverse=backwards)
    made = make_project(folder, {name: articles[name] for name in names}, ANY_ORDER)
    for at, name in enumerate(names):
        os.utime(made / "news" / name, (at * 86_400, at * 86_400))
    return made


def audit(
    folder: Path, *words: str, day: str = "2026-01-15", cwd: Path | None = None, **environment: str
) -> tuple[dict[str, bytes], str]:
    """Audit in a process of its own: all reports by file name and what stood on standard output; the last line told."""
    outputs = [word for name, end in FORMATS.items() for word in ("-o", f"{name}:{folder / f'report.{end}'}")]
    environment = {"PYTHONIOENCODING": "utf-8", "GITHUB_STEP_SUMMARY": "", **environment}
    run = run_process(cwd or folder, "-c", CLOCKED, day, "audit", "--width", "100", *outputs, *words, **environment)
    assert run.returncode == 1, run.stderr.decode()
    reports = {name: (folder / name).read_bytes() for name in FILES}
    return {**reports, "standard output": run.stdout}, run.stderr.decode().splitlines()[-1]


def read_state(folder: Path) -> dict[str, bytes]:
    """Every file that the runs made, whatever it is for; of caches, which only have to serve, the names alone."""
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    made = {name: path for name, path in files.items() if not name.startswith("news/") and name not in FILES}
    return {name: b"" if "/cache/" in name else path.read_bytes() for name, path in made.items()}


Cold = tuple[Path, dict[str, bytes], dict[str, bytes]]


@pytest.fixture(scope="module")
def cold(tmp_path_factory: pytest.TempPathFactory) -> Cold:
    """A corpus read for the first time in the plainest of surroundings, its reports, and the state that was left."""
    folder = make_corpus(tmp_path_factory.mktemp("cold"))
    reports, _ = audit(folder, PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")
    return folder, reports, read_state(folder)


@pytest.fixture
def warm(cold: Cold, tmp_path: Path) -> Path:
    """A copy of what the first run left."""
    return Path(shutil.copytree(cold[0], tmp_path / "warm"))


def check(found: dict[str, bytes], wanted: dict[str, bytes]) -> None:
    assert [name for name in sorted({*found, *wanted}) if found.get(name) != wanted.get(name)] == []


def test_other_surroundings(cold: Cold, tmp_path: Path) -> None:
    folder = make_corpus(tmp_path / "another place" / "with ünïcode", backwards=True)
    other = {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Auckland", "OMP_NUM_THREADS": "3"}
    reports, _ = audit(folder, "--workers", "2", day="1999-12-31T23:59:59", **other)
    check(reports, cold[1])
    check(read_state(folder), cold[2])


def test_a_run_from_elsewhere_with_the_way_to_the_configuration(cold: Cold, tmp_path: Path) -> None:
    folder = make_corpus(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    for place in (str(folder / "hfcheck.yaml"), "../project/hfcheck.yaml"):
        # The second finds what the first left.
        environment = {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "TZ": "America/St_Johns"}
        reports, _ = audit(folder, "--config", place, "--workers", "3", cwd=tmp_path / "elsewhere", **environment)
        check(reports, cold[1])
    check(read_state(folder), cold[2])


@pytest.mark.parametrize("words", [(), ("--locked",)])
def test_a_warm_run_says_the_same_and_loads_no_model(words: tuple[str, ...], cold: Cold, warm: Path) -> None:
    reports, told = audit(warm, *words, cwd=warm / "news", day="2040-02-29", PYTHONHASHSEED="7", TZ="Asia/Kathmandu")
    check(reports, cold[1])
    assert told == "1 []"
    check(read_state(warm), cold[2])


def test_a_ledger_without_a_cache_and_a_cache_without_a_ledger(cold: Cold, warm: Path) -> None:
    shutil.move(warm / ".hfcheck", warm / "cache")
    check(audit(warm, PYTHONHASHSEED="11")[0], cold[1])
    shutil.rmtree(warm / ".hfcheck", ignore_errors=True)
    shutil.move(warm / "cache", warm / ".hfcheck")
    (warm / "claims.yaml").unlink()
    check(audit(warm, PYTHONHASHSEED="12")[0], cold[1])
    check(read_state(warm), cold[2])


def test_articles_in_another_order(cold: Cold, warm: Path) -> None:
    names = [f"news/{path.name}" for path in (warm / "news").iterdir()]
    for order in (sorted(names, reverse=True), [*sorted(names)[4:], *sorted(names)[:4]]):
        (warm / "claims.yaml").unlink()
        (warm / "hfcheck.yaml").write_text(write_config(order), encoding="utf-8")
        check(audit(warm, PYTHONHASHSEED="13", LC_ALL="POSIX")[0], cold[1])
        assert (warm / "claims.yaml").read_bytes() == cold[2]["claims.yaml"]


def test_articles_that_were_other_ones_for_a_while(cold: Cold, warm: Path) -> None:
    """Whatever is kept from run to run, what it gives after an edit is what a first run gives."""
    museum, zebra = warm / "news" / "a_b.txt", warm / "news" / "Zebra.txt"
    text, story = museum.read_bytes(), zebra.read_bytes()
    museum.write_bytes(text.replace(b"1996", b"1998").replace(b"Ann Lee", b"Bo Ek"))
    zebra.unlink()
    (warm / "news" / "new.txt").write_text("Istanbul Istif employs 1,900 people. Bo Ek leads it.\n", encoding="utf-8")
    changed, _ = audit(warm, PYTHONHASHSEED="14")
    assert changed["report.json"] != cold[1]["report.json"]
    museum.write_bytes(text)
    zebra.write_bytes(story)
    (warm / "news" / "new.txt").unlink()
    check(audit(warm, PYTHONHASHSEED="15", TZ="Europe/Oslo")[0], cold[1])
    assert (warm / "claims.yaml").read_bytes() == cold[2]["claims.yaml"]


def test_a_decision_that_ends_depends_on_the_day_that_is_given_alone(cold: Cold, warm: Path) -> None:
    fingerprint = json.loads(cold[1]["report.json"])["findings"][0]["fingerprint"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(warm)
        words = ["--verdict", "later", "--until", "2030-01-01", "--today", "2026-01-01", "--reason", "asked"]
        assert CliRunner().invoke(app, ["decide", fingerprint, *words, "--who", "Ann"]).exit_code == 0
    before, _ = audit(warm, "--today", "2029-12-31", day="2026-01-01", TZ="Pacific/Kiritimati")
    again, _ = audit(warm, "--today", "2029-12-31", day="2035-01-01", TZ="Pacific/Pago_Pago")
    check(again, before)
    assert b'"today": "2029-12-31"' in before["report.json"]
    over, _ = audit(warm, "--today", "2030-01-02", day="2026-01-01")
    assert over["report.json"] != before["report.json"]


def test_ad_hoc_paths_in_any_order_and_any_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_project(tmp_path, MADE_UP, ANY_ORDER)
    names = sorted(f"news/{name}" for name in MADE_UP)
    told = set()
    for place, paths in (
        (folder, names),
        (folder, names[::-1]),
        (folder, ["news"]),
        (folder, ["./news/../news"]),
        (folder / "news", ["."]),
        (tmp_path.parent, [str(folder / name) for name in (*names[2:], *names[:2])]),
    ):
        monkeypatch.chdir(place)
        result = CliRunner().invoke(app, ["audit", "--format", "json", *paths])
        assert result.exit_code in (0, 1), result.output
        told.add(result.stdout)
    assert len(told) == 1


def test_a_ledger_of_another_process_is_the_same(cold: Cold, warm: Path) -> None:
    (warm / "claims.yaml").unlink()
    run_project(warm)
    assert (warm / "claims.yaml").read_bytes() == cold[2]["claims.yaml"]
