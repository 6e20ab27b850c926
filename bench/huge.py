"""How fast claims on one subject alone are held against each other: one huge group, which must not cost all its pairs.

    python -m bench.huge [SIZE …] [--kind KIND …]

KIND is what all SIZE claims tell of one company: `revenue` of 120 months, where one in a hundred differs; `value`, its
revenue of one month, told in as many ways as there are claims in ten; `seat`, in 400 cities; `member`, of clubs;
`denied`, its membership of one club, every other time denied; `quote`, what it was quoted with, of every ten quotations
one with another figure. Printed are the processor's time, the findings and the most claims that a side stands for.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from hfcheck.audit import audit
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import (
    Attribution,
    Claim,
    Entity,
    Evidence,
    Modality,
    Moment,
    Polarity,
    Precision,
    Quantity,
    Span,
    Text,
    Value,
)

_SIZES = (1_000, 10_000, 100_000)
_SUBJECT = Entity("norwick", "Norwick", "company")
_PER_ARTICLE = 4
_MONTHS = 120
_CITIES = 400
_DIFFERS = 100
_SPOKEN = (Attribution("Ada Brandt", "says", "said", True),)
_FRESH = ("plants", "lines", "shops", "ports", "mines", "farms", "banks", "films", "roads", "mills")


def make_claims(kind: str, size: int, seed: int = 1) -> list[Claim]:
    """`size` claims on one subject, the same for the same seed; `kind` as this module's page says."""
    draw = random.Random(seed)
    return [_MAKERS[kind](draw, number) for number in range(size)]


def _tell_revenue(draw: random.Random, number: int) -> Claim:
    month = draw.randrange(_MONTHS)
    amount = draw.randrange(10_000) if number % _DIFFERS == 0 else 20_000 + month
    return _claim(number, "sell", _amount(amount), _month(month), measure="revenue")


def _tell_value(draw: random.Random, number: int) -> Claim:
    return _claim(number, "sell", _amount(1_001 + 2 * draw.randrange(number // 10 + 1)), _month(0), measure="revenue")


def _tell_seat(draw: random.Random, number: int) -> Claim:
    city = draw.randrange(_CITIES)
    return _claim(number, "based_in", Entity(f"city-{city}", f"City{city}", "city"), _month(draw.randrange(_MONTHS)))


def _tell_member(draw: random.Random, number: int) -> Claim:
    club = draw.randrange(number // 10 + 1)
    denied = draw.randrange(_DIFFERS) == 0
    return _claim(number, "member_of", Entity(f"club-{club}", f"Club{club}", "company"), _month(0), denied=denied)


def _tell_denied(draw: random.Random, number: int) -> Claim:
    club = Entity("club", "Club", "company")
    return _claim(number, "member_of", club, _month(draw.randrange(_MONTHS)), denied=number % 2 == 0)


def _tell_quote(draw: random.Random, number: int) -> Claim:
    told = draw.randrange(number // 10 + 1)
    words = f"we will sell {2 + draw.randrange(10) // 9} {_FRESH[told % 10]} in city {told // 10} this very year"
    return _claim(number, "say", Text(words), _month(0), spoken=True, quote=f"“{words}”")


_MAKERS: dict[str, Callable[[random.Random, int], Claim]] = {
    "revenue": _tell_revenue,
    "value": _tell_value,
    "seat": _tell_seat,
    "member": _tell_member,
    "denied": _tell_denied,
    "quote": _tell_quote,
}


KINDS = tuple(sorted(_MAKERS))


def _claim(
    number: int,
    relation: str,
    value: Value,
    time: Moment,
    *,
    measure: str | None = None,
    denied: bool = False,
    spoken: bool = False,
    quote: str = "",
) -> Claim:
    article, place = f"news/{number // _PER_ARTICLE:06d}.txt", 1000 * (number % _PER_ARTICLE)
    words = quote or f"Norwick {relation} {number}"
    return Claim(
        id=f"{article}#{number % _PER_ARTICLE}",
        text=words,
        subject=_SUBJECT,
        relation=relation,
        object=value,
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(article, place, place + len(words)), words),),
        confidence=0.8,
        time=time,
        measure=measure,
        attribution=_SPOKEN if spoken else (),
    )


def _amount(figure: int) -> Quantity:
    return Quantity(Decimal(figure), Decimal(figure), "USD", f"{figure:,}")


def _month(number: int) -> Moment:
    year, month = 2015 + number // 12, number % 12 + 1
    last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
    return Moment(date(year, month, 1), date.fromordinal(last), Precision.MONTH, surface=f"{year}-{month:02d}")


def measure(kind: str, size: int, knowledge: Knowledge) -> float:
    """Print the figures of one corpus; the seconds that its audit took come back."""
    claims = make_claims(kind, size)
    start = time.process_time()
    report = audit(claims, knowledge)
    seconds = time.process_time() - start
    largest = max((len(side.claims) + side.more for one in report.findings for side in one.sides), default=0)
    told = f"{len(report.findings):7,} findings, the largest side of {largest:,} claims"
    print(f"{kind:8} {size:9,} claims: {seconds:8.2f} s, {size / seconds:8,.0f} claims a second; {told}")
    return seconds


def main() -> None:
    """Print a line for each kind and size, and the exponent from each size to the next."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", metavar="SIZE")
    parser.add_argument("--kind", nargs="+", choices=KINDS, default=KINDS)
    options = parser.parse_args()
    knowledge = load_knowledge(["core", "business"], Path())
    sizes = options.sizes or list(_SIZES)
    for kind in options.kind:
        spent = [measure(kind, size, knowledge) for size in sizes]
        for (small, before), (large, after) in pairwise(zip(sizes, spent, strict=True)):
            print(f"{kind:8} {small:,} to {large:,}: exponent {math.log(after / before) / math.log(large / small):.2f}")


if __name__ == "__main__":
    main()
