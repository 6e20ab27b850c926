"""Names and what describes them → "Shell is an oil giant": descriptions, titles, appositions, short names."""

from __future__ import annotations

from hfcheck.extraction.facts import FactReader
from hfcheck.extraction.initials import find_long_form, is_acronym, spell
from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.parties import add_owner, find_first_owner, give_owner
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.model import Argument, Phrase, PhraseKind


class DescriptionReader(FactReader):
    """Reads the descriptions of one sentence's names, nominal by nominal from the left."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        super().__init__(phrases, sink)
        # Whose the last title was: in one list of people, those after it are of the same body.
        self._body: Phrase | None = None

    # ── noting, before anything is resolved ──────────────────────────────────────────────────

    def note(self, head: int) -> None:
        """Note in the discourse what the sentence calls the name that `head` is, or is beside."""
        described = self.naming.split_description(head)
        if described:
            noun = self.tree.tokens[described.description[-1]].lemma
            self.sink.discourse.describe(self.tree.join(described.name), noun)
        for kid in self.naming.appositions_of(head):
            self._note_apposition(head, kid)
        self._note_naming(head)
        self._note_predicate(head)

    def _note_predicate(self, head: int) -> None:
        """ "Shell is an oil company": Shell is called a company."""
        tree = self.tree
        subject = tree.kid(head, "nsubj")
        name = self.extents.name_at(subject) if subject is not None else None
        if name is None:
            return
        plain = bool(tree.kids(head, "cop")) and tree.tokens[head].xpos == "NN" and not self.extents.name_at(head)
        denied = any(tree.lemma(k) in self.cues.negations for k in tree.kids(head, "advmod"))
        if plain and not denied and any(tree.lemma(k) == "a" for k in tree.kids(head, "det")):
            self._note_noun(name, tree.tokens[head].lemma)

    def _note_naming(self, head: int) -> None:
        """ "identified the woman as Ann Lee", "a woman named Ann Lee": Ann Lee is called a woman."""
        tree = self.tree
        token = tree.tokens[head]
        above = [token.head] if token.deprel in ("obj", "nsubj:pass") else []
        for verb in (*above, *tree.kids(head, "acl")):
            if tree.tokens[verb].upos != "VERB" or tree.lemma(verb) not in self.cues.naming_verbs:
                continue
            named = [k for k in tree.kids(verb, "xcomp") if self.extents.name_at(k)]
            named += [k for k in tree.kids(verb, "obl") if tree.case(k) == "as" and self.extents.name_at(k)]
            name = self.extents.name_at(named[0]) if named else None
            if name is not None and self.extents.name_at(head) is None:
                self._note_noun(name, token.lemma)

    def _note_apposition(self, head: int, kid: int) -> None:
        left, right = self.extents.name_at(head), self.extents.name_at(kid)
        if left and right:
            if kid > 0 and self.extents.is_in_brackets(kid):
                # A short name is called what its full name ends in: NATO is an organization.
                full, short = (left, right) if left[1] - left[0] >= right[1] - right[0] else (right, left)
                self._note_noun(short, self.tree.tokens[full[1]].text.lower())
        elif left:
            self._note_noun(left, self.tree.tokens[kid].lemma)
        elif right:
            self._note_noun(right, self.tree.tokens[head].lemma)

    def _note_noun(self, name: tuple[int, int], noun: str) -> None:
        self.sink.discourse.describe(self.tree.join(range(name[0], name[1] + 1)), noun)

    # ── descriptions and titles ──────────────────────────────────────────────────────────────

    def read(self, head: int) -> None:
        """Read what describes the name that a nominal closes, and what stands beside the nominal."""
        self._read_description(head)
        for kid in self.naming.appositions_of(head):
            self._read_apposition(head, kid)

    def _read_description(self, head: int) -> None:
        described = self.naming.split_description(head)
        if described is None or self._is_honorific(described.description[-1]):
            return
        phrase = self._make_description(described.description, head)
        title = self.extents.is_person_noun(described.description[-1])
        # "its chairman A, general manager B": in one list of people the second is of the same body.
        if title and phrase.owner is None and self._body is not None and self._is_listed(head):
            phrase = add_owner(phrase, self._body)
        self._put_is(self.phrases.make(head, described.name), phrase, described.description)
        if title and phrase.owner:
            self._body = find_first_owner(phrase)

    def _is_honorific(self, word: int) -> bool:
        return self.tree.tokens[word].text.lower().rstrip(".") in self.cues.honorifics

    def _is_listed(self, head: int) -> bool:
        tree = self.tree
        token = tree.tokens[head]
        beside = token.deprel == "nmod:desc" and tree.has_comma_before(head)
        return beside or token.deprel == "conj" or (token.head >= 0 and tree.tokens[token.head].deprel == "conj")

    def _make_description(self, words: list[int], head: int) -> Phrase:
        """The phrase of the words before a name: "oil giant", "Acme's rotating chairman"."""
        tree = self.tree
        noun = words[-1]
        owner = self._find_owner(words) or (self.phrases.owner_of(noun) if noun != head else None)
        start, end = tree.span(words)
        inside = [(a, b) for a, b in self.extents.names if words[0] <= a and b <= words[-1]]
        content = [w for w in words[:-1] if tree.tokens[w].upos in ("ADJ", "NOUN", "PROPN", "VERB")]
        return Phrase(
            text=tree.join(w for w in words if tree.tokens[w].text not in ("(", ")")),
            start=start,
            end=end,
            head=tree.lemma(noun),
            kind=PhraseKind.NOMINAL,
            names=tuple((tree.tokens[a].start, tree.tokens[b].end) for a, b in inside),
            modifiers=tuple(tree.lemma(w) for w in content),
            owner=owner,
        )

    def _find_owner(self, words: list[int]) -> Phrase | None:
        """ "Acme's rotating chairman", "Acme chairman": the possessor or the name that opens the description."""
        for word in words[:-1]:
            if self.tree.tokens[word + 1].xpos == "POS":
                return self.phrases.read(word)
            name = self.extents.name_at(word)
            if name and name[0] == words[0] and name[1] < words[-1]:
                return self.phrases.read_name(*name)
        return None

    def _put_is(self, subject: Phrase, predicate: Phrase, words: list[int]) -> None:
        told = Argument("pred", predicate)
        self.put_fact("description", subject, "be", "is", told, head=words[-1], relation=words)

    # ── appositions ──────────────────────────────────────────────────────────────────────────

    def _read_apposition(self, head: int, kid: int) -> None:
        tree = self.tree
        left, right = self.extents.name_at(head), self.extents.name_at(kid)
        if any(tree.lemma(k) == "a" for k in tree.kids(kid, "det")):
            # "X's wife, an Italian": no name.
            right = None
        if self.extents.is_in_brackets(kid):
            self._read_short_name(head, kid)
        elif self.naming.split_description(kid) is not None:
            return
        elif right and not left and len(tree.conjuncts(kid)) == 1:
            self._read_titles(head, kid)
        elif not left and not right and self._is_indefinite(kid) and tree.has_comma_before(kid):
            self._put_is(self.phrases.read(head), self.phrases.read(kid), self.extents.own_words(kid))
        elif left and not right and tree.tokens[kid].upos == "NOUN":
            self._read_nouns_beside(head, kid)

    def _read_titles(self, head: int, kid: int) -> None:
        """ "Acme's director and chairman of the cloud unit, Ann Lee": she is both, both at Acme."""
        if self.tree.lemma(head) not in unite(self.cues.person_nouns, self.cues.organisation_nouns):
            return
        if self.tree.tokens[head].xpos == "NNS":
            # "some clubs, for example Ajax": a name beside a plural is one of them and no more.
            return
        name = self.phrases.read(kid)
        titles = [(self._own_words(noun), noun) for noun in self._titles_of(head)]
        told = [self.phrases.make(noun, words) for words, noun in titles]
        owners = [find_first_owner(phrase) for phrase in told]
        owner = next((o for o in owners if o is not None and o.kind is PhraseKind.NAME), None)
        for (words, _), phrase in zip(titles, told, strict=True):
            self._put_is(name, give_owner(phrase, owner), words)

    def _read_nouns_beside(self, head: int, kid: int) -> None:
        """ "Shell, an oil giant and producer of gas": the name is each of them."""
        for noun in self.tree.conjuncts(kid):
            if self.tree.tokens[noun].upos == "NOUN" and self.naming.split_description(noun) is None:
                words = self._own_words(noun)
                if self.tree.tokens[words[0]].upos == "ADP":
                    # "the band, in particular the singer" narrows it.
                    continue
                self._put_is(self.phrases.read(head), self.phrases.make(noun, words), words)

    def _own_words(self, noun: int) -> list[int]:
        """The words of a description, up to the next person of a list: "chairman of Acme", not "… of Acme, Ann Lee"."""
        tree = self.tree
        words = self.extents.own_words(noun)
        for first, last in self.extents.names:
            person = any(tree.tokens[w].entity == "person" for w in range(first, last + 1))
            if person and first in words and first > noun and tree.tokens[first - 1].text == ",":
                return [w for w in words if w < first - 1]
        return words

    def _is_indefinite(self, word: int) -> bool:
        determiners = self.tree.kids(word, "det")
        return self.tree.tokens[word].upos == "NOUN" and any(self.tree.tokens[k].lemma == "a" for k in determiners)

    def _titles_of(self, head: int) -> list[int]:
        """ "managing director and chairman of the unit, X": every coordinated title is X's."""
        above = self.tree.tokens[head]
        first = above.head if above.deprel == "conj" else head
        nouns = [k for k in self.tree.conjuncts(first) if self.tree.tokens[k].upos in ("NOUN", "PROPN")]
        # A title right before another name is that one's: "chairman A, and chief executive B".
        own = [k for k in nouns if k == head or not (self.extents.is_title(k) or self.tree.tokens[k].xpos == "NNS")]
        return [k for k in own if not self.extents.name_at(k)] or [head]

    def _find_full_name(self, head: int, bracket: int, short: str) -> Phrase | None:
        """What the bracket abbreviates, or says in another script; None where it tells something else."""
        name = self.extents.name_at(head)
        if is_acronym(short):
            words = find_long_form(self.tree, bracket, short)
            return self.phrases.read_name(words[0], words[-1]) if words else None
        if name is None:
            return None
        before = self.tree.join(range(name[0], name[1] + 1))
        spelled = is_acronym(before) and spell(short.replace("-", " ").split()) == before
        return self.phrases.read_name(*name) if spelled or not short.isascii() else None

    def _read_short_name(self, head: int, kid: int) -> None:
        """ "the North Atlantic Treaty Organization (NATO)": it is also called NATO."""
        if not self.extents.name_at(kid):
            return
        below = [self.tree.tokens[w] for w in self.tree.subtree(kid)]
        words = [token.index for token in below if token.upos != "PUNCT" or token.text == "-"]
        full = self._find_full_name(head, below[0].index, self.tree.join(words)) if words else None
        if full is None:
            return
        short = Argument("obj", self.phrases.make(kid, words))
        self.put_fact("alias", full, "stand for", "is also called", short, head=kid, relation=words)
