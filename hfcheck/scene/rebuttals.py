"""Sentences that rebut a story without retelling it: "A arrest story is a hoax", "No, A was not …", "A denies it".

Such a sentence names the story by some of its words and disowns it as a whole. It meets what the other text tells
where that is told of the same: its subject and what is done or so, or enough else, under the same or related words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.negation import is_negated
from hfcheck.extraction.tree import Tree
from hfcheck.scene.disowned import Disowned
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import EVENT, Node
from hfcheck.scene.terms import match_deeds, match_words

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "X")
# From a word that disowns up to the top of its sentence: what the sentence as a whole is about, and no side remark.
_WAY_UP = ("root", "nsubj", "nsubj:pass", "nsubj:outer", "compound", "amod", "appos", "parataxis", "flat", "nmod:desc",
           "conj", "dep", "nmod:unmarked", "xcomp", "list")  # fmt: skip
_VERDICTS = ("NOUN", "PROPN", "ADJ", "ADV", "X", "INTJ")
_WITHOUT_SUBJECT = 3


def find_rebutted(roots: Sequence[Node], other: Sequence[Node]) -> Iterator[tuple[Disowned, Node]]:
    """Each sentence under `roots` that disowns a story, with the sentence under `other` that tells the story."""
    tellers = [one for one in other if one.kids and _is_plain(one)]
    for root in roots:
        if not _is_rebuttal(root.tree):
            continue
        words = tuple(_list_content(root.tree))
        teller = next((one for one in tellers if words and _tells(one, root.tree, words)), None)
        if teller is not None:
            told = [teller.tree.lemma(token.index) for token in teller.tree.tokens]
            shared = tuple(word for word in words if _have(root.tree.lemma(word), told))
            yield Disowned(root.tree, shared), teller


def _is_plain(root: Node) -> bool:
    """Whether a sentence tells its main deed as so; a denial in a clause beside it does no harm."""
    cues = load_cues()
    doubts = cues.deny | cues.doubting_verbs | cues.false_nouns | cues.false_adjectives
    return not root.denied and not any(root.tree.lemma(token.index) in doubts for token in root.tree.tokens)


# ── what disowns ──────────────────────────────────────────────────────────────────────────────


def _is_rebuttal(tree: Tree) -> bool:
    """Whether a sentence as a whole disowns what it names; a question does not, but what answers it may."""
    asked = max((token.index for token in tree.tokens if token.text == "?"), default=-1)
    if asked >= 0 or not _denies(tree):
        return any(_disowns(tree, token.index) for token in tree.tokens[asked + 1 :])
    cues = load_cues()
    doubled = {tree.lemma(token.index) for token in tree.tokens} & (cues.false_nouns | cues.false_adjectives)
    return not doubled


def _disowns(tree: Tree, index: int) -> bool:
    """Whether a word calls the whole false: "is a hoax", "a fake tweet", "Hoax: …", "is not true"."""
    cues, token, lemma = load_cues(), tree.word(index), tree.lemma(index)
    words = {lemma, token.text.casefold()}
    if not (token.upos in _VERDICTS or token.xpos == "VBN") or not _leads_up(tree, index):
        return False
    after_not = index > 0 and tree.lemma(index - 1) in cues.negations
    copular = after_not or bool(tree.kids(index, "cop"))
    if words & (cues.false_nouns | cues.false_adjectives | cues.disowned_modifiers):
        no = any(tree.lemma(k) == "no" for k in tree.kids(index, "det"))
        plain = copular or not words & load_scene_words().genres
        return plain and not is_negated(tree, index) and not after_not and not no
    if not copular or not words & cues.true_words:
        return False
    return sum(tree.lemma(t.index) in cues.negations | {"no"} for t in tree.tokens) == 1


def _leads_up(tree: Tree, index: int) -> bool:
    """Whether the way from a word to the top of its sentence passes nothing but what the sentence is about."""
    while index >= 0:
        token = tree.word(index)
        if token.deprel not in _WAY_UP and not (token.deprel == "obl" and tree.case(index) == "as"):
            return False
        index = token.head
    return True


def _denies(tree: Tree) -> bool:
    """Whether the sentence opens with a "No," that its own denial bears out, or its verb denies what follows."""
    cues = load_cues()
    opening = [token.text.casefold() for token in tree.tokens[:4]]
    answers = load_scene_words().answers
    if any(word in answers and after in (",", ".", ":", "-", "–", "—") for word, after in pairwise(opening)):
        return any(tree.lemma(t.index) in cues.negations and t.index > 1 for t in tree.tokens)
    return _find_denied(tree) is not None


def _find_denied(tree: Tree) -> int | None:
    """The word under which stands what the verb of the sentence denies: a clause, a report, or of some verbs a deed."""
    cues, root = load_cues(), tree.root
    if tree.word(root).upos != "VERB" or tree.lemma(root) not in cues.deny or is_negated(tree, root):
        return None
    what = tree.kid(root, "ccomp", "xcomp", "obj", "nsubj:pass")
    if what is None:
        return None
    carried = tree.word(what).deprel in ("ccomp", "xcomp") or tree.lemma(what) in cues.story_nouns
    return what if carried or tree.lemma(root) in cues.disavowing_verbs else None


# ── what is disowned ──────────────────────────────────────────────────────────────────────────


def _list_content(tree: Tree) -> Iterator[int]:
    cues = load_cues()
    light = cues.story_nouns | cues.false_nouns | cues.false_adjectives | cues.disowned_modifiers | cues.true_words
    for token in tree.tokens:
        words = {tree.lemma(token.index), token.text.casefold()}
        if token.upos in _CONTENT and not words & (light | cues.deny) and token.text[0].isalnum():
            yield token.index


def _tells(root: Node, tree: Tree, words: Sequence[int]) -> bool:
    """Whether a sentence tells what a rebuttal names: of the same subject, with its deed or something else of it.

    Who denies may be its subject; its deed and the rest stand in what is denied.
    """
    subject = next((k for k in root.kids if k.role == "subject" or (root.passive and k.role == "object")), None)
    if subject is None:
        return False
    denied = _find_denied(tree)
    inside = set(words) if denied is None else set(words) & set(tree.subtree(denied))
    named = _count_shared(subject, [tree.lemma(word) for word in words])
    lemmas = [tree.lemma(word) for word in sorted(inside)]
    deed = root.key not in load_scene_words().light_deeds and (
        _have(root.key, lemmas) or (root.kind == EVENT and match_deeds(lemmas, [root.key]))
    )
    shared = sum(_count_shared(kid, lemmas) for kid in root.kids if kid is not subject)
    return (deed or shared > 0) if named else deed + shared >= _WITHOUT_SUBJECT


def _have(word: str, lemmas: Sequence[str]) -> bool:
    return any(match_words(word, other) for other in lemmas)


def _count_shared(node: Node, lemmas: Sequence[str]) -> int:
    """How many of the words of a phrase are among some others."""
    light = load_scene_words().name_words
    told = {node.tree.lemma(w) for one in node.walk() for w in one.words if node.tree.word(w).upos in _CONTENT}
    return sum(_have(word, lemmas) for word in sorted(told - light))
