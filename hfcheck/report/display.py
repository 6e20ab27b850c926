"""Values and lanes in words, the same in every format."""

from __future__ import annotations

from decimal import Decimal

from hfcheck.model import (
    Attribution,
    Change,
    Claim,
    Entity,
    Members,
    Moment,
    Quantity,
    Share,
    Text,
    Value,
)
from hfcheck.report.pieces import describe_date


def describe_value(value: Value) -> str:
    """Put an object into words: an entity by its name, an amount or a date as the text gave it."""
    match value:
        case Entity(name=name):
            return name
        case Quantity():
            return describe_quantity(value)
        case Change(amount=amount, direction=direction):
            return f"{direction} {describe_quantity(amount)}".strip()
        case Share(amount=amount, whole=whole):
            return f"{describe_quantity(amount)} of {whole}"
        case Moment():
            return value.surface or value.symbol or describe_date(value)
        case Members(items=items):
            return ", ".join(item.name for item in items)
        case Text(text=text):
            return text.replace("_", " ")


def describe_quantity(quantity: Quantity) -> str:
    """Give a quantity as the text wrote it, with its unit when the words leave it out."""
    unit = quantity.unit
    words = quantity.surface or _interval(quantity.low, quantity.high)
    return words if not unit or unit.casefold() in words.casefold() or quantity.surface else f"{words} {unit}"


def _interval(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return "any amount" if low is None else f"at least {low:,}"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"


def describe_relation(claim: Claim) -> str:
    """Give the relation in words, with the measure or title that narrows it."""
    relation = claim.relation.replace("_", " ")
    return f"{relation} ({claim.measure.replace('_', ' ')})" if claim.measure else relation


def describe_lane(attribution: tuple[Attribution, ...]) -> str:
    """Say who stands behind a claim: "the article itself", or its speakers, the nearest first."""
    if not attribution:
        return "the article itself"
    speakers = [_describe_speaker(voice) for voice in reversed(attribution)]
    return ", according to ".join(speakers) if len(speakers) > 1 else speakers[0]


def _describe_speaker(voice: Attribution) -> str:
    if voice.source is None:
        return f"unnamed ({voice.cue})" if voice.cue else "unnamed"
    return f"{voice.source} (in quotation marks)" if voice.direct else voice.source
