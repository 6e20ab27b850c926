"""`--format sarif`: SARIF 2.1.0 (OASIS Standard, Errata 01), for code scanning and editors.

Columns are counted in Unicode code points from 1, as `columnKind` says; a byte order mark has no column. A quote is
given verbatim as the snippet of its region; in messages text from articles is inert.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hfcheck.model import Article, Finding, Notice, Problem, Report, Severity, Span
from hfcheck.report.catalogue import RulePage
from hfcheck.report.display import describe_lane
from hfcheck.report.inert import encode_uri, escape_message
from hfcheck.report.pieces import Piece, describe_date, line_of, pieces_of
from hfcheck.report.states import describe_closed
from hfcheck.report.visible import escape_hidden, make_visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "hfcheck/v1"
_GITHUB_FINGERPRINT = "primaryLocationLineHash"
_ROOT = "ROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note", Severity.OFF: "none"}
_EXAMPLE = re.compile(r"^(FAIL|PASS)\b")

Json = dict[str, object]


class _Sources(NamedTuple):
    articles: Mapping[str, Article]
    order: Mapping[str, int]
    base: str


def render_sarif(
    report: Report, articles: Mapping[str, Article], pages: Sequence[RulePage], *, version: str, base: str = ""
) -> str:
    """Render a report as a SARIF log of one run.

    `articles` are keyed by id. `base` is the folder that article paths start from, as a POSIX path relative to the
    repository's root. The first quote of a finding is its location; each other one, of either side, is a related
    location that the message links to. A decided finding is suppressed, with the decision as its justification.
    One that a baseline knows is suppressed as well; where there is one, each result says whether it is new (3.27.24).
    """
    names = sorted({*report.coverage.by_article, *(span.article for span in _spans(report))} & set(articles))
    sources = _Sources(articles, {name: at for at, name in enumerate(names)}, base)
    rules = _list_rules(report, pages)
    places = {rule.id: at for at, rule in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules, report, version)},
        "invocations": [_invocation(report, sources)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "artifacts": [_artifact(name, report, sources) for name in names],
        "results": _results(report, places, sources),
        "properties": _run_properties(report),
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return escape_hidden(json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _spans(report: Report) -> Iterator[Span]:
    for finding in report.findings:
        for side in finding.sides:
            yield from (piece.evidence.span for piece in pieces_of(side)[0])


# ── the tool and its rules ────────────────────────────────────────────────────────────────────


def _list_rules(report: Report, pages: Sequence[RulePage]) -> list[RulePage]:
    """The pages of the rules that ran, were off, or found something; a bare one where there is none."""
    known = {page.id: page for page in pages}
    named = {*report.rules_run, *report.rules_off, *(finding.rule for finding in report.findings)}
    return [known.get(name, RulePage(name, name, Severity.WARNING, name)) for name in sorted(named)]


def _driver(rules: Sequence[RulePage], report: Report, version: str) -> Json:
    return {
        "name": "hfcheck",
        "version": version,
        "semanticVersion": version,
        "shortDescription": {"text": "Finds the claims in a folder of articles that cannot all be true."},
        "rules": [_descriptor(page, enabled=page.id not in report.rules_off) for page in rules],
    }


def _descriptor(page: RulePage, *, enabled: bool) -> Json:
    return {
        "id": page.id,
        "name": "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", page.title)),
        "shortDescription": {"text": escape_message(page.title)},
        "fullDescription": {"text": escape_message(page.headline)},
        "help": {"text": page.text, "markdown": _page_markdown(page)},
        "defaultConfiguration": {"enabled": enabled, "level": _LEVELS[page.severity]},
        "properties": {"tags": ["facts", "consistency"]},
    }


def _page_markdown(page: RulePage) -> str:
    """The page with its lines of examples in a fenced block, and the prose as it stands."""
    lines: list[str] = [f"**{page.id} {page.title}**", ""]
    fenced = False
    for line in page.text.split("\n"):
        example = bool(_EXAMPLE.match(line)) or (fenced and line.startswith(" "))
        if example is not fenced:
            lines.append("```text" if example else "```")
            fenced = example
        lines.append(line)
    return "\n".join([*lines, "```"] if fenced else lines)


# ── what was read ─────────────────────────────────────────────────────────────────────────────


def _invocation(report: Report, sources: _Sources) -> Json:
    nothing = [] if report.coverage.articles else [_notification("error", "source", "No article was read.")]
    problems = [_problem(problem, sources) for problem in report.problems if problem.kind != "config"]
    wrong = [_problem(problem, sources) for problem in report.problems if problem.kind == "config"]
    return {
        "executionSuccessful": not (nothing or problems or wrong),
        "toolExecutionNotifications": [*nothing, *problems, *(_notice(notice, sources) for notice in report.notices)],
        "toolConfigurationNotifications": wrong,
    }


def _problem(problem: Problem, sources: _Sources) -> Json:
    region: Json = {"startLine": problem.line} if problem.line else {}
    return _notification("error", problem.kind, problem.message, _path_location(problem.path, region, sources))


def _notice(notice: Notice, sources: _Sources) -> Json:
    return _notification("note", notice.kind, notice.message, _path_location(notice.path, {}, sources))


def _notification(level: str, kind: str, message: str, location: Json | None = None) -> Json:
    entry: Json = {"descriptor": {"id": kind}, "level": level, "message": {"text": escape_message(message)}}
    return {**entry, "locations": [location]} if location else entry


def _path_location(path: str | None, region: Json, sources: _Sources) -> Json | None:
    if not path:
        return None
    physical: Json = {"artifactLocation": _locate_artifact(path, sources)}
    return {"physicalLocation": {**physical, "region": region} if region else physical}


def _artifact(name: str, report: Report, sources: _Sources) -> Json:
    entry: Json = {
        "location": _locate_artifact(sources.articles[name].path, sources),
        "roles": ["analysisTarget"],
        "encoding": "UTF-8",
        "hashes": {"sha-256": sources.articles[name].sha256},
    }
    part = report.coverage.by_article.get(name)
    if part is None:
        return entry
    counts = {
        "sentences": part.sentences,
        "claims": part.claims,
        "sentencesWithoutClaim": part.sentences_without_claim,
    }
    return {**entry, "properties": counts}


def _locate_artifact(path: str, sources: _Sources) -> Json:
    """A path as a URI below the repository's root; as it stands where it leads out of it."""
    full = posixpath.normpath(posixpath.join(sources.base, path))
    if full.startswith("/"):
        return {"uri": f"file://{encode_uri(full)}"}
    uri = encode_uri(full)
    return {"uri": uri} if full.split("/")[0] == ".." else {"uri": uri, "uriBaseId": _ROOT}


