"""How common nouns and names stand to each other: descriptions, titles, appositions, examples."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from hfcheck.extraction.extents import Extents
from hfcheck.extraction.lexicon import unite

_DASHES = ("—", "–", "--", ":")
# Labels by which a parser may hang the second titled name of a list on the first.
_LISTED = ("nmod:desc", "appos", "flat", "dep", "nmod:unmarked", "nmod")


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
        self._described: dict[int, Described | None] = {}

    # ── descriptions before a name ───────────────────────────────────────────────────────────

    def split_description(self, head: int) -> Described | None:
        """The name that closes a nominal after a common noun that describes it, if there is one."""
        if not self.extents.names:
            return None
        if head not in self._described:
            self._described[head] = self._split_description(head)
        return self._described[head]

    def _split_description(self, head: int) -> Described | None:
        tree = self.tree
        alone = self.extents.name_at(head)
        if alone and alone[0] == head and head and self.is_title_of_next(head - 1):
            return Described(list(range(alone[0], alone[1] + 1)), self.extents.own_words(head - 1))
        if alone is None and (not tree.children[head] or head not in self.extents.over_names):
            return None
        words = self._words_to_split(head)
        name = self.extents.name_at(words[-1]) if words else None
        if name is None:
            return None
        before = [w for w in range(words[0], name[0]) if w in words or tree.tokens[w].xpos == "POS"]
        if not before or before[-1] != name[0] - 1:
            return None
        # A preposition ends the description: "partnership with carmaker Ford" describes Ford alone.
        ends = [w for w in before if tree.tokens[w].upos in ("ADP", "SCONJ") and not self.extents.name_at(w)]
        # So does a dash: "members of Zeno — guitarist Ann Lee".
        ends += [w for w in before if tree.tokens[w].text in _DASHES]
        before = [w for w in before if w > max(ends, default=-1)]
        opening = self.extents.name_at(before[0]) if before else None
        if opening is not None and opening != name:
            before = sorted({*range(opening[0], opening[1] + 1), *before})
        if not before or not (name[0] <= head <= name[1] or head in before) or not self._can_describe(before[-1]):
            return None
        return Described([w for w in words if w >= name[0]], before)

    def _words_to_split(self, head: int) -> list[int]:
        """The nominal's words without brackets and what stands in them at its end."""
        words = [w for w in self.extents.own_words(head) if self.tree.tokens[w].text not in ("(", ")")]
        if not self.extents.hold_name(words):
            return []
        while words and words[-1] > head and self.extents.is_bracketed(words[-1]):
            words.pop()
        return self._cut_item(words, head)

    def _cut_item(self, words: list[int], head: int) -> list[int]:
        """Of several titled names in a row the item with the head: no one is described by another one's name."""
        for first, last in self._titled:
            parted = last + 1 < len(self.tree.tokens) and self.tree.tokens[last + 1].text in (",", ";", "and")
            if parted and first in words and words[-1] > last:
                words = [w for w in words if w <= last] if head <= last else [w for w in words if w > last + 1]
        while words and words[0] != head and self.tree.tokens[words[0]].upos in ("PUNCT", "CCONJ"):
            words = words[1:]
        return words

    @cached_property
    def _titled(self) -> list[tuple[int, int]]:
        """The names of the sentence that have a title before them."""
        return [n for n in self.extents.names if n[0] and self.extents.is_title(n[0] - 1)]

    def _can_describe(self, word: int) -> bool:
        """Whether a noun before a name describes it: a known noun for people or bodies, or a plain lower-case one."""
        noun = self.tree.tokens[word]
        if noun.deprel == "amod" and noun.text[0].isupper():
            # "Premier League" is no league of a premier.
            return False
        if noun.text.lower().rstrip(".") in unite(
            self.cues.person_nouns, self.cues.organisation_nouns, self.cues.honorifics
        ):
            return True
        if noun.lemma.lower() in unite(self.cues.person_nouns, self.cues.organisation_nouns):
            return True
        common = noun.upos == "NOUN" and noun.xpos in ("NN", "NNS") and noun.deprel != "case"
        return common and noun.text[0].islower()

    def is_title_of_next(self, word: int) -> bool:
        """Whether a noun is the title of the name right after it, which the parser made a conjunct of its own."""
        tree = self.tree
        following = word + 1
        if following >= len(tree.tokens) or not self.extents.is_person_noun(word) or self.extents.name_at(word):
            return False
        conjuncts = tree.tokens[word].deprel == "conj" and tree.tokens[following].deprel == "conj"
        return conjuncts and self.extents.name_at(following) is not None

    # ── appositions ──────────────────────────────────────────────────────────────────────────

    def named_apposition(self, head: int) -> int | None:
        """ "The company's CEO, Ann Lee": the phrase is about the name, the rest describes it."""
        if self.extents.name_at(head) is not None or self.tree.tokens[head].upos == "PRON":
            return None
        known = self.tree.lemma(head) in unite(self.cues.person_nouns, self.cues.organisation_nouns)
        if not known and not self._is_one_of_a_kind(head):
            return None
        return self.apposed_name(head)

    def _is_one_of_a_kind(self, head: int) -> bool:
        """ "the band's second album", "the capital": a thing that a name after it can only name."""
        tree = self.tree
        definite = any(tree.lemma(k) == "the" for k in tree.kids(head, "det")) or bool(tree.kids(head, "nmod:poss"))
        return definite and tree.tokens[head].xpos == "NN" and tree.lemma(head) not in self.cues.deal_nouns

    def apposed_name(self, head: int) -> int | None:
        """The name after the comma in "the company's chief, Ann Lee" or "chairman of the unit, Ann Lee".

        The parser may hang it on the last noun; a person's title claims it from there.
        """
        tree = self.tree
        if self.is_titled_above(head):
            return None
        for kid in tree.kids(head, "appos", "flat"):
            name = self.extents.name_at(kid)
            if name and name[0] > head + 1 and tree.has_comma_before(kid):
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
        kids = [k for k, beside in self._appositions if beside == head]
        if self.is_titled_above(head):
            return [k for k in kids if not self.extents.name_at(k) or self.extents.is_in_brackets(k)]
        far = self.apposed_name(head)
        return kids if far is None or far in kids else [*kids, far]

    @cached_property
    def _appositions(self) -> list[tuple[int, int]]:
        """The appositions of the sentence, each with what it stands beside."""
        tree = self.tree
        found = [token.index for token in tree.tokens if token.deprel == "appos"]
        return [(k, self._find_beside(k)) for k in found if not tree.kids(k, "cc")]

    def _find_beside(self, kid: int) -> int:
        """What an apposition stands beside: the person named right before its comma, else what the parser gives.

        "A, chairman of B, C, head of D, and E": C is the head of D, wherever the parser hung it.
        """
        tree = self.tree
        above = tree.tokens[kid].head
        comma = tree.first_below(kid)
        if tree.tokens[comma].text != ",":
            comma -= 1
        name = self.extents.name_at(comma - 1) if comma > 0 and tree.tokens[comma].text == "," else None
        if name is None or not self.extents.is_person_noun(kid) or tree.tokens[name[0]].deprel != "conj":
            return above
        person = any(tree.tokens[w].entity == "person" for w in range(name[0], name[1] + 1))
        return name[0] if person and name[0] > above else above

    def is_titled_above(self, head: int) -> bool:
        """Whether a nominal is the body in a title: "the unit" in "chairman of the unit"."""
        token = self.tree.tokens[head]
        title = token.deprel == "nmod" and self.extents.is_person_noun(token.head)
        return title and not self.extents.is_person_noun(head)

    # ── examples and members ─────────────────────────────────────────────────────────────────

    def exemplars_of(self, head: int) -> list[int]:
        """Heads of "such as X", "like X", "including X" that give examples of a nominal."""
        return [k for k in self._exemplars if self._find_host(k) == head]

    @cached_property
    def _exemplars(self) -> list[int]:
        """Heads of all examples of the sentence."""
        tree = self.tree
        return [
            token.index
            for token in tree.tokens
            if token.deprel in ("nmod", "appos", "obl") and tree.case(token.index) in self.cues.exemplar_cases
        ]

    def _find_host(self, example: int) -> int:
        """The nominal that an example belongs to.

        That is the plural that the parser gives or, where it gives none, the nearest one before. People listed
        after a comma belong to the noun for people before it: "executives from both companies, including chairman X".
        """
        tree = self.tree
        above = tree.tokens[example].head
        before = range(tree.first_below(example) - 1, -1, -1)
        many = [w for w in before if tree.tokens[w].xpos == "NNS"]
        if self._lists_people(example):
            return next((w for w in many if self.extents.is_person_noun(w)), -1)
        verbal = tree.tokens[above].upos in ("VERB", "AUX")
        if tree.tokens[above].xpos in ("NNS", "NNPS") or tree.case(example) not in self.cues.far_exemplar_cases:
            return above
        inside = [w for w in many if above in tree.ancestors(w)]
        adjoined = [w for w in inside if not verbal or tree.first_below(example) - tree.subtree(w)[-1] <= 2]
        return adjoined[0] if adjoined else above

    def _lists_people(self, word: int) -> bool:
        described = self.split_description(word)
        if described is None or not self.extents.is_person_noun(described.description[-1]):
            return False
        return self.tree.has_comma_before(word)

    def members_of(self, example: int) -> list[int]:
        """The items of a list of examples: its conjuncts, and titled names that the parser hung on them."""
        extents = self.extents
        titled = [w for w in self.tree.subtree(example) if extents.is_title(w) and self.tree.tokens[w + 1].head == w]
        conjuncts = self.tree.conjuncts(example)
        within = [w for w in titled if w not in conjuncts and self.tree.tokens[w].deprel in _LISTED]
        return sorted({*conjuncts, *(w for w in within if self.tree.has_comma_before(w))})

    def spread_members(self, head: int) -> list[int]:
        """The conjuncts of a nominal and their examples: "A and makers such as B" gives A, makers, B."""
        conjuncts = self.tree.conjuncts(head)
        examples = {m for c in conjuncts for e in self.exemplars_of(c) for m in self.members_of(e)}
        return sorted({*conjuncts, *examples})
