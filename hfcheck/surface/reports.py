"""Clauses that a verb has as its object, told as facts of their own: "X said", "that Y will leave"."""

from __future__ import annotations

from collections.abc import Iterator

from hfcheck.extraction.certainty import rate_proposition
from hfcheck.extraction.extents import Extents
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.extraction.verbs import read_verb
from hfcheck.model import Argument, Phrase, PhraseKind, Proposition

_SUBJECTS = ("nsubj", "nsubj:pass")
_RELATIVES = ("which", "who", "that")


def read_reports(tree: Tree, extents: Extents) -> Iterator[Proposition]:
    """Who says, believes or shows what: one proposition for each finite clause that a verb governs."""
    for token in tree.tokens:
        if token.upos == "VERB":
            clause = _find_clause(tree, token.index)
            subject = _find_subject(tree, token.index)
            if clause and subject is not None:
                yield _make_report(tree, extents, token.index, subject, clause)


def _find_clause(tree: Tree, verb: int) -> list[int]:
    """The words of the clause that a verb has as its object, or stands beside: ", X said"; [] for none."""
    complement = tree.kid(verb, "ccomp")
    if complement is not None:
        return _trim(tree, tree.subtree(complement)) if _is_told(tree, complement) else []
    token = tree.word(verb)
    if token.deprel != "parataxis" or token.lemma.lower() not in load_cues().speech or tree.kids(verb, "obj", "xcomp"):
        return []
    apart = set(tree.subtree(verb))
    return _trim(tree, [w for w in tree.subtree(token.head) if w not in apart])


def _is_told(tree: Tree, clause: int) -> bool:
    """Whether a clause has a subject of its own."""
    return bool(tree.kids(clause, *_SUBJECTS, "nsubj:outer", "expl", "csubj"))


def _find_subject(tree: Tree, verb: int) -> int | None:
    own = tree.kid(verb, *_SUBJECTS)
    if own is not None and tree.lemma(own) in _RELATIVES:
        return tree.word(verb).head if tree.word(verb).deprel == "acl:relcl" else None
    if own is None and tree.word(verb).deprel == "conj":
        return tree.kid(tree.word(verb).head, *_SUBJECTS)
    return own


def _trim(tree: Tree, words: list[int]) -> list[int]:
    """Words without commas, stops and conjunctions at their edges."""
    loose = [w for w in words if tree.word(w).upos not in ("PUNCT", "CCONJ")]
    return [w for w in words if loose[0] <= w <= loose[-1]] if loose else []


def _make_report(tree: Tree, extents: Extents, verb: int, subject: int, clause: list[int]) -> Proposition:
    group = read_verb(tree, verb)
    relation = tree.join(tree.fill_gaps(group.words))
    told = _make_phrase(tree, clause, tree.word(verb).lemma, PhraseKind.CLAUSE)
    kind = PhraseKind.PRONOUN if tree.word(subject).upos == "PRON" else PhraseKind.NOMINAL
    speaker = _make_phrase(tree, extents.own_words(subject), tree.lemma(subject), kind)
    sentence = tree.sentence
    report = Proposition(
        article=sentence.article,
        kind="report",
        subject=speaker,
        relation=relation,
        lemma=group.lemma,
        arguments=(Argument("obj", told),),
        polarity=group.polarity,
        modality=group.modality,
        attribution=(),
        start=min(speaker.start, told.start),
        end=max(speaker.end, told.end),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        confidence=0.0,
        block=sentence.block,
        tense="past" if group.past else "present",
    )
    return rate_proposition(report, sentence)


def _make_phrase(tree: Tree, words: list[int], head: str, kind: PhraseKind) -> Phrase:
    start, end = tree.span(words)
    return Phrase(text=tree.join(words), start=start, end=end, head=head, kind=kind)
