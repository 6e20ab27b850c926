"""From an open project to the aliases that `hfcheck packs suggest` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfcheck.model import Extract, Problem
from hfcheck.report.suggestions import Place, SuggestedAlias
from hfcheck.report.visible import make_visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfcheck.model import Article
    from hfcheck.normalise.names import NameReading
    from hfcheck.workflow import Progress, Project

_MOST_WORDS = 90


def find_suggestions(project: Project, progress: Progress | None = None) -> tuple[list[SuggestedAlias], list[Problem]]:
    """Read the project's articles and find what aliases they suggest; with what could not be read."""
    from hfcheck.applying import report_crash
    from hfcheck.normalise import normalise
    from hfcheck.normalise.names import read_names
    from hfcheck.normalise.suggest import suggest_aliases
    from hfcheck.salvage import leave_out_failing
    from hfcheck.workflow import read_extract

    extracts: list[Extract] = []
    problems: list[Problem] = []
    for done, article in enumerate(project.articles, 1):
        result = read_extract(article)
        if isinstance(result, Problem):
            problems.append(result)
        else:
            extracts.append(result)
        if progress:
            progress(done, len(project.articles), article.id)
    (names, claims), failed = leave_out_failing(
        lambda kept: (
            read_names(project.articles, kept, project.knowledge),
            normalise(project.articles, kept, project.knowledge)[0],
        ),
        extracts,
    )
    problems += [report_crash("normalising", error, one.article) for one, error in failed]
    articles = {article.id: article for article in project.articles}
    found = [
        SuggestedAlias(
            id=one.entity.id,
            name=one.entity.name,
            kind=one.entity.kind,
            alias=one.alias,
            why=make_visible(one.why),
            places=tuple(_locate(reading, articles) for reading in one.places),
            others=one.others,
        )
        for one in suggest_aliases(names, claims, project.knowledge)
    ]
    return found, problems


def _locate(reading: NameReading, articles: Mapping[str, Article]) -> Place:
    """Where a name stands first in its article, with the words around it."""
    article = articles[reading.article]
    text, start = article.text, reading.start
    stop = text.rfind(". ", 0, start)
    before = max(text.rfind("\n", 0, start) + 1, stop + 2 if stop >= 0 else 0, start - _MOST_WORDS // 2)
    ends = [end for end in (text.find("\n", start), text.find(". ", start) + 1) if end > start]
    end = min([*ends, before + _MOST_WORDS, len(text)])
    return Place(article.path, text.count("\n", 0, start) + 1, f"“{make_visible(text[before:end].strip())}”")
