"""What a reference may stand for: the referents that fit, what speaks for each, and how likely each is.

A log-linear ranking over number, sex, type, grammatical role, distance and binding, as in Denis and Baldridge (2008);
the candidates compete with one that stands for nothing named. Weights and thresholds are data (coreference.json).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.occurrences import Occurrence
from hfcheck.extraction.referents import Referent
from hfcheck.extraction.tree import Tree

_SENTENCES_BACK = {"person": 6, "thing": 3, "many": 3, "description": 12}
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_OWN_ARGUMENTS = ("subject", "object", "oblique")
_FEW = 3


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Feature → weight for each kind of reference, and the probability from which it is resolved."""

    about: str
    least: dict[str, float]
    weights: dict[str, dict[str, float]]


class Candidate(NamedTuple):
    """A referent with what speaks for and against it; `probability` is its share among all candidates and none."""

    referent: Referent
    features: tuple[str, ...]
    probability: float = 0.0


@cache
def load_weights() -> Weights:
    """The shipped weights, read once per process."""
    return msgspec.json.decode((Path(__file__).parent / "coreference.json").read_bytes(), type=Weights)


def classify_reference(occurrence: Occurrence) -> str:
    """The kind of a reference: person ("she"), thing ("it"), many ("they") or description ("the firm")."""
    cues = load_cues()
    if occurrence.form != "pronoun":
        return "description"
    if occurrence.text in cues.personal_pronouns:
        return "person"
    return "thing" if occurrence.text in cues.singular_pronouns else "many"


def find_candidates(tree: Tree, reference: Occurrence, referents: Sequence[Referent]) -> list[Candidate]:
    """The referents that `reference` may stand for, the latest first, each with its features."""
    kind = classify_reference(reference)
    earliest = reference.sentence - _SENTENCES_BACK[kind]
    recent = [r for r in referents if r.last.sentence >= earliest]
    fitting = [r for r in recent if _agrees(kind, reference, r) and _may_bind(tree, reference, r)]
    if kind == "many" and any(r.many and r.last.sentence >= reference.sentence - 1 for r in fitting):
        fitting = [r for r in fitting if r.many]
    if kind == "person" and any(r.type == "person" for r in fitting):
        fitting = [r for r in fitting if r.type != "unsure"]
    fitting.sort(key=lambda r: (r.last.sentence, r.last.word), reverse=True)
    return [
        Candidate(referent, tuple(_list_features(tree, kind, reference, referent, rank, len(fitting))))
        for rank, referent in enumerate(fitting)
    ]


def weigh_candidates(
    kind: str, candidates: Sequence[Candidate], none: Iterable[str], weights: Mapping[str, Mapping[str, float]]
) -> tuple[list[Candidate], float]:
    """The candidates with their probabilities, in the same order, and the probability that it is none of them."""
    own = weights[kind]
    scores = [sum(own.get(f, 0.0) for f in features) for features in (*(c.features for c in candidates), none)]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = math.fsum(shares)
    weighed = [c._replace(probability=s / total) for c, s in zip(candidates, shares, strict=False)]
    return weighed, shares[-1] / total


# ── agreement and binding ─────────────────────────────────────────────────────────────────────


def _agrees(kind: str, reference: Occurrence, referent: Referent) -> bool:
    """Whether number, sex and kind of thing allow it at all."""
    if kind == "description":
        return _is_linked(reference, referent)
    if kind == "many":
        return referent.many or (referent.person < 0 and referent.type in ("organization", "place", ""))
    if referent.many:
        return False
    if kind == "thing":
        return referent.person <= 0 or not referent.sexes
    return referent.person > -2 and (not referent.sex or not reference.sex or referent.sex == reference.sex)


def _is_linked(reference: Occurrence, referent: Referent) -> bool:
    """ "the firm": a name that is called so, or is of the kind that the noun is for."""
    if not referent.names or referent.many != (reference.number == "many"):
        return False
    return bool(_link(reference, referent))


def _link(reference: Occurrence, referent: Referent) -> str:
    cues = load_cues()
    nouns = reference.called
    if nouns & referent.nouns:
        return "called"
    if nouns & cues.person_nouns and referent.person > 0:
        return "person"
    if nouns & cues.organisation_nouns and referent.may_be_body():
        return "body"
    if nouns & cues.place_nouns and referent.type == "place":
        return "place"
    return ""


def _may_bind(tree: Tree, reference: Occurrence, referent: Referent) -> bool:
    """Whether the syntax of the sentence lets the two be one."""
    last = referent.last
    if last.sentence != reference.sentence:
        return reference.text not in _REFLEXIVES
    if last.word == reference.word or reference.word in tree.ancestors(last.word):
        return False
    if _speaks_of_quoted(tree, reference, last):
        return False
    if reference.text in _REFLEXIVES:
        return last.role == "subject" and last.clause == reference.clause
    if last.word in tree.ancestors(reference.word):
        # "the man who lost his job", but not "his father" for the father.
        path = [reference.word, *tree.ancestors(reference.word)]
        return any(tree.tokens[w].deprel in ("acl:relcl", "acl", "appos") for w in path[: path.index(last.word)])
    if reference.form != "pronoun" or reference.role not in _OWN_ARGUMENTS:
        return True
    if reference.role != "subject" and last.word == find_subject(tree, reference.clause):
        # "A opened a shop, selling it in May": A does not sell A.
        return False
    return last.role not in _OWN_ARGUMENTS or last.clause != reference.clause


