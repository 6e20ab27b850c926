"""Corrections of claims stand between the ledger and the audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from hfcheck.decisions import Correction, apply_corrections, parse_decisions
from hfcheck.errors import HfcheckError
from hfcheck.model import Claim, Entity, Evidence, Span
from hfcheck.sources import make_article
from hfcheck.yamlsource import load_yaml
from tests.rules.shorthand import read_claim

CASES: Any = load_yaml(Path(__file__).parent.parent / "cases" / "decisions" / "corrections.yaml", HfcheckError).data
ARTICLES = {name: make_article(text, id=name) for name, text in CASES["articles"].items()}


def read_claims() -> tuple[Claim, ...]:
    quotes = [
        ("a.txt", "Norwick is based in Bergen"),
        ("a.txt", "Lund is based\nin Vardo"),
        ("b.txt", "Norwick is based in Bergen"),
    ]
    claims = []
    for number, (article, quote) in enumerate(quotes):
        words = quote.split()
        claim = read_claim({"subject": words[0], "relation": "based_in", "object": words[-1]}, article, number)
        start = CASES["articles"][article].index(quote)
        evidence = (Evidence(Span(article, start, start + len(quote)), quote),)
        claims.append(msgspec.structs.replace(claim, evidence=evidence, text=" ".join(words)))
    return tuple(claims)


def read_corrections(case: Any) -> tuple[Correction, ...]:
    return parse_decisions(yaml.safe_dump({"schema": 1, "corrections": case["corrections"]}), "x").corrections


def show(claim: Claim) -> list[str]:
    assert isinstance(claim.object, Entity)
    return [claim.evidence[0].span.article, claim.text, claim.object.name, claim.origin.value]


@pytest.mark.parametrize("name", CASES["cases"])
def test_claims_are_corrected(name: str) -> None:
    case = CASES["cases"][name]
    before = read_claims()
    after, notices = apply_corrections(before, ARTICLES, read_corrections(case))
    assert [show(claim) for claim in after] == case.get("claims", [show(claim) for claim in before])
    (notice,) = notices
    assert notice.kind == "decision"
    assert notice.message.startswith(case["notice"])
    assert [claim.steps[-1] for claim in after if claim.origin == "manual"] == (
        [case["step"]] if "step" in case else []
    )


def test_what_is_added_has_a_quote_that_verifies_and_an_id_of_its_own() -> None:
    (added,) = read_corrections(CASES["cases"]["a claim is added"])
    again = msgspec.structs.replace(added, reason="missed again")
    after, _ = apply_corrections(read_claims(), ARTICLES, (added, again))
    for claim in after[-2:]:
        span = claim.evidence[0].span
        assert (
            ARTICLES[span.article].text[span.start : span.end] == claim.evidence[0].quote == "Lund is based\nin Vardo"
        )
    assert len({claim.id for claim in after}) == len(after)


def test_a_correction_of_an_article_that_was_not_read_says_nothing() -> None:
    (drop,) = read_corrections(CASES["cases"]["a claim is dropped from one article alone"])
    elsewhere = {"b.txt": ARTICLES["b.txt"]}
    claims = read_claims()[2:]
    assert apply_corrections(claims, elsewhere, (drop,), whole=False) == (claims, ())
