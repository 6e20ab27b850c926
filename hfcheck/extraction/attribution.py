"""Who says it: speakers above and beside a clause, and words that set reports against each other."""

from __future__ import annotations

from hfcheck.extraction.phrases import PhraseReader
from hfcheck.model import PhraseKind, Voice

Voices = tuple[Voice, ...]
_STANCES = {"deny": "denies", "speech": "says"}


def read_voices(phrases: PhraseReader, head: int) -> tuple[Voices, bool]:
    """The voices of the clause that `head` is the predicate of, outermost first, and whether its
    text says that reports conflict ("conflicting reports suggest …")."""
    tree = phrases.tree
    cues = phrases.cues
    voices: list[Voice] = []
    disputed = False
    token = tree.word(head)
    above = token.head
    if token.deprel == "ccomp" and above >= 0:
        lemma = tree.word(above).lemma.lower()
        if lemma in cues.speech | cues.deny:
            speaker = tree.kid(above, "nsubj", "obl:agent", "nsubj:pass")
            if speaker is not None and tree.word(speaker).lemma.lower() in ("which", "who", "that"):
                speaker = tree.word(above).head if tree.word(above).deprel == "acl:relcl" else None
            disputed = speaker is not None and _is_disputed(phrases, speaker)
            voices.append(_voice(phrases, speaker, "deny" if lemma in cues.deny else "speech", lemma, head))
    for kid in tree.kids(head, "obl", "advmod", "parataxis", "advcl", "nmod"):
        case = tree.case(kid)
        word = tree.word(kid)
        if case == "according to":
            disputed = disputed or _is_disputed(phrases, kid)
            voices.append(_voice(phrases, kid, "speech", "according to", head))
        elif word.deprel == "advmod" and word.lemma.lower() in cues.reportives:
            voices.append(Voice(None, "says", word.lemma.lower(), False))
        elif word.deprel in ("parataxis", "advcl") and word.lemma.lower() in cues.speech and _reports(phrases, kid):
            speaker = tree.kid(kid, "nsubj", "obl:agent")
            voices.append(_voice(phrases, speaker, "speech", word.lemma.lower(), head))
    if not voices:
        voices += _trailing_source(phrases, head)
    return tuple(voices), disputed


def _reports(phrases: PhraseReader, clause: int) -> bool:
    """Whether a clause beside another one reports it: ", X said", "as reported by X"."""
    tree = phrases.tree
    if tree.word(clause).deprel == "parataxis":
        return bool(tree.kids(clause, "nsubj")) and not tree.kids(clause, "ccomp", "obj")
    return tree.case(clause) == "as" and not tree.kids(clause, "nsubj")


def _trailing_source(phrases: PhraseReader, head: int) -> list[Voice]:
    """ "…, according to the company's filings" that the parser hung below an object."""
    tree = phrases.tree
    for word in tree.subtree(head):
        if tree.case(word) == "according to" and tree.word(word).head != head and word > head:
            clauses = [a for a in tree.ancestors(word) if tree.word(a).upos == "VERB"]
            if clauses and clauses[0] == head:
                return [_voice(phrases, word, "speech", "according to", head)]
    return []


def _voice(phrases: PhraseReader, speaker: int | None, stance: str, cue: str, head: int) -> Voice:
    tree = phrases.tree
    words = [tree.word(w).text for w in tree.subtree(head)]
    direct = any(w in ("“", '"', "”") for w in words)
    source = phrases.read(speaker, whole=True) if speaker is not None else None
    if (
        source is not None
        and source.kind is PhraseKind.PRONOUN
        and not source.antecedents
        and source.text.lower() == "it"
    ):
        source = None
    return Voice(source, _STANCES[stance], cue, direct)


def _is_disputed(phrases: PhraseReader, speaker: int) -> bool:
    tree = phrases.tree
    noun = tree.word(speaker).lemma.lower() in phrases.cues.dispute_nouns
    return noun and any(
        tree.word(k).lemma.lower() in phrases.cues.dispute_modifiers
        or tree.word(k).text.lower() in phrases.cues.dispute_modifiers
        for k in tree.kids(speaker, "amod")
    )
