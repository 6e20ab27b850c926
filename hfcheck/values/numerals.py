"""Numbers as written, in digits or words: how to find them, and what each is."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from hfcheck.values.lexicon import any_of, load_amount_words

_SIGNS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅛": Decimal("0.125"),
    "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"),
    "⅞": Decimal("0.875"),
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
}
_TAIL = "".join(_SIGNS)
_GROUPING = {ord(mark): None for mark in ",\u00a0\u202f\u2009"}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_DIGITS = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+|\d{{1,3}}(?:,\d{{2}})+,\d{{3}}|\d+(?:\.\d+)?[{_TAIL}]?"
    rf"(?:\s[13]/[248](?!\d))?|[1357]/(?:2|4|8|16)(?=[\s-][a-z])|[{_TAIL}])"
)
_POWER = r"(?:\s?[x×]\s?10(?:\^\s?[-−+]?\d{1,2}|[-−+]\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))?"


@cache
def compile_number() -> re.Pattern[str]:
    """A number by itself: "80,000", "24.7", "twenty-one", "two and a half", "a dozen", "a hundred", "5x10-3"."""
    words = load_amount_words()
    cardinal, scale = any_of(words.cardinals), any_of(words.scales)
    dozen, tails = any_of(words.dozen), any_of(words.tails)
    spelled = (
        rf"(?:(?:half\s+an?|(?:an?|{cardinal}(?:[\s-]+{cardinal})?))\s+{dozen}"
        rf"|(?:an?(?=\s+(?:{scale})\b)|{cardinal}|half\s+an?(?=\s+(?:{scale})\b)|{scale}(?<=hundred))"
        rf"(?:[\s-]+(?:and\s+(?!a\b))?(?:{cardinal}|{scale}))*(?:\s+and\s+{tails})?)"
    )
    digits = rf"(?<![\w.,/])(?<!\w[-–+])(?<!#)(?P<digits>{_DIGITS}{_POWER})(?!\d|[,./]\d)"
    return re.compile(rf"{digits}|(?<![\w])(?<!\w-)(?P<spelled>(?i:{spelled}))(?!\w)")


@cache
def compile_scale() -> re.Pattern[str]:
    """What multiplies a number in digits: " million", "bn"."""
    words = load_amount_words()
    spelled = rf"[\s-]?(?P<scale>(?i:{any_of(words.scales)}))s?(?:\s+(?P<more>(?i:{any_of(words.scales)})))?(?!\w)"
    return re.compile(rf"{spelled}|\s?(?P<sign>{any_of(words.scale_signs)})(?!\w)")


@cache
def compile_money_scale() -> re.Pattern[str]:
    """What multiplies a number after a sign of money: "$5m"."""
    return re.compile(rf"\s?(?P<sign>{any_of(load_amount_words().money_scale_signs)})(?!\w)")


def read_number(surface: str) -> Decimal | None:
    """The value of what `compile_number` finds; None where the words add up to nothing ("five two")."""
    if not (surface[0].isdigit() or surface[0] in _SIGNS):
        return _read_words(re.split(r"[\s-]+", surface.lower()))
    mantissa, _, exponent = re.sub(r"\s?[x×]\s?10\^?\s?", "E", surface.translate(_RAISED), count=1).partition("E")
    whole, _, fraction = mantissa.partition(" ") if " " in mantissa else ("0", "", mantissa)
    if "/" not in fraction:
        whole, fraction = mantissa, ""
    tail = _SIGNS.get(whole[-1], Decimal(0))
    if fraction:
        above, _, below = fraction.partition("/")
        tail = Decimal(above) / Decimal(below)
    number = Decimal(whole.rstrip(_TAIL).translate(_GROUPING) or 0) + tail
    return number.scaleb(int(exponent)) if exponent else number


def _read_words(parts: list[str]) -> Decimal | None:
    words = load_amount_words()
    factor = Decimal(1)
    if " ".join(parts[-2:]) in words.dozen:
        factor, parts = Decimal(words.dozen[" ".join(parts[-2:])]), parts[:-2]
    elif parts[-1] in words.dozen:
        factor, parts = Decimal(words.dozen[parts[-1]]), parts[:-1]
    parts, tail = _part_tail(parts)
    if parts[:1] == ["half"]:
        factor, parts = factor / 2, ["one", *parts[2:]]
    total = _add_words(parts)
    return None if total is None else (total + tail) * factor


def _part_tail(parts: list[str]) -> tuple[list[str], Decimal]:
    """The words before "and a half", and the half."""
    tails = load_amount_words().tails
    for length in (2, 1):
        told = " ".join(parts[-length:])
        if len(parts) > length + 1 and parts[-length - 1] == "and" and told in tails:
            rest = parts[: -length - 1]
            # "A million and a half": half of the scale.
            scale = Decimal(10) ** load_amount_words().scales.get(rest[-1], 0)
            return rest, tails[told] * scale
    return parts, Decimal(0)


def _add_words(parts: list[str]) -> Decimal | None:
    words = load_amount_words()
    total, current, last = Decimal(0), Decimal(0), Decimal("Infinity")
    for part in parts:
        if part == "and":
            continue
        if part in words.scales:
            power = Decimal(10) ** words.scales[part]
            if part == "hundred" or current == 0:
                current = (current or 1) * power
            else:
                total, current = total + current * power, Decimal(0)
            last = Decimal("Infinity") if power > 100 else Decimal(100)
            continue
        value = Decimal(1) if part in ("a", "an") else Decimal(words.cardinals[part])
        # "Five two" and "twenty thirty" are two numbers, or a code.
        if last < Decimal("Infinity") and not (last >= 100 or (last >= 20 and value < 10 and value > 0)):
            return None
        current, last = current + value, value
    return total + current
