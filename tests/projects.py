"""Projects in folders of their own, for tests that run the whole chain."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from hfcheck.config import load_config
from hfcheck.model import Finding, Report
from hfcheck.workflow import Extraction, Project, audit_project, extract_claims, open_project, save_project_ledger

ROOT = Path(__file__).parent.parent
SEEDS = {path.name: path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt"))}
PACKS = "[core, business, autos]"
DATES = {"000": "2025-02", "001": "2023-11", "002": "2024-12", "003": "2023-04", "004": "2025-12"}
CONFIG = "articles: [news/*.txt]\npacks: [core, business]\n"
# Two articles that cannot both be right, and one that has nothing to do with them.
SMALL = {
    "a.txt": "---\npublished: 2024-05-01\n---\nNorwick Institute is headquartered in Bergen.\n",
    "b.txt": "---\npublished: 2024-05-01\n---\nNorwick Institute is headquartered in Tromso.\n",
    "c.txt": "---\npublished: 2024-05-02\n---\nAnn Lee bought a boat in 2019.\n",
}


def make_project(folder: Path, articles: Mapping[str, str | bytes] = SMALL, config: str = CONFIG) -> Path:
    """Write articles below news/, and a configuration; the folder comes back."""
    (folder / "news").mkdir(parents=True, exist_ok=True)
    (folder / "hfcheck.yaml").write_text(config, encoding="utf-8")
    for name, text in articles.items():
        (folder / "news" / name).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return folder


def make_seed_project(folder: Path, *, packs: str = PACKS, dated: bool = False) -> Path:
    """The project's own articles in a folder of their own."""
    config = f"articles: [news/*.txt]\npacks: {packs}\n"
    if dated:
        rows = [f"  news/{stem}_*.txt: {{published: {day}}}\n" for stem, day in DATES.items()]
        config += "sources:\n" + "".join(rows)
    return make_project(folder, SEEDS, config)


def read_project(folder: Path) -> Project:
    """Open the project of a folder."""
    return open_project(load_config(folder))


def run_project(folder: Path) -> tuple[Project, Extraction, Report]:
    """Open, extract, audit and save, as `hfcheck audit` does."""
    project = read_project(folder)
    extraction = extract_claims(project)
    report = audit_project(project, extraction)
    save_project_ledger(project, extraction)
    return project, extraction, report


def find(report: Report, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in report.findings if finding.rule == rule]


def list_files(folder: Path) -> list[str]:
    """All files below a folder but for the cache, by name."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(name for name in names if not name.startswith(".hfcheck/"))


def run_process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run Python in a process of its own, in a folder."""
    path = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH", "")) if part)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, **environment},
    )
