"""Pronouns and definite descriptions inside a phrase, spelled out with what they stand for."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.definites import resolve_description
from hfcheck.extraction.discourse import Discourse, Judgement, Reference, expand_phrase
from hfcheck.extraction.naming import Naming
from hfcheck.extraction.parties import enumerate_parts, make_possessive, spell_out
from hfcheck.model import Phrase, PhraseKind


class ReferenceReader:
    """Asks the discourse what the references of one sentence, the one of number `sentence`, stand for."""

    def __init__(self, naming: Naming, discourse: Discourse, sentence: int) -> None:
        self.naming = naming
        self.extents = naming.extents
        self.tree = naming.tree
        self.cues = naming.cues
        self.discourse = discourse
        self.sentence = sentence
        self._open: set[int] = set()
        self._referring: dict[int, bool] = {}

    def resolve(self, phrase: Phrase, head: int, words: list[int]) -> Phrase:
        """The phrase with its antecedents, and with the references among its words spelled out."""
        if phrase.kind is PhraseKind.PRONOUN:
            return self._resolve_pronoun(phrase, head)
        antecedents: tuple[Phrase, ...] = ()
        if self.is_reference(head):
            antecedents = self._find_description(phrase, head)
        if antecedents and not (phrase.parties or phrase.names):
            resolved = spell_out(phrase, antecedents)
        else:
            replaced = self._replace_words(head, words)
            resolved = self.tree.join(words, replaced) if replaced else phrase.text
        told = "" if resolved == phrase.text else resolved
        return (
            msgspec.structs.replace(phrase, antecedents=antecedents, resolved=told) if antecedents or told else phrase
        )

    def is_definite(self, head: int) -> bool:
        """Whether a nominal points at something known: "the firm", "this deal", "both sides"."""
        if not self.tree.children[head]:
            return False
        determiners = self.tree.kids(head, "det", "det:predet", "nmod:poss")
        return any(self.tree.tokens[k].lemma in self.cues.definite_determiners for k in determiners)

    def is_reference(self, head: int) -> bool:
        """Whether a nominal may stand for something named before: definite, unnamed, and not picked out anew."""
        if self.tree.tokens[head].upos != "NOUN":
            return False
        known = self._referring.get(head)
        if known is None:
            known = self._referring[head] = self._may_refer(head)
        return known

    def _may_refer(self, head: int) -> bool:
        tree = self.tree
        if not self.is_definite(head) or tree.kids(head, "nmod:poss", "acl:relcl"):
            return False
        if any(tree.case(k) in ("of", "between") for k in tree.kids(head, "nmod")):
            # "the chairman of the panel" says himself whose.
            return False
        words = self.extents.own_words(head)
        superlative = any(tree.tokens[w].xpos in ("JJS", "RBS") for w in words)
        new = superlative or any(tree.tokens[w].lemma in self.cues.new_modifiers for w in words)
        return not new and not self.extents.hold_name(words)

    def _resolve_pronoun(self, phrase: Phrase, head: int) -> Phrase:
        antecedents = self._find_pronoun(head)
        if not antecedents:
            return phrase
        resolved = enumerate_parts([a.full for a in antecedents])
        return msgspec.structs.replace(phrase, antecedents=antecedents, resolved=resolved)

    def _find_pronoun(self, word: int) -> tuple[Phrase, ...]:
        judgement = self.discourse.judgements.get((self.sentence, word))
        found = self._read_judged(judgement, word)
        self._note(word, "pronoun", found, judgement.reason if judgement else "")
        return found

    def _find_description(self, phrase: Phrase, word: int) -> tuple[Phrase, ...]:
        """What a definite description stands for; read again later, what it stood for when its sentence was read."""
        token = self.tree.tokens[word]
        known = self.discourse.references.get((token.start, token.end))
        if known is not None and self.sentence < self.discourse.sentence:
            return known.antecedents
        found = resolve_description(self.discourse, phrase)
        reason = "so called before, or the one that fits"
        judgement = self.discourse.judgements.get((self.sentence, word))
        if not found and judgement is not None:
            reason = judgement.reason
            found = self._read_judged(judgement, word)
        self._note(word, "description", found, reason if found or judgement else "nothing before it fits")
        return found

    def _read_judged(self, judgement: Judgement | None, word: int) -> tuple[Phrase, ...]:
        if judgement is None or judgement.word < 0 or word in self._open:
            return ()
        self._open.add(word)
        phrase = self.discourse.readers[judgement.sentence].read(judgement.word, whole=judgement.whole)
        self._open.discard(word)
        if phrase.kind is PhraseKind.PRONOUN:
            return ()
        return phrase.antecedents if phrase.antecedents and not judgement.named else expand_phrase(phrase)

    def _note(self, word: int, kind: str, antecedents: tuple[Phrase, ...], reason: str) -> None:
        token = self.tree.tokens[word]
        followed = bool(reason)
        self.discourse.note_reference(
            Reference(token.text, token.start, token.end, kind, antecedents, reason, followed)
        )

    def _replace_words(self, head: int, words: list[int]) -> dict[int, str]:
        """Other words for those inside a phrase that refer or describe: "its" → "Shell’s", "" for what goes."""
        replaced: dict[int, str] = {}
        for word in words:
            token = self.tree.tokens[word]
            if token.xpos == "PRP$" and token.text.lower() in self.cues.possessive_pronouns:
                found = self._find_pronoun(word)
                if found:
                    replaced[word] = make_possessive(enumerate_parts([f.full for f in found]))
                continue
            if word == head:
                continue
            inner = self.naming.split_description(word) if word not in replaced else None
            if inner is not None:
                replaced.update((w, "") for w in inner.description if w in words)
            elif self.is_reference(word):
                replaced.update(self._replace_description(word, words))
        return replaced

    def _replace_description(self, word: int, words: list[int]) -> dict[int, str]:
        """A definite description inside a phrase gives way to the one thing that it stands for."""
        bare = self._read_bare(word)
        found = self._find_description(bare, word)
        below = [w for w in self.extents.own_words(word) if w in words]
        if len(found) != 1 or not below:
            return {}
        replaced = dict.fromkeys(below, "")
        replaced[below[0]] = spell_out(bare, found)
        mark = next((k for k in self.tree.kids(word, "case") if self.tree.tokens[k].xpos == "POS"), None)
        if mark is not None and mark in words:
            replaced[below[0]] = make_possessive(replaced[below[0]])
            replaced[mark] = ""
        return replaced

    def _read_bare(self, head: int) -> Phrase:
        """A definite description by its own words alone."""
        words = self.extents.own_words(head)
        start, end = self.tree.span(words)
        token = self.tree.tokens[head]
        return Phrase(
            text=self.tree.join(words),
            start=start,
            end=end,
            head=token.lemma.lower(),
            kind=PhraseKind.NOMINAL,
            definite=True,
            plural=token.xpos == "NNS",
            modifiers=tuple(self.tree.lemma(w) for w in words if w != head),
        )
