"""Reads amounts in English text as intervals, exact in Decimal.

What only looks like an amount (dates, times of day, models, versions, numbers of pages and lists) is left out; what
is a number of another kind is found with its role. How approximating words open an interval is data: amounts.yaml.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from hfcheck.model import Quantity, Record
from hfcheck.values.amounts import PERCENT, Amount, read_amount, share_unit
from hfcheck.values.hints import may_hold_amount
from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.numerals import compile_number
from hfcheck.values.ordinals import Part, find_fixed, find_ordinals, find_parts, find_proportions, find_vague
from hfcheck.values.roles import find_direction, is_age, is_factor, is_name_part, is_pronoun, is_score, mask_names
from hfcheck.values.units import read_base

_REACH = 200
# How many texts are remembered: a phrase is asked for its amounts by each reader that meets it.
_KEPT = 1024

Bounds = tuple[Decimal | None, Decimal | None]


class FoundQuantity(Record, frozen=True):
    """An amount and where it stands: offsets into the text that was read, approximating words and unit included.

    `role`: "amount"; "share" (of a whole, in per cent); "change" with its `direction` "up" or "down"; "multiple"
    ("doubled", unit "times"); "ordinal", "age", "score" (the first figure), which are not amounts. The unit is "" for
    a count: the noun is for the caller to read; `per` is then the unit of time and the like that the count is told for
    each of ("3,000 cars a month"). `stated` are the figures as written, before "nearly" and "over" widen them.
    """

    start: int
    end: int
    quantity: Quantity
    role: str = "amount"
    direction: str = ""
    per: str = ""
    stated: tuple[Decimal | None, Decimal | None] = (None, None)


@lru_cache(maxsize=_KEPT)
def read_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """Find the amounts in `text`, in order, with offsets into it."""
    if not may_hold_amount(text):
        return ()
    parts = [one for find in (find_fixed, find_parts, find_proportions, find_vague) for one in find(text)]
    ordinals = list(find_ordinals(text))
    if not parts and not ordinals and not compile_number().search(text):
        return ()
    mask = mask_names(text)
    found: list[FoundQuantity] = []
    for part in parts:
        if not any(mask[part.start : part.end]):
            mask[part.start : part.end] = b"\1" * (part.end - part.start)
            found.append(_finish(text, part))
    at = free = 0
    while match := compile_number().search(text, at):
        at = match.end()
        one = None if any(mask[match.start() : match.end()]) else _read_at(text, match, mask, free)
        if one is not None:
            found.append(one)
            at = free = max(at, one.end)
    for one in found:
        mask[one.start : one.end] = b"\1" * (one.end - one.start)
    ranks = (part for part in ordinals if not any(mask[part.start : part.end]))
    found.extend(_finish(text, part) for part in ranks)
    return tuple(sorted(found, key=lambda one: one.start))


# ── one amount ────────────────────────────────────────────────────────────────────────────────


def _read_at(text: str, match: re.Match[str], mask: bytearray, floor: int) -> FoundQuantity | None:
    amount = read_amount(text, match, floor)
    if amount is None:
        return None
    if is_age(text, match.start(), match.end()):
        told = replace(amount, start=match.start(), end=match.end())
        return FoundQuantity(told.start, told.end, _make(text, told, "year"), "age")
    last = _read_last(text, amount, mask)
    if last is None and is_pronoun(text, match.start(), amount.end) and amount.bare:
        return None
    bare = amount.bare and (last is None or last.bare)
    if last is not None and bare and is_score(text, amount.start, last.end, amount.digits, last.digits):
        return FoundQuantity(amount.start, last.end, _make(text, replace(amount, end=last.end), ""), "score")
    if bare and is_name_part(text, match.start(), match.end()):
        return None
    times = is_factor(text, match.end()) if amount.unit in ("", "times") else None
    if times:
        return _finish(text, Part(amount.start, times, amount.value, amount.value, "times", "multiple"))
    return _read_tolerance(text, amount) or _read_range(text, amount, last) or _read_single(text, amount, last, bare)


def _read_tolerance(text: str, first: Amount) -> FoundQuantity | None:
    """ "2,000 ± 10 metres", "45%, plus or minus 3 points"."""
    link = _compile_tolerance().match(text, first.end)
    last = _read_behind(text, link) if link else None
    if last is None or (first.unit and last.unit not in ("", first.unit)):
        return None
    unit = first.unit or last.unit
    low, high = first.value - last.value, first.value + last.value
    return _finish(text, Part(first.start, last.end, low, high, unit, "amount"))


def _read_range(text: str, first: Amount, last: Amount | None) -> FoundQuantity | None:
    if last is None or not _is_range(text, first, last):
        return None
    low, high = share_unit(first, last)
    # "$3-1%": two figures whose units do not go together are no range.
    if low.value >= high.value or low.start > high.start:
        return None
    return _finish(text, Part(low.start, high.end, low.value, high.value, high.unit, "amount"))


def _read_single(text: str, amount: Amount, last: Amount | None, bare: bool) -> FoundQuantity | None:
    """The amount by itself; from `last`, the other end of a change, it takes the unit that only that shows."""
    if last is not None and _names_change(text, amount):
        amount, _ = share_unit(amount, last)
    # A hyphen ties the number to a word that it does not count: "16-member", "F1-style".
    if bare and re.match(r"[-–]\w", text[amount.end : amount.end + 2]) and not _compile_after().match(text, amount.end):
        return None
    return _finish(text, Part(amount.start, amount.end, amount.value, amount.value, amount.unit, "amount"))


def _finish(text: str, part: Part) -> FoundQuantity:
    """Take in the approximating words around an amount, and name its role."""
    start, end, unit, role = part.start, part.end, part.unit, part.role
    low, high = part.low, part.high
    if role not in ("ordinal", "multiple"):
        start, end, (low, high) = _widen_around(text, start, end, (low, high))
    if role == "share":
        high = Decimal(100) if high is None or high > 100 else high
    direction = ""
    if role in ("amount", "share") and low is not None:
        direction = find_direction(text, start, end, unit == PERCENT or unit.endswith("point"))
    if direction:
        role = "change"
    elif role == "amount" and unit == PERCENT and re.match(r"\s+(?:of|share|stake|interest)\b", text[end : end + 12]):
        role = "share"
    quantity = Quantity(_plain(low), _plain(high), unit, text[start:end])
    per = _find_per(text, end) if unit == "" and role == "amount" else ""
    return FoundQuantity(start, end, quantity, role, direction, per, (_plain(part.low), _plain(part.high)))


def _find_per(text: str, end: int) -> str:
    """What a count is told for each of, one or two words behind it: "3,000 cars a month"."""
    noun = re.match(r"(?:\s+[a-z][\w-]*){1,2}?(?=\s+(?:a|an|per|each|every)\s)", text[end : end + 60])
    if noun is None or load_amount_words().openers & set(noun[0].split()):
        return ""
    base = read_base(text, end + noun.end())
    return base.unit if base else ""


def _plain(value: Decimal | None) -> Decimal | None:
    """The same number without an exponent or trailing zeros behind the point, so that equal ones print alike."""
    if value is None:
        return None
    digits = f"{value:f}"
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _widen_around(text: str, start: int, end: int, bounds: Bounds) -> tuple[int, int, Bounds]:
    low, high = bounds
    while before := _compile_before().search(text, max(0, start - 32), start):
        start, (low, high) = before.start(), _widen((low, high), before["word"], trailing=False)
    after = _compile_after().match(text, end) if (low, high) == bounds else None
    if after:
        end, (low, high) = after.end(), _widen((low, high), after["word"], trailing=True)
    return start, end, (low, high)


def _widen(bounds: Bounds, word: str, trailing: bool) -> Bounds:
    words = load_amount_words()
    key = " ".join(word.lower().split())
    entry = next(one for one in (words.trailing if trailing else words.approximators) if key in one.words)
    low, high = bounds
    first = None if low is None or entry.low is None else low * entry.low
    last = None if high is None or entry.high is None else high * entry.high
    if first is not None and last is not None and last < first:
        first, last = last, first
    return first, last


def _make(text: str, amount: Amount, unit: str) -> Quantity:
    value = _plain(amount.value)
    return Quantity(value, value, unit, text[amount.start : amount.end])


# ── ranges ────────────────────────────────────────────────────────────────────────────────────


def _read_last(text: str, first: Amount, mask: bytearray) -> Amount | None:
    """The amount that a dash, "to", "and" or "or" joins to the first."""
    link = _compile_link().match(text, first.end)
    last = _read_behind(text, link) if link else None
    if last is None or any(mask[last.start : last.end]):
        return None
    return last


def _read_behind(text: str, link: re.Match[str]) -> Amount | None:
    """The amount straight behind a link. No number is found behind a dash, so that blanks are read in its place."""
    at = link.end()
    begin = max(0, at - _REACH)
    here, rest = at - begin, text[begin : link.start()] + " " * (at - link.start()) + text[at : at + _REACH]
    number = compile_number().search(rest, here)
    last = read_amount(rest, number) if number else None
    if last is None or last.start != here:
        return None
    return replace(last, start=at, end=begin + last.end)


def _is_range(text: str, first: Amount, last: Amount) -> bool:
    # "Fell 3% to 500" tells two things; "$5 to 10 million" is one.
    if first.unit and not last.unit and text[first.start].isalnum():
        return False
    link = text[first.end : last.start].strip(" -").lower()
    before = text[max(0, first.start - 40) : first.start]
    if link == "and":
        return re.search(r"\bbetween\s+(?:[a-z]+\s+)?$", before, re.IGNORECASE) is not None
    return not _names_change(text, first) and not (
        first.unit == last.unit == "" and find_direction(text, first.start, first.end, share=True)
    )


def _names_change(text: str, first: Amount) -> bool:
    """Whether the two figures are the ends of a change: "rose from 24 to 30", "rose 25 per cent from 24 to 30"."""
    words = load_amount_words()
    moved = rf"\b(?:{any_of((*words.rises, *words.falls))})\s+(?:[\w.%$€£¥-]+\s+){{0,4}}from\s+$"
    return re.search(moved, text[max(0, first.start - 60) : first.start], re.IGNORECASE) is not None


# ── patterns ──────────────────────────────────────────────────────────────────────────────────


@cache
def _compile_link() -> re.Pattern[str]:
    return re.compile(r"\s*[-–—]\s*(?=[\d$€£¥])|-?\s+(?:to|or|and)\s+")


@cache
def _compile_tolerance() -> re.Pattern[str]:
    return re.compile(rf",?\s?(?:{any_of(load_amount_words().tolerances)})\s?")


@cache
def _compile_before() -> re.Pattern[str]:
    forms = any_of(word for entry in load_amount_words().approximators for word in entry.words)
    return re.compile(rf"(?<!\w)(?P<word>(?i:{forms}))\s*(?:an?\s+)?$")


@cache
def _compile_after() -> re.Pattern[str]:
    forms = any_of(word for entry in load_amount_words().trailing for word in entry.words)
    return re.compile(rf"\s?(?P<word>{forms})(?![\w-])")
