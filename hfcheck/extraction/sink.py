"""Where the readers of one sentence put what they find: propositions, abstentions, mentions."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.extraction.attribution import Voices
from hfcheck.extraction.coreference import Discourse
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.extraction.verbs import VerbGroup
from hfcheck.model import Argument, BlockKind, Modality, Phrase, PhraseKind, Polarity, Proposition, Reading, Skipped

_LONGEST_QUOTE = 390
# Kept as written where nothing is sure to be meant: the claim then has no resolved subject.
_PERSONAL = frozenset({"he", "she", "it", "they", "i", "we", "his", "her", "their"})


class Draft(NamedTuple):
    """A proposition in the making; `relation` and `chain` are word indexes."""

    kind: str
    subject: Phrase
    lemma: str
    chain: tuple[int, ...]
    relation: list[int]
    head: int
    passive: bool = False
    past: bool = False
    words: str = ""
    arguments: tuple[Argument, ...] = ()
    inherited: tuple[Argument, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    modality: Modality = Modality.ASSERTED
    voices: Voices = ()
    disputed: bool = False
    group: str | None = None
    members: tuple[Phrase, ...] = ()
    closed: bool = False
    reading: Reading = Reading.DISTRIBUTIVE
    confidence: float = 0.8


class Sink:
    """Collects what is read off one sentence."""

    def __init__(self, tree: Tree, discourse: Discourse) -> None:
        self.tree = tree
        self.discourse = discourse
        self.cues = load_cues()
        self.propositions: list[Proposition] = []
        self.skipped: list[Skipped] = []
        self.fillers: dict[int, tuple[str, int]] = {}
        self._seen: set[tuple[str, str, str]] = set()

    def note_mention(self, phrase: Phrase, word: int, role: str) -> None:
        self.discourse.add(phrase, word, role)

    def open(self, head: int, group: VerbGroup, chain: tuple[int, ...], subject: Phrase) -> Draft:
        return Draft(
            kind="clause",
            subject=subject,
            lemma=group.lemma,
            chain=chain,
            relation=group.words,
            head=head,
            passive=group.passive,
            past=group.past,
        )

    def put(self, draft: Draft) -> None:
        """Keep a proposition, or count why not."""
        reason = self._find_reason(draft)
        if reason:
            self.skip(draft.head, reason)
            return
        proposition = self._finish(draft)
        key = (
            proposition.subject.full.lower(),
            proposition.relation.lower(),
            " ".join(a.role + a.phrase.full.lower() for a in proposition.arguments),
        )
        if key not in self._seen:
            self._seen.add(key)
            self.propositions.append(proposition)

    def skip(self, head: int, reason: str) -> None:
        sentence = self.tree.sentence
        entry = Skipped(article=sentence.article, start=sentence.start, end=sentence.end, reason=reason)
        if entry not in self.skipped:
            self.skipped.append(entry)

    def _find_reason(self, draft: Draft) -> str:
        subject = draft.subject
        if subject.kind is PhraseKind.PRONOUN and not subject.antecedents and subject.text.lower() not in _PERSONAL:
            return "unresolved pronoun"
        if draft.kind != "clause":
            return ""
        told = next((a.phrase for a in draft.arguments if a.role in ("obj", "pred")), None)
        word = self.tree.word(draft.head)
        lemma = "be" if draft.lemma == "be" else word.lemma.lower()
        if told is not None and lemma in self.cues.commentary_verbs:
            return "opinion"
        if lemma in self.cues.weak_commentary_verbs:
            heads = {told.head if told else "", subject.head if lemma == "be" else ""}
            if heads & self.cues.commentary_objects:
                return "opinion"
        if word.upos == "ADJ" and word.lemma.lower() in self.cues.commentary_adjectives:
            return "opinion"
        return ""

    def _finish(self, draft: Draft) -> Proposition:
        sentence = self.tree.sentence
        relation = draft.words or self.tree.join({*draft.chain, *draft.relation} - self._predicate_words(draft))
        start, end = self._find_quote(draft)
        return Proposition(
            article=sentence.article,
            kind=draft.kind,
            subject=draft.subject,
            relation=relation,
            lemma=draft.lemma,
            arguments=draft.arguments,
            polarity=draft.polarity,
            modality=draft.modality,
            attribution=draft.voices,
            start=start,
            end=end,
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            confidence=draft.confidence,
            block=sentence.block,
            tense=self._find_tense(draft),
            group=f"{sentence.article}:{draft.group}" if draft.group else None,
            reading=draft.reading,
            members=draft.members,
            closed=draft.closed,
            disputed=draft.disputed,
        )

    def _find_tense(self, draft: Draft) -> str:
        """past, present, or bare for an infinitive that stands without its auxiliary."""
        first = min((*draft.chain, *draft.relation))
        verb = next((w for w in sorted((*draft.chain, *draft.relation)) if self.tree.word(w).upos in ("VERB", "AUX")), first)
        if self.tree.word(verb).xpos == "VB" and not draft.words:
            return "bare"
        return "past" if draft.past else "present"

    def _predicate_words(self, draft: Draft) -> set[int]:
        """A copula's predicate is an argument, not a part of the relation."""
        first = next((a for a in draft.arguments if a.role == "pred"), None)
        if first is None:
            return set()
        return {w for w in draft.relation if first.phrase.start <= self.tree.word(w).start < first.phrase.end} | (
            {draft.head} if self.tree.kids(draft.head, "cop") else set()
        )

    def _find_quote(self, draft: Draft) -> tuple[int, int]:
        """The shortest run of the sentence that holds subject, relation and first argument."""
        sentence = self.tree.sentence
        spans = [(self.tree.word(w).start, self.tree.word(w).end) for w in (*draft.relation, *draft.chain)]
        for argument in draft.arguments:
            if argument.role != "time" or len(draft.arguments) == 1:
                spans.append((argument.phrase.start, argument.phrase.end))
        spans += [
            (argument.phrase.start, argument.phrase.end) for argument in draft.arguments if argument.role == "time"
        ][:1]
        subject = draft.subject
        inside = sentence.start <= subject.start and subject.end <= sentence.end
        spans = [s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end]
        if inside:
            spans.append((subject.start, subject.end))
        if not spans:
            return sentence.start, min(sentence.end, sentence.start + _LONGEST_QUOTE)
        start, end = min(s[0] for s in spans), max(s[1] for s in spans)
        if end - start > _LONGEST_QUOTE and inside and len(spans) > 1:
            start, end = min(s[0] for s in spans[:-1]), max(s[1] for s in spans[:-1])
        return start, min(end, start + _LONGEST_QUOTE)


def is_heading(block: BlockKind) -> bool:
    return block in (BlockKind.TITLE, BlockKind.HEADING)
