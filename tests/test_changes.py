"""What changed between two ledgers: every claim is accounted for, and nothing depends on order or ids."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.audit import audit
from hfcheck.changes import LedgerChanges, compare_claims, compare_findings
from hfcheck.errors import HfcheckError
from hfcheck.ledger import Ledger
from hfcheck.model import Claim
from hfcheck.report.changes import render_changes_markdown
from hfcheck.yamlsource import load_yaml

from .ledger.strategies import ledgers
from .rules.shorthand import read_claims, shipped_knowledge

CASES: Any = load_yaml(Path(__file__).parent / "cases" / "changes.yaml", HfcheckError).data


def compare_rows(case: Any) -> LedgerChanges:
    old, new = read_claims(case["old"]), read_claims(case["new"])
    claims = compare_claims(old, new)
    before, after = (audit(one, shipped_knowledge()).findings for one in (old, new))
    return LedgerChanges("old", "new", claims, *compare_findings(before, after, claims.same))


@pytest.mark.parametrize("name", CASES)
def test_changes_are_told(name: str) -> None:
    case = CASES[name]
    changes = compare_rows(case)
    assert [claim.text for claim in changes.claims.added] == case.get("added", [])
    assert [claim.text for claim in changes.claims.removed] == case.get("removed", [])
    assert [[one.new.text, *one.fields] for one in changes.claims.changed] == case.get("changed", [])
    assert len(changes.claims.moved) == case.get("moved", 0)
    assert (len(changes.opened), len(changes.settled)) == (case.get("opened", 0), case.get("settled", 0))
    assert changes.any is any(case.get(key) for key in ("added", "removed", "changed", "opened", "settled"))


@settings(deadline=None)
@given(ledgers())
def test_a_ledger_differs_in_nothing_from_itself(ledger: Ledger) -> None:
    changes = compare_claims(ledger.claims, ledger.claims)
    assert (changes.added, changes.removed, changes.changed, changes.moved) == ((), (), (), ())


@settings(deadline=None)
@given(ledgers(), ledgers(), st.integers(0, 9))
def test_every_claim_is_told_once_and_order_does_not_matter(old: Ledger, new: Ledger, seed: int) -> None:
    changes = compare_claims(old.claims, new.claims)
    assert len(old.claims) - len(changes.removed) == len(new.claims) - len(changes.added)
    assert len(changes.changed) <= len(new.claims) - len(changes.added)
    turned = [random.Random(seed).sample(one.claims, len(one.claims)) for one in (old, new)]
    assert compare_claims(*turned) == changes


@settings(deadline=None)
@given(ledgers(), st.integers(1, 50))
def test_ids_and_offsets_play_no_part(ledger: Ledger, by: int) -> None:
    def move(claim: Claim) -> Claim:
        evidence = tuple(
            msgspec.structs.replace(
                one, span=msgspec.structs.replace(one.span, start=one.span.start + by, end=one.span.end + by)
            )
            for one in claim.evidence
        )
        return msgspec.structs.replace(claim, id=f"{claim.id}+", evidence=evidence)

    changes = compare_claims(ledger.claims, tuple(map(move, ledger.claims)))
    assert (changes.added, changes.removed, changes.changed) == ((), (), ())


def test_text_of_articles_is_no_markdown() -> None:
    case = {"old": [], "new": [{"subject": "<b>x</b>", "relation": "[a](http://b)", "object": "@ann"}]}
    text = render_changes_markdown(compare_rows(case), {})
    assert "<b>" not in text
    assert "[a](" not in text
    assert "- added: " in text
