"""Repairs of single tags and attachments, by capitals, word order and the types of what words stand for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hfcheck.language.casing import load_common
from hfcheck.language.lemmas import find_lemma
from hfcheck.language.lexicon import load_lexicon
from hfcheck.model import Token

_PERSON = "person"
_TIME = "time"
# Labels by which a noun hangs below the one that it narrows.
_INSIDE = ("nmod", "nmod:poss", "conj", "compound", "nmod:desc", "flat", "appos")


def repair_small_names(tokens: list[Token]) -> list[Token]:
    """ "The alliance said …": a common word in small letters is no name."""
    for token in list(tokens):
        small = token.text.islower() and token.text.isalpha()
        if token.upos == "PROPN" and token.xpos in ("NNP", "NNPS") and small and len(token.text) > 2:
            known = token.text in load_common() or _follows_article(tokens, token)
            if known:
                tokens[token.index] = _make_noun(token)
    return tokens


def repair_capital_titles(tokens: list[Token]) -> list[Token]:
    """ "Acme's Chairman, Ann Lee, …", "the President": a person's title with a capital, and no name beside it."""
    for token in list(tokens):
        if token.upos != "PROPN" or token.xpos != "NNP" or token.entity != _PERSON or not token.text.istitle():
            continue
        beside = (tokens[token.index + 1],) if token.index + 1 < len(tokens) else ()
        named = any(t.upos == "PROPN" for t in beside) or any(
            t.head == token.index and t.deprel in ("compound", "flat") for t in tokens
        )
        if _follows_owner(tokens, token) and not named:
            tokens[token.index] = _make_noun(token)
    return tokens


def _make_noun(token: Token) -> Token:
    xpos = "NNS" if token.xpos == "NNPS" else "NN"
    return msgspec.structs.replace(token, upos="NOUN", xpos=xpos, lemma=find_lemma(token.text, xpos))


def _follows_article(tokens: Sequence[Token], token: Token) -> bool:
    return token.index > 0 and tokens[token.index - 1].upos == "DET"


def _follows_owner(tokens: Sequence[Token], token: Token) -> bool:
    before = tokens[token.index - 1] if token.index else token
    return before.xpos in ("POS", "PRP$")


def repair_appositions(tokens: list[Token]) -> list[Token]:
    """ "the chairman of the unit, Ann Lee": a person's name stands beside the noun above that is a person."""
    for token in list(tokens):
        if token.deprel != "appos" or token.upos != "PROPN" or token.entity != _PERSON:
            continue
        found = _find_person_above(tokens, token)
        if found is not None:
            tokens[token.index] = msgspec.structs.replace(token, head=found.index)
    return tokens


def _find_person_above(tokens: Sequence[Token], token: Token) -> Token | None:
    """The nearest noun for a person on the way up from an apposition whose own head is something else."""
    head = tokens[token.head]
    if head.entity in (_PERSON, ""):
        return None
    while head.deprel in _INSIDE and head.head >= 0:
        head = tokens[head.head]
        if head.entity == _PERSON:
            return head if head.upos == "NOUN" and head.index < token.index else None
    return None


def repair_shared_nouns(tokens: list[Token]) -> list[Token]:
    """ "the electrification and intelligent transformation": the adjective belongs to the noun after it."""
    for token in list(tokens):
        if token.deprel != "conj" or token.xpos != "JJ" or token.index + 1 >= len(tokens):
            continue
        noun = tokens[token.index + 1]
        nouns = tokens[token.head].upos == "NOUN" and noun.upos == "NOUN"
        beside = noun.head in (token.head, token.index) and noun.deprel in ("conj", "compound", "nmod")
        if nouns and beside:
            tokens[token.index] = msgspec.structs.replace(token, head=noun.index, deprel="amod")
            tokens[noun.index] = msgspec.structs.replace(noun, head=token.head, deprel="conj")
            _hand_over(tokens, token.index, noun.index, token.index)
    return tokens


def _hand_over(tokens: list[Token], old: int, new: int, before: int) -> None:
    """Conjunctions that stand before `before` go from one head to another."""
    for token in list(tokens):
        if token.head == old and token.deprel == "cc" and token.index < before:
            tokens[token.index] = msgspec.structs.replace(token, head=new)


def repair_owned_conjuncts(tokens: list[Token]) -> list[Token]:
    """ "Acme's director and chairman of the unit": what has its owner before it does not share the one after."""
    for token in list(tokens):
        if token.deprel != "nmod" or token.head < 0:
            continue
        first = tokens[token.head]
        before = min((t.index for t in tokens if t.head == token.index), default=token.index) - 1
        beside = tokens[before] if before > first.index else first
        owned = any(t.head == first.index and t.deprel == "nmod:poss" for t in tokens)
        if owned and beside.deprel == "conj" and beside.head == first.index and beside.entity in ("", first.entity):
            tokens[token.index] = msgspec.structs.replace(token, head=beside.index)
    return tokens


# ── verbs and their subjects ──────────────────────────────────────────────────────────────────


