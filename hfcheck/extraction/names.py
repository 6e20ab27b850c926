"""Names in a sentence: runs of proper nouns with the numbers and particles that belong to them."""

from __future__ import annotations

import re

from hfcheck.extraction.initials import find_long_form, is_acronym
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.tree import Tree

_CODE = re.compile(r"[A-Z]*\d+(?:[A-Z]+\d*)?\Z|[A-Z]{1,2}\Z")
# The parser's labels of a code ("A320") and of a capitalised common word inside a name.
_CODE_LABELS = ("flat", "nummod", "list", "compound", "appos", "nmod:unmarked")
_MOST_JOINERS = 3
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
    return _join_long_forms(tree, names)


def _join_long_forms(tree: Tree, names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """ "Union of Ports and Harbours (UPH)": what the bracket abbreviates is one name, however the parser cut it."""
    for token in tree.tokens[1:-1] if any(token.text == "(" for token in tree.tokens) else ():
        before, behind = tree.tokens[token.index - 1], tree.tokens[token.index + 1]
        if is_acronym(token.text) and before.text == "(" and behind.text == ")":
            words = find_long_form(tree, before.index, token.text)
            if any(name[0] == words[0] for name in names if words):
                names = [n for n in names if n[1] < words[0] or n[0] > words[-1]]
                names = sorted([*names, (words[0], words[-1])])
    return names


def _skip_titles(tree: Tree, first: int, last: int) -> int:
    """Where the name itself begins after capitalised titles: "Prime Minister Ann Lee", "Mrs Lee"."""
    cues = load_cues()
    known = unite(cues.person_nouns, cues.honorifics)
    titles = [w for w in range(first, last) if tree.tokens[w].text.lower().rstrip(".") in known]
    # "Advanced Driver-Assistance", "Model S": what is joined to the next word, or has a code behind it, is no title.
    following = {w: tree.tokens[w + 1] for w in titles}
    titles = [w for w in titles if following[w].text[0].isalpha() and not _CODE.match(following[w].text)]
    return titles[-1] + 1 if titles else first


def is_name_word(tree: Tree, index: int) -> bool:
    """Whether a word can be part of a name: a capitalised proper noun, or one not in Latin letters."""
    token = tree.tokens[index]
    if not tree.is_proper(index) or (token.upos == "ADJ" and token.text.endswith(load_cues().national_endings)):
        return False
    capital = token.text[0].isupper() or token.text[0].isdigit() or not token.text[0].isascii()
    if not capital or not any(c.isalnum() for c in token.text):
        return False
    return token.text.lower() not in load_cues().time_nouns or _joined_to_name(tree, index)


def _joined_to_name(tree: Tree, index: int) -> bool:
    head = tree.tokens[index].head
    return head >= 0 and tree.tokens[index].deprel in ("flat", "compound") and tree.is_proper(head)


def _opens_name(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    if _is_plain(tree, index):
        return False
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
    capital = token.upos in ("ADJ", "VERB", "NOUN") and token.text[0].isupper()
    if not capital or index == 0 or token.deprel not in ("amod", "compound", "flat"):
        return False
    national = token.text.endswith(load_cues().national_endings)
    return not national and index + 1 < len(tree.tokens) and is_name_word(tree, index + 1)


def _is_plain(tree: Tree, index: int) -> bool:
    """Whether a word is in small letters and no part of a name by its tags or as an article: most words are."""
    text = tree.tokens[index].text
    return text.islower() and not tree.is_proper(index) and text not in load_cues().name_articles


def _is_name_article(tree: Tree, index: int) -> bool:
    """Whether "al", "-" and a capitalised word follow each other without a space: "al-Rashid"."""
    if index + 2 >= len(tree.tokens) or tree.tokens[index].text.lower() not in load_cues().name_articles:
        return False
    hyphen, name = tree.tokens[index + 1], tree.tokens[index + 2]
    joined = tree.tokens[index].end == hyphen.start and hyphen.end == name.start
    return hyphen.text == "-" and joined and name.text[0].isupper()


def _extend(tree: Tree, index: int) -> int:
    """The last word of the name that `index` opens."""
    last = index + 2 if _is_name_article(tree, index) else index
    while last + 1 < len(tree.tokens):
        if _is_name_article(tree, last + 1) and tree.is_proper(last):
            last += 3
        elif _continues_name(tree, last):
            last += 1
        elif joined := _count_joiners(tree, last):
            last += joined + 1
        elif _is_syllable(tree, last):
            last += 2
        else:
            break
    return last


def _continues_name(tree: Tree, last: int) -> bool:
    """Whether the word after `last` belongs to the name too: another name word, a code, a capitalised word."""
    following = last + 1
    token = tree.tokens[following]
    if is_name_word(tree, following) or _twin(tree, last, following):
        return True
    if _CODE.match(token.text) and (token.deprel in _CODE_LABELS or token.xpos == "POS"):
        return True
    capital = token.text[0].isupper() and token.upos in ("ADJ", "NOUN", "VERB", "X", "ADV")
    if not capital or token.text.lower() in load_cues().person_nouns:
        return False
    return token.deprel in _CAPITAL_LABELS or _closes_name(tree, last, following)


def _closes_name(tree: Tree, last: int, noun: int) -> bool:
    """Whether a capitalised noun ends the name that opens before it: "Group" in "the Norwick Group"."""
    before = tree.tokens[last]
    text = tree.tokens[noun].text
    # "SUV", "CEO": common nouns in capitals; "X7" is a code.
    noun_like = tree.tokens[noun].upos == "NOUN" and (not text.isupper() or any(c.isdigit() for c in text))
    return noun_like and before.head == noun and before.deprel == "compound" and not tree.title_case


def _count_joiners(tree: Tree, last: int) -> int:
    """How many particles after `last` lead on to a further word of one name: 1 in "Bank of England", 0 for none."""
    following = last + 1
    if _is_of_the(tree, last):
        return 2
    while following + 1 < len(tree.tokens) and following - last <= _MOST_JOINERS:
        token = tree.tokens[following]
        if token.lemma.lower() not in load_cues().name_joiners and token.text != "-":
            return 0
        if is_name_word(tree, following + 1):
            return following - last if _one_name(tree, last, following + 1) else 0
        if not (tree.is_proper(following + 1) and tree.is_proper(following)):
            return 0
        following += 1
    return 0


def _is_of_the(tree: Tree, last: int) -> bool:
    """ "the Valley of the Kings": a name with an article before each half."""
    if last + 3 >= len(tree.tokens) or [tree.lemma(last + 1), tree.lemma(last + 2)] != ["of", "the"]:
        return False
    if not is_name_word(tree, last + 3) or tree.lemma(last) in load_cues().person_nouns:
        return False
    top = _top_of_run(tree, last + 3)
    above = tree.tokens[top].head
    articled = above >= 0 and any(tree.lemma(k) == "the" for k in tree.kids(above, "det"))
    return tree.tokens[top].deprel == "nmod" and above == last and articled and tree.is_proper(above)


def _is_syllable(tree: Tree, last: int) -> bool:
    """Whether a hyphen and a small proper noun follow without a space: "un" in "Kim Jong-un"."""
    if last + 2 >= len(tree.tokens) or tree.tokens[last + 1].text != "-":
        return False
    hyphen, syllable = tree.tokens[last + 1], tree.tokens[last + 2]
    tight = tree.tokens[last].end == hyphen.start and hyphen.end == syllable.start
    return tight and tree.is_proper(last + 2) and syllable.text.isalpha() and syllable.deprel in ("flat", "goeswith")


def _one_name(tree: Tree, left: int, right: int) -> bool:
    """ "Bank of England" is one name; "chairman of Ford" is not (nor does it begin with a name)."""
    joiner = tree.tokens[left + 1].text
    if joiner == "-":
        spaced = tree.tokens[left].end < tree.tokens[left + 1].start
        return not spaced
    if joiner == "of":
        top = _top_of_run(tree, right)
        titled = tree.lemma(left) in load_cues().person_nouns
        return tree.tokens[top].deprel == "nmod" and not tree.kids(top, "det") and not titled
    return tree.is_proper(left)


def _top_of_run(tree: Tree, index: int) -> int:
    """The noun that a word of a name modifies: "Art" for "Dramatic" in "Institute of Dramatic Art"."""
    token = tree.tokens[index]
    modifies = token.deprel in ("amod", "compound", "flat") and token.head > index and tree.is_proper(token.head)
    return _top_of_run(tree, token.head) if modifies else index


def _twin(tree: Tree, left: int, right: int) -> bool:
    """A capitalised word beside a name in the same role: a name that the tagger cut in two."""
    one, other = tree.tokens[left], tree.tokens[right]
    return (
        other.text[0].isupper()
        and (one.head, one.deprel) == (other.head, other.deprel)
        and one.deprel.startswith("obl")
    )
