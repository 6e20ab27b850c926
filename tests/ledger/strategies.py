"""Any claim that a ledger may have to keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from hfcheck.ledger import SCHEMA, Ledger, LedgerArticle
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
    Origin,
    Polarity,
    Precision,
    Quantity,
    Reading,
    Role,
    Share,
    Span,
    Text,
)

TRAPS = (
    "", " ", "no", "on", "off", "null", "~", "true", "0x1", "1e3", "2024-12-05", "12:30:45", "- a", "a: b", "#", "'",
    '"', "\\", "\n", "\r\n", "\t", "{", "[", ",", "&a", "*a", "!x", "%", "@", "`", "---", "...", "<<", "stated",
    "\u2028", "\x85", "\ufeff", "\x00", "\x7f", "😀", "“quoted”", "<<<<<<< ours", "}\n- {", "\n\nclaims:\n- ",
    "Ünïcode", "\u202e",
)  # fmt: skip

texts = st.one_of(st.sampled_from(TRAPS), st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
optional_texts = st.none() | texts
amounts = (
    st.none()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from([Decimal("1E+6"), Decimal("24.70"), Decimal("0E-3")])
)
dates = st.none() | st.dates(min_value=date(1, 1, 1))

entities = st.builds(Entity, texts, texts, texts, st.booleans())
moments = st.builds(Moment, dates, dates, st.sampled_from(Precision), texts, optional_texts, texts)
quantities = st.builds(Quantity, amounts, amounts, texts, texts)
values = st.one_of(
    entities,
    moments,
    quantities,
    st.builds(Change, quantities, st.none() | moments, texts),
    st.builds(Share, quantities, texts),
    st.builds(Members, st.lists(entities, max_size=3).map(tuple), st.booleans()),
    st.builds(Text, texts),
)


def many(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def build_claims(articles: list[str]) -> st.SearchStrategy[Claim]:
    offsets = st.integers(0, 10**6)
    spans = st.builds(Span, st.sampled_from(articles), offsets, offsets)
    return st.builds(
        Claim,
        id=texts,
        text=texts,
        subject=entities,
        relation=texts,
        object=values,
        polarity=st.sampled_from(Polarity),
        modality=st.sampled_from(Modality),
        evidence=st.lists(st.builds(Evidence, spans, texts), min_size=1, max_size=2).map(tuple),
        confidence=st.floats(0, 1),
        participants=many(st.builds(Role, texts, entities)),
        event=st.none() | st.builds(EventRef, texts, many(texts), st.none() | moments),
        time=st.none() | moments,
        place=st.none() | entities,
        scope=optional_texts,
        measure=optional_texts,
        quantifier=optional_texts,
        attribution=many(st.builds(Attribution, optional_texts, texts, texts, st.booleans())),
        group=optional_texts,
        reading=st.sampled_from(Reading),
        origin=st.sampled_from([Origin.EXTRACTED, Origin.MANUAL]),
        premises=many(texts),
        disputed=st.booleans(),
        headline=st.booleans(),
        bygone=st.booleans(),
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    paths = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    counts = st.integers(0, 1000)
    skipped = st.dictionaries(texts, counts, max_size=2).map(lambda found: tuple(sorted(found.items())))
    articles = tuple(draw(st.builds(LedgerArticle, st.just(path), texts, counts, counts, skipped)) for path in paths)
    claims = draw(st.lists(build_claims(paths), max_size=3, unique_by=lambda claim: claim.id))
    versions = [draw(texts) for _ in range(4)]
    return Ledger(SCHEMA, *versions, articles, tuple(claims), draw(many(st.tuples(texts, texts))))
