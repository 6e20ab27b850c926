"""Deeds that a nominal names and the text calls false: "A death hoax", "denies reports of A's arrest"."""

from __future__ import annotations

from hfcheck.extraction.drafts import Draft
from hfcheck.extraction.facts import FactReader
from hfcheck.extraction.veracity import Veracity, judge_deed

_NAME_LABELS = ("nmod:poss", "compound", "nmod", "nmod:unmarked")
_CASES = ("", "of", "by")


class FalsehoodReader(FactReader):
    """Reads what one sentence's nominals name and its words deny."""

    def read(self, head: int) -> None:
        """Put a denied deed where `head` is its noun and the sentence calls it, or a report of it, false."""
        lemma = self.tree.lemma(head)
        alone, done = self.cues.deeds_of_one.get(lemma), self.cues.deverbal.get(lemma)
        if (alone is None and done is None) or self.tree.tokens[head].upos not in ("NOUN", "PROPN"):
            return
        veracity = judge_deed(self.phrases, head)
        about = self._find_name(head) if veracity is not None else None
        if veracity is None or about is None:
            return
        if alone is not None:
            self._put(head, about, alone[0], alone[-1], veracity)
        elif done is not None:
            self._put(head, about, f"be {done[-1]}", f"was {done[-1]}", veracity)

    def _find_name(self, head: int) -> tuple[int, int] | None:
        """Whose deed or fate it is: the name on the noun, or on the carrier around it; else the one name before it."""
        tree = self.tree
        around = self.extents.name_at(head)
        if around is not None and around[0] < head:
            # In a headline the capitals run on: "Ann Lee Death Hoax".
            return around[0], head - 1
        nouns = [head]
        if tree.tokens[head].deprel in _NAME_LABELS and tree.tokens[head].head >= 0:
            nouns.append(tree.tokens[head].head)
        for noun in nouns:
            kids = [k for k in tree.kids(noun, *_NAME_LABELS) if k != head and tree.case(k) in _CASES]
            named = [name for k in kids if (name := self.extents.name_at(k)) is not None]
            if named:
                return named[0]
        before = [n for n in self.extents.names if n[1] < head]
        return before[0] if len(before) == 1 and tree.tokens[before[0][0]].entity == "person" else None

    def _put(self, head: int, name: tuple[int, int], lemma: str, words: str, veracity: Veracity) -> None:
        draft = Draft("deed", self.phrases.read_name(*name), lemma, head, (head,), words=words)
        verdict = draft._replace(polarity=veracity.polarity, modality=veracity.modality, voices=veracity.voices)
        self.sink.put(verdict._replace(past=True, passive=lemma.startswith("be ")))
