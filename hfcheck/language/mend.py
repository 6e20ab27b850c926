"""Repairs of trees where the words themselves leave one reading only.

The parser knows few of the names in the news; what stands beside a name often tells more than it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hfcheck.language.repairs import (
    repair_appositions,
    repair_capital_titles,
    repair_dated_openings,
    repair_finite_verbs,
    repair_model_codes,
    repair_name_words,
    repair_owned_conjuncts,
    repair_raised_subjects,
    repair_shared_nouns,
    repair_small_names,
    repair_split_names,
)
from hfcheck.model import Token


def mend_tree(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of one sentence with mended heads and labels; still one tree."""
    kept = list(tokens)
    for repair in _REPAIRS:
        mended = repair(list(kept))
        if mended != kept and _is_tree(mended):
            kept = mended
    return tuple(kept)


def _is_tree(tokens: Sequence[Token]) -> bool:
    if sum(t.head < 0 for t in tokens) != 1:
        return False
    hanging = [t.head < 0 for t in tokens]
    for token in tokens:
        path: list[int] = []
        index = token.index
        while not hanging[index]:
            if len(path) == len(tokens):
                return False
            path.append(index)
            index = tokens[index].head
        for passed in path:
            hanging[passed] = True
    return True


def _mend_tags(tokens: list[Token]) -> list[Token]:
    """ "Acme forms a company": a noun with a subject, no copula and the fine tag of a verb is a verb."""
    subjects = {t.head for t in tokens if t.deprel in ("nsubj", "nsubj:pass")} - {
        t.head for t in tokens if t.deprel == "cop"
    }
    for token in list(tokens):
        if token.index in subjects and token.upos == "NOUN" and token.xpos.startswith("VB"):
            tokens[token.index] = msgspec.structs.replace(token, upos="VERB")
    return tokens


def _mend_crossing(tokens: list[Token]) -> list[Token]:
    """ "A did it, B said on Monday": what follows the reporting verb belongs to it, not to the report."""
    for token in list(tokens):
        head = tokens[token.head] if token.head >= 0 else token
        above = tokens[head.head] if head.head >= 0 else head
        crossing = head.index < above.index < token.index and head.deprel in ("ccomp", "parataxis")
        if crossing and token.deprel.startswith("obl") and above.upos == "VERB":
            tokens[token.index] = msgspec.structs.replace(token, head=above.index)
    return tokens


def _mend_possessors(tokens: list[Token]) -> list[Token]:
    """ "X's plan …": where X has the role of the noun after it, it is that noun's possessor."""
    for token in list(tokens):
        if token.xpos != "POS" or token.head < 0:
            continue
        owner = tokens[token.head]
        if owner.deprel == "nmod:poss":
            continue
        twin = next((t for t in tokens[token.index + 1 :] if (t.head, t.deprel) == (owner.head, owner.deprel)), None)
        if twin is not None:
            tokens[owner.index] = msgspec.structs.replace(owner, head=twin.index, deprel="nmod:poss")
    return tokens


def _mend_described_names(tokens: list[Token]) -> list[Token]:
    """ "chairman Ann Lee", "oil giant Shell": the noun is the head and the name hangs flat below it.

    Only where the parser already ties the two, in one way or another.
    """
    index = 1
    while index < len(tokens):
        noun = tokens[index - 1]
        last = _end_of_name(tokens, index)
        if (
            last >= index
            and noun.upos == "NOUN"
            and noun.text[0].islower()
            and noun.xpos == "NN"
            and _are_tied(tokens, index - 1, index, last)
        ):
            _flatten(tokens, index - 1, index, last)
        index = max(last, index) + 1
    return tokens


def _end_of_name(tokens: list[Token], start: int) -> int:
    last = start - 1
    while last + 1 < len(tokens) and tokens[last + 1].upos == "PROPN" and tokens[last + 1].text[0].isupper():
        last += 1
    return last


def _are_tied(tokens: list[Token], noun: int, first: int, last: int) -> bool:
    if last + 1 < len(tokens) and (tokens[last + 1].xpos == "POS" or tokens[last + 1].text == "-"):
        return False
    head = tokens[noun].head
    if head > last and tokens[head].upos in ("NOUN", "PROPN") and tokens[noun].deprel != "conj" and head <= last + 2:
        return False
    inside = range(first, last + 1)
    outer = [t for t in tokens[first : last + 1] if t.head not in inside]
    if head in inside:
        return len([t for t in outer if t.index != head]) == 0 or all(t.head == noun for t in outer if t.index != head)
    below = all(
        t.head == noun and t.deprel in ("flat", "appos", "compound", "nmod:desc", "nmod", "list") for t in outer
    )
    beside = all(t.head == noun or (t.head, t.deprel) == (head, tokens[noun].deprel) for t in outer)
    return below or beside


def _flatten(tokens: list[Token], noun: int, first: int, last: int) -> None:
    inside = range(first, last + 1)
    if tokens[noun].head in inside:
        top = next(t for t in tokens[first : last + 1] if t.head not in (*inside, noun))
        tokens[noun] = msgspec.structs.replace(tokens[noun], head=top.head, deprel=top.deprel)
    for token in list(tokens):
        if token.index in inside:
            head, label = (noun, "flat") if token.index == first else (first, "flat")
            tokens[token.index] = msgspec.structs.replace(token, head=head, deprel=label)
        elif token.head in inside:
            tokens[token.index] = msgspec.structs.replace(token, head=noun)


def _mend_lost_verb(tokens: list[Token]) -> list[Token]:
    """ "Acme partners with Ford to build cars": a plural noun as root, a name before it and no verb, is the verb."""
    root = next(t for t in tokens if t.head < 0)
    kids = [t for t in tokens if t.head == root.index]
    before = [t for t in kids if t.index < root.index and t.deprel in ("compound", "nmod", "nmod:poss", "nmod:desc")]
    clause = {"nsubj", "cop", "aux", "csubj", "nsubj:pass"}
    if root.xpos != "NNS" or not before or before[-1].deprel == "nmod:poss" or any(t.deprel in clause for t in kids):
        return tokens
    following = tokens[root.index + 1] if root.index + 1 < len(tokens) else None
    named = tokens[root.index - 1].upos == "PROPN"
    if not named or following is None or following.upos not in ("ADP", "DET", "NOUN", "ADJ", "PROPN", "PRON", "NUM"):
        return tokens
    tokens[root.index] = msgspec.structs.replace(root, upos="VERB", xpos="VBZ", lemma=root.lemma)
    subject = before[-1]
    for kid in kids:
        if kid.index == subject.index:
            tokens[kid.index] = msgspec.structs.replace(kid, deprel="nsubj")
        elif kid.deprel in ("compound", "amod", "det") and kid.index < subject.index:
            tokens[kid.index] = msgspec.structs.replace(kid, head=subject.index)
        elif kid.deprel == "nmod" and kid.index > root.index:
            tokens[kid.index] = msgspec.structs.replace(kid, deprel="obl")
        elif kid.deprel in ("acl", "acl:relcl"):
            tokens[kid.index] = msgspec.structs.replace(kid, deprel="advcl")
    return tokens


_REPAIRS = (
    repair_small_names,
    repair_capital_titles,
    repair_dated_openings,
    repair_split_names,
    repair_model_codes,
    repair_name_words,
    repair_finite_verbs,
    repair_raised_subjects,
    _mend_tags,
    _mend_crossing,
    _mend_possessors,
    _mend_lost_verb,
    _mend_described_names,
    repair_shared_nouns,
    repair_owned_conjuncts,
    repair_appositions,
)
"""In the order in which they are made."""
