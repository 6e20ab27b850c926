"""What the measurements of speed are made with: corpora that are the same each time, and fits that are right."""

from __future__ import annotations

import math

import pytest

from bench.corpus import make_corpus, make_group
from bench.measuring import fit_exponent
from bench.rivals import compare_all, list_rows
from bench.texts import make_texts, name_article
from hfcheck.audit import audit
from hfcheck.knowledge import Knowledge


def test_texts_depend_on_nothing_but_their_number_and_seed() -> None:
    assert make_texts(30, seed=4) == make_texts(30, seed=4)
    assert make_texts(30, seed=4) != make_texts(30, seed=5)


def test_each_planted_conflict_is_told_by_two_articles() -> None:
    made = make_texts(200)
    assert len(made.conflicts) == 8
    assert all(one != other and {one, other} <= made.articles.keys() for one, other in made.conflicts)
    assert name_article(199) in made.articles


@pytest.mark.parametrize("exponent", [0.5, 1.0, 2.0])
def test_an_exponent_is_found_whatever_the_factor(exponent: float) -> None:
    sizes = (10, 100, 1000)
    assert math.isclose(fit_exponent(sizes, [3 * size**exponent for size in sizes]), exponent)


def test_all_pairs_give_the_planted_conflicts() -> None:
    corpus = make_corpus(600)
    assert compare_all(list_rows(corpus.claims)) == {frozenset(pair) for pair in corpus.conflicts}


def test_the_one_odd_claim_of_a_company_is_found() -> None:
    group = make_group(50)
    report = audit(group.claims, Knowledge())
    told = [{claim.id for side in finding.sides for claim in side.claims} for finding in report.findings]
    assert {claim.subject.id for claim in group.claims} == {"subject-0"}
    assert any(set(group.conflicts[0]) & pair for pair in told)
