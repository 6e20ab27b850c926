"""Changes told against a base: how much, which way, since when, and the figures at both ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from hfcheck.model import Change, Moment, Precision, Quantity, Record
from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.moments import read_moments
from hfcheck.values.periods import shift_unit
from hfcheck.values.quantities import FoundQuantity, read_quantities

_REACH = 60


class FoundChange(Record, frozen=True):
    """A change and where it stands: from the word or amount that tells it to the last of its parts.

    `change` is by how much it moved (None where only the ends are told), `before` and `after` the figures that it moved
    between, as far as they are told, `since` and `time` the times that the words give these two.
    """

    start: int
    end: int
    change: Change | None
    before: Quantity | None = None
    after: Quantity | None = None
    direction: str = ""
    since: Moment | None = None
    time: Moment | None = None


class Dates(NamedTuple):
    """What dates are read by: see `moments.read_moments`; `time` is when the changed figure holds."""

    published: Moment | None
    context: Moment | None
    time: Moment | None


class _End(NamedTuple):
    """An amount by its place among all of a text, and its own time."""

    place: int
    found: FoundQuantity
    time: Moment | None


def read_changes(
    text: str, published: Moment | None = None, context: Moment | None = None, time: Moment | None = None
) -> tuple[FoundChange, ...]:
    """The changes in `text`, in order: "up 24.7% from a year earlier", "rose 5% to $3 billion", "rose from 24 to 30".

    `time` is when the changed figure holds: "from a year earlier" and "year on year" count back from it. For
    `published` and `context` see `moments.read_moments`.
    """
    dates = Dates(published, context, time)
    amounts = [one for one in read_quantities(text) if one.role in ("amount", "share", "change", "multiple")]
    found: list[FoundChange] = []
    spent: set[int] = set()
    for at, one in enumerate(amounts):
        if at in spent:
            continue
        moment, last = _read_own_time(text, one.end, dates)
        ends, last = _find_ends(text, amounts, at, last, dates)
        direction = one.direction or _read_direction(text, one)
        if not direction or (one.role not in ("change", "multiple") and not ends):
            continue
        spent.update(end.place for end in ends.values())
        found.append(_join_parts(text, _End(at, one, moment), ends, last, direction, dates))
    return tuple(found)


def _join_parts(
    text: str, first: _End, ends: Mapping[str, _End], last: int, direction: str, dates: Dates
) -> FoundChange:
    one, own = first.found, first.time
    moved = one.role in ("change", "multiple")
    before, after = ends.get("before"), ends.get("after")
    if not moved and after:
        before = before or first
    elif not moved:
        after = first
    time = (after.time if after else None) or (own if moved else None)
    base, last = _read_base(text, last, one, dates._replace(time=time or dates.time), bool(before))
    since = base or (before.time if before else None)
    return FoundChange(
        one.start,
        last,
        Change(_widen(text, one), since, direction) if moved else None,
        before.found.quantity if before else None,
        after.found.quantity if after else None,
        direction,
        since,
        time,
    )


def _widen(text: str, one: FoundQuantity) -> Quantity:
    """ "more than doubled" is twice or more, "nearly doubled" about that: what stands before the word of a multiple."""
    told = one.quantity
    link = re.search(rf"\b(?P<word>{any_of(_list_approximators())})\s+$", text[: one.start])
    if one.role != "multiple" or link is None or told.low is None or told.low != told.high or told.low < 1:
        return told
    low, high = _list_approximators()[link["word"]]
    return Quantity(
        None if low is None else told.low * low,
        None if high is None else told.low * high,
        told.unit,
        f"{link['word']} {told.surface}",
    )


def _find_ends(
    text: str, amounts: list[FoundQuantity], at: int, last: int, dates: Dates
) -> tuple[dict[str, _End], int]:
    """The figures that "to" and "from" tie to the amount at `at`, and where the words of the last of them end."""
    ends: dict[str, _End] = {}
    for place in range(at + 1, min(at + 3, len(amounts))):
        one = amounts[place]
        link = _compile_ends().fullmatch(text, last, one.start) if last <= one.start else None
        key = {"to": "after", "from": "before"}.get(link["word"]) if link else None
        if key is None or key in ends or one.direction:
            break
        moment, last = _read_own_time(text, one.end, dates)
        ends[key] = _End(place, one, moment)
    return ends, last


def _read_own_time(text: str, end: int, dates: Dates) -> tuple[Moment | None, int]:
    """The date straight after an amount, "3,000 in 2010", and where it ends; no date that a change is told against."""
    link = _compile_time_link().match(text, end)
    if link is None:
        return None, end
    told = read_moments(text[link.start() : end + _REACH], dates.published, dates.context)
    first, last, moment = told[0].parts[0] if told and told[0].parts else (_REACH, 0, None)
    if moment is None or link.start() + first > link.end() + len("the "):
        return None, end
    if link["word"] == "on" and moment.precision is not Precision.DAY:
        return None, end
    return moment, link.start() + last


def _read_direction(text: str, one: FoundQuantity) -> str:
    """The direction of "doubled" and "halved", and of a verb before "from 24 to 30" and "to 30 from 24"."""
    words = load_amount_words()
    if one.role == "multiple" and one.quantity.low is not None:
        return "up" if one.quantity.low > 1 else "down"
    before = re.search(_compile_verbs(), text[max(0, one.start - _REACH) : one.start])
    if before is None:
        return ""
    return "up" if before["word"] in words.rises else "down"


def _read_base(text: str, end: int, one: FoundQuantity, dates: Dates, ended: bool) -> tuple[Moment | None, int]:
    """What the change is told against, and where its words end; the words may stand before the amount as well.

    Where the figure before is told (`ended`), "a year earlier" needs no preposition.
    """
    published, context, time = dates
    near = _compile_yearly().match(text, one.end) or _compile_yearly().match(text, end)
    if near or _compile_yearly_before().search(text[max(0, one.start - _REACH) : one.start]):
        return _shift_year(time, near[0].strip(", ") if near else ""), max(near.end(), end) if near else end
    bare = re.compile(r",?\s+" + _compile_year_earlier().pattern).match(text, end) if ended else None
    if bare:
        return _shift_year(time, bare[0].strip(", ")), bare.end()
    link = _compile_base_link().match(text, end)
    if link is None:
        return None, end
    told = read_moments(text[link.start() : link.end() + _REACH], published, time or context)
    first, last, moment = told[0].parts[0] if told and told[0].parts else (_REACH, 0, None)
    if moment is None or link.start() + first > link.end() + len("the same "):
        return None, end
    if link["word"] == "on" and moment.precision is Precision.DAY:
        # "fell 7 percent on Friday" tells when.
        return None, end
    earlier = _compile_year_earlier().search(text[link.end() : link.start() + last])
    return (_shift_year(time, moment.surface) if earlier and time else moment), link.start() + last


def _shift_year(time: Moment | None, surface: str) -> Moment | None:
    """The same period a year before; a symbol where that of the change is not known."""
    if time is None or time.start is None or time.end is None:
        return Moment(surface=surface, symbol="then.year-1")
    first, last = shift_unit(time.start, "month", -12), shift_unit(time.end, "month", -12)
    if first is None or last is None:
        return None
    start = first[0].replace(day=min(time.start.day, first[1].day))
    end = last[1] if time.end.day >= last[1].day else last[0].replace(day=time.end.day)
    return Moment(start, end, time.precision, surface, basis="context")


@cache
def _compile_ends() -> re.Pattern[str]:
    yearly = any_of(load_amount_words().yearly)
    return re.compile(rf"\s*+(?:,\s*+)?(?:{yearly},?\s+)?(?P<word>to|from)\s+(?:an?\s+|the\s+)?(?:record\s+)?")


@cache
def _compile_verbs() -> str:
    words = load_amount_words()
    verb = rf"\b(?P<word>{any_of((*words.rises, *words.falls))})(?:\s+[\w-]+)?"
    return rf"{verb}\s+(?:from|to)\s+(?:an?\s+|the\s+)?(?:record\s+)?$"


@cache
def _compile_time_link() -> re.Pattern[str]:
    return re.compile(r"\s*+(?:,\s*+)?(?P<word>in|during|on|for)\s+")


@cache
def _list_approximators() -> dict[str, tuple[Decimal | None, Decimal | None]]:
    words = load_amount_words().approximators
    return {word: (one.low, one.high) for one in words for word in one.words}


@cache
def _compile_base_link() -> re.Pattern[str]:
    words = load_amount_words()
    more = any_of((*words.more_after, *words.less_after))
    link = rf"(?:\s+{more}\b)?\s*+(?:,\s*+)?(?P<word>{any_of(words.base_links)})\s+"
    return re.compile(rf"{link}(?:(?:in|during)\s+)?(?:the\s+|that\s+of\s+)?")


@cache
def _compile_yearly() -> re.Pattern[str]:
    return re.compile(rf",?\s+{any_of(load_amount_words().yearly)}\b")


@cache
def _compile_yearly_before() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load_amount_words().yearly)}\s+(?:[a-z]+\s+){{0,3}}(?:by\s+|of\s+)?$")


@cache
def _compile_year_earlier() -> re.Pattern[str]:
    return re.compile(r"\b(?:a|one|the)\s+(?:same\s+\w+\s+)?(?:a\s+)?year\s+(?:earlier|before|ago)\b")
