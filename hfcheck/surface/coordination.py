"""A nominal that holds a coordination → one nominal for each part: "head of A and B" → "head of A", "head of B"."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from hfcheck.extraction.extents import Extents
from hfcheck.extraction.tree import Tree
from hfcheck.model import Phrase, PhraseKind
from hfcheck.surface.parts import Part

_PLACES = ("nmod", "amod", "compound")
_SHARED = ("case", "advmod")


def spread_part(tree: Tree, extents: Extents, part: Part) -> list[Part]:
    """The part once for each member of a coordination inside it; the part alone where there is none."""
    phrase = part.argument.phrase
    words = [t.index for t in tree.tokens if phrase.start <= t.start < phrase.end]
    if part.head is None or phrase.kind is PhraseKind.NAME or tree.join(words) != part.text:
        return [part]
    if not _may_spread(extents, part.head):
        return [part]
    told = []
    for kept in _spread(tree, extents, part.head, words):
        shorter = _shorten(tree, phrase, words, kept)
        if shorter is None:
            return [part]
        argument = msgspec.structs.replace(part.argument, phrase=shorter)
        told.append(part._replace(argument=argument, text=shorter.text))
    return told


def _may_spread(extents: Extents, head: int) -> bool:
    """Whether what is joined below a noun is told of each: not "a deal between A and B", "a mix of A and B"."""
    cues = extents.cues
    return extents.tree.lemma(head) not in cues.deal_nouns | cues.collective_nouns | cues.mixing_nouns


def _spread(tree: Tree, extents: Extents, head: int, words: list[int]) -> Iterator[list[int]]:
    """The words with one member of the first coordination each, and so on for those after it."""
    first = next((w for w in words if w != head and _opens_coordination(tree, extents, w, words)), None)
    if first is None:
        yield words
        return
    members = [m for m in tree.conjuncts(first) if m in words]
    for member in members:
        apart = {w for other in members if other != member for w in _own_words(tree, other, member)}
        kept = [w for w in words if w not in apart and w not in _joints(tree, members)]
        yield from _spread(tree, extents, head, kept)


def _opens_coordination(tree: Tree, extents: Extents, word: int, words: list[int]) -> bool:
    token = tree.word(word)
    members = [k for k in tree.kids(word, "conj") if k in words]
    if token.deprel not in _PLACES or not members or tree.case(word) in extents.cues.joint_cases:
        return False
    if any(tree.lemma(c) != "and" for m in members for c in tree.kids(m, "cc")):
        return False
    name = extents.name_at(word)
    alike = all(tree.word(m).upos == token.upos or tree.is_proper(m) == tree.is_proper(word) for m in members)
    return alike and not any(name is not None and extents.name_at(m) == name for m in members)


def _own_words(tree: Tree, member: int, other: int) -> set[int]:
    """What goes with a member where `other` is told: all below it but the other one, and what both share."""
    below = set(tree.subtree(member)) - set(tree.subtree(other) if other in tree.subtree(member) else ())
    if tree.kids(other, *_SHARED):
        return below
    return below - {w for k in tree.kids(member, *_SHARED) if k < member for w in tree.subtree(k)}


def _joints(tree: Tree, members: list[int]) -> set[int]:
    """The commas and conjunctions before the members, wherever the parser hung them."""
    found: set[int] = set()
    for member in members[1:]:
        word = min(w for w in tree.subtree(member) if tree.word(w).upos not in ("PUNCT", "CCONJ")) - 1
        while word > members[0] and tree.word(word).upos in ("PUNCT", "CCONJ"):
            found.add(word)
            word -= 1
    return found


def _shorten(tree: Tree, phrase: Phrase, words: list[int], kept: list[int]) -> Phrase | None:
    """The phrase with some of its words; None where its resolved text does not show which to leave out."""
    resolved = phrase.resolved
    run: list[int] = []
    for word in (*words, None):
        if word is not None and word not in kept:
            run.append(word)
            continue
        gone = tree.join(run)
        if gone and resolved:
            if resolved.count(gone) != 1:
                return None
            resolved = " ".join(resolved.replace(gone, "").split())
        run = []
    return msgspec.structs.replace(phrase, text=tree.join(kept), resolved=resolved)
