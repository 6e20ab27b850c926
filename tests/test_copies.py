"""Near copies count as one source; articles that merely quote the same words do not."""

from __future__ import annotations

import random
from collections.abc import Sequence

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.audit import audit
from hfcheck.copies import MOST_HOLDERS, count_sources, find_copies
from hfcheck.model import Article, Side
from hfcheck.sources import make_article
from tests.report.sample import FINDINGS, REPORT
from tests.rules.shorthand import read_claims, shipped_knowledge

WORDS = tuple(f"word{number}" for number in range(400))


def write_text(seed: int, length: int) -> list[str]:
    """Words in an order of their own: no run of five stands in the text of another seed."""
    return random.Random(seed).choices(WORDS, k=length)


def make_articles(*texts: Sequence[str]) -> list[Article]:
    return [make_article(" ".join(words), id=f"{number:03}") for number, words in enumerate(texts)]


def group(*texts: Sequence[str]) -> list[str]:
    return list(find_copies(make_articles(*texts)).values())


def test_a_copy_that_was_edited_cut_or_continued_is_one_source() -> None:
    wire = write_text(1, 300)
    edited = [word if at % 60 else "changed" for at, word in enumerate(wire)]
    assert group(wire, edited, wire[:120], [*wire, *write_text(2, 300)]) == ["000"] * 4


def test_texts_of_their_own_are_sources_of_their_own() -> None:
    assert group(write_text(1, 300), write_text(2, 300), write_text(3, 20)) == ["000", "001", "002"]


def test_a_common_quotation_makes_no_copy() -> None:
    quotation = write_text(9, 40)
    one, other = [*write_text(1, 150), *quotation], [*quotation, *write_text(2, 150)]
    assert group(one, other) == ["000", "001"]


def test_short_texts_are_copies_only_word_for_word() -> None:
    short = ["the", "institute", "is", "based", "in", "the", "north"]
    assert group(short, [*short[:-1], "south"], short) == ["000", "001", "000"]


def test_case_punctuation_and_spaces_make_no_difference() -> None:
    words = write_text(4, 60)
    loud = make_article("\n".join(f"{word.upper()}, " for word in words), id="b")
    assert set(find_copies([make_article(" ".join(words), id="a"), loud]).values()) == {"a"}


def test_a_text_that_many_have_passed_on_is_one_source() -> None:
    wire = write_text(5, 80)
    texts = [[*wire, *write_text(100 + number, 20)] for number in range(3 * MOST_HOLDERS)]
    assert set(group(*texts)) == {"000"}


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_articles_makes_no_difference(shuffler: random.Random) -> None:
    wire = write_text(6, 100)
    articles = make_articles(wire, write_text(7, 100), wire[:60], write_text(8, 9), write_text(8, 9))
    expected = find_copies(articles)
    shuffler.shuffle(articles)
    assert find_copies(articles) == expected
    assert expected == {"000": "000", "001": "001", "002": "000", "003": "003", "004": "003"}


def test_each_side_counts_its_articles_and_near_copies_once() -> None:
    wire = write_text(6, 100)
    articles = {article.id: article for article in make_articles(wire, write_text(7, 100), wire[:60])}
    sides = (Side(FINDINGS[0].sides[0].claims, articles=("000", "001", "002")), Side((), articles=("002",)))
    report = msgspec.structs.replace(REPORT, findings=(msgspec.structs.replace(FINDINGS[0], sides=sides),))
    (finding,) = count_sources(report, articles).findings
    assert [side.sources for side in finding.sides] == [2, 1]
    assert [side.articles for side in finding.sides] == [side.articles for side in sides]
    assert finding.steps[-1] == "000 and 002 are near copies: one of them was changed"
    assert finding.steps[:-1] == FINDINGS[0].steps


def test_a_side_names_all_articles_that_make_its_claims_also_those_not_shown() -> None:
    based = {"subject": "Tarn", "relation": "based_in"}
    north = [{**based, "in": f"{name}.txt", "object": "Bergen"} for name in "abcde"]
    claims = read_claims([*north, {**based, "in": "f.txt", "object": "Oslo"}])
    (finding,) = audit(claims, shipped_knowledge()).findings
    assert [len(side.claims) for side in finding.sides] == [3, 1]
    assert [side.articles for side in finding.sides] == [("a.txt", "b.txt", "c.txt", "d.txt", "e.txt"), ("f.txt",)]
