"""Claims written compactly in YAML, for tests.

    {in: a.txt, subject: Ada Brandt, relation: holds_office, object: Norwick, measure: mayor, time: "2010"}

`in` is the article; claims stand in it in the order given, one quote each. `object` is an entity,
`{amount: [low, high], unit: u}`, `{change: [low, high], unit: u, direction: up, base: "2010"}`, `{date: "2010"}`,
`{list: [A, B], closed: true}` or `{text: t}`. A name with "?" at its end is unresolved. `time` is "2010", "2010-05",
"2010-05-03", "2010..2012", "2010.." or "..2010", with "published " before it for a publication date and "context "
for a year that the article lends, or a symbol such as "published.year-1". `id` is the subject's where its name does not
give it. `at` is where the claim stands, and `quote` what stands there, where the two are not made up.
"""

from __future__ import annotations

import calendar
import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import (
    Attribution,
    Change,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Members,
    Modality,
    Moment,
    Polarity,
    Precision,
    Quantity,
    Role,
    Span,
    Text,
    Value,
)

PLAIN = ("relation", "scope", "measure", "quantifier", "group", "disputed", "headline", "bygone")
SYMBOLS = ("published.", "then.", "every.", "BC")
BASES = {"published": "publication", "context": "context"}
KEYS = {
    "at",
    "id",
    "in",
    "quote",
    "subject",
    "object",
    "denied",
    "modality",
    "roles",
    "time",
    "by",
    "direct",
    "event",
    "place",
    "kind",
    "stance",
    *PLAIN,
}


@functools.cache
def shipped_knowledge() -> Knowledge:
    return load_knowledge(["core", "business"], Path("."))


def read_claims(rows: Sequence[Mapping[str, Any]]) -> list[Claim]:
    counts: Counter[str] = Counter()
    claims = []
    for row in rows:
        assert set(row) <= KEYS, f"unknown keys {set(row) - KEYS}"
        article = row.get("in", "a.txt")
        claims.append(read_claim(row, article, counts[article]))
        counts[article] += 1
    return claims


def read_claim(row: Mapping[str, Any], article: str, number: int) -> Claim:
    quote = " ".join(say_value(row[key]) for key in ("subject", "relation", "object", "time") if key in row)
    quote = ("not " if row.get("denied") else "") + quote
    quote, start = row.get("quote", quote), row.get("at", number * 1000)
    return Claim(
        id=f"{article.removesuffix('.txt')}:{number:02}",
        text=quote,
        subject=read_entity(row["subject"], row.get("kind", ""), row.get("id", "")),
        object=read_value(row["object"]),
        polarity=Polarity.DENIED if row.get("denied") else Polarity.AFFIRMED,
        modality=Modality(row.get("modality", "asserted")),
        evidence=(Evidence(Span(article, start, start + len(quote)), quote),),
        confidence=0.9,
        participants=tuple(Role(role, read_entity(name)) for role, name in row.get("roles", ())),
        event=EventRef(row["event"], ()) if "event" in row else None,
        time=read_time(row["time"]) if "time" in row else None,
        place=read_entity(row["place"]) if "place" in row else None,
        attribution=_read_speaker(row),
        **{key: row[key] for key in PLAIN if key in row},
    )


def _read_speaker(row: Mapping[str, Any]) -> tuple[Attribution, ...]:
    """`by` is the speaker, "" for "reportedly"; `direct` where his words are quoted."""
    if "by" not in row:
        return ()
    return (Attribution(row["by"] or None, row.get("stance", "says"), "says", row.get("direct", False)),)


def read_entity(name: str, kind: str = "", id: str = "") -> Entity:
    resolved = not name.endswith("?")
    name = name.removesuffix("?")
    return Entity(id or name.casefold().replace(" ", "-"), name, kind, resolved)


def say_value(value: Any) -> str:
    """A value as an article may write it."""
    if isinstance(value, str):
        return value
    for key in ("text", "name", "surface", "date"):
        if key in value:
            return str(value[key])
    if "list" in value:
        return ", ".join(value["list"])
    low, high = value.get("amount") or value["change"]
    words = f"{low}" if low == high else f"at most {high}" if low is None else f"at least {low}"
    return f"{words if None in (low, high) or low == high else f'{low} to {high}'} {value.get('unit', '')}".strip()


def read_value(value: Any) -> Value:
    if isinstance(value, str):
        return read_entity(value)
    if "change" in value:
        amount = read_value({"amount": value["change"], "unit": value.get("unit", "%")})
        assert isinstance(amount, Quantity)
        return Change(amount, read_time(value["base"]) if "base" in value else None, value["direction"])
    if "amount" in value:
        low, high = (None if bound is None else Decimal(str(bound)) for bound in value["amount"])
        return Quantity(low, high, value.get("unit", ""), say_value(value))
    if "date" in value:
        return msgspec.structs.replace(read_time(value["date"]), surface=say_value(value))
    if "name" in value:
        return read_entity(value["name"], value.get("kind", ""))
    if "list" in value:
        return Members(tuple(read_entity(name) for name in value["list"]), value.get("closed", True))
    return Text(value["text"])


def read_time(text: str) -> Moment:
    if text.startswith(SYMBOLS):
        return Moment(symbol=text, surface=text)
    word, space, rest = text.partition(" ")
    basis = BASES[word] if space else "stated"
    first, dots, last = (rest if space else text).partition("..")
    start, precision = _first_day(first) if first else (None, Precision.RANGE)
    end = _last_day(last) if last else None if dots else _last_day(first)
    return Moment(start, end, Precision.RANGE if dots else precision, text, basis=basis)


def _first_day(text: str) -> tuple[date, Precision]:
    parts = [int(part) for part in text.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    return date(*([*parts, 1, 1])[:3]), precision


def _last_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])
