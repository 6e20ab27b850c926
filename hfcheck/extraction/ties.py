"""Deals, joint companies and partnerships inside nominals → "A has a partnership with B"."""

from __future__ import annotations

from hfcheck.extraction.drafts import draft_fact
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.model import Argument, Phrase, PhraseKind


class TieReader:
    """Reads the ties that one sentence's nominals speak of."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.extents = phrases.extents
        self.naming = phrases.naming
        self.cues = phrases.cues
        self.sink = sink

    def read(self, head: int) -> None:
        """Read the tie that a nominal is, if it is one."""
        if self.tree.lemma(head) not in self.cues.deal_nouns:
            return
        if self.tree.word(head).xpos == "NNS":
            self._read_spread_tie(head)
        owner = self.tree.kid(head, "nmod:poss")
        if owner is not None and self.tree.word(head).deprel not in ("obj", "xcomp"):
            # What a verb has as its object is read with the verb.
            self._read_owned_tie(head, owner)

    def _read_owned_tie(self, head: int, owner: int) -> None:
        """ "X's partnership with Y": X has a partnership with Y."""
        tree = self.tree
        first = self.phrases.read(owner)
        if first.kind is PhraseKind.PRONOUN and not first.antecedents:
            return
        partners = [p for p in self.phrases.read(head).parties if p.kind is PhraseKind.NAME or p.antecedents]
        others = [p for p in partners if p.full != first.full]
        whose = set(tree.subtree(owner))
        own = [w for w in self.extents.own_words(head) if w <= head and w not in whose]
        relation = [w for w in own if tree.word(w).upos in ("ADJ", "NOUN", "VERB")] or [head]
        words = f"has a {tree.join(relation)}"
        members = tuple(others) if len(others) > 1 else ()
        self._put_ties(head, first, others, words, 0.8, relation=tuple(relation), members=members)

    def _read_spread_tie(self, head: int) -> None:
        """ "joint ventures between A and makers like B and C": A has one with B, and one with C."""
        tree = self.tree
        between = next((k for k in tree.kids(head, "nmod") if tree.case(k) == "between"), None)
        if between is None or not self.extents.name_at(between):
            return
        examples = [e for k in tree.conjuncts(between)[1:] for e in self.naming.exemplars_of(k)]
        named = [m for e in examples for m in tree.conjuncts(e) if self.extents.name_at(m)]
        own = [w for w in self.extents.own_words(head) if w < head and tree.word(w).upos in ("ADJ", "NOUN")]
        others = [self.phrases.read(m) for m in named]
        words = f"has a {tree.join(own)} {tree.word(head).lemma}"
        self._put_ties(head, self.phrases.read(between), others, words, 0.75)

    def _put_ties(
        self,
        head: int,
        first: Phrase,
        others: list[Phrase],
        words: str,
        confidence: float,
        *,
        relation: tuple[int, ...] = (),
        members: tuple[Phrase, ...] = (),
    ) -> None:
        """One tie of `first` with each of `others`; several are one group."""
        group = f"{self.tree.sentence.start}:{head}" if len(others) > 1 else None
        for other in others:
            partner = Argument("obl:with", other)
            draft = draft_fact("tie", first, f"have {self.tree.lemma(head)}", words, partner, head=head)
            draft = draft._replace(relation=relation or (head,), confidence=confidence)
            self.sink.put(draft._replace(group=group, members=members))
