"""Which words of a clause tell its time, and the phrases they make."""

from __future__ import annotations

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.model import Argument, Phrase, PhraseKind

_YEAR_DIGITS = 4


def is_time(tree: Tree, word: int) -> bool:
    """Whether a nominal tells a time: "last year", "December 3", "2024", but not "the year of the dragon"."""
    nouns = load_cues().time_nouns
    token = tree.tokens[word]
    if token.lemma.lower() in nouns and token.deprel != "nsubj":
        kids = tree.kids(word, "nmod")
        of_another = any(tree.case(k) == "of" and tree.lemma(k) not in nouns for k in kids)
        return not of_another or bool(tree.kids(word, "amod", "det"))
    if _names_era(tree, word):
        return True
    if token.upos != "NUM" and not token.text.isdigit():
        return False
    year = token.text.isdigit() and len(token.text) == _YEAR_DIGITS
    return year or any(tree.lemma(k) in nouns for k in tree.kids(word))


def is_shifted_time(tree: Tree, word: int) -> bool:
    """Whether an adverb tells a time that counts from another: "two years later", "the year before"."""
    if tree.tokens[word].text.lower() not in load_cues().shifting_adverbs:
        return False
    return any(is_time(tree, k) and k < word for k in tree.kids(word, "obl:unmarked", "obl", "nmod:unmarked"))


def join_times(tree: Tree, heads: list[int]) -> list[Argument]:
    """Time phrases that stand side by side are one: "in December" "last year"."""
    words = sorted({w for h in heads for w in tree.subtree(h) if tree.tokens[w].deprel not in ("acl", "acl:relcl")})
    runs: list[list[int]] = []
    for word in words:
        if runs and all(_is_mark(tree, w) for w in range(runs[-1][-1] + 1, word)):
            runs[-1].append(word)
        else:
            runs.append([word])
    trimmed = [_trim(tree, run) for run in runs]
    return [Argument("time", _make_phrase(tree, run)) for run in trimmed if run]


def _trim(tree: Tree, run: list[int]) -> list[int]:
    told = [w for w in run if not _is_mark(tree, w)]
    return [w for w in run if told[0] <= w <= told[-1]] if told else []


def _make_phrase(tree: Tree, run: list[int]) -> Phrase:
    start, end = tree.span(run)
    return Phrase(text=tree.join(run), start=start, end=end, head="", kind=PhraseKind.NOMINAL)


def _names_era(tree: Tree, word: int) -> bool:
    """ "480 BC": a number and an era, whichever stands above the other."""
    eras = load_cues().eras
    if tree.tokens[word].text.isdigit():
        return any(tree.tokens[k].text in eras and k == word + 1 for k in tree.kids(word))
    return tree.tokens[word].text in eras and any(tree.tokens[k].text.isdigit() for k in tree.kids(word))


def _is_mark(tree: Tree, word: int) -> bool:
    return tree.tokens[word].upos == "PUNCT"
