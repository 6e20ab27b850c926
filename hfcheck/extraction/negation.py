"""Whether a clause denies: particles, negative words among its arguments, and what each of them leaves affirmed."""

from __future__ import annotations

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree

_PARTICLES = ("advmod", "cc:preconj", "aux", "neg", "cc")
_ARGUMENTS = ("nsubj", "obj", "nsubj:pass", "iobj")
# "Not one member", "not even Ann", "not all members": the particle stands on the nominal, the denial is the clause's.
_AFTER_NOT = ("even", "a", "an", "one", "all", "every", "each", "everyone", "everybody", "everything", "many", "much")


def is_negated(tree: Tree, head: int) -> bool:
    """Whether the clause denies: an odd number of negations in its own scope."""
    count = sum(_count_in(tree, kid, head) for kid in tree.kids(head))
    count += count == 0 and is_inverted(tree, head)
    return (count + _has_negative_determiner(tree, head)) % 2 == 1


def is_inverted(tree: Tree, head: int) -> bool:
    """ "Not even then did he leave": a negation in front that has turned subject and auxiliary round denies the clause.

    "Not until May did he leave" and "not only then" do not: he left.
    """
    subject, helpers = tree.kid(head, "nsubj", "nsubj:pass"), tree.kids(head, "aux", "cop", "aux:pass")
    if subject is None or not helpers or helpers[0] > subject:
        return False
    fronted = [k for k in tree.kids(head, "advmod", "obl", "advcl", "obl:tmod", "obl:unmarked") if k < helpers[0]]
    nots = [w for k in fronted for w in tree.subtree(k) if tree.lemma(w) in ("not", "no") and w < helpers[0]]
    after = {tree.lemma(w + 1) for w in nots}
    return bool(nots) and not after & {"until", "till", "unless", *load_cues().widening_adverbs, "just"}


def _count_in(tree: Tree, kid: int, head: int) -> int:
    """The negations that a word below the predicate brings in, with its determiner and adverbs."""
    cues, label, lemma = load_cues(), tree.tokens[kid].deprel, tree.lemma(kid)
    if lemma in cues.negations and label in _PARTICLES:
        return not (lemma == "not" and leaves_affirmed(tree, kid, head))
    if label == "advmod":
        return any(tree.tokens[g].text.lower() == "no" for g in tree.kids(kid))
    if label in _ARGUMENTS:
        return _count_in_nominal(tree, kid)
    if label in ("obl", "obl:npmod", "obl:tmod"):
        return f"{tree.case(kid)} no {lemma}".strip() in cues.negative_settings and _has_negative_determiner(tree, kid)
    return 0


def _count_in_nominal(tree: Tree, kid: int) -> int:
    """ "no member", "none of the members", "not one member", "neither A nor B"."""
    cues = load_cues()
    count = int(_has_negative_determiner(tree, kid)) + (tree.lemma(kid) in cues.negative_pronouns)
    count += any(tree.lemma(c) == "neither" for c in tree.kids(kid, "cc:preconj"))
    nots = [w for w in tree.kids(kid, "advmod") if tree.lemma(w) == "not" and w + 1 < len(tree.tokens)]
    nots += [
        w for k in tree.kids(kid, "det", "nummod", "amod") for w in tree.kids(k, "advmod") if tree.lemma(w) == "not"
    ]
    return count + sum(tree.lemma(w + 1) in _AFTER_NOT and not _is_litotes(tree, w) for w in nots)


def _is_litotes(tree: Tree, particle: int) -> bool:
    """ "not a few", "not a little": many of them."""
    after = [tree.lemma(w) for w in range(particle + 1, min(particle + 3, len(tree.tokens)))]
    return after[:1] == ["a"] and after[-1] in ("few", "little")


def _has_negative_determiner(tree: Tree, head: int) -> bool:
    return any(tree.lemma(d) in load_cues().negative_determiners for d in tree.kids(head, "det"))


def leaves_affirmed(tree: Tree, negation: int, head: int) -> bool:
    """ "not only … but also", and "Not only A came": more than what is named, not less."""
    following = tree.lemma(negation + 1) if negation + 1 < len(tree.tokens) else ""
    first = next(iter(tree.kids(head, "nsubj", "nsubj:pass", "aux", "cop")), head)
    if following in ("until", "till") and negation < first:
        # "Not until May did he leave": he left.
        return True
    if following not in load_cues().restrictive_adverbs:
        return False
    if following in load_cues().widening_adverbs:
        return True
    subject = tree.kid(head, "nsubj", "nsubj:pass")
    return _has_but(tree, head) or (subject is not None and negation < subject)


def _has_but(tree: Tree, head: int) -> bool:
    joined = [c for k in (head, *tree.kids(head, "conj")) for c in tree.kids(k, "cc")]
    return any(tree.lemma(c) == "but" for c in joined)
