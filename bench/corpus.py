"""Claims of a made-up corpus of any size, with conflicts that are known beforehand; the same for the same seed.

Subjects are spread as names are in news: the k-th commonest has about 1/k of the claims of the commonest (Zipf), so
that a few groups are huge. A hundredth of the claims are one side of a planted conflict, each about a subject of its
own, so that a run can be checked whatever its size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from hfcheck.model import (
    Claim,
    Entity,
    Evidence,
    Modality,
    Moment,
    Polarity,
    Precision,
    Quantity,
    Span,
    Value,
)

RATE = 100
"""One claim of so many is one side of a planted conflict."""

_CLAIMS_PER_ARTICLE = 40
_CITIES = tuple(f"city-{n}" for n in range(400))
_MEASURES = ("revenue", "sold", "employees", "profit")
_UNITS = {"revenue": "USD", "sold": "car", "employees": "employee", "profit": "USD"}


class Corpus(NamedTuple):
    """Claims, and the pairs of ids that cannot both be true."""

    claims: tuple[Claim, ...]
    conflicts: tuple[tuple[str, str], ...]


def make_corpus(size: int, seed: int = 1) -> Corpus:
    """`size` claims, a hundredth of them in planted conflicts."""
    draw = random.Random(seed)
    planted = max(1, size // (2 * RATE))
    claims: list[Claim] = []
    pairs: list[tuple[str, str]] = []
    for number in range(planted):
        first, second = _plant(draw, number, len(claims))
        claims += [first, second]
        pairs.append((first.id, second.id))
    claims += _fill(draw, size - len(claims), len(claims))
    return Corpus(tuple(claims), tuple(pairs))


def make_group(size: int, seed: int = 1) -> Corpus:
    """`size` claims on one company's revenue, month by month, all in agreement but for one pair."""
    draw = random.Random(seed)
    subject = _name("subject-0")
    claims = [_tell_revenue(number, subject, _pick_month(draw)) for number in range(size)]
    time = claims[0].time
    if time is not None:
        figure = _amount(7, "USD")
        claims[1:2] = [_claim(1, subject, "sell", figure, time, measure="revenue")]
    return Corpus(tuple(claims), ((claims[0].id, claims[1].id),))


def _tell_revenue(number: int, subject: Entity, time: Moment) -> Claim:
    figure = 1000 + 7 * (time.start.toordinal() % 100_003 if time.start else 0)
    return _claim(number, subject, "sell", _amount(figure, "USD"), time, measure="revenue")


def _plant(draw: random.Random, number: int, at: int) -> tuple[Claim, Claim]:
    subject = _name(f"planted-{number}")
    time = _pick_month(draw)
    match number % 3:
        case 0:
            here, there = draw.sample(_CITIES, 2)
            return (
                _claim(at, subject, "based_in", _name(here, "city"), time),
                _claim(at + 1, subject, "based_in", _name(there, "city"), time),
            )
        case 1:
            club = _name(f"club-{draw.randrange(1000)}")
            return (
                _claim(at, subject, "member_of", club, time),
                _claim(at + 1, subject, "member_of", club, time, polarity=Polarity.DENIED),
            )
        case _:
            low = draw.randrange(1000, 10_000) * 7
            return (
                _claim(at, subject, "sell", _amount(low, "car"), time, measure="sold"),
                _claim(at + 1, subject, "sell", _amount(low * 2 + 1, "car"), time, measure="sold"),
            )


def _fill(draw: random.Random, wanted: int, at: int) -> Iterator[Claim]:
    """Claims that agree: what each subject says of a month is the same wherever it is said."""
    names = max(10, wanted // 20)
    weights = list(accumulate(1 / rank for rank in range(1, names + 1)))
    for number, rank in enumerate(draw.choices(range(names), cum_weights=weights, k=wanted)):
        subject = _name(f"subject-{rank}")
        time = _pick_month(draw)
        kind = draw.randrange(10)
        if kind < 4:
            measure = draw.choice(_MEASURES)
            figure = 1000 + 7 * ((rank * 31 + time.start.toordinal() if time.start else 0) % 100_003)
            yield _claim(at + number, subject, "sell", _amount(figure, _UNITS[measure]), time, measure=measure)
        elif kind < 6:
            yield _claim(at + number, subject, "based_in", _name(_CITIES[rank % len(_CITIES)], "city"), time)
        elif kind < 8:
            yield _claim(at + number, subject, "member_of", _name(f"club-{rank % 997}"), time)
        else:
            partner = draw.randrange(names)
            yield _claim(at + number, subject, "partner_of", _name(f"subject-{partner}"), time)


def _claim(
    number: int,
    subject: Entity,
    relation: str,
    value: Value,
    time: Moment,
    *,
    polarity: Polarity = Polarity.AFFIRMED,
    measure: str | None = None,
) -> Claim:
    article = f"news/{number // _CLAIMS_PER_ARTICLE:06d}.txt"
    start = 100 * (number % _CLAIMS_PER_ARTICLE)
    quote = f"{subject.name} {relation} {number}"
    return Claim(
        id=f"{article}#{number % _CLAIMS_PER_ARTICLE:03d}",
        text=quote,
        subject=subject,
        relation=relation,
        object=value,
        polarity=polarity,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(article, start, start + len(quote)), quote),),
        confidence=0.8,
        time=time,
        measure=measure,
    )


def _name(id: str, kind: str = "company") -> Entity:
    return Entity(id=id, name=id.replace("-", " ").title(), kind=kind)


def _amount(figure: int, unit: str) -> Quantity:
    return Quantity(Decimal(figure), Decimal(figure), unit, f"{figure:,}")


def _pick_month(draw: random.Random) -> Moment:
    year, month = draw.randrange(2015, 2025), draw.randrange(1, 13)
    last = (date(year + month // 12, month % 12 + 1, 1)).toordinal() - 1
    start, end = date(year, month, 1), date.fromordinal(last)
    return Moment(start, end, Precision.MONTH, surface=f"{year}-{month:02d}")
