"""Changes in text: cases as data, and what holds for every text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.errors import ConfigError
from hfcheck.model import Moment, Quantity
from hfcheck.values.changes import FoundChange, read_changes
from hfcheck.values.moments import parse_date
from hfcheck.yamlsource import load_yaml

PATH = Path(__file__).parents[1] / "cases" / "values" / "changes.yaml"
CASES = cast(list[Any], load_yaml(PATH, ConfigError).data)


def show_base(base: Moment | None) -> str | None:
    return base and (base.symbol or f"{base.start}..{base.end}")


def show_amount(amount: Quantity | None) -> Decimal | None:
    return amount.low if amount else None


def show(text: str, found: FoundChange) -> dict[str, Any]:
    change = found.change
    return {
        "words": text[found.start : found.end],
        "amount": show_amount(change.amount) if change else None,
        "unit": change.amount.unit if change else None,
        "direction": change.direction if change else None,
        "base": show_base(change.base) if change else None,
        "before": show_amount(found.before),
        "after": show_amount(found.after),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']}|{case.get('time', '')}")
def test_cases(case: dict[str, Any]) -> None:
    time = parse_date(case["time"]) if "time" in case else None
    wanted = [
        {key: Decimal(str(value)) if isinstance(value, int | float) else value for key, value in one.items()}
        for one in case["found"]
    ]
    assert [show(case["text"], one) for one in read_changes(case["text"], time=time)] == wanted


words = st.sampled_from(
    [
        "rose",
        "fell",
        "doubled",
        "5%",
        "to",
        "from",
        "$3",
        "million",
        "a year earlier",
        "2019",
        "300",
        "year-on-year",
        "by",
    ]
)


@settings(deadline=None)
@given(st.lists(words, max_size=12).map(" ".join))
def test_changes_stand_apart_and_go_one_way(text: str) -> None:
    last = 0
    for found in read_changes(text):
        assert last <= found.start < found.end <= len(text)
        last = found.start
        assert found.change is None or found.change.direction in ("up", "down")
        assert found.change or (found.before and found.after)
