"""Where a sentence mentions something: its names, nominals, pronouns and coordinations, with what they show of it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from hfcheck.extraction.lexicon import load_cues, load_given_names
from hfcheck.extraction.phrases import PhraseReader

_ROLES = {
    "nsubj": "subject",
    "nsubj:pass": "subject",
    "nsubj:outer": "subject",
    "obj": "object",
    "iobj": "object",
    "obl": "oblique",
    "obl:agent": "oblique",
    "nmod:poss": "possessor",
    "nmod": "nested",
    "compound": "modifier",
}
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "parataxis", "xcomp", "root"})


class Occurrence(NamedTuple):
    """One mention. `word` is the index of its head; `form` is name, noun, pronoun or group; `number` one, many or "".

    `called` are the nouns that stand for it there ("chairman", "the firm"), `clause` the head of the clause it is in.
    """

    sentence: int
    paragraph: int
    word: int
    form: str
    text: str
    number: str
    sex: str
    type: str
    role: str
    called: frozenset[str]
    definite: bool
    clause: int


class OccurrenceReader:
    """Reads the occurrences of one sentence, left to right."""

    def __init__(self, phrases: PhraseReader, sentence: int) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.extents = phrases.extents
        self.cues = load_cues()
        self.sentence = sentence
        self._called: defaultdict[int, set[str]] = defaultdict(set)
        self._passed: set[int] = set()

    def read(self) -> list[Occurrence]:
        """The occurrences in order; a coordination stands before its first member."""
        for token in self.tree.tokens:
            self._note_nouns(token.index)
        found: list[Occurrence] = []
        for token in self.tree.tokens:
            word = token.index
            form = self._find_form(word)
            if form in ("name", "noun") and self._opens_group(word):
                found.append(self._make(word, "group"))
            if form:
                found.append(self._make(word, form))
        return found

    # ── what is an occurrence ────────────────────────────────────────────────────────────────

    def _find_form(self, word: int) -> str:
        token = self.tree.tokens[word]
        if token.text.lower() in self.cues.known_pronouns:
            return "pronoun" if token.upos in ("PRON", "DET") and token.deprel != "expl" else ""
        name = self.extents.name_at(word)
        if name is not None:
            return "name" if self._head_of(name) == word else ""
        plain = token.upos == "NOUN" and token.deprel not in ("compound", "fixed", "flat", "nmod:desc", "expl")
        return "noun" if plain and token.entity != "time" and word not in self._passed else ""

    def _head_of(self, name: tuple[int, int]) -> int:
        """The word of a name whose own head lies outside it."""
        inside = range(name[0], name[1] + 1)
        return next((w for w in inside if self.tree.tokens[w].head not in inside), name[1])

    def _opens_group(self, word: int) -> bool:
        tree = self.tree
        if tree.tokens[word].deprel == "conj" or not tree.children[word]:
            return False
        joined = [k for k in tree.conjuncts(word) if tree.tokens[k].upos in ("NOUN", "PROPN", "PRON")]
        between = any(tree.lemma(c) == "and" for k in joined for c in tree.kids(k, "cc"))
        return len(joined) > 1 and between

    # ── what it is called ────────────────────────────────────────────────────────────────────

    def _note_nouns(self, word: int) -> None:
        """Note what describes a name from before, beside or as a predicate: a noun that is no occurrence of its own."""
        tree = self.tree
        described = self.phrases.naming.split_description(word) if tree.tokens[word].upos != "PRON" else None
        if described is not None:
            self._called[self._head_of((described.name[0], described.name[-1]))] |= {
                tree.lemma(w).rstrip(".") for w in described.description
            }
            self._passed.update(described.description)
        if not tree.children[word]:
            return
        for kid in tree.kids(word, "appos"):
            self._note_beside(word, kid)
        subject = tree.kid(word, "nsubj")
        if subject is not None and tree.kids(word, "cop") and tree.tokens[word].upos == "NOUN":
            denied = any(tree.lemma(k) in self.cues.negations for k in tree.kids(word, "advmod"))
            self._called[subject] |= set() if denied else {tree.lemma(word)}
            self._passed.add(word)

    def _note_beside(self, head: int, kid: int) -> None:
        left, right = self.extents.name_at(head), self.extents.name_at(kid)
        if left and not right:
            self._called[self._head_of(left)].add(self.tree.lemma(kid))
            self._passed.add(kid)
        elif right and not left and self.tree.tokens[head].xpos != "NNS":
            self._called[self._head_of(right)].add(self.tree.lemma(head))
            self._passed.add(head)

    # ── making one ───────────────────────────────────────────────────────────────────────────

    def _make(self, word: int, form: str) -> Occurrence:
        token = self.tree.tokens[word]
        called = self._called[word] if form != "group" else set()
        if form == "noun":
            called = called | {self.tree.lemma(word)}
        text = token.text.lower()
        if form == "name":
            first, last = self.extents.name_at(word) or (word, word)
            text = self.tree.join(range(first, last + 1))
        return Occurrence(
            sentence=self.sentence,
            paragraph=self.tree.sentence.paragraph,
            word=word,
            form=form,
            text=text,
            number=self._find_number(word, form),
            sex=self._find_sex(word, form, text, called),
            type="" if form == "group" else self._find_type(word),
            role=self._find_role(word),
            called=frozenset(called),
            definite=self.phrases.references.is_definite(word) or bool(self.tree.kids(word, "nmod:poss")),
            clause=find_clause(self.phrases, word),
        )

    def _find_type(self, word: int) -> str:
        name = self.extents.name_at(word)
        words = range(name[0], name[1] + 1) if name else (word,)
        return next((t for w in words if (t := self.tree.tokens[w].entity)), "")

    def _find_number(self, word: int, form: str) -> str:
        text, xpos = self.tree.tokens[word].text.lower(), self.tree.tokens[word].xpos
        if form == "group" or text in self.cues.plural_pronouns:
            return "many"
        if form == "noun":
            return "many" if xpos in ("NNS", "NNPS") else "one"
        # "the Armenians", but not "Skarn Lines" or "the United States".
        people = form == "name" and xpos == "NNPS" and self._find_type(word) == "person"
        return "many" if people and self.tree.kids(word, "det") else "one"

    def _find_sex(self, word: int, form: str, text: str, called: set[str]) -> str:
        if form == "pronoun":
            return "m" if text in self.cues.male_pronouns else "f" if text in self.cues.female_pronouns else ""
        male, female = bool(called & self.cues.male_nouns), bool(called & self.cues.female_nouns)
        if male != female:
            return "m" if male else "f"
        return load_given_names().get(text.split()[0], "") if form == "name" and len(text.split()) > 1 else ""

    def _find_role(self, word: int) -> str:
        token = self.tree.tokens[word]
        while token.deprel in ("conj", "appos", "flat") and token.head >= 0:
            token = self.tree.tokens[token.head]
        return _ROLES.get(token.deprel, "other")


def find_clause(phrases: PhraseReader, word: int) -> int:
    """The head of the clause that a word stands in: the nearest verb or predicate above it."""
    tree = phrases.tree
    above = tree.tokens[word].head
    while above >= 0:
        token = tree.tokens[above]
        if token.upos in ("VERB", "AUX") or tree.kids(above, "cop", "nsubj", "nsubj:pass") or token.deprel in _CLAUSES:
            return above
        above = token.head
    return -1
