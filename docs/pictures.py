"""Pictures of what a terminal shows, made from the real report on the articles in `seeds/`.

rich draws them (`Console.export_svg`); the fonts that it would fetch are left out, so that a picture opens offline.
"""

from __future__ import annotations

import html
import io
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

from hfcheck.cli.pages import read_pages
from hfcheck.config import load_config
from hfcheck.model import Report
from hfcheck.report.catalogue import list_titles
from hfcheck.report.claims import render_claims_table
from hfcheck.report.pieces import verify_quotes
from hfcheck.report.sources import render_sources_table
from hfcheck.report.terminal import render_terminal
from hfcheck.search import Query, search_claims
from hfcheck.workflow import Extraction, Project, audit_project, extract_claims, open_project

ROOT = Path(__file__).parent.parent
WIDTH = 100
PICTURES = {
    "finding": "A finding: two quotes side by side, the words that clash marked",
    "summary": "The end of a report: findings by rule, articles, what was read and what was not",
    "claims": "A search in the claims",
    "sources": "The articles and what is known of them",
}

_FETCHED = re.compile(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", re.DOTALL)
_CLAIMS_SHOWN = 8


def draw_picture(name: str) -> str:
    """One of `PICTURES` as SVG. The same ledger gives the same bytes under one version of rich."""
    project, extraction, report = _read_seeds()
    match name:
        case "finding":
            return _draw(Text.from_ansi(_cut_finding(_render(project, report))), "hfcheck audit")
        case "summary":
            return _draw(Text.from_ansi(_cut_summary(_render(project, report))), "hfcheck audit")
        case "claims":
            wanted = report.findings[0].sides[0].claims[0].subject.name
            articles = {article.id: article for article in project.articles}
            hits = search_claims(extraction.claims, Query(entities=(wanted,)), articles, project.knowledge)
            return _draw(render_claims_table(hits.claims[:_CLAIMS_SHOWN]), f'hfcheck claims --entity "{wanted}"')
        case _:
            return _draw(render_sources_table(project.articles, {}), "hfcheck sources")


def read_words(svg: str) -> list[str]:
    """The words that a picture shows, in order: what must not drift, whatever the version of rich that drew it."""
    runs = re.findall(r"<text\b[^>]*>(.*?)</text>", svg, re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", run) for run in runs)).replace("\xa0", " ").split()


@cache
def _read_seeds() -> tuple[Project, Extraction, Report]:
    project = open_project(load_config(ROOT))
    extraction = extract_claims(project)
    report = audit_project(project, extraction)
    return project, extraction, verify_quotes(report, {article.id: article for article in project.articles})


def _render(project: Project, report: Report) -> str:
    articles = {article.id: article for article in project.articles}
    return render_terminal(report, articles, list_titles(read_pages()), width=WIDTH, colour=True)


def _cut_finding(text: str) -> str:
    """The first finding that stands alone, or else the first: from its head to the next one's."""
    blocks = re.split(r"(?m)^(?=\x1b\[[0-9;]*m(?:━━|ERROR|WARNING|NOTE|rule ))", text)
    alone = [block for before, block in pairwise(blocks) if "━━" not in before and _is_finding(block)]
    return (alone or [block for block in blocks if _is_finding(block)] or [text])[0].rstrip()


def _is_finding(block: str) -> bool:
    return re.match(r"\x1b\[[0-9;]*m(?:ERROR|WARNING|NOTE)", block) is not None


def _cut_summary(text: str) -> str:
    found = re.search(r"(?m)^(?:\x1b\[[0-9;]*m)*rule +", text)
    return text[found.start() :].rstrip() if found else text.rstrip()


def _draw(body: RenderableType, title: str) -> str:
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False, emoji=False
    )
    console.print(body)
    svg = console.export_svg(title=title, unique_id="hfcheck")
    return _FETCHED.sub("", svg)
