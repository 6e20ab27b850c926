"""Reads dates in English text as intervals of days. Nothing here asks the clock.

What depends on the date of publication is resolved against it where that decides; else it stays a symbol:

    symbol   = point | [point] ".." [point]          a range, open where an end is missing
    point    = "published." unit [offset]            a whole day, week, month, quarter, year or decade
             | "published.year" [offset] "/" part    a part of a year so many years away
             | "published.last/" part                the latest such part of a year to begin by then
             | "published.next/" part                the earliest such that has not ended
             | "published"                           the day itself
    offset   = ("+" | "-") digits
    part     = "05" | "05/12" | "Q3" | "H1" | season | weekday

So "December last year" is "published.year-1/12", and "since last month" is "published.month-1..". Before and after
exclude the period that they name: "<" and ">" stand before such an end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from datetime import date, timedelta
from email.utils import parsedate
from functools import cache

import msgspec

from hfcheck.model import Moment, Precision, Record
from hfcheck.values.lexicon import any_of, load_date_words
from hfcheck.values.mentions import Mention, find_mentions
from hfcheck.values.periods import Period, find_nearest, find_period, find_precision, find_weekday, shift_unit

_UNIT_PRECISION = {
    "day": Precision.DAY,
    "week": Precision.RANGE,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
}


class FoundMoment(Record, frozen=True):
    """A date and where it stands: offsets into the text that was read.

    `bound` is the preposition that opens the interval ("since", "until", ...), which the offsets then take in; "range"
    for one with two ends; else "". `year` is the calendar year that the words themselves name, if any.
    """

    start: int
    end: int
    moment: Moment
    bound: str = ""
    year: int | None = None


def read_moments(
    text: str, published: Moment | None = None, context_year: int | None = None
) -> tuple[FoundMoment, ...]:
    """Find the dates in `text`, in order, with offsets into it.

    A month or day without a year takes the year last named before it in `text`, or `context_year`, with the basis
    "context"; failing that it is resolved against `published`, as relative dates are. What `published` is too wide to
    decide, or None, is left as a symbol (grammar above). Dates that no calendar has are left out.
    """
    mentions = _share_years(text, find_mentions(text))
    found: list[FoundMoment] = []
    links = _find_links(text, mentions)
    skip = False
    for at, mention in enumerate(mentions):
        if mention.year is not None and mention.part not in ("10y", "100y", "fiscal"):
            context_year = mention.last_year or mention.year
        if skip:
            skip = False
            continue
        moment = _resolve(mention, text, published, context_year)
        if moment is None:
            continue
        if at in links:
            last = _resolve(mentions[at + 1], text, published, context_year)
            joined = _join(mention, moment, last, text[mention.start : mentions[at + 1].end]) if last else None
            if joined is not None:
                skip = True
                found.append(FoundMoment(mention.start, mentions[at + 1].end, joined, "range", mention.year))
                continue
        found.append(_apply_bound(text, mention, moment))
    return tuple(found)


def parse_date(text: str) -> Moment | None:
    """Read the date of a front matter or configuration: "2024", "2024-12", "2024-12-05", an ISO or RFC 822 time, or
    one date in words. None where `text` is no date with a year; the day is as written, whatever the time zone.

    Source: ISO 8601 (calendar dates, reduced precision), RFC 822.
    """
    words = text.strip()
    iso = re.fullmatch(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:[T ]\d{1,2}:.*)?)?)?", words)
    if iso:
        part = "/".join(f"{int(group):02d}" for group in iso.groups()[1:] if group)
        period = find_period(int(iso[1]), part)
        return Moment(*period, find_precision(part), words) if period else None
    mail = parsedate(words)
    if mail and mail[0] and len(words.split()) > 3:
        period = find_period(mail[0], f"{mail[1]:02d}/{mail[2]:02d}")
        return Moment(*period, Precision.DAY, words) if period else None
    found = [one for one in read_moments(words) if one.moment.symbol is None]
    weekday = r"(?:[A-Z][a-z]+day,?\s+)?"
    if len(found) == 1 and re.fullmatch(weekday, words[: found[0].start]) and found[0].end == len(words):
        return found[0].moment
    return None


# ── resolving ─────────────────────────────────────────────────────────────────────────────────


def _resolve(mention: Mention, text: str, published: Moment | None, context_year: int | None) -> Moment | None:
    surface = text[mention.start : mention.end]
    if mention.year is not None:
        return _resolve_run(mention, mention.year, mention.last_year or mention.year, surface, "stated")
    if mention.anchor == "" and context_year is not None:
        return _resolve_run(mention, context_year, context_year, surface, "context")
    symbol, precision = _name_symbol(mention, text)
    decided = {_place_symbol(symbol, day) for day in _list_days(published)}
    if not decided or len(decided) > 1:
        return Moment(precision=precision, surface=surface, symbol=symbol)
    period = decided.pop()
    return Moment(*period, precision, surface, basis="context") if period else None


def _resolve_run(mention: Mention, year: int, last_year: int, surface: str, basis: str) -> Moment | None:
    first = find_period(year, mention.part)
    if mention.last_part is None:
        return Moment(*first, find_precision(mention.part), surface, basis=basis) if first else None
    last = find_period(last_year, mention.last_part)
    if first is None or last is None or last[1] < first[0]:
        return None
    return Moment(first[0], last[1], Precision.RANGE, surface, basis=basis)


def _list_days(published: Moment | None) -> tuple[date, ...]:
    """The ends of the date of publication; nothing where one of them is open."""
    if published is None or published.start is None or published.end is None:
        return ()
    return published.start, published.end


def _name_symbol(mention: Mention, text: str) -> tuple[str, Precision]:
    offset = f"{mention.by:+d}" if mention.by else ""
    if mention.anchor == "past":
        return f"published.{mention.part}{offset}..published", Precision.RANGE
    if mention.anchor.isdigit():
        name = load_date_words().weekdays[int(mention.anchor)][0]
        ahead = mention.by > 0 or (mention.by == 0 and _looks_ahead(text, mention.start))
        return f"published.{'next' if ahead else 'last'}/{name}", Precision.DAY
    if mention.anchor == "year" and mention.part:
        return f"published.year{offset}/{mention.part}", find_precision(mention.part)
    if mention.anchor in _UNIT_PRECISION:
        return f"published.{mention.anchor}{offset}", _UNIT_PRECISION[mention.anchor]
    direction = mention.anchor or ("next" if _looks_ahead(text, mention.start) else "last")
    symbol, precision = f"published.{direction}/{mention.part}", find_precision(mention.part)
    if mention.last_part:
        return f"{symbol}..published.{direction}/{mention.last_part}", Precision.RANGE
    return symbol, precision


_POINT = re.compile(r"published(?:\.(?P<unit>[a-z]+)(?P<by>[+-]\d+)?(?:/(?P<part>.+))?)?")


def _place_symbol(symbol: str, day: date) -> Period | None:
    """The days that a symbol without open ends stands for, if `day` is the day of publication."""
    ends = [_place_point(point, day) for point in symbol.split("..")]
    if ends[0] is None or ends[-1] is None:
        return None
    return (ends[0][0], ends[-1][1]) if ends[0][0] <= ends[-1][1] else None


def _place_point(point: str, day: date) -> Period | None:
    match = _POINT.fullmatch(point)
    if match is None or match["unit"] is None:
        return day, day
    by, part = int(match["by"] or 0), match["part"]
    if part is None:
        return shift_unit(day, match["unit"], by)
    if match["unit"] == "year":
        return find_period(day.year + by, part)
    weekdays = [names[0] for names in load_date_words().weekdays]
    if part in weekdays:
        return find_weekday(day, weekdays.index(part), match["unit"] == "next", strict=False)
    return find_nearest(day, part, match["unit"] == "next")


def _looks_ahead(text: str, start: int) -> bool:
    """Whether the clause before a date speaks of what is to come."""
    clause = re.split(r"[.!?;]\s", text[max(0, start - 120) : start])[-1]
    return bool(re.search(rf"\b(?:{any_of(load_date_words().future_cues)})\b", clause))


# ── ranges and open ends ──────────────────────────────────────────────────────────────────────


def _share_years(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Give "January" in "January to November 2025" the year of what it is joined to."""
    shared = list(mentions)
    joint = _compile_links()
    for at in range(len(shared) - 2, -1, -1):
        left, right = shared[at], shared[at + 1]
        floating = left.year is None and left.anchor == "" and left.part
        if not floating or not right.part or ("/" in left.part and "/" not in right.part):
            continue
        if not joint.fullmatch(text, left.end, right.start):
            continue
        if right.year is not None and right.last_year is None:
            shared[at] = left._replace(year=right.year)
        elif right.anchor == "year":
            shared[at] = left._replace(anchor="year", by=right.by)
    return tuple(shared)


