"""After a change only the groups that it touches are checked again, and the report is that of a full run."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import msgspec
import pytest

from bench.corpus import make_corpus
from hfcheck import recheck as stage
from hfcheck import versions
from hfcheck.audit import audit, check_all
from hfcheck.knowledge import Knowledge, load_knowledge
from hfcheck.model import Claim, Entity, Polarity, Problem, Quantity, Report
from hfcheck.recall import Concluded, FindingCache
from hfcheck.recheck import GroupCache, Memory, recheck
from hfcheck.rules import RULES, Rule
from tests.extraction.reading import read_articles

# Ties, transitive relations, events that begin and end states, offices that death ends, quotes, sums and dates.
STORIES = {
    "a.txt": "Norvik belongs to Halden Group. Halden Group is a subsidiary of Osterby. Acme acquired Norvik in 2012. "
    "Acme and Osterby announced a joint venture. Norvik has 300 employees.",
    "b.txt": "Norvik does not belong to Osterby. Acme and Halden Group signed a cooperation agreement. "
    "“We sold 500 cars in 2014,” said Anna Brandt, the chief executive of Acme. Norvik has 400 employees.",
    "c.txt": "Anna Brandt died on 3 May 2011. Anna Brandt is the chief executive of Acme. Acme sold 700 cars in 2014. "
    "Acme was founded in Arvel in 1951, and its offices lie in Arvel and Velm.",
    "d.txt": "All of Acme's five plants are in Arvel. Acme has plants in Velm. Acme was founded in Velm in 1953. "
    "Anna Brandt, chairwoman of Acme, said that the firm had not sold 500 cars in 2014.",
}


@cache
def knowledge() -> Knowledge:
    return load_knowledge(["core", "business"], Path())


@cache
def told() -> tuple[Claim, ...]:
    return tuple(msgspec.structs.replace(claim, steps=()) for claim in read_articles(STORIES)[1])


def change(claims: Sequence[Claim], draw: random.Random) -> list[Claim]:
    """The claims with one altered, left out, or given once more by another article."""
    at = draw.randrange(len(claims))
    claim, other = claims[at], draw.choice(claims)
    match draw.randrange(6):
        case 0:
            return [*claims[:at], *claims[at + 1 :]]
        case 1:
            polarity = Polarity.AFFIRMED if claim.polarity is Polarity.DENIED else Polarity.DENIED
            new = msgspec.structs.replace(claim, polarity=polarity)
        case 2 if isinstance(claim.object, Quantity) and claim.object.low is not None:
            new = msgspec.structs.replace(claim, object=msgspec.structs.replace(claim.object, low=claim.object.low * 3))
        case 3 if isinstance(claim.object, Entity):
            new = msgspec.structs.replace(claim, object=other.subject)
        case 4:
            span = claim.evidence[0].span
            moved = msgspec.structs.replace(span, article=f"copy-{span.article}")
            evidence = msgspec.structs.replace(claim.evidence[0], span=moved)
            return [*claims, msgspec.structs.replace(claim, id=f"copy-{draw.random()}#1", evidence=(evidence,))]
        case _:
            new = msgspec.structs.replace(claim, subject=other.subject)
    return [*claims[:at], new, *claims[at + 1 :]]


def encode(report: Report) -> bytes:
    return msgspec.msgpack.encode(msgspec.structs.replace(report, coverage=None))


@pytest.mark.parametrize(("source", "rounds"), [("stories", 60), ("corpus", 25)])
@pytest.mark.parametrize("seed", [1, 2])
def test_random_changes_give_what_a_full_run_gives(source: str, rounds: int, seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    claims: Sequence[Claim] = told() if source == "stories" else make_corpus(400, seed).claims
    groups = GroupCache(tmp_path, ["v"])
    found = 0
    for _ in range(rounds):
        claims = change(claims, draw)
        again = audit(claims, knowledge(), check=groups.check)
        full = audit(claims, knowledge())
        assert encode(again) == encode(full)
        found += bool(full.findings)
    assert found > rounds / 2


def count_checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    checked: list[str] = []
    real = stage._check

    def check(groups: stage.Groups, rule: Rule, key: str, known: dict[str, Claim], held: Knowledge) -> None:
        checked.append(f"{rule.ID} {key}")
        real(groups, rule, key, known, held)

    monkeypatch.setattr(stage, "_check", check)
    return checked


def test_only_the_groups_of_a_changed_claim_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = make_corpus(2000).claims
    memory = Memory()
    recheck(claims, knowledge(), RULES, memory)
    checked = count_checks(monkeypatch)
    recheck(claims, knowledge(), RULES, memory)
    assert checked == []
    article = claims[0].evidence[0].span.article
    recheck([claim for claim in claims if claim.evidence[0].span.article != article], knowledge(), RULES, memory)
    once = len(checked)
    assert once
    recheck(make_corpus(2000).claims, knowledge(), RULES, Memory())
    # One article of fifty.
    assert once < (len(checked) - once) / 10


def test_an_inference_over_two_articles_is_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = told()
    memory = Memory()
    before = recheck(claims, knowledge(), RULES, memory)
    # "Halden Group is a subsidiary of Osterby" leads, with another claim, to what article b denies.
    without = [c for c in claims if not (c.relation == "subsidiary_of" and c.subject.name == "Halden Group")]
    assert len(without) < len(claims)
    after = recheck(without, knowledge(), RULES, memory)
    assert after == check_all(without, knowledge(), RULES)[0]
    assert after != before


def test_a_rule_that_was_off_sees_all_claims_when_it_is_on() -> None:
    claims = told()
    memory = Memory()
    recheck(claims, knowledge(), RULES[:3], memory)
    assert recheck(claims, knowledge(), RULES, memory) == check_all(claims, knowledge(), RULES)[0]
    assert recheck(claims, knowledge(), RULES[2:9], memory) == check_all(claims, knowledge(), RULES[2:9])[0]


class Broken:
    """A rule that raises on one subject."""

    ID, TITLE, SEVERITY = "HF101", RULES[0].TITLE, RULES[0].SEVERITY
    concern, keys = staticmethod(RULES[0].concern), staticmethod(RULES[0].keys)

    @staticmethod
    def check(key: str, claims: Sequence[Claim], held: Knowledge) -> Iterable[object]:
        raise ZeroDivisionError("oops")


def test_a_rule_that_raises_is_named_in_every_run(tmp_path: Path) -> None:
    groups = GroupCache(tmp_path, ["v"])
    for _ in range(2):
        report = audit(told(), knowledge(), rules=[Broken(), *RULES[1:]], check=groups.check)
        (problem,) = report.problems
        assert isinstance(problem, Problem)
        assert "HF101" in problem.message
        assert "oops" in problem.message
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kept", [slice(-1), slice(0), slice(1, None)])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, kept: slice) -> None:
    groups = GroupCache(tmp_path, ["v"])
    full = check_all(told(), knowledge(), RULES)
    assert groups.check(told(), knowledge(), RULES) == full
    (file,) = tmp_path.glob("groups.*")
    file.write_bytes(file.read_bytes()[kept])
    assert groups.load() == Memory()
    assert groups.check(told(), knowledge(), RULES) == full
    assert groups.load() != Memory()
    assert GroupCache(tmp_path, ["w"]).load() == Memory()


def test_findings_are_recalled_for_the_same_claims_alone(tmp_path: Path) -> None:
    claims = told()
    report = audit(claims, knowledge())
    concluded = Concluded(report.findings, report.rules_run, report.rules_off)
    FindingCache(tmp_path, ["v"], {}, claims).save(concluded)
    assert FindingCache(tmp_path, ["v"], {}, claims).load() == concluded
    assert FindingCache(tmp_path, ["w"], {}, claims).load() is None
    assert FindingCache(tmp_path, ["v"], {"HF101": RULES[0].SEVERITY}, claims).load() is None
    assert FindingCache(tmp_path, ["v"], {}, claims[1:]).load() is None


def test_what_is_remembered_depends_on_all_code_that_judges() -> None:
    """Every module of ours that an audit imports stands in the version, but for those that only carry bytes."""
    listing = "import sys, hfcheck.recheck; print(*(m for m in sys.modules if m.startswith('hfcheck.')))"
    told = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout.split()
    judging = {part.removesuffix(".py") for part in versions._JUDGING}
    carrying = {"errors", "files", "intake", "sealed", "shelf", "yamlparser", "yamlrecords", "yamlsource"}
    assert {name.split(".")[1] for name in told} <= judging | carrying
