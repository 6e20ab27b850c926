"""Where the readers of one sentence put what they find: propositions, abstentions, mentions."""

from __future__ import annotations

from hfcheck.extraction.certainty import rate_proposition
from hfcheck.extraction.commentary import is_commentary, points_nowhere
from hfcheck.extraction.discourse import Discourse
from hfcheck.extraction.drafts import Draft
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.tree import Tree
from hfcheck.model import Modality, PhraseKind, Proposition, Skipped

_LONGEST_QUOTE = 390


class Sink:
    """Collects what is read off one sentence."""

    def __init__(self, tree: Tree, discourse: Discourse) -> None:
        self.tree = tree
        self.discourse = discourse
        self.propositions: list[Proposition] = []
        self.skipped: list[Skipped] = []
        self._cues = load_cues()
        self._seen: set[tuple[str, str, str, str]] = set()

    def put(self, draft: Draft) -> None:
        """Keep a proposition once, or count why not."""
        if self._only_names_speaker(draft):
            return
        reason = self._find_reason(draft)
        if reason:
            self.skip(reason)
            return
        proposition = rate_proposition(self._finish(draft), self.tree.sentence)
        if not proposition.relation:
            self.skip("no clause found")
            return
        key = (
            proposition.subject.full.lower(),
            proposition.relation.lower(),
            " ".join(a.role + a.phrase.full.lower() for a in proposition.arguments),
            proposition.polarity.value,
        )
        if key not in self._seen:
            self._seen.add(key)
            self.propositions.append(proposition)

    def skip(self, reason: str) -> None:
        """Count an abstention: the sentence, once for each reason."""
        sentence = self.tree.sentence
        entry = Skipped(article=sentence.article, start=sentence.start, end=sentence.end, reason=reason)
        if entry not in self.skipped:
            self.skipped.append(entry)

    def _only_names_speaker(self, draft: Draft) -> bool:
        """ "Ann Lee said on Monday that …": what is said is told in her lane, and nothing is left to tell."""
        word = self.tree.tokens[draft.head]
        if draft.kind != "clause" or draft.chain or word.lemma.lower() not in unite(self._cues.speech, self._cues.deny):
            return False
        content = self.tree.kids(draft.head, "ccomp", "parataxis") or word.deprel == "parataxis"
        return bool(content) and all(a.role in ("time", "iobj") for a in draft.arguments)

    def _find_reason(self, draft: Draft) -> str:
        """Why a draft is no claim: a pronoun that stays open, or a comment; "" where it is one."""
        subject = draft.subject
        open_subject = subject.kind is PhraseKind.PRONOUN and not subject.antecedents
        quantifies = subject.head in self._cues.quantifying_pronouns
        if open_subject and not quantifies and subject.text.lower() not in self._cues.open_pronouns:
            return "unresolved pronoun"
        if is_commentary(self.tree, draft):
            return "opinion"
        return "unresolved reference" if points_nowhere(draft) else ""

    # ── finishing ────────────────────────────────────────────────────────────────────────────

    def _finish(self, draft: Draft) -> Proposition:
        sentence = self.tree.sentence
        relation = draft.words or self._word_relation(draft)
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
            confidence=0.0,
            block=sentence.block,
            tense=self._find_tense(draft),
            group=f"{sentence.article}:{draft.group}" if draft.group else None,
            reading=draft.reading,
            members=draft.members,
            closed=draft.closed,
            disputed=draft.disputed,
            verb=self._find_verb(draft) if draft.passive else "",
        )

    def _find_verb(self, draft: Draft) -> str:
        """The verb of a passive with its particle, as lemmas."""
        particles = [self.tree.lemma(k) for k in self.tree.kids(draft.head, "compound:prt")]
        return " ".join([self.tree.lemma(draft.head), *particles])

    def _word_relation(self, draft: Draft) -> str:
        """The words of the relation; a participle that embeds a verb gets its auxiliary: "was believed to own"."""
        relation = self.tree.join(self.tree.fill_gaps({*draft.chain, *draft.relation} - self._predicate_words(draft)))
        first = self.tree.tokens[draft.chain[0]] if draft.chain else None
        if first is None or first.deprel not in ("acl", "advcl") or first.xpos not in ("VBN", "VBD"):
            return relation
        plural = draft.subject.plural or len(draft.subject.antecedents) > 1
        return f"{'were' if plural else 'was'} {relation[:1].lower()}{relation[1:]}"

    def _find_tense(self, draft: Draft) -> str:
        """past, present, or bare for an infinitive that stands without its auxiliary."""
        words = sorted((*draft.chain, *draft.relation)) or [draft.head]
        verb = next((w for w in words if self.tree.tokens[w].upos in ("VERB", "AUX")), words[0])
        embedded = self.tree.tokens[draft.head].deprel in ("xcomp", "advcl", "acl", "conj", "acl:relcl")
        if self.tree.tokens[draft.head].deprel == "conj" and draft.modality is Modality.ASSERTED and not draft.chain:
            # "was founded in 2001 and play in red": a plain form, whatever the tagger took it for.
            embedded = False
        shared = self.tree.tokens[verb].deprel == "conj" and self.tree.word(self.tree.tokens[verb].head).xpos == "VB"
        plain = self.tree.tokens[verb].xpos == "VB" or (self.tree.tokens[verb].xpos == "VBP" and shared)
        if plain and embedded and not draft.words:
            return "bare"
        return "past" if draft.past else "present"

    def _predicate_words(self, draft: Draft) -> set[int]:
        """A copula's predicate is an argument, not a part of the relation."""
        told = next((a.phrase for a in draft.arguments if a.role == "pred"), None)
        if told is None:
            return set()
        words = {w for w in draft.relation if told.start <= self.tree.tokens[w].start < told.end}
        return words | ({draft.head} if self.tree.kids(draft.head, "cop") else set())

    def _find_quote(self, draft: Draft) -> tuple[int, int]:
        """The shortest run of the sentence that holds subject, relation and arguments; offsets of the article.

        Where that is too long the subject goes first, then the end.
        """
        sentence = self.tree.sentence
        subject = draft.subject
        timed = [a for a in draft.arguments if a.role == "time"]
        told = [a.phrase for a in (*(a for a in draft.arguments if a.role != "time"), *timed[:1])]
        words = [self.tree.tokens[w] for w in (*draft.relation, *draft.chain)]
        spans = [(w.start, w.end) for w in words] + [(p.start, p.end) for p in told]
        spans = [s for s in spans if sentence.start <= s[0] and s[1] <= sentence.end]
        inside = sentence.start <= subject.start and subject.end <= sentence.end
        whole = [*spans, (subject.start, subject.end)] if inside else spans
        if not whole:
            return sentence.start, min(sentence.end, sentence.start + _LONGEST_QUOTE)
        start, end = min(s[0] for s in whole), max(s[1] for s in whole)
        if end - start > _LONGEST_QUOTE and inside and spans:
            start, end = min(s[0] for s in spans), max(s[1] for s in spans)
        return start, min(end, start + _LONGEST_QUOTE)
