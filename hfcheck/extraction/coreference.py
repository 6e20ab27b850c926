"""What pronouns and definite descriptions stand for, with abstention where two readings remain.

A mention-ranking by number, kind, grammatical role and distance, after Hobbs (1978) and Lappin and
Leass (1994) in spirit: subjects before objects, the same sentence before the one before it.
"""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.model import Phrase, PhraseKind

_SINGULAR = frozenset({"it", "its", "itself"})
_PERSON = frozenset({"he", "she", "his", "her", "him", "himself", "herself"})
_PLURAL = frozenset({"they", "their", "them", "themselves"})
NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "both": 2,
}
_PARAGRAPHS_BACK = 1


class Mention(NamedTuple):
    """A phrase where it stood: `role` is subject, object or other; `kind` person, thing, deal or group."""

    phrase: Phrase
    sentence: int
    paragraph: int
    word: int
    role: str
    kind: str


class Discourse:
    """The mentions of an article so far. Reading goes sentence by sentence, in order."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.descriptions: dict[str, set[str]] = {}
        self.surnames: set[str] = set()
        self.counted: list[tuple[int, int, Phrase]] = []
        self.sentence = -1
        self.paragraph = -1
        self.cues = load_cues()

    def open_sentence(self, paragraph: int) -> None:
        self.sentence += 1
        self.paragraph = paragraph

    def describe(self, name: str, noun: str) -> None:
        """Note that the text calls `name` a `noun`: "oil giant Shell", "Audi, a subsidiary of …"."""
        self.descriptions.setdefault(name, set()).add(noun.lower())

    def add(self, phrase: Phrase, word: int, role: str) -> None:
        kind = self._kind_of(phrase)
        if kind:
            self.mentions.append(Mention(phrase, self.sentence, self.paragraph, word, role, kind))

    def _kind_of(self, phrase: Phrase) -> str:
        if phrase.kind is PhraseKind.PRONOUN:
            return ""
        if len(phrase.parties) > 1:
            return "deal" if phrase.head in self.cues.deal_nouns else "group"
        if phrase.kind is PhraseKind.NAME:
            nouns = self.descriptions.get(phrase.head, set())
            if nouns & self.cues.either_nouns:
                return "either"
            if nouns & self.cues.person_nouns:
                return "person"
            return "maybe" if not nouns and self._looks_like_person(phrase) else "thing"
        if phrase.names and phrase.head in self.cues.organisation_nouns and not phrase.plural:
            return "thing"
        if len(phrase.antecedents) > 1:
            return "group"
        if phrase.head in self.cues.deal_nouns and phrase.parties:
            return "deal"
        if phrase.head in self.cues.person_nouns and not phrase.plural:
            return "person"
        return "group" if phrase.head in self.cues.collective_nouns or phrase.plural else "noun"

    def _looks_like_person(self, phrase: Phrase) -> bool:
        """Two or three plain capitalised words and no article: a person's name as soon as anything's."""
        words = phrase.head.split()
        if len(words) == 1:
            return phrase.head in self.surnames
        plain = all(w.isalpha() and w.istitle() for w in words) and len(words) < 4 and not phrase.definite
        nouns = self.cues.organisation_nouns | self.cues.event_nouns | self.cues.designators
        if plain and not any(w.lower() in nouns for w in words):
            self.surnames |= {words[0], words[-1]}
            return True
        return False

    def count(self, number: int, phrase: Phrase) -> None:
        """Note "five brands": a list of five names in the next sentence may be these."""
        self.counted.append((self.sentence, number, phrase))

    def counted_before(self, number: int) -> Phrase | None:
        """The one counted nominal of the sentence before, if it counts as many."""
        found = [p for s, n, p in self.counted if s == self.sentence - 1]
        same = [p for s, n, p in self.counted if s == self.sentence - 1 and n == number]
        return same[0] if len(found) == len(same) == 1 else None

    # ── pronouns ─────────────────────────────────────────────────────────────────────────────

    def resolve_pronoun(self, pronoun: str, tree: Tree, word: int) -> tuple[Phrase, ...]:
        """The antecedent of a pronoun, or nothing where none or more than one fits."""
        if pronoun in _PERSON:
            wanted: tuple[str, ...] = ("person",)
        elif pronoun in _SINGULAR:
            wanted = ("thing",)
        elif pronoun in _PLURAL:
            wanted = ("group", "thing")
        else:
            return ()
        wanted = (*wanted, "either")
        own_subject = self._subject_here(tree, word, wanted, pronoun)
        if own_subject is None and pronoun in _PERSON:
            own_subject = self._subject_here(tree, word, ("maybe",), pronoun)
        if own_subject is not None:
            return _expand(own_subject)
        if pronoun in _SINGULAR and any(
            m.sentence == self.sentence and m.word < word and m.role == "subject" and m.kind == "noun" for m in self.mentions
        ):
            # An unnamed thing stands nearer than any name.
            return ()
        before = [
            m
            for m in self.mentions
            if m.sentence == self.sentence - 1 and m.paragraph >= self.paragraph - _PARAGRAPHS_BACK
        ]
        if pronoun in _PERSON:
            before = [m for m in self.mentions if m.sentence >= self.sentence - 3]
            if not any(m.kind in wanted for m in before):
                wanted = (*wanted, "maybe")
        before = [m for m in before if _may_be(pronoun, m.phrase, self.descriptions)]
        if pronoun in _PLURAL:
            before = [m for m in before if m.role == "subject"]
        return self._choose(before, wanted, rivals=pronoun in _SINGULAR)

    def _subject_here(self, tree: Tree, word: int, wanted: tuple[str, ...], pronoun: str) -> Phrase | None:
        here = [m for m in self.mentions if m.sentence == self.sentence and _may_be(pronoun, m.phrase, self.descriptions)]
        if pronoun in _PLURAL:
            here = [m for m in here if m.kind != "thing"]
        before = [m for m in here if m.word < word and m.role == "subject" and m.kind in wanted]
        if (tree.word(word).deprel in ("obj", "iobj", "obl") or tree.kids(word, "cop")) and pronoun not in _POSSESSIVES:
            # A verb's object is never its own subject ("… develop a brand, positioning it as …").
            before = [m for m in here if m.word < word and m.role == "object" and m.kind in wanted]
        if not before and pronoun in _POSSESSIVES:
            # "By leveraging their strengths, A and B aim …": the subject follows in the main clause.
            clause = next((a for a in tree.ancestors(word) if tree.word(a).deprel == "advcl"), None)
            if clause is not None and clause < tree.word(clause).head:
                before = [m for m in here if m.role == "subject" and m.kind in wanted]
        if not before:
            near = [m for m in here if m.word < word and m.role != "subject" and m.kind == "group" and m.kind in wanted]
            before = [m for m in near if m.role == "object"]
            if near and not before:
                if len({m.phrase.start for m in near}) > 1:
                    return None
                before = near
        if not before:
            return None
        if (
            tree.word(word).deprel.startswith("nsubj")
            and pronoun not in _POSSESSIVES
            and not self._is_embedded(tree, word)
        ):
            return None
        return before[-1].phrase

    @staticmethod
    def _is_embedded(tree: Tree, word: int) -> bool:
        return any(
            tree.word(a).deprel in ("advcl", "ccomp", "acl:relcl", "acl", "xcomp", "parataxis", "conj")
            for a in tree.ancestors(word)
        )

    def _choose(self, mentions: list[Mention], wanted: tuple[str, ...], rivals: bool = False) -> tuple[Phrase, ...]:
        """The one fitting mention of the highest role; `rivals`: an unnamed thing in that role bars a choice."""
        fitting = [m for m in mentions if m.kind in wanted]
        for role in ("subject", "object", "other"):
            if rivals and any(m.kind == "noun" and m.role == role for m in mentions):
                return ()
            named = {m.phrase.full: m.phrase for m in fitting if m.role == role}
            if len(named) == 1:
                return _expand(next(iter(named.values())))
            if len(named) > 1:
                latest = max(m.sentence for m in fitting if m.role == role)
                last = {m.phrase.full: m.phrase for m in fitting if m.role == role and m.sentence == latest}
                return _expand(next(iter(last.values()))) if len(last) == 1 else ()
        return ()

    # ── definite descriptions ────────────────────────────────────────────────────────────────

    def resolve_description(self, phrase: Phrase, tree: Tree, word: int) -> tuple[Phrase, ...]:
        """What "the tech giant", "the agreement", "the two companies", "these five brands" stand for."""
        head = phrase.head
        if phrase.plural:
            return self._resolve_group(phrase)
        if head in self.cues.deal_nouns and head not in self.cues.generic_organisations:
            return self._resolve_deal(phrase)
        if {"joint", head} <= {*phrase.modifiers, head} and head in self.cues.deal_nouns:
            return self._resolve_deal(phrase)
        if head in self.cues.organisation_nouns:
            return self._resolve_organisation(phrase, tree, word)
        return ()

    def _resolve_group(self, phrase: Phrase) -> tuple[Phrase, ...]:
        count = next((NUMBERS[m] for m in phrase.modifiers if m in NUMBERS), None)
        if phrase.head not in self.cues.party_nouns:
            return ()
        if count is None:
            count = 2 if "both" in phrase.text.lower().split() else None
        if count is None:
            return ()
        for mention in reversed(self.mentions):
            named = tuple(p for p in mention.phrase.parties if p.kind is PhraseKind.NAME)
            if len(named) == count and len(mention.phrase.parties) == count and mention.kind in ("deal", "group"):
                return named
        return ()

    def _resolve_deal(self, phrase: Phrase) -> tuple[Phrase, ...]:
        generic = phrase.head in self.cues.generic_deals
        for mention in reversed(self.mentions):
            if mention.kind != "deal" or (mention.sentence == self.sentence and mention.phrase.start >= phrase.start):
                continue
            known = mention.phrase
            if known.head == phrase.head or (generic and known.head in self.cues.generic_deals):
                return (known,)
        if phrase.head in self.cues.organisation_nouns:
            return self._find_described(phrase.head)
        return ()

    def _resolve_organisation(self, phrase: Phrase, tree: Tree, word: int) -> tuple[Phrase, ...]:
        if phrase.head in self.cues.generic_organisations:
            things = [m for m in self.mentions if m.kind == "thing" and not self._is_place(m.phrase)]
            here = [
                m for m in things if m.sentence == self.sentence and m.word < word and m.role in ("subject", "other")
            ]
            before = [m for m in things if m.sentence == self.sentence - 1]
            return self._choose(here, ("thing",)) or self._choose(before, ("thing",))
        return self._find_described(phrase.head)

    def _find_described(self, noun: str) -> tuple[Phrase, ...]:
        named = sorted(name for name, nouns in self.descriptions.items() if noun in nouns)
        if len(named) != 1:
            return ()
        found = next((m.phrase for m in reversed(self.mentions) if m.phrase.head == named[0]), None)
        return (found,) if found else ()

    def _is_place(self, phrase: Phrase) -> bool:
        return "place" in self.descriptions.get(phrase.head, set())


_POSSESSIVES = frozenset({"its", "his", "her", "their"})


def _may_be(pronoun: str, phrase: Phrase, descriptions: dict[str, set[str]]) -> bool:
    """Whether sex allows a pronoun: "he" is no woman, "she" no man."""
    cues = load_cues()
    nouns = descriptions.get(phrase.head, set()) | {phrase.head.lower(), *phrase.modifiers}
    if pronoun in ("he", "his", "him", "himself"):
        return not nouns & cues.female_nouns
    if pronoun in ("she", "her", "herself"):
        return not nouns & cues.male_nouns
    return True


def _expand(phrase: Phrase) -> tuple[Phrase, ...]:
    if len(phrase.antecedents) > 1:
        return phrase.antecedents
    return phrase.parties if phrase.parties and phrase.kind is PhraseKind.NAME else (phrase,)
