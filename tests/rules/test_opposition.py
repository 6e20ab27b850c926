"""Who opposes whom is what every pair of claims would tell; of very many camps those that matter meet."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfcheck.model import Claim, Severity, Verdict
from hfcheck.rules import camps, opposition
from hfcheck.rules.camps import Split, pair_camps
from hfcheck.rules.opposition import Opposition, find_opposition, order_directness
from hfcheck.rules.verdicts import Judgement, find_article, judge_pair, may_oppose, relate_times

from .shorthand import read_claims

GRAVITY = [
    (severity, verdict)
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    for verdict in (Verdict.CONFLICT, Verdict.UNORDERED, Verdict.DISPUTED, Verdict.UPDATE)
]


def judge(a: Claim, b: Claim) -> Judgement | None:
    return judge_pair(a, b, relate_times(a, b, "state")) if may_oppose(a, b) else None


def oppose_each(blocks: list[tuple[list[Claim], list[Claim]]]) -> Opposition | None:
    """What `find_opposition` says, by every pair."""
    told = [(claim, at) for at, (left, _) in enumerate(blocks) for claim in left]
    others = [(claim, at) for at, (_, right) in enumerate(blocks) for claim in right]
    hits = [
        (found, a, b)
        for a, at in sorted(told, key=lambda one: order_directness(one[0]))
        for b, place in sorted(others, key=lambda one: order_directness(one[0]))
        if at == place and (found := judge(a, b)) is not None
    ]
    if not hits:
        return None
    gravest = min((found for found, _, _ in hits), key=lambda one: GRAVITY.index((one.severity, one.verdict)))
    grave = [(a, b) for found, a, b in hits if found == gravest]
    torn = {find_article(a) for _, a, _ in hits} & {find_article(b) for _, _, b in hits}
    left, right = ({claim.id: claim for claim in side} for side in zip(*grave, strict=True))
    return Opposition(gravest, list(left.values()), list(right.values()), frozenset(torn))


def row(article: str, at: int, time: str, by: str, group: str, modality: str) -> dict[str, Any]:
    told = {
        "subject": "Tarn",
        "relation": "based_in",
        "object": "Bergen",
        "in": article,
        "at": at,
        "quote": "ten letters",
    }
    further = {"time": time, "group": group, "modality": modality} | ({} if by == "own" else {"by": by})
    return told | {key: value for key, value in further.items() if value or key == "by"}


ROWS = st.builds(
    row,
    st.sampled_from(["a.txt", "b.txt", "c.txt"]),
    st.sampled_from([0, 5, 11, 50]),
    st.sampled_from(["", "2010-05-03", "2015-05-03"]),
    st.sampled_from(["own", "own", "", "Eva Falk"]),
    st.sampled_from(["", "", "g"]),
    st.sampled_from(["asserted", "asserted", "planned", "hypothetical"]),
)
# Claims that differ in nothing but where they stand and what they were listed with.
ALIKE = st.builds(
    row,
    st.sampled_from(["a.txt", "a.txt", "b.txt"]),
    st.sampled_from([0, 5, 10, 15, 50]),
    st.just(""),
    st.just("own"),
    st.sampled_from(["", "g", "h"]),
    st.just("asserted"),
)
PLACES = st.integers(0, 3)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.tuples(ROWS, PLACES), max_size=9) | st.lists(st.tuples(ALIKE, PLACES), max_size=9))
def test_kinds_find_what_every_pair_finds(told: list[tuple[dict[str, Any], int]]) -> None:
    claims = read_claims([one for one, _ in told])
    places: list[list[Claim]] = [[], [], [], []]
    for claim, (_, place) in zip(claims, told, strict=True):
        places[place].append(claim)
    blocks = [(places[0], places[1]), (places[2], places[3])]
    found, wanted = find_opposition(blocks, judge), oppose_each(blocks)
    assert (found is None) is (wanted is None)
    if found is not None and wanted is not None:
        assert found.judgement == wanted.judgement
        assert found.torn == wanted.torn
        assert [claim.id for claim in found.left] == [claim.id for claim in wanted.left]
        assert [claim.id for claim in found.right] == [claim.id for claim in wanted.right]


def test_of_very_many_kinds_those_of_one_time_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opposition, "MOST_KINDS", 2)
    based = {"subject": "Tarn", "relation": "based_in", "object": "Bergen"}
    years = [f"20{number:02}-05-03" for number in range(10, 20)]
    left = read_claims([{**based, "in": f"a{year}.txt", "time": year, "by": "Eva Falk"} for year in years])
    right = read_claims([{**based, "in": f"b{year}.txt", "time": year} for year in reversed(years)])
    found = find_opposition([(left, right)], judge)
    assert found is not None
    assert found.judgement == Judgement(Verdict.CONFLICT, Severity.WARNING)
    assert [claim.time for claim in found.left] == [claim.time for claim in left]
    assert [claim.time for claim in found.right] == [claim.time for claim in left]


def test_of_very_many_claims_of_one_article_the_most_direct_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opposition, "MOST_KINDS", 2)
    based = {"subject": "Tarn", "relation": "based_in", "object": "Bergen"}
    left = read_claims([based] * 5)
    right = read_claims([{**based, "at": 9000 + number} for number in range(0, 500, 100)])
    found = find_opposition([(left, right)], judge)
    assert found is not None
    assert (found.left, found.right) == (left[:2], right[:2])


# ── which camps meet ──────────────────────────────────────────────────────────────────────────


def make_camps(rows: list[tuple[str, str, str]]) -> list[Claim]:
    """Claims in this order, each by its camp, its time and what it may meet."""
    told = [
        {"subject": "Tarn", "relation": "r", "object": camp, "time": time, "scope": scope} for camp, time, scope in rows
    ]
    return read_claims([{key: value for key, value in one.items() if value} for one in told])


def list_pairs(claims: list[Claim], split: Split) -> list[tuple[str, str]]:
    found = []
    for blocks in pair_camps(claims, split):
        names = [{str(split.identify(claim)) for claim in side} for side in (blocks[0][0], blocks[0][1])]
        assert all(len(name) == 1 for name in names)
        for left, right in blocks:
            assert {split.meet(claim) for claim in (*left, *right)} == {split.meet(left[0])}
        found.append((names[0].pop(), names[1].pop()))
    return found


CAMPS = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from(["", "2010", "2011", "2012"]), st.sampled_from(["", "x"])),
    max_size=14,
)


@given(CAMPS)
def test_each_two_camps_that_may_meet_do_in_the_order_of_their_first_claims(rows: list[tuple[str, str, str]]) -> None:
    claims = make_camps(rows)
    split = Split(meet=lambda claim: claim.scope)
    order = list(dict.fromkeys(camp.lower() for camp, _, _ in rows))
    told = {(camp.lower(), scope) for camp, _, scope in rows}
    wanted = [
        (one, other)
        for one, other in combinations(order, 2)
        if any((one, scope) in told and (other, scope) in told for scope in ("", "x"))
    ]
    assert list_pairs(claims, split) == wanted


@given(CAMPS)
def test_of_many_camps_those_of_one_time_meet_and_all_meet_the_largest(rows: list[tuple[str, str, str]]) -> None:
    claims = make_camps([(camp, time, "") for camp, time, _ in rows])
    order = list(dict.fromkeys(camp.lower() for camp, _, _ in rows))
    sizes = [sum(camp.lower() == one for camp, _, _ in rows) for one in order]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(camps, "MANY_CAMPS", 2)
        patch.setattr(camps, "LEADERS", 1)
        met = set(list_pairs(claims, Split()))
        unled = set(list_pairs(claims, Split(weigh=lambda claims: 0)))
    times: dict[str, set[str]] = {}
    for camp, time, _ in rows:
        times.setdefault(time, set()).add(camp.lower())
    near = {
        pair for pair in combinations(order, 2) if any(set(pair) <= told and len(told) <= 2 for told in times.values())
    }
    if len(order) <= 2:
        assert met == unled == set(combinations(order, 2))
        return
    largest = order[sizes.index(max(sizes))]
    assert near == unled
    assert near <= met
    assert {pair for pair in combinations(order, 2) if largest in pair} <= met
    leaders = {
        max((one for one in order if one in told), key=lambda one: count(rows, one, time))
        for time, told in times.items()
        if len(told) > 2
    }
    assert all(pair in near or set(pair) & {largest, *leaders} for pair in met)


def count(rows: list[tuple[str, str, str]], camp: str, time: str) -> int:
    return sum(one.lower() == camp and told == time for one, told, _ in rows)


def test_a_camp_that_meets_a_leader_only_is_stood_for_by_its_first_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camps, "MANY_CAMPS", 1)
    monkeypatch.setattr(camps, "MOST_LED", 2)
    claims = make_camps([(camp, year, "") for camp, year in product("AB", ["2010", "2011", "2012"])])
    split = Split(near=lambda claim: ())
    ((block,),) = (list(blocks) for blocks in pair_camps(claims, split))
    assert [len(side) for side in block] == [2, 2]
    assert block == (claims[:2], claims[3:5])
