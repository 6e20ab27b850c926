"""The formats of an audit's report, by name. A renderer is imported when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from hfcheck.model import Article, Claim, Finding, Problem, Report, Severity
from hfcheck.report.catalogue import RulePage, list_titles
from hfcheck.salvage import leave_out_failing, name_error


class Display(NamedTuple):
    """How the terminal report is drawn: `width` in columns; `root` is the folder that articles' paths start from."""

    width: int = 80
    colour: bool = False
    unicode: bool = True
    quiet: bool = False
    verbose: bool = False
    root: Path | None = None


class Material(NamedTuple):
    """What a renderer is given.

    `articles` are keyed by id; `claims` are all that were read off them; `pages` are those of all rules; `fail_on` is
    the least severity that fails the run; `base` is the configuration's folder as a POSIX path relative to the
    repository's root, "" where they are one.
    """

    report: Report
    articles: Mapping[str, Article]
    claims: tuple[Claim, ...]
    pages: tuple[RulePage, ...]
    version: str
    fail_on: Severity = Severity.WARNING
    base: str = ""
    display: Display = Display()


class Format(NamedTuple):
    """A format: what it is for, the endings of its files, and its pure function to text."""

    about: str
    suffixes: tuple[str, ...]
    render: Callable[[Material], str]


def _terminal(material: Material) -> str:
    from hfcheck.report.terminal import render_terminal
    from hfcheck.report.visible import disarm_commands

    text = render_terminal(
        material.report, material.articles, list_titles(material.pages), **material.display._asdict()
    )
    return disarm_commands(text)


def _json(material: Material) -> str:
    from hfcheck.report.json import render_json

    return render_json(material.report, material.articles, version=material.version)


def _jsonl(material: Material) -> str:
    from hfcheck.report.jsonlines import render_jsonlines

    return render_jsonlines(material.report, material.articles, version=material.version)


def _sarif(material: Material) -> str:
    from hfcheck.report.sarif import render_sarif

    return render_sarif(
        material.report, material.articles, material.pages, version=material.version, base=material.base
    )


def _junit(material: Material) -> str:
    from hfcheck.report.junit import render_junit

    return render_junit(material.report, material.articles, material.pages, fail_on=material.fail_on)


def _github(material: Material) -> str:
    from hfcheck.report.github import render_github

    return render_github(material.report, material.articles, list_titles(material.pages), base=material.base)


def _markdown(material: Material) -> str:
    from hfcheck.report.markdown import render_markdown

    return render_markdown(material.report, material.articles, list_titles(material.pages))


def _html(material: Material) -> str:
    from hfcheck.report.html import render_html

    titles = list_titles(material.pages)
    return render_html(material.report, material.articles, titles, version=material.version, claims=material.claims)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": Format("for reading in a terminal", (".txt",), _terminal),
        "json": Format("one object (schema report-1.json)", (".json",), _json),
        "jsonl": Format("an object a line (schema report-line-1.json)", (".jsonl", ".ndjson"), _jsonl),
        "sarif": Format("SARIF 2.1.0, for code scanning and editors", (".sarif", ".sarif.json"), _sarif),
        "junit": Format("JUnit XML, a test case for each rule", (".xml",), _junit),
        "github": Format("annotations and a job summary on GitHub", (), _github),
        "html": Format("a page for reading, with filters, that needs no network", (".html", ".htm"), _html),
        "markdown": Format("for a comment on a pull request", (".md", ".markdown"), _markdown),
    }
)


def render_material(name: str, material: Material) -> tuple[str, tuple[Problem, ...]]:
    """The report in the format `name`, and a Problem for each article that makes the renderer fail.

    What such an article says, and each finding that it takes part in, is left out of the text, which then has the
    problem too. Raises what the renderer raises where it fails without any article.
    """
    render = FORMATS[name].render
    try:
        return render(material), ()
    except Exception:
        _, failed = leave_out_failing(lambda kept: render(_keep_articles(material, kept)), sorted(material.articles))
    said = "it could not be shown in the {} report ({}); its findings are left out there; please report it"
    problems = tuple(Problem("crash", said.format(name, name_error(error)), path) for path, error in failed)
    lost = {path for path, _ in failed}
    kept = _keep_articles(material, [path for path in material.articles if path not in lost])
    report = msgspec.structs.replace(kept.report, problems=(*kept.report.problems, *problems))
    return render(kept._replace(report=report)), problems


def _keep_articles(material: Material, names: Sequence[str]) -> Material:
    """The material without what stands in other articles."""
    kept = frozenset(names)
    report, coverage = material.report, material.report.coverage
    by_article = {name: part for name, part in coverage.by_article.items() if name in kept}
    return material._replace(
        articles={name: article for name, article in material.articles.items() if name in kept},
        claims=tuple(claim for claim in material.claims if claim.evidence[0].span.article in kept),
        report=msgspec.structs.replace(
            report,
            findings=tuple(one for one in report.findings if kept.issuperset(_list_articles(one))),
            skipped=tuple(one for one in report.skipped if one.article in kept),
            coverage=msgspec.structs.replace(coverage, by_article=by_article),
        ),
    )


def _list_articles(finding: Finding) -> list[str]:
    claims = [claim for side in finding.sides for claim in (*side.claims, *side.rest)]
    return [one.span.article for claim in claims for one in claim.evidence]


def infer_format(name: str) -> str | None:
    """Give the one format whose files end as `name` does, by the longest ending; None where there is not just one."""
    folded = name.lower()
    fits = [
        (len(suffix), format)
        for format, entry in FORMATS.items()
        for suffix in entry.suffixes
        if folded.endswith(suffix) and folded != suffix
    ]
    longest = max((length for length, _ in fits), default=0)
    named = {format for length, format in fits if length == longest}
    return named.pop() if len(named) == 1 else None
