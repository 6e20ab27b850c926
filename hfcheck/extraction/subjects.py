"""Who a clause is about: its own subject, the named examples of it, or those who act with it."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.parties import join_names
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.model import Phrase, PhraseKind

_SUBJECT_RELATIVES = ("which", "that", "who", "whom", "whose")


class SubjectReader:
    """Reads the subjects of one sentence's clauses and notes them in the discourse."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.cues = phrases.cues
        self.discourse = sink.discourse

    def note_groups(self) -> None:
        """Note plural parties anywhere in the sentence: "they" may mean them."""
        parties = unite(self.cues.party_nouns, self.cues.organisation_nouns, self.cues.person_nouns)
        for token in self.tree.tokens:
            if token.xpos == "NNS" and token.lemma.lower() in parties and token.deprel in ("nmod", "obl"):
                self.discourse.add(self.phrases.read(token.index), token.index, "other")

    def read(self, head: int, inherited: Phrase | None) -> Phrase | None:
        """The subject of the clause that `head` heads; `inherited` where it has none of its own.

        None where nobody is named: "it is said that …", "to leave is …".
        """
        tree = self.tree
        own = tree.kid(head, "nsubj", "nsubj:pass")
        own = own if own is not None else tree.kid(head, "nsubj:outer", "csubj")
        own = own if own is not None else self._find_unlabelled(head)
        if own is None:
            return inherited
        token = tree.tokens[own]
        weather = token.lemma.lower() == "it" and tree.lemma(head) in self.cues.weather_verbs
        if token.deprel == "csubj" or tree.kids(head, "expl") or weather:
            return None
        if token.lemma.lower() in _SUBJECT_RELATIVES and token.upos in ("PRON", "DET", "SCONJ"):
            return inherited
        told = self.phrases.read(own, whole=True)
        self.discourse.add(told, own, "subject")
        phrase = self._read_examples(own) or told
        if len(phrase.parties) < 2:
            self._note_owners(own)
        return phrase

    def _find_unlabelled(self, head: int) -> int | None:
        """The noun before a finite verb that the parser took for the first part of a compound with it."""
        tree = self.tree
        token = tree.tokens[head]
        if (
            token.xpos not in ("VBZ", "VBD", "VBP")
            or token.upos != "VERB"
            or not tree.kids(head, "obj", "xcomp", "ccomp")
        ):
            return None
        nouns = [k for k in tree.kids(head, "compound") if k < head and tree.tokens[k].upos in ("NOUN", "PROPN")]
        return nouns[-1] if nouns else None

    def _note_owners(self, own: int) -> None:
        """ "Acme's new plant": what follows may be about Acme."""
        for word in self.tree.subtree(own):
            if self.tree.tokens[word].deprel == "nmod:poss" and self.phrases.extents.name_at(word):
                self.discourse.add(self.phrases.read(word), own, "other")

    def _read_examples(self, own: int) -> Phrase | None:
        """ "rivals such as A and B": what they do, A does and B does."""
        members = [m for e in self.phrases.naming.exemplars_of(own) for m in self.tree.conjuncts(e)]
        named = [self.phrases.read(m) for m in members if self.phrases.extents.name_at(m)]
        if not named or len(named) < len(members) or len(self.tree.conjuncts(own)) > 1:
            return None
        if len(named) == 1:
            return named[0]
        return msgspec.structs.replace(join_names(tuple(named)), kind=PhraseKind.NOMINAL)

    def join_partners(self, head: int, subject: Phrase | None) -> Phrase | None:
        """ "A teamed up with B to build X": both build."""
        tree = self.tree
        if subject is None or subject.kind is not PhraseKind.NAME:
            return subject
        deals = [k for k in tree.kids(head, "obj") if tree.tokens[k].lemma in self.cues.deal_nouns]
        if tree.lemma(head) not in self.cues.comitative and not deals:
            return subject
        withs = [k for k in tree.kids((*deals, head)[0], "obl", "nmod") if tree.case(k) == "with"]
        partners = [self.phrases.read(m) for k in withs for m in tree.conjuncts(k)]
        if not partners or not all(p.kind is PhraseKind.NAME for p in partners):
            return subject
        return join_names((*(subject.parties or (subject,)), *partners))
