"""Nominals of a tree → `Phrase`s: what names them, whose they are, and whom they join."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.discourse import Discourse
from hfcheck.extraction.extents import Extents
from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.naming import Naming
from hfcheck.extraction.parties import join_names, settle_reference
from hfcheck.extraction.references import ReferenceReader
from hfcheck.extraction.tree import Tree
from hfcheck.model import Phrase, PhraseKind

_OWNING_CASES = ("of", "for", "by", "at")
_LIST_ENDS = (".", ";", "—", "–", "?", "!")


class PhraseReader:
    """Builds the phrases of one sentence, their references resolved in the discourse so far."""

    def __init__(self, tree: Tree, discourse: Discourse, sentence: int = 0) -> None:
        self.tree = tree
        self.extents = Extents(tree)
        self.naming = Naming(self.extents)
        self.cues = self.extents.cues
        self.references = ReferenceReader(self.naming, discourse, sentence)

    def read(self, head: int, *, whole: bool = False) -> Phrase:
        """The phrase that a word heads; `whole` keeps its coordination together ("A and B")."""
        if whole and len(self.tree.conjuncts(head)) > 1:
            return self._read_joint(head)
        described = None if self.tree.tokens[head].upos == "PRON" else self.naming.split_description(head)
        if described is not None:
            return self.make(head, described.name)
        appositive = self.naming.named_apposition(head)
        return self.read(appositive) if appositive is not None else self.make(head, self.extents.own_words(head))

    def read_name(self, first: int, last: int) -> Phrase:
        """The phrase of one name alone, from its first to its last word."""
        phrase = self.make(last, list(range(first, last + 1)))
        # Long forms may hold several names of their own ("the X of A and B"); here they are one.
        head = self.tree.join(w for w in range(first, last + 1) if self.tree.tokens[w].upos != "DET")
        span = (phrase.start, phrase.end)
        return msgspec.structs.replace(
            phrase, kind=PhraseKind.NAME, head=head, names=(span,), antecedents=(), parties=(), resolved=""
        )

    def read_names_below(self, head: int) -> list[Phrase]:
        """The names listed after a noun and a colon: "ten models: A, B, and C"; () if an item is no name alone.

        Read off the words, since a parser is easily lost in long lists.
        """
        tree = self.tree
        start = next((w for w in range(head + 1, len(tree.tokens)) if tree.tokens[w].text == ":"), None)
        found: list[Phrase] = []
        word = start + 1 if start is not None else len(tree.tokens)
        while word < len(tree.tokens) and tree.tokens[word].text not in _LIST_ENDS:
            name = self.extents.name_at(word)
            if name is not None and name[0] == word and self._ends_item(name[1] + 1):
                found.append(self.read_name(*name))
                word = name[1] + 1
            elif tree.tokens[word].text == "," or tree.tokens[word].upos in ("CCONJ", "DET"):
                word += 1
            else:
                return []
        return found

    def _ends_item(self, word: int) -> bool:
        after = self.tree.tokens[word] if word < len(self.tree.tokens) else None
        return after is None or after.text in (",", *_LIST_ENDS) or after.upos == "CCONJ"

    def make(self, head: int, words: list[int]) -> Phrase:
        """The phrase of `words`, in order and at least one, around the noun `head`."""
        tree = self.tree
        token = tree.tokens[head]
        kind = self._kind_of(head, words)
        bracketed = self.extents.brackets_in(words)
        start, end = tree.span(words)
        text = tree.join(words)
        told = tree.join(w for w in words if w not in bracketed) if bracketed else text
        phrase = Phrase(
            text=text,
            start=start,
            end=end,
            head=told if kind is PhraseKind.NAME else token.lemma.lower(),
            kind=kind,
            definite=self.references.is_definite(head),
            plural=token.xpos in ("NNS", "NNPS") or token.lemma in ("they", "them", "their"),
            names=self._find_name_spans(words),
            modifiers=self._find_modifiers(head, words),
            owner=self.owner_of(head),
            parties=self._parties_of(head),
            complements=self._complements_of(head),
        )
        return self.references.resolve(phrase, head, words)

    def _read_joint(self, head: int) -> Phrase:
        """Coordinated nominals as one; several titles of one person are that person."""
        heads = [k for k in self.tree.conjuncts(head) if not self.naming.is_title_of_next(k)]
        named = [a for k in heads if (a := self.naming.named_apposition(k)) is not None]
        if named and all(self.extents.is_person_noun(k) for k in heads):
            return self.read(named[0])
        return join_names(tuple(self.read(k) for k in heads))

    def _kind_of(self, head: int, words: list[int]) -> PhraseKind:
        token = self.tree.tokens[head]
        if token.upos == "PRON" or (token.upos == "DET" and len(words) == 1):
            return PhraseKind.PRONOUN
        bracketed = self.extents.brackets_in(words)
        told = [w for w in words if w not in bracketed] or words if bracketed else words
        if self.extents.name_at(told[-1]) and all(
            self.extents.name_at(w) or self.tree.tokens[w].upos in ("DET", "PUNCT") for w in told
        ):
            return PhraseKind.NAME
        if token.upos == "NUM":
            return PhraseKind.NUMBER
        return PhraseKind.ADJECTIVE if token.upos == "ADJ" else PhraseKind.NOMINAL

    def _find_name_spans(self, words: list[int]) -> tuple[tuple[int, int], ...]:
        """Where in the article the names stand that overlap a phrase, cut to it."""
        first, last = words[0], words[-1]
        inside = [(max(a, first), min(b, last)) for a, b in self.extents.names if first <= b and a <= last]
        return tuple((self.tree.tokens[a].start, self.tree.tokens[b].end) for a, b in inside)

    def _find_modifiers(self, head: int, words: list[int]) -> tuple[str, ...]:
        content = ("ADJ", "NOUN", "VERB", "PROPN", "NUM", "ADV")
        return tuple(self.tree.lemma(w) for w in words if w != head and self.tree.tokens[w].upos in content)

    # ── what hangs on a nominal ──────────────────────────────────────────────────────────────

    def owner_of(self, head: int) -> Phrase | None:
        """Whose it is: the possessor, or for a noun without one what it is of or for."""
        tree = self.tree
        if not tree.children[head]:
            return None
        possessor = tree.kid(head, "nmod:poss")
        if possessor is not None:
            return self.read(possessor)
        for kid in tree.kids(head, "nmod", "obl"):
            if tree.case(kid) in _OWNING_CASES and tree.tokens[kid].upos in ("PROPN", "NOUN", "PRON"):
                return self.read(kid)
        whole = self.extents.name_at(head)
        named = next((k for k in tree.kids(head, "compound") if self.extents.name_at(k) not in (None, whole)), None)
        return self.read(named) if named is not None else None

    def _complements_of(self, head: int) -> tuple[tuple[str, Phrase], ...]:
        """The prepositional phrases of a nominal: ("under", "the NATO roof")."""
        tree = self.tree
        kids = [k for k in tree.kids(head, "nmod") if k > head and tree.case(k) and not tree.has_comma_before(k)]
        return tuple((tree.case(k), self.read(k)) for k in kids)

    def _parties_of(self, head: int) -> tuple[Phrase, ...]:
        """Whom a tie joins: "the deal between A and B", "its partnership with B", "A's venture with B"."""
        tree = self.tree
        deal = tree.lemma(head) in self.cues.deal_nouns
        if not deal and tree.lemma(head) not in self.cues.party_nouns:
            return ()
        joined = next((k for k in tree.kids(head, "nmod", "obl") if tree.case(k) in ("between", "among", "by")), None)
        if joined is not None and tree.case(joined) != "by":
            return self._read_parties(joined)
        partners = self._partners_of(head) if deal else []
        possessor = tree.kid(head, "nmod:poss")
        if not partners:
            # "A and B renewed their alliance": it is one between those whose it is.
            owners = self.read(possessor).antecedents if deal and possessor is not None else ()
            return owners if len(owners) > 1 else ()
        first = (settle_reference(self.read(possessor)),) if possessor is not None else ()
        return first + tuple(p for partner in partners for p in self._read_parties(partner))

    def _partners_of(self, head: int) -> list[int]:
        """Heads of "with B" below a deal, below its participle, and below "in cooperation"."""
        tree = self.tree
        partners = [k for k in tree.kids(head, "nmod", "obl") if tree.case(k) in self.cues.partner_cases]
        clauses = tree.kids(head, "acl")
        partners += [k for c in clauses for k in tree.kids(c, "obl", "obl:agent") if tree.case(k) == "with"]
        partners += [k for b in self._bridges_of(head) for k in tree.kids(b, "nmod") if tree.case(k) == "with"]
        return [k for k in partners if self.can_be_party(k)]

    def _bridges_of(self, head: int) -> list[int]:
        """ "a company in cooperation with B": the parser may hang "in cooperation" on the verb, right behind."""
        tree = self.tree
        above = tree.tokens[head].head
        behind = max(self.extents.own_words(head)) + 1
        adjoined = [k for k in tree.kids(above, "obl") if tree.first_below(k) == behind] if above >= 0 else []
        kids = [*tree.kids(head, "nmod"), *adjoined]
        return [k for k in kids if tree.lemma(k) in self.cues.bridging_nouns and tree.case(k) == "in"]

    def can_be_party(self, head: int) -> bool:
        """Whether a nominal can be party to a tie: a name, a person, a body; no deal, time, amount or matter."""
        token, cues = self.tree.tokens[head], self.cues
        lemma = token.lemma.lower()
        bodies = unite(cues.party_nouns, cues.organisation_nouns, cues.person_nouns)
        if token.upos == "PRON" or self.extents.name_at(head) or lemma in bodies:
            return True
        if token.upos not in ("NOUN", "PROPN", "ADJ", "X") or lemma in unite(cues.deal_nouns, cues.time_nouns):
            return lemma in cues.organisation_nouns
        return token.entity in ("", *cues.party_types)

    def _read_parties(self, head: int) -> tuple[Phrase, ...]:
        members = [m for m in self.naming.spread_members(head) if self.can_be_party(m)]
        return tuple(settle_reference(self.read(member)) for member in members)
