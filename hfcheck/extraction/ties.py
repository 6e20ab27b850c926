"""Deals, joint companies and partnerships inside nominals → "A has a partnership with B"."""

from __future__ import annotations

from hfcheck.extraction.facts import FactReader
from hfcheck.model import Argument, Phrase, PhraseKind


class TieReader(FactReader):
    """Reads the ties that one sentence's nominals speak of."""

    def read(self, head: int) -> None:
        """Read the tie that a nominal is, if it is one."""
        if self.tree.lemma(head) not in self.cues.deal_nouns:
            return
        if self.tree.tokens[head].xpos == "NNS":
            self._read_spread_tie(head)
        owner = self.tree.kid(head, "nmod:poss")
        if owner is not None and self.tree.tokens[head].deprel not in ("obj", "xcomp"):
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
        relation = [w for w in own if tree.tokens[w].upos in ("ADJ", "NOUN", "VERB")] or [head]
        words = f"has a {tree.join(relation)}"
        lemma, group = f"have {tree.lemma(head)}", self._name_group(head, others)
        for other in others:
            told = Argument("obl:with", other)
            members = others if group else ()
            self.put_fact("tie", first, lemma, words, told, head=head, relation=relation, group=group, members=members)

    def _read_spread_tie(self, head: int) -> None:
        """ "joint ventures between A and makers like B and C": A has one with B, and one with C."""
        tree = self.tree
        between = next((k for k in tree.kids(head, "nmod") if tree.case(k) == "between"), None)
        if between is None or not self.extents.name_at(between):
            return
        examples = [e for k in tree.conjuncts(between)[1:] for e in self.naming.exemplars_of(k)]
        named = [m for e in examples for m in tree.conjuncts(e) if self.extents.name_at(m)]
        own = [w for w in self.extents.own_words(head) if w < head and tree.tokens[w].upos in ("ADJ", "NOUN")]
        others = [self.phrases.read(m) for m in named]
        words = f"has a {tree.join(own)} {tree.tokens[head].lemma}"
        lemma, group = f"have {tree.lemma(head)}", self._name_group(head, others)
        for other in others:
            told = Argument("obl:with", other)
            first = self.phrases.read(between)
            self.put_fact("tie", first, lemma, words, told, head=head, group=group)

    def _name_group(self, head: int, others: list[Phrase]) -> str | None:
        """Several ties told by one noun are one group."""
        return f"{self.tree.sentence.start}:{head}" if len(others) > 1 else None
