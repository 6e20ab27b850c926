"""Numbers as written, in digits or words: how to find them, and what each is."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from hfcheck.values.lexicon import any_of, load_amount_words

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:½|¼|¾)?|[½¼¾])"
_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


@cache
def compile_number() -> re.Pattern[str]:
    """A number by itself: "80,000", "24.7", "twenty-one", "two and a half", "half a", "a dozen", "a hundred"."""
    words = load_amount_words()
    cardinal, scale = any_of(words.cardinals), any_of(words.scales)
    dozen = any_of(words.dozen)
    spelled = (
        rf"(?:(?:half\s+an?|(?:an?|{cardinal}(?:[\s-]+{cardinal})?))\s+{dozen}"
        rf"|(?:an?(?=\s+(?:{scale})\b)|{cardinal}|half\s+an?(?=\s+(?:{scale})\b)|{scale}(?<=hundred))"
        rf"(?:[\s-]+(?:and\s+(?!a\b))?(?:{cardinal}|{scale}))*(?:\s+and\s+a\s+half)?)"
    )
    digits = rf"(?<![\w.,/])(?<!\w[-–+])(?P<digits>{_DIGITS})(?!\d|[,./]\d)"
    return re.compile(rf"{digits}|(?<![\w])(?<!\w-)(?P<spelled>(?i:{spelled}))(?!\w)")


@cache
def compile_scale() -> re.Pattern[str]:
    """What multiplies a number in digits: " million", "bn"."""
    words = load_amount_words()
    spelled = rf"[\s-]?(?P<scale>(?i:{any_of(words.scales)}))(?:\s+(?P<more>(?i:{any_of(words.scales)})))?(?!\w)"
    return re.compile(rf"{spelled}|\s?(?P<sign>{any_of(words.scale_signs)})(?!\w)")


@cache
def compile_money_scale() -> re.Pattern[str]:
    """What multiplies a number after a sign of money: "$5m"."""
    return re.compile(rf"\s?(?P<sign>{any_of(load_amount_words().money_scale_signs)})(?!\w)")


def read_number(surface: str) -> Decimal | None:
    """The value of what `compile_number` finds; None where the words add up to nothing ("five two")."""
    if surface[0].isdigit() or surface[0] in _SIGNS:
        tail = _SIGNS.get(surface[-1], Decimal(0))
        whole = surface.rstrip("".join(_SIGNS)).replace(",", "")
        return Decimal(whole or 0) + tail
    return _read_words(re.split(r"[\s-]+", surface.lower()))


def _read_words(parts: list[str]) -> Decimal | None:
    words = load_amount_words()
    factor = Decimal(1)
    if parts[-1] in words.dozen:
        factor, parts = Decimal(12), parts[:-1]
    half = parts[-2:] == ["a", "half"]
    if half:
        parts = parts[:-3]
    if parts[:1] == ["half"]:
        factor, parts = factor / 2, ["one", *parts[2:]]
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
    return (total + current + (Decimal("0.5") if half else 0)) * factor