def repair_finite_verbs(tokens: list[Token]) -> list[Token]:
    """ "The union fined the club", "a bus overturned": a verb with a subject and no auxiliary is no participle."""
    for token in list(tokens):
        if token.upos != "VERB" or token.xpos not in ("VBN", "VBD") or token.deprel in ("acl", "xcomp", "amod"):
            continue
        kids = [t for t in tokens if t.head == token.index]
        subjects = [t for t in kids if t.deprel in ("nsubj", "nsubj:pass") and t.index < token.index]
        passive = any(t.deprel in ("aux", "aux:pass", "obl:agent") for t in kids) or token.deprel == "conj"
        acts = token.xpos == "VBD" or any(t.deprel == "obj" for t in kids)
        right = token.xpos == "VBD" and all(t.deprel == "nsubj" for t in subjects)
        if not subjects or passive or not acts or right:
            continue
        tokens[token.index] = msgspec.structs.replace(token, xpos="VBD", lemma=find_lemma(token.text, "VBD"))
        for subject in subjects:
            tokens[subject.index] = msgspec.structs.replace(subject, deprel="nsubj")
    return tokens


def repair_raised_subjects(tokens: list[Token]) -> list[Token]:
    """ "She remains captain": the subject of a verb hangs on the verb, not on what it says of the subject."""
    for token in list(tokens):
        below = tokens[token.head] if token.head >= 0 else token
        verb = tokens[below.head] if below.deprel == "xcomp" else None
        if token.deprel != "nsubj" or verb is None or not token.index < verb.index < below.index:
            continue
        if not any(t.head == verb.index and t.deprel.startswith("nsubj") for t in tokens):
            tokens[token.index] = msgspec.structs.replace(token, head=verb.index)
    return tokens


def repair_dated_openings(tokens: list[Token]) -> list[Token]:
    """ "The following year she resigned": a whole clause behind a time that opens the sentence is the sentence."""
    root = next((t for t in tokens if t.head < 0), None)
    if root is None or root.upos != "NOUN" or root.entity != _TIME:
        return tokens
    kids = [t for t in tokens if t.head == root.index and t.deprel != "punct"]
    verb = next((t for t in kids if t.deprel == "acl:relcl"), None)
    counted = any(t.deprel == "amod" and t.text.lower() in load_lexicon().ordering for t in kids)
    if verb is None or not counted or any(t.deprel not in ("det", "amod", "acl:relcl") for t in kids):
        return tokens
    subject = next((t for t in tokens if t.head == verb.index and t.deprel.startswith("nsubj")), None)
    between = tokens[root.index + 1 : verb.index]
    if subject is None or subject not in between or any(t.text == "," or t.xpos in _RELATIVE for t in between):
        return tokens
    for token in list(tokens):
        if token.head == root.index and token.deprel == "punct":
            tokens[token.index] = msgspec.structs.replace(token, head=verb.index)
    tokens[verb.index] = msgspec.structs.replace(verb, head=-1, deprel="root")
    tokens[root.index] = msgspec.structs.replace(root, head=verb.index, deprel="obl:unmarked")
    return tokens


_RELATIVE = ("WDT", "WP", "WRB", "WP$")


# ── parts of names ────────────────────────────────────────────────────────────────────────────


def repair_split_names(tokens: list[Token]) -> list[Token]:
    """ "Rask City finished third": two names side by side in one role are one name, as is a name with its adjective
    behind it.
    """
    for token in list(tokens)[1:]:
        before = tokens[token.index - 1]
        if not (_is_name(token) and _is_name(before)):
            continue
        twins = (token.head, token.deprel) == (before.head, before.deprel) and token.deprel in _ROLES
        behind = token.deprel == "amod" and token.head == before.index
        if twins or behind:
            tokens[token.index] = msgspec.structs.replace(tokens[token.index], head=before.index, deprel="flat")
            for kid in list(tokens):
                if kid.head == token.index:
                    tokens[kid.index] = msgspec.structs.replace(kid, head=before.index)
    return tokens


_ROLES = ("nsubj", "nsubj:pass", "obj", "nmod", "obl")


def _is_name(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper()


def repair_model_codes(tokens: list[Token]) -> list[Token]:
    """ "the Quillon X7": a word of capitals and digits that is tied to the name before it is part of it."""
    for token in list(tokens):
        if token.upos not in ("NOUN", "NUM", "X") or not token.text[:1].isupper():
            continue
        coded = any(c.isdigit() for c in token.text)
        below = token.deprel in ("flat", "compound") and token.head >= 0 and _is_name(tokens[token.head])
        before = tokens[token.index - 1] if token.index else token
        above = _is_name(before) and before.head == token.index and before.deprel == "compound"
        if coded and (below or above):
            tokens[token.index] = msgspec.structs.replace(token, upos="PROPN", xpos="NNP", lemma=token.text)
    return tokens


def repair_name_words(tokens: list[Token]) -> list[Token]:
    """ "the Northern Water Board": words with a capital before the name that they narrow are part of it."""
    for token in reversed(list(tokens)):
        if token.deprel not in ("compound", "amod") or not token.text[:1].isupper():
            continue
        head = tokens[token.head] if token.head >= 0 else token
        inside = token.index < head.index and all(t.text[:1].isupper() for t in tokens[token.index : head.index])
        if not (inside and _is_name(head) and token.index and token.text.isalpha()):
            continue
        noun = token.upos == "NOUN" and token.deprel == "compound"
        after_article = tokens[token.index - 1].upos == "DET" and head.index - token.index > 1
        adjective = token.upos == "ADJ" and token.deprel == "amod" and after_article and head.entity != _PERSON
        if noun or adjective:
            xpos = "NNPS" if token.xpos == "NNS" else "NNP"
            upos = "PROPN" if noun else token.upos
            tokens[token.index] = msgspec.structs.replace(token, upos=upos, xpos=xpos, lemma=token.text)
    return tokens
