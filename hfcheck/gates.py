"""What lets a run pass although it has findings: a baseline, or a revision that had them already."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePath

import msgspec

from hfcheck.decisions import (
    Baseline,
    Clock,
    apply_baseline,
    keep_new,
    load_baseline,
    make_baseline,
    save_baseline,
)
from hfcheck.errors import ConfigError, LedgerError
from hfcheck.ledger import PropositionCache
from hfcheck.model import Article, Notice, Report
from hfcheck.revisions import export_files, find_commit
from hfcheck.shelf import CACHE
from hfcheck.sources import read_articles
from hfcheck.sources.globs import SUFFIXES, matches_glob
from hfcheck.workflow import Extraction, Progress, Project, audit_project, extract_claims


def mark_baseline(report: Report, project: Project, path: Path) -> Report:
    """Mark the findings that the baseline at `path` knows; those of it that are gone become notices.

    Raises ConfigError where there is no such file, LedgerError where it is no baseline.
    """
    if not os.path.exists(path):
        raise ConfigError("there is no such baseline; --update-baseline makes it", path.as_posix())
    return apply_baseline(report, _key_articles(project), load_baseline(path), path.as_posix())


def update_baseline(report: Report, project: Project, path: Path) -> tuple[Baseline, bool]:
    """Write all findings of `report` that are not decided into the baseline at `path`, in place of what it held.

    Gives the baseline, and whether the file was written: False where it holds just this already. Nothing is read from
    the old file. Raises HfcheckError where it cannot be written.
    """
    baseline = make_baseline(report, _key_articles(project))
    return baseline, save_baseline(path, baseline)


def keep_new_since(
    report: Report,
    project: Project,
    revision: str,
    paths: Sequence[Path] | None = None,
    *,
    locked: bool = False,
    today: date | Clock | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Report:
    """Leave only the findings that were not there at a revision of git: all is read, what is new is reported.

    The articles (the project's, or those below `paths`) are audited as they stood then, with today's configuration,
    packs and decisions. Their claims come from the ledger of that revision where it still holds, or must (`locked`),
    else from the articles, what was read before from the cache. Raises ConfigError where git knows no such revision,
    or a path lies outside of the project's folder; LedgerError where `locked` finds no ledger there.
    """
    root, ledger = project.config.root, project.config.ledger
    commit = find_commit(root, revision)
    wanted = [_place_below(path, root) for path in paths or ()]
    with tempfile.TemporaryDirectory(prefix="hfcheck-") as name:
        folder = Path(name)
        export_files(root, commit, folder, _select(ledger, project.config.articles, wanted))
        old = _open_at(project, folder, wanted if paths else None)
        if locked and not (folder / ledger).exists():
            raise LedgerError(f"there was no ledger at {revision}; leave out --locked, or name a later one", ledger)
        extraction = extract_claims(
            old,
            locked=locked,
            use_ledger=locked or not paths,
            workers=workers,
            progress=progress,
            cache=PropositionCache(folder / CACHE, PropositionCache(root / CACHE)),
        )
        before = audit_project(old, extraction, today=today)
    fresh = keep_new(report, _key_articles(project), before, _key_articles(old), revision)
    unread = [problem for problem in extraction.problems if problem.kind in ("source", "crash") and problem.path]
    return _notice_unread(fresh, extraction, revision) if unread else fresh


def _open_at(project: Project, folder: Path, wanted: Sequence[str] | None) -> Project:
    """The project as it stands in `folder`; a pattern or path for which nothing was there is no problem."""
    config = msgspec.structs.replace(project.config, root=folder)
    here: list[Path | str] = [*config.articles] if wanted is None else [folder / path for path in wanted]
    present = [entry for entry in here if isinstance(entry, str) or entry.exists()]
    articles, problems = read_articles(present, config) if present else ((), ())
    real = tuple(problem for problem in problems if problem.path and (folder / problem.path).is_file())
    return msgspec.structs.replace(project, config=config, articles=articles, problems=real, whole=False, shelf=None)


def _notice_unread(report: Report, extraction: Extraction, revision: str) -> Report:
    paths = sorted({problem.path for problem in extraction.problems if problem.path})
    said = f"at {revision} this could not be read, so that a finding of it counts as new: {', '.join(paths)}"
    return msgspec.structs.replace(report, notices=(*report.notices, Notice("baseline", said)))


def _select(ledger: str, patterns: Sequence[str], wanted: Sequence[str]) -> Callable[[str], bool]:
    return lambda path: path == ledger or _is_article(path, patterns, wanted)


def _is_article(path: str, patterns: Sequence[str], wanted: Sequence[str]) -> bool:
    if wanted:
        return any(one in (path, ".") or path.startswith(f"{one}/") for one in wanted)
    return path.lower().endswith(SUFFIXES) or any(matches_glob(path, pattern) for pattern in patterns)


def _place_below(path: Path, root: Path) -> str:
    place = PurePath(os.path.relpath(path.absolute(), root.absolute())).as_posix()
    if place == ".." or place.startswith("../"):
        raise ConfigError(f"--new-since reads below {root.as_posix()} only; name paths there", path.as_posix())
    return place


def _key_articles(project: Project) -> dict[str, Article]:
    return {article.id: article for article in project.articles}
