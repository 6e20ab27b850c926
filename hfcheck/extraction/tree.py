"""A sentence as a tree of words, with the questions that extraction asks of it."""

from __future__ import annotations

from collections.abc import Iterable

from hfcheck.model import Sentence, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
# Proper nouns by the finer tags: parts of names keep their own part of speech ("Smart/ADJ/NNP").
_PROPER = frozenset({"NNP", "NNPS"})
_CASES = ("case", "mark")
_NO_LABELS: frozenset[str] = frozenset()
_QUOTATION_MARKS = frozenset({"“", "”", '"'})


class Tree:
    """Words of one sentence with their children; `text` is the article's text."""

    def __init__(self, sentence: Sentence, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.tokens: tuple[Token, ...] = sentence.tokens
        self._labels = [token.deprel for token in self.tokens]
        self._lemmas = [token.lemma.lower() for token in self.tokens]
        self._conjuncts: dict[int, tuple[int, ...]] = {}
        # What is asked of a word again and again is worked out once; most words have nothing below them.
        self._cases: dict[int, str] = {}
        self._cased: dict[str, frozenset[int]] = {}
        self._subtrees: dict[tuple[int, frozenset[str]], tuple[int, ...]] = {}
        self._joined: dict[tuple[int, ...], str] = {}
        self.children: list[list[int]] = [[] for _ in self.tokens]
        below: dict[int, set[str]] = {}
        for token in self.tokens:
            if token.head >= 0:
                self.children[token.head].append(token.index)
                below.setdefault(token.head, set()).add(token.deprel)
        self._below = [below.get(token.index, _NO_LABELS) for token in self.tokens]
        self.quotation_marks = [token.index for token in self.tokens if token.text in _QUOTATION_MARKS]
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
        if self._below[index].isdisjoint(relations):
            return [] if relations else list(self.children[index])
        labels = self._labels
        return [k for k in self.children[index] if labels[k] in relations]

    def kid(self, index: int, *relations: str) -> int | None:
        """The first child of a word by dependency label, if there is one."""
        children = self.children[index]
        if self._below[index].isdisjoint(relations):
            return children[0] if children and not relations else None
        labels = self._labels
        return next(k for k in children if labels[k] in relations)

    def subtree(self, index: int, without: frozenset[str] = _NO_LABELS) -> list[int]:
        """The word and all below it in order, leaving out what hangs by a label of `without`."""
        if not self.children[index]:
            return [index]
        known = self._subtrees.get((index, without))
        if known is None:
            known = self._subtrees[index, without] = self._walk_subtree(index, without)
        return list(known)

    def _walk_subtree(self, index: int, without: frozenset[str]) -> tuple[int, ...]:
        labels, children = self._labels, self.children
        found = [index]
        # The list grows while it is walked.
        for word in found:
            if not without:
                found += children[word]
            elif children[word]:
                found += [k for k in children[word] if labels[k] not in without]
        return tuple(sorted(found))

    def first_below(self, index: int) -> int:
        """The first word of all that a word heads."""
        return self.subtree(index)[0] if self.children[index] else index

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
        known = self._cases.get(index)
        if known is None:
            words = []
            for kid in self.kids(index, *_CASES):
                if self.tokens[kid].xpos != "POS":
                    words += [self.tokens[kid].text, *(self.tokens[f].text for f in self.kids(kid, "fixed"))]
            known = self._cases[index] = " ".join(words).lower()
        return known

    def words_with_case(self, case: str) -> frozenset[int]:
        """The words of the sentence that have a preposition."""
        known = self._cased.get(case)
        if known is None:
            words = (k for k, labels in enumerate(self._below) if not labels.isdisjoint(_CASES))
            known = self._cased[case] = frozenset(k for k in words if self.case(k) == case)
        return known

    def join(self, indexes: Iterable[int], replaced: dict[int, str] | None = None) -> str:
        """The words as text, spaced as in the article; `replaced` gives other words for some."""
        if not replaced:
            key = tuple(indexes)
            known = self._joined.get(key)
            if known is None:
                known = self._joined[key] = self._join_words(key, {})
            return known
        return self._join_words(indexes, replaced)

    def _join_words(self, indexes: Iterable[int], replaced: dict[int, str]) -> str:
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
        first = self.first_below(index)
        return any(self.tokens[w].text == ":" for w in (first, first - 1) if w >= 0)

    def has_comma_before(self, index: int) -> bool:
        """Whether a comma stands right before the phrase that this word heads."""
        first = self.first_below(index)
        while first < index and self.tokens[first].deprel == "punct":
            if self.tokens[first].text == ",":
                return True
            first += 1
        return first > 0 and self.tokens[first - 1].text == ","
