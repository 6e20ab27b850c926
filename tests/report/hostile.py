"""A report in which everything that comes from outside is one hostile text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from hfcheck.model import (
    Article,
    ArticleCoverage,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Coverage,
    Entity,
    Evidence,
    Finding,
    Modality,
    Notice,
    Polarity,
    Problem,
    Report,
    Severity,
    Side,
    Skipped,
    Span,
    Verdict,
)

CASES: dict[str, str] = {
    case["id"]: case["text"]
    for case in yaml.safe_load(
        (Path(__file__).parent.parent / "cases" / "report" / "hostile.yaml").read_text(encoding="utf-8")
    )
}


class Hostile(NamedTuple):
    """The report and what it is about."""

    report: Report
    articles: Mapping[str, Article]
    claims: tuple[Claim, ...]


def make_hostile(text: str) -> Hostile:
    """Two articles in conflict, and a decided finding, all of whose words, names and paths are `text`."""
    articles = {article.id: article for article in (_article(1, text), _article(2, text))}
    claims = tuple(_claim(article, text) for article in articles.values())
    sides = tuple(Side((claim,), articles=(claim.evidence[0].span.article,), sources=1, more=1) for claim in claims)
    found = Finding(
        "3fa21c09b1d0", "HF401", Severity.ERROR, Verdict.CONFLICT, 0.9, sides, text, text, (text, f"step {text}")
    )
    decided = Finding("88b0de51c2f7", "HF101", Severity.WARNING, Verdict.CONFLICT, 0.9, sides, text, text, (), text)
    alone = Finding("c90e6f7a1123", "HF202", Severity.NOTE, Verdict.CONFLICT, 0.9, sides[:1], text, "")
    names = sorted(articles)
    report = Report(
        findings=(found, decided, alone),
        notices=(Notice("undated", text, f"news/{text}"),),
        skipped=(Skipped(names[0], 0, 1, text),),
        problems=(Problem("source", text, f"news/{text}", 3), Problem("crash", text)),
        coverage=Coverage(2, 4, 2, 1, {name: ArticleCoverage(2, 1, 1) for name in names}),
        rules_run=("HF101", "HF401"),
        rules_off=("HF202",),
    )
    return Hostile(report, articles, claims)


def _article(number: int, text: str) -> Article:
    name = f"news/{text}{number}.txt"
    body = f"Lead {number}.\n\n{text} said so. Then more."
    start = body.index(text)
    blocks = (Block(BlockKind.PARAGRAPH, start, len(body)),)
    return Article(name, name, text, text, 0.5, None, body, blocks, "0" * 64)


def _claim(article: Article, text: str) -> Claim:
    quote = f"{text} said"
    start = article.text.index(quote)
    voice = Attribution(text, "states", text, direct=True)
    return Claim(
        f"{article.id}#1",
        text,
        Entity("it", text, "organisation"),
        "headquartered_in",
        Entity(article.id, f"{text} {article.id}", "place"),
        Polarity.AFFIRMED,
        Modality.ASSERTED,
        (Evidence(Span(article.id, start, start + len(quote)), quote),),
        0.9,
        attribution=(voice,),
    )


def is_obeyed(line: str) -> bool:
    """Whether a CI runner would take a line of a log for a command."""
    return line.lstrip().startswith("::") or bool(re.search(r"##\w*\[", line))
