"""Says how a value was read, so that anybody can do it again: the words, what they state, what was made of them."""

from __future__ import annotations

from decimal import Decimal

from hfcheck.model import Change, Moment, Quantity, Share, Value
from hfcheck.values.quantities import FoundQuantity, read_quantities

_BASES = {
    "stated": "as stated",
    "context": "completed by the date named before it",
    "published": "counted from the day of publication",
    "publication": "told in the present, so on the day of publication",
}


def explain_value(value: Value) -> tuple[str, ...]:
    """The steps from an amount's words to its interval; none for other values."""
    match value:
        case Quantity():
            return _explain_quantity(value)
        case Change():
            return _explain_quantity(value.amount)
        case Share():
            return _explain_quantity(value.amount)
        case Moment():
            return explain_time(value)
    return ()


def explain_time(moment: Moment | None, published: Moment | None = None) -> tuple[str, ...]:
    """The step from a date's words to its days; `published` is the article's date."""
    if moment is None:
        return ()
    if moment.symbol is not None:
        return (f"“{moment.surface}” → {moment.symbol}: {_explain_symbol(moment.symbol)}",)
    how = _BASES.get(moment.basis, moment.basis)
    if moment.basis in ("published", "publication") and published is not None:
        how = f"{how}, {_show_days(published)} ({published.basis})"
    words = f"“{moment.surface}” → " if moment.surface and moment.basis != "publication" else ""
    return (f"{words}{_show_days(moment)}: {how}",)


def _explain_quantity(quantity: Quantity) -> tuple[str, ...]:
    """Reads the words again: what they state, and what the words around it open."""
    told = f"“{quantity.surface}” → {_show_interval(quantity.low, quantity.high)} {quantity.unit}".rstrip()
    found = read_quantities(quantity.surface)
    if len(found) != 1:
        return (told,)
    (one,) = found
    low, high = one.stated
    if (low, high) == (one.quantity.low, one.quantity.high) or (low is None and high is None):
        return (told,)
    return (f"{told}: {_show_interval(low, high)} as written, widened by “{_find_wideners(one, quantity.surface)}”",)


def _find_wideners(found: FoundQuantity, surface: str) -> str:
    """The words of a surface that are neither its number nor its unit, as far as they stand before or behind it."""
    digits = [at for at, letter in enumerate(surface) if letter.isdigit()]
    if not digits:
        return surface.split()[0]
    before, after = surface[: digits[0]].rstrip("$€£¥ ").strip(), surface[digits[-1] + 1 :].strip()
    return before or after or surface


def _explain_symbol(symbol: str) -> str:
    if symbol.startswith("every"):
        return "it comes again and again"
    if symbol.startswith("then"):
        return "it counts from a date that the text does not tell"
    if symbol.startswith("BC"):
        return "before Christ"
    return "the day of publication is not known well enough"


def _show_interval(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and low == high:
        return f"{low:,f}"
    if low is None and high is None:
        return "unknown"
    return f"at most {high:,f}" if low is None else f"at least {low:,f}" if high is None else f"{low:,f} to {high:,f}"


def _show_days(moment: Moment) -> str:
    if moment.start == moment.end and moment.start is not None:
        return str(moment.start)
    return f"{moment.start or 'open'} to {moment.end or 'open'}"
