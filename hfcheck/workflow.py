"""The straight line from articles to a report, as the commands run it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from hfcheck import __version__, decisions
from hfcheck.applying import correct_claims, count_all_sources, decide_report, report_crash
from hfcheck.config import Config, keep_config
from hfcheck.coverage import sum_coverage
from hfcheck.decisions import Clock, Decisions, load_decisions
from hfcheck.errors import HfcheckError, LedgerError
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.ledger import (
    SCHEMA,
    Ledger,
    LedgerArticle,
    PropositionCache,
    describe_form,
    dump_ledger,
    find_stale,
    keep_current,
    load_ledger,
    save_ledger,
)
from hfcheck.model import (
    Article,
    ArticleCoverage,
    Claim,
    Coverage,
    Extract,
    Notice,
    Problem,
    Report,
    Skipped,
)
from hfcheck.pool import map_ordered
from hfcheck.recall import Concluded, FindingCache
from hfcheck.salvage import leave_out_failing
from hfcheck.shelf import CACHE, Shelf
from hfcheck.sources import name_article, read_articles
from hfcheck.versions import (
    claiming_version,
    judging_version,
    keeping_version,
    model_version,
    reading_version,
    settings_version,
)

if TYPE_CHECKING:
    from hfcheck.normalise import Normalised, Reading
    from hfcheck.readings import ReadingCache

_NOT_KEPT = frozenset({"undated", "form"})
"""The kinds of notices that the ledger does not hold: each run sees for itself."""


Progress = Callable[[int, int, str], None]
"""Told of each article read, or rule run: how many are done, of how many, and its id; reading begins with none."""


class Project(msgspec.Struct, frozen=True):
    """An opened configuration: its knowledge, its articles, and what could not be read.

    `decisions` is the file of the editors' decisions, None where none count; `whole`: these are all of its articles.
    `shelf` has what was kept of earlier runs, None where this one leaves nothing behind.
    """

    config: Config
    knowledge: Knowledge
    articles: tuple[Article, ...]
    problems: tuple[Problem, ...]
    decisions: Path | None = None
    whole: bool = True
    shelf: Shelf | None = None


class Extraction(msgspec.Struct, frozen=True):
    """The claims of a project and how they were come by; `from_ledger`: nothing was parsed."""

    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]
    notices: tuple[Notice, ...]
    problems: tuple[Problem, ...]
    coverage: Coverage
    from_ledger: bool = False
    keep_ledger: bool = False


def open_project(config: Config, paths: Sequence[Path] | None = None) -> Project:
    """Load the packs and read the articles: the configured ones, or `paths` ad hoc.

    Raises ConfigError for a wrong pack. What cannot be read comes back in `problems`.
    """
    shelf = None if paths else Shelf(config.root / CACHE, keeping_version())
    knowledge = load_knowledge(config.packs, config.root, shelf)
    articles, problems = read_articles(list(paths) if paths else list(config.articles), config, shelf)
    # A folder that is read ad hoc and has no configuration is articles and nothing else: no file in it decides.
    decisions = None if paths and config.path is None else locate_decisions(config)
    return Project(config, knowledge, articles, problems, decisions, whole=not paths, shelf=shelf)


def locate_decisions(config: Config) -> Path:
    """The file of the editors' decisions: the configured one, else decisions.yaml beside the ledger."""
    beside = PurePosixPath(config.ledger).with_name("decisions.yaml")
    return config.root / (config.decisions or beside)


# ── claims ────────────────────────────────────────────────────────────────────────────────────


def extract_claims(
    project: Project,
    *,
    locked: bool = False,
    use_ledger: bool = True,
    workers: int = 1,
    progress: Progress | None = None,
    cache: PropositionCache | None = None,
) -> Extraction:
    """The claims of a project: from its ledger where that still holds, else from the articles.

    `locked` parses nothing: a stale ledger is then a problem, and articles that have changed since are left out.
    `cache` stands in for the project's own, which is used together with the ledger only.
    Raises LedgerError where `locked` finds no ledger that can be read.
    """
    problems: list[Problem] = list(project.problems)
    keep = False
    told: tuple[Notice, ...] = ()
    if use_ledger:
        ledger, fault = _open_ledger(project, locked)
        if fault is not None:
            problems.append(fault)
            keep = True
        if ledger is not None:
            stale = _find_changes(project, ledger)
            told = _notice_form(describe_form(ledger, project.config.ledger), project.config.ledger)
            if locked or not stale:
                problems += [
                    Problem(kind="stale", message=f"{s}; run hfcheck extract", path=project.config.ledger)
                    for s in stale
                ]
                return _add_notices(_from_ledger(project, keep_current(ledger, project.articles), problems), told)
    memory = None
    if cache is None and use_ledger:
        cache, memory = PropositionCache(project.config.root / CACHE), _open_memory(project)
    read = _from_articles(project, problems, keep=keep, cache=cache, memory=memory, workers=workers, progress=progress)
    return _add_notices(read, told)


