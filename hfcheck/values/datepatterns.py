"""The patterns of dates, the most specific first; what each match says is built by `datebuilders`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from hfcheck.values import datebuilders as build
from hfcheck.values.datebuilders import Builder
from hfcheck.values.lexicon import DateWords, any_of, load_date_words

_YEAR = r"(?<![\d.,$€£¥/#])(?P<year>1\d{3}|20\d{2}|2100)(?![\d%]|[.,]\d|\s+BCE?\b|\s+[b-zB-HJ-Z]\b)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST_DAY = r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DASH = r"\s*[-–—]\s*"
_OF = r"(?:,?\s+(?:of\s+|in\s+)?(?:the\s+year\s+)?)"
_RUN = rf"(?:(?:{_DASH}|\s+to\s+|\s+and\s+|\s+or\s+){_LAST_DAY})?"
_OPEN = r"(?:^|(?<=[.!?]\s)|(?<=\n))"
_OPEN_AFTER = ("before", "on")
_STOP = r"(?=\s*[,.;:)!?”\"]|\s*$)"
_ENDS = r"(?=\s*[,.;:)!?”\"]|\s*$|\s+(?:and|but|when|he|she|it|they|the|that|which|who|to|in|on|at|by|with)\b)"

Pattern = tuple[str, Builder]


class DatePattern(NamedTuple):
    """A pattern, what reads its match, and whether a text without a digit, or without a word of time, has none."""

    pattern: re.Pattern[str]
    build: Builder
    needs_digit: bool
    needs_word: bool


class _Groups(NamedTuple):
    """Named groups of a regular expression, for the words that dates are made of."""

    month: str
    season: str
    weekday: str
    shift: str
    then: str
    unit: str
    number: str
    quarter: str
    era: str
    feast: str


@cache
def compile_patterns() -> tuple[DatePattern, ...]:
    """Each pattern of a date with the function that reads its match; each needs a digit or a word of time."""
    words = load_date_words()
    groups = _Groups(
        month=rf"(?P<month>{any_of(_case(words.months))})\b(?:{_end_short(words)})?",
        season=rf"(?P<season>(?i:{any_of(word for entry in words.seasons.values() for word in entry.words)}))",
        weekday=rf"(?P<weekday>{any_of(_case(words.weekdays))})",
        shift=rf"(?P<shift>(?i:{any_of(words.shifts)}))",
        then=rf"(?P<then>(?i:{any_of(words.then_shifts)}))",
        unit=rf"(?P<unit>{any_of(words.units)})",
        number=rf"(?P<number>\d{{1,3}}|(?i:{any_of(words.small_numbers)}))",
        quarter=(
            rf"(?:Q(?P<q>[1-4])|(?P<nth>(?i:{any_of(words.ordinals)}))[\s-](?P<span>(?i:quarter|half))|H(?P<h>[12]))"
        ),
        era=rf"\s?(?:{any_of(words.eras_before)})(?!\w)",
        feast=rf"(?P<feast>(?i:{any_of(words.named_days)}))",
    )
    *eras, century = _list_eras(words, groups)
    *then, day_of_month = _list_then(words, groups)
    worded = (*_list_recurring(words), *_list_relative(words, groups), *then)
    return (
        *_compile(eras, digit=True),
        *_compile((century,), word=True),
        *_compile(_list_dated(words, groups)),
        *_compile(worded, word=True),
        *_compile((day_of_month,), digit=True),
        *_compile(_list_undated(words, groups), word=True),
        *_compile(_list_years(words), digit=True),
    )


def _compile(patterns: Iterable[Pattern], *, digit: bool = False, word: bool = False) -> Iterator[DatePattern]:
    return (DatePattern(re.compile(pattern), builder, digit, word) for pattern, builder in patterns)


@cache
def list_time_words() -> frozenset[str]:
    """The words of time: a date that is told without any digit holds one of them, in small letters."""
    words = load_date_words()
    seasons = (form for season in words.seasons.values() for form in season.words)
    singular = (*(form for forms in words.weekdays for form in forms), *words.units, *words.then_times)
    forms = (*singular, *(f"{form}s" for form in singular), *seasons, *words.days, *words.named_days, "century")
    months = (form for forms in words.months for form in forms)
    return frozenset(max(re.findall(r"\w+", form.lower()), key=len) for form in (*forms, *months))


def _list_eras(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Years that name their era."""
    before = rf"(?P<bc>\d{{1,4}}){g.era}"
    eras = any_of(words.eras_after)
    named = rf"(?P<name100>(?i:{any_of(words.centuries)}))"
    return (
        (
            rf"(?<![\d.,])(?P<bc1>\d{{1,4}})(?:{g.era})?(?:{_DASH}|\s+(?:to|and|until|or)\s+)(?P<bc2>\d{{1,4}}){g.era}",
            build.build_years_before,
        ),
        (rf"\b{g.month}\s+(?:{_DAY},?\s+)?(?:of\s+)?{before}", build.build_date),
        (rf"\b(?:{_DAY}\s+)?{g.month},?\s+(?:of\s+)?{before}", build.build_date),
        (rf"\b{g.season}{_OF}{before}", build.build_date),
        (rf"(?<![\d.,])\b{before}", build.build_date),
        (rf"\b(?:{eras})\s?(?P<ad>\d{{1,4}})(?!\d)", build.build_date),
        (rf"(?<![\d.,])\b(?P<ad2>\d{{1,4}})\s?(?:{eras})(?!\w)", build.build_date),
        (rf"\b(?:(?P<nth100>\d{{1,2}})(?:st|nd|rd|th)|{named})[\s-]century\b(?P<era>{g.era})?", build.build_century),
    )


