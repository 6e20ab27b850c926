"""What a sentence says of a report, claim or picture: that what it tells is false, or not known to be so.

The carriers ("report", "rumour", "photo") and the words that disown them are lists in lexicon.yaml.
"""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.attribution import Voices, make_voice
from hfcheck.extraction.frames import Frame
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.negation import is_negated
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.tree import Tree
from hfcheck.extraction.verbs import flip, weaken
from hfcheck.model import Modality, Polarity, Voice

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_MODIFIERS = ("amod", "compound", "nmod:unmarked")


class Veracity(NamedTuple):
    """How what a carrier tells is meant: denied or told, how surely, and who says so."""

    polarity: Polarity
    modality: Modality = Modality.ASSERTED
    voices: Voices = ()

    def apply(self, frame: Frame) -> Frame:
        """The frame of what is told, below the frame of the clause that names its carrier."""
        anew = frame.assert_anew()
        voices = (*frame.voices, *(v for v in self.voices if v not in frame.voices))
        modality = weaken(
            Modality.HYPOTHETICAL if frame.modality is Modality.HYPOTHETICAL else anew.modality, self.modality
        )
        return anew._replace(polarity=self.polarity, modality=modality, voices=voices)


_FALSE = Veracity(Polarity.DENIED)
_UNPROVEN = Veracity(Polarity.DENIED, Modality.POSSIBLE)


def read_predicate(tree: Tree, head: int, polarity: Polarity) -> Polarity | None:
    """What "is false" or "is not true" makes of what it is said of; `polarity` is the clause's own. None for others."""
    cues = load_cues()
    lemma, copular = tree.lemma(head), bool(tree.kids(head, "cop"))
    if not copular:
        return None
    if lemma in unite(cues.false_adjectives, cues.false_nouns):
        return flip(polarity, Polarity.DENIED)
    return polarity if lemma in cues.true_words else None


def tells_content(phrases: PhraseReader, clause: int, noun: int) -> bool:
    """Whether a clause below a noun is what the noun carries: "the report that A left", "a claim A left", "plans to …".

    A clause of its own subject that lacks nothing; "the claim that A made" lacks its object.
    """
    tree, cues = phrases.tree, phrases.cues
    lemma, token, mark = tree.lemma(noun), tree.tokens[clause], tree.case(clause)
    carriers = unite(cues.story_nouns, cues.proof_nouns, cues.false_nouns)
    if mark == "to":
        above = tree.tokens[noun].head
        disavowed = tree.tokens[noun].deprel == "obj" and tree.lemma(above) in cues.disavowing_verbs
        return token.deprel == "acl" and lemma in cues.plan_nouns and disavowed
    if _is_expletive(tree, noun):
        return bool(tree.kids(clause, "nsubj", "nsubj:pass")) and lemma in unite(cues.true_words, cues.false_nouns)
    if lemma not in carriers or not tree.kids(clause, "nsubj", "nsubj:pass") or mark not in ("", "that"):
        return False
    relatives = ("which", "who", "whom", "whose", "where", "when")
    if any(tree.lemma(w) in relatives and tree.tokens[w].head == clause for w in tree.subtree(clause)):
        return False
    own = tree.kid(clause, "nsubj", "nsubj:pass")
    if own is not None and tree.lemma(own) == "that":
        return False
    whole = tree.kids(clause, "obj", "ccomp", "cop", "aux:pass", "nsubj:pass")
    return bool(whole) or mark == "that"


def _is_expletive(tree: Tree, noun: int) -> bool:
    """ "It is not the case that …": the noun is said of what follows."""
    return bool(tree.kids(noun, "cop")) and any(tree.lemma(k) == "it" for k in tree.kids(noun, "expl", "nsubj"))


def judge_carrier(phrases: PhraseReader, noun: int) -> Veracity | None:
    """What the words around a carrier make of what it tells; None where it is no carrier and nobody disowns it."""
    tree, cues = phrases.tree, phrases.cues
    if _is_expletive(tree, noun):
        polarity = Polarity.DENIED if is_negated(tree, noun) else Polarity.AFFIRMED
        verdict = read_predicate(tree, noun, polarity)
        return Veracity(verdict) if verdict is not None else None
    disowned = _judge_itself(tree, noun) or _judge_above(phrases, noun)
    if disowned is not None:
        return disowned
    if tree.lemma(noun) not in cues.story_nouns:
        return None
    owner = tree.kid(noun, "nmod:poss")
    voice = make_voice(phrases, owner, "says", tree.lemma(noun), noun)
    return Veracity(Polarity.AFFIRMED, voices=(voice,))


