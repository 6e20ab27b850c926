"""Dates that count from the one last named: "the next day", "that year", "two months later", "the 20th"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from hfcheck.model import Moment, Precision
from hfcheck.values.datebuilders import Mention
from hfcheck.values.periods import Period, find_nearest, find_period, find_precision, shift_unit
from hfcheck.values.symbols import write_before_christ

_FINE = (Precision.DAY, Precision.MONTH)
_UNITS_OF = {"day": (Precision.DAY,), "week": (Precision.DAY,), "month": _FINE, "quarter": _FINE}
_PRECISION_OF = {
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
}
_LATE = 11
_EARLY = 2


@dataclass
class Context:
    """What a text has named so far: the year, and the last day or month of it; `told`: whether by the text alone."""

    year: int | None = None
    near: Moment | None = None
    told: bool = True

    def name(self, moment: Moment, year: int | None, told: bool = True) -> None:
        """Take note of a date as it is read; `year` is what its own words name, `told` whether they, or the text
        before them, fix it without the date of publication."""
        self.told = told
        if moment.start is not None and moment.end is not None and moment.precision in _FINE:
            self.near, self.year = moment, moment.start.year
        elif year is not None:
            self.near, self.year = None, year

    def find_year(self, mention: Mention) -> int | None:
        """The year of a date that names none: the last one, or the next where the text goes on past its end."""
        if not self.told:
            return None
        near = self.near.start if self.near else None
        month = mention.part[:2]
        if self.year is None or near is None or near.year != self.year or not month.isdigit():
            return self.year
        return self.year + 1 if near.month >= _LATE and int(month) <= _EARLY else self.year


def make_context(moment: Moment | None) -> Context:
    """The context that a date of an earlier sentence leaves behind."""
    context = Context()
    if moment is not None and moment.start is not None:
        context.name(moment, moment.start.year, moment.basis in ("stated", "context"))
    return context


def resolve_then(mention: Mention, surface: str, context: Context) -> Moment | None:
    """The date that counts from the context; a symbol where that does not decide it, None where it is no date then."""
    if mention.anchor == "date":
        return _resolve_day_of_month(mention, surface, context)
    if mention.part:
        return _resolve_part(mention, surface, context)
    period = _shift(mention, context)
    if period is None:
        if mention.anchor == "year" and context.year is not None and context.year + mention.by < 0:
            symbol = write_before_christ(context.year + mention.by, "")
            return Moment(precision=Precision.YEAR, surface=surface, symbol=symbol, basis="context")
        offset = f"{mention.by:+d}" if mention.by else ""
        precision = _PRECISION_OF.get(mention.anchor, Precision.RANGE)
        return Moment(precision=precision, surface=surface, symbol=f"then.{mention.anchor}{offset}")
    moment = Moment(*period, _PRECISION_OF.get(mention.anchor, Precision.RANGE), surface, basis="context")
    return _loosen(moment, mention)


def _shift(mention: Mention, context: Context) -> Period | None:
    near, unit = context.near, mention.anchor
    if unit in ("year", "decade"):
        if context.year is None or not date.min.year <= context.year <= date.max.year:
            return None
        return shift_unit(date(context.year, 1, 1), unit, mention.by)
    if near is None or near.start is None or near.precision not in _UNITS_OF.get(unit, ()):
        return None
    if unit == "week" and mention.by:
        day = shift_unit(near.start, "day", 7 * mention.by)
        return (day[0] - timedelta(days=3), day[1] + timedelta(days=3)) if day else None
    return shift_unit(near.start, unit, mention.by)


def _loosen(moment: Moment, mention: Mention) -> Moment:
    """Open what "about" and "more than" leave open."""
    if not mention.slack or moment.start is None or moment.end is None:
        return moment
    ends: tuple[date | None, date | None]
    if mention.slack < 0:
        ends = (None, moment.end) if mention.by < 0 else (moment.start, None)
    else:
        first = shift_unit(moment.start, mention.anchor, -mention.slack)
        last = shift_unit(moment.end, mention.anchor, mention.slack)
        ends = (first[0] if first else moment.start, last[1] if last else moment.end)
    return msgspec.structs.replace(moment, start=ends[0], end=ends[1], precision=Precision.RANGE)


def _resolve_part(mention: Mention, surface: str, context: Context) -> Moment | None:
    """ "That summer", "the previous April"."""
    precision = find_precision(mention.part)
    period = None
    near = context.near
    if mention.anchor == "year":
        period = find_period(context.year, mention.part) if context.year is not None else None
    elif near is not None and near.start is not None and near.end is not None:
        ahead = mention.anchor == "next"
        edge = shift_unit(near.end if ahead else near.start, "month", 1 if ahead else -1)
        period = find_nearest(edge[0] if ahead else edge[1], mention.part, ahead) if edge else None
    if period is None:
        return Moment(precision=precision, surface=surface, symbol=f"then.{mention.anchor}/{mention.part}")
    return Moment(*period, precision, surface, basis="context")


def _resolve_day_of_month(mention: Mention, surface: str, context: Context) -> Moment | None:
    near = context.near
    if near is None or near.start is None:
        return None
    period = find_period(near.start.year, f"{near.start.month:02d}/{int(mention.part):02d}")
    return Moment(*period, Precision.DAY, surface, basis="context") if period else None
