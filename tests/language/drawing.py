"""Hand-made and random tokens for the tests of trees."""

from __future__ import annotations

from hypothesis import strategies as st

from hfcheck.model import Token

WORDS = (
    ("chairman", "NOUN", "NN"),
    ("Ann", "PROPN", "NNP"),
    ("Lee", "PROPN", "NNP"),
    ("’s", "PART", "POS"),
    ("partners", "NOUN", "NNS"),
    ("with", "ADP", "IN"),
    ("buys", "VERB", "VBZ"),
    ("plan", "NOUN", "NN"),
    ("-", "PUNCT", "HYPH"),
    (",", "PUNCT", ","),
)
LABELS = ("nsubj", "obj", "nmod", "nmod:poss", "compound", "flat", "appos", "amod", "conj", "case", "acl", "punct")


def make_tokens(*rows: str) -> tuple[Token, ...]:
    """Tokens from rows "word upos xpos head deprel"; heads count from 1, 0 is the root, as in CoNLL-U."""
    tokens = []
    start = 0
    for index, row in enumerate(rows):
        word, upos, xpos, head, deprel = row.split()
        tokens.append(Token(index, start, start + len(word), word, word.lower(), upos, xpos, int(head) - 1, deprel))
        start += len(word) + 1
    return tuple(tokens)


def show_tree(tokens: tuple[Token, ...]) -> list[str]:
    """The tree as "word<head:label"."""
    names = [token.text for token in tokens]
    return [f"{t.text}<{names[t.head] if t.head >= 0 else ''}:{t.deprel}" for t in tokens]


def is_tree(tokens: tuple[Token, ...]) -> bool:
    """Whether there is one root and each token leads to it; indexes are those of the sequence."""
    reached = {-1}
    while grown := {token.index for token in tokens if token.head in reached} - reached:
        reached |= grown
    roots = [token for token in tokens if token.head < 0]
    return len(roots) == 1 and len(reached) == len(tokens) + 1 and [t.index for t in tokens] == list(range(len(tokens)))


@st.composite
def draw_tokens(draw: st.DrawFn, most: int = 9) -> tuple[Token, ...]:
    """A random tree over random words: each word, in a random order, hangs below one that came before it."""
    count = draw(st.integers(1, most))
    order = draw(st.permutations(range(count)))
    heads = {order[0]: -1}
    for place in range(1, count):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    tokens = []
    for index in range(count):
        word, upos, xpos = draw(st.sampled_from(WORDS))
        label = draw(st.sampled_from(LABELS)) if heads[index] >= 0 else "root"
        tokens.append(Token(index, index * 10, index * 10 + len(word), word, word, upos, xpos, heads[index], label))
    return tuple(tokens)