def _find_links(text: str, mentions: tuple[Mention, ...]) -> frozenset[int]:
    """Which mentions open a range that the next one ends."""
    links: set[int] = set()
    for at, (left, right) in enumerate(itertools.pairwise(mentions)):
        link = _compile_links().fullmatch(text, left.end, right.start)
        if link is None or at - 1 in links:
            continue
        word = link["link"].lower()
        between = re.search(r"\bbetween\s+(?:the\s+)?$", text[: left.start], re.IGNORECASE)
        if (word == "and") == bool(between):
            links.add(at)
    return frozenset(links)


@cache
def _compile_links() -> re.Pattern[str]:
    words = load_date_words()
    return re.compile(rf",?\s*(?P<link>{any_of(words.range_links)})\s*(?:(?:{any_of(words.vague_parts)})[\s-]+)?")


@cache
def _compile_bounds() -> re.Pattern[str]:
    words = load_date_words()
    vague = rf"(?:(?:{any_of(words.vague_parts)})[\s-]+)*"
    return re.compile(rf"\b(?P<word>{any_of(words.bounds)})\s+{vague}$", re.IGNORECASE)


def _join(mention: Mention, first: Moment, last: Moment, surface: str) -> Moment | None:
    if first.symbol is not None or last.symbol is not None:
        ends = [one.symbol or str(one.start) for one in (first, last)]
        return Moment(precision=Precision.RANGE, surface=surface, symbol="..".join(ends))
    if first.start is None or last.end is None or last.start is None:
        return None
    start: date | None = first.start
    if last.end < first.start:
        # "January to November", told in March: the January before that November.
        nearest = find_nearest(last.start, mention.part, ahead=False) if mention.year is None and mention.part else None
        start = nearest[0] if nearest else None
    if start is None:
        return None
    basis = "stated" if first.basis == last.basis == "stated" else "context"
    return Moment(start, last.end, Precision.RANGE, surface, basis=basis)


