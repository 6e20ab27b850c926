"""Verbs that embed clauses: which clause they embed, and what they make of it.

Polarity and factuality are carried down through embedding verbs as in TruthTeller (Lotan, Stern and
Dagan, 2013).
"""

from __future__ import annotations

from hfcheck.extraction.attribution import find_verb_before_that, is_disowned
from hfcheck.extraction.frames import Frame
from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.tree import Tree
from hfcheck.extraction.veracity import read_predicate
from hfcheck.extraction.verbs import VerbGroup, flip, weaken
from hfcheck.model import Modality, Phrase, Polarity, Voice


def find_embedded(phrases: PhraseReader, group: VerbGroup) -> int | None:
    """The verb that continues a verb group, with no subject between them: "bolster" in "aims to bolster"."""
    tree, cues, head = phrases.tree, phrases.cues, group.head
    lemma = tree.lemma(head)
    if tree.tokens[head].upos == "ADJ" and tree.kids(head, "cop"):
        return _find_adjective_complement(phrases, head)
    planned = lemma in cues.planning - cues.speech
    for kid in tree.kids(head, "xcomp", "ccomp"):
        verbal = tree.tokens[kid].upos in ("VERB", "AUX") or bool(tree.kids(kid, "cop"))
        joined = tree.tokens[kid].deprel == "xcomp" or planned
        if verbal and joined and not tree.kids(kid, "nsubj", "nsubj:pass"):
            return kid
    kept_from = _find_adverbial(phrases, head, "from") if lemma in cues.preventing else None
    if kept_from is not None:
        return kept_from
    gone_on = lemma == "go" and any(tree.lemma(k) == "on" for k in tree.kids(head, "compound:prt", "advmod"))
    if lemma == "commit" or gone_on or (group.passive and lemma in cues.planning):
        # "went on to win": the second verb is what was done.
        return _find_adverbial(phrases, head, "to")
    return None


def _find_adjective_complement(phrases: PhraseReader, head: int) -> int | None:
    """ "is likely to sell", "are committed to selling": who is in the state is the one who sells."""
    tree, cues = phrases.tree, phrases.cues
    if tree.lemma(head) not in unite(cues.planned_adjectives, cues.possible_adjectives, cues.negative_adjectives):
        return None
    kids = tree.kids(head, "xcomp", "ccomp", "advcl")
    return next((k for k in kids if tree.case(k) == "to" and not tree.kids(k, "nsubj", "nsubj:pass")), None)


def _find_adverbial(phrases: PhraseReader, head: int, case: str) -> int | None:
    return next((k for k in phrases.tree.kids(head, "advcl") if phrases.tree.case(k) == case), None)


def embed_frame(phrases: PhraseReader, group: VerbGroup, frame: Frame) -> Frame:
    """What a verb makes of the one it embeds: "failed to" denies, "plans to" plans, "is said to" reports."""
    cues, lemma = phrases.cues, phrases.tree.lemma(group.head)
    if phrases.tree.tokens[group.head].upos == "ADJ":
        return _embed_in_adjective(phrases, group, frame)
    if group.passive and lemma in cues.speech:
        told = frame._replace(voices=(*frame.voices, Voice(None, "says", lemma, False)))
        planned = lemma in cues.planning
        return told._replace(modality=weaken(frame.modality, Modality.PLANNED)) if planned else told
    if lemma in cues.disavowing_verbs:
        return _embed_in_denial(frame, lemma)
    if lemma in cues.pretending_verbs:
        polarity = Polarity.DENIED if frame.polarity is Polarity.AFFIRMED else Polarity.AFFIRMED
        return frame._replace(polarity=polarity)
    if lemma in cues.negative_implicative:
        return frame._replace(polarity=flip(frame.polarity, Polarity.DENIED))
    if lemma in cues.implicative:
        return frame
    if lemma in cues.possible_verbs:
        return frame._replace(modality=weaken(frame.modality, Modality.POSSIBLE))
    planned = lemma in cues.planning
    return frame._replace(modality=weaken(frame.modality, Modality.PLANNED)) if planned else frame


def _embed_in_denial(frame: Frame, lemma: str) -> Frame:
    """ "denied stealing it": the denial is the speaker's; "did not deny stealing it" leaves it open."""
    if frame.polarity is Polarity.DENIED:
        return frame._replace(polarity=Polarity.AFFIRMED, modality=Modality.HYPOTHETICAL)
    voice = Voice(frame.subject, "denies", lemma, False)
    return frame._replace(polarity=Polarity.DENIED, voices=(*frame.voices, voice))


