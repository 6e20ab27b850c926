"""Headlines: title case undone, and verbs that look like nouns read as verbs."""

from __future__ import annotations

import pytest

from hfcheck.language.casing import Casing
from hfcheck.language.headlines import read_headline
from hfcheck.language.read import read_sentences
from hfcheck.model import Article, Token
from hfcheck.sources import make_article

from .drawing import make_tokens

BODY = "The chain Orchard Foods said on Monday that it will open ten stores. Orchard Foods also sells May Blossom tea."


def restore(headline: str, body: str = BODY) -> str:
    return " ".join(Casing(make_article(body)).restore(headline.split()))


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Orchard Foods Opens Ten Stores in Spain", "Orchard Foods opens ten stores in Spain"),
        ("Orchard Foods to Sell New Tea", "Orchard Foods to sell new tea"),
        ("May Blossom Tea Sells Well", "May Blossom tea sells well"),
        ("CEO of XTQ Leaves Orchard Foods", "CEO of XTQ leaves Orchard Foods"),
        ("ORCHARD OPENS TEN STORES IN SPAIN", "ORCHARD opens ten stores in SPAIN"),
        ("Orchard Foods opens ten stores", "Orchard Foods opens ten stores"),
        ("Ten stores opened on Monday by the chain", "Ten stores opened on Monday by the chain"),
        ("", ""),
    ],
)
def test_title_case_is_undone_but_for_names(headline: str, read: str) -> None:
    assert restore(headline) == read


def test_the_article_itself_says_what_is_a_name() -> None:
    assert restore("Summit Opens in Oslo", "The firm Summit grew. On Monday Summit won.") == "Summit opens in Oslo"
    assert restore("Summit Opens in Oslo", "The summit opened. All came to the summit.") == "summit opens in Oslo"


def read_title(headline: str) -> tuple[Token, ...]:
    article: Article = make_article(f"{headline}\n\n{BODY}", title=True)
    return read_sentences(article)[0][0].tokens


@pytest.mark.parametrize(
    ("headline", "verb", "lemma"),
    [
        ("Orchard Foods Opens Ten Stores in Spain", "opens", "open"),
        ("Orchard Foods Forms Joint Company with Acme", "forms", "form"),
        ("Acme Plans New Factory in Norway", "plans", "plan"),
        ("Carmakers Plan Battery Race with Acme", "plan", "plan"),
    ],
)
def test_a_headline_has_a_verb(headline: str, verb: str, lemma: str) -> None:
    root = next(token for token in read_title(headline) if token.head < 0)
    assert (root.text, root.lemma, root.upos) == (verb, lemma, "VERB")


def test_a_headline_without_a_verb_stays_as_it_is() -> None:
    tokens = make_tokens("Acme PROPN NNP 2 compound", "results NOUN NNS 0 root")
    assert read_headline(tokens, lambda words, places: None) == tokens


def test_where_the_parser_sees_no_clause_the_first_tree_stays() -> None:
    tokens = make_tokens(
        "Acme PROPN NNP 2 compound", "forms NOUN NNS 0 root", "joint ADJ JJ 4 amod", "company NOUN NN 2 dep"
    )
    unchanged = make_tokens(
        "Acme PROPN NNP 3 compound",
        "will AUX MD 3 aux",
        "form NOUN NN 0 root",
        "joint ADJ JJ 5 amod",
        "company NOUN NN 3 dep",
    )
    assert read_headline(tokens, lambda words, places: None) == tokens
    assert read_headline(tokens, lambda words, places: unchanged) == tokens


def test_the_auxiliary_is_taken_out_again() -> None:
    tokens = make_tokens(
        "Acme PROPN NNP 2 compound", "forms NOUN NNS 0 root", "joint ADJ JJ 4 amod", "company NOUN NN 2 dep"
    )
    clause = make_tokens(
        "Acme PROPN NNP 3 nsubj",
        "will AUX MD 3 aux",
        "form VERB VB 0 root",
        "joint ADJ JJ 5 amod",
        "company NOUN NN 3 obj",
    )
    again = read_headline(tokens, lambda words, places: clause)
    assert [(t.index, t.text, t.lemma, t.head, t.deprel) for t in again] == [
        (0, "Acme", "acme", 1, "nsubj"),
        (1, "forms", "form", -1, "root"),
        (2, "joint", "joint", 3, "amod"),
        (3, "company", "company", 1, "obj"),
    ]
