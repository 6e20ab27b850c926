"""Which words are marked."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.model import Claim, Entity, Evidence, Modality, Polarity, Quantity, Span, Text, Value
from hfcheck.report.marks import mark_clash

from . import sample


def _claim(
    quote: str,
    value: Value,
    *,
    subject: str = "Northwind",
    measure: str | None = None,
    polarity: Polarity = Polarity.AFFIRMED,
    modality: Modality = Modality.ASSERTED,
) -> Claim:
    evidence = Evidence(Span("a.txt", 0, len(quote)), quote)
    who = Entity(subject.casefold(), subject)
    return Claim("a:1", quote, who, "be", value, polarity, modality, (evidence,), 0.9, measure=measure)


def _marked(claim: Claim, *others: Claim) -> list[str]:
    quote = claim.evidence[0].quote
    return [quote[start:end] for start, end in mark_clash(claim, quote, others)]


@pytest.mark.parametrize(
    ("claim", "other", "marked"),
    [
        (sample.BASED_BERGEN, sample.BASED_OSLO, ["Bergen"]),
        (sample.BASED_OSLO, sample.BASED_BERGEN, ["Oslo"]),
        (sample.FOURTEEN, sample.ELEVEN, ["14"]),
        (sample.NOT_LINKED, sample.LINKED, ["not"]),
        (sample.AGREEMENT, sample.JOINT, ["cooperation agreement"]),
        (sample.JOINT, sample.AGREEMENT, ["will", "joint company"]),
    ],
)
def test_marks_of_the_sample(claim: Claim, other: Claim, marked: list[str]) -> None:
    assert _marked(claim, other) == marked


def test_a_longer_title_marks_what_the_other_lacks() -> None:
    body = Entity("sealine", "Sealine", "organisation")
    rotating = _claim("Sealine's rotating chairman, Ana Ruiz", body, measure="rotating_chairman")
    chairman = _claim("Sealine's Chairman, Ana Ruiz", body, measure="chairman")
    assert _marked(rotating, chairman) == ["rotating"]
    assert _marked(chairman, rotating) == ["Chairman"]


def test_a_title_in_initials_is_marked_and_other_capitals_are_not() -> None:
    body = Entity("sealine", "Sealine", "organisation")
    chief = _claim("Sealine's CEO for EV, Ana Ruiz", body, measure="chief_executive")
    chairman = _claim("Sealine's chairman, Ana Ruiz", body, measure="chairman")
    assert _marked(chief, chairman) == ["CEO"]


def test_holders_of_one_office_are_marked_by_name() -> None:
    body = Entity("sealine", "Sealine", "organisation")
    ana = _claim("Ana Ruiz, Sealine's CEO", body, subject="Ana Ruiz", measure="ceo")
    ole = _claim("Sealine CEO Ole Berg", body, subject="Ole Berg", measure="ceo")
    assert _marked(ana, ole) == ["Ana Ruiz"]
    assert _marked(ole, ana) == ["Ole Berg"]


def test_a_contracted_negation_and_a_hedge_are_marked() -> None:
    value = Text("open")
    denied = _claim("the bridge doesn't open", value, polarity=Polarity.DENIED)
    hedged = _claim("the bridge could open", value, modality=Modality.POSSIBLE)
    assert _marked(denied, hedged) == ["doesn't"]
    assert _marked(hedged, denied) == ["could"]


def test_a_count_against_its_own_list_marks_the_count() -> None:
    claim = _claim("five yards: Alta, Bodo and Moss", Quantity(None, None, "yard", "five"))
    assert _marked(claim) == ["five"]


def test_a_value_that_the_quote_words_otherwise_falls_back_to_its_names() -> None:
    one = _claim("It joined the EWA", Entity("energy-alliance", "Energy Watch Alliance"))
    other = _claim("It joined the Baltic League", Entity("league", "Baltic League"))
    assert _marked(one, other) == ["EWA"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_marks_lie_in_the_quote_and_do_not_overlap(quote: str, other: str) -> None:
    claim = _claim(quote, Text(quote[:20]), measure=other[:10])
    marks = mark_clash(claim, quote, (_claim(other, Text(other[:20]), polarity=Polarity.DENIED),))
    assert all(0 <= start < end <= len(quote) for start, end in marks)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(marks))