def _embed_in_adjective(phrases: PhraseReader, group: VerbGroup, frame: Frame) -> Frame:
    """ "is likely to sell" may, "is ready to sell" plans to, "is unable to sell" does not; "was able to sell" did."""
    cues, lemma = phrases.cues, phrases.tree.lemma(group.head)
    if lemma in cues.negative_adjectives:
        frame = frame._replace(polarity=flip(frame.polarity, Polarity.DENIED))
    if lemma in cues.possible_adjectives:
        done = lemma in cues.achieving_adjectives and group.past
        return frame if done else frame._replace(modality=weaken(frame.modality, Modality.POSSIBLE))
    planned = lemma in cues.planned_adjectives
    return frame._replace(modality=weaken(frame.modality, Modality.PLANNED)) if planned else frame


def controls_object(phrases: PhraseReader, head: int) -> bool:
    """Whether the claim is the verb's together with the clause it embeds: "barred Acme from buying parts"."""
    cues, lemma = phrases.cues, phrases.tree.lemma(head)
    return lemma in unite(cues.preventing, cues.planning, cues.implicative, cues.granting_verbs)


def enter_report(phrases: PhraseReader, head: int, frame: Frame) -> Frame:
    """The frame of what someone says: nothing of the reporting clause's own modality but a doubt."""
    cues, lemma = phrases.cues, phrases.tree.lemma(head)
    inner = frame.open()._replace(subject=None, polarity=Polarity.AFFIRMED)
    if phrases.tree.tokens[head].deprel == "advcl" and phrases.tree.tokens[head].text.lower() in cues.conditions:
        # "provided that they leave"
        return inner._replace(modality=Modality.HYPOTHETICAL)
    if frame.polarity is Polarity.DENIED:
        return _enter_denied_report(phrases, head, inner)
    if lemma in cues.deny:
        return inner._replace(polarity=Polarity.DENIED)
    if lemma in cues.doubting_verbs:
        return inner._replace(polarity=Polarity.DENIED, modality=weaken(frame.modality, Modality.POSSIBLE))
    speaker = phrases.tree.kid(head, "nsubj")
    if speaker is not None and is_disowned(phrases.tree, speaker):
        # "A fake video claimed that …": the text itself says that it is not so.
        return inner._replace(polarity=Polarity.DENIED)
    if lemma in cues.speech and frame.modality is not Modality.HYPOTHETICAL:
        return inner._replace(modality=Modality.ASSERTED)
    return inner


def _enter_denied_report(phrases: PhraseReader, head: int, inner: Frame) -> Frame:
    """ "did not say that …" leaves it open, unless the verb takes it for granted; "does not think that …" doubts it."""
    cues, lemma = phrases.cues, phrases.tree.lemma(head)
    if lemma in cues.factive:
        return inner
    if lemma in cues.neg_raising_verbs:
        return inner._replace(polarity=Polarity.DENIED, modality=weaken(inner.modality, Modality.POSSIBLE))
    return inner._replace(modality=Modality.HYPOTHETICAL)


def enter_complement(phrases: PhraseReader, head: int, kid: int, frame: Frame) -> Frame:
    """The frame of a complement clause `kid` of the verb `head`, by how it hangs there."""
    tree, cues = phrases.tree, phrases.cues
    label = tree.tokens[kid].deprel
    verdict = read_predicate(tree, head, frame.polarity) if label in ("ccomp", "csubj") else None
    if verdict is not None:
        # "It is not true that …" says that it is not so.
        return frame.open()._replace(subject=None, polarity=verdict)
    if label == "ccomp":
        nearer = find_verb_before_that(phrases, kid)
        return enter_report(phrases, head if nearer is None else nearer, frame)
    if label == "parataxis":
        return frame.assert_anew()._replace(subject=None)
    inner = frame.open()
    if label == "xcomp" and tree.tokens[head].upos == "ADJ":
        # "is easy to sell": who sells stays open.
        return inner._replace(subject=None)
    if frame.polarity is Polarity.DENIED:
        inner = inner._replace(polarity=Polarity.AFFIRMED, modality=Modality.HYPOTHETICAL)
    if label == "csubj":
        return inner._replace(subject=None)
    if tree.case(kid) == "to" and tree.tokens[head].deprel == "acl":
        inner = inner._replace(modality=weaken(frame.modality, Modality.PLANNED))
    elif tree.case(kid) == "to" and tree.lemma(head) in cues.delegating_verbs:
        # "ordered Acme to pay": that it paid is not told.
        inner = inner._replace(modality=weaken(frame.modality, Modality.PLANNED))
    elif tree.lemma(head) in unite(cues.possible_verbs, cues.planning):
        inner = inner._replace(modality=weaken(frame.modality, Modality.POSSIBLE))
    controller = next(iter((*tree.kids(head, "iobj"), *tree.kids(head, "obj"))), None)
    if controller is not None and not tree.kids(kid, "nsubj", "nsubj:pass", "nsubj:outer"):
        inner = inner._replace(subject=phrases.read(controller, whole=True))
    return inner


