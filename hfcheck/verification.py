"""Does a report still hold? Its quotes against the articles, its findings against those of another run.

A JSON report is taken as somebody else's word: nothing in it is believed that the articles and the rules do not say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from hfcheck.errors import SourceError
from hfcheck.model import Article

SCHEMA = 1


class Quote(msgspec.Struct, frozen=True):
    """A piece of evidence as a JSON report has it: offsets into the article's text, a line from 1."""

    id: str
    text: str
    article: str
    start: int
    end: int
    line: int
    quote: str


class Told(msgspec.Struct, frozen=True):
    """A finding as a JSON report tells it."""

    fingerprint: str
    rule: str
    severity: str
    verdict: str
    confidence: float
    message: str
    sides: tuple[tuple[Quote, ...], ...]


class Read(msgspec.Struct, frozen=True):
    """What a report says was read of one article; `sha256` is of its bytes, None where the report does not tell."""

    sentences: int
    claims: int
    sentences_without_claim: int
    sha256: str | None = None


class Counts(msgspec.Struct, frozen=True):
    """How much a report says was read."""

    articles: int
    sentences: int
    claims: int
    by_article: dict[str, Read] = {}


class ReportDocument(msgspec.Struct, frozen=True):
    """A JSON report (`hfcheck audit --format json`), as far as it can be verified."""

    schema: int
    hfcheck: str
    coverage: Counts
    findings: tuple[Told, ...]
    rules_run: tuple[str, ...]
    left_out: int = 0


class _Head(msgspec.Struct, frozen=True):
    schema: int


class Fault(msgspec.Struct, frozen=True):
    """What a report says that does not hold; `finding` is its fingerprint, "" where it is the report as a whole."""

    finding: str
    message: str


def read_report(text: str, name: str) -> ReportDocument:
    """Read a JSON report; `name` is what errors name. Raises SourceError where it is none, or of another schema."""
    try:
        head = msgspec.json.decode(text, type=_Head)
        # A report of another form need not have the fields of this one: it is told first.
        if head.schema != SCHEMA:
            raise SourceError(_refuse_schema(head.schema), name)
        return msgspec.json.decode(text, type=ReportDocument)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as fault:
        remedy = "give the file that hfcheck audit --format json wrote"
        raise SourceError(f"this is no JSON report ({fault}); {remedy}", name) from None


def _refuse_schema(found: int) -> str:
    if found > SCHEMA:
        return f"made by a newer hfcheck (schema {found}; this one reads {SCHEMA}); update hfcheck"
    return f"it has the older schema {found} (this hfcheck reads {SCHEMA}); run the audit again"


def verify_report(
    document: ReportDocument, again: ReportDocument, articles: Mapping[str, Article]
) -> tuple[Fault, ...]:
    """What of `document` does not hold, in its own order.

    `again` is the report of a run on the same articles now. Each quote must stand at its offsets and on its line; each
    finding must be found again under its fingerprint, with the same rule, verdict, severity and sides; and nothing may
    be found that the report keeps silent about, but for what a baseline left out of it.
    """
    faults = [fault for told in document.findings for fault in _check_quotes(told, articles)]
    unsaid = list(again.findings)
    for told in document.findings:
        now = _pick_same(told, unsaid)
        if now is not None:
            unsaid.remove(now)
        faults += _check_finding(told, now)
    faults += _check_silence(document.left_out, unsaid)
    faults += _compare_runs(document, again)
    faults += _compare_articles(document, again)
    return tuple(faults)


def _pick_same(told: Told, among: Sequence[Told]) -> Told | None:
    """The finding with the fingerprint of `told`; where several share it, the one with its places."""
    same = [one for one in among if one.fingerprint == told.fingerprint]
    return next((one for one in same if _list_places(one) == _list_places(told)), same[0] if same else None)


def _check_quotes(told: Told, articles: Mapping[str, Article]) -> Iterator[Fault]:
    if not told.sides or not all(told.sides):
        yield Fault(told.fingerprint, "a side has no quote")
    for quote in (quote for side in told.sides for quote in side):
        article = articles.get(quote.article)
        where = f"{quote.article}, characters {quote.start}-{quote.end}"
        if article is None:
            yield Fault(told.fingerprint, f"its article is not among those read: {quote.article}")
        elif not quote.quote or article.text[max(0, quote.start) : max(0, quote.end)] != quote.quote:
            moved = article.text.find(quote.quote) if quote.quote else -1
            found = f"it stands at {moved}" if moved >= 0 else "the article does not have it"
            yield Fault(told.fingerprint, f"the quote “{quote.quote}” is not at {where}: {found}")
        elif article.text.count("\n", 0, quote.start) + 1 != quote.line:
            yield Fault(told.fingerprint, f"the quote at {where} is not on line {quote.line}")


def _check_finding(told: Told, now: Told | None) -> Iterator[Fault]:
    if now is None:
        yield Fault(told.fingerprint, f"{told.rule} does not find this now: {told.message}")
        return
    for field in ("rule", "verdict", "severity", "confidence", "message"):
        before, after = getattr(told, field), getattr(now, field)
        if before != after:
            yield Fault(told.fingerprint, f"its {field} is {before!r}, and {after!r} when the rule is run again")
    if _list_places(told) != _list_places(now):
        yield Fault(told.fingerprint, "its sides show other places than when the rule is run again")
    elif [[(one.id, one.text) for one in side] for side in told.sides] != [
        [(one.id, one.text) for one in side] for side in now.sides
    ]:
        yield Fault(told.fingerprint, "its sides show other claims than when the rule is run again")


def _list_places(told: Told) -> list[list[tuple[str, int, int]]]:
    return [[(quote.article, quote.start, quote.end) for quote in side] for side in told.sides]


def _check_silence(left_out: int, unsaid: Sequence[Told]) -> Iterator[Fault]:
    """What is found and not told must be as many as the report says that it leaves out."""
    if len(unsaid) > left_out:
        for told in unsaid:
            yield Fault(told.fingerprint, f"{told.rule} finds this and the report does not say so: {told.message}")
    elif len(unsaid) < left_out:
        yield Fault("", f"it says that it leaves out {left_out} findings, and no more than {len(unsaid)} are there")


def _compare_articles(document: ReportDocument, again: ReportDocument) -> Iterator[Fault]:
    then, now = document.coverage.by_article, again.coverage.by_article
    for name in sorted(then.keys() | now.keys()):
        before, after = then.get(name), now.get(name)
        if before is None or after is None:
            # A report of before this was told says nothing of any article.
            if then:
                yield Fault("", f"{name} was read {'there' if before else 'now'} alone")
        elif before.sha256 not in (None, after.sha256):
            yield Fault("", f"{name} has changed since it was read")
        elif msgspec.structs.replace(before, sha256=after.sha256) != after:
            yield Fault("", f"{name}: other numbers of sentences and claims are told than are read now")


def _compare_runs(document: ReportDocument, again: ReportDocument) -> Iterator[Fault]:
    if document.rules_run != again.rules_run:
        missing = sorted(set(again.rules_run) - set(document.rules_run))
        added = sorted(set(document.rules_run) - set(again.rules_run))
        told = [f"not run there: {', '.join(missing)}"] * bool(missing) + [f"only there: {', '.join(added)}"] * bool(
            added
        )
        yield Fault("", f"other rules ran ({'; '.join(told)})")
    for field in ("articles", "sentences", "claims"):
        before, after = getattr(document.coverage, field), getattr(again.coverage, field)
        if before != after:
            yield Fault("", f"it says that {before} {field} were read; now there are {after}")
