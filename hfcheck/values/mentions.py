"""Finds the words of dates: where they stand and what they say, nothing resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from hfcheck.values.lexicon import DateWords, any_of, load_date_words

_FIRST_ODD_YEAR = 1100


class Mention(NamedTuple):
    """One date as written.

    `year` and `part` (see `periods.find_period`) name a period; `last_part` ends it where days are given as a run.
    `anchor` says what a date without a year hangs on: "year" with `by` (December last year), "last" or "next" (the
    nearest such month), a unit with `by` (last week), "past" with `part` the unit (the past two years), or a weekday
    ("0" is Monday) with `by` its direction.
    """

    start: int
    end: int
    year: int | None = None
    part: str = ""
    last_year: int | None = None
    last_part: str | None = None
    anchor: str = ""
    by: int = 0


Builder = Callable[[re.Match[str]], Mention | None]


def find_mentions(text: str) -> tuple[Mention, ...]:
    """All dates in `text`, in order; where two readings overlap, the more specific pattern has it."""
    taken = bytearray(len(text))
    found: list[Mention] = []
    for pattern, build in _compile_patterns():
        for match in pattern.finditer(text):
            mention = build(match)
            if mention is None or any(taken[mention.start : mention.end]):
                continue
            taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            found.append(mention)
    found.sort()
    return tuple(one for one, after in zip_longest(found, found[1:]) if not _names_day_of(text, one, after))


def _names_day_of(text: str, one: Mention, after: Mention | None) -> bool:
    """Whether a weekday only goes with the date after it: "Thursday, 27 June"."""
    if after is None or not one.anchor.isdigit() or "/" not in after.part:
        return False
    return re.fullmatch(r",?\s*(?:the\s+)?", text[one.end : after.start]) is not None


# ── patterns ──────────────────────────────────────────────────────────────────────────────────

_YEAR = r"(?<![\d.,$€£¥/#])(?P<year>1\d{3}|20\d{2}|2100)(?![\d%]|[.,]\d|\s+BCE?\b)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST_DAY = r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DASH = r"\s*[-–—]\s*"
_OF = r"(?:,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?)"
_RUN = rf"(?:(?:{_DASH}|\s+to\s+|\s+and\s+){_LAST_DAY})?"


class _Groups(NamedTuple):
    """Named groups of a regular expression, for the words that dates are made of."""

    month: str
    season: str
    weekday: str
    shift: str
    unit: str
    number: str
    quarter: str


Pattern = tuple[str, Builder]


@cache
def _compile_patterns() -> tuple[tuple[re.Pattern[str], Builder], ...]:
    """The most specific first."""
    words = load_date_words()
    groups = _Groups(
        month=rf"(?P<month>{any_of(_cased(words.months))})\b(?:{_end_short(words)})?",
        season=rf"(?P<season>(?i:{any_of(word for entry in words.seasons.values() for word in entry.words)}))",
        weekday=rf"(?P<weekday>{any_of(_cased(words.weekdays))})",
        shift=rf"(?P<shift>(?i:{any_of(words.shifts)}))",
        unit=rf"(?P<unit>{any_of(words.units)})",
        number=rf"(?P<number>\d{{1,3}}|(?i:{any_of(words.small_numbers)}))",
        quarter=(
            rf"(?:Q(?P<q>[1-4])|(?P<nth>(?i:{any_of(words.ordinals)}))[\s-](?P<span>(?i:quarter|half))|H(?P<h>[12]))"
        ),
    )
    patterns = (*_list_dated(words, groups), *_list_relative(groups), *_list_undated(words, groups))
    return tuple((re.compile(pattern), build) for pattern, build in patterns)


def _list_dated(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Dates with a year of their own, or told of another year ("last year")."""
    return (
        (r"(?<![\d-])(?P<year>\d{4})[-/](?P<mm>\d{2})[-/](?P<day>\d{2})(?![\d-])", _build_date),
        (rf"\b{g.month}\s+{_DAY}{_RUN},?\s+(?:of\s+)?{_YEAR}", _build_date),
        (rf"(?<!\d)(?:the\s+)?{_DAY}{_RUN}\s+(?:of\s+)?{g.month},?\s+(?:of\s+)?{_YEAR}", _build_date),
        (rf"\b{g.month}\s+(?:{_DAY}\s+)?(?:of\s+)?{g.shift}\s+year\b", _build_of_year),
        (rf"\b{_DAY}\s+(?:of\s+)?{g.month}\s+(?:of\s+)?{g.shift}\s+year\b", _build_of_year),
        (rf"\b{g.quarter}(?:\s+(?:of\s+)?){g.shift}\s+year\b", _build_of_year),
        (rf"\b{g.month}{_OF}{_YEAR}", _build_date),
        (rf"\b{g.quarter}{_OF}(?:fiscal\s+)?{_YEAR}", _build_date),
        (rf"{_YEAR}\s*(?:Q(?P<q>[1-4])|H(?P<h>[12]))\b", _build_date),
        (rf"\b{g.season}{_OF}{_YEAR}", _build_date),
        (r"\b(?i:fiscal\s+(?:year\s+)?|FY\s?)(?P<fiscal>\d{4})\b", _build_date),
        (r"(?<![\w.,])(?P<decade>1\d{2}0|20\d0)['’]?s\b", _build_date),
        (r"(?<=\s)['’](?P<short>[2-9]0)s\b", _build_date),
        (
            rf"\b(?:(?P<nth100>\d{{1,2}})(?:st|nd|rd|th)|(?P<name100>(?i:{any_of(words.centuries)})))[\s-]century\b",
            _build_century,
        ),
        (rf"{_YEAR}(?:{_DASH}|/)(?P<year2>1\d{{3}}|20\d{{2}}|\d{{2}})(?!\d|[-/.,]\d|\s*%)", _build_years),
    )