def _apply_bound(text: str, mention: Mention, moment: Moment) -> FoundMoment:
    """Open the interval where a preposition says so: "since 2019", "until 2010"."""
    before = _compile_bounds().search(text[max(0, mention.start - 40) : mention.start])
    if before is None:
        return FoundMoment(mention.start, mention.end, moment, year=mention.year)
    start = max(0, mention.start - 40) + before.start()
    word = " ".join(before["word"].lower().split())
    opened = _open_interval(moment, load_date_words().bounds[word], text[start : mention.end])
    return FoundMoment(start, mention.end, opened, word, mention.year)


def _open_interval(moment: Moment, kind: str, surface: str) -> Moment:
    if moment.symbol is not None:
        symbol = {"from": "{}..", "to": "..{}", "before": "..<{}", "after": ">{}.."}[kind].format(moment.symbol)
        return Moment(precision=Precision.RANGE, surface=surface, symbol=symbol)
    day, start, end = timedelta(days=1), moment.start, moment.end
    if start is None or end is None or end == date.max or start == date.min:
        return moment
    first, last = {"from": (start, None), "to": (None, end), "before": (None, start - day), "after": (end + day, None)}[
        kind
    ]
    return msgspec.structs.replace(moment, start=first, end=last, precision=Precision.RANGE, surface=surface)
