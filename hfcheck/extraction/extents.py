"""Which words a nominal takes in: its name, its own words without what hangs beside it, its brackets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.names import find_names
from hfcheck.extraction.tree import Tree

# The parser's labels of what a nominal does not carry along: other claims are read from these.
_CLAUSES = ("acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis")
_CLAUSE_WORDS = ("aux", "aux:pass", "cop", "expl", "mark", "nsubj", "nsubj:outer", "nsubj:pass")
_OBLIQUES = ("obl", "obl:agent", "obl:unmarked")
_BESIDE = ("appos", "cc", "cc:preconj", "conj", "dep", "discourse", "list", "orphan", "reparandum", "vocative")
_LEFT_OUT = frozenset({*_CLAUSES, *_CLAUSE_WORDS, *_OBLIQUES, *_BESIDE})
_INNER = _LEFT_OUT - {"conj", "cc"}
_NOT_PLANNED = frozenset({"acl:relcl", "advcl:relcl", "parataxis"})
_QUOTATION_MARKS = ("“", "”", '"')


class Extents:
    """Answers which words of one sentence belong together; all words are given by index."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.cues = load_cues()
        self.names = find_names(tree)
        self._name_of = {word: name for name in self.names for word in range(name[0], name[1] + 1)}
        self._own_words: dict[int, tuple[int, ...]] = {}
        self._has_brackets = any(token.text == "(" for token in tree.tokens)

    def name_at(self, index: int) -> tuple[int, int] | None:
        """The name that a word belongs to: the indexes of its first and last word."""
        return self._name_of.get(index)

    def hold_name(self, words: Iterable[int]) -> bool:
        """Whether any of `words` belongs to a name."""
        return not self._name_of.keys().isdisjoint(words)

    @cached_property
    def over_names(self) -> frozenset[int]:
        """The words of names, and all words above them."""
        return frozenset({*self._name_of, *(above for word in self._name_of for above in self.tree.ancestors(word))})

    def is_person_noun(self, word: int) -> bool:
        """Whether a word calls someone a person, as a title or a trade: "chairman", "singer"."""
        return self.tree.lemma(word) in self.cues.person_nouns

    def is_title(self, word: int) -> bool:
        """Whether a word is a noun for people right before a name: "manager" in "manager Ann Lee"."""
        if not self.is_person_noun(word):
            return False
        name = self.name_at(word + 1)
        return name is not None and name[0] == word + 1

    def own_words(self, head: int) -> list[int]:
        """The words of the nominal itself, without its preposition, clauses, appositions and conjuncts."""
        known = self._own_words.get(head)
        if known is None:
            known = self._own_words[head] = tuple(self._find_own_words(head))
        return list(known)

    def _find_own_words(self, head: int) -> list[int]:
        if not self.tree.children[head] and self.name_at(head) is None:
            return [head]
        name = self._plain_name(head)
        if name is not None:
            determiner = [k for k in self.tree.kids(head, "det", "nummod") if k == name[0] - 1]
            return [*determiner, *range(name[0], name[1] + 1), *self.bracket_of(head)]
        kept = set(self.tree.subtree(head, _LEFT_OUT)) - self._words_apart(head)
        kept |= {head} | self._premodifying_words(head)
        kept |= self.brackets_in(kept)
        kept |= self._plan_words(head)
        kept |= self._inner_conjuncts(head, kept)
        kept |= self._partitive_words(head)
        return self._trim(sorted(kept), head) or [head]

    def _plain_name(self, head: int) -> tuple[int, int] | None:
        """The name that the head is in, where nothing describes it from before."""
        name = self.name_at(head)
        if name is None or self.tree.tokens[name[1]].upos == "NOUN":
            return None
        if self.is_person_noun(name[1]) and self.tree.kids(head, "nmod"):
            # "the President of Ostavia": a title, and whose.
            return None
        before = self.tree.kids(head, "nmod:poss", "amod", "nmod:desc", "compound", "flat")
        # Whose it is does not describe it: "Britain’s Shell …" is told of Shell.
        return None if any(k < name[0] and self.tree.tokens[k].deprel != "nmod:poss" for k in before) else name

    def _words_apart(self, head: int) -> set[int]:
        """What the parser hangs below the head and the phrase leaves out: its preposition, remarks after a comma."""
        tree = self.tree
        apart = set(tree.kids(head, "case"))
        if tree.kids(head, "cop"):
            apart.update(tree.kids(head, "advmod"))
        apart.update(k for k in tree.kids(head, "nmod") if tree.case(k) in self.cues.aside_cases)
        apart.update(self._names_beside(head))
        behind = [k for k in tree.kids(head, "nmod", "punct") if k > head]
        apart.update(k for k in behind if tree.tokens[k].upos == "PUNCT" or tree.has_comma_before(k))
        return {w for k in apart for w in tree.subtree(k)}

    def _names_beside(self, head: int) -> list[int]:
        """Further titled names of a list that the parser hung on the first: "chairman A, manager B"."""
        kids = self.tree.kids(head, "nmod:desc", "flat", "dep", "nmod:unmarked")
        return [k for k in kids if k > head and self.is_title(k) and self.tree.has_comma_before(k)]

    def _premodifying_words(self, head: int) -> set[int]:
        """Adjectives and nouns before the head, with all that they bring."""
        tree = self.tree
        before = [k for k in tree.kids(head, "amod", "compound") if k < head]
        return {w for k in before for w in tree.subtree(k) if w < head and tree.tokens[w].deprel != "case"}

    def _plan_words(self, head: int) -> set[int]:
        """What belongs to a noun that a verb has or a copula tells: "a plan to leave", "skill in building ships"."""
        tree, cues = self.tree, self.cues
        if tree.tokens[head].deprel not in ("obj", "xcomp", "appos") and not tree.kids(head, "cop"):
            return set()
        if tree.lemma(head) in cues.deal_nouns and any(tree.case(k) == "with" for k in tree.kids(head, "nmod")):
            # "a partnership with B to build X": the parties build it, which is told of them.
            return set()
        owned = tree.lemma(head) in unite(cues.plan_nouns, cues.infinitive_nouns)
        picked = any(
            tree.lemma(k) in cues.new_modifiers or tree.tokens[k].xpos == "JJS" for k in tree.kids(head, "amod")
        )
        cases = ("to", "of", "in", "for") if owned or picked else ("of", "in", "for")
        return {w for k in tree.kids(head, "acl") if tree.case(k) in cases for w in tree.subtree(k, _NOT_PLANNED)}

    def _partitive_words(self, head: int) -> set[int]:
        """ "the best of both": what an adjective or a number that stands as a noun is taken from."""
        tree = self.tree
        if tree.tokens[head].upos not in ("ADJ", "NUM", "ADV") or not tree.kids(head, "det"):
            return set()
        return {w for k in tree.kids(head, "obl") if tree.case(k) == "of" for w in tree.subtree(k, _INNER)}

    def _inner_conjuncts(self, head: int, words: set[int]) -> set[int]:
        """Coordinations below the head belong to it: "research and development", "between A and B"."""
        tree = self.tree
        conjuncts = [k for word in words if word != head for k in tree.kids(word, "conj")]
        return {w for k in conjuncts for w in tree.subtree(k, _INNER)}

    def _trim(self, words: list[int], head: int) -> list[int]:
        """Without punctuation and conjunctions at the edges, and without quotation marks anywhere."""
        tree = self.tree
        start, end = 0, len(words)
        while start < end and words[start] != head and self._is_loose_opening(words[start]):
            start += 1
        while end > start and words[end - 1] != head and tree.tokens[words[end - 1]].upos in ("PUNCT", "CCONJ"):
            end -= 1
        return [w for w in words[start:end] if tree.tokens[w].text not in _QUOTATION_MARKS]

    def _is_loose_opening(self, word: int) -> bool:
        token = self.tree.tokens[word]
        return token.upos in ("PUNCT", "CCONJ") and token.text not in ("$", "“", '"')

    # ── brackets ─────────────────────────────────────────────────────────────────────────────

    def bracket_of(self, word: int) -> list[int]:
        """ "(NATO)" after the name that it shortens, brackets and all."""
        tree = self.tree
        if not self._has_brackets:
            return []
        name = self.name_at(word)
        for kid in tree.kids(word, "appos"):
            below = tree.subtree(kid)
            edges = tree.tokens[below[0]].text == "(" and tree.tokens[below[-1]].text == ")"
            if edges and name and len(tree.join(below)) <= len(tree.join(range(name[0], name[1] + 1))) + 2:
                return below
        return []

    def brackets_in(self, words: set[int] | list[int]) -> set[int]:
        """The words of all short names in brackets that belong to `words`."""
        return {b for w in words for b in self.bracket_of(w)} if self._has_brackets else set()

    def is_bracketed(self, word: int) -> bool:
        """Whether an apposition opens with a bracket of its own: "(NATO)"."""
        return self.tree.tokens[word].deprel == "appos" and self.tree.word(self.tree.first_below(word)).text == "("

    def is_in_brackets(self, word: int) -> bool:
        """Whether the phrase that a word heads stands in brackets, which may hang on another word."""
        first = self.tree.first_below(word)
        while first < word and self.tree.tokens[first].text != "(":
            first += 1
        return self.tree.tokens[first].text == "(" or (first > 0 and self.tree.tokens[first - 1].text == "(")
