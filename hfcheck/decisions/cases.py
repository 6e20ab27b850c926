"""A finding as a test case, to be pasted into tests/cases/rules, so that a false alarm is not raised again."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from hfcheck.decisions.records import fold_space
from hfcheck.errors import HfcheckError
from hfcheck.files import hold_file, write_atomic
from hfcheck.model import (
    Change,
    Claim,
    Entity,
    Finding,
    Members,
    Modality,
    Moment,
    Polarity,
    Precision,
    Quantity,
    Text,
    Value,
)
from hfcheck.yamlrecords import quote_text
from hfcheck.yamlsource import load_yaml

SECTION = "lookalike"
"""The section of a file of cases that holds what looks like a conflict and is none."""

_PLAIN = ("scope", "measure", "quantifier", "group")
_FLAGS = ("disputed", "headline", "bygone")
_BASES = {"publication": "published ", "context": "context "}
_SYMBOLS = ("published.", "then.", "every.", "BC")
"""How the symbols of times begin that the shorthand can say."""
_DIGITS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def append_case(path: Path, finding: Finding, reason: str) -> bool:
    """Add `finding` to the file of cases at `path` as one that must not be found; False where it is in there already.

    The file is made where there is none. Raises HfcheckError where it is no file of cases, or its section of such
    cases is not the last, or it cannot be written.
    """
    with hold_file(path):
        return _append_case(path, finding, reason)


def _append_case(path: Path, finding: Finding, reason: str) -> bool:
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    data = load_yaml(path, HfcheckError).data if text.strip() else {}
    sections = list(data) if isinstance(data, dict) else None
    if sections is None or (SECTION in sections and sections[-1] != SECTION):
        raise HfcheckError(f"must be a file of cases with {SECTION!r} as its last section", path.as_posix())
    held = data.get(SECTION) if isinstance(data, dict) else None
    if isinstance(held, dict) and any(str(name).startswith(finding.fingerprint) for name in held):
        return False
    head = "" if SECTION in sections else f"{SECTION}:\n"
    gap = "" if not text or text.endswith("\n") else "\n"
    write_atomic(path, f"{text}{gap}{head}{render_case(finding, reason)}")
    return True


def render_case(finding: Finding, reason: str) -> str:
    """Write `finding` as one case, two spaces deep: its claims in the shorthand of tests/rules/shorthand.py.

    What the shorthand cannot say stands in a comment.
    """
    claims = [claim for side in finding.sides for claim in (*side.claims, *side.rest)]
    articles = list(dict.fromkeys(claim.evidence[0].span.article for claim in claims))
    lines = [f"  # {finding.rule}; {len(finding.sides)} sides: {', '.join(map(str, _count_sides(finding)))} claims"]
    if len(finding.sides) == 1:
        lines.append("  # The finding has one side: add the claim that it was held against.")
    lines += [f"  {quote_text(f'{finding.fingerprint} {fold_space(reason)}')}:", "    claims:"]
    for claim in claims:
        row = _describe_claim(claim, _name_article(articles.index(claim.evidence[0].span.article)))
        lost = list(_list_lost(claim))
        lines += [f"      # {fault}" for fault in lost]
        lines.append(f"      {'# ' if row is None else ''}- {{{', '.join(row or (quote_text(claim.text),))}}}")
    return "\n".join(lines) + "\n"


def _count_sides(finding: Finding) -> list[int]:
    return [len(side.claims) + len(side.rest) for side in finding.sides]


def _name_article(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return f"{letters[number % 26]}{number // 26 or ''}.txt"


def _describe_claim(claim: Claim, article: str) -> Sequence[str] | None:
    """The keys and values of a row; None where the shorthand has no form for the object."""
    value = _describe_value(claim.object)
    return None if value is None else tuple(_list_parts(claim, article, value))


def _list_parts(claim: Claim, article: str, value: str) -> Iterator[str]:
    yield f"in: {article}"
    yield f"subject: {_name_entity(claim.subject)}"
    if claim.subject.id != _make_id(claim.subject.name):
        yield f"id: {quote_text(claim.subject.id)}"
    if claim.subject.kind:
        yield f"kind: {quote_text(claim.subject.kind)}"
    yield f"relation: {quote_text(claim.relation)}"
    yield f"object: {value}"
    if claim.polarity is Polarity.DENIED:
        yield "denied: true"
    if claim.modality is not Modality.ASSERTED:
        yield f"modality: {claim.modality.value}"
    if claim.participants:
        roles = ", ".join(f"[{quote_text(role.role)}, {_name_entity(role.entity)}]" for role in claim.participants)
        yield f"roles: [{roles}]"
    if claim.event is not None:
        yield f"event: {quote_text(' '.join((claim.event.kind, *claim.event.participants)))}"
    if claim.place is not None:
        yield f"place: {_name_entity(claim.place)}"
    if claim.time is not None and (time := _describe_time(claim.time)):
        yield f"time: {quote_text(time)}"
    if claim.attribution:
        voice = claim.attribution[-1]
        yield f"by: {quote_text(voice.source or '')}"
        yield f"stance: {quote_text(voice.stance)}"
        if voice.direct:
            yield "direct: true"
    yield from (f"{name}: {quote_text(getattr(claim, name))}" for name in _PLAIN if getattr(claim, name) is not None)
    yield from (f"{name}: true" for name in _FLAGS if getattr(claim, name))
    evidence = claim.evidence[0]
    yield f"at: {evidence.span.start}"
    yield f"quote: {quote_text(evidence.quote)}"


def _list_lost(claim: Claim) -> Iterator[str]:
    if claim.premises:
        yield f"Inferred from {', '.join(claim.premises)}: put what was read in its place."
    if _describe_value(claim.object) is None:
        yield f"No form for the object, a {type(claim.object).__name__}; the claim is:"
    if claim.time is not None and not _describe_time(claim.time):
        yield f"No form for the time {quote_text(claim.time.surface or claim.time.symbol or 'without a start')}."
    if len(claim.attribution) > 1:
        yield f"{len(claim.attribution)} speakers, one through another; only the nearest is written."


def _name_entity(entity: Entity) -> str:
    return quote_text(entity.name if entity.resolved else f"{entity.name}?")


def _make_id(name: str) -> str:
    """The id that the shorthand gives to what bears a name."""
    return name.casefold().replace(" ", "-")


def _describe_value(value: Value) -> str | None:
    match value:
        case Entity(kind=""):
            return _name_entity(value)
        case Entity():
            return f"{{name: {_name_entity(value)}, kind: {quote_text(value.kind)}}}"
        case Quantity():
            return f"{{amount: {_describe_amount(value)}}}"
        case Change(amount=amount, base=base, direction=direction):
            told = _describe_time(base) if base else ""
            since = f", base: {quote_text(told)}" if told else ""
            return f"{{change: {_describe_amount(amount)}, direction: {quote_text(direction)}{since}}}"
        case Moment():
            time = _describe_time(value)
            return f"{{date: {quote_text(time)}}}" if time else None
        case Members(items=items, closed=closed):
            return f"{{list: [{', '.join(map(_name_entity, items))}], closed: {'true' if closed else 'false'}}}"
        case Text(text=text):
            return f"{{text: {quote_text(text)}}}"
    return None


def _describe_amount(amount: Quantity) -> str:
    bounds = ", ".join("null" if b is None else quote_text(str(b)) for b in (amount.low, amount.high))
    return f"[{bounds}], unit: {quote_text(amount.unit)}"


def _describe_time(time: Moment) -> str:
    """ "2010", "2010-05", "2010-05-03", "2010-05-03..2012-01-31", "2010-05-03..", or a symbol.

    "" for what has neither a symbol nor a first day.
    """
    if time.start is None:
        return time.symbol if time.symbol is not None and time.symbol.startswith(_SYMBOLS) else ""
    basis = _BASES.get(time.basis, "")
    digits = _DIGITS.get(time.precision)
    if digits and time.end == _find_last_day(time.start, digits):
        return f"{basis}{time.start.isoformat()[:digits]}"
    return f"{basis}{time.start.isoformat()}..{time.end.isoformat() if time.end else ''}"


def _find_last_day(start: date, digits: int) -> date:
    if digits == _DIGITS[Precision.DAY]:
        return start
    month = 12 if digits == _DIGITS[Precision.YEAR] else start.month
    return date(start.year, month, calendar.monthrange(start.year, month)[1])
