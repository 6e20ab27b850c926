"""Reads dates in English text as intervals of days. Nothing here asks the clock.

What depends on the date of publication is resolved against it where that decides; else it stays a symbol (grammar in
`symbols`). What depends on a date named before it in the text is resolved against that (`contexts`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import msgspec

from hfcheck.model import Moment, Precision, Record
from hfcheck.values.contexts import Context, make_context, resolve_then
from hfcheck.values.datebuilders import Mention
from hfcheck.values.lexicon import any_of, load_date_words
from hfcheck.values.mentions import find_mentions
from hfcheck.values.periods import find_nearest, find_period, find_precision
from hfcheck.values.symbols import place_symbol, write_before_christ

PUBLISHED = "published"
"""The basis of a date that was resolved against the day of publication."""

_LEAP_YEAR = 2000
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
    for one with two ends; else "". `year` is the calendar year that the words themselves name, if any. `parts` are the
    dates without the preposition, with their offsets: one, or both ends of a range.
    """

    start: int
    end: int
    moment: Moment
    bound: str = ""
    year: int | None = None
    parts: tuple[tuple[int, int, Moment], ...] = ()


def read_moments(text: str, published: Moment | None = None, context: Moment | None = None) -> tuple[FoundMoment, ...]:
    """Find the dates in `text`, in order, with offsets into it.

    A month or day without a year takes the year last named before it in `text` or by `context`, the date last named
    before `text`, with the basis "context"; failing that it is resolved against `published`, as relative dates are.
    What `published` is too wide to decide, or None, is left as a symbol. Dates that no calendar has are left out.
    """
    mentions = _share_years(text, find_mentions(text))
    known = make_context(context)
    found: list[FoundMoment] = []
    links = _find_links(text, mentions)
    skip = False
    for at, mention in enumerate(mentions):
        if skip:
            skip = False
            continue
        moment = _resolve(mention, text, published, known)
        if moment is None:
            continue
        _note(known, mention, moment, text)
        if at in links:
            after = mentions[at + 1]
            last = _resolve(after, text, published, known)
            joined = _join(mention, moment, last, text[mention.start : after.end]) if last else None
            if joined is not None and last is not None:
                skip = True
                _note(known, after, last, text)
                parts = (*_split(mention, moment, text), *_split(after, last, text))
                found.append(FoundMoment(mention.start, after.end, joined, "range", mention.year, parts))
                continue
        found.append(_apply_bound(text, mention, moment))
    return _join_alternatives(text, found)


_OR = re.compile(r",?\s+or\s+(?:(?:in|on|by)\s+)?")


_OR_CENTURY = re.compile(r"(?P<first>\d{1,2})(?:st|nd|rd|th)\s+(?:or|and)\s+(?:the\s+)?$", re.ASCII)


def _widen_century(text: str, found: FoundMoment) -> FoundMoment:
    """ "in the 18th or 19th century", "in the 18th and 19th centuries": from the first of the two on."""
    moment = found.moment
    match = _OR_CENTURY.search(text[max(0, found.start - 20) : found.start])
    if moment.precision is not Precision.CENTURY or moment.start is None or match is None or found.bound:
        return found
    year = int(match["first"]) * 100 - 99
    if not 0 < year < moment.start.year:
        return found
    start = found.start - (len(match[0]))
    wide = Moment(date(year, 1, 1), moment.end, Precision.RANGE, text[start : found.end], basis=moment.basis)
    return FoundMoment(start, found.end, wide, "range", found.year, found.parts)


def _join_alternatives(text: str, found: list[FoundMoment]) -> tuple[FoundMoment, ...]:
    """ "either 1912 or 1915" is one time that may be any between them: nothing within is excluded."""
    joined: list[FoundMoment] = []
    for single in found:
        moment = _widen_century(text, single)
        before = joined[-1] if joined else None
        if before is not None and _OR.fullmatch(text, before.end, moment.start) and not (before.bound or moment.bound):
            first, last = before.moment, moment.moment
            if first.start and first.end and last.start and last.end:
                start, end = min(first.start, last.start), max(first.end, last.end)
                wide = Moment(start, end, Precision.RANGE, text[before.start : moment.end], basis=last.basis)
                parts = (*(before.parts or ()), *(moment.parts or ()))
                joined[-1] = FoundMoment(before.start, moment.end, wide, "range", before.year, parts)
                continue
        joined.append(moment)
    return tuple(joined)


