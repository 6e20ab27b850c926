"""References: what each stands for, the reason that is given, and the weights behind it."""

from __future__ import annotations

import pytest

from hfcheck.extraction.antecedents import Candidate, load_weights, weigh_candidates
from hfcheck.extraction.discourse import Reference
from hfcheck.extraction.lexicon import load_given_names
from hfcheck.extraction.occurrences import Occurrence
from hfcheck.extraction.read import read_article
from hfcheck.extraction.referents import Referent, find_namesake
from hfcheck.language import read_sentences
from hfcheck.sources import make_article

KINDS = ("person", "thing", "many", "description")


def find_references(text: str) -> list[Reference]:
    article = make_article(text, id="a.txt")
    return [r for reading in read_article(article, read_sentences(article)[0]) for r in reading.references]


def make_referent(name: str, *, sex: str = "", type: str = "") -> Referent:
    return Referent(Occurrence(0, 0, 0, "name", name, "one", sex, type, "subject", frozenset(), False, 1))


def test_a_reference_says_what_it_stands_for_and_why() -> None:
    (he,) = find_references("Edvard Lund died in 2011. He had painted for years.")
    assert (he.text, he.kind, [a.full for a in he.antecedents]) == ("He", "pronoun", ["Edvard Lund"])
    assert "the sentence before" in he.reason or "only one" in he.reason


def test_what_stays_open_says_why() -> None:
    references = find_references("Ann Lee praised Vera Holt and Maria Keller. She had won the prize.")
    she = next(r for r in references if r.text == "She")
    assert not she.antecedents
    assert she.reason


def test_references_are_the_same_each_time() -> None:
    text = "Quillon sold a mill. It bought Vell in May. The company employs 300 people."
    assert find_references(text) == find_references(text)


def test_weights_and_thresholds_know_every_kind() -> None:
    weights = load_weights()
    assert set(weights.weights) == set(KINDS)
    assert set(weights.least) == {*KINDS, *(f"{kind} possessive" for kind in KINDS)}
    assert all(value >= 0.5 for value in weights.least.values())
    assert "CC BY-SA 4.0" in weights.about


def test_probabilities_of_all_candidates_and_none_sum_to_one() -> None:
    candidates = [Candidate(make_referent("Ann Lee"), ("near",)), Candidate(make_referent("Oslo"), ("far",))]
    weighed, none = weigh_candidates("thing", candidates, ("none",), {"thing": {"near": 1.0, "far": -1.0}})
    assert sum(c.probability for c in weighed) + none == pytest.approx(1)
    assert weighed[0].probability > none > weighed[1].probability


@pytest.mark.parametrize(
    ("name", "known", "same"),
    [
        ("Lee", "Ann Lee", True),
        ("Ann", "Ann Lee", True),
        ("Northwind Motors", "Northwind", True),
        ("NPU", "Norwick Ports Union", True),
        ("the Northwind", "Northwind’s", True),
        ("Ann Holt", "Ann Lee", False),
        ("Leeds", "Ann Lee", False),
    ],
)
def test_namesakes(name: str, known: str, same: bool) -> None:
    referent = make_referent(known)
    assert (find_namesake([referent], name) is referent) is same


def test_a_single_word_seen_once_as_a_person_is_unsure() -> None:
    assert make_referent("Quillon", type="person").type == "unsure"
    assert make_referent("Ann Lee", type="person").type == "person"
    assert make_referent("Quillon", type="person").may_be_body()
    assert not make_referent("Ann Lee", sex="f", type="person").may_be_body()


def test_given_names_are_of_one_sex_each() -> None:
    names = load_given_names()
    assert names["Maria"] == "f"
    assert names["Anton"] == "m"
    assert "Robin" not in names
