"""What holds for the claims of odd texts; tests/fuzz has what holds for those of every text."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from hfcheck.model import Claim, Record
from tests.extraction.reading import load_cases, read_articles, read_claims

LONGEST_QUOTE = 400


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