def _note(known: Context, mention: Mention, moment: Moment, text: str) -> None:
    """Remember a date for those that follow; long periods and what recurs leave no year behind."""
    if mention.part in ("10y", "100y", "fiscal") or mention.anchor == "every" or (moment.symbol and not mention.year):
        return
    last = mention.last_year or mention.year
    ahead = mention.part == "" and last is not None and known.year is not None and last > known.year
    # A later year in passing is a plan, or looks back from then: the story stays where it was.
    if ahead and not _opens_sentence(text, mention.start):
        return
    if mention.split and moment.end and mention.last_part:
        moment = Moment(moment.end, moment.end, Precision.DAY)
    known.name(moment, last, moment.basis != PUBLISHED)


_OPENING = re.compile(r"(?:^|[.!?;:)”\"]\s+|\n\s*)(?:[A-Za-z]+\s+(?:(?:the|of|early|mid|late|end|start|year)[\s-])*)?$")


def _opens_sentence(text: str, start: int) -> bool:
    """Whether at most a preposition stands between a date and the beginning of its sentence."""
    return _OPENING.search(text[max(0, start - 40) : start]) is not None


def _split(mention: Mention, moment: Moment, text: str) -> tuple[tuple[int, int, Moment], ...]:
    """The dates that a mention is made of, each with its offsets: both ends of "5–8 May", else the one."""
    if mention.split is None or mention.last_part is None:
        return ((mention.start, mention.end, moment),)
    first_end, last_start = mention.split
    year = moment.start.year if moment.start else mention.year
    if year is None:
        return ((mention.start, mention.end, moment),)
    first = _resolve_run(mention._replace(last_part=None), year, year, text[mention.start : first_end], moment.basis)
    last_year = mention.last_year or year
    late = mention._replace(part=mention.last_part, last_part=None)
    last = _resolve_run(late, last_year, last_year, text[last_start : mention.end], moment.basis)
    ends = ((mention.start, first_end, first), (last_start, mention.end, last))
    return tuple((start, end, one) for start, end, one in ends if one is not None)


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
    # Imported here: a date as mail writes it is rare.
    from email.utils import parsedate

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


def _resolve(mention: Mention, text: str, published: Moment | None, known: Context) -> Moment | None:
    surface = text[mention.start : mention.end]
    if mention.year is not None:
        return _resolve_run(mention, mention.year, mention.last_year or mention.year, surface, "stated")
    if mention.base == "then" or (mention.base == "either" and known.year and not _looks_ahead(text, mention.start)):
        return resolve_then(mention, surface, known)
    year = known.find_year(mention) if mention.anchor == "" else None
    if year is not None:
        return _resolve_run(mention, year, year, surface, "context")
    if "/" in mention.part and find_period(_LEAP_YEAR, mention.part) is None:
        return None
    symbol, precision = _name_symbol(mention, text)
    decided = {place_symbol(symbol, day) for day in _list_days(published)}
    if not decided or len(decided) > 1 or mention.anchor == "every":
        return Moment(precision=precision, surface=surface, symbol=symbol)
    period = decided.pop()
    return Moment(*period, precision, surface, basis=PUBLISHED) if period else None


def _resolve_run(mention: Mention, year: int, last_year: int, surface: str, basis: str) -> Moment | None:
    if year < 0:
        return _resolve_before_christ(mention, year, last_year, surface)
    first = find_period(year, mention.part)
    if mention.last_part is None:
        return Moment(*first, find_precision(mention.part), surface, basis=basis) if first else None
    last = find_period(last_year, mention.last_part)
    if first is None or last is None or last[1] < first[0]:
        return None
    return Moment(first[0], last[1], Precision.RANGE, surface, basis=basis)


def _resolve_before_christ(mention: Mention, year: int, last_year: int, surface: str) -> Moment | None:
    """A year before Christ, as a symbol: no date of Python lies there."""
    symbol = write_before_christ(year, "" if mention.part in load_date_words().seasons else mention.part)
    precision = find_precision(mention.part)
    if mention.last_part is not None and symbol:
        last = write_before_christ(last_year, mention.last_part)
        symbol, precision = f"{symbol}..{last}" if last else None, Precision.RANGE
    return Moment(precision=precision, surface=surface, symbol=symbol) if symbol else None


