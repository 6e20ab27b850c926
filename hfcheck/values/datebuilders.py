"""What a match of a date's pattern says: from groups of a regular expression to a `Mention`, nothing resolved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hfcheck.values.lexicon import any_of, load_date_words

_FIRST_ODD_YEAR = 1100
_LAST_ODD_YEAR = 2100
_ROUND_AGO = 10
_DATED = "date"


class Mention(NamedTuple):
    """One date as written.

    `year` (negative before Christ) and `part` (see `periods.find_period`) name a period; `last_part` ends it where days
    are given as a run, `split` being where its first end stops and its last begins. `anchor` says what a date without
    a year hangs on: "year" with `by` (December last year), "last" or "next" (the nearest such month), a unit with `by`
    (last week), "past" with `part` the unit (the past two years), "every" with `part` what recurs, or a weekday ("0"
    is Monday) with `by` its direction. `base` is what it counts from: "published", or "then" (the date last named),
    or "either" (what the text decides). `slack`: how many units "about" leaves open; -1, all before.
    """

    start: int
    end: int
    year: int | None = None
    part: str = ""
    last_year: int | None = None
    last_part: str | None = None
    anchor: str = ""
    by: int = 0
    base: str = "published"
    split: tuple[int, int] | None = None
    slack: int = 0


Builder = Callable[[re.Match[str]], Mention | None]


def build_date(match: re.Match[str]) -> Mention | None:
    """A date with its own year."""
    group = match.groupdict()
    start, end = match.span()
    if group.get("fiscal"):
        return Mention(start, end, int(group["fiscal"]), "fiscal")
    if group.get("decade"):
        return Mention(start, end, int(group["decade"]), "10y")
    if group.get("short"):
        return Mention(start, end, 1900 + int(group["short"]), "10y")
    part, last = read_part(match)
    year = -int(group["bc"]) if group.get("bc") else int(group.get("year") or group.get("ad") or group["ad2"])
    return Mention(start, end, year, part, year if last else None, last, split=_find_split(match))


def build_fiscal_end(match: re.Match[str]) -> Mention:
    """The twelve months to a stated day or month."""
    part, _ = read_part(match)
    return Mention(*match.span(), int(match["year"]), f"to:{part}")


def build_of_year(match: re.Match[str]) -> Mention | None:
    """A part of another year: "December last year"."""
    part, _ = read_part(match)
    return Mention(*match.span(), part=part, anchor="year", by=_read_shift(match))


def build_named(match: re.Match[str]) -> Mention | None:
    """A month, day or season without a year."""
    part, last = read_part(match)
    shift = match.groupdict().get("shift")
    start = match.start("at") if "at" in match.re.groupindex else match.start()
    if shift is not None and _read_shift(match) == 0:
        return Mention(start, match.end(), part=part, anchor="year")
    anchor = "" if shift is None else "next" if _read_shift(match) > 0 else "last"
    return Mention(start, match.end(), part=part, last_part=last, anchor=anchor, split=_find_split(match))


def build_century(match: re.Match[str]) -> Mention | None:
    """A century, before or after Christ."""
    name = match["name100"]
    nth = load_date_words().centuries.index(name.lower()) + 1 if name else int(match["nth100"])
    if match["era"]:
        return Mention(*match.span(), -100 * nth, "100y")
    return Mention(*match.span(), (nth - 1) * 100 + 1, "100y") if 1 <= nth <= 21 else None


def build_years(match: re.Match[str]) -> Mention | None:
    """A run of years: "2019-21"."""
    first, last = int(match["year"]), match["year2"]
    year = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if year <= first or _precedes_amount(match.string, match.end()):
        return None
    return Mention(*match.span(), first, "", year, "", split=(match.end("year"), match.start("year2")))


def build_years_before(match: re.Match[str]) -> Mention | None:
    """A run of years before Christ, counted down."""
    first, last = int(match["bc1"]), int(match["bc2"])
    split = (match.end("bc1"), match.start("bc2"))
    return Mention(*match.span(), -first, "", -last, "", split=split) if last < first else None


def build_months_of(match: re.Match[str]) -> Mention | None:
    """The first or last so many months of a year."""
    count = read_small(match["count"])
    if not 1 < count < 12:
        return None
    first, last = ("01", f"{count:02d}") if match["side"].lower() == "first" else (f"{13 - count:02d}", "12")
    shift = match.groupdict().get("shift")
    if shift is not None or not match["year"]:
        by = _read_shift(match) if shift is not None else 0
        return Mention(*match.span(), part=first, last_part=last, anchor="year", by=by)
    return Mention(*match.span(), int(match["year"]), first, int(match["year"]), last)


def build_past(match: re.Match[str]) -> Mention | None:
    """A period up to publication: "the past two years", "the past week"."""
    number = match.groupdict().get("number")
    return Mention(*match.span(), part=match["unit"], anchor="past", by=-read_small(number) if number else -1)


def build_ago(match: re.Match[str]) -> Mention | None:
    """ "Three years ago"; "about", and round figures from ten on, leave it open by a fifth."""
    number, sign = read_small(match["number"]), 1 if match["ahead"] else -1
    rounded = number >= _ROUND_AGO and number % 5 == 0
    slack = -1 if match["beyond"] else max(1, number // 5) if match["about"] or rounded else 0
    return Mention(*match.span(), anchor=match["unit"], by=sign * number, slack=slack)


def build_unit(match: re.Match[str]) -> Mention | None:
    """ "Last week"."""
    return Mention(*match.span(), anchor=match["unit"], by=_read_shift(match))


def build_day(match: re.Match[str]) -> Mention | None:
    """ "Yesterday"."""
    return Mention(*match.span(), anchor="day", by=load_date_words().days[fold(match[0])])


def build_weekday(match: re.Match[str]) -> Mention | None:
    """A weekday, with or without a direction."""
    index = _find_name(load_date_words().weekdays, match["weekday"])
    shift = match.groupdict().get("shift")
    return Mention(*match.span(), anchor=str(index), by=0 if shift is None else _read_shift(match))


def build_recurring(match: re.Match[str]) -> Mention | None:
    """What comes again and again: "every Monday"."""
    return Mention(*match.span(), anchor="every", part=fold(match["again"]).rstrip("s").replace(" ", "-"))


def build_then(match: re.Match[str]) -> Mention | None:
    """What counts from the date last named: "the next day", "that year", "two months later", "later that year"."""
    words, group = load_date_words(), match.groupdict()
    start = match.start("at") if "at" in match.re.groupindex else match.start()
    if group.get("then"):
        by = words.then_shifts[fold(group["then"])]
        # "In the next year" may take all of it; "in the following year" is that year.
        spans = words.then_not_after if fold(group["then"]).endswith("next") else set(words.then_not_after) - {"in"}
        lasting = rf"\b(?i:{any_of(spans)})\s+$"
        if by > 0 and re.search(lasting, match.string[max(0, start - 20) : start]):
            return None
    elif group.get("number"):
        by = read_small(group["number"]) * words.then_after[fold(group["after"])]
    else:
        by = {"before": -1, "after": 1, "following": 1}.get((group.get("side") or "").lower(), 0)
    if group.get("month") or group.get("season"):
        part, _ = read_part(match)
        anchor = "last" if by < 0 else "next" if by > 0 else "year"
        return Mention(start, match.end(), part=part, anchor=anchor, base="then")
    unit = (group.get("unit") or group.get("time") or "day").lower()
    unit = "day" if unit in words.then_times else unit
    slack = -1 if group.get("beyond") else 1 if group.get("about") else 0
    base = "then" if group.get("then") or by else "either"
    return Mention(start, match.end(), anchor=unit, by=by, base=base, slack=slack)


def build_day_of_month(match: re.Match[str]) -> Mention | None:
    """ "The 20th" of the month last named."""
    return Mention(match.start("at"), match.end("rank"), part=match["day"], anchor=_DATED, base="then")


def build_year(match: re.Match[str]) -> Mention | None:
    """A year after a word that years stand after."""
    text, start = match.string, match.start("at")
    nouns = any_of(load_date_words().amount_nouns_before)
    before = re.search(rf"\b(?:{nouns})\s+of\s+$", text[max(0, start - 30) : start])
    if before or _precedes_amount(text, match.end()):
        return None
    return Mention(start, match.end(), int(match["year"]))


def build_odd_year(match: re.Match[str]) -> Mention | None:
    """A year that no word announces: never a round number, which may as well be an amount."""
    year = int(match["year"])
    if year % 100 == 0 or not _FIRST_ODD_YEAR <= year < _LAST_ODD_YEAR or _precedes_amount(match.string, match.end()):
        return None
    return Mention(match.start("at"), match.end(), year)


def build_heading_year(match: re.Match[str]) -> Mention | None:
    """A year that fills a line or opens one before a colon."""
    return Mention(match.start("at"), match.end("year"), int(match["year"]))


def _precedes_amount(text: str, end: int) -> bool:
    """Whether a noun follows that the number counts: "2000 cars", "1,500 people"."""
    words = load_date_words()
    after = re.match(r"\s+([a-z]+)\b", text[end : end + 30])
    if after is None or after[1] in words.verbs_and_links_after:
        return False
    return after[1].endswith("s") or after[1] in words.amount_nouns_after


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def read_part(match: re.Match[str]) -> tuple[str, str | None]:
    """The part of the year, and the part that ends it where the match gives a run of days."""
    group, words = match.groupdict(), load_date_words()
    if group.get("feast"):
        return words.named_days[fold(group["feast"])], None
    if group.get("season"):
        name = group["season"].lower()
        return next(key for key, season in words.seasons.items() if name in season.words), None
    if group.get("q") or group.get("h"):
        return (f"Q{group['q']}" if group.get("q") else f"H{group['h']}"), None
    if group.get("nth"):
        return f"{'Q' if group['span'].lower() == 'quarter' else 'H'}{words.ordinals[fold(group['nth'])]}", None
    if group.get("mm"):
        return f"{group['mm']}/{group['day']}", None
    if not group.get("month"):
        return "", None
    month = f"{_find_name(words.months, group['month']) + 1:02d}"
    if not group.get("day"):
        return month, None
    last = f"{month}/{int(group['day2']):02d}" if group.get("day2") else None
    return f"{month}/{int(group['day']):02d}", last


def _find_split(match: re.Match[str]) -> tuple[int, int] | None:
    if not match.groupdict().get("day2"):
        return None
    return match.end("day"), match.start("day2")


def _read_shift(match: re.Match[str]) -> int:
    return load_date_words().shifts[fold(match["shift"])]


def read_small(number: str) -> int:
    """A small whole number in digits or words."""
    return int(number) if number.isdigit() else load_date_words().small_numbers[fold(number)]


def _find_name(names: tuple[tuple[str, ...], ...], word: str) -> int:
    return next(index for index, group in enumerate(names) if word.lower() in group)


def fold(text: str) -> str:
    """Lower case, single blanks."""
    return " ".join(text.lower().split())
