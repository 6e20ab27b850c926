"""Any decisions that a file may have to keep."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from msgspec import UNSET

from hfcheck.decisions import (
    AddedClaim,
    Baseline,
    Choice,
    ClaimName,
    ClaimValues,
    Correction,
    Decision,
    Decisions,
    KnownFinding,
    Mark,
)
from hfcheck.decisions.records import SCHEMA, fold_space
from hfcheck.model import Attribution, EventRef, Modality, Polarity, Role
from tests.ledger.strategies import entities, many, moments, optional_texts, texts, values

folded = texts.map(lambda text: fold_space(f"x{text}x"))
days = st.dates(min_value=date(1, 1, 1))
marks = st.builds(Mark, folded, folded, folded)
fingerprints = st.text("0123456789abcdef", min_size=12, max_size=12)
rules = st.sampled_from(["HF101", "HF202", "HF401"])
sides = st.lists(marks, min_size=2, max_size=3).map(tuple)
names = st.builds(ClaimName, folded, folded, folded)


def stated(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.just(UNSET) | strategy


parts = {
    "participants": stated(many(st.builds(Role, texts, entities))),
    "polarity": stated(st.sampled_from(Polarity)),
    "modality": stated(st.sampled_from(Modality)),
    "measure": stated(optional_texts),
    "scope": stated(optional_texts),
    "place": stated(st.none() | entities),
    "time": stated(st.none() | moments),
    "event": stated(st.none() | st.builds(EventRef, texts, many(texts), st.none() | moments)),
    "attribution": stated(many(st.builds(Attribution, optional_texts, texts, texts, st.booleans()))),
    "disputed": stated(st.booleans()),
    "bygone": stated(st.booleans()),
}
claim_values = st.builds(
    ClaimValues, text=folded, subject=stated(entities), relation=stated(texts), object=stated(values), **parts
)
added = st.builds(
    AddedClaim, article=folded, quote=folded, text=folded, subject=entities, relation=texts, object=values, **parts
)
corrections = st.one_of(
    st.builds(Correction, reason=folded, who=folded, drop=names),
    st.builds(Correction, reason=folded, who=folded, replace=names, values=claim_values),
    st.builds(Correction, reason=folded, who=folded, add=added),
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    verdict = draw(st.sampled_from(Choice))
    until = draw(days if verdict is Choice.LATER else st.none() | days)
    return Decision(draw(fingerprints), draw(rules), verdict, draw(folded), draw(folded), draw(sides), until)


def files() -> st.SearchStrategy[Decisions]:
    decided = st.lists(decisions(), max_size=3, unique_by=lambda one: (one.rule, one.sides)).map(tuple)
    return st.builds(Decisions, st.just(SCHEMA), decided, st.lists(corrections, max_size=3).map(tuple))


def baselines() -> st.SearchStrategy[Baseline]:
    known = st.builds(KnownFinding, fingerprints, rules, sides)
    return st.builds(Baseline, st.just(SCHEMA), st.lists(known, max_size=3).map(tuple))
