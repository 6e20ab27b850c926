"""Nominals of a tree → `Phrase`s: what names them, whose they are, and whom they join."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from hfcheck.extraction.coreference import Discourse
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.names import find_names
from hfcheck.extraction.tree import Tree
from hfcheck.model import Phrase, PhraseKind

# What a phrase does not carry along: other claims are read from these.
_LEFT_OUT = frozenset(
    {
        "appos",
        "acl:relcl",
        "acl",
        "conj",
        "cc",
        "parataxis",
        "list",
        "advcl",
        "advcl:relcl",
        "cop",
        "nsubj",
        "nsubj:pass",
        "nsubj:outer",
        "csubj",
        "aux",
        "discourse",
        "dep",
        "expl",
        "ccomp",
        "mark",
        "obl",
        "obl:agent",
        "obl:unmarked",
        "orphan",
        "vocative",
        "cc:preconj",
        "aux:pass",
        "reparandum",
    }
)
_POSSESSIVE = frozenset({"its", "his", "her", "their"})
_NEW = frozenset({"first", "last", "next", "other", "same", "only", "previous", "former", "latter"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "him", "her", "them", "itself", "themselves", "himself", "herself"})


class Described(NamedTuple):
    """A name and the words that describe it: "oil giant" and "Shell" in "oil giant Shell"."""

    name: list[int]
    description: list[int]


class PhraseReader:
    """Builds phrases of one sentence; asks the discourse what pronouns and descriptions stand for."""

    def __init__(self, tree: Tree, discourse: Discourse) -> None:
        self.tree = tree
        self.discourse = discourse
        self.names = find_names(tree)
        self.cues = load_cues()

    # ── names ────────────────────────────────────────────────────────────────────────────────

    def name_at(self, index: int) -> tuple[int, int] | None:
        return next((name for name in self.names if name[0] <= index <= name[1]), None)

    def is_title_of_next(self, word: int) -> bool:
        """Whether a noun is the title of the name right after it, which the parser made a conjunct of its own."""
        following = word + 1
        return (
            self._is_person_noun(word)
            and self.name_at(word) is None
            and following < len(self.tree.tokens)
            and (
                self.name_at(following) is not None
                and self.tree.word(following).deprel == "conj"
                and self.tree.word(word).deprel == "conj"
            )
        )

    def split_description(self, head: int) -> Described | None:
        """The name that closes a nominal after a common noun that describes it, if there is one."""
        alone = self.name_at(head)
        if (
            alone
            and alone[0] == head
            and head
            and self.is_title_of_next(head - 1)
            and self.tree.word(head - 1).deprel == "conj"
            and self.tree.word(head).deprel == "conj"
        ):
            return Described(list(range(alone[0], alone[1] + 1)), self.own_words(head - 1))
        words = [w for w in self.own_words(head) if self.tree.word(w).text not in ("(", ")")]
        while words and words[-1] > head and self._in_bracket(words[-1]):
            words.pop()
        if not words or self.name_at(words[-1]) is None:
            return None
        name = self.name_at(words[-1])
        assert name is not None
        before = list(range(words[0], name[0]))
        before = [w for w in before if w in words or self.tree.word(w).xpos == "POS"]
        if not before or before[-1] != name[0] - 1:
            return None
        # A preposition ends the description: "partnership with carmaker Ford" describes Ford alone.
        last = max((w for w in before if self.tree.word(w).upos in ("ADP", "SCONJ")), default=-1)
        before = [w for w in before if w > last]
        if head not in name and not name[0] <= head <= name[1] and head not in before:
            return None
        noun = self.tree.word(before[-1])
        known = noun.lemma.lower() in self.cues.person_nouns | self.cues.organisation_nouns
        lower_noun = noun.text[0].islower() and noun.upos == "NOUN" and noun.deprel != "case"
        if not (known or (lower_noun and noun.xpos in ("NN", "NNS"))):
            return None
        return Described([w for w in words if w >= name[0]], before)

    # ── words of a phrase ────────────────────────────────────────────────────────────────────

    def own_words(self, head: int) -> list[int]:
        """The words of the nominal itself, without its preposition, clauses, appositions and conjuncts."""
        tree = self.tree
        name = self.name_at(head)
        if name is not None and tree.word(name[1]).upos != "NOUN":
            determiner = [k for k in tree.kids(head, "det") if k == name[0] - 1]
            if not any(k for k in tree.kids(head, "nmod:poss", "amod", "nmod:desc", "compound", "flat") if k < name[0]):
                return [*determiner, *range(name[0], name[1] + 1), *self._bracket_of(head)]
        words = tree.subtree(head, _LEFT_OUT)
        apart = set(tree.kids(head, "case"))
        if tree.kids(head, "cop"):
            apart |= set(tree.kids(head, "advmod"))
        # ", with …" after a comma is a remark on the clause.
        apart |= {k for k in tree.kids(head, "nmod") if tree.case(k) in self.cues.aside_cases}
        apart |= {
            k
            for k in tree.kids(head, "nmod", "punct")
            if k > head and (tree.word(k).upos == "PUNCT" or tree.has_comma_before(k))
        }
        apart |= {f for k in apart for f in tree.subtree(k)}
        words = [w for w in words if w not in apart or w == head]
        before = [k for k in tree.kids(head, "amod", "compound") if k < head]
        words = sorted({*words, *(w for k in before for w in tree.subtree(k) if w < head and tree.word(w).deprel != "case")})
        words = sorted({*words, *(b for w in words for b in self._bracket_of(w))})
        if tree.word(head).lemma in self.cues.plan_nouns and tree.word(head).deprel in ("obj", "xcomp"):
            for clause in tree.kids(head, "acl"):
                if tree.case(clause) in ("to", "of"):
                    words = sorted({*words, *tree.subtree(clause)})
        words = self._keep_inner_conjuncts(head, words)
        return self._trim(words, head)

    def _keep_inner_conjuncts(self, head: int, words: list[int]) -> list[int]:
        """Coordinations below the head belong to it: "research and development", "between A and B"."""
        tree = self.tree
        kept = set(words)
        for word in words:
            if word == head:
                continue
            for conjunct in tree.kids(word, "conj"):
                below = tree.subtree(conjunct, _LEFT_OUT - {"conj", "cc"})
                # A conjunct that follows the head's own words across a comma is another phrase.
                kept.update(below)
        return sorted(kept)

    def _trim(self, words: list[int], head: int) -> list[int]:
        tree = self.tree
        start, end = 0, len(words)
        while (
            start < end
            and tree.word(words[start]).upos in ("PUNCT", "CCONJ")
            and words[start] != head
            and tree.word(words[start]).text not in ("$", "“", '"')
        ):
            start += 1
        while end > start and words[end - 1] != head and tree.word(words[end - 1]).upos in ("PUNCT", "CCONJ"):
            end -= 1
        trimmed = words[start:end]
        # Quotation marks are set off; they stay out of what is printed.
        return [w for w in trimmed if tree.word(w).text not in ("“", "”", '"')]

    def _in_bracket(self, word: int) -> bool:
        """Whether a name stands in brackets after another word."""
        first = self.tree.subtree(word)[0]
        return self.tree.word(word).deprel == "appos" and self.tree.word(first).text == "("

    def _brackets_in(self, words: list[int]) -> set[int]:
        return {b for w in words for b in self._bracket_of(w)}

    def _bracket_of(self, word: int) -> list[int]:
        """ "(NATO)" after the name that it shortens, brackets and all."""
        tree = self.tree
        for kid in tree.kids(word, "appos"):
            below = tree.subtree(kid)
            edges = tree.word(below[0]).text == "(" and tree.word(below[-1]).text == ")"
            name = self.name_at(word)
            if edges and name and len(tree.join(below)) <= len(tree.join(range(name[0], name[1] + 1))) + 2:
                return below
        return []

    # ── phrases ──────────────────────────────────────────────────────────────────────────────

    def read(self, head: int, *, whole: bool = False) -> Phrase:
        """The phrase that a word heads; `whole` keeps its coordination together ("A and B")."""
        if whole and len(self.tree.conjuncts(head)) > 1:
            return self._read_joint(head)
        described = None if self.tree.word(head).upos == "PRON" else self.split_description(head)
        words = described.name if described else self.own_words(head)
        appositive = self._named_apposition(head) if not described else None
        if appositive is not None:
            return self.read(appositive)
        return self.make(head, words)

    def _named_apposition(self, head: int) -> int | None:
        """ "The company's CEO, Ann Lee": the phrase is about the name, the rest describes it."""
        tree = self.tree
        own = self.own_words(head)
        if self.name_at(head) is not None or tree.word(head).upos == "PRON" or not own:
            return None
        if tree.word(head).lemma.lower() not in self.cues.person_nouns | self.cues.organisation_nouns:
            return None
        return self.apposed_name(head)

    def apposed_name(self, head: int) -> int | None:
        """The name after the comma in "the company's chief, Ann Lee" or "chairman of the unit, Ann Lee".

        The parser may hang it on the last noun; a person's title claims it from there.
        """
        tree = self.tree
        if self.is_titled_above(head):
            return None
        for kid in tree.kids(head, "appos", "flat"):
            name = self.name_at(kid)
            if name and name[0] > head and tree.has_comma_before(kid):
                return kid
        if not self._is_person_noun(head):
            return None
        for below in tree.kids(head, "nmod"):
            if not self._is_person_noun(below) and self.name_at(below) is None:
                found = next(
                    (k for k in tree.kids(below, "appos") if self.name_at(k) and tree.has_comma_before(k)), None
                )
                if found is not None:
                    return found
        return None

    def is_titled_above(self, head: int) -> bool:
        """Whether a nominal is the body in a title: "the unit" in "chairman of the unit"."""
        token = self.tree.word(head)
        return token.deprel == "nmod" and self._is_person_noun(token.head) and not self._is_person_noun(head)

    def _read_joint(self, head: int) -> Phrase:
        heads = [k for k in self.tree.conjuncts(head) if not self.is_title_of_next(k)]
        named = [a for k in heads if (a := self._named_apposition(k)) is not None]
        if named and all(self._is_person_noun(k) for k in heads):
            return self.read(named[0])
        return self.join_names(tuple(self.read(k) for k in heads))

    @staticmethod
    def join_names(members: tuple[Phrase, ...]) -> Phrase:
        """One phrase for several that act together: "A, B, and C"."""
        # A list of several is told by its members: "A, B, and C".
        text = _enumerate([m.text for m in members])
        resolved = _enumerate([m.full for m in members])
        names = tuple(n for m in members for n in m.names)
        kind = PhraseKind.NAME if all(m.kind is PhraseKind.NAME for m in members) else PhraseKind.NOMINAL
        return Phrase(
            text=text,
            start=min(m.start for m in members),
            end=max(m.end for m in members),
            head=members[0].head,
            kind=kind,
            plural=True,
            names=names,
            parties=members,
            resolved="" if resolved == text else resolved,
        )

    def make(self, head: int, words: list[int]) -> Phrase:
        tree = self.tree
        token = tree.word(head)
        text = tree.join(words)
        names = tuple(
            (tree.word(max(a, words[0])).start, tree.word(min(b, words[-1])).end)
            for a, b in self.names
            if words[0] <= b and a <= words[-1]
        )
        kind = self._kind_of(head, words)
        start, end = tree.span(words)
        phrase = Phrase(
            text=text,
            start=start,
            end=end,
            head=token.lemma.lower()
            if kind is not PhraseKind.NAME
            else tree.join(w for w in words if w not in self._brackets_in(words)),
            kind=kind,
            definite=self._is_definite(head),
            plural=token.xpos in ("NNS", "NNPS") or token.lemma in ("they", "them", "their"),
            names=names,
            modifiers=tuple(
                tree.word(w).lemma.lower()
                for w in words
                if w != head and tree.word(w).upos in ("ADJ", "NOUN", "VERB", "PROPN", "NUM", "ADV")
            ),
            owner=self.owner_of(head),
            parties=self.parties_of(head),
            complements=self.complements_of(head),
        )
        return self._resolve(phrase, head, words)

    def _kind_of(self, head: int, words: list[int]) -> PhraseKind:
        token = self.tree.word(head)
        if token.upos == "PRON" or (token.upos == "DET" and len(words) == 1):
            return PhraseKind.PRONOUN
        bracketed = self._brackets_in(words)
        words = [w for w in words if w not in bracketed] or words
        name = self.name_at(words[-1])
        covered = all(self.name_at(w) or self.tree.word(w).upos in ("DET", "PUNCT") for w in words)
        if name and covered:
            return PhraseKind.NAME
        if token.upos == "NUM":
            return PhraseKind.NUMBER
        return PhraseKind.ADJECTIVE if token.upos == "ADJ" else PhraseKind.NOMINAL

    def _is_definite(self, head: int) -> bool:
        return any(
            self.tree.word(k).lemma in ("the", "this", "that", "these", "those", "both")
            for k in self.tree.kids(head, "det", "det:predet", "nmod:poss")
        )

    def owner_of(self, head: int) -> Phrase | None:
        """Whose it is: the possessor, or for a noun without one what it is of or for."""
        tree = self.tree
        possessor = tree.kid(head, "nmod:poss")
        if possessor is not None:
            return self.read(possessor)
        for kid in tree.kids(head, "nmod", "obl"):
            if tree.case(kid) in ("of", "for", "by", "at") and tree.word(kid).upos in ("PROPN", "NOUN", "PRON"):
                return self.read(kid)
        named = next((k for k in tree.kids(head, "compound") if self.name_at(k)), None)
        return self.read(named) if named is not None else None

    def complements_of(self, head: int) -> tuple[tuple[str, Phrase], ...]:
        """The prepositional phrases of a nominal: ("under", "the NATO roof")."""
        tree = self.tree
        kids = [k for k in tree.kids(head, "nmod") if k > head and tree.case(k) and not tree.has_comma_before(k)]
        return tuple((tree.case(k), self.read(k)) for k in kids)

    def parties_of(self, head: int) -> tuple[Phrase, ...]:
        """Whom a tie joins: "the deal between A and B", "its partnership with B", "A's venture with B"."""
        tree = self.tree
        if tree.word(head).lemma.lower() not in self.cues.deal_nouns | self.cues.party_nouns:
            return ()
        between = [k for k in tree.kids(head, "nmod", "obl") if tree.case(k) in ("between", "among", "by")]
        if between and tree.case(between[0]) != "by":
            return tuple(_settle(self.read(member)) for member in self._spread(between[0]))
        partners = [k for k in tree.kids(head, "nmod", "obl") if tree.case(k) in ("with", "in collaboration with")]
        for clause in tree.kids(head, "acl"):
            partners += [k for k in tree.kids(clause, "obl", "obl:agent") if tree.case(k) == "with"]
        partners += [
            k
            for bridge in tree.kids(head, "nmod")
            if tree.word(bridge).lemma in self.cues.generic_deals and tree.case(bridge) == "in"
            for k in tree.kids(bridge, "nmod")
            if tree.case(k) == "with"
        ]
        if not partners or tree.word(head).lemma.lower() not in self.cues.deal_nouns:
            return ()
        possessor = tree.kid(head, "nmod:poss")
        first = (_settle(self.read(possessor)),) if possessor is not None else ()
        return first + tuple(_settle(self.read(member)) for partner in partners for member in self._spread(partner))

    def _spread(self, head: int) -> list[int]:
        members = []
        for conjunct in self.tree.conjuncts(head):
            members.append(conjunct)
            members += [m for k in self.exemplars_of(conjunct) for m in self.tree.conjuncts(k)]
        return sorted(set(members))

    def exemplars_of(self, head: int) -> list[int]:
        """Heads of "such as X", "like X", "including X" below a nominal.

        People listed after a comma belong to the noun for people before it, not to the nearest noun:
        "executives from both companies, including chairman X".
        """
        tree = self.tree
        own = [k for k in tree.kids(head, "nmod", "appos", "obl") if tree.case(k) in self.cues.exemplar_cases]
        own = [k for k in own if self._is_person_noun(head) or not self._lists_people(k)]
        if own or not self._is_person_noun(head) or tree.word(head).xpos != "NNS":
            return own
        far = [
            w
            for w in range(head + 1, len(tree.tokens))
            if tree.case(w) in self.cues.exemplar_cases and self._lists_people(w)
        ]
        return far[:1]

    def _is_person_noun(self, word: int) -> bool:
        return self.tree.word(word).lemma.lower() in self.cues.person_nouns

    def _lists_people(self, word: int) -> bool:
        described = self.split_description(word)
        return (
            described is not None
            and self._is_person_noun(described.description[-1])
            and self.tree.has_comma_before(word)
        )

    # ── references ───────────────────────────────────────────────────────────────────────────

    def _resolve(self, phrase: Phrase, head: int, words: list[int]) -> Phrase:
        """Fill in what the phrase and the pronouns inside it stand for."""
        replaced: dict[int, str] = {}
        owner = phrase.owner
        antecedents: tuple[Phrase, ...] = ()
        if phrase.kind is PhraseKind.PRONOUN:
            if phrase.text.lower() in _PRONOUNS | _POSSESSIVE:
                antecedents = self.discourse.resolve_pronoun(phrase.text.lower(), self.tree, head)
            if antecedents:
                return msgspec.structs.replace(
                    phrase, antecedents=antecedents, resolved=_enumerate([a.full for a in antecedents])
                )
            return phrase
        for word in words:
            token = self.tree.word(word)
            if token.xpos == "PRP$" and token.text.lower() in _POSSESSIVE:
                found = self.discourse.resolve_pronoun(token.text.lower(), self.tree, word)
                if found:
                    replaced[word] = _possessive(_enumerate([f.full for f in found]))
            elif word != head and word not in replaced and (inner := self.split_description(word)) is not None:
                replaced.update(dict.fromkeys((w for w in inner.description if w in words), ""))
            elif word != head and self._is_reference(word):
                found = self.discourse.resolve_description(self._bare(word), self.tree, word)
                if found and len(found) == 1:
                    below = [w for w in self.own_words(word) if w in words]
                    replaced.update(dict.fromkeys(below, ""))
                    possessed = any(self.tree.word(k).xpos == "POS" for k in self.tree.kids(word, "case"))
                    replaced[below[0]] = _spell_out(self._bare(word), found)
                    mark = next((k for k in self.tree.kids(word, "case") if self.tree.word(k).xpos == "POS"), None)
                    if possessed and mark in words:
                        replaced[below[0]] = _possessive(replaced[below[0]])
                        replaced[mark] = ""
        if self._is_reference(head):
            antecedents = self.discourse.resolve_description(
                msgspec.structs.replace(phrase, owner=owner), self.tree, head
            )
        resolved = self.tree.join(words, replaced)
        if antecedents and not (phrase.parties or phrase.names):
            resolved = _spell_out(phrase, antecedents)
        return msgspec.structs.replace(
            phrase, antecedents=antecedents, resolved="" if resolved == phrase.text else resolved
        )

    def _is_reference(self, index: int) -> bool:
        token = self.tree.word(index)
        if token.upos != "NOUN" or not self._is_definite(index) or self.tree.kids(index, "nmod:poss", "acl:relcl"):
            return False
        words = self.own_words(index)
        new = any(self.tree.word(w).xpos in ("JJS", "RBS") or self.tree.word(w).lemma in _NEW for w in words)
        return not new and not any(self.name_at(w) for w in words)

    def _bare(self, head: int) -> Phrase:
        words = self.own_words(head)
        start, end = self.tree.span(words)
        token = self.tree.word(head)
        return Phrase(
            text=self.tree.join(words),
            start=start,
            end=end,
            head=token.lemma.lower(),
            kind=PhraseKind.NOMINAL,
            definite=True,
            plural=token.xpos == "NNS",
            modifiers=tuple(self.tree.word(w).lemma.lower() for w in words if w != head),
        )


def _settle(phrase: Phrase) -> Phrase:
    """A pronoun or description that stands for one thing gives way to it."""
    return phrase.antecedents[0] if len(phrase.antecedents) == 1 else phrase


def join_parties(phrase: Phrase, subject: Phrase | None) -> Phrase:
    """A deal "with B" that a clause's subject makes is between the two."""
    if subject is None or len(phrase.parties) != 1 or subject.full == phrase.parties[0].full:
        return phrase
    first = subject.parties or subject.antecedents or (subject,)
    if not all(p.kind is PhraseKind.NAME for p in first):
        return phrase
    return msgspec.structs.replace(phrase, parties=(*first, *phrase.parties))


def _enumerate(parts: list[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return ", ".join(parts[:-1]) + ", and " + parts[-1]


def _possessive(name: str) -> str:
    return name + ("’" if name.endswith("s") else "’s")


def _spell_out(phrase: Phrase, antecedents: tuple[Phrase, ...]) -> str:
    """A definite description with its antecedent's name; deals keep their noun and gain their parties."""
    first = antecedents[0]
    if first.parties and len(antecedents) == 1:
        if first.kind is PhraseKind.NAME:
            return f"{phrase.text} ({first.full})"
        return f"{phrase.text} between {_enumerate([p.full for p in first.parties])}"
    return _enumerate([a.full for a in antecedents])
