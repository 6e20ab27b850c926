"""How sure a finding is said to be follows from how often its rule was right."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.pairs import Flag, Pair, render_confidence
from hfcheck.audit import audit
from hfcheck.rules import RULES, confidence
from hfcheck.rules.confidence import STEPS, Count, find_step, load_counts, rate_finding

from .shorthand import read_claims, shipped_knowledge

SURETIES = st.floats(0, 1)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {
        "HF101": (Count(0.5, 10, 40), Count(0.7, 57, 58)),
        "HF301": (Count(0.5, 5, 20), Count(0.7, 10, 10)),
        "HF201": (Count(0.5, 1, 2), Count(0.85, 8, 8)),
    }
    monkeypatch.setattr(confidence, "load_counts", lambda: table)


@pytest.mark.usefixtures("counts")
@pytest.mark.parametrize(
    ("rule", "surety", "wanted"),
    [
        ("HF101", 0.6, 14 / 45),
        ("HF101", 0.75, 61 / 63),
        ("HF101", 0.2, 71 / 103),
        ("HF201", 0.9, 13 / 15),
        ("HF201", 0.6, 13 / 15),
        ("HF301", 0.6, 9 / 25),
        ("HF301", 0.7, 19 / 35),
        ("HF999", 0.6, 0.8),
    ],
)
def test_a_rule_is_believed_as_often_as_it_was_right(rule: str, surety: float, wanted: float) -> None:
    assert rate_finding(rule, surety) == pytest.approx(wanted)


@given(st.sampled_from([rule.ID for rule in RULES]), SURETIES)
def test_no_finding_is_certain(rule: str, surety: float) -> None:
    assert 0 <= rate_finding(rule, surety) <= 1
    assert rate_finding(rule, surety) < 1 or rule not in load_counts()


@pytest.mark.usefixtures("counts")
def test_a_finding_is_as_sure_as_the_less_sure_of_its_two_leads() -> None:
    row = {"subject": "Tarn", "relation": "founded_by", "object": "Ada Brandt"}
    claims = read_claims([{**row, "in": "a.txt"}, {**row, "in": "b.txt", "denied": True}, {**row, "in": "c.txt"}])
    for sureties, wanted in (((0.9, 0.6, 0.3), 14 / 45), ((0.75, 0.9, 0.3), 61 / 63)):
        rated = [msgspec.structs.replace(c, confidence=sure) for c, sure in zip(claims, sureties, strict=True)]
        (finding,) = audit(rated, shipped_knowledge()).findings
        assert finding.confidence == round(wanted, 2)


@given(SURETIES)
def test_a_step_holds_what_lies_between_it_and_the_next(surety: float) -> None:
    step = find_step(surety)
    after = dict(pairwise((*STEPS, 2.0)))[step]
    assert step <= surety < after


def test_counts_are_of_rules_that_there_are() -> None:
    assert set(load_counts()) <= {rule.ID for rule in RULES}
    assert all(0 <= one.right <= one.seen and one.least in STEPS for counts in load_counts().values() for one in counts)


def test_sets_of_contradictions_alone_say_nothing_of_precision() -> None:
    def flag(dataset: str, number: int, opposed: bool, rule: str | None) -> Flag:
        return Flag(Pair(dataset, str(number), "", "", opposed), rule, 0.8)

    one_sided = [flag("one-sided", n, True, "HF401") for n in range(10)]
    natural = [flag("natural", n, n < 3, "HF101" if n < 4 else None) for n in range(10)]
    table = render_confidence([*one_sided, *natural])
    assert "HF401" not in table
    assert "HF101: [{from: 0.7, right: 3, of: 4}]" in table
