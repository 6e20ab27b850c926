"""What holds for the claims of every text, whatever stands in it."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hfcheck.model import Claim, Record
from hfcheck.normalise import normalise
from hfcheck.sources import make_article
from hfcheck.texts import compare_texts, extract_lines
from tests.extraction.reading import general_knowledge, load_cases, read_articles, read_claims, read_extract

LONGEST_QUOTE = 400
# Reading a text is slow beside what hypothesis expects; durations are no matter of these tests.
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SENTENCES = (
    "Quillon bought Vell in 2019.",
    "“We will never leave the league,” Ivo Brandt said.",
    "Neither Ostavia nor Lurania signed the treaty.",
    "The Ostavian Football Union (OFU) fined Rask City $2 million.",
    "The Northern League has four members: Ostavia, Lurania, Brend and Skarn.",
    "Ann Lee, who leads the Norwick Institute's water division, resigned on Monday.",
    "According to the ministry, at least 12 people died in Arvel.",
    "It employs 300 people, including 40 engineers.",
    "If she wins, the two companies may form a joint venture.",
    "She denied that it had reportedly sold 4.5% of its shares.",
    "The acquisition of Vell by Quillon was completed in May 2020.",
    "They met in Graz; it was raining.",
)
PIECES = (
    "(", ")", "“", "”", '"', "'", "’s", ":", ";", "—", "-", ",", ".", "…", "and", "or", "not", "no", "said", "its",
    "the", "Quillon", "of", "to", "such as", "including", "between", "2019", "$4.1 billion", "%", "\n\n", "\ufeff",
    "\u202e", "é", "中国", "𝒜", "\u0301", "U.S.", "1,000", "1,0,0", "31 June 2019", "which", "was", "sold", "is",
)  # fmt: skip

words = st.sampled_from([word for sentence in SENTENCES for word in sentence.split()])
noise = st.lists(st.sampled_from(PIECES) | words, max_size=40).map(" ".join)
shuffled = st.sampled_from(SENTENCES).flatmap(lambda sentence: st.permutations(sentence.split())).map(" ".join)
long = st.lists(words.map(lambda word: word.rstrip(".")), min_size=50, max_size=90).map(" ".join)
texts = st.lists(
    st.sampled_from(SENTENCES) | shuffled | noise | long | st.text(max_size=60), min_size=1, max_size=4
).map(" ".join)


@FEW
@given(texts, st.booleans())
def test_every_text_can_be_read_and_every_quote_verifies(text: str, title: bool) -> None:
    (article,), claims, _ = read_articles({"a.txt": text}, title=title)
    for claim in claims:
        (evidence,) = claim.evidence
        span = evidence.span
        assert span.article == "a.txt"
        assert 0 <= span.start < span.end <= len(text)
        assert article.text[span.start : span.end] == evidence.quote
        assert evidence.quote
        assert len(evidence.quote) <= LONGEST_QUOTE or claim.relation == "lists"
        assert 0 <= claim.confidence <= 1
        assert claim.text.strip()
        assert "\n" not in claim.text
    assert len({claim.id for claim in claims}) == len(claims)


@FEW
@given(st.lists(texts, min_size=2, max_size=3))
def test_the_order_of_articles_changes_nothing(several: list[str]) -> None:
    articles = [make_article(text, id=f"{number}.txt") for number, text in enumerate(several)]
    extracts = {article.id: read_extract(article) for article in articles}
    claims, notices = normalise(articles, list(extracts.values()), general_knowledge())
    for order in itertools.permutations(articles):
        other = normalise(order, [extracts[article.id] for article in order], general_knowledge())
        assert other == (claims, notices)
    assert len({claim.id for claim in claims}) == len(claims)


@FEW
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_claims(text) == read_claims(text)


@settings(FEW, max_examples=15)
@given(texts, texts)
def test_any_two_texts_compare(a: str, b: str) -> None:
    assert not compare_texts(a, b, general_knowledge()).report.problems


@settings(FEW, max_examples=15)
@given(st.lists(texts, max_size=3))
def test_any_line_can_be_extracted(lines: list[str]) -> None:
    for line in extract_lines(lines, general_knowledge()):
        text = lines[line.number - 1]
        assert 0 <= line.told.proposition.start < line.told.proposition.end <= len(text)
        assert line.told.relation
        assert line.claim


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\ufeff", "\u200b", "…", "— — —", "***", "12 34 56", "中国 汽车", "🚗 🚗"]
)
def test_a_text_without_words_claims_nothing(text: str) -> None:
    assert read_claims(text) == ()


def test_the_quote_of_a_long_list_is_short_enough() -> None:
    names = [
        f"{first}{last}" for first in ("Al", "Bren", "Dor", "Ost", "Var") for last in ("mark", "holm", "avia", "sund")
    ]
    text = (
        "The Northern League has 80 members: " + ", ".join(f"{one} {two}" for one in names for two in names[:4]) + "."
    )
    claims = read_claims(text)
    assert claims
    assert [claim.text[:40] for claim in claims if len(claim.evidence[0].quote) > LONGEST_QUOTE] == []


# None of them refers to another, and none gives a name, a year or a kind that the other takes up.
ALONE = (
    "Edvard Lund died in Graz on 4 May 2011.",
    "Quillon bought Vell in 2019.",
    "The Ostavian Football Union (OFU) fined Rask City.",
    "The Sorne Tunnel, which opened in 1994, links Brend with Skarn.",
    "Five countries, including Tolmark and Nessia, rejected the plan.",
)


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(ALONE, 2)))
def test_a_sentence_is_read_alike_after_any_other(one: str, other: str) -> None:
    together = read_claims(f"{one} {other}")
    after = [claim for claim in together if claim.evidence[0].span.start > len(one)]
    assert [_read_apart(claim) for claim in after] == [_read_apart(claim) for claim in read_claims(other)]


def _read_apart(claim: Claim) -> Record:
    """A claim without its place."""
    quote = msgspec.structs.replace(claim.evidence[0], span=None)
    return msgspec.structs.replace(claim, id="", group=None, evidence=(quote,))


@pytest.mark.parametrize("stage", ["extraction", "normalise"])
def test_claims_of_all_cases_are_sound(stage: str) -> None:
    for case in load_cases(stage).values():
        articles, claims, _ = read_articles(case.get("articles") or {"a.txt": case["text"]})
        texts_by_id = {article.id: article.text for article in articles}
        for claim in claims:
            span = claim.evidence[0].span
            assert texts_by_id[span.article][span.start : span.end] == claim.evidence[0].quote
            assert claim.relation
            assert claim.relation == "lists" or claim.text[0] == claim.text[0].upper()
        assert len({claim.id for claim in claims}) == len(claims)
