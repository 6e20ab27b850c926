"""Named periods as closed intervals of days: parts of a year, and units counted from a day."""

from __future__ import annotations

import calendar
from datetime import MINYEAR, date, timedelta

from hfcheck.model import Precision
from hfcheck.values.lexicon import load_date_words

Period = tuple[date, date]

_MONTHS_OF = {"Q": 3, "H": 6}


def find_period(year: int, part: str) -> Period | None:
    """The days of a part of a year, or None where there is no such part (31 June).

    `part`: "" the year, "05" a month, "05/12" a day, "Q3", "H1", the id of a season, "fiscal" a business year (which
    may begin and end up to a year off), "to:03" or "to:03/31" the twelve months to then, "10y" and "100y" the decade or
    hundred years from `year` on.
    """
    try:
        return _find_period(year, part)
    except (ValueError, OverflowError):
        return None


def _find_period(year: int, part: str) -> Period:
    seasons = load_date_words().seasons
    if part.startswith("to:"):
        return _find_year_to(_find_period(year, part[3:])[1])
    month, _, day = part.partition("/")
    if day:
        return date(year, int(month), int(day)), date(year, int(month), int(day))
    if part == "fiscal":
        return date(year - 1, 1, 1), date(year + 1, 12, 31)
    if part == "" or part.endswith("y"):
        return date(year, 1, 1), date(year + int(part[:-1] or 1) - 1, 12, 31)
    if part in seasons:
        first, last = seasons[part].first, seasons[part].last
        # A winter is named after the year of its beginning or of its end.
        return date(year - (last < first), first, 1), _end_of_month(year + (last < first), last)
    length = _MONTHS_OF.get(part[0], 1)
    last = int(part.lstrip("QH")) * length
    return date(year, last - length + 1, 1), _end_of_month(year, last)


def _find_year_to(end: date) -> Period:
    """The twelve months that end on a day."""
    start = end + timedelta(days=1)
    return date(start.year - 1, start.month, min(start.day, 28) if start.month == 2 else start.day), end


def find_precision(part: str) -> Precision:
    """The precision that a part of a year (see `find_period`) is told with."""
    fixed = {"": Precision.YEAR, "10y": Precision.DECADE, "100y": Precision.CENTURY, "fiscal": Precision.RANGE}
    if part.startswith("to:"):
        return Precision.RANGE
    if part in fixed:
        return fixed[part]
    if part[0] in _MONTHS_OF:
        return Precision.QUARTER if part[0] == "Q" else Precision.RANGE
    if part in load_date_words().seasons:
        return Precision.SEASON
    return Precision.DAY if "/" in part else Precision.MONTH


def shift_unit(day: date, unit: str, by: int) -> Period | None:
    """The whole day, week (from Monday), month, quarter, year or decade that lies `by` of them from that of `day`."""
    try:
        return _shift_unit(day, unit, by)
    except (ValueError, OverflowError):
        return None


def _shift_unit(day: date, unit: str, by: int) -> Period:
    if unit == "day":
        return day + timedelta(days=by), day + timedelta(days=by)
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=by)
        return monday, monday + timedelta(days=6)
    length = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    first = ((day.year * 12 + day.month - 1) // length + by) * length
    last = first + length - 1
    return date(first // 12, first % 12 + 1, 1), _end_of_month(last // 12, last % 12 + 1)


def find_nearest(day: date, part: str, ahead: bool) -> Period | None:
    """The latest period of that part of a year to begin by `day`; with `ahead`, the earliest that has not ended."""
    years = range(day.year - 1, day.year + 2) if ahead else range(day.year + 1, max(day.year - 2, MINYEAR), -1)
    for year in years:
        period = find_period(year, part)
        if period and (period[1] >= day if ahead else period[0] <= day):
            return period
    return None


def find_weekday(day: date, weekday: int, ahead: bool, strict: bool) -> Period | None:
    """The nearest such weekday (Monday 0) at or before `day`, or ahead of it; never `day` itself where `strict`."""
    away = (weekday - day.weekday()) % 7 if ahead else -((day.weekday() - weekday) % 7)
    if strict and away == 0:
        away = 7 if ahead else -7
    return shift_unit(day, "day", away)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