def _open_memory(project: Project) -> ReadingCache:
    # Imported here, as in read_extract: a warm audit needs neither the parser nor the normaliser.
    from hfcheck.readings import ReadingCache

    return ReadingCache(project.config.root / CACHE, (_code_version(), model_version(), project.knowledge.version))


def _notice_form(told: str, path: str) -> tuple[Notice, ...]:
    return (Notice(kind="form", message=told, path=path),) if told else ()


def _add_notices(extraction: Extraction, told: tuple[Notice, ...]) -> Extraction:
    return msgspec.structs.replace(extraction, notices=(*told, *extraction.notices)) if told else extraction


def _open_ledger(project: Project, locked: bool) -> tuple[Ledger | None, Problem | None]:
    path = project.config.root / project.config.ledger
    if not os.path.exists(path):
        if locked:
            raise LedgerError("no ledger; run hfcheck extract to make it", project.config.ledger)
        return None, None
    try:
        return load_ledger(path, project.shelf), None
    except LedgerError as error:
        if locked:
            raise
        done = "the articles were read anew and this file was left as it is: delete it to have it made again"
        message = f"{error.message}; {done}"
        return None, Problem(kind="ledger", message=message, path=project.config.ledger, line=error.line)


def _find_changes(project: Project, ledger: Ledger) -> tuple[str, ...]:
    return find_stale(
        ledger,
        project.articles,
        model=model_version(),
        packs=project.knowledge.version,
        settings=settings_version(project.config),
        hfcheck=_code_version(),
    )


def _code_version() -> str:
    return f"{__version__}+{claiming_version()}"


def _from_ledger(project: Project, ledger: Ledger, problems: list[Problem]) -> Extraction:
    skipped = tuple(
        Skipped(article=a.path, start=0, end=0, reason=reason)
        for a in ledger.articles
        for reason, n in a.skipped
        for _ in range(n)
    )
    counts = Counter(claim.evidence[0].span.article for claim in ledger.claims)
    by_article = {
        a.path: ArticleCoverage(a.sentences, counts[a.path], a.sentences_without_claim) for a in ledger.articles
    }
    notices = tuple(Notice(kind=kind, message=message) for kind, message in ledger.notices)
    return Extraction(
        claims=ledger.claims,
        skipped=skipped,
        notices=(*_find_undated(project.articles), *notices),
        problems=tuple(problems),
        coverage=sum_coverage(by_article),
        from_ledger=True,
    )


def _from_articles(
    project: Project,
    problems: list[Problem],
    *,
    keep: bool,
    cache: PropositionCache | None,
    memory: ReadingCache | None,
    workers: int,
    progress: Progress | None,
) -> Extraction:
    from hfcheck.readings import is_known

    known = memory.load() if memory else {}
    wanted = [article for article in project.articles if not is_known(article, known)]
    extracts, crashes = _read_extracts(wanted, cache, workers, progress)
    result, failures = _normalise_all(project, extracts, known, cache)
    if memory and (result.renewed or result.readings.keys() != known.keys()):
        memory.save(result.readings)
    read = {article.id: result.readings[article.id] for article in project.articles if article.id in result.readings}
    counts = Counter(claim.evidence[0].span.article for claim in result.claims)
    by_article = {id: ArticleCoverage(one.sentences, counts[id], one.untold) for id, one in read.items()}
    return Extraction(
        claims=result.claims,
        skipped=tuple(s for one in read.values() for s in one.skipped),
        notices=(*_find_undated(project.articles), *result.notices),
        problems=(*problems, *crashes, *failures),
        coverage=sum_coverage(by_article),
        keep_ledger=keep or any(one.kind == "crash" for one in (*problems, *crashes, *failures)),
    )


