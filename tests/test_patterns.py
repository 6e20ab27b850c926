"""Regular expressions run in linear time: no pattern of ours has a shape that takes longer."""

from __future__ import annotations

import pytest

from bench.patterns import Found, collect_patterns, find_weaknesses

# What the shapes alone cannot tell: a look back keeps the second repeat out of a run (the marks that close a heading),
# and a repeat that gives back one character always matches (quotation marks before a first word).
HARMLESS = {
    r"(?P<marks>#{1,6})[ \t]+(?P<words>.*?)(?:(?<![ \t])[ \t]+#+)?$",
    r"[\"'“‘(\[]*([A-Za-z']+)",
}


@pytest.fixture(scope="module")
def patterns() -> tuple[Found, ...]:
    return collect_patterns()


def test_the_patterns_are_found(patterns: tuple[Found, ...]) -> None:
    assert len(patterns) > 200
    assert len({one.place.partition(":")[0] for one in patterns}) > 50


def test_no_pattern_can_share_a_run_out_in_many_ways(patterns: tuple[Found, ...]) -> None:
    weak = [(one.place, found) for one in patterns for found in find_weaknesses(one.pattern, one.flags)]
    harmless = {one.place for one in patterns if one.pattern in HARMLESS}
    assert [(place, found) for place, found in weak if place not in harmless] == []
    assert harmless <= {place for place, _ in weak}


@pytest.mark.parametrize(
    ("pattern", "kinds"),
    [
        (r"(a+)+b", {"nested"}),
        (r"(?:a|b+)*c", {"nested"}),
        (r"(?:\w+\s?)*x", {"nested"}),
        (r"(?:\s*,?\s*a)+", {"adjacent"}),
        (r"\d+\d*x", {"adjacent"}),
        (r"[A-Z]*\d+[A-Z]*\d*\Z", {"adjacent"}),
        (r".*?[ \t]+#", {"adjacent"}),
        (r"(?:\w+\s)*x", set()),
        (r"\s*+(?:,\s*+)?x", set()),
        (r"a+b+a+", set()),
        (r"(?>a+)a*b", set()),
        (r"[^\d]+\d+", set()),
        (r"(?:[a-z]{1,3}\.)+", set()),
    ],
)
def test_a_weakness_is_told_from_what_only_looks_like_one(pattern: str, kinds: set[str]) -> None:
    assert {one.kind for one in find_weaknesses(pattern)} == kinds
