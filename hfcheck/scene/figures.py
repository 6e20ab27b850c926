"""Amounts in a sentence as a scene compares them: ratings are one figure, "more than 5" leaves 5 out."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import msgspec

from hfcheck.model import Quantity, Record
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.values.lexicon import any_of
from hfcheck.values.quantities import FoundQuantity, read_quantities

_EPSILON = Decimal("1e-9")
_REACH = 24


class Figure(Record, frozen=True):
    """An amount and where it stands in the sentence. `role` as of `FoundQuantity`, and "rating" for "6 out of 10"."""

    start: int
    end: int
    quantity: Quantity
    role: str


def read_figures(text: str) -> tuple[Figure, ...]:
    """The figures of a sentence in order; offsets into it."""
    found = [_read_rating(match) for match in _compile_rating().finditer(text)]
    taken = [(one.start, one.end) for one in found]
    for one in read_quantities(text):
        if any(start < one.end and one.start < end for start, end in taken) or _is_torn(text, one):
            continue
        found.append(_read_amount(text, one))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_torn(text: str, one: FoundQuantity) -> bool:
    """ "15 899": digits that a blank parts are not read as either number."""
    before, after = text[: one.start].rstrip(), text[one.end :].lstrip()
    return text[one.start].isdigit() and (before[-1:].isdigit() or re.match(r"\d{3}\b", after) is not None)


def _read_rating(match: re.Match[str]) -> Figure:
    value, best = Decimal(match["value"]), match["best"]
    quantity = Quantity(low=value, high=value, unit=f"of {best}", surface=match[0])
    bounds = _open_strictly(quantity, (match["more"] or "").strip())
    return Figure(match.start(), match.end(), bounds, "rating")


def _read_amount(text: str, one: FoundQuantity) -> Figure:
    surface = text[one.start : one.end]
    before = text[max(0, one.start - _REACH) : one.start]
    unit = "rank" if one.role == "ordinal" else one.quantity.unit
    quantity = msgspec.structs.replace(one.quantity, surface=surface, unit=unit)
    return Figure(one.start, one.end, _open_strictly(quantity, surface, before), one.role)


def _open_strictly(quantity: Quantity, surface: str, before: str = "") -> Quantity:
    """ "more than 5" and "fewer than 5" leave 5 itself out: of two texts on one scene, one is then wrong."""
    words = load_scene_words()
    told = f"{before.casefold().split()[-1] if before.split() else ''} {surface.casefold()}".split()
    at_least = "or" in told or not words.spreading.isdisjoint(told[:1])
    above = not at_least and any(w in told for w in words.strictly_above)
    below = not at_least and any(w in told for w in words.strictly_below)
    low, high = quantity.low, quantity.high
    if above and low is not None and high in (None, low):
        return msgspec.structs.replace(quantity, low=_step(low, 1, quantity.unit), high=None)
    if below and high is not None and low in (None, high):
        return msgspec.structs.replace(quantity, low=None, high=_step(high, -1, quantity.unit))
    return quantity


def _step(value: Decimal, sign: int, unit: str) -> Decimal:
    whole = not unit and value == value.to_integral_value()
    return value + sign * (Decimal(1) if whole else max(abs(value), Decimal(1)) * _EPSILON)


@cache
def _compile_rating() -> re.Pattern[str]:
    words = load_scene_words()
    more = any_of([*words.strictly_above, *words.strictly_below])
    return re.compile(
        rf"(?P<more>(?:{more})\s+(?:than\s+)?)?(?<![\w./-])(?P<value>\d+(?:\.\d+)?)(?:\s*/\s*|\s+out\s+of\s+)"
        r"(?P<best>5|10|20|100)(?![\w/]|\.\d)",
        re.IGNORECASE,
    )
