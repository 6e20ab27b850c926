"""References that their place settles: the subject of their clause or of the one above, the only one that fits.

News of companies refers in ways that general text seldom does, so that what was learned from general text abstains.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.extraction.antecedents import Candidate, find_subject
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.occurrences import Occurrence
from hfcheck.extraction.tree import Tree


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
    sole = _find_sole(tree, kind, reference, candidates)
    return Settled(sole, "the only one near that fits") if sole is not None else None


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
    above = tree.word(clause).head
    cues = load_cues()
    label = tree.word(clause).deprel
    said = label == "ccomp" and above >= 0 and tree.lemma(above) in cues.speech | cues.planning
    if not (said or label == "advcl") or tree.kids(clause, "ccomp", "csubj", "cop"):
        return None
    subject = find_subject(tree, above)
    found = (c for c in candidates if _stands_at(c, reference.sentence, subject))
    return next((c for c in found if c.referent.may_be_body() or c.referent.last.form == "group"), None)


def _stands_at(candidate: Candidate, sentence: int, word: int) -> bool:
    return any((o.sentence, o.word) == (sentence, word) for o in candidate.referent.occurrences[-2:])


def _is_told(candidate: Candidate) -> bool:
    return bool(candidate.referent.names) or candidate.referent.last.form == "group"


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
