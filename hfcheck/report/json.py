"""`hfcheck audit --format json`: the report for programs; schema/report-1.json describes it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from hfcheck.model import Article, ArticleCoverage, Coverage, Finding, Notice, Problem, Report, Side
from hfcheck.report.clearing import find_clearing
from hfcheck.report.clusters import Cluster, place_clusters
from hfcheck.report.pieces import describe_date, line_of, pieces_of
from hfcheck.report.visible import escape_hidden

SCHEMA = 1


def render_json(report: Report, articles: Mapping[str, Article], *, version: str) -> str:
    """Render a report as one JSON object (schema 1), two spaces deep, ended by a line break.

    `articles` are keyed by id and give the lines (1-based); `start` and `end` are string offsets
    into the file decoded as UTF-8. Characters that a terminal would obey are written as escapes.
    """
    document = {
        "schema": SCHEMA,
        "hfcheck": version,
        "today": report.today.isoformat() if report.today else None,
        "coverage": coverage_object(report.coverage, articles),
        "findings": list_findings(report, articles),
        "skipped": dict(sorted(Counter(skipped.reason for skipped in report.skipped).items())),
        "rules_run": list(report.rules_run),
        "rules_off": list(report.rules_off),
        "notices": [notice_object(notice) for notice in report.notices],
        "left_out": report.left_out,
        "problems": [problem_object(problem) for problem in report.problems],
    }
    return escape_hidden(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def coverage_object(coverage: Coverage, articles: Mapping[str, Article]) -> dict[str, object]:
    """Give the JSON object of what was read, articles sorted by id, each with the digest of its bytes."""
    return {
        "articles": coverage.articles,
        "sentences": coverage.sentences,
        "claims": coverage.claims,
        "sentences_without_claim": coverage.sentences_without_claim,
        "by_article": {
            name: _article_object(part, articles.get(name)) for name, part in sorted(coverage.by_article.items())
        },
    }


def _article_object(part: ArticleCoverage, article: Article | None) -> dict[str, object]:
    return {
        "sha256": article.sha256 if article else None,
        "sentences": part.sentences,
        "claims": part.claims,
        "sentences_without_claim": part.sentences_without_claim,
    }


def list_findings(report: Report, articles: Mapping[str, Article]) -> list[dict[str, object]]:
    """Give the JSON objects of all findings, in the report's order: each side a list of quotes with their places."""
    clusters = place_clusters(report.findings)
    several = {id(cluster): cluster for cluster in clusters.values()}
    shared = {key: _cluster_object(cluster) for key, cluster in several.items()}
    return [
        {
            **_finding_object(finding, articles),
            "cluster": shared.get(id(clusters.get(finding.fingerprint))) if finding.decision is None else None,
        }
        for finding in report.findings
    ]


def _cluster_object(cluster: Cluster) -> dict[str, object]:
    return {
        "first": cluster.findings[0].fingerprint,
        "size": len(cluster.findings),
        "about": list(cluster.topic),
        "cleared_by": list(find_clearing(cluster.findings)),
    }


def _finding_object(finding: Finding, articles: Mapping[str, Article]) -> dict[str, object]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "confidence": round(finding.confidence, 4),
        "message": finding.message,
        "decision": finding.decision,
        "known": finding.known,
        "steps": list(finding.steps),
        "sides": [_side_list(side, articles) for side in finding.sides],
        "sources": [side.sources for side in finding.sides],
        "behind": [_behind_list(side, articles) for side in finding.sides],
    }


def _behind_list(side: Side, articles: Mapping[str, Article]) -> list[dict[str, object]]:
    known = [articles[name] for name in side.articles if name in articles]
    return [
        {"article": one.id, "published": describe_date(one.published), "reliability": one.reliability} for one in known
    ]


def _side_list(side: Side, articles: Mapping[str, Article]) -> list[dict[str, object]]:
    return [
        {
            "id": claim.id,
            "text": claim.text,
            "article": evidence.span.article,
            "start": evidence.span.start,
            "end": evidence.span.end,
            "line": line_of(articles[evidence.span.article].text, evidence.span.start),
            "quote": evidence.quote,
        }
        for claim, evidence in pieces_of(side)[0]
    ]


def notice_object(notice: Notice) -> dict[str, object]:
    """Give the JSON object of a notice."""
    return {"kind": notice.kind, "message": notice.message, "path": notice.path}


def problem_object(problem: Problem) -> dict[str, object]:
    """Give the JSON object of a problem."""
    return {"kind": problem.kind, "message": problem.message, "path": problem.path, "line": problem.line}
