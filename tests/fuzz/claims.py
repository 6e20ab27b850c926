"""What holds for any claims, in any order: rules run, formats show them, searches and comparisons take them."""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from hypothesis import strategies as st

from hfcheck.audit import audit
from hfcheck.changes import LedgerChanges, compare_claims, compare_findings
from hfcheck.compare import compare_times, compare_values, explain_comparison
from hfcheck.copies import count_sources
from hfcheck.decisions import (
    Choice,
    apply_baseline,
    apply_corrections,
    apply_decisions,
    find_decisions,
    keep_new,
    make_baseline,
    make_decision,
    make_drop,
    render_case,
)
from hfcheck.errors import HfcheckError
from hfcheck.infer import infer
from hfcheck.model import Article, Claim, Moment, Precision, Quantity, Report, Severity, Value
from hfcheck.report.changes import describe_changes, draw_changes, render_changes_markdown
from hfcheck.report.claims import render_claims
from hfcheck.report.formats import FORMATS, Material
from hfcheck.report.pieces import verify_quotes
from hfcheck.rules import RULES
from hfcheck.search import Query, list_names, list_relations, search_claims, suggest_names
from hfcheck.sources import make_article
from tests.ledger.strategies import build_claims, texts, values
from tests.report.renderings import PAGES
from tests.rules.shorthand import read_claims, shipped_knowledge
from tests.rules.test_cases import read_cases

Claims = tuple[Claim, ...]

EXTREMES = (
    Moment(date.min, date.min), Moment(date.max, date.max), Moment(None, None), Moment(date.min, None),
    Moment(date(2020, 1, 1), date(2020, 12, 31), Precision.YEAR), Moment(symbol="published.year-1/12"),
    Moment(symbol="published.year+9999999"), Moment(symbol="bc.44"), Moment(symbol="?"), Moment(symbol=""),
    Quantity(None, None, "", ""), Quantity(Decimal("1E+400"), None, "percent", ""),
    Quantity(Decimal(0), Decimal(0), "", "0"),
    Quantity(Decimal("-1E-400"), Decimal("1E+400"), "USD", ""), Quantity(Decimal(5), Decimal(3), "km", "5 to 3"),
)  # fmt: skip
_FIELDS = ("subject", "relation", "object", "polarity", "modality", "time", "place", "scope", "measure", "quantifier",
           "attribution", "event", "participants", "disputed", "headline", "bygone", "group", "confidence")  # fmt: skip


@functools.cache
def load_pool() -> tuple[Claims, ...]:
    """The claims of the cases of all rules, case by case."""
    return tuple(tuple(read_claims(case["claims"])) for _, _, _, case in read_cases())


@st.composite
def draw_claims(draw: st.DrawFn) -> Claims:
    """Claims of one to three cases of rules, with values from each other, from nowhere, or as they are; all placed."""
    pool = load_pool()
    chosen = draw(st.lists(st.integers(0, len(pool) - 1), min_size=1, max_size=3))
    claims = [claim for number in chosen for claim in pool[number]]
    made = [_damage(draw, claim, claims) for claim in claims]
    made += draw(st.lists(build_claims(["a.txt", "b.txt"]), max_size=2))
    return place_claims(draw(st.permutations(made)))


def _damage(draw: st.DrawFn, claim: Claim, others: Sequence[Claim]) -> Claim:
    for _ in range(draw(st.integers(0, 2))):
        field = draw(st.sampled_from(_FIELDS))
        other = draw(st.sampled_from(others))
        changes: dict[str, Any] = {field: getattr(other, field)}
        if field == "object" and draw(st.booleans()):
            changes = {"object": draw(st.sampled_from(EXTREMES) | values)}
        elif field == "time" and draw(st.booleans()):
            changes = {"time": draw(st.sampled_from([one for one in EXTREMES if isinstance(one, Moment)]))}
        elif field in ("scope", "measure", "quantifier", "relation") and draw(st.booleans()):
            changes = {field: draw(texts)}
        claim = msgspec.structs.replace(claim, **changes)
    return claim


def place_claims(claims: Sequence[Claim]) -> Claims:
    """The same claims under ids of their own, each with a quote at a place of its own in its article."""
    placed = []
    for number, claim in enumerate(claims):
        article = claim.evidence[0].span.article
        quote = f"Quote {number}."
        span = msgspec.structs.replace(claim.evidence[0].span, start=number * 20, end=number * 20 + len(quote))
        evidence = msgspec.structs.replace(claim.evidence[0], span=span, quote=quote)
        placed.append(msgspec.structs.replace(claim, id=f"{article}#{number}", evidence=(evidence,)))
    return tuple(placed)