def is_absolute(tree: Tree, kid: int, noun: int) -> bool:
    """ "with both firms working on X": the noun between "with" and the participle is the participle's subject."""
    token = tree.tokens[kid]
    marks = [k for k in tree.kids(kid, "mark") if tree.lemma(k) == "with"]
    return token.deprel == "acl" and token.xpos in ("VBG", "VBN") and any(k < noun < kid for k in marks)


def is_comment(phrases: PhraseReader, kid: int, above: int) -> bool:
    """Whether a participle or gerund says nothing of its own: "compared with 2020", "is crucial for winning"."""
    tree, cues = phrases.tree, phrases.cues
    token = tree.tokens[kid]
    if token.deprel not in ("acl", "advcl") or tree.kids(kid, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop"):
        return False
    cases = {f"{token.text.lower()} {tree.case(k)}" for k in tree.kids(kid, "obl")}
    sources = {tree.lemma(k) for k in tree.kids(kid, "obl")} & cues.evidence_nouns
    if cases & cues.source_participles and sources:
        return True
    apart = tree.has_comma_before(kid) or tree.first_below(kid) == 0
    if apart and token.xpos == "VBG" and token.lemma in cues.citing_verbs:
        return True
    if cases & cues.prepositional_participles or (apart and token.text.lower() in cues.prepositional_participles):
        return True
    controlled = token.xpos in ("VB", "VBG") and tree.case(kid) in ("to", "for", "of", "about", "at", "on", "with")
    return token.deprel == "advcl" and tree.tokens[above].upos == "ADJ" and controlled and not apart


def shared_infinitive(tree: Tree, kid: int) -> int | None:
    """The infinitive that a bare one continues, which the parser hung on a finite verb or a participle.

    "are meeting to plan X and build Y": "build" goes with "plan" and not with "meeting".
    """
    token = tree.tokens[kid]
    above = tree.tokens[token.head] if token.head >= 0 else token
    helped = any(tree.tokens[k].xpos == "MD" or tree.lemma(k) == "do" for k in tree.kids(above.index, "aux"))
    if token.xpos != "VB" or above.xpos in ("VB", "MD") or above.upos != "VERB" or helped:
        return None
    if tree.kids(kid, "aux", "aux:pass", "cop", "nsubj", "mark"):
        return None
    below = [w for w in tree.subtree(above.index) if above.index < w < kid and tree.tokens[w].xpos == "VB"]
    infinitives = [w for w in below if tree.case(w) == "to" and tree.tokens[w].deprel in ("acl", "advcl", "xcomp")]
    return infinitives[0] if infinitives else None


def adverbial_modality(phrases: PhraseReader, kid: int, frame: Frame) -> Modality:
    """How surely an adverbial clause is told: a condition not at all, a purpose as planned."""
    tree = phrases.tree
    mark = tree.case(kid)
    if mark in phrases.cues.conditions:
        return Modality.HYPOTHETICAL
    if mark == "to" or (mark == "" and tree.tokens[kid].xpos == "VB"):
        # What a deed that was not done was for, stays open.
        outer = Modality.HYPOTHETICAL if frame.polarity is Polarity.DENIED else frame.modality
        return weaken(outer, Modality.PLANNED)
    own = tree.kids(kid, "nsubj", "nsubj:pass")
    return Modality.ASSERTED if own or mark == "by" else frame.modality


def infinitive_holder(phrases: PhraseReader, noun: int, frame: Frame) -> Phrase | None:
    """Who is to do what a plan is about: "Acme's plan to leave", "the deal between A and B to build X".

    Nobody where the plan only sets the scene: "After the decision to leave, B …".
    """
    plan = phrases.read(noun)
    scene = phrases.tree.tokens[noun].deprel == "obl" and phrases.tree.case(noun) not in ("with", "in", "as")
    return plan if plan.parties else plan.owner or (None if scene else frame.subject)
