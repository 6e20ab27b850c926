"""How days lie to each other, for rules on dates."""

from __future__ import annotations

from collections.abc import Hashable

from hfcheck.model import Moment

_LENT = "context"


def find_gap(a: Moment, b: Moment) -> int | None:
    """The days between two intervals that share none; None where an end that counts is open or not known."""
    for first, second in ((a, b), (b, a)):
        if first.end is not None and second.start is not None and first.end < second.start:
            return (second.start - first.end).days
    return None


def are_near(a: Moment, b: Moment, days: int) -> bool:
    """Whether two intervals lie at most so many days apart."""
    gap = find_gap(a, b)
    return gap is not None and gap <= days


def comes_after(a: Moment, b: Moment) -> bool:
    """Whether every day of `a` lies after every day of `b`."""
    return a.start is not None and b.end is not None and b.end < a.start


def find_days(time: Moment) -> Hashable:
    """What two times that are the SAME have in common: their ends, or that both are symbols."""
    return (time.start, time.end) if time.symbol is None else "symbol"


def lend_no_year(a: Moment, b: Moment) -> bool:
    """Whether both dates say their year themselves, or have it from the day of publication."""
    return _LENT not in (a.basis, b.basis)
