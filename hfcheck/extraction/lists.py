"""Lists inside nominals → their members and counts: "ten models: A, B, …", "automakers like A and B"."""

from __future__ import annotations

from hfcheck.extraction.facts import FactReader
from hfcheck.extraction.lexicon import unite
from hfcheck.model import Argument, Phrase, PhraseKind


class ListReader(FactReader):
    """Reads the lists of one sentence, and notes counts that the next sentence's list may fill."""

    def read(self, head: int) -> None:
        """Read each kind of list that a nominal can open."""
        self._read_examples(head)
        self._read_list(head)
        self._read_counted(head)

    def _read_examples(self, head: int) -> None:
        """ "automakers like A, B, and C": each is one."""
        if self.tree.tokens[head].xpos not in ("NNS", "NNPS"):
            return
        for example in self.naming.exemplars_of(head):
            if self.tree.case(example) in ("include", "including") and not self.extents.name_at(example):
                continue
            words = [w for w in self.extents.own_words(head) if w < example and w <= head]
            noun = self.phrases.make(head, words or [head])
            heads = [m for m in self.naming.members_of(example) if self._is_worth(words, head, m)]
            members = [self.phrases.read(m) for m in heads]
            self._put_members(head, noun, [m for m in members if m.kind is PhraseKind.NAME], closed=False)

    def _is_worth(self, words: list[int], head: int, member: int) -> bool:
        """Whether "X is one of N" tells anything: N is narrowed, or says what kind of person or body X is."""
        before = [w for w in words if w != head]
        if any(self.tree.lemma(w) not in self.cues.standing_adjectives for w in before):
            return True
        if before:
            return self.tree.lemma(head) not in unite(self.cues.generic_organisations, self.cues.vague_parties)
        kinds = unite(self.cues.person_nouns, self.cues.organisation_nouns)
        party = self.tree.tokens[member].entity in ("", *self.cues.party_types)
        return self.tree.lemma(head) in kinds and party

    def _read_list(self, head: int) -> None:
        """ "ten models: A, B, …": a closed list, and the count beside it."""
        if self.tree.tokens[head].xpos not in ("NNS", "NNPS"):
            return
        if not any(self.tree.has_colon_before(k) for k in self.tree.kids(head, "appos")):
            return
        members = self.phrases.read_names_below(head)
        if len(members) < 2:
            return
        noun = self.phrases.make(head, [w for w in self.extents.own_words(head) if w <= head] or [head])
        if self.tree.tokens[head].deprel != "obj":
            # The members of an object's list are read with its verb.
            self._put_members(head, noun, members, closed=True)
        count = self.tree.kid(head, "nummod")
        if count is None:
            return
        number = Argument("obj", self.phrases.make(count, [count]))
        self.put_fact(
            "count",
            noun,
            "number",
            "number",
            number,
            head=head,
            relation=[count],
            group=self._name_group(head),
            members=members,
            closed=True,
        )

    def _read_counted(self, head: int) -> None:
        """ "… five brands. A, B, C, D, and E …": a list of as many names in the next sentence are these."""
        tree = self.tree
        token = tree.tokens[head]
        numbers = [self.cues.numbers.get(tree.lemma(k)) for k in tree.kids(head, "nummod")]
        number = next((n for n in numbers if n), None)
        parties = token.xpos == "NNS" and token.lemma.lower() in self.cues.party_nouns
        if number and parties and not tree.kids(head, "appos", "det"):
            self.sink.discourse.count(number, self.phrases.read(head))
            return
        if token.deprel != "nsubj":
            return
        heads = tree.conjuncts(head)
        if len(heads) < 3 or not all(self.extents.name_at(k) for k in heads):
            return
        noun = self.sink.discourse.counted_before(len(heads))
        if noun is not None:
            self._put_members(head, noun, [self.phrases.read(k) for k in heads], closed=True)

    def _put_members(self, head: int, noun: Phrase, members: list[Phrase], *, closed: bool) -> None:
        """Each member is one of `noun`; the group holds them together."""
        told = Argument("pred", noun)
        group = self._name_group(head)
        for member in members:
            self.put_fact(
                "member", member, "be", "is one of", told, head=head, group=group, members=members, closed=closed
            )

    def _name_group(self, head: int) -> str:
        return f"{self.tree.sentence.start}:{head}:list"