def _speaks_of_quoted(tree: Tree, reference: Occurrence, last: Occurrence) -> bool:
    """ "“Ann Lee left,” she said": nobody names himself in a quotation of his own."""
    says = reference.clause >= 0 and tree.lemma(reference.clause) in load_cues().speech
    return says and reference.role == "subject" and _is_quoted(tree, last.word) and not _is_quoted(tree, reference.word)


def find_subject(tree: Tree, clause: int) -> int:
    """The subject of the clause that a word heads, its own or that of the clause above which it shares; -1: none."""
    while clause >= 0:
        own = tree.kid(clause, "nsubj", "nsubj:pass", "nsubj:outer")
        if own is not None:
            return own
        if tree.tokens[clause].deprel not in ("xcomp", "advcl", "conj"):
            return -1
        clause = tree.tokens[clause].head
    return -1


# ── features ──────────────────────────────────────────────────────────────────────────────────


def _list_features(
    tree: Tree, kind: str, reference: Occurrence, referent: Referent, rank: int, count: int
) -> list[str]:
    last, told = referent.last, referent.speak_for()
    kind_of_thing, person = referent.type or "none", referent.person
    gap = reference.sentence - last.sentence
    place = f"{min(gap, _FEW)} back" if gap else "here"
    features = [
        "some",
        place,
        f"{place}, {last.role}",
        f"{last.role} for {reference.role}",
        f"last a {last.form}",
        f"told by a {told.form}",
        f"type {kind_of_thing}",
        f"rank {min(rank, _FEW)}",
        f"rank {min(rank, _FEW)} of {min(count, _FEW)}",
        f"seen {min(len(referent.occurrences), _FEW + 1)}",
        f"person {max(-2, min(person, 3))}",
        f"sex {'same' if referent.sex and reference.sex else 'open'}",
        f"number {'many' if referent.many else 'one'}",
    ]
    features += [
        f"{told.form}, type {kind_of_thing}",
        f"{told.form}, {place}, {last.role} for {reference.role}",
        f"last a {last.form}, {place}, {last.role}",
        f"type {kind_of_thing} for {reference.role}",
        f"seen {min(len(referent.occurrences), _FEW + 1)}, {place}",
        f"named {bool(referent.names)} of {min(count, _FEW)}",
    ]
    if last.paragraph != reference.paragraph:
        features.append("other paragraph")
    if told.form == "noun":
        features.append("definite noun" if told.definite else "indefinite noun")
    if kind == "description":
        features += _describe_link(reference, referent)
    return features + (_list_structure(tree, reference, last) if not gap else _list_earlier(referent, reference))


def _describe_link(reference: Occurrence, referent: Referent) -> list[str]:
    noun = next(iter(reference.called & load_cues().generic_organisations), "")
    return [f"link {_link(reference, referent)}", *(["generic noun"] if noun else [])]


def _list_structure(tree: Tree, reference: Occurrence, last: Occurrence) -> list[str]:
    """How the two stand to each other in one sentence."""
    features = []
    above = tree.ancestors(reference.word)
    if last.clause == reference.clause:
        features.append("same clause")
    elif last.clause in above:
        features.append(f"clause above, {last.role}")
    joined = next((w for w in (reference.word, *above) if tree.tokens[w].deprel == "conj"), -1)
    if joined >= 0 and tree.tokens[joined].head == last.word:
        # "Ann Lee and her brother"
        features.append(f"joined for {reference.role}")
    if tree.tokens[reference.clause].deprel == "conj" and tree.tokens[reference.clause].head == last.clause:
        features.append(f"clause beside, {last.role}")
    if last.word > reference.word:
        features.append("behind")
    return features


def _list_earlier(referent: Referent, reference: Occurrence) -> list[str]:
    """What the sentence before says of it."""
    for occurrence in reversed(referent.occurrences):
        if occurrence.sentence < reference.sentence - 1:
            break
        if occurrence.sentence == reference.sentence - 1 and occurrence.role == "subject":
            return [f"subject before for {reference.role}"]
    return []


def list_none_features(tree: Tree, reference: Occurrence, candidates: Sequence[Candidate]) -> list[str]:
    """What speaks for a reference to nothing that is named before."""
    word = reference.word
    above = tree.tokens[word].head
    features = ["none", f"none for {reference.role}", f"none of {min(len(candidates), _FEW)}"]
    if above >= 0 and tree.kids(above, "ccomp", "csubj", "xcomp", "advcl") and reference.role == "subject":
        features.append("none: clause below")
        if tree.tokens[above].upos == "ADJ":
            features.append("none: adjective and clause")
    if _is_quoted(tree, word):
        features.append("none: quoted")
    if reference.form == "noun":
        own = tree.kids(word, "nmod", "acl", "acl:relcl", "amod", "compound")
        features.append("none: modified" if own else "none: bare")
        determiners = {tree.lemma(k) for k in tree.kids(word, "det")}
        features += [f"none: {d}" for d in sorted(determiners & {"the", "this", "that"})]
    return features


def _is_quoted(tree: Tree, word: int) -> bool:
    if not tree.quotation_marks:
        return False
    marks = [mark for mark in tree.quotation_marks if mark < word]
    behind = any(t.text in ("”", '"') for t in tree.tokens[word + 1 :])
    return len(marks) % 2 == 1 and behind