def _run_properties(report: Report) -> Json:
    coverage = report.coverage
    return {
        "articles": coverage.articles,
        "sentences": coverage.sentences,
        "claims": coverage.claims,
        "sentencesWithoutClaim": coverage.sentences_without_claim,
        "skipped": dict(sorted(Counter(skipped.reason for skipped in report.skipped).items())),
        "rulesRun": list(report.rules_run),
        "rulesOff": list(report.rules_off),
    }


# ── findings ──────────────────────────────────────────────────────────────────────────────────


def _results(report: Report, places: Mapping[str, int], sources: _Sources) -> list[Json]:
    results = [_result(finding, places[finding.rule], sources) for finding in report.findings]
    if any(finding.known for finding in report.findings):
        for result, finding in zip(results, report.findings, strict=True):
            result["baselineState"] = "unchanged" if finding.known else "new"
    return results


def _result(finding: Finding, rule: int, sources: _Sources) -> Json:
    sides = [pieces_of(side)[0] for side in finding.sides]
    first = sides[0][0]
    rest = [(at, piece) for at, side in enumerate(sides) for piece in side if piece is not first]
    related = [{"id": number, **_location(piece, at, sources)} for number, (at, piece) in enumerate(rest, 1)]
    entry: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "kind": "fail",
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding, rest, sources)},
        "locations": [_location(first, 0, sources)],
        "partialFingerprints": {
            FINGERPRINT: finding.fingerprint,
            _GITHUB_FINGERPRINT: f"{finding.fingerprint}:1",
        },
        "rank": round(finding.confidence * 100, 2),
        "suppressions": _suppressions(finding),
        "properties": _properties(finding),
    }
    return {**entry, "relatedLocations": related} if related else entry


def _message(finding: Finding, rest: Sequence[tuple[int, Piece]], sources: _Sources) -> str:
    links = [f"[{escape_message(_name_source(piece, sources))}]({at})" for at, (_, piece) in enumerate(rest, 1)]
    parts = [escape_message(finding.message)]
    if links:
        parts.append(f"See also: {', '.join(links)}.")
    if finding.settle:
        parts.append(f"What would settle it: {escape_message(finding.settle)}")
    return " ".join(parts)


def _location(piece: Piece, side: int, sources: _Sources) -> Json:
    article = sources.articles[piece.evidence.span.article]
    said = f"Side {side + 1}: {_name_source(piece, sources)}, {describe_date(article.published)}"
    quote = f"says: {describe_lane(piece.claim.attribution)}: “{piece.evidence.quote}”"
    return {
        "physicalLocation": {
            "artifactLocation": {
                **_locate_artifact(article.path, sources),
                "index": sources.order[article.id],
            },
            "region": _region(article, piece),
        },
        "message": {"text": escape_message(f"{said}; {quote}")},
    }


def _name_source(piece: Piece, sources: _Sources) -> str:
    article = sources.articles[piece.evidence.span.article]
    place = f"{article.path}:{line_of(article.text, piece.evidence.span.start)}"
    return f"{article.outlet}, {place}" if article.outlet else place


def _region(article: Article, piece: Piece) -> Json:
    span = piece.evidence.span
    start_line, start_column = _find_place(article.text, span.start)
    end_line, end_column = _find_place(article.text, span.end)
    return {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "snippet": {"text": piece.evidence.quote},
    }


def _find_place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of a character offset; CR LF and LF end a line."""
    before = text[:offset].removeprefix("\ufeff")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _suppressions(finding: Finding) -> list[Json]:
    label, words = describe_closed(finding)
    if not label:
        return []
    if finding.known:
        return [{"kind": "external", "justification": make_visible(f"{label}, {words}")}]
    return [{"kind": "external", "status": "accepted", "justification": make_visible(words)}]


def _properties(finding: Finding) -> Json:
    more = [pieces_of(side)[1] for side in finding.sides]
    found: Json = {"verdict": finding.verdict.value, "confidence": round(finding.confidence, 4)}
    if any(more):
        found["quotesNotShown"] = more
    if finding.steps:
        found["steps"] = [make_visible(step) for step in finding.steps]
    return found
