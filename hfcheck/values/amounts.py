"""One amount as it stands in a text: its number with the scale, money and unit around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.numerals import compile_money_scale, compile_number, compile_scale, read_number
from hfcheck.values.units import find_measure, read_base, read_unit

PERCENT = "%"
_REACH = 80
_MINUS = re.compile(r"(?:\b[Mm]inus\s|(?<![\w\s])−|(?<=[\s(])[-−]|^[-−])$")


@dataclass(frozen=True)
class Amount:
    """A number with the scale and unit that stand around it; `digits` is its surface without them.

    `marked`: the scale is one letter against the digits, which may as well be part of a name.
    """

    start: int
    end: int
    number: Decimal
    scale: int
    unit: str
    digits: str
    marked: bool = False

    @property
    def value(self) -> Decimal:
        """The number with its scale."""
        return self.number.scaleb(self.scale)

    @property
    def bare(self) -> bool:
        """Whether nothing but the digits says that it is an amount."""
        return self.unit == "" and (self.scale == 0 or self.marked)


@dataclass
class _Draft:
    """What has been read around a number so far."""

    start: int
    end: int
    unit: str = ""
    scale: int = 0
    marked: bool = False


def read_amount(text: str, match: re.Match[str], floor: int = 0) -> Amount | None:
    """The amount around a match of `compile_number`, from `floor` on; None where it is part of a name or no number."""
    number = read_number(match[0])
    if number is None:
        return None
    draft = _Draft(*match.span())
    _read_money_before(text, draft, floor)
    _read_scale(text, draft)
    _read_unit(text, draft)
    # Letters straight after digits make a name of it: "5G", "4x4".
    if match["digits"] and draft.end == match.end() and _compile_letters().match(text, draft.end):
        return None
    minus = _MINUS.search(text[max(0, draft.start - 7) : draft.start])
    if minus:
        draft.start, number = draft.start - len(minus[0]), -number
    amount = Amount(draft.start, draft.end, number, draft.scale, draft.unit, match[0], draft.marked)
    return _add_smaller(text, amount)


def _read_money_before(text: str, draft: _Draft, floor: int) -> None:
    money = _compile_money_before().search(text, max(floor, draft.start - 8), draft.start)
    if money:
        draft.start, draft.unit = money.start(), _name_money(text, money[0].strip())


def _read_scale(text: str, draft: _Draft) -> None:
    money = bool(draft.unit)
    sign = (compile_money_scale().match(text, draft.end) if money else None) or compile_scale().match(text, draft.end)
    if not sign:
        return
    words, group = load_amount_words(), sign.groupdict()
    signs = words.scale_signs | (words.money_scale_signs if money else {})
    draft.scale = words.scales[group["scale"].lower()] if group.get("scale") else signs[group["sign"]]
    draft.scale += words.scales[group["more"].lower()] if group.get("more") else 0
    draft.end = sign.end()


def _read_unit(text: str, draft: _Draft) -> None:
    """The unit behind the number, in per cent, money or measure, and what it is told for each of."""
    after = None if draft.unit else _read_plain_unit(text, draft.end)
    if after:
        draft.unit, draft.end = after
    elif not draft.unit:
        found = read_unit(text, draft.end, scaled=draft.scale > 0)
        if found:
            draft.unit, draft.end, draft.scale = found.unit, found.end, draft.scale + found.scale
            draft.marked = found.scale > 0
    elif draft.unit:
        told = _compile_money_after().match(text, draft.end)
        draft.end = told.end() if told and _list_money()[" ".join(told["unit"].split())] == draft.unit else draft.end
    base = read_base(text, draft.end) if draft.unit and draft.unit != PERCENT else None
    if base and (find_measure(draft.unit) or "/" not in draft.unit):
        draft.unit, draft.end = f"{draft.unit}/{base.unit}", base.end


def read_unit_or_money(text: str, at: int) -> tuple[int, str]:
    """Where the unit, per cent or money behind a number in words ends, and which it is; "" where there is none."""
    plain = _read_plain_unit(text, at)
    if plain:
        return plain[1], plain[0]
    found = read_unit(text, at, scaled=True)
    return (found.end, found.unit) if found else (at, "")


def _read_plain_unit(text: str, at: int) -> tuple[str, int] | None:
    percent = _compile_percent().match(text, at)
    if percent:
        return PERCENT, percent.end()
    money = _compile_money_after().match(text, at)
    if money is None:
        return None
    return _list_money()[" ".join(money["unit"].split())], money.end()


def _add_smaller(text: str, amount: Amount) -> Amount:
    """ "6 feet 2 inches", "1 hour and 15 minutes": the smaller unit's amount is added, in the smaller unit."""
    whole = find_measure(amount.unit) if amount.unit and amount.scale == 0 else None
    link = _compile_joint().match(text, amount.end) if whole and whole.dimension in _JOINED else None
    number = compile_number().match(text[link.end() : link.end() + _REACH]) if link else None
    if whole is None or link is None or number is None:
        return amount
    rest = read_amount(text[: link.end() + _REACH][link.end() :], number)
    part = find_measure(rest.unit) if rest and rest.unit and rest.scale == 0 else None
    if rest is None or part is None or part.dimension != whole.dimension or "/" in rest.unit:
        return amount
    ratio = (whole.numerator * part.denominator) / (whole.denominator * part.numerator)
    if ratio <= 1 or ratio != ratio.to_integral_value() or rest.number >= ratio:
        return amount
    end = link.end() + rest.end
    return replace(amount, end=end, number=amount.number * ratio + rest.number, unit=rest.unit)


