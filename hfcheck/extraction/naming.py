"""How common nouns and names stand to each other: descriptions, titles, appositions, examples."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.extents import Extents


class Described(NamedTuple):
    """A name and the words that describe it: "oil giant" and "Shell" in "oil giant Shell"."""

    name: list[int]
    description: list[int]


class Naming:
    """Answers which noun of one sentence names, describes or lists which; all words are given by index."""

    def __init__(self, extents: Extents) -> None:
        self.extents = extents
        self.tree = extents.tree
        self.cues = extents.cues

    # ── descriptions before a name ───────────────────────────────────────────────────────────

    def split_description(self, head: int) -> Described | None:
        """The name that closes a nominal after a common noun that describes it, if there is one."""
        tree = self.tree
        alone = self.extents.name_at(head)
        if alone and alone[0] == head and head and self.is_title_of_next(head - 1):
            return Described(list(range(alone[0], alone[1] + 1)), self.extents.own_words(head - 1))
        words = self._words_to_split(head)
        name = self.extents.name_at(words[-1]) if words else None
        if name is None:
            return None
        before = [w for w in range(words[0], name[0]) if w in words or tree.word(w).xpos == "POS"]
        if not before or before[-1] != name[0] - 1:
            return None
        # A preposition ends the description: "partnership with carmaker Ford" describes Ford alone.
        last = max((w for w in before if tree.word(w).upos in ("ADP", "SCONJ")), default=-1)
        before = [w for w in before if w > last]
        if not before or not (name[0] <= head <= name[1] or head in before) or not self._can_describe(before[-1]):
            return None
        return Described([w for w in words if w >= name[0]], before)

    def _words_to_split(self, head: int) -> list[int]:
        """The nominal's words without brackets and what stands in them at its end."""
        words = [w for w in self.extents.own_words(head) if self.tree.word(w).text not in ("(", ")")]
        while words and words[-1] > head and self.extents.is_bracketed(words[-1]):
            words.pop()
        return words

    def _can_describe(self, word: int) -> bool:
        """Whether a noun before a name describes it: a known noun for people or bodies, or a plain lower-case one."""
        noun = self.tree.word(word)
        if (
            noun.text.lower().rstrip(".")
            in self.cues.person_nouns | self.cues.organisation_nouns | self.cues.honorifics
        ):
            return True
        if noun.lemma.lower() in self.cues.person_nouns | self.cues.organisation_nouns:
            return True
        common = noun.upos == "NOUN" and noun.xpos in ("NN", "NNS") and noun.deprel != "case"
        return common and noun.text[0].islower()

    def is_title_of_next(self, word: int) -> bool:
        """Whether a noun is the title of the name right after it, which the parser made a conjunct of its own."""
        tree = self.tree
        following = word + 1
        if following >= len(tree.tokens) or not self.extents.is_person_noun(word) or self.extents.name_at(word):
            return False
        conjuncts = tree.word(word).deprel == "conj" and tree.word(following).deprel == "conj"
        return conjuncts and self.extents.name_at(following) is not None

    # ── appositions ──────────────────────────────────────────────────────────────────────────

    def named_apposition(self, head: int) -> int | None:
        """ "The company's CEO, Ann Lee": the phrase is about the name, the rest describes it."""
        if self.extents.name_at(head) is not None or self.tree.word(head).upos == "PRON":
            return None
        known = self.tree.lemma(head) in self.cues.person_nouns | self.cues.organisation_nouns
        if not known and not self._is_one_of_a_kind(head):
            return None
        return self.apposed_name(head)

    def _is_one_of_a_kind(self, head: int) -> bool:
        """ "the band's second album", "the capital": a thing that a name after it can only name."""
        tree = self.tree
        definite = any(tree.lemma(k) == "the" for k in tree.kids(head, "det")) or bool(tree.kids(head, "nmod:poss"))
        return definite and tree.word(head).xpos == "NN" and tree.lemma(head) not in self.cues.deal_nouns

    def apposed_name(self, head: int) -> int | None:
        """The name after the comma in "the company's chief, Ann Lee" or "chairman of the unit, Ann Lee".

        The parser may hang it on the last noun; a person's title claims it from there.
        """
        tree = self.tree
        if self.is_titled_above(head):
            return None
        for kid in tree.kids(head, "appos", "flat"):
            name = self.extents.name_at(kid)
            if name and name[0] > head and tree.has_comma_before(kid):
                return kid
        if not self.extents.is_person_noun(head):
            return None
        for below in tree.kids(head, "nmod"):
            if not self.extents.is_person_noun(below) and self.extents.name_at(below) is None:
                for kid in tree.kids(below, "appos"):
                    if self.extents.name_at(kid) and tree.has_comma_before(kid):
                        return kid
        return None

    def appositions_of(self, head: int) -> list[int]:
        """What stands beside a nominal and says the same thing anew, wherever the parser hung it."""
        kids = self.tree.kids(head, "appos")
        if self.is_titled_above(head):
            return [k for k in kids if not self.extents.name_at(k) or self.extents.is_in_brackets(k)]
        far = self.apposed_name(head)
        return kids if far is None or far in kids else [*kids, far]

    def is_titled_above(self, head: int) -> bool:
        """Whether a nominal is the body in a title: "the unit" in "chairman of the unit"."""
        token = self.tree.word(head)
        title = token.deprel == "nmod" and self.extents.is_person_noun(token.head)
        return title and not self.extents.is_person_noun(head)

    # ── examples and members ─────────────────────────────────────────────────────────────────

    def exemplars_of(self, head: int) -> list[int]:
        """Heads of "such as X", "like X", "including X" below a nominal.

        People listed after a comma belong to the noun for people before it, not to the nearest noun:
        "executives from both companies, including chairman X".
        """
        tree = self.tree
        people = self.extents.is_person_noun(head)
        own = [k for k in tree.kids(head, "nmod", "appos", "obl") if tree.case(k) in self.cues.exemplar_cases]
        own = [k for k in own if people or not self._lists_people(k)]
        if own or not people or tree.word(head).xpos != "NNS":
            return own
        behind = range(head + 1, len(tree.tokens))
        far = [w for w in behind if tree.case(w) in self.cues.exemplar_cases and self._lists_people(w)]
        return far[:1]

    def _lists_people(self, word: int) -> bool:
        described = self.split_description(word)
        if described is None or not self.extents.is_person_noun(described.description[-1]):
            return False
        return self.tree.has_comma_before(word)

    def spread_members(self, head: int) -> list[int]:
        """The conjuncts of a nominal and their examples: "A and makers such as B" gives A, makers, B."""
        conjuncts = self.tree.conjuncts(head)
        examples = {m for c in conjuncts for e in self.exemplars_of(c) for m in self.tree.conjuncts(e)}
        return sorted({*conjuncts, *examples})
