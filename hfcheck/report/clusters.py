"""Findings that likely have one cause, put together: they hold the same claim, or are about the same things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hfcheck.model import Finding, Side
from hfcheck.report.states import OPEN, keep_state


class Cluster(NamedTuple):
    """Findings of one cause, in the report's order. `topic`: the names of what all of them are about, maybe none."""

    topic: tuple[str, ...]
    findings: tuple[Finding, ...]


def cluster_findings(findings: Sequence[Finding]) -> tuple[Cluster, ...]:
    """Put findings together that share a claim, or hold the same two things against each other.

    Findings about a single thing (a head office, a name) join where their relation is the same too. A cluster stands
    where its first finding stood, and so by its gravest one where `findings` are in the report's order.
    """
    group = list(range(len(findings)))
    seen: dict[object, int] = {}
    for at, finding in enumerate(findings):
        for key in _list_keys(finding):
            other = seen.setdefault(key, at)
            low, high = sorted((_find_root(group, at), _find_root(group, other)))
            group[high] = low
    members: dict[int, list[Finding]] = {}
    for at, finding in enumerate(findings):
        members.setdefault(_find_root(group, at), []).append(finding)
    return tuple(Cluster(_name_topic(found), tuple(found)) for found in members.values())


def place_clusters(findings: Sequence[Finding]) -> dict[str, Cluster]:
    """The cluster of each open finding that does not stand alone, by the finding's fingerprint."""
    clusters = cluster_findings(keep_state(findings, OPEN))
    return {one.fingerprint: cluster for cluster in clusters if len(cluster.findings) > 1 for one in cluster.findings}


def name_cause(cluster: Cluster) -> str:
    """What the findings of a cluster are about, to be put behind a phrase: ": Northwind"; "" where nothing is named."""
    return f": {', '.join(cluster.topic)}" if cluster.topic else ""


def topic_of(finding: Finding) -> dict[str, str]:
    """The things that every side of a finding is about, id → name, in the order in which its first side names them."""
    first, *others = [_list_things(side) for side in finding.sides]
    return {key: name for key, name in first.items() if all(key in other for other in others)}


def _list_keys(finding: Finding) -> Iterator[object]:
    for side in finding.sides:
        for claim in side.claims:
            yield claim.evidence[0].span
    things = frozenset(topic_of(finding))
    relations = frozenset(claim.relation for side in finding.sides for claim in side.claims)
    if len(finding.sides) > 1 and things:
        yield (things, relations) if len(things) == 1 else things


def _name_topic(findings: Sequence[Finding]) -> tuple[str, ...]:
    topics = [topic_of(finding) for finding in findings]
    common = tuple(name for key, name in topics[0].items() if all(key in topic for topic in topics))
    return common or tuple(topics[0].values())


def _list_things(side: Side) -> dict[str, str]:
    return {thing.id: thing.name for claim in side.claims for thing in claim.things if thing.resolved}


def _find_root(group: list[int], at: int) -> int:
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at
