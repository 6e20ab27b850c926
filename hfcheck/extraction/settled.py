"""References that their place settles: the subject of their clause or of the one above, the only one that fits.

News of companies refers in ways that general text seldom does, so that what was learned from general text abstains.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.extraction.antecedents import Candidate, find_subject
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.occurrences import Occurrence
from hfcheck.extraction.tree import Tree

# How often an article names what it is about, and how many times as often as any other body.
# It has to be likelier than all else besides.
_OFTEN = 4
_FAR = 2
_LIKELY = 0.5
_PARTIES = ("person", "organization")


class Settled(NamedTuple):
    """The candidate, and the reason in words."""

    candidate: Candidate
    reason: str


def settle(tree: Tree, kind: str, reference: Occurrence, candidates: Sequence[Candidate]) -> Settled | None:
    """What the place of a reference settles, if it does."""
    own = _find_own_subject(tree, kind, reference, candidates)
    if own is not None:
        return Settled(own, "subject of its clause")
    above = _find_subject_above(tree, kind, reference, candidates)
    if above is not None:
        return Settled(above, "subject of the clause above")
    told = _find_told_object(tree, kind, reference, candidates)
    if told is not None:
        return Settled(told, "object of the clause above")
    group = _find_group_before(tree, kind, reference, candidates)
    if group is not None:
        return Settled(group, "those that the sentence before is about")
    sole = _find_sole(tree, kind, reference, candidates)
    if sole is not None:
        return Settled(sole, "the only one near that fits")
    topic = _find_topic(kind, reference, candidates)
    return Settled(topic, "the body that the article is about") if topic is not None else None


def _find_own_subject(
    tree: Tree, kind: str, reference: Occurrence, candidates: Sequence[Candidate]
) -> Candidate | None:
    """ "Acme expands its network", "A and B formalised their tie": a named or joined subject of the clause."""
    if reference.role != "possessor" or reference.form != "pronoun" or kind == "person":
        return None
    subject = find_subject(tree, reference.clause)
    return next((c for c in candidates if _stands_at(c, reference.sentence, subject) and _is_told(c)), None)


def _find_subject_above(
    tree: Tree, kind: str, reference: Occurrence, candidates: Sequence[Candidate]
) -> Candidate | None:
    """ "Acme said it would …", "Acme rose after it sold …": the body that the clause above is about."""
    clause = reference.clause
    if reference.role != "subject" or kind not in ("thing", "many") or clause < 0:
        return None
    above = tree.tokens[clause].head
    cues = load_cues()
    label = tree.tokens[clause].deprel
    said = label == "ccomp" and above >= 0 and tree.lemma(above) in unite(cues.speech, cues.planning)
    if not (said or label == "advcl") or tree.kids(clause, "ccomp", "csubj", "cop"):
        return None
    subject = find_subject(tree, above)
    found = (c for c in candidates if _stands_at(c, reference.sentence, subject))
    return next((c for c in found if c.referent.may_be_body() or c.referent.last.form == "group"), None)


def _stands_at(candidate: Candidate, sentence: int, word: int) -> bool:
    return any((o.sentence, o.word) == (sentence, word) for o in candidate.referent.occurrences[-2:])


def _is_told(candidate: Candidate) -> bool:
    return bool(candidate.referent.names) or candidate.referent.last.form == "group"


def _find_told_object(
    tree: Tree, kind: str, reference: Occurrence, candidates: Sequence[Candidate]
) -> Candidate | None:
    """ "Acme built the Nova, selling it at home": the one object before, since the subject is not meant."""
    clause = reference.clause
    if kind != "thing" or reference.role != "object" or clause < 0:
        return None
    if tree.tokens[clause].deprel != "advcl" or tree.tokens[clause].xpos != "VBG":
        return None
    here = [c for c in candidates if c.referent.last.sentence == reference.sentence]
    objects = [c for c in here if c.referent.last.role == "object" and c.referent.last.word < reference.word]
    likeliest = max((c.probability for c in candidates), default=0.0)
    return objects[0] if len(objects) == 1 and objects[0].probability == likeliest else None


def _find_group_before(
    tree: Tree, kind: str, reference: Occurrence, candidates: Sequence[Candidate]
) -> Candidate | None:
    """ "A, B and C are brands. Their cars …": those that the sentence before is about."""
    above = tree.tokens[reference.word].head
    owns_subject = reference.role == "possessor" and above >= 0 and tree.tokens[above].deprel in ("nsubj", "nsubj:pass")
    if kind != "many" or not (owns_subject or reference.role == "subject") or _is_talk(tree):
        return None
    if tree.tokens[reference.clause].deprel != "root":
        return None
    before = [c for c in candidates if _is_subject_at(c, reference.sentence - 1)]
    likeliest = max((c.probability for c in candidates), default=0.0)
    parties = [c for c in before if c.referent.many and c.referent.type in _PARTIES and c.probability == likeliest]
    return parties[0] if len(before) == 1 and parties else None


def _find_topic(kind: str, reference: Occurrence, candidates: Sequence[Candidate]) -> Candidate | None:
    """ "the company": the body that the article names most, far before any other, and named just now."""
    if kind != "description" or not reference.called & load_cues().generic_organisations:
        return None
    bodies = [c for c in candidates if c.referent.may_be_body()]
    bodies.sort(key=lambda c: len(c.referent.occurrences), reverse=True)
    if not bodies or bodies[0].referent.last.sentence < reference.sentence - 1:
        return None
    often = [len(c.referent.occurrences) for c in bodies]
    far = often[0] >= _OFTEN and (len(often) < 2 or often[0] >= _FAR * often[1])
    return bodies[0] if far and bodies[0].probability >= _LIKELY else None


def _is_subject_at(candidate: Candidate, sentence: int) -> bool:
    return any(o.sentence == sentence and o.role == "subject" for o in candidate.referent.occurrences[-3:])


def _find_sole(tree: Tree, kind: str, reference: Occurrence, candidates: Sequence[Candidate]) -> Candidate | None:
    """The one person, or the one body, in this sentence or the one before that the reference fits.

    A body is chosen as the only subject, or where nothing else could be meant; "it is …" may point at anything.
    """
    near = [c for c in candidates if c.referent.last.sentence >= reference.sentence - 1]
    if kind == "person":
        alone = len(near) == len(candidates) == 1 and near[0].referent.person > 0
        return near[0] if alone and reference.role != "possessor" else None
    if kind == "description" and not reference.called & load_cues().generic_organisations:
        return None
    if kind == "description":
        bodies = [c for c in near if c.referent.may_be_body()]
        return bodies[0] if len(bodies) == 1 else None
    vague = reference.role == "subject" and tree.kids(reference.clause, "cop")
    if reference.role not in ("subject", "possessor") or vague or _is_talk(tree):
        return None
    named = [c for c in near if c.referent.names]
    if len(named) != 1:
        return None
    subject = named[0].referent.last.role == "subject"
    if len(near) == 1:
        return named[0] if kind == "thing" or subject else None
    subjects = [c for c in near if c.referent.last.role == "subject"]
    body = named[0].referent.may_be_body() and kind == "thing"
    return named[0] if body and subject and len(subjects) == 1 else None


def _is_talk(tree: Tree) -> bool:
    """Whether a sentence speaks of who speaks or is spoken to: "it" is vague in talk."""
    return any(token.text.lower() in load_cues().talking_pronouns for token in tree.tokens)
