"""The arguments of a proposition as they stand in its sentence: their words, and the preposition before them."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.model import Argument, Phrase, Proposition

# Labels of what stands beside the noun that has the preposition.
_BESIDE = ("conj", "flat", "appos", "nmod:desc", "compound")
_CORE = ("obj", "iobj", "pred", "xcomp")


class Part(NamedTuple):
    """One argument: the word that heads it (None where it stands in another sentence), its preposition, its words."""

    argument: Argument
    head: int | None
    case: str
    text: str

    @property
    def words(self) -> str:
        """Preposition and words together."""
        return f"{self.case} {self.text}".strip()


def read_parts(tree: Tree, proposition: Proposition) -> tuple[list[Part], list[Part]]:
    """The objects and predicates of a proposition, and what qualifies it, both in the order of the sentence."""
    parts = [_read_part(tree, argument, proposition) for argument in proposition.arguments]
    return [p for p in parts if p.argument.role in _CORE], [p for p in parts if p.argument.role not in _CORE]


def _read_part(tree: Tree, argument: Argument, proposition: Proposition) -> Part:
    phrase, role = argument.phrase, argument.role
    head = find_head(tree, phrase)
    if head is None or proposition.kind != "clause":
        return Part(argument, head, role.removeprefix("obl:") if role.startswith("obl:") else "", phrase.text)
    if role in ("time", "adv"):
        return Part(argument, head, *_split_case(tree, phrase))
    case = "" if role in _CORE else _find_case(tree, head, phrase)
    return Part(argument, head, case, phrase.text)


def find_head(tree: Tree, phrase: Phrase) -> int | None:
    """The word that heads a phrase: the one inside that hangs on a word outside."""
    inside = [t for t in tree.tokens if phrase.start <= t.start < phrase.end]
    indexes = {t.index for t in inside}
    tops = [t for t in inside if t.head not in indexes]
    tops = [t for t in tops if t.upos not in ("PUNCT", "ADP", "CCONJ")] or tops
    last = phrase.head.split()[-1:] or [""]
    named = [t for t in tops if last[0] in (t.lemma.lower(), t.text)]
    found = named or tops
    return found[-1].index if found else None


def _find_case(tree: Tree, head: int, phrase: Phrase) -> str:
    """The preposition before a phrase, with its fixed parts; or that of the noun it stands beside, or is one of."""
    words: list[int] = []
    for kid in tree.kids(head, "case", "mark"):
        token = tree.word(kid)
        if token.xpos != "POS" and kid < head and not phrase.start <= token.start < phrase.end:
            words += [kid, *tree.kids(kid, "fixed")]
    above = tree.word(head).head
    example = tree.join(words).lower() in load_cues().exemplar_cases
    beside = example or (not words and tree.word(head).deprel in _BESIDE)
    if beside and tree.word(above).upos not in ("VERB", "AUX"):
        return _find_case(tree, above, phrase)
    return tree.join(words)


def _split_case(tree: Tree, phrase: Phrase) -> tuple[str, str]:
    """The preposition that a time begins with, and the rest of it: "in", "May 2020"."""
    first = next((t for t in tree.tokens if t.start == phrase.start), None)
    if first is None or first.deprel != "case" or " " not in phrase.text:
        return "", phrase.text
    return first.text, phrase.text[len(first.text) :].strip()
