"""Groups: checked anywhere, in any process, they give what an audit gives."""

from __future__ import annotations

import multiprocessing
import pickle
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import pytest

from hfcheck.audit import check_group, conclude_findings, group_claims, index_claims
from hfcheck.infer import infer
from hfcheck.knowledge import Knowledge
from hfcheck.model import Claim, Finding, Problem
from hfcheck.rules import RULES

from .rules.shorthand import shipped_knowledge
from .test_audit import CORPUS, EXPECTED

Group = tuple[str, str, Sequence[Claim]]


def list_groups(claims: Sequence[Claim], knowledge: Knowledge) -> list[Group]:
    known = index_claims(infer(claims, knowledge))
    return [(rule.ID, key, members) for rule in RULES for key, members in group_claims(rule, known, knowledge).items()]


def check_part(groups: Sequence[Group], knowledge: Knowledge) -> list[tuple[Finding, ...]]:
    """What one worker finds in each of its groups; the rules it has from its own import."""
    rules = {rule.ID: rule for rule in RULES}
    given = [check_group(rules[id], key, members, knowledge) for id, key, members in groups]
    return [found for found in given if not isinstance(found, Problem)]


@pytest.mark.parametrize("workers", [2, 3])
def test_groups_checked_in_other_processes_give_the_same_report(workers: int) -> None:
    knowledge = shipped_knowledge()
    groups = list_groups(CORPUS, knowledge)
    parts: list[list[int]] = [[] for _ in range(workers)]
    for at, (id, key, _) in enumerate(groups):
        parts[zlib.crc32(f"{id} {key}".encode()) % workers].append(at)
    assert all(parts)
    found: dict[int, tuple[Finding, ...]] = {}
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        sent = [pool.submit(check_part, [groups[at] for at in part], knowledge) for part in parts]
        for part, future in zip(parts, sent, strict=True):
            found |= dict(zip(part, future.result(), strict=True))
    findings = [finding for at in sorted(found) for finding in found[at]]
    assert conclude_findings(findings, RULES, {}) == EXPECTED.findings


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_a_rule_can_be_sent_to_another_process(rule: object) -> None:
    for name in ("concern", "keys", "check"):
        function = getattr(rule, name)
        assert pickle.loads(pickle.dumps(function)) is function
