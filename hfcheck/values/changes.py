"""Changes told against a base: how much, which way, since when, and the figures at both ends."""

from __future__ import annotations

import re
from functools import cache

from hfcheck.model import Change, Moment, Quantity, Record
from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.moments import read_moments
from hfcheck.values.periods import shift_unit
from hfcheck.values.quantities import FoundQuantity, read_quantities

_REACH = 60


class FoundChange(Record, frozen=True):
    """A change and where it stands: from the word or amount that tells it to the last of its parts.

    `change` is by how much it moved (None where only the ends are told), `before` and `after` the figures that it moved
    between, as far as they are told.
    """

    start: int
    end: int
    change: Change | None
    before: Quantity | None = None
    after: Quantity | None = None


def read_changes(
    text: str, published: Moment | None = None, context: Moment | None = None, time: Moment | None = None
) -> tuple[FoundChange, ...]:
    """The changes in `text`, in order: "up 24.7% from a year earlier", "rose 5% to $3 billion", "rose from 24 to 30".

    `time` is when the changed figure holds: "from a year earlier" and "year on year" count back from it. For
    `published` and `context` see `moments.read_moments`.
    """
    amounts = [one for one in read_quantities(text) if one.role in ("amount", "share", "change", "multiple")]
    found: list[FoundChange] = []
    spent: set[int] = set()
    for at, one in enumerate(amounts):
        if at in spent:
            continue
        ends = _find_ends(text, amounts, at)
        direction = one.direction or _read_direction(text, one)
        if not direction or (one.role not in ("change", "multiple") and not ends):
            continue
        moved = one.role in ("change", "multiple")
        spent.update(place for place, _ in ends.values())
        last = max([one.end, *(end.end for _, end in ends.values())])
        base, last = _read_base(text, last, one, published, context, time)
        before, after = (ends[key][1].quantity if key in ends else None for key in ("before", "after"))
        if not moved:
            before, after = (before or one.quantity, after) if "after" in ends else (before, one.quantity)
        change = Change(one.quantity, base, direction) if moved else None
        found.append(FoundChange(one.start, last, change, before, after))
    return tuple(found)


def _find_ends(text: str, amounts: list[FoundQuantity], at: int) -> dict[str, tuple[int, FoundQuantity]]:
    """The figures that "to" and "from" tie to the amount at `at`, with their places in `amounts`."""
    ends: dict[str, tuple[int, FoundQuantity]] = {}
    last = amounts[at].end
    for place in range(at + 1, min(at + 3, len(amounts))):
        one = amounts[place]
        link = _compile_ends().fullmatch(text, last, one.start)
        key = {"to": "after", "from": "before"}.get(link["word"]) if link else None
        if key is None or key in ends or one.direction:
            break
        ends[key], last = (place, one), one.end
    return ends


def _read_direction(text: str, one: FoundQuantity) -> str:
    """The direction of "doubled" and "halved", and of a verb before "from 24 to 30"."""
    words = load_amount_words()
    if one.role == "multiple" and one.quantity.low is not None:
        return "up" if one.quantity.low > 1 else "down"
    before = re.search(_compile_verbs(), text[max(0, one.start - _REACH) : one.start])
    if before is None:
        return ""
    return "up" if before["word"] in words.rises else "down"


def _read_base(
    text: str, end: int, one: FoundQuantity, published: Moment | None, context: Moment | None, time: Moment | None
) -> tuple[Moment | None, int]:
    """What the change is told against, and where its words end; the words may stand before the amount as well."""
    near = _compile_yearly().match(text, end)
    if near or _compile_yearly_before().search(text[max(0, one.start - _REACH) : one.start]):
        return _shift_year(time, text[near.start() : near.end()].strip() if near else ""), near.end() if near else end
    link = _compile_base_link().match(text, end)
    if link is None:
        return None, end
    told = read_moments(text[link.start() : link.end() + _REACH], published, time or context)
    first, last, moment = told[0].parts[0] if told and told[0].parts else (_REACH, 0, None)
    if moment is None or link.start() + first > link.end() + len("the same "):
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
    return re.compile(r"\s*,?\s*(?:in\s+[A-Z]\w+\s+)?(?P<word>to|from)\s+(?:an?\s+|the\s+)?(?:record\s+)?")


@cache
def _compile_verbs() -> str:
    words = load_amount_words()
    return rf"\b(?P<word>{any_of((*words.rises, *words.falls))})(?:\s+[\w-]+)?\s+from\s+$"


@cache
def _compile_base_link() -> re.Pattern[str]:
    return re.compile(rf"\s*,?\s*{any_of(load_amount_words().base_links)}\s+(?:the\s+|that\s+of\s+)?")


@cache
def _compile_yearly() -> re.Pattern[str]:
    return re.compile(rf",?\s+{any_of(load_amount_words().yearly)}\b")


@cache
def _compile_yearly_before() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load_amount_words().yearly)}\s+(?:[a-z]+\s+){{0,3}}(?:by\s+|of\s+)?$")


@cache
def _compile_year_earlier() -> re.Pattern[str]:
    return re.compile(r"\b(?:a|one|the)\s+(?:same\s+\w+\s+)?(?:a\s+)?year\s+(?:earlier|before|ago)\b")
