"""The claims as JSON lines."""

from __future__ import annotations

import json
from decimal import Decimal

import msgspec
import pytest

from hfcheck.model import Attribution, Change, Entity, Members, Moment, Quantity, Share, Text, Value
from hfcheck.report.claims import render_claims
from hfcheck.report.display import describe_lane, describe_value

from .sample import BASED_BERGEN, BASED_OSLO, CLAIMS, FOURTEEN, LINKED

FIELDS = [
    "id",
    "article",
    "start",
    "end",
    "quote",
    "text",
    "subject",
    "relation",
    "object",
    "polarity",
    "modality",
    "attribution",
    "confidence",
]


def test_one_line_per_claim_and_piece_of_evidence() -> None:
    twice = msgspec.structs.replace(BASED_BERGEN, evidence=(*BASED_BERGEN.evidence, *BASED_OSLO.evidence))
    records = [json.loads(line) for line in render_claims((twice, FOURTEEN)).splitlines()]
    assert [record["id"] for record in records] == ["001_harbour:01", "001_harbour:01", "001_harbour:02"]
    assert all(list(record) == FIELDS for record in records)
    assert records[0]["object"] == "Bergen"
    assert records[2]["relation"] == "deliver (delivered)"
    assert records[2]["attribution"] == [
        {"source": "Northwind's annual report", "stance": "states", "cue": "says", "direct": False}
    ]


def test_unnamed_speakers_have_a_null_source_and_controls_are_escaped() -> None:
    line = render_claims((LINKED,))
    assert json.loads(line)["attribution"][0]["source"] is None
    assert "\x1b" not in line


def test_lists_are_printed_as_their_atoms_only() -> None:
    whole = msgspec.structs.replace(BASED_OSLO, object=Members((Entity("oslo", "Oslo"),), True))
    assert render_claims((whole,)) == ""
    assert len(render_claims(CLAIMS).splitlines()) == len(CLAIMS)


TEN = Quantity(Decimal(10), Decimal(10), "%", "10%")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Entity("oslo", "Oslo"), "Oslo"),
        (Quantity(Decimal(80000), Decimal(80000), "car", "80,000"), "80,000"),
        (Quantity(Decimal(80000), Decimal(80000), "car", ""), "80,000 car"),
        (Quantity(Decimal(50000), None, "", ""), "at least 50,000"),
        (Quantity(None, Decimal("2.5"), "", ""), "at most 2.5"),
        (Quantity(None, None, "", ""), "any amount"),
        (Change(TEN, None, "up"), "up 10%"),
        (Share(TEN, "sales"), "10% of sales"),
        (Moment(surface="June 2023"), "June 2023"),
        (Members((Entity("a", "A"), Entity("b", "B")), False), "A, B"),
        (Text("joint_company"), "joint company"),
    ],
)
def test_values_in_words(value: Value, words: str) -> None:
    assert describe_value(value) == words


def test_lanes_in_words() -> None:
    wire = Attribution("the wire", "states", "reported", False)
    minister = Attribution("the minister", "states", "said", True)
    assert describe_lane(()) == "the article itself"
    assert describe_lane((Attribution(None, "states", "reportedly", False),)) == "unnamed (reportedly)"
    assert describe_lane((wire, minister)) == "the minister (in quotation marks), according to the wire"