def judge_deed(phrases: PhraseReader, noun: int) -> Veracity | None:
    """Whether a deed ("the arrest of A") is called false: itself, or by a carrier around it ("A arrest hoax")."""
    tree = phrases.tree
    above = tree.tokens[noun].head
    carriers = unite(phrases.cues.story_nouns, phrases.cues.false_nouns)
    inside = tree.tokens[noun].deprel in ("compound", "nmod", "nmod:poss", "nmod:unmarked")
    carried = inside and above >= 0 and tree.lemma(above) in carriers
    found = judge_carrier(phrases, above) if carried else _judge_above(phrases, noun)
    return found if found is not None and found.polarity is Polarity.DENIED else None


def _judge_itself(tree: Tree, noun: int) -> Veracity | None:
    """ "a hoax that …", "fake reports that …", "no evidence that …"."""
    cues, lemma = load_cues(), tree.lemma(noun)
    if lemma in cues.false_nouns:
        affirmed = tree.kids(noun, "cop") and is_negated(tree, noun)
        return None if affirmed else _FALSE
    words = {w for k in tree.kids(noun, *_MODIFIERS) for w in (tree.lemma(k), tree.tokens[k].text.lower())}
    if lemma in cues.story_nouns and words & (unite(cues.false_adjectives, cues.false_nouns, cues.disowned_modifiers)):
        return _FALSE
    if lemma in unite(cues.evidence_nouns, cues.proof_nouns):
        above = tree.tokens[noun].head
        missing = any(tree.lemma(k) == "no" for k in tree.kids(noun, "det"))
        denied = above >= 0 and tree.tokens[noun].deprel in (*_SUBJECTS, "obj") and is_negated(tree, above)
        return _UNPROVEN if lemma in cues.proof_nouns and (missing or denied) else None
    return None


def _judge_above(phrases: PhraseReader, noun: int) -> Veracity | None:
    """ "reports … are false", "denies reports …", "rumours … were debunked", "called the claim … rubbish"."""
    tree, cues = phrases.tree, phrases.cues
    token = tree.tokens[noun]
    if token.head < 0:
        return None
    head, lemma = token.head, tree.lemma(token.head)
    if token.deprel in _SUBJECTS:
        polarity = Polarity.DENIED if is_negated(tree, head) else Polarity.AFFIRMED
        verdict = read_predicate(tree, head, polarity)
        if verdict is not None:
            return _FALSE if verdict is Polarity.DENIED else None
        if lemma in cues.deny and not tree.kids(head, "obj", "ccomp"):
            return Veracity(Polarity.DENIED, voices=_speakers(phrases, tree.kid(head, "obl:agent"), lemma, noun))
        return Veracity(Polarity.DENIED) if _is_called_false(tree, head) else None
    if token.deprel == "obj" and not is_negated(tree, head):
        speaker = tree.kid(head, "nsubj")
        if lemma in cues.deny or _is_called_false(tree, head):
            return Veracity(Polarity.DENIED, voices=_speakers(phrases, speaker, lemma, noun))
        if lemma in cues.doubting_verbs:
            return _UNPROVEN._replace(voices=_speakers(phrases, speaker, lemma, noun))
    if token.deprel in ("obl", "nmod") and _is_doubted(tree, head):
        return _UNPROVEN._replace(voices=(Voice(None, "denies", "doubt", False),))
    missing = any(tree.lemma(k) == "no" for k in tree.kids(head, "det"))
    return _FALSE if token.deprel == "nmod" and missing and lemma in cues.true_words else None


def _is_called_false(tree: Tree, verb: int) -> bool:
    """ "called … rubbish", "was exposed as a hoax", "turned out to be fake"."""
    cues = load_cues()
    if tree.tokens[verb].upos != "VERB" or is_negated(tree, verb):
        return False
    called = [k for k in tree.kids(verb, "xcomp", "obl") if tree.tokens[k].deprel == "xcomp" or tree.case(k) == "as"]
    return any(
        tree.lemma(k) in unite(cues.false_adjectives, cues.false_nouns) and not is_negated(tree, k) for k in called
    )


def _is_doubted(tree: Tree, head: int) -> bool:
    """ "cast doubt on reports …": the noun "doubt" above, or the verb with it as its object."""
    return tree.lemma(head) == "doubt" or any(tree.lemma(k) == "doubt" for k in tree.kids(head, "obj"))


def deny_as(phrases: PhraseReader, verb: int) -> Voices:
    """The voice of whoever denies by this verb; () where nobody is named."""
    return _speakers(phrases, phrases.tree.kid(verb, "nsubj"), phrases.tree.lemma(verb), verb)


def _speakers(phrases: PhraseReader, speaker: int | None, cue: str, head: int) -> Voices:
    return () if speaker is None else (make_voice(phrases, speaker, "denies", cue, head),)
