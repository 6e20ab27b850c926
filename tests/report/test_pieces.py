"""Quotes, their context, their dates, and their verification."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.model import Article, Evidence, Moment, Precision, Side, Span
from hfcheck.report.pieces import context_of, describe_date, pieces_of, verify_quotes
from hfcheck.report.visible import escape_hidden, make_visible

from .sample import ARTICLES, BASED_BERGEN, BASED_OSLO, FINDINGS, FOURTEEN, JOINT, REPORT


def _article(text: str) -> Article:
    return Article("a.txt", "a.txt", "", None, None, None, text, (), "0" * 64)


def test_context_is_the_rest_of_the_sentence_and_one_on_each_side() -> None:
    text = "Far off. Just before. Here is the quote, he said. Just after. Far away."
    start = text.index("the quote")
    context = context_of(_article(text), start, start + len("the quote"))
    assert context.before == "Just before. Here is "
    assert context.after.strip() == ", he said. Just after."


def test_context_stays_in_its_paragraph() -> None:
    text = "Title\n\nOnly this quote.\n\nAnother paragraph."
    context = context_of(_article(text), 7, 22)
    assert (context.before, context.after) == ("", ".")


def test_long_context_is_cut_at_words() -> None:
    text = "word " * 100 + "QUOTE" + " word" * 100
    context = context_of(_article(text), 500, 505)
    assert context.before.startswith("… word")
    assert context.after.endswith("word …")
    assert len(context.before) <= 302


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_context_never_fails(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    context_of(_article(text), start, end)


def test_a_side_shows_each_place_once_and_at_most_three() -> None:
    repeated = msgspec.structs.replace(BASED_BERGEN, id="other")
    pieces, more = pieces_of(Side((BASED_BERGEN, repeated, FOURTEEN, JOINT, BASED_OSLO), more=4))
    assert [piece.claim for piece in pieces] == [BASED_BERGEN, FOURTEEN, JOINT]
    assert more == 5


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, "undated"),
        (Moment(symbol="published.year-1/12"), "undated"),
        (Moment(date(2024, 5, 3), date(2024, 5, 3)), "2024-05-03"),
        (Moment(date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH), "2024-05"),
        (Moment(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR), "2024"),
        (Moment(date(2024, 1, 1), date(2024, 3, 31), Precision.QUARTER), "2024-01-01 to 2024-03-31"),
        (Moment(date(2024, 11, 30), None, Precision.RANGE), "not before 2024-11-30"),
        (Moment(None, date(2024, 11, 30), Precision.RANGE), "not after 2024-11-30"),
    ],
)
def test_dates_in_words(moment: Moment | None, words: str) -> None:
    assert describe_date(moment) == words


def test_a_quote_that_does_not_verify_is_withheld_as_a_bug() -> None:
    wrong = msgspec.structs.replace(BASED_OSLO, evidence=(Evidence(Span("news/002_profile.txt", 1, 5), "Oslo"),))
    broken = msgspec.structs.replace(FINDINGS[0], sides=(FINDINGS[0].sides[0], Side((wrong,))))
    report = verify_quotes(msgspec.structs.replace(REPORT, findings=(broken, *FINDINGS[1:])), ARTICLES)
    assert report.findings == FINDINGS[1:]
    assert [problem.kind for problem in report.problems] == ["source", "crash"]


def test_a_side_without_a_quote_is_withheld_as_a_bug() -> None:
    bare = msgspec.structs.replace(BASED_OSLO, evidence=())
    broken = msgspec.structs.replace(FINDINGS[0], sides=(FINDINGS[0].sides[0], Side((bare,))))
    report = verify_quotes(msgspec.structs.replace(REPORT, findings=(broken,)), ARTICLES)
    assert report.findings == ()
    assert report.problems[-1].message.endswith("was withheld: a side has no quote")


def test_a_report_whose_quotes_verify_is_left_as_it_is() -> None:
    assert verify_quotes(REPORT, ARTICLES) is REPORT


def test_hidden_characters_are_shown() -> None:
    assert make_visible("a\x1b[31mb\u202ec\u200bd\ufeff\r\n\te\x00") == "a\\u001b[31mb\\u202ec\\u200bd e\\u0000"
    assert make_visible("naïve 界 café\u2028x") == "naïve 界 café x"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_json_is_the_same_value(text: str) -> None:
    plain = msgspec.json.encode(text).decode()
    escaped = escape_hidden(plain)
    assert msgspec.json.decode(escaped) == text
    assert len(escaped.splitlines()) <= 1
