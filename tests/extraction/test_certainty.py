"""Confidence: from data, between its bounds, and lower where less is told; and how its measure counts."""

from __future__ import annotations

from collections import Counter

from bench.confidence import Sample, learn_weights, score_match, split_slots
from hfcheck.extraction.certainty import list_features, load_certainty
from hfcheck.extraction.read import extract_propositions
from hfcheck.language import read_sentences
from hfcheck.model import Proposition, Sentence
from hfcheck.sources import make_article


def read(text: str) -> tuple[Proposition, Sentence]:
    article = make_article(text, id="a.txt")
    sentences, skipped = read_sentences(article)
    return extract_propositions(article, sentences, skipped).propositions[0], sentences[0]


def test_confidence_lies_between_its_bounds() -> None:
    for text in ("Quillon bought Vell.", "Vera Holt might have left, if the mill that stood there had burned down."):
        proposition, _ = read(text)
        assert 0.05 <= proposition.confidence <= 0.95


def test_a_plain_clause_is_surer_than_a_condition_far_below() -> None:
    plain, _ = read("Quillon bought Vell in 2015.")
    article = make_article("He said that he thought that the man who came if asked would have left.", id="a.txt")
    sentences, skipped = read_sentences(article)
    rest = extract_propositions(article, sentences, skipped).propositions
    assert all(plain.confidence > other.confidence for other in rest)


def test_features_say_construction_place_and_certainty() -> None:
    proposition, sentence = read("Quillon will not buy Vell.")
    features = list_features(proposition, sentence)
    assert len(features) == len(set(features))
    assert {"kind clause", "verb root", "depth 0", "modality planned", "denied", "subject name"} <= set(features)


def test_the_weights_are_all_of_features_that_can_be() -> None:
    known = {"kind", "sentence", "relation", "arguments", "verb", "depth", "subject", "role", "modality", "longest"}
    alone = {"denied", "attributed", "bare", "heading", "pronoun", "several"}
    assert {weight.split()[0] for weight in load_certainty().weights} <= known | alone


def test_slots_that_share_no_word_of_the_relation_do_not_match() -> None:
    gold = split_slots("bought", ["Quillon", "Vell", "in 2015"])
    assert gold == (Counter({"bought": 1}), Counter({"Quillon": 1}), Counter({"Vell": 1, "in": 1, "2015": 1}))
    assert score_match(gold, gold) == 1
    assert 0.5 < score_match(gold, split_slots("bought", ["Quillon", "Vell"])) < 1
    assert score_match(gold, split_slots("sold", ["Quillon", "Vell"])) == 0
    assert score_match(gold, split_slots("bought", ["Quillon"])) == 0


def test_learning_finds_what_tells_right_from_wrong() -> None:
    samples = [Sample(str(n), ("good",) if n % 2 else ("bad",), 0.5, bool(n % 2)) for n in range(200)]
    _, weights = learn_weights(samples)
    assert weights["good"] > 0 > weights["bad"]
    assert learn_weights(samples) == learn_weights(samples)
