"""Names in a sentence: runs of proper nouns with the numbers and particles that belong to them."""

from __future__ import annotations

import re

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree

_CODE = re.compile(r"[A-Z]*\d+[A-Z]*\d*\Z|[A-Z]{1,2}\Z")
_NATIONAL = re.compile(r"(?:ese|ish|ian|ean|ican|French|Dutch|Greek|Swiss|Thai|German|Iraqi|Israeli)\Z")


def find_names(tree: Tree) -> list[tuple[int, int]]:
    """(first, last) word indexes of each maximal name, in order, never overlapping."""
    names: list[tuple[int, int]] = []
    index = 0
    while index < len(tree.tokens):
        if _opens_name(tree, index):
            last = _extend(tree, index)
            names.append((index, last))
            index = last
        index += 1
    return names


def is_name_word(tree: Tree, index: int) -> bool:
    """Whether a word can be part of a name: a capitalised proper noun, or one not in Latin letters."""
    token = tree.word(index)
    if token.upos != "PROPN" or not (token.text[0].isupper() or token.text[0].isdigit() or not token.text[0].isascii()):
        return False
    return token.text.lower() not in load_cues().time_nouns or _joined_to_name(tree, index)


def _joined_to_name(tree: Tree, index: int) -> bool:
    head = tree.word(index).head
    return head >= 0 and tree.word(index).deprel in ("flat", "compound") and tree.word(head).upos == "PROPN"


def _opens_name(tree: Tree, index: int) -> bool:
    token = tree.word(index)
    if is_name_word(tree, index):
        return True
    # An all-capitals word in the middle of a sentence is a name however the tagger saw it.
    if (
        token.upos in ("NOUN", "X", "ADJ")
        and index
        and token.text.isupper()
        and len(token.text) > 1
        and token.text.isalpha()
    ):
        return token.lemma.lower() not in load_cues().person_nouns
    # "Harmony Intelligent Mobility", "United States": a capitalised adjective before a proper noun.
    following = index + 1 < len(tree.tokens) and is_name_word(tree, index + 1)
    capital = token.upos in ("ADJ", "VERB", "NOUN") and token.text[0].isupper() and not _NATIONAL.search(token.text)
    return capital and following and index > 0 and token.deprel in ("amod", "compound", "flat")


def _extend(tree: Tree, index: int) -> int:
    last = index
    while last + 1 < len(tree.tokens):
        token = tree.word(last + 1)
        named = is_name_word(tree, last + 1) or _twin(tree, last, last + 1)
        code = bool(_CODE.match(token.text)) and token.deprel in (
            "flat",
            "nummod",
            "list",
            "compound",
            "appos",
            "nmod:unmarked",
        )
        capital = (
            token.text[0].isupper()
            and token.upos in ("ADJ", "NOUN", "VERB", "X", "ADV")
            and token.deprel
            in (
                "amod",
                "compound",
                "flat",
                "advmod",
                "list",
            )
        )
        if named or code or (capital and token.text.lower() not in load_cues().person_nouns):
            last += 1
            continue
        joiner = token.lemma.lower() in load_cues().name_joiners or token.text == "-"
        if joiner and last + 2 < len(tree.tokens) and is_name_word(tree, last + 2) and _one_name(tree, last, last + 2):
            last += 2
            continue
        break
    return last


def _one_name(tree: Tree, left: int, right: int) -> bool:
    """ "Bank of England" is one name; "chairman of Ford" is not (nor does it begin with a name)."""
    joiner = tree.word(left + 1).text
    if joiner == "-":
        spaced = tree.word(left).end < tree.word(left + 1).start
        return not spaced
    if joiner == "of":
        return tree.word(right).deprel == "nmod" and not tree.kids(right, "det")
    return tree.word(left).upos == "PROPN"


def _twin(tree: Tree, left: int, right: int) -> bool:
    """A capitalised word beside a name in the same role: a name that the tagger cut in two."""
    one, other = tree.word(left), tree.word(right)
    return (
        other.text[0].isupper()
        and (one.head, one.deprel) == (other.head, other.deprel)
        and one.deprel.startswith("obl")
    )
