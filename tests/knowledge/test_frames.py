"""Frames: what they hold once read, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hfcheck.knowledge.frames import OBJECT, SUBJECT, Frame, Slot, parse_frame, write_frame

NONE = {
    "": "begins with a slot",
    "sell [object] to [subject]": "begins with a slot",
    "[seller] [object] sell [subject]": "needs a verb",
    "[subject]": "needs a verb",
    "[subject] sell": "'[a] verb [b]'",
    "[subject] and [object] merge with [parent]": "'[a] verb [b]'",
    "[subject] sell [object] to": "each with a slot",
    "[subject] sell [object] [seller]": "each with a slot",
    "[subject] sell [seller]": "has [subject] and [object]",
    "[subject] sell [object] to [object]": "each slot once",
    "[Subject] sell [object]": "in small letters",
    "[subject] sell [object:Firm Name]": "in small letters",
}
SLOTS = st.lists(st.sampled_from(["seller", "price_giver", "parent"]), max_size=3, unique=True)
PREPOSITIONS = st.sampled_from(["to", "from", "out of", "together with"])


def test_a_frame_with_a_tail() -> None:
    frame = parse_frame("[seller] sell off [object] to [subject:company] for [price]")
    assert frame.words == "sell off"
    assert (frame.first, frame.told, frame.second) == (Slot("seller"), Slot(OBJECT), None)
    assert frame.tail == (("to", Slot(SUBJECT, "company")), ("for", Slot("price")))


def test_two_that_act_together() -> None:
    frame = parse_frame("[subject] and [object] be merged")
    assert frame == Frame("be merged", Slot(SUBJECT), second=Slot(OBJECT))
    assert frame.slots == (Slot(SUBJECT), Slot(OBJECT))


def test_a_verb_with_its_preposition() -> None:
    assert parse_frame("[object] be sold to [subject]").words == "be sold to"


@pytest.mark.parametrize(("text", "message"), NONE.items(), ids=lambda value: value or "nothing")
def test_what_is_no_frame_is_told(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"slot|frame") as caught:
        parse_frame(text)
    assert message in str(caught.value)


@given(SLOTS, st.data())
def test_a_frame_keeps_its_slots_in_order(others: list[str], data: st.DataObject) -> None:
    roles = data.draw(st.permutations([SUBJECT, OBJECT, *others]))
    tail = [f"{data.draw(PREPOSITIONS)} [{role}]" for role in roles[2:]]
    text = " ".join([f"[{roles[0]}] hand over [{roles[1]}]", *tail])
    frame = parse_frame(text)
    assert write_frame(frame) == text
    assert [slot.role for slot in frame.slots] == roles
    assert frame.words == "hand over"


@given(st.text(max_size=40))
def test_any_text_is_a_frame_or_is_refused(text: str) -> None:
    try:
        frame = parse_frame(text)
    except ValueError:
        return
    assert {SUBJECT, OBJECT} <= {slot.role for slot in frame.slots}
