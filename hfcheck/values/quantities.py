"""Reads amounts in English text as intervals, exact in Decimal.

What only looks like an amount (dates, times of day, models, versions, numbers of pages and lists) is left out; what
is a number of another kind is found with its role. How approximating words open an interval is data: amounts.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from hfcheck.model import Quantity, Record
from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.numerals import compile_money_scale, compile_number, compile_scale, read_number
from hfcheck.values.ordinals import find_ordinals, find_proportions, find_vague
from hfcheck.values.roles import find_direction, is_age, is_name_part, is_pronoun, is_score, mask_names

PERCENT = "%"


class FoundQuantity(Record, frozen=True):
    """An amount and where it stands: offsets into the text that was read, approximating words and unit included.

    `role`: "amount"; "share" (of a whole, in per cent); "change" with its `direction` "up" or "down"; "multiple"
    ("doubled", unit "times"); "ordinal", "age", "score" (the first figure), which are not amounts. The unit is "" for
    a count: the noun is for the caller to read.
    """

    start: int
    end: int
    quantity: Quantity
    role: str = "amount"
    direction: str = ""


@dataclass(frozen=True)
class _Amount:
    """A number with the scale and unit that stand around it; `digits` is its surface without them."""

    start: int
    end: int
    number: Decimal
    scale: int
    unit: str
    digits: str

    @property
    def value(self) -> Decimal:
        return self.number.scaleb(self.scale)


def read_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """Find the amounts in `text`, in order, with offsets into it."""
    mask = mask_names(text)
    found: list[FoundQuantity] = []
    for start, end, low, high, unit, role in (*find_proportions(text), *find_vague(text), *find_ordinals(text)):
        if any(mask[start:end]):
            continue
        mask[start:end] = b"\1" * (end - start)
        found.append(_finish(text, start, end, (low, high), unit, role))
    at = 0
    while match := compile_number().search(text, at):
        at = match.end()
        one = None if any(mask[match.start() : match.end()]) else _read_at(text, match, mask)
        if one is not None:
            found.append(one)
            at = max(at, one.end)
    return tuple(sorted(found, key=lambda one: one.start))


# ── one amount ────────────────────────────────────────────────────────────────────────────────


def _read_at(text: str, match: re.Match[str], mask: bytearray) -> FoundQuantity | None:
    amount = _read_amount(text, match)
    if amount is None:
        return None
    if is_age(text, match.start(), match.end()):
        return FoundQuantity(amount.start, amount.end, _make(text, amount, "year"), "age")
    last = _read_last(text, amount, mask)
    if last is None and is_pronoun(text, match.start(), match.end()):
        return None
    if last is not None and is_score(text, amount.start, last.end, amount.digits, last.digits):
        return FoundQuantity(amount.start, last.end, _make(text, replace(amount, end=last.end), ""), "score")
    bare = amount.unit == "" and amount.scale == 0 and (last is None or last.unit == "")
    if bare and is_name_part(text, match.start(), match.end()):
        return None
    return _read_range(text, amount, last) or _read_single(text, amount, last, bare)


def _read_range(text: str, first: _Amount, last: _Amount | None) -> FoundQuantity | None:
    if last is None or not _is_range(text, first, last):
        return None
    low, high = _share(first, last)
    if low.value >= high.value:
        return None
    return _finish(text, low.start, high.end, (low.value, high.value), high.unit, "amount")


def _read_single(text: str, amount: _Amount, last: _Amount | None, bare: bool) -> FoundQuantity | None:
    """The amount by itself; from `last`, the other end of a change, it takes the unit that only that shows."""
    if last is not None and _names_change(text, amount):
        amount, _ = _share(amount, last)
    # A hyphen ties the number to a word that it does not count: "16-member", "F1-style".
    if bare and re.match(r"[-–]\w", text[amount.end : amount.end + 2]):
        return None
    role = "multiple" if amount.unit == "times" else "amount"
    return _finish(text, amount.start, amount.end, (amount.value, amount.value), amount.unit, role)


def _read_amount(text: str, match: re.Match[str]) -> _Amount | None:
    number = read_number(match[0])
    if number is None:
        return None
    start, end = match.span()
    unit = ""
    money = _compile_money_before().search(text, max(0, start - 8), start)
    if money:
        start, unit = money.start(), _name_money(money[0].strip())
    scale = 0
    sign = (compile_money_scale().match(text, end) if money else None) or compile_scale().match(text, end)
    if sign:
        words, group = load_amount_words(), sign.groupdict()
        signs = words.scale_signs | (words.money_scale_signs if money else {})
        scale = words.scales[group["scale"].lower()] if group.get("scale") else signs[group["sign"]]
        scale += words.scales[group["more"].lower()] if group.get("more") else 0
        end = sign.end()
    after = _read_unit(text, end)
    if after and not unit:
        unit, end = after
    rate = _compile_rates().match(text, end) if unit and unit != PERCENT else None
    if rate:
        base = next(name for name, forms in load_amount_words().units.items() if rate["unit"] in forms)
        unit, end = f"{unit}/{base}", rate.end()
    # Letters straight after digits make a name of it: "5G", "4x4".
    if match["digits"] and end == match.end() and re.match(r"\w", text[end : end + 1]):
        return None
    minus = re.search(r"(?:\bminus\s|(?<![\w\s])−|(?<=\s)[-−]|^[-−])$", text[max(0, start - 7) : start])
    if minus:
        start, number = start - len(minus[0]), -number
    return _Amount(start, end, number, scale, unit, match[0])


def _read_unit(text: str, at: int) -> tuple[str, int] | None:
    """The unit that begins at `at`, in per cent, money or measure, and where it ends."""
    for pattern, names in _compile_units():
        match = pattern.match(text, at)
        if match is not None:
            return names[" ".join(match["unit"].split())], match.end()
    return None


def _finish(
    text: str, start: int, end: int, bounds: tuple[Decimal | None, Decimal | None], unit: str, role: str
) -> FoundQuantity:
    """Take in the approximating words around an amount, and name its role."""
    low, high = bounds
    if role not in ("ordinal", "multiple"):
        while before := _compile_before().search(text, max(0, start - 32), start):
            start, (low, high) = before.start(), _widen((low, high), before["word"], trailing=False)
        after = _compile_after().match(text, end) if (low, high) == bounds else None
        if after:
            end, (low, high) = after.end(), _widen((low, high), after["word"], trailing=True)
    if role == "share":
        high = Decimal(100) if high is None or high > 100 else high
    direction = ""
    if role in ("amount", "share") and low is not None:
        direction = find_direction(text, start, end, unit == PERCENT or unit.endswith("point"))
    if direction:
        role = "change"
    elif role == "amount" and unit == PERCENT and re.match(r"\s+(?:of|share|stake|interest)\b", text[end : end + 12]):
        role = "share"
    return FoundQuantity(start, end, Quantity(_plain(low), _plain(high), unit, text[start:end]), role, direction)


def _plain(value: Decimal | None) -> Decimal | None:
    """The same number without an exponent or trailing zeros behind the point, so that equal ones print alike."""
    if value is None:
        return None
    digits = f"{value:f}"
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)


def _widen(
    bounds: tuple[Decimal | None, Decimal | None], word: str, trailing: bool
) -> tuple[Decimal | None, Decimal | None]:
    words = load_amount_words()
    key = " ".join(word.lower().split())
    entry = next(one for one in (words.trailing if trailing else words.approximators) if key in one.words)
    low, high = bounds
    first = None if low is None or entry.low is None else low * entry.low
    last = None if high is None or entry.high is None else high * entry.high
    if first is not None and last is not None and last < first:
        first, last = last, first
    return first, last


def _make(text: str, amount: _Amount, unit: str) -> Quantity:
    value = _plain(amount.value)
    return Quantity(value, value, unit, text[amount.start : amount.end])


# ── ranges ────────────────────────────────────────────────────────────────────────────────────


def _read_last(text: str, first: _Amount, mask: bytearray) -> _Amount | None:
    """The amount that a dash, "to", "and" or "or" joins to the first."""
    link = _compile_link().match(text, first.end)
    if link is None:
        return None
    # The number pattern refuses what follows a dash, so that the second figure is read from a text of its own.
    rest, at = text[link.end() : link.end() + 80], link.end()
    number = compile_number().search(rest)
    if number is None or any(mask[at + number.start() : at + number.end()]):
        return None
    last = _read_amount(rest, number)
    if last is None or last.start > 0:
        return None
    return replace(last, start=at, end=at + last.end)


def _is_range(text: str, first: _Amount, last: _Amount) -> bool:
    link = text[first.end : last.start].strip(" -").lower()
    before = text[max(0, first.start - 40) : first.start]
    if link == "and":
        return re.search(r"\bbetween\s+(?:[a-z]+\s+)?$", before, re.IGNORECASE) is not None
    return not _names_change(text, first) and not (
        first.unit == last.unit == "" and find_direction(text, first.start, first.end, share=True)
    )


def _names_change(text: str, first: _Amount) -> bool:
    """Whether the two figures are the ends of a change: "rose from 24 to 30"."""
    words = load_amount_words()
    moved = rf"\b(?:{any_of((*words.rises, *words.falls))})\s+(?:[\w-]+\s+)?from\s+$"
    return re.search(moved, text[max(0, first.start - 40) : first.start], re.IGNORECASE) is not None


def _share(first: _Amount, last: _Amount) -> tuple[_Amount, _Amount]:
    """Give each end the unit and scale that only the other shows: "$5 to 10 million"."""
    unit = last.unit or first.unit
    scale = last.scale if first.scale == 0 and first.number < last.value and first.number < 1000 else first.scale
    if first.unit and last.unit and first.unit != last.unit:
        return last, first
    return replace(first, unit=unit, scale=scale), replace(last, unit=unit)


# ── patterns ──────────────────────────────────────────────────────────────────────────────────


@cache
def _compile_link() -> re.Pattern[str]:
    return re.compile(r"\s*[-–—]\s*(?=[\d$€£¥])|-?\s+(?:to|or|and)\s+")


@cache
def _compile_money_before() -> re.Pattern[str]:
    words = load_amount_words()
    signs, codes = any_of(words.currency_signs), any_of((*words.currency_codes, *words.currency_prefixes))
    return re.compile(rf"(?:(?<![\w$]){signs}\s?|\b{codes}\.?\s?)$")


def _name_money(sign: str) -> str:
    words = load_amount_words()
    sign = sign.rstrip(".")
    return words.currency_signs.get(sign) or words.currency_prefixes.get(sign, sign)


@cache
def _compile_units() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    words = load_amount_words()
    percent = dict.fromkeys(words.percent, PERCENT)
    money = {form: code for code, forms in words.currency_words.items() for form in forms}
    money |= dict(zip(words.currency_codes, words.currency_codes, strict=True))
    measures = {form: unit for unit, forms in words.units.items() for form in forms}
    attached = {sign: measures[sign] for sign in words.attached_units}
    return (
        (re.compile(rf"[\s-]+(?P<unit>{any_of(words.points)})(?!\w)"), words.points),
        (re.compile(rf"[\s-]*(?P<unit>{any_of(percent)})(?!\w)"), percent),
        (re.compile(rf"[\s-]+(?P<unit>{any_of(money)})(?!\w)"), money),
        (re.compile(rf"[\s-]+(?P<unit>{any_of(measures)})(?![\w/]|-old)"), measures),
        (re.compile(rf"(?P<unit>{any_of(attached)})(?![\w/])"), attached),
    )


@cache
def _compile_rates() -> re.Pattern[str]:
    words = load_amount_words()
    forms = any_of(form for unit in words.rate_units for form in words.units[unit])
    return re.compile(rf"(?:\s+(?:{any_of(words.per)})\s+|/)(?P<unit>{forms})(?!\w)")


@cache
def _compile_before() -> re.Pattern[str]:
    forms = any_of(word for entry in load_amount_words().approximators for word in entry.words)
    return re.compile(rf"(?<!\w)(?P<word>(?i:{forms}))\s*(?:an?\s+)?$")


@cache
def _compile_after() -> re.Pattern[str]:
    forms = any_of(word for entry in load_amount_words().trailing for word in entry.words)
    return re.compile(rf"\s?(?P<word>{forms})(?![\w-])")