_JOINED = ("length", "time", "months", "mass", "angle")


def share_unit(first: Amount, last: Amount) -> tuple[Amount, Amount]:
    """Give each end of a range the unit and scale that only the other shows: "$5 to 10 million"."""
    unit = last.unit or first.unit
    scale = last.scale if first.scale == 0 and first.number < last.value and first.number < 1000 else first.scale
    if first.unit and last.unit and first.unit != last.unit:
        return last, first
    return replace(first, unit=unit, scale=scale), replace(last, unit=unit)


# ── patterns ──────────────────────────────────────────────────────────────────────────────────


def _name_money(text: str, sign: str) -> str:
    """The currency of a sign; one that several countries use is decided by the words of the text."""
    words = load_amount_words()
    sign = sign.rstrip(".")
    unit = words.currency_signs.get(sign) or words.currency_prefixes.get(sign, sign)
    cues = words.currency_cues.get(unit, {})
    told = [code for code in sorted(cues) if _compile_cue(unit, code).search(text)]
    return told[0] if len(told) == 1 else unit


@cache
def _compile_cue(unit: str, code: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load_amount_words().currency_cues[unit][code])}\b")


@cache
def _compile_money_before() -> re.Pattern[str]:
    words = load_amount_words()
    signs, codes = any_of(words.currency_signs), any_of((*words.currency_codes, *words.currency_prefixes))
    return re.compile(rf"(?:(?<![\w$]){signs}\s?|\b{codes}\.?\s?)$")


@cache
def _list_money() -> dict[str, str]:
    words = load_amount_words()
    money = {form: code for code, forms in words.currency_words.items() for form in forms}
    return money | dict(zip(words.currency_codes, words.currency_codes, strict=True)) | {"p": "GBP penny", "€": "EUR"}


@cache
def _compile_percent() -> re.Pattern[str]:
    return re.compile(rf"[\s-]*+(?:{any_of(load_amount_words().percent)})(?!\w|[\s-]points?\b)")


@cache
def _compile_money_after() -> re.Pattern[str]:
    spelled = any_of(form for form in _list_money() if len(form) > 1)
    apart = rf"[\s-]++(?={spelled}(?!\w))|\s?(?=€(?!\s?\d))|(?=p(?!\w))"
    return re.compile(rf"(?:{apart})(?P<unit>{any_of(_list_money())})(?!\w)")


@cache
def _compile_letters() -> re.Pattern[str]:
    return re.compile(rf"(?!{any_of(load_amount_words().factor_signs)}(?!\w))\w|['’]s(?!\w)")


@cache
def _compile_joint() -> re.Pattern[str]:
    return re.compile(r"\s?(?:,\s|and\s)?")
