"""The verb group of a clause: its words, polarity and modality, and the chain of verbs it closes."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.negation import is_negated
from hfcheck.extraction.times import is_shifted_time
from hfcheck.extraction.tree import Tree
from hfcheck.model import Modality, Polarity


class VerbGroup(NamedTuple):
    """`words` are those of the relation; `lemma` the predicate's lemma with its particle."""

    head: int
    words: list[int]
    lemma: str
    polarity: Polarity
    modality: Modality
    passive: bool
    past: bool


# The parser's labels of what a predicate takes into its relation.
_RELATION = ("aux", "aux:pass", "cop", "compound:prt")


def read_verb(tree: Tree, head: int) -> VerbGroup:
    """The verb group of the clause that `head` is the predicate of."""
    words = [head, *tree.kids(head, *_RELATION)]
    words += [k for k in tree.kids(head, "advmod") if _belongs(tree, k, head)]
    token = tree.tokens[head]
    lemma = "be" if tree.kids(head, "cop") else token.lemma.lower()
    passive = bool(tree.kids(head, "aux:pass")) or (bool(tree.kids(head, "nsubj:pass")) and not _is_finite(tree, head))
    particle = [tree.tokens[k].lemma for k in tree.kids(head, "compound:prt")]
    reduced = token.deprel in ("acl", "acl:relcl") or (token.deprel == "advcl" and not tree.kids(head, "nsubj", "obj"))
    if passive or shares_passive(tree, head) or (token.xpos == "VBN" and reduced and not tree.kids(head, "aux")):
        lemma = "be " + token.text.lower()
        passive = True
    return VerbGroup(
        head=head,
        words=sorted(words),
        lemma=" ".join([lemma, *particle]),
        polarity=Polarity.DENIED if is_negated(tree, head) else Polarity.AFFIRMED,
        modality=read_modality(tree, head),
        passive=passive,
        past=_is_past(tree, head),
    )


def shares_passive(tree: Tree, head: int) -> bool:
    """ "is cut and flushed": the second participle has the auxiliary of the first."""
    token = tree.tokens[head]
    if token.deprel != "conj" or token.xpos != "VBN" or tree.kids(head, "aux", "aux:pass", "cop", "nsubj", "obj"):
        return False
    taken = any(k > head for k in tree.kids(token.head, "obj"))
    return tree.tokens[token.head].xpos == "VBN" and bool(tree.kids(token.head, "aux:pass")) and not taken


def _is_finite(tree: Tree, head: int) -> bool:
    """ "when a bus overturned.": a whole clause without an auxiliary has a finite verb, so it is no passive.

    Headlines, which leave the auxiliary out, do so without a full stop.
    """
    if not tree.tokens[head].text.endswith("ed") or tree.kids(head, "aux", "aux:pass", "cop", "obl:agent"):
        return False
    opened = any(tree.lemma(k) != "with" for k in tree.kids(head, "mark"))
    asked = any(tree.tokens[k].xpos == "WRB" for k in tree.kids(head, "advmod"))
    whole = tree.tokens[head].deprel == "root" and tree.tokens[-1].text in (".", "!", "?")
    return opened or asked or whole


def _is_past(tree: Tree, head: int) -> bool:
    """Whether a clause tells of the past: "was sold", "has sold", "sold"; "is sold" tells of the present."""
    finite = [tree.tokens[k] for k in tree.kids(head, "aux", "cop", "aux:pass")]
    if not finite:
        return tree.tokens[head].xpos in ("VBD", "VBN")
    return any(word.xpos == "VBD" or word.lemma.lower() == "have" for word in finite)


def _belongs(tree: Tree, adverb: int, head: int) -> bool:
    token = tree.tokens[adverb]
    if is_shifted_time(tree, adverb):
        return False
    if any(head < k < adverb for k in tree.kids(head, "obj", "obl", "xcomp", "ccomp")):
        return False
    if token.lemma.lower() in load_cues().connective_adverbs or (tree.has_comma_before(adverb) and adverb < head):
        return False
    if adverb < head and tree.kids(adverb, "obl", "nmod"):
        # "Aside from music, A …" is no manner.
        return False
    following = tree.tokens[adverb + 1].text if adverb + 1 < len(tree.tokens) else ""
    return not (adverb < head and following == ",") and not (
        tree.kids(adverb, "advmod", "obl", "case") and adverb > head
    )


def read_modality(tree: Tree, head: int) -> Modality:
    """How surely the clause itself says it: auxiliaries, hedging adverbs, conditions and questions."""
    cues = load_cues()
    auxiliaries = {tree.tokens[k].lemma.lower() for k in tree.kids(head, "aux")} | {
        tree.tokens[k].text.lower() for k in tree.kids(head, "aux")
    }
    adverbs = {tree.tokens[k].lemma.lower() for k in tree.kids(head, "advmod")}
    if any(tree.tokens[k].lemma.lower() in cues.conditions for k in tree.kids(head, "mark")):
        return Modality.HYPOTHETICAL
    if any(tree.tokens[k].text == "?" for k in tree.kids(head, "punct")):
        return Modality.HYPOTHETICAL
    if auxiliaries & cues.ability_aux and is_negated(tree, head) and not adverbs & cues.hedges:
        return Modality.ASSERTED
    if auxiliaries & cues.possible_aux or adverbs & cues.hedges:
        return Modality.POSSIBLE
    if auxiliaries & cues.planned_aux:
        return Modality.PLANNED
    if auxiliaries & cues.obligation_aux:
        return Modality.POSSIBLE
    # "is to be built"
    if "be" in {tree.tokens[k].lemma for k in tree.kids(head, "aux")} and any(
        tree.tokens[k].lemma == "to" for k in tree.kids(head, "mark")
    ):
        return Modality.PLANNED
    return Modality.ASSERTED


_STRENGTH = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.HYPOTHETICAL)


def weaken(outer: Modality, inner: Modality) -> Modality:
    """The weaker of two: what is planned within what is possible is possible."""
    return max(outer, inner, key=_STRENGTH.index)


def flip(polarity: Polarity, other: Polarity) -> Polarity:
    """Two denials affirm."""
    return Polarity.AFFIRMED if polarity is other else Polarity.DENIED
