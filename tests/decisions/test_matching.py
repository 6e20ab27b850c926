"""What a decision survives, and what opens its finding again."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hfcheck.audit import audit
from hfcheck.decisions import (
    Choice,
    Decision,
    apply_baseline,
    apply_decisions,
    find_sentence,
    keep_new,
    make_baseline,
    make_decision,
)
from hfcheck.errors import HfcheckError
from hfcheck.model import Article, Claim, Evidence, Finding, Report, Span
from hfcheck.sources import make_article
from hfcheck.yamlsource import load_yaml
from tests.rules.shorthand import read_claim, shipped_knowledge

CASES: Any = load_yaml(Path(__file__).parent.parent / "cases" / "decisions" / "matching.yaml", HfcheckError).data
State = tuple[dict[str, Article], Report]


def read_state(texts: dict[str, str], rows: list[list[str]]) -> State:
    """The articles, and the report on claims that stand in them where their quotes do."""
    articles = {name: make_article(text, id=name) for name, text in texts.items()}
    claims = [locate_claim(articles[row[0]], row, number) for number, row in enumerate(rows)]
    return articles, audit(claims, shipped_knowledge())


def locate_claim(article: Article, row: list[str], number: int) -> Claim:
    subject = row[3] if len(row) > 3 else "Norwick Institute"
    fields = {"subject": subject, "relation": "based_in", "object": row[2], "time": "published 2024-05-01"}
    claim = read_claim(fields, article.id, number)
    start = article.text.index(row[1])
    evidence = Evidence(Span(article.id, start, start + len(row[1])), row[1])
    return msgspec.structs.replace(claim, evidence=(evidence,), text=f"{subject} is based in {row[2]}")


def read_before() -> State:
    return read_state(CASES["before"]["articles"], CASES["before"]["claims"])


def read_after(case: dict[str, Any]) -> State:
    renamed, deleted = case.get("rename", {}), case.get("delete", ())
    texts = {**CASES["before"]["articles"], **case.get("articles", {})}
    rows = [[renamed.get(row[0], row[0]), *row[1:]] for row in case.get("claims", CASES["before"]["claims"])]
    return read_state({renamed.get(name, name): text for name, text in texts.items() if name not in deleted}, rows)


def decide(verdict: Choice = Choice.KEEP_A, **options: Any) -> tuple[Finding, Decision]:
    articles, report = read_before()
    (finding,) = report.findings
    return finding, make_decision(finding, articles, verdict, reason="the register", who="Ann", **options)


@pytest.mark.parametrize("name", CASES["holds"])
def test_a_decision_holds(name: str) -> None:
    old, decision = decide()
    articles, report = read_after(CASES["holds"][name])
    after = apply_decisions(report, articles, (decision,))
    (finding,) = after.findings
    assert finding.decision == "keep “Norwick Institute is based in Bergen”: the register (Ann)"
    assert (finding.fingerprint == old.fingerprint) is CASES["holds"][name].get("same", False)
    assert after.notices == ()


@pytest.mark.parametrize("name", CASES["reopens"])
def test_a_finding_opens_again(name: str) -> None:
    case = CASES["reopens"][name]
    old, decision = decide()
    articles, report = read_after(case)
    after = apply_decisions(report, articles, (decision,))
    fresh = [one for one in after.findings if one.decision is None]
    assert fresh
    if case.get("same"):
        assert [one.fingerprint for one in fresh] == [old.fingerprint]
    if case["says"] != "nothing":
        (notice,) = after.notices
        assert case["says"] in notice.message
        assert decision.fingerprint in notice.message


@pytest.mark.parametrize("name", CASES["gone"])
def test_a_decision_about_nothing_is_reported(name: str) -> None:
    articles, report = read_after(CASES["gone"][name])
    _, decision = decide()
    after = apply_decisions(report, articles, (decision,))
    (notice,) = after.notices
    assert notice.kind == "decision"
    assert CASES["gone"][name]["says"] in notice.message
    assert apply_decisions(report, articles, (decision,), whole=False).notices == ()


def test_another_conflict_of_the_same_sentences_stays_open() -> None:
    case = CASES["other_conflict_in_the_same_sentences"]
    articles, report = read_state(case["articles"], case["claims"])
    assert len(report.findings) == 2
    decision = make_decision(report.findings[0], articles, Choice.BOTH_STAND, reason="so", who="Ann")
    after = apply_decisions(report, articles, (decision,))
    assert [one.decision is None for one in after.findings] == [False, True]
    only = msgspec.structs.replace(report, findings=report.findings[1:])
    assert apply_decisions(only, articles, (decision,)).findings[0].decision is None


def test_a_baseline_and_an_older_state_know_what_a_decision_knows() -> None:
    old_articles, old = read_before()
    baseline = make_baseline(old, old_articles)
    for kind in ("holds", "reopens", "gone"):
        for case in CASES[kind].values():
            articles, report = read_after(case)
            marked = apply_baseline(report, articles, baseline, "known.yaml")
            new = keep_new(report, articles, old, old_articles, "HEAD")
            still = [one for one in marked.findings if one.decision is None]
            assert len(new.findings) == len(still)
            assert bool(marked.notices) is (kind != "holds" and not any(one.decision for one in marked.findings))
            assert len(new.notices) == (len(new.findings) < len(report.findings))


def test_an_older_state_is_known_by_any_of_its_mentions() -> None:
    case = CASES["holds"]["another article joins a side and is shown first"]
    old_articles, old = read_after(case)
    articles, report = read_before()
    assert keep_new(report, articles, old, old_articles, "HEAD").findings == ()


@pytest.mark.parametrize(("today", "holds"), [(date(2025, 1, 1), True), (date(2025, 6, 30), True), (None, True)])
def test_a_decision_holds_up_to_its_last_day(today: date | None, holds: bool) -> None:
    articles, report = read_before()
    _, decision = decide(until=date(2025, 6, 30))
    after = apply_decisions(report, articles, (decision,), today=today)
    assert (after.findings[0].decision is not None) is holds
    assert after.today == today


def test_a_decision_ends_after_its_last_day() -> None:
    articles, report = read_before()
    _, decision = decide(until=date(2025, 6, 30))
    after = apply_decisions(report, articles, (decision,), today=lambda: date(2025, 7, 1))
    assert after.findings[0].decision is None
    assert after.today == date(2025, 7, 1)
    assert "ended on 2025-06-30; the finding is open again" in after.notices[0].message


def test_the_clock_is_looked_at_only_where_a_decision_may_have_ended() -> None:
    def refuse() -> date:
        raise AssertionError("the clock was looked at")

    articles, report = read_before()
    _, endless = decide()
    assert apply_decisions(report, articles, (endless,), today=refuse).today is None
    _, ending = decide(until=date(2025, 6, 30))
    gone_articles, gone = read_after(CASES["gone"]["an article is deleted"])
    assert apply_decisions(gone, gone_articles, (ending,), today=refuse).today is None


def test_a_rule_that_is_off_makes_no_decision_about_nothing() -> None:
    articles, report = read_before()
    _, decision = decide()
    off = msgspec.structs.replace(report, findings=(), rules_off=("HF401",))
    assert apply_decisions(off, articles, (decision,)).notices == ()


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("It is so. A b c. And more.", "b", "A b c."),
        ("It is so\n\nA b c", "b", "A b c"),
        ("“A b c.” He left.", "b", "“A b c.”"),
        ("Mr. Lee is here. He left.", "Mr. Lee is", "Mr. Lee is here."),
        ("A b! C? D.", "C", "C?"),
        ("b", "b", "b"),
    ],
)
def test_the_sentence_around_a_quote(text: str, quote: str, sentence: str) -> None:
    article = make_article(text, id="a.txt")
    start = text.index(quote)
    assert find_sentence(article, Span("a.txt", start, start + len(quote))) == sentence
