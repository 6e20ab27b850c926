"""What users would take instead for numbers and dates, on the same sentences: quantulum3 and dateparser.

Each sentence has one amount and one date that are known. A package that is not installed is left out.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from bench.measuring import Figure, Plan, time_runs
from bench.reading import forget_texts
from bench.rivals import is_missing
from hfcheck.values.moments import read_moments
from hfcheck.values.quantities import read_quantities

_PART = "instead of reading values"
_TEMPLATES = (
    "The company sold {amount} cars by {day}, its chairman said.",
    "On {day} the port reported {amount} containers, more than ever before.",
    "A strike that began on {day} has cost the airline {amount} passengers.",
    "The ministry, which met on {day}, counted {amount} new flats in the city.",
)
_SPELT = {2: "two", 7: "seven", 12: "twelve", 40: "forty", 300: "three hundred", 2_000_000: "2 million"}


class Told(NamedTuple):
    """A sentence with the amount and the day that it tells."""

    text: str
    amount: Decimal
    day: date


def make_sentences(count: int, seed: int = 1) -> list[Told]:
    """`count` sentences, amounts in digits and words, days with the month before or after."""
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        day = date(1990, 1, 1) + timedelta(draw.randrange(12_000))
        shown = draw.choice((f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"))
        number = draw.choice((*_SPELT, draw.randrange(13, 99_999)))
        amount = _SPELT.get(number, f"{number:,}")
        made.append(Told(draw.choice(_TEMPLATES).format(amount=amount, day=shown), Decimal(number), day))
    return made


def measure_readers(plan: Plan) -> Iterator[Figure]:
    """Time a sentence, and the share of sentences whose amount or day is read rightly."""
    told = make_sentences(plan.sentences)
    yield from _measure("hfcheck, amounts", told, _read_amounts, lambda one: one.amount, plan.runs)
    if is_missing("quantulum3"):
        yield Figure(_PART, "quantulum3 is not installed", 0, "")
    else:
        yield from _measure("quantulum3, amounts", told, _read_elsewhere, lambda one: one.amount, 1)
    yield from _measure("hfcheck, days", told, _read_days, lambda one: one.day, plan.runs)
    if is_missing("dateparser"):
        yield Figure(_PART, "dateparser is not installed", 0, "")
    else:
        yield from _measure("dateparser, days", told, _read_dates_elsewhere, lambda one: one.day, 1)


def _measure(
    name: str,
    told: Sequence[Told],
    read: Callable[[str], Sequence[object]],
    want: Callable[[Told], object],
    runs: int,
) -> Iterator[Figure]:
    read(told[0].text)
    found: list[Sequence[object]] = []

    def read_all() -> None:
        forget_texts()
        found[:] = [read(one.text) for one in told]

    spent = time_runs(read_all, runs)
    right = sum(want(one) in values for one, values in zip(told, found, strict=True))
    yield Figure(_PART, f"{name}: time a sentence", spent / len(told) * 1000, "ms")
    yield Figure(_PART, f"{name}: sentences read rightly", right / len(told), "")


def _read_amounts(text: str) -> list[object]:
    return [one.quantity.low for one in read_quantities(text) if one.role == "amount"]


def _read_elsewhere(text: str) -> list[object]:
    parser = importlib.import_module("quantulum3.parser")
    return [Decimal(str(one.value)) for one in parser.parse(text)]


def _read_days(text: str) -> list[object]:
    # "By 3 May" ends on that day.
    return [one.moment.end for one in read_moments(text)]


def _read_dates_elsewhere(text: str) -> list[object]:
    search = importlib.import_module("dateparser.search")
    with contextlib.redirect_stderr(io.StringIO()):
        return [when.date() for _, when in search.search_dates(text, languages=["en"]) or ()]
