"""Amounts in one text that ought to add up: a whole and its parts, a part, its whole and the share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice

import msgspec

from hfcheck.model import Record
from hfcheck.values.lexicon import any_of, load_words
from hfcheck.values.numerals import compile_number
from hfcheck.values.quantities import FoundQuantity, read_quantities

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
# "$2 billion" is more often 1.8 than 1.55.
_QUARTER = Decimal("0.25")
# Below it a count is exact, but for "300", which may be 297.
_SMALL = Decimal(1000)
_HUNDREDS = 2
_FEW = Decimal(5)
_LEAST_PARTS = 2
_JOINING = ("and", "&", "of")
_JOINED = re.compile(r"(?<!\w)(?:and|&|of)\s")
# Fewer numbers than this make no sum and no share of a stated whole.
_LEAST_NUMBERS = 3


class SumWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lists explained in sums.yaml."""

    openings: tuple[str, ...]
    remainders: tuple[str, ...]
    restatements: tuple[str, ...]
    articles: tuple[str, ...]


class SumFault(Record, frozen=True):
    """Amounts that do not add up, with offsets into the text.

    `kind`: "parts" (`told` is the whole, `counted` what the parts come to) or "share" (in per cent).
    """

    start: int
    end: int
    kind: str
    told: str
    counted: str


@cache
def load_sum_words() -> SumWords:
    """The shipped words, read once per process."""
    return load_words("sums.yaml", SumWords)


def may_hold_sum(text: str) -> bool:
    """Whether a text has what closes a list of parts, or makes one amount a part of another: the quick way out."""
    return any(map(text.__contains__, _JOINING)) and _JOINED.search(text) is not None


@lru_cache(maxsize=4096)
def check_sums(text: str) -> tuple[SumFault, ...]:
    """The wholes in `text` that are not what their parts come to, and the shares that a part of a whole is not.

    Parts count only as a closed list right behind their whole ("30 staff: 12 in Oslo and 18 in Bergen"); a figure shown
    with zeros at its end stands for all that round to it.
    """
    numbers = islice(compile_number().finditer(text), _LEAST_NUMBERS)
    if sum(1 for _ in numbers) < _LEAST_NUMBERS:
        return ()
    found = [one for one in read_quantities(text) if one.role in ("amount", "share")]
    return tuple(
        sorted((*_check_parts(text, found), *_check_shares(text, found)), key=lambda one: (one.start, one.end))
    )


# ── parts ─────────────────────────────────────────────────────────────────────────────────────


def _check_parts(text: str, found: Sequence[FoundQuantity]) -> Iterator[SumFault]:
    for at, whole in enumerate(found[:-_LEAST_PARTS]):
        parts = _find_parts(text, found, at) if whole.role == "amount" else []
        low, high = _add(parts)
        told = _widen(whole)
        if len(parts) < _LEAST_PARTS or told is None or low is None or high is None:
            continue
        if high < told[0] or told[1] < low:
            total = sum((part.quantity.low or Decimal(0) for part in parts), Decimal(0))
            yield SumFault(whole.start, parts[-1].end, "parts", whole.quantity.surface, f"{total:,f}")


def _find_parts(text: str, found: Sequence[FoundQuantity], at: int) -> list[FoundQuantity]:
    """The amounts of the closed list behind a whole, () where there is none or it may go on."""
    whole = found[at]
    parts: list[FoundQuantity] = []
    closed = False
    end = whole.end
    for part in found[at + 1 :]:
        between = text[end : part.start]
        if not (_opens(between) if not parts else _continues(between)):
            return []
        if part.role != "amount" or part.per or not _is_alike(part, whole):
            return []
        closed = closed or (bool(parts) and re.search(r"(?<!\w)(?:and|&)\s+(?:an?\s+)?$", between) is not None)
        parts.append(part)
        end = part.end
        if closed:
            break
    rest = re.split(r"[.;:!?](?:\s|$)", text[end:], maxsplit=1)[0]
    further = [one for one in found[at + 1 + len(parts) :] if one.start < end + len(rest)]
    return parts if closed and not further and not _leaves_rest(text[whole.start : end] + rest) else []


def _opens(between: str) -> bool:
    """A noun at most, and then a colon, a dash, a bracket or "made up of"."""
    words = any_of(load_sum_words().openings)
    return re.fullmatch(rf"[\w\s'’-]{{0,40}}?(?:\s?[:–—(]|,?\s(?:{words})\b)\s*", between) is not None


def _continues(between: str) -> bool:
    """No end of a sentence, and a comma, a semicolon or "and" before the next amount."""
    return re.fullmatch(r"[^.:;()!?]{1,60}?(?:[,;]|,?\s(?:and|&))\s+(?:and\s+)?(?:an?\s+)?", between) is not None


def _leaves_rest(text: str) -> bool:
    """Whether the words speak of others, or of each, so that the list is not all or not a sum."""
    return re.search(rf"\b(?:{any_of(load_sum_words().remainders)})\b", text, re.IGNORECASE) is not None


def _is_alike(part: FoundQuantity, whole: FoundQuantity) -> bool:
    return part.quantity.unit == whole.quantity.unit and part.quantity.unit != "%"


def _add(parts: Sequence[FoundQuantity]) -> tuple[Decimal | None, Decimal | None]:
    ends = [_widen(part) for part in parts]
    if not all(ends):
        return None, None
    lows, highs = [end[0] for end in ends if end], [end[1] for end in ends if end]
    return sum(lows, Decimal(0)), sum(highs, Decimal(0))


# ── shares ────────────────────────────────────────────────────────────────────────────────────


def _check_shares(text: str, found: Sequence[FoundQuantity]) -> Iterator[SumFault]:
    """ "40 of the 80 seats, or 60%"."""
    words = load_sum_words()
    whole_opens = re.compile(rf"\s+(?:out\s+)?of\s+(?:(?:{any_of(words.articles)})\s+)?")
    share_opens = re.compile(
        rf"[\w\s'’-]{{0,40}}?(?:,?\s(?:{any_of(words.restatements)})\s+|,?\s?\()(?:about\s+|some\s+)?"
    )
    for part, whole, share in zip(found, found[1:], found[2:], strict=False):
        told, first, second = _widen(share), _widen(part), _widen(whole)
        if share.quantity.unit != "%" or told is None or first is None or second is None or second[0] <= 0:
            continue
        if not whole_opens.fullmatch(text[part.end : whole.start]) or whole.quantity.unit != part.quantity.unit:
            continue
        if not share_opens.fullmatch(text[whole.end : share.start]):
            continue
        low, high = first[0] * _HUNDRED / second[1], first[1] * _HUNDRED / second[0]
        if high + 1 < told[0] or told[1] < low - 1:
            yield SumFault(part.start, share.end, "share", share.quantity.surface, f"{low:.1f}%")


def _widen(found: FoundQuantity) -> tuple[Decimal, Decimal] | None:
    """The interval of what rounds to an amount; a whole number without zeros at its end is exact."""
    low, high = found.quantity.low, found.quantity.high
    if low is None or high is None:
        return None
    return low - _tolerate(low), high + _tolerate(high)


def _tolerate(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    place = exponent if isinstance(exponent, int) else 0
    if abs(value) < _SMALL and place >= 0:
        return Decimal(0) if place < _HUNDREDS else _FEW
    return (_HALF if place < 0 else _QUARTER).scaleb(place)