def _list_relative(g: _Groups) -> tuple[Pattern, ...]:
    """Dates that count from the day of publication."""
    return (
        (rf"\b(?i:last|past|previous)\s+{g.number}\s+{g.unit}s\b", _build_past),
        (rf"\b{g.number}\s+{g.unit}s?\s+ago\b", _build_ago),
        (rf"\b{g.shift}\s+{g.month}(?!\s+\d)", _build_named),
        (rf"\b{g.shift}\s+{g.season}\b", _build_named),
        (rf"\b{g.shift}\s+{g.weekday}\b", _build_weekday),
        (rf"\b{g.shift}\s+{g.unit}\b", _build_unit),
    )


def _list_undated(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Days and months without a year, and years by themselves."""
    months = any_of(_cased(words.months))
    return (
        (rf"\b{g.month}\s+{_DAY}{_RUN}(?![\d%:]|[.,]\d|\s+(?:{any_of(words.amount_nouns_after)})\b)", _build_named),
        (rf"(?<![\d.,])\b{_DAY}{_RUN}\s+(?:of\s+)?{g.month}(?!\s+\d)", _build_named),
        (rf"\b(?i:{any_of(words.days)})\b", _build_day),
        (rf"\b{g.weekday}\b(?!\s+[A-Z])", _build_weekday),
        (rf"\b(?i:{any_of(words.month_cues)})[\s-]+(?P<at>){g.month}(?!\s+\d|\s+[A-Z])", _build_named),
        (rf"(?<!\w)(?P<at>){g.month}(?=\s+(?:to|through|and|until)\s+{months}\b)", _build_named),
        (rf"\b(?i:{any_of(words.year_cues)})\s*(?:\(|\s)?\s*(?P<at>){_YEAR}", _build_year),
        (rf"(?<=,)\s+(?P<at>){_YEAR}(?=,?\s+and\s+(?:1\d|20)\d\d\b)", _build_year),
        (rf"[(\[](?:born\s+|b\.\s*|c\.\s*|circa\s+)?(?P<at>){_YEAR}(?=[)\];,–—-])", _build_year),
        (rf"\bthe\s+(?P<at>){_YEAR}(?=\s+[A-Za-z])", _build_odd_year),
        (rf"\s(?P<at>){_YEAR}(?=[.,;:)!?]?(?:\s|$))(?=[.,;:)!?]|\s*$)", _build_odd_year),
        (rf"^(?P<at>){_YEAR}(?=\s+[A-Z])", _build_odd_year),
    )


def _end_short(words: DateWords) -> str:
    """The point of a shortened month; after a full name it ends the sentence."""
    short = _cased(tuple(names[1:] for names in words.months))
    widths = sorted({len(form) for form in short})
    return "|".join(rf"(?<={any_of(form for form in short if len(form) == width)})\." for width in widths)


def _cased(names: tuple[tuple[str, ...], ...]) -> list[str]:
    return [form for group in names for name in group for form in (name.capitalize(), name.upper())]


# ── builders ──────────────────────────────────────────────────────────────────────────────────


def _build_date(match: re.Match[str]) -> Mention | None:
    """A date with its own year."""
    group = match.groupdict()
    start, end = match.span()
    if group.get("fiscal"):
        return Mention(start, end, int(group["fiscal"]), "fiscal")
    if group.get("decade"):
        return Mention(start, end, int(group["decade"]), "10y")
    if group.get("short"):
        return Mention(start, end, 1900 + int(group["short"]), "10y")
    part, last = _read_part(match)
    year = int(group["year"])
    return Mention(start, end, year, part, year if last else None, last)


def _build_of_year(match: re.Match[str]) -> Mention | None:
    part, _ = _read_part(match)
    return Mention(*match.span(), part=part, anchor="year", by=_read_shift(match))


def _build_named(match: re.Match[str]) -> Mention | None:
    """A month, day or season without a year."""
    part, last = _read_part(match)
    shift = match.groupdict().get("shift")
    start = match.start("at") if "at" in match.re.groupindex else match.start()
    if shift is not None and _read_shift(match) == 0:
        return Mention(start, match.end(), part=part, anchor="year")
    anchor = "" if shift is None else "next" if _read_shift(match) > 0 else "last"
    return Mention(start, match.end(), part=part, last_part=last, anchor=anchor)


def _build_century(match: re.Match[str]) -> Mention | None:
    name = match["name100"]
    nth = load_date_words().centuries.index(name.lower()) + 1 if name else int(match["nth100"])
    return Mention(*match.span(), (nth - 1) * 100 + 1, "100y") if 1 <= nth <= 21 else None


def _build_years(match: re.Match[str]) -> Mention | None:
    first, last = int(match["year"]), match["year2"]
    year = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if year <= first or _precedes_amount(match.string, match.end()):
        return None
    return Mention(*match.span(), first, "", year, "")


def _build_past(match: re.Match[str]) -> Mention | None:
    return Mention(*match.span(), part=match["unit"], anchor="past", by=-_read_number(match))


def _build_ago(match: re.Match[str]) -> Mention | None:
    return Mention(*match.span(), anchor=match["unit"], by=-_read_number(match))


def _build_unit(match: re.Match[str]) -> Mention | None:
    return Mention(*match.span(), anchor=match["unit"], by=_read_shift(match))


def _build_day(match: re.Match[str]) -> Mention | None:
    return Mention(*match.span(), anchor="day", by=load_date_words().days[_fold(match[0])])


def _build_weekday(match: re.Match[str]) -> Mention | None:
    index = _find_name(load_date_words().weekdays, match["weekday"])
    shift = match.groupdict().get("shift")
    return Mention(*match.span(), anchor=str(index), by=0 if shift is None else _read_shift(match))


def _build_year(match: re.Match[str]) -> Mention | None:
    """A year after a word that years stand after."""
    text, start = match.string, match.start("at")
    nouns = any_of(load_date_words().amount_nouns_before)
    before = re.search(rf"\b(?:{nouns})\s+of\s+$", text[max(0, start - 30) : start])
    if before or _precedes_amount(text, match.end()):
        return None
    return Mention(start, match.end(), int(match["year"]))


def _build_odd_year(match: re.Match[str]) -> Mention | None:
    """A year that no word announces: never a round number, which may as well be an amount."""
    year = int(match["year"])
    if year % 100 == 0 or year < _FIRST_ODD_YEAR or _precedes_amount(match.string, match.end()):
        return None
    return Mention(match.start("at"), match.end(), year)


def _precedes_amount(text: str, end: int) -> bool:
    """Whether a noun follows that the number counts: "2000 cars", "1,500 people"."""
    words = load_date_words()
    after = re.match(r"\s+([a-z]+)\b", text[end : end + 30])
    if after is None or after[1] in words.verbs_and_links_after:
        return False
    return after[1].endswith("s") or after[1] in words.amount_nouns_after


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _read_part(match: re.Match[str]) -> tuple[str, str | None]:
    """The part of the year, and the part that ends it where the match gives a run of days."""
    group, words = match.groupdict(), load_date_words()
    if group.get("season"):
        name = group["season"].lower()
        return next(key for key, season in words.seasons.items() if name in season.words), None
    if group.get("q") or group.get("h"):
        return (f"Q{group['q']}" if group.get("q") else f"H{group['h']}"), None
    if group.get("nth"):
        return f"{'Q' if group['span'].lower() == 'quarter' else 'H'}{words.ordinals[_fold(group['nth'])]}", None
    if group.get("mm"):
        return f"{group['mm']}/{group['day']}", None
    month = f"{_find_name(words.months, group['month']) + 1:02d}"
    if not group.get("day"):
        return month, None
    last = f"{month}/{int(group['day2']):02d}" if group.get("day2") else None
    return f"{month}/{int(group['day']):02d}", last


def _read_shift(match: re.Match[str]) -> int:
    return load_date_words().shifts[_fold(match["shift"])]


def _read_number(match: re.Match[str]) -> int:
    number = match["number"]
    return int(number) if number.isdigit() else load_date_words().small_numbers[_fold(number)]


def _find_name(names: tuple[tuple[str, ...], ...], word: str) -> int:
    return next(index for index, group in enumerate(names) if word.lower() in group)


def _fold(text: str) -> str:
    return " ".join(text.lower().split())
