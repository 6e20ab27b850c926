"""Dates that cannot be: a weekday that the day did not have, a day that its month has not."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hfcheck.model import Record
from hfcheck.values.datebuilders import Mention
from hfcheck.values.lexicon import load_date_words
from hfcheck.values.mentions import find_mentions, find_weekdays
from hfcheck.values.periods import find_period

# Every month has its most days in a leap year.
_LEAP_YEAR = 2000
# Not every month has them.
_LATE_DAY = re.compile(r"(?<!\d)(?:29|3\d)(?!\d)")


class CalendarFault(Record, frozen=True):
    """What a text says of a date that no calendar bears out, with offsets into it.

    `kind`: "weekday" (`actual` is the day's own, "tuesday") or "day" (the month, or the month of that year, has no such
    day; `actual` is "").
    """

    start: int
    end: int
    kind: str
    actual: str = ""


def check_calendar(text: str) -> tuple[CalendarFault, ...]:
    """The dates in `text` that cannot be, in order; only a date with a year of its own is held to its weekday."""
    folded = text.casefold()
    suspect = _LATE_DAY.search(text) or any(map(folded.__contains__, _list_weekdays()))
    return _find_faults(text) if suspect else ()


@lru_cache(maxsize=4096)
def _find_faults(text: str) -> tuple[CalendarFault, ...]:
    names = [names[0] for names in load_date_words().weekdays]
    faults: list[CalendarFault] = []
    for weekday, day in find_weekdays(text):
        period = find_period(day.year, day.part) if day.year is not None else None
        if period is not None and period[0].weekday() != int(weekday.anchor):
            faults.append(CalendarFault(weekday.start, day.end, "weekday", names[period[0].weekday()]))
    faults.extend(CalendarFault(one.start, one.end, "day") for one in find_mentions(text) if _is_no_day(one))
    return tuple(sorted(faults, key=lambda one: (one.start, one.end)))


@cache
def _list_weekdays() -> tuple[str, ...]:
    return tuple(name.casefold() for names in load_date_words().weekdays for name in names)


def _is_no_day(mention: Mention) -> bool:
    parts = [part for part in (mention.part, mention.last_part or "") if "/" in part and part[0].isdigit()]
    year = _LEAP_YEAR if mention.year is None else mention.year
    return year > 0 and any(find_period(year, part) is None for part in parts)
