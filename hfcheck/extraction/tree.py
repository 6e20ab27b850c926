"""A sentence as a tree of words, with the questions that extraction asks of it."""

from __future__ import annotations

from collections.abc import Iterable

from hfcheck.model import Sentence, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
# Proper nouns by the finer tags: parts of names keep their own part of speech ("Smart/ADJ/NNP").
_PROPER = frozenset({"NNP", "NNPS"})


class Tree:
    """Words of one sentence with their children; `text` is the article's text."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._labels = [token.deprel for token in self.tokens]
        self._lemmas = [token.lemma.lower() for token in self.tokens]
        self._conjuncts: dict[int, tuple[int, ...]] = {}
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                self.children[token.head].append(token.index)
        self.root = next(token.index for token in self.tokens if token.head < 0)
        words = [t.text for t in self.tokens if t.upos in ("NOUN", "ADJ", "VERB") and t.text[0].isalpha()]
        # A headline, where capitals say nothing: its nouns, adjectives and verbs all have them.
        self.title_case = bool(words) and all(w[0].isupper() for w in words)

    def nominals(self) -> list[int]:
        """The words that can head a nominal, left to right."""
        return [token.index for token in self.tokens if token.upos in _NOMINAL or token.xpos in _PROPER]

    def is_proper(self, index: int) -> bool:
        """Whether a word is tagged as a part of a name, whatever part of speech it has of its own."""
        token = self.tokens[index]
        return token.upos == "PROPN" or token.xpos in _PROPER

    def kids(self, index: int, *relations: str) -> list[int]:
        """Children of a word by dependency label, in order; all of them without a label."""
        children = self.children[index]
        if not children or not relations:
            return list(children)
        labels = self._labels
        return [k for k in children if labels[k] in relations]

    def kid(self, index: int, *relations: str) -> int | None:
        """The first child of a word by dependency label, if there is one."""
        children, labels = self.children[index], self._labels
        return next((k for k in children if not relations or labels[k] in relations), None)

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> list[int]:
        """The word and all below it in order, leaving out what hangs by a label of `without`."""
        found = [index]
        pending = [index]
        while pending:
            for kid in self.children[pending.pop()]:
                if self.tokens[kid].deprel not in without:
                    found.append(kid)
                    pending.append(kid)
        return sorted(found)

    def ancestors(self, index: int) -> list[int]:
        """The word's head, that one's head and so on, up to the root."""
        found = []
        head = self.tokens[index].head
        while head >= 0:
            found.append(head)
            head = self.tokens[head].head
        return found

    def conjuncts(self, index: int) -> list[int]:
        """The word and what is coordinated with it, nested or not, in order."""
        known = self._conjuncts.get(index)
        if known is None:
            found = [index]
            pending = [index]
            while pending:
                for kid in self._coordinated_below(pending.pop()):
                    found.append(kid)
                    pending.append(kid)
            known = self._conjuncts[index] = tuple(sorted(found))
        return list(known)

    def _coordinated_below(self, index: int) -> list[int]:
        """The conjuncts of a word, or of a part of the name that it closes: the parser may choose either.

        An apposition with an "and" of its own is one, whatever its label.
        """
        if not self.children[index]:
            return []
        parts = [k for k in self.kids(index, "compound", "flat") if self.is_proper(k) and self.is_proper(index)]
        behind = [k for part in parts for k in self.kids(part, "conj") if k > max(index, part)]
        joined = [k for k in self.kids(index, "appos") if self.kids(k, "cc")]
        return [*self.kids(index, "conj", "list"), *joined, *behind]

    def case(self, index: int) -> str:
        """The preposition of a nominal, with its fixed parts: "with", "according to"."""
        if not self.children[index]:
            return ""
        words = []
        for kid in self.kids(index, "case", "mark"):
            if self.tokens[kid].xpos != "POS":
                words += [self.tokens[kid].text, *(self.tokens[f].text for f in self.kids(kid, "fixed"))]
        return " ".join(words).lower()

    def join(self, indexes: Iterable[int], replaced: dict[int, str] | None = None) -> str:
        """The words as text, spaced as in the article; `replaced` gives other words for some."""
        replaced = replaced or {}
        parts: list[str] = []
        last: Token | None = None
        for index in sorted(indexes):
            word = replaced.get(index, self.tokens[index].text)
            if not word:
                continue
            token = self.tokens[index]
            if last is not None and (self.text[last.end : token.start] or last.index + 1 != index):
                parts.append(" ")
            parts.append(word)
            last = token
        return " ".join("".join(parts).split())

    def fill_gaps(self, indexes: Iterable[int]) -> list[int]:
        """The words in order, with those between two of them that no space parts: "n't", "re-elected"."""
        found: list[int] = []
        for index in sorted(indexes):
            between = range(found[-1] + 1, index) if found else range(0)
            tight = all(self.tokens[w].start == self.tokens[w - 1].end for w in (*between, index))
            found += [*(between if tight else ()), index]
        return found

    def word(self, index: int) -> Token:
        """The token at an index."""
        return self.tokens[index]

    def lemma(self, index: int) -> str:
        """The lemma of a word, in lower case."""
        return self._lemmas[index]

    def span(self, indexes: Iterable[int]) -> tuple[int, int]:
        """Where in the article the first of some words starts and the last ends; there is at least one."""
        ordered = sorted(indexes)
        return self.tokens[ordered[0]].start, self.tokens[ordered[-1]].end

    def has_colon_before(self, index: int) -> bool:
        """Whether a colon opens the phrase that this word heads, or stands right before it."""
        first = self.subtree(index)[0]
        return any(self.tokens[w].text == ":" for w in (first, first - 1) if w >= 0)

    def has_comma_before(self, index: int) -> bool:
        """Whether a comma stands right before the phrase that this word heads."""
        first = self.subtree(index)[0]
        while first < index and self.tokens[first].deprel == "punct":
            if self.tokens[first].text == ",":
                return True
            first += 1
        return first > 0 and self.tokens[first - 1].text == ","
