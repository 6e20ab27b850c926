"""Verbs that embed clauses: which clause they embed, and what they make of it.

Polarity and factuality are carried down through embedding verbs as in TruthTeller (Lotan, Stern and
Dagan, 2013).
"""

from __future__ import annotations

from hfcheck.extraction.frames import Frame
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.verbs import VerbGroup, flip, weaken
from hfcheck.model import Modality, Phrase, Polarity, Voice


def find_embedded(phrases: PhraseReader, group: VerbGroup) -> int | None:
    """The verb that continues a verb group, with no subject between them: "bolster" in "aims to bolster"."""
    tree, cues, head = phrases.tree, phrases.cues, group.head
    lemma = tree.lemma(head)
    planned = lemma in cues.planning - cues.speech
    for kid in tree.kids(head, "xcomp", "ccomp"):
        verbal = tree.word(kid).upos in ("VERB", "AUX") or bool(tree.kids(kid, "cop"))
        joined = tree.word(kid).deprel == "xcomp" or planned
        if verbal and joined and not tree.kids(kid, "nsubj", "nsubj:pass"):
            return kid
    kept_from = _find_adverbial(phrases, head, "from") if lemma in cues.preventing else None
    if kept_from is not None:
        return kept_from
    if lemma == "commit" or (group.passive and lemma in cues.planning):
        return _find_adverbial(phrases, head, "to")
    return None


def _find_adverbial(phrases: PhraseReader, head: int, case: str) -> int | None:
    return next((k for k in phrases.tree.kids(head, "advcl") if phrases.tree.case(k) == case), None)


def embed_frame(phrases: PhraseReader, group: VerbGroup, frame: Frame) -> Frame:
    """What a verb makes of the one it embeds: "failed to" denies, "plans to" plans, "is said to" reports."""
    cues, lemma = phrases.cues, phrases.tree.lemma(group.head)
    if group.passive and lemma in cues.speech:
        told = frame._replace(voices=(*frame.voices, Voice(None, "says", lemma, False)))
        planned = lemma in cues.planning
        return told._replace(modality=weaken(frame.modality, Modality.PLANNED)) if planned else told
    if lemma in cues.negative_implicative:
        return frame._replace(polarity=flip(frame.polarity, Polarity.DENIED))
    if lemma in cues.implicative:
        return frame
    if lemma in cues.possible_verbs:
        return frame._replace(modality=weaken(frame.modality, Modality.POSSIBLE))
    planned = lemma in cues.planning
    return frame._replace(modality=weaken(frame.modality, Modality.PLANNED)) if planned else frame


def controls_object(phrases: PhraseReader, head: int) -> bool:
    """Whether the claim is the verb's together with the clause it embeds: "barred Acme from buying parts"."""
    cues, lemma = phrases.cues, phrases.tree.lemma(head)
    return lemma in cues.preventing | cues.planning | cues.implicative | cues.granting_verbs


def enter_report(phrases: PhraseReader, head: int, frame: Frame) -> Frame:
    """The frame of what someone says: nothing of the reporting clause's own modality but a doubt."""
    cues, lemma = phrases.cues, phrases.tree.lemma(head)
    inner = frame.open()._replace(subject=None, polarity=Polarity.AFFIRMED)
    if frame.polarity is Polarity.DENIED and lemma not in cues.deny:
        # "did not say that …": that is left open, unless the verb takes it for granted.
        return inner if lemma in cues.factive else inner._replace(modality=Modality.HYPOTHETICAL)
    if lemma in cues.deny:
        return inner._replace(polarity=flip(frame.polarity, Polarity.DENIED))
    speaker = phrases.tree.kid(head, "nsubj")
    if (
        speaker is not None
        and {phrases.tree.lemma(k) for k in phrases.tree.kids(speaker, "amod")} & cues.disowned_modifiers
    ):
        # "A fake video claimed that …": the text itself does not believe it.
        return inner._replace(modality=Modality.HYPOTHETICAL)
    if lemma in cues.speech and frame.modality is not Modality.HYPOTHETICAL:
        return inner._replace(modality=Modality.ASSERTED)
    return inner


def enter_complement(phrases: PhraseReader, head: int, kid: int, frame: Frame) -> Frame:
    """The frame of a complement clause `kid` of the verb `head`, by how it hangs there."""
    tree, cues = phrases.tree, phrases.cues
    label = tree.word(kid).deprel
    if label == "ccomp":
        return enter_report(phrases, head, frame)
    if label == "parataxis":
        return frame.assert_anew()._replace(subject=None)
    inner = frame.open()
    if frame.polarity is Polarity.DENIED:
        inner = inner._replace(polarity=Polarity.AFFIRMED, modality=Modality.HYPOTHETICAL)
    if label == "csubj":
        return inner._replace(subject=None)
    if tree.case(kid) == "to" and tree.word(head).deprel == "acl":
        inner = inner._replace(modality=weaken(frame.modality, Modality.PLANNED))
    elif tree.lemma(head) in cues.possible_verbs | cues.planning:
        inner = inner._replace(modality=weaken(frame.modality, Modality.POSSIBLE))
    controller = tree.kid(head, "obj")
    if controller is not None and not tree.kids(kid, "nsubj", "nsubj:pass", "nsubj:outer"):
        inner = inner._replace(subject=phrases.read(controller, whole=True))
    return inner


def adverbial_modality(phrases: PhraseReader, kid: int, frame: Frame) -> Modality:
    """How surely an adverbial clause is told: a condition not at all, a purpose as planned."""
    tree = phrases.tree
    mark = tree.case(kid)
    if mark in phrases.cues.conditions:
        return Modality.HYPOTHETICAL
    if mark == "to" or (mark == "" and tree.word(kid).xpos == "VB"):
        return weaken(frame.modality, Modality.PLANNED)
    own = tree.kids(kid, "nsubj", "nsubj:pass")
    return Modality.ASSERTED if own or mark == "by" else frame.modality


def infinitive_holder(phrases: PhraseReader, noun: int, frame: Frame) -> Phrase | None:
    """Who is to do what a plan is about: "Acme's plan to leave", "the deal between A and B to build X"."""
    plan = phrases.read(noun)
    return plan if plan.parties else plan.owner or frame.subject
