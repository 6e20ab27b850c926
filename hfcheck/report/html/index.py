"""Who is linked with whom: findings, articles, and the places in articles that findings quote."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hfcheck.model import Article, Claim, Entity, Finding, Members, Report
from hfcheck.report.clearing import describe_clearing
from hfcheck.report.clusters import Cluster, cluster_findings, name_cause
from hfcheck.report.pieces import pieces_of
from hfcheck.report.states import HEADINGS, OPEN, keep_state, list_closed

_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_-]+")


class Numbered(NamedTuple):
    """A finding with its number on the page (from 1) and its anchor, which stays the same between reports."""

    number: int
    anchor: str
    finding: Finding


class Group(NamedTuple):
    """Findings that stand together, and the lines above them, "" for none; `clearing`: what would clear them all."""

    title: str
    clearing: str
    findings: tuple[Numbered, ...]


class Cited(NamedTuple):
    """A run of an article that a finding quotes."""

    start: int
    end: int
    finding: Numbered


class Index(NamedTuple):
    """All that one part of the page must know of another; `articles` and `entities` give numbers from 1."""

    groups: tuple[Group, ...]
    articles: Mapping[str, int]
    entities: Mapping[str, int]
    cited: Mapping[str, tuple[Cited, ...]]
    claims: Mapping[str, tuple[Claim, ...]]

    @property
    def findings(self) -> tuple[Numbered, ...]:
        """All findings in the order of the page."""
        return tuple(one for group in self.groups for one in group.findings)

    def article_anchor(self, article: str) -> str:
        """The anchor of an article's section."""
        return f"article-{self.articles[article]}"

    def place_anchor(self, article: str, start: int) -> str:
        """The anchor of what a finding quotes of an article, from `start`."""
        return f"article-{self.articles[article]}-at-{start}"


def build_index(report: Report, articles: Mapping[str, Article], claims: Iterable[Claim]) -> Index:
    """Group and number findings, number articles and entities by name, and sort what is quoted by place."""
    groups = _group_findings(report.findings, articles)
    findings = [one for group in groups for one in group.findings]
    cited: defaultdict[str, list[Cited]] = defaultdict(list)
    for numbered in findings:
        for place in sorted(set(_places_of(numbered.finding))):
            cited[place[0]].append(Cited(place[1], place[2], numbered))
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for name in sorted({evidence.span.article for evidence in claim.evidence}):
            by_article[name].append(claim)
    names = sorted({name for one in findings for name in entities_of(one.finding)}, key=lambda n: (n.casefold(), n))
    return Index(
        groups=groups,
        articles={name: number for number, name in enumerate(sorted(articles), 1)},
        entities={name: number for number, name in enumerate(names, 1)},
        cited={name: tuple(sorted(places, key=_order_cited)) for name, places in cited.items()},
        claims={name: tuple(found) for name, found in by_article.items()},
    )


def _group_findings(findings: Sequence[Finding], articles: Mapping[str, Article]) -> tuple[Group, ...]:
    """Open findings by their likely cause, as in the terminal report, then those that fail nothing."""
    grouped = [
        (_name_cluster(cluster), describe_clearing(cluster.findings, articles), cluster.findings)
        for cluster in cluster_findings(keep_state(findings, OPEN))
    ]
    grouped += [(HEADINGS[state], "", keep_state(findings, state)) for state in list_closed(findings)]
    numbered = iter(_number_findings([finding for *_, members in grouped for finding in members]))
    return tuple(Group(title, clears, tuple(next(numbered) for _ in found)) for title, clears, found in grouped)


def _name_cluster(cluster: Cluster) -> str:
    if len(cluster.findings) < 2:
        return ""
    return f"{len(cluster.findings)} findings that likely have one cause{name_cause(cluster)}"


def _number_findings(findings: Sequence[Finding]) -> Iterator[Numbered]:
    taken: set[str] = set()
    for number, finding in enumerate(findings, 1):
        anchor = f"finding-{_NOT_IN_ID.sub('-', finding.fingerprint)}"
        if anchor in taken:
            anchor = f"{anchor}-{number}"
        taken.add(anchor)
        yield Numbered(number, anchor, finding)


def _places_of(finding: Finding) -> Iterator[tuple[str, int, int]]:
    for side in finding.sides:
        for _, evidence in pieces_of(side)[0]:
            yield evidence.span.article, evidence.span.start, evidence.span.end


def _order_cited(cited: Cited) -> tuple[int, int, int]:
    return cited.start, cited.end, cited.finding.number


def entities_of(finding: Finding) -> frozenset[str]:
    """Give the names of what the claims of a finding are about."""
    names: set[str] = set()
    for claim in (claim for side in finding.sides for claim in side.claims):
        names.add(claim.subject.name)
        names |= {role.entity.name for role in claim.participants}
        if isinstance(claim.object, Entity):
            names.add(claim.object.name)
        elif isinstance(claim.object, Members):
            names |= {item.name for item in claim.object.items}
    return frozenset(names)


def articles_of(finding: Finding) -> frozenset[str]:
    """Give the ids of the articles on any side of a finding."""
    shown = {place[0] for place in _places_of(finding)}
    return frozenset(shown.union(*(side.articles for side in finding.sides)))


def is_open(finding: Finding) -> bool:
    """Say whether a finding still waits for an editor."""
    return finding.decision is None


def count(number: int, noun: str) -> str:
    """A number and its noun: "1 claim", "1,200 claims"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