def _list_days(published: Moment | None) -> tuple[date, ...]:
    """The ends of the date of publication; nothing where one of them is open."""
    if published is None or published.start is None or published.end is None:
        return ()
    return published.start, published.end


def _name_symbol(mention: Mention, text: str) -> tuple[str, Precision]:
    offset = f"{mention.by:+d}" if mention.by else ""
    if mention.anchor == "every":
        return f"every.{mention.part}", Precision.RANGE
    if mention.anchor == "past":
        return f"published.{mention.part}{offset}..published", Precision.RANGE
    if mention.anchor.isdigit():
        name = load_date_words().weekdays[int(mention.anchor)][0]
        ahead = mention.by > 0 or (mention.by == 0 and _looks_ahead(text, mention.start))
        return f"published.{'next' if ahead else 'last'}/{name}", Precision.DAY
    if mention.anchor == "year" and mention.part:
        return _name_part_of_year(mention, offset)
    if mention.anchor in _UNIT_PRECISION:
        return _name_unit(mention, offset)
    direction = mention.anchor or ("next" if _looks_ahead(text, mention.start) else "last")
    symbol, precision = f"published.{direction}/{mention.part}", find_precision(mention.part)
    if mention.last_part:
        return f"{symbol}..published.{direction}/{mention.last_part}", Precision.RANGE
    return symbol, precision


def _name_part_of_year(mention: Mention, offset: str) -> tuple[str, Precision]:
    symbol = f"published.year{offset}/{mention.part}"
    if mention.last_part:
        return f"{symbol}..published.year{offset}/{mention.last_part}", Precision.RANGE
    return symbol, find_precision(mention.part)


def _name_unit(mention: Mention, offset: str) -> tuple[str, Precision]:
    """So many units away; with slack, a range around or beyond it."""
    symbol = f"published.{mention.anchor}{offset}"
    if mention.slack < 0:
        return (f"..{symbol}" if mention.by < 0 else f"{symbol}.."), Precision.RANGE
    if mention.slack:
        first, last = mention.by - mention.slack, mention.by + mention.slack
        return f"published.{mention.anchor}{first:+d}..published.{mention.anchor}{last:+d}", Precision.RANGE
    return symbol, _UNIT_PRECISION[mention.anchor]


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
    if "every" in f"{first.symbol}{last.symbol}" or "then" in f"{first.symbol}{last.symbol}":
        return None
    if first.symbol is not None or last.symbol is not None:
        ends = [one.symbol or str(one.start) for one in (first, last)]
        return Moment(precision=Precision.RANGE, surface=surface, symbol="..".join(ends))
    if first.start is None or last.end is None or last.start is None:
        return None
    start: date | None = first.start
    if last.end < first.start:
        # "January to November", told in March: the January before that November.
        floating = mention.year is None and mention.part
        nearest = find_nearest(last.start, mention.part, ahead=False) if floating else None
        start = nearest[0] if nearest else None
    if start is None:
        return None
    bases = (first.basis, last.basis)
    basis = next((one for one in (PUBLISHED, "context") if one in bases), "stated")
    return Moment(start, last.end, Precision.RANGE, surface, basis=basis)


def _apply_bound(text: str, mention: Mention, moment: Moment) -> FoundMoment:
    """Open the interval where a preposition says so: "since 2019", "until 2010"."""
    parts = _split(mention, moment, text)
    before = _compile_bounds().search(text[max(0, mention.start - 40) : mention.start])
    run = mention.last_part is not None and before is not None and before["word"].lower() == "from"
    if before is None or run:
        return FoundMoment(mention.start, mention.end, moment, year=mention.year, parts=parts)
    start = max(0, mention.start - 40) + before.start()
    word = " ".join(before["word"].lower().split())
    opened = _open_interval(moment, load_date_words().bounds[word], text[start : mention.end])
    return FoundMoment(start, mention.end, opened, word, mention.year, parts)


def _open_interval(moment: Moment, kind: str, surface: str) -> Moment:
    if moment.symbol is not None and (".." in moment.symbol or moment.symbol.startswith(("every", "then"))):
        return msgspec.structs.replace(moment, surface=surface)
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
