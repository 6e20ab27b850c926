"""Dates that hang on something unknown, as symbols: how they are written, and which days they stand for.

    symbol   = point | [point] ".." [point]          a range, open where an end is missing
    point    = ["<" | ">"] "published." unit [offset]   a whole day, week, month, quarter, year or decade
             | "published.year" [offset] "/" part    a part of a year so many years away
             | "published.last/" part                the latest such part of a year to begin by then
             | "published.next/" part                the earliest such that has not ended
             | "published"                           the day itself
             | "BC" year ["/" part]                  a year before Christ, which no calendar of Python holds
             | an ISO date
    offset   = ("+" | "-") digits
    part     = "05" | "05/12" | "Q3" | "H1" | season | weekday

So "December last year" is "published.year-1/12", and "since last month" is "published.month-1..". Before and after
exclude the period that they name: "<" and ">" stand before such an end. Two more stand for no days that could be
told: "then." unit [offset], from a date that the text names elsewhere, and "every." what, for what recurs.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from hfcheck.model import Comparison, Moment
from hfcheck.values.lexicon import load_date_words
from hfcheck.values.periods import Period, find_nearest, find_period, find_weekday, shift_unit

Interval = tuple[date | None, date | None]

_POINT = re.compile(r"published(?:\.(?P<unit>[a-z]+)(?P<by>[+-]\d+)?(?:/(?P<part>.+))?)?")
_BEFORE_CHRIST = re.compile(r"BC(?P<year>\d+)(?:/(?P<month>\d\d))?(?:/(?P<day>\d\d))?")
_SPACING = 13 * 32


def place_symbol(symbol: str, day: date) -> Interval | None:
    """The days that a symbol stands for, if `day` is the day of publication; None where it stands for none."""
    first, dots, last = symbol.partition("..")
    start = _place_end(first, day) if first else (None, None)
    end = (_place_end(last, day) if last else (None, None)) if dots else start
    if start is None or end is None:
        return None
    low = _step(start[1], 1) if first[:1] == ">" else start[0]
    high = _step(end[0], -1) if last[:1] == "<" else end[1]
    return None if low is not None and high is not None and high < low else (low, high)


@lru_cache(maxsize=4096)
def rank_symbol(symbol: str) -> tuple[int | None, int | None] | None:
    """The ends of a symbol before Christ as numbers that grow with time, on the scale of `rank_day`; else None."""
    first, dots, last = symbol.partition("..")
    start = _rank_point(first) if first else (None, None)
    end = (_rank_point(last) if last else (None, None)) if dots else start
    return None if start is None or end is None else (start[0], end[1])


def rank_day(day: date) -> int:
    """A number that grows with time, also comparable with days before Christ."""
    return day.year * _SPACING + day.month * 32 + day.day


def write_before_christ(year: int, part: str) -> str | None:
    """The symbol for a period of a year before Christ, given as a negative number; None where it cannot be written."""
    if part == "100y":
        return f"BC{-year}..BC{-year - 99}"
    told = f"BC{-year}/{part}" if part else f"BC{-year}"
    return told if _rank_point(told) else None


def _rank_point(point: str) -> tuple[int, int] | None:
    match = _BEFORE_CHRIST.fullmatch(point)
    if match is None:
        try:
            ranked = rank_day(date.fromisoformat(point))
        except ValueError:
            return None
        return ranked, ranked
    year = -int(match["year"])
    low_month, high_month = (int(match["month"]),) * 2 if match["month"] else (1, 12)
    low_day, high_day = (int(match["day"]),) * 2 if match["day"] else (1, 31)
    return year * _SPACING + low_month * 32 + low_day, year * _SPACING + high_month * 32 + high_day


def _place_end(point: str, day: date) -> Period | None:
    return _place_point(point.lstrip("<>"), day)


def _place_point(point: str, day: date) -> Period | None:
    match = _POINT.fullmatch(point)
    if match is None:
        return _read_iso(point)
    if match["unit"] is None:
        return day, day
    by, part = int(match["by"] or 0), match["part"]
    if part is None:
        return shift_unit(day, match["unit"], by)
    if match["unit"] == "year":
        return find_period(day.year + by, part)
    if match["unit"] not in ("last", "next"):
        return None
    weekdays = [names[0] for names in load_date_words().weekdays]
    if part in weekdays:
        return find_weekday(day, weekdays.index(part), match["unit"] == "next", strict=False)
    return find_nearest(day, part, match["unit"] == "next")


def _read_iso(point: str) -> Period | None:
    try:
        day = date.fromisoformat(point)
    except ValueError:
        return None
    return day, day


def _step(day: date | None, by: int) -> date | None:
    if day is None or day in (date.min, date.max):
        return day
    return day + timedelta(days=by)


# ── two symbols of one article ────────────────────────────────────────────────────────────────

_SAMPLE_DAYS = 366 + 365
_CYCLE_DAYS = 28 * 365 + 7
_FIRST_SAMPLE = date(2000, 1, 1)


@lru_cache(maxsize=4096)
def compare_symbols(a: str, b: str) -> Comparison:
    """Compare two symbols of one article: what holds whatever the day of its publication; else UNKNOWN.

    All days of a leap year and the next stand for every day of publication, of 28 years where weekdays are involved,
    after which the calendar comes round again.
    """
    if any(one.startswith(("then", "every")) for one in (a, b)):
        return Comparison.UNKNOWN
    if a == b:
        return Comparison.SAME
    if "BC" in a or "BC" in b:
        return _compare_ends(rank_symbol(a), rank_symbol(b))
    days = _CYCLE_DAYS if _names_weekday(a) or _names_weekday(b) else _SAMPLE_DAYS
    verdicts: set[Comparison] = set()
    for count in range(days):
        day = _FIRST_SAMPLE + timedelta(days=count)
        verdicts.add(_compare_placed(place_symbol(a, day), place_symbol(b, day)))
        if Comparison.UNKNOWN in verdicts or (Comparison.DISJOINT in verdicts and len(verdicts) > 1):
            return Comparison.UNKNOWN
    return verdicts.pop() if len(verdicts) == 1 else Comparison.COMPATIBLE


def compare_ranks(a: Moment, b: Moment) -> Comparison:
    """Compare two moments of which at least one is a symbol, as far as they are fixed by years before Christ."""
    if (a.symbol or "BC").startswith("published") or (b.symbol or "BC").startswith("published"):
        return Comparison.UNKNOWN
    return _compare_ends(_rank_moment(a), _rank_moment(b))


def _rank_moment(moment: Moment) -> tuple[int | None, int | None] | None:
    if moment.symbol is not None:
        return rank_symbol(moment.symbol)
    start = None if moment.start is None else rank_day(moment.start)
    end = None if moment.end is None else rank_day(moment.end)
    return start, end


def _names_weekday(symbol: str) -> bool:
    return any(f"/{names[0]}" in symbol for names in load_date_words().weekdays)


def _compare_placed(a: Interval | None, b: Interval | None) -> Comparison:
    return Comparison.UNKNOWN if a is None or b is None else _compare_ends(_count_days(a), _count_days(b))


def _count_days(interval: Interval) -> tuple[int | None, int | None]:
    start, end = interval
    return (None if start is None else start.toordinal()), (None if end is None else end.toordinal())


def _compare_ends(a: tuple[int | None, int | None] | None, b: tuple[int | None, int | None] | None) -> Comparison:
    if a is None or b is None or a == (None, None) or b == (None, None):
        return Comparison.UNKNOWN
    if a == b:
        return Comparison.SAME
    for first, second in ((a, b), (b, a)):
        if first[1] is not None and second[0] is not None and first[1] < second[0]:
            return Comparison.DISJOINT
    return Comparison.COMPATIBLE
