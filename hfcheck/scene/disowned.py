"""Stories that one text calls false, met by a sentence of the other that tells them: "The bird video is a fake".

What such a story tells is often named by a few nouns alone. It is taken to be what the other text tells only where that
has all of these words, in one sentence, under the same or a related word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hfcheck.extraction.discourse import Discourse
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.negation import is_negated
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.tree import Tree
from hfcheck.extraction.veracity import judge_carrier, read_predicate
from hfcheck.model import Modality, Polarity
from hfcheck.scene.lexicon import load_scene_words
from hfcheck.scene.nodes import Node
from hfcheck.scene.terms import Terms

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "X")
_LEAST = 2


class Disowned(NamedTuple):
    """A story that a sentence calls false: the words that name it and the tree that they stand in."""

    tree: Tree
    words: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words that name it."""
        return self.tree.join(self.words)


def find_disowned(roots: Sequence[Node], other: Sequence[Node]) -> Iterator[tuple[Disowned, Node]]:
    """Each story that the sentences under `roots` disown, with the sentence under `other` that tells it."""
    for root in roots:
        for story in _list_stories(root.tree):
            teller = next((one for one in other if _tells(one, story)), None)
            if teller is not None:
                yield story, teller


def _tells(root: Node, story: Disowned) -> bool:
    terms, cues = Terms([root]), load_cues()
    doubts = cues.negations | cues.deny | cues.doubting_verbs | cues.false_nouns | cues.false_adjectives
    if any(t.lemma.casefold() in doubts for t in root.tree.tokens):
        return False
    return all(terms.have_word(frozenset({story.tree.lemma(w)})) for w in story.words)


def _list_stories(tree: Tree) -> Iterator[Disowned]:
    """The stories of one sentence whose words say enough: two or more of them."""
    cues = load_cues()
    phrases = PhraseReader(tree, Discourse())
    for token in tree.tokens:
        if token.upos not in ("NOUN", "PROPN", "ADJ"):
            continue
        top = _find_topic(phrases, token.index)
        if top is None:
            continue
        light = cues.story_nouns | cues.false_nouns | cues.false_adjectives | cues.disowned_modifiers | cues.true_words
        own = {w for k in tree.kids(top, "acl:relcl", "appos", "parataxis", "conj") for w in tree.subtree(k)}
        told = [w for w in tree.subtree(top) if w not in own and tree.word(w).upos in _CONTENT]
        words = tuple(w for w in told if not {tree.lemma(w), tree.word(w).text.casefold()} & light)
        firm = [w for w in words if tree.lemma(w) not in load_scene_words().name_words]
        if len({tree.lemma(w) for w in firm}) >= _LEAST:
            yield Disowned(tree, tuple(firm))


def _find_topic(phrases: PhraseReader, index: int) -> int | None:
    """The word under which a story is named that the sentence calls false; None where it calls none so at `index`."""
    tree, cues = phrases.tree, phrases.cues
    lemma = tree.lemma(index)
    if tree.kids(index, "cop"):
        polarity = Polarity.DENIED if is_negated(tree, index) else Polarity.AFFIRMED
        subject = tree.kid(index, "nsubj")
        verdict = read_predicate(tree, index, polarity)
        return subject if verdict is Polarity.DENIED and subject is not None else None
    if lemma not in cues.story_nouns | cues.false_nouns:
        return None
    veracity = judge_carrier(phrases, index)
    false = veracity is not None and veracity.polarity is Polarity.DENIED and veracity.modality is Modality.ASSERTED
    return index if false else None