def _normalise_all(
    project: Project, extracts: Sequence[Extract], known: Mapping[str, Reading], cache: PropositionCache | None
) -> tuple[Normalised, list[Problem]]:
    """Claims of all articles but for those that make it fail, each of which is a problem.

    `extracts` are those of the articles that are not `known`.
    """
    from hfcheck.normalise import renew_claims
    from hfcheck.readings import is_known

    found = {extract.article: extract for extract in extracts}

    def fetch(article: Article) -> Extract:
        if article.id not in found:
            found[article.id] = _fetch_extract(article, cache)
        return found[article.id]

    articles = [a for a in project.articles if a.id in found or is_known(a, known)]
    try:
        return renew_claims(articles, fetch, project.knowledge, known), []
    except Exception:
        result, failed = leave_out_failing(lambda kept: renew_claims(kept, fetch, project.knowledge, {}), articles)
        return result, [report_crash("normalising", error, article.path) for article, error in failed]


def _fetch_extract(article: Article, cache: PropositionCache | None) -> Extract:
    """What was read off an article before; read again where that is lost."""
    known = cache.get(article.sha256, article.id, reading_version()) if cache else None
    result = known or read_extract(article)
    if isinstance(result, Problem):
        raise HfcheckError(result.message, path=article.path)
    return result


def _read_extracts(
    articles: Sequence[Article], cache: PropositionCache | None, workers: int, progress: Progress | None
) -> tuple[list[Extract], list[Problem]]:
    found: dict[str, Extract] = {}
    wanted: list[Article] = []
    for article in articles:
        known = cache.get(article.sha256, article.id, reading_version()) if cache else None
        if known is None:
            wanted.append(article)
        else:
            found[article.id] = known
    crashes: list[Problem] = []
    if progress and wanted:
        progress(0, len(wanted), "")
    results = map_ordered(read_extract, wanted, workers, _report_lost)
    for done, (article, result) in enumerate(zip(wanted, results, strict=True), 1):
        if isinstance(result, Problem):
            crashes.append(result)
        else:
            found[article.id] = result
            if cache:
                cache.put(result, reading_version())
        if progress:
            progress(done, len(wanted), article.id)
    return [found[article.id] for article in articles if article.id in found], crashes


def read_extract(article: Article) -> Extract | Problem:
    """Parse and extract one article; a crash comes back as a problem that names it."""
    from hfcheck.extraction import extract_propositions
    from hfcheck.language import read_sentences

    try:
        sentences, skipped = read_sentences(article)
        return extract_propositions(article, sentences, skipped)
    except Exception as error:  # a stage that fails on one article must not stop the others
        return report_crash("reading", error, article.path)


def _report_lost(article: Article) -> Extract | Problem:
    message = "the process that read it died (killed, or out of memory?); please report it"
    return Problem(kind="crash", message=message, path=article.path)


def _find_undated(articles: Sequence[Article]) -> tuple[Notice, ...]:
    told = "no date of publication: changes over time cannot be told from conflicts"
    message = f"{told}; give it in front matter or hfcheck.yaml"
    return tuple(Notice(kind="undated", message=message, path=a.path) for a in articles if a.published is None)


# ── ledger ────────────────────────────────────────────────────────────────────────────────────


def make_ledger(project: Project, extraction: Extraction) -> Ledger:
    """The ledger of what was extracted, with the versions of all that it depends on."""
    reasons: dict[str, Counter[str]] = {}
    for skipped in extraction.skipped:
        reasons.setdefault(skipped.article, Counter())[skipped.reason] += 1
    articles = tuple(
        LedgerArticle(
            a.path,
            a.sha256,
            c.sentences,
            c.sentences_without_claim,
            tuple(sorted(reasons.get(a.id, Counter()).items())),
        )
        for a in project.articles
        if (c := extraction.coverage.by_article.get(a.id)) is not None
    )
    return Ledger(
        schema=SCHEMA,
        hfcheck=_code_version(),
        model=model_version(),
        packs=project.knowledge.version,
        settings=settings_version(project.config),
        articles=articles,
        claims=extraction.claims,
        notices=tuple((n.kind, n.message) for n in extraction.notices if n.kind not in _NOT_KEPT),
    )


def save_project_ledger(project: Project, extraction: Extraction) -> bool:
    """Write the ledger if it differs; True if it was written. Nothing from the ledger is written back.

    What the project's shelf is to keep is written as well.
    """
    written = False
    if not extraction.from_ledger and not extraction.keep_ledger:
        path = project.config.root / project.config.ledger
        written = save_ledger(path, make_ledger(project, extraction), project.shelf)
    if project.shelf:
        project.shelf.save()
        keep_config(project.config)
    return written


