"""Names in a sentence: runs of proper nouns with the numbers and particles that belong to them."""

from __future__ import annotations

import re

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree

_CODE = re.compile(r"[A-Z]*\d+[A-Z]*\d*\Z|[A-Z]{1,2}\Z")
# The parser's labels of a code ("A320") and of a capitalised common word inside a name.
_CODE_LABELS = ("flat", "nummod", "list", "compound", "appos", "nmod:unmarked")
_CAPITAL_LABELS = ("amod", "compound", "flat", "advmod", "list")


def find_names(tree: Tree) -> list[tuple[int, int]]:
    """(first, last) word indexes of each maximal name, in order, never overlapping."""
    names: list[tuple[int, int]] = []
    index = 0
    while index < len(tree.tokens):
        if _opens_name(tree, index):
            last = _extend(tree, index)
            names.append((_skip_titles(tree, index, last), last))
            index = last
        index += 1
    return names


def _skip_titles(tree: Tree, first: int, last: int) -> int:
    """Where the name itself begins after capitalised titles: "Prime Minister Ann Lee", "Mrs Lee"."""
    cues = load_cues()
    titles = [
        w for w in range(first, last) if tree.word(w).text.lower().rstrip(".") in cues.person_nouns | cues.honorifics
    ]
    return titles[-1] + 1 if titles else first


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
    if is_name_word(tree, index) or _is_name_article(tree, index):
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
    # "United States": a capitalised adjective before a proper noun.
    following = index + 1 < len(tree.tokens) and is_name_word(tree, index + 1)
    capital = token.upos in ("ADJ", "VERB", "NOUN") and token.text[0].isupper()
    national = token.text.endswith(load_cues().national_endings)
    return capital and not national and following and index > 0 and token.deprel in ("amod", "compound", "flat")


def _is_name_article(tree: Tree, index: int) -> bool:
    """Whether "al", "-" and a capitalised word follow each other without a space: "al-Rashid"."""
    if index + 2 >= len(tree.tokens) or tree.word(index).text.lower() not in load_cues().name_articles:
        return False
    hyphen, name = tree.word(index + 1), tree.word(index + 2)
    joined = tree.word(index).end == hyphen.start and hyphen.end == name.start
    return hyphen.text == "-" and joined and name.text[0].isupper()


def _extend(tree: Tree, index: int) -> int:
    """The last word of the name that `index` opens."""
    last = index + 2 if _is_name_article(tree, index) else index
    while last + 1 < len(tree.tokens):
        if _is_name_article(tree, last + 1) and tree.word(last).upos == "PROPN":
            last += 3
        elif _continues_name(tree, last):
            last += 1
        elif _joins_names(tree, last):
            last += 2
        else:
            break
    return last


def _continues_name(tree: Tree, last: int) -> bool:
    """Whether the word after `last` belongs to the name too: another name word, a code, a capitalised word."""
    following = last + 1
    token = tree.word(following)
    if is_name_word(tree, following) or _twin(tree, last, following):
        return True
    if _CODE.match(token.text) and token.deprel in _CODE_LABELS:
        return True
    capital = token.text[0].isupper() and token.upos in ("ADJ", "NOUN", "VERB", "X", "ADV")
    return capital and token.deprel in _CAPITAL_LABELS and token.text.lower() not in load_cues().person_nouns


def _joins_names(tree: Tree, last: int) -> bool:
    """Whether a particle after `last` leads on to a further word of one name: "Bank" "of" "England"."""
    token = tree.word(last + 1)
    joiner = token.lemma.lower() in load_cues().name_joiners or token.text == "-"
    inside = last + 2 < len(tree.tokens)
    return joiner and inside and is_name_word(tree, last + 2) and _one_name(tree, last, last + 2)


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