def _list_dated(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Dates with a year of their own, or told of another year ("last year")."""
    fiscal = rf"(?i:{any_of(words.fiscal)})\s+(?i:year\s+)?"
    months = (
        rf"\b(?P<side>(?i:first|last|final))\s+(?P<count>\d{{1,2}}|(?i:{any_of(words.small_numbers)}))\s+months\s+of"
    )
    ended = rf"\b{fiscal}(?:ended|ending|to)\s+(?:on\s+)?"
    return (
        (r"(?<![\d-])(?P<year>\d{4})[-/](?P<mm>\d{2})[-/](?P<day>\d{2})(?![\d-])", build.build_date),
        (rf"{ended}{g.month}\s+(?:{_DAY},?\s+)?{_YEAR}", build.build_fiscal_end),
        (rf"{ended}{_DAY}\s+{g.month}\s+{_YEAR}", build.build_fiscal_end),
        (rf"\b{g.month}\s+{_DAY}{_RUN},?\s+(?:of\s+)?{_YEAR}", build.build_date),
        (rf"(?<!\d)(?:the\s+)?{_DAY}{_RUN}\s+(?:of\s+)?{g.month},?\s+(?:of\s+)?{_YEAR}", build.build_date),
        (rf"\b{g.feast},?\s+(?:of\s+)?{_YEAR}", build.build_date),
        (rf"\b{g.month}\s+(?:{_DAY}\s+)?(?:of\s+)?{g.shift}\s+year\b", build.build_of_year),
        (rf"\b{_DAY}\s+(?:of\s+)?{g.month}\s+(?:of\s+)?{g.shift}\s+year\b", build.build_of_year),
        (rf"\b{g.quarter}(?:\s+(?:of\s+)?){g.shift}\s+year\b", build.build_of_year),
        (rf"\b{g.season}(?:\s+of\s+){g.shift}\s+year\b", build.build_of_year),
        (rf"{months}\s+(?:{_YEAR}|{g.shift}\s+year\b)", build.build_months_of),
        (rf"\b{g.month}{_OF}{_YEAR}", build.build_date),
        (rf"\b{g.quarter}{_OF}(?:{fiscal}|FY\s?)(?P<fiscal>\d{{4}})\b", build.build_date),
        (rf"\b{g.quarter}{_OF}{_YEAR}", build.build_date),
        (rf"{_YEAR}\s*(?:Q(?P<q>[1-4])|H(?P<h>[12]))\b", build.build_date),
        (rf"\b{g.season}{_OF}{_YEAR}", build.build_date),
        (rf"\b(?:{fiscal}|FY\s?)(?P<fiscal>\d{{4}})(?![-/–]\d)\b", build.build_date),
        (r"(?<![\w.,])(?P<decade>1\d{2}0|20\d0)['’]?s\b", build.build_date),
        (r"(?<=\s)['’](?P<short>[2-9]0)s\b", build.build_date),
        (rf"{_YEAR}(?:{_DASH}|/)(?P<year2>1\d{{3}}|20\d{{2}}|\d{{2}})(?!\d|[-/.,]\d|\s*%)", build.build_years),
    )


def _list_recurring(words: DateWords) -> tuple[Pattern, ...]:
    """What comes again and again."""
    units = any_of((*words.units, *(f"{unit}s" for unit in words.units)))
    names = any_of((*_case(words.weekdays), *_case(words.months), *words.seasons, *words.named_days))
    return (
        (rf"\b(?i:{any_of(words.recurring)})\s+(?P<again>{names}|{units})\b", build.build_recurring),
        (rf"\b(?:[Oo]n\s+)?(?P<again>(?:{any_of(_case(words.weekdays))})s)\b", build.build_recurring),
    )


def _list_relative(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Dates that count from the day of publication."""
    vague = rf"(?:(?:(?P<about>(?i:{any_of(words.about_ago)}))|(?P<beyond>(?i:{any_of(words.beyond_ago)})))\s+)?"
    return (
        (rf"\b(?i:{any_of(('the day before yesterday', 'the day after tomorrow'))})\b", build.build_day),
        (rf"\b(?i:last|past|previous)\s+{g.number}\s+{g.unit}s\b", build.build_past),
        (rf"\b(?:[Tt]he)\s+past\s+{g.unit}\b", build.build_past),
        (rf"\b{vague}{g.number}\s+{g.unit}s?\s+(?:ago|(?P<ahead>from\s+now))\b", build.build_ago),
        (rf"\b{g.shift}\s+{g.month}(?!\s+\d)", build.build_named),
        (rf"\b{g.shift}\s+{g.season}\b", build.build_named),
        (rf"\b{g.shift}\s+{g.weekday}\b", build.build_weekday),
        (rf"\b(?<![Tt]he\s){g.shift}\s+{g.unit}\b(?!['’]s\s+end|\s+(?:before|after)\b)", build.build_unit),
    )


def _list_then(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Dates that count from the one last named in the text."""
    vague = rf"(?:(?:(?P<about>(?i:{any_of(words.about_ago)}))|(?P<beyond>(?i:{any_of(words.beyond_ago)})))\s+)?"
    count = rf"\b{vague}{g.number}\s+{g.unit}s?\s+"
    after = any_of(word for word in words.then_after if word not in _OPEN_AFTER)
    time = rf"(?P<time>{any_of(words.then_times)})"
    parts = any_of(words.then_parts)
    day = r"(?P<at>)the\s+(?P<rank>(?P<day>[12]?\d|3[01])(?:st|nd|rd|th))"
    free = rf"(?!\s+(?:{any_of(words.ranked)}|[A-Z]))(?=\s*[,.;)]|\s*$|\s+[a-z]+(?:ed|s)?\b)"
    return (
        (rf"{count}(?P<after>(?i:{after}))\b(?!\s+than\b)", build.build_then),
        (rf"{count}(?P<after>{any_of(_OPEN_AFTER)}){_STOP}", build.build_then),
        (rf"\b(?i:{parts})\s+(?:of|in)\s+{g.then}\s+{g.unit}\b(?!\s+[a-z]+ly\b)", build.build_then),
        (rf"\b(?i:{parts})\s+(?:of|in)\s+the\s+(?P<unit>week|month|year)\b(?!\s+of\b|\s+\d)", build.build_then),
        (r"\b(?i:at|by|before|until)\s+(?P<at>)(?P<unit>month|year)['’]s\s+end\b", build.build_then),
        (rf"\b{g.then}\s+{g.month}(?!\s+\d)", build.build_then),
        (rf"\b{g.then}\s+{g.season}\b", build.build_then),
        (rf"\b(?i:(?:later|earlier)\s+)?{g.then}\s+(?:{time}|{g.unit})\b(?!-|['’]s\s+[a-z]+\b)", build.build_then),
        (rf"\b[Tt]he\s+(?:{time}|{g.unit})\s+(?P<side>before|after|following){_ENDS}", build.build_then),
        (rf"\b(?i:{any_of(words.day_cues)})\s+{day}{free}", build.build_day_of_month),
    )


def _list_undated(words: DateWords, g: _Groups) -> tuple[Pattern, ...]:
    """Days, months and seasons without a year."""
    months, names = any_of(_case(words.months)), any_of(_case((words.months_that_name,)))
    cues, vague, nouns = any_of(words.month_cues), any_of(words.vague_parts), any_of(words.amount_nouns_after)
    verbs = any_of(words.verbs_after_year)
    owners = any_of(("the", "The", *words.year_owners))
    named = build.build_named
    return (
        (rf"\b{g.feast}\b", named),
        (rf"\b{g.month}\s+{_DAY}{_RUN}(?![\d%:]|[.,]\d|\s+(?:{nouns})\b)", named),
        (rf"(?<![\d.,])\b{_DAY}{_RUN}\s+(?:of\s+)?{g.month}(?!\s+\d)", named),
        (rf"\b(?i:{any_of(words.days)})\b", build.build_day),
        (rf"\b{g.weekday}\b(?!\s+[A-Z])", build.build_weekday),
        (rf"\b(?i:{cues})[\s-]+(?P<at>){g.month}(?!\s+\d|\s+[A-Z])", named),
        (rf"\b(?i:{cues})[\s-]+(?P<at>)(?!{names}){g.month}(?=\s+[A-Z])", named),
        (rf"(?:\b|(?<=\w))(?:{owners})\s+(?P<at>)(?!{names}){g.month}(?=\s+[a-z])", named),
        (rf"\b(?:{vague})[\s-](?:of\s+)?(?P<at>){g.month}(?=\s+[A-Z])", named),
        (rf"(?<!\w)(?P<at>){g.month}(?=(?:\s+(?:to|through|and|until)\s+|{_DASH}){months}\b)", named),
        (rf"{_OPEN}(?P<at>){g.month}(?=\s+(?:{verbs})\b)", named),
        (rf"\b(?i:{cues})\s+(?:the\s+)?(?:(?:{vague})[\s-])?(?P<at>){g.season}\b{_STOP}", named),
    )


def _list_years(words: DateWords) -> tuple[Pattern, ...]:
    """Years by themselves."""
    owners, verbs = any_of(words.year_owners), any_of(words.verbs_after_year)
    return (
        (rf"\b(?i:{any_of(words.year_cues)})\s*+(?:\(\s*+)?(?P<at>){_YEAR}", build.build_year),
        (rf"(?<=,)\s+(?P<at>){_YEAR}(?=,?\s+and\s+(?:1\d|20)\d\d\b)", build.build_year),
        (rf"[(\[](?:born\s+|b\.\s*|c\.\s*|circa\s+)?(?P<at>){_YEAR}(?=[)\];,–—-])", build.build_year),
        (rf"(?m)^(?P<at>){_YEAR}(?=\s*(?:$|:\s))", build.build_heading_year),
        (rf"\b[Tt]he\s+(?P<at>){_YEAR}(?=\s+[A-Z][a-z])", build.build_heading_year),
        (rf"\b[Tt]he\s+(?P<at>){_YEAR}(?=\s+[A-Za-z“\"])", build.build_odd_year),
        (rf"(?:\b|(?<=\w))(?i:{owners})\s+(?P<at>){_YEAR}(?=[-\s][a-z“\"])", build.build_odd_year),
        (rf"(?m)\s(?P<at>){_YEAR}(?=[.,;:)!?]?(?:\s|$))(?=[.,;:)!?]|\s*$)", build.build_odd_year),
        (rf"(?m)^(?P<at>){_YEAR}(?=\s+[A-Z])", build.build_odd_year),
        (rf"(?:{_OPEN}|\bso\s)(?P<at>){_YEAR}(?=\s+(?:also\s+)?(?:{verbs})\b)", build.build_odd_year),
    )


def _end_short(words: DateWords) -> str:
    """The point of a shortened month; after a full name it ends the sentence."""
    short = _case(tuple(names[1:] for names in words.months))
    widths = sorted({len(form) for form in short})
    return "|".join(rf"(?<={any_of(form for form in short if len(form) == width)})\." for width in widths)


def _case(names: tuple[tuple[str, ...], ...]) -> list[str]:
    return [form for group in names for name in group for form in (name.capitalize(), name.upper())]