def make_articles(claims: Sequence[Claim]) -> dict[str, Article]:
    """Articles in which the quotes of placed claims stand."""
    parts: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: one.evidence[0].span.start):
        span = claim.evidence[0].span
        parts[span.article] = parts.get(span.article, "").ljust(span.start) + claim.evidence[0].quote
    return {name: make_article(text, id=name) for name, text in parts.items()}


# ── properties ────────────────────────────────────────────────────────────────────────────────


def check_rules(claims: Claims) -> None:
    """No rule raises; the report is the same in any order, and every format can show it."""
    report = audit(claims, shipped_knowledge())
    assert [problem.message for problem in report.problems] == []
    again = audit(tuple(reversed(claims)), shipped_knowledge())
    assert again.findings == report.findings
    assert len(infer(claims, shipped_knowledge())) >= len(claims)
    articles = make_articles(claims)
    shown = verify_quotes(count_sources(report, articles), articles)
    assert [problem.message for problem in shown.problems] == []
    for name in FORMATS:
        FORMATS[name].render(Material(shown, articles, claims, PAGES, "1.0.0", fail_on=Severity.NOTE))
    render_claims(claims, steps=True)


def check_keys(claims: Claims) -> None:
    """Keys are strings and hang on the claim alone; no group of one makes a rule raise."""
    for rule, claim in itertools.product(RULES, claims):
        keys = list(rule.keys(claim, shipped_knowledge()))
        assert all(isinstance(key, str) for key in keys)
        assert keys == list(rule.keys(claim, shipped_knowledge()))


def check_comparison(case: tuple[Value, Value]) -> None:
    """Any two values compare, either way alike, and the outcome can be put into words."""
    a, b = case
    assert compare_values(a, b) == compare_values(b, a)
    assert explain_comparison(a, b)
    if isinstance(a, Moment) and isinstance(b, Moment):
        assert compare_times(a, b) == compare_times(b, a)


def check_changes(case: tuple[Claims, Claims]) -> None:
    """Two states of a ledger can be held against each other, and what changed can be shown."""
    old, new = (place_claims(claims) for claims in case)
    claims = compare_claims(old, new)
    before, after = (audit(one, shipped_knowledge()).findings for one in (old, new))
    opened, settled = compare_findings(before, after, claims.same)
    changes = LedgerChanges("old", "new", claims, opened, settled)
    assert describe_changes(changes)
    draw_changes(changes, {})
    render_changes_markdown(changes, {})
    same = compare_claims(old, old)
    assert (same.added, same.removed, same.changed) == ((), (), ())


def check_search(case: tuple[Claims, str, str, str]) -> None:
    """Any words can be looked for; what is found is among the claims, in their order."""
    claims, name, relation, article = case
    articles = make_articles(claims)
    query = Query(entities=(name,), relations=(relation,), articles=(article,))
    for one in (query, Query(entities=(name,)), Query(relations=(relation,)), Query(articles=(article,))):
        found = search_claims(claims, one, articles, shipped_knowledge()).claims
        assert [claim for claim in claims if claim in found] == list(found)
    suggest_names(name, list_names(claims, shipped_knowledge()))
    suggest_names(relation, list_relations(claims, shipped_knowledge()))


def check_decisions(case: tuple[Claims, str, Choice]) -> None:
    """Every finding can be decided and is found decided; a baseline of a report leaves nothing open."""
    claims, words, choice = case
    articles = make_articles(claims)
    report = audit(claims, shipped_knowledge())
    made = [make_decision(one, articles, choice, reason=words, who=words) for one in report.findings]
    decided = apply_decisions(report, articles, made, today=date(2024, 1, 1))
    assert all(finding.decision for finding in decided.findings)
    for finding in report.findings:
        assert find_decisions(finding, articles, made)
        with contextlib.suppress(HfcheckError):
            assert render_case(finding, words)
    _check_baseline(report, articles)
    drops = tuple(make_drop(claim, reason=words, who=words) for claim in claims[:2])
    left, _ = apply_corrections(claims, articles, drops)
    assert len(left) <= len(claims)


def _check_baseline(report: Report, articles: dict[str, Article]) -> None:
    known = apply_baseline(report, articles, make_baseline(report, articles), "known.yaml")
    assert all(finding.known for finding in known.findings)
    assert keep_new(report, articles, report, articles, "then").findings == ()
