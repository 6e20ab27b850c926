"""`hfcheck sources`: what is known of each article, where it comes from, what is missing, and what to write."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rich.table import Table
from rich.text import Text

from hfcheck.model import Article, Moment, Notice, Problem
from hfcheck.report.pieces import describe_date
from hfcheck.report.visible import escape_hidden, make_visible

SCHEMA = 1
WANTED = ("published", "outlet", "reliability")
"""What an article should have, the most needed first: without a date a change cannot be told from a conflict."""

_HINTS_SHOWN = 20
_PLACEHOLDERS = {"published": "YYYY-MM-DD", "outlet": "", "reliability": "0.0-1.0"}


class Name(msgspec.Struct, frozen=True):
    """A name in the claims: what it stands for, whether a pack knows it, and how often it is met."""

    id: str
    name: str
    kind: str
    known: bool
    claims: int
    articles: int


def list_missing(article: Article) -> tuple[str, ...]:
    """What is not known of an article, of `WANTED`. A date that was only read off its prose counts as missing."""
    dated = article.published is not None and article.published.basis != "text"
    held = {"published": dated, "outlet": article.outlet is not None, "reliability": article.reliability is not None}
    return tuple(field for field in WANTED if not held[field])


def render_sources_table(articles: Sequence[Article], copies: Mapping[str, str], *, verbose: bool = False) -> Table:
    """Lay out the articles: date and where it comes from, outlet, reliability, title; with `verbose` the digest too.

    `copies` gives each article's id the id of the first of its near copies.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    headings = ["article", "published", "known from", "outlet", "reliability", "title"]
    for heading in (*headings, *(["sha256"] if verbose else [])):
        table.add_column(heading, overflow="fold", justify="right" if heading == "reliability" else "left")
    for article in articles:
        basis = article.published.basis if article.published else "·"
        rating = "·" if article.reliability is None else f"{article.reliability:g}"
        title = article.title or "·"
        if copies.get(article.id, article.id) != article.id:
            title += f" (near copy of {copies[article.id]})"
        cells = [article.path, describe_date(article.published), basis, article.outlet or "·", rating, title]
        cells += [article.sha256] if verbose else []
        table.add_row(*(Text(make_visible(cell)) for cell in cells))
    return table


def render_names_table(names: Sequence[Name]) -> Table:
    """Lay out the names in the claims, the most frequent first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("name", "kind", "known from", "claims", "articles", "id"):
        table.add_column(heading, overflow="fold", justify="right" if heading in ("claims", "articles") else "left")
    for one in names:
        cells = (one.name, one.kind or "·", "pack" if one.known else "articles", str(one.claims), str(one.articles))
        table.add_row(*(Text(make_visible(cell)) for cell in (*cells, one.id)))
    return table


def write_hints(articles: Sequence[Article], guesses: Mapping[str, Mapping[str, str]]) -> str:
    """Say what is missing and what to write in hfcheck.yaml, ready to be copied; "" where nothing is missing.

    `guesses` gives what a path tells, by article and field. A placeholder is no valid value, so that one which is
    forgotten is refused rather than believed.
    """
    missing = {article.path: list_missing(article) for article in articles}
    lacking = [article for article in articles if missing[article.path]]
    if not lacking:
        return ""
    counts = [(field, sum(field in fields for fields in missing.values())) for field in WANTED]
    told = ", ".join(f"{count} of {len(articles)} without {field}" for field, count in counts if count)
    lines = [f"Missing: {told}.", "Write into hfcheck.yaml what you know:", "", "sources:"]
    wanted = [article for article in lacking if "published" in missing[article.path]] or lacking
    for article in wanted[:_HINTS_SHOWN]:
        fields = [_write_field(field, guesses.get(article.path, {})) for field in missing[article.path]]
        entry = f"{json.dumps(article.path, ensure_ascii=False)}: {{{', '.join(fields)}}}"
        lines.append(f"  {make_visible(entry)}{_remark(article)}")
    if len(wanted) > _HINTS_SHOWN:
        lines.append(f"  # and {len(wanted) - _HINTS_SHOWN} more; a glob such as news/2024/*.txt names many at once")
    return "".join(f"{line}\n" for line in lines)


def _write_field(field: str, guess: Mapping[str, str]) -> str:
    value = guess.get(field, _PLACEHOLDERS[field])
    return f"{field}: {json.dumps(value, ensure_ascii=False) if field == 'outlet' else value}"


def _remark(article: Article) -> str:
    return f"  # {describe_date(article.published)}, by its text" if article.published is not None else ""


def render_sources_json(
    articles: Sequence[Article],
    copies: Mapping[str, str],
    problems: Iterable[Problem] = (),
    names: Sequence[Name] | None = None,
    notices: Iterable[Notice] = (),
) -> str:
    """Render the articles as one JSON object (schema/sources-1.json); `names` is null where they were not asked for."""
    document = {
        "schema": SCHEMA,
        "articles": [_article_object(article, copies) for article in articles],
        "names": None if names is None else [msgspec.structs.asdict(name) for name in names],
        "notices": [{"kind": one.kind, "message": one.message, "path": one.path} for one in notices],
        "problems": [
            {"kind": one.kind, "message": one.message, "path": one.path, "line": one.line} for one in problems
        ],
    }
    return escape_hidden(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _article_object(article: Article, copies: Mapping[str, str]) -> dict[str, object]:
    first = copies.get(article.id, article.id)
    return {
        "article": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "reliability": article.reliability,
        "published": None if article.published is None else _date_object(article.published),
        "copy_of": None if first == article.id else first,
        "missing": list(list_missing(article)),
        "sha256": article.sha256,
    }


def _date_object(moment: Moment) -> dict[str, object]:
    return {
        "start": moment.start.isoformat() if moment.start else None,
        "end": moment.end.isoformat() if moment.end else None,
        "precision": moment.precision.value,
        "known_from": moment.basis,
    }