def check_ledger(project: Project, progress: Progress | None = None) -> tuple[str, ...]:
    """What differs between the ledger and what the articles give when parsed again; () where nothing does."""
    path = project.config.root / project.config.ledger
    if not os.path.exists(path):
        return (f"{project.config.ledger} does not exist",)
    ledger = load_ledger(path)
    changes = _find_changes(project, ledger)
    extraction = _from_articles(project, [], keep=True, cache=None, memory=None, workers=1, progress=progress)
    made = make_ledger(project, extraction)
    if dump_ledger(made) == path.read_text(encoding="utf-8"):
        return ()
    return (*changes, *_diff_claims(ledger, made)) or (
        f"{project.config.ledger} is laid out otherwise than hfcheck writes it",
    )


def _diff_claims(old: Ledger, new: Ledger, most: int = 20) -> tuple[str, ...]:
    before, after = {c.id: c for c in old.claims}, {c.id: msgspec.structs.replace(c, steps=()) for c in new.claims}
    lines = [f"{i}: no longer given: {before[i].text}" for i in sorted(before.keys() - after.keys())]
    lines += [f"{i}: new: {after[i].text}" for i in sorted(after.keys() - before.keys())]
    lines += [f"{i}: differs: {after[i].text}" for i in sorted(before.keys() & after.keys()) if before[i] != after[i]]
    return (*lines[:most], f"and {len(lines) - most} more") if len(lines) > most else tuple(lines)


# ── audit and compare ─────────────────────────────────────────────────────────────────────────


def audit_project(
    project: Project,
    extraction: Extraction,
    *,
    today: date | Clock | None = None,
    progress: Progress | None = None,
    remember: bool = False,
) -> Report:
    """Hold the claims against each other, with the project's settings and what its editors decided.

    The sources behind each side are counted. `today`, or the day that a clock tells, is what decisions expire against;
    neither is looked at where none can. A file of decisions that cannot be read is a problem, and nothing is decided.
    With `remember` it goes on from what the last run left, and leaves what the next one needs.
    """
    articles = {article.id: article for article in project.articles}
    decided, faults = read_decisions(project)
    older = _notice_form(decisions.describe_form(decided, _name_decisions(project)), _name_decisions(project))
    # The ledger keeps no steps, and a report says the same whether its claims came from there or were read anew.
    bare = tuple(msgspec.structs.replace(claim, steps=()) if claim.steps else claim for claim in extraction.claims)
    claims, notices, faulty = correct_claims(bare, articles, decided.corrections, whole=project.whole)
    told, crashes = _judge_claims(project, claims, remember, progress)
    report = Report(
        findings=told.findings,
        notices=(*older, *extraction.notices, *notices),
        skipped=extraction.skipped,
        problems=(*extraction.problems, *faults, *faulty, *crashes),
        coverage=extraction.coverage,
        rules_run=told.rules_run,
        rules_off=told.rules_off,
    )
    report = decide_report(report, articles, decided.decisions, today=today, whole=project.whole)
    return count_all_sources(report, articles)


def _judge_claims(
    project: Project, claims: Sequence[Claim], remember: bool, progress: Progress | None
) -> tuple[Concluded, tuple[Problem, ...]]:
    """What the rules say of the claims: what they said, where the last run had the same."""
    folder, version = project.config.root / CACHE, (judging_version(), project.knowledge.version)
    cache = FindingCache(folder, version, project.config.rules, claims) if remember else None
    known = cache.load() if cache else None
    if known is not None:
        return known, ()
    from hfcheck.audit import audit
    from hfcheck.recheck import GroupCache

    check = GroupCache(folder, version).check if remember else None
    report = audit(claims, project.knowledge, settings=project.config.rules, progress=progress, check=check)
    told = Concluded(report.findings, report.rules_run, report.rules_off)
    if cache and not report.problems:
        cache.save(told)
    return told, report.problems


def read_decisions(project: Project) -> tuple[Decisions, tuple[Problem, ...]]:
    """What the project's editors decided; nothing, and a problem, where the file cannot be read."""
    if project.decisions is None or not os.path.exists(project.decisions):
        return Decisions(), ()
    try:
        return load_decisions(project.decisions), ()
    except LedgerError as error:
        message = f"{error.message}; until this is mended nothing counts as decided"
        return Decisions(), (Problem(kind="ledger", message=message, path=_name_decisions(project), line=error.line),)


def _name_decisions(project: Project) -> str:
    return name_article(project.decisions, project.config.root) if project.decisions else ""
