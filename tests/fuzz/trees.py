"""What holds for every tree that a parser might give, however wrong: the stages behind it raise nothing."""

from __future__ import annotations

import functools
from typing import NamedTuple

import msgspec
from hypothesis import strategies as st

from hfcheck.audit import audit
from hfcheck.extraction import extract_propositions
from hfcheck.extraction.read import read_article
from hfcheck.language import read_sentences
from hfcheck.model import Article, Sentence, Token
from hfcheck.normalise import normalise, normalise_each
from hfcheck.scene import compare_scenes, read_nodes
from hfcheck.sources import make_article
from hfcheck.surface import view_sentence
from tests.extraction.reading import general_knowledge
from tests.fuzz.texts import check_claims, check_proposition
from tests.fuzz.words import sentences

# The labels of Universal Dependencies and the tags of the Penn Treebank.
LABELS = (
    "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "obj", "iobj", "ccomp", "xcomp", "obl", "obl:agent",
    "obl:npmod", "obl:tmod", "obl:unmarked", "vocative", "expl", "dislocated", "advcl", "advcl:relcl", "advmod",
    "discourse", "aux", "aux:pass", "cop", "mark", "nmod", "nmod:poss", "nmod:npmod", "nmod:tmod", "nmod:unmarked",
    "appos", "nummod", "acl", "acl:relcl", "amod", "det", "det:predet", "case", "conj", "cc", "cc:preconj", "fixed",
    "flat", "flat:foreign", "compound", "compound:prt", "list", "parataxis", "orphan", "goeswith", "reparandum",
    "punct", "dep",
)  # fmt: skip
TAGS = (
    ("ADJ", "JJ"), ("ADJ", "JJS"), ("ADP", "IN"), ("ADV", "RB"), ("AUX", "VBD"), ("AUX", "MD"), ("AUX", "VBG"),
    ("CCONJ", "CC"), ("DET", "DT"), ("DET", "WDT"), ("INTJ", "UH"), ("NOUN", "NN"), ("NOUN", "NNS"), ("NUM", "CD"),
    ("PART", "TO"), ("PART", "POS"), ("PART", "RB"), ("PRON", "PRP"), ("PRON", "PRP$"), ("PRON", "WP"),
    ("PRON", "EX"), ("PROPN", "NNP"), ("PROPN", "NNPS"), ("PUNCT", ","), ("PUNCT", "HYPH"), ("SCONJ", "IN"),
    ("SYM", "$"), ("VERB", "VB"), ("VERB", "VBD"), ("VERB", "VBN"), ("VERB", "VBG"), ("VERB", "VBZ"), ("X", "FW"),
    ("X", "LS"), ("X", "GW"),
)  # fmt: skip
THINGS = ("", "person", "organization", "place", "object", "event", "time", "abstract", "animal", "plant", "substance")


class Edit(NamedTuple):
    """A change of one word of a tree: `word` and `head` count modulo its words."""

    word: int
    part: str
    head: int
    label: str
    tag: tuple[str, str]
    thing: str


edits = st.builds(
    Edit,
    st.integers(0, 80),
    st.sampled_from(["head", "label", "tag", "thing", "root"]),
    st.integers(0, 80),
    st.sampled_from(LABELS),
    st.sampled_from(TAGS),
    st.sampled_from(THINGS),
)
wrong_trees = st.tuples(st.lists(sentences, min_size=1, max_size=2), st.lists(edits, min_size=1, max_size=8))


@functools.lru_cache(maxsize=4096)
def parse_text(text: str) -> tuple[Article, tuple[Sentence, ...]]:
    """An article of a text, and its sentences as the parser reads them."""
    article = make_article(text, id="a.txt")
    return article, read_sentences(article)[0]


def apply_edit(tokens: tuple[Token, ...], edit: Edit) -> tuple[Token, ...]:
    """The tree with one word changed; it stays a tree, so that some edits change nothing."""
    at, head = edit.word % len(tokens), edit.head % len(tokens)
    changed = list(tokens)
    replace = msgspec.structs.replace
    match edit.part:
        case "label" if tokens[at].head >= 0:
            changed[at] = replace(tokens[at], deprel=edit.label)
        case "tag":
            changed[at] = replace(tokens[at], upos=edit.tag[0], xpos=edit.tag[1])
        case "thing":
            changed[at] = replace(tokens[at], entity=edit.thing)
        case "head" if tokens[at].head >= 0 and not _leads_to(tokens, head, at):
            changed[at] = replace(tokens[at], head=head, deprel=edit.label)
        case "root" if tokens[at].head >= 0:
            old = next(token.index for token in tokens if token.head < 0)
            changed[at] = replace(tokens[at], head=-1, deprel="root")
            changed[old] = replace(tokens[old], head=at, deprel=edit.label)
    made = tuple(changed)
    return made if _is_tree(made) else tokens


def _leads_to(tokens: tuple[Token, ...], start: int, end: int) -> bool:
    at = start
    while at >= 0:
        if at == end:
            return True
        at = tokens[at].head
    return False


def _is_tree(tokens: tuple[Token, ...]) -> bool:
    reached = {-1}
    while grown := {token.index for token in tokens if token.head in reached} - reached:
        reached |= grown
    return sum(token.head < 0 for token in tokens) == 1 and len(reached) == len(tokens) + 1


def check_tree(case: tuple[list[str], list[Edit]]) -> None:
    """Whatever the trees are, propositions and claims come out whose offsets index the text."""
    several, changes = case
    article, parsed = parse_text(" ".join(several))
    wrong = []
    for sentence in parsed:
        tokens = sentence.tokens
        for edit in changes:
            tokens = apply_edit(tokens, edit)
        wrong.append(msgspec.structs.replace(sentence, tokens=tokens))
    extract = extract_propositions(article, wrong)
    for proposition in extract.propositions:
        check_proposition(article.text, proposition)
    claims, _ = normalise((article,), (extract,), general_knowledge())
    check_claims((article,), claims)
    assert audit(claims, general_knowledge()).problems == ()
    list(read_article(article, wrong))
    compare_scenes(read_nodes(article.text, wrong), read_nodes(article.text, parsed))
    told = [proposition for proposition, _ in normalise_each(article, extract, general_knowledge())]
    for sentence in wrong:
        list(view_sentence(article.text, sentence, [p for p in told if p.sentence_start == sentence.start]))
