"""What a clause only comments on: opinion, promotion and outlook, by the classes of its verb, subject and object.

Reports tell who did what; promotion tells that somebody drives innovation, is a game changer or faces a bright future.
"""

from __future__ import annotations

from hfcheck.extraction.drafts import Draft
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.tree import Tree
from hfcheck.model import Phrase, PhraseKind


def is_commentary(tree: Tree, draft: Draft) -> bool:
    """Whether a clause gives an opinion or praise rather than a fact."""
    if draft.kind != "clause":
        return False
    told = next((a.phrase for a in draft.arguments if a.role in ("obj", "pred")), None)
    word = tree.tokens[draft.head]
    lemma = "be" if draft.lemma == "be" else word.lemma.lower()
    return (
        _comments(draft, told, lemma)
        or _judges(tree, draft, told, lemma)
        or _promotes(draft, told, lemma)
        or _looks_ahead(draft, lemma)
        or _is_devotion(tree, draft.head)
    )


def points_nowhere(draft: Draft) -> bool:
    """ "takes this seriously", "to reach this goal": all that is told of is something said before."""
    cues = load_cues()
    told = next((a.phrase for a in draft.arguments if a.role == "obj"), None)
    if draft.kind != "clause" or told is None or told.antecedents:
        return False
    said = told.text.lower().split()
    if told.kind is PhraseKind.PRONOUN or len(said) == 1:
        return said[0] in cues.demonstratives
    return len(said) == 2 and said[0] in cues.demonstratives and told.head in cues.aim_nouns


def _comments(draft: Draft, told: Phrase | None, lemma: str) -> bool:
    """ "The move underscores its ambition", "This is a milestone"."""
    cues = load_cues()
    if told is not None and lemma in cues.commentary_verbs:
        return True
    heads = {told.head if told else "", draft.subject.head if lemma == "be" else ""}
    return lemma in cues.weak_commentary_verbs and bool(heads & cues.commentary_objects)


def _judges(tree: Tree, draft: Draft, told: Phrase | None, lemma: str) -> bool:
    """ "is crucial", "gets tougher", "could be a game-changer"."""
    cues = load_cues()
    word = tree.tokens[draft.head]
    if word.upos == "ADJ" and word.lemma.lower() in cues.commentary_adjectives:
        return True
    called = {tree.lemma(k) for k in tree.kids(draft.head, "xcomp") if tree.tokens[k].upos == "ADJ"}
    if lemma in unite(cues.judging_copulas, cues.rendering_verbs) and called & cues.commentary_adjectives:
        return True
    if lemma not in cues.judging_copulas:
        return False
    return told is not None and told.head in unite(cues.praise_nouns, cues.commentary_adjectives)


def _promotes(draft: Draft, told: Phrase | None, lemma: str) -> bool:
    """ "drives innovation", "positions it for success"."""
    cues = load_cues()
    if draft.lemma in cues.promotional_phrases or lemma in cues.promotional_phrases:
        return True
    if lemma in cues.positioning_verbs and any(a.role == "obl:for" for a in draft.arguments):
        return True
    if told is None and not draft.passive and draft.subject.kind is not PhraseKind.NAME:
        return bool({lemma, draft.lemma} & cues.fruitless_verbs)
    head = draft.subject.head if draft.passive and told is None else told.head if told is not None else ""
    if lemma in cues.expressing_verbs and head in cues.attitude_nouns:
        return True
    if lemma in unite(cues.promotional_verbs, cues.exploiting_verbs):
        return head in unite(cues.means_nouns, cues.benefit_nouns)
    return lemma in cues.offering_verbs and head in cues.benefit_nouns


def _looks_ahead(draft: Draft, lemma: str) -> bool:
    """ "The future looks bright", "The opportunities lie in …", "One notable change is …"."""
    cues = load_cues()
    subject = draft.subject
    if subject.kind is PhraseKind.NAME:
        return False
    said = subject.text.split()[0].lower()
    if said in cues.demonstratives and subject.head in cues.attitude_nouns:
        return True
    presents = lemma == "be" and subject.head in cues.presenting_nouns
    if subject.head in cues.single_outlook_nouns and not subject.plural:
        return True
    return subject.head in cues.outlook_nouns or (presents and said in ("one", "another"))


def _is_devotion(tree: Tree, head: int) -> bool:
    """ "its commitment to helping makers": an attitude; "its commitment to help" is a promise."""
    while tree.tokens[head].deprel == "conj" and tree.tokens[head].xpos == "VBG":
        head = tree.tokens[head].head
    token = tree.tokens[head]
    below = token.deprel in ("acl", "advcl") and token.xpos == "VBG" and tree.case(head) == "to"
    return below and tree.lemma(token.head) in load_cues().attitude_nouns
