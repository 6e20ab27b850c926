"""Facts that possessive and event nouns imply: places of bodies and events, brands, deeds."""

from __future__ import annotations

from hfcheck.extraction.facts import FactReader
from hfcheck.extraction.negation import is_negated
from hfcheck.extraction.times import is_time, join_times
from hfcheck.extraction.verbs import read_modality
from hfcheck.model import Argument, Modality, Phrase


class PossessionReader(FactReader):
    """Reads what one sentence's nominals say of their owners and doers."""

    def read(self, head: int) -> None:
        """Read each kind of fact that a nominal can imply."""
        if not self.tree.children[head]:
            self._read_named_kinds(head)
            return
        self._read_event_place(head)
        self._read_named_kinds(head)
        self._read_location(head)
        self._read_deed(head)
        self._read_base(head)

    def _read_event_place(self, head: int) -> None:
        """ "the forum in Oslo": it was held there."""
        if self.tree.lemma(head) not in self.cues.event_nouns:
            return
        place = self._find_place(head)
        if place is None:
            return
        event = self.phrases.make(head, [w for w in self.extents.own_words(head) if w <= head])
        where = Argument("obl:in", self.phrases.read(place))
        self.put_fact("possession", event, "be held", "was held", where, head=head, past=True)

    def _find_place(self, head: int) -> int | None:
        kids = self.tree.kids(head, "nmod")
        return next((k for k in kids if self.tree.case(k) == "in" and self.extents.name_at(k)), None)

    def _read_named_kinds(self, head: int) -> None:
        """ "its A, B, and C brands": each is a brand of its."""
        token = self.tree.tokens[head]
        kind = token.lemma.lower()
        listed = token.deprel == "conj" and token.xpos == "NNS" and head > 0 and self.extents.name_at(head - 1)
        if not listed or kind not in self.cues.organisation_nouns:
            return
        first = token.head
        owner = self.tree.kid(first, "nmod:poss")
        names = [n for n in self.extents.names if first <= n[0] and n[1] < head]
        if owner is None or len(names) < 2 or not self.extents.name_at(first):
            return
        subject = self.phrases.read(owner)
        group = f"{self.tree.sentence.start}:{head}:kinds"
        for name in names:
            brand = Argument("obj", self.phrases.read_name(*name))
            words = f"has the {token.lemma}"
            self.put_fact("possession", subject, f"have {kind}", words, brand, head=head, group=group)

    def _read_location(self, head: int) -> None:
        """ "Shell's headquarters in London": it has them there."""
        if self.tree.lemma(head) not in self.cues.located_nouns:
            return
        place = self._find_place(head)
        owner = self.tree.kid(head, "nmod:poss")
        if place is None or owner is None:
            return
        subject = self.phrases.read(owner)
        where = Argument("obl:in", self.phrases.read(place))
        lemma, words = f"have {self.tree.lemma(head)}", f"has {self.tree.tokens[head].text}"
        self.put_fact("possession", subject, lemma, words, where, head=head)

    def _read_deed(self, head: int) -> None:
        """ "the acquisition of A by B", "B's acquisition of A": B acquired A; "the sale of A to C": A was sold to C."""
        tree = self.tree
        verb = self.cues.deverbal.get(tree.lemma(head))
        if verb is None or tree.tokens[head].xpos != "NN" or not self._has_happened(head):
            return
        told = next((k for k in tree.kids(head, "nmod") if tree.case(k) == "of"), None)
        if told is None or tree.tokens[told].upos not in ("NOUN", "PROPN"):
            return
        below = [w for w in tree.subtree(head) if w > head and tree.case(w) == "by" and tree.tokens[w].deprel == "nmod"]
        owners = tree.kids(head, "nmod:poss")
        doer = next((w for w in (*below, *owners) if self._is_known(w)), None)
        others = self._find_others(head)
        dates = self._find_dates(head, told)
        times = join_times(tree, dates)
        thing = self._read_without(told, *others, *dates, *([doer] if doer is not None else []))
        tail = [Argument(f"obl:{tree.case(k)}", self.phrases.read(k)) for k in others]
        lemma, past, participle = verb[0], verb[1], verb[-1]
        if doer is not None:
            deed = (Argument("obj", thing), *tail, *times)
            self.put_fact("deed", self.phrases.read(doer), lemma, past, *deed, head=head, past=True)
        elif not owners and self.extents.name_at(told) and (times or any(a.role == "obl:to" for a in tail)):
            told_of = f"was {participle}"
            deed = (*tail, *times)
            self.put_fact("deed", thing, f"be {participle}", told_of, *deed, head=head, past=True)

    def _find_dates(self, head: int, told: int) -> list[int]:
        """ "the arrest of Ann Lee in 2014": when, on the noun or on what it is of."""
        kids = [*self.tree.kids(head, "nmod"), *self.tree.kids(told, "nmod", "obl")]
        return [k for k in kids if k > head and is_time(self.tree, k) and self.tree.case(k) in ("in", "on")]

    def _is_known(self, word: int) -> bool:
        """Whether a nominal names somebody, or is a pronoun that stands for one."""
        pronoun = self.tree.tokens[word].upos == "PRON"
        return bool(self.extents.name_at(word)) or (pronoun and len(self.phrases.read(word).antecedents) == 1)

    def _find_others(self, head: int) -> list[int]:
        """The names that say to whom or from whom: "to B" in "the sale of A to B", on the noun or what it is of."""
        tree = self.tree
        kids = [k for k in tree.kids(head, "nmod") if tree.case(k) in self.cues.deed_cases]
        kids += [g for k in tree.kids(head, "nmod") if tree.case(k) == "of" for g in self._names_to(k)]
        return [k for k in kids if self.extents.name_at(k)]

    def _names_to(self, kid: int) -> list[int]:
        return [k for k in self.tree.kids(kid, "nmod") if self.tree.case(k) in self.cues.deed_cases]

    def _has_happened(self, head: int) -> bool:
        """Whether a deed is told as done: not "the planned sale", nor where the clause around undoes it or is open."""
        tree = self.tree
        modifiers = {tree.tokens[k].text.lower() for k in tree.kids(head, "amod")}
        above = tree.tokens[head].head
        undone = above >= 0 and tree.lemma(above) in self.cues.undoing_verbs
        if above >= 0 and tree.tokens[above].upos in ("VERB", "AUX"):
            # "The sale will be completed", "did not complete the sale", "hopes to complete the sale".
            undone = undone or is_negated(tree, above) or read_modality(tree, above) is not Modality.ASSERTED
            undone = undone or tree.tokens[above].xpos == "VB"
        return not undone and not modifiers & self.cues.unreal_modifiers

    def _read_base(self, head: int) -> None:
        """ "Oslo-based Shell": it is based there."""
        tree = self.tree
        based = next((k for k in tree.kids(head, "amod") if tree.tokens[k].text.lower() == "based"), None)
        place = tree.kid(based, "compound", "obl", "nmod") if based is not None else None
        if based is None or place is None or tree.tokens[based - 1].text != "-" or not self.extents.name_at(place):
            return
        described = self.naming.split_description(head)
        name = self.extents.name_at(described.name[-1] if described else head)
        if name is None or name[0] <= based:
            return
        where = Argument("obl:in", self.phrases.read(place))
        self.put_fact("possession", self.phrases.read_name(*name), "be based", "is based", where, head=head)

    def _read_without(self, head: int, *others: int) -> Phrase:
        """A phrase without the words of others that hang below it."""
        apart = {w for other in others for w in self.tree.subtree(other)}
        return self.phrases.make(head, [w for w in self.extents.own_words(head) if w not in apart] or [head])
