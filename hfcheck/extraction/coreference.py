"""What the pronouns and definite descriptions of an article stand for, read through once from its first sentence."""

from __future__ import annotations

from collections.abc import Sequence

from hfcheck.extraction.antecedents import (
    Candidate,
    classify_reference,
    find_candidates,
    list_none_features,
    load_weights,
    weigh_candidates,
)
from hfcheck.extraction.discourse import Judgement
from hfcheck.extraction.lexicon import load_cues, unite
from hfcheck.extraction.occurrences import Occurrence, OccurrenceReader
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.referents import Referent, find_namesake
from hfcheck.extraction.settled import settle

# From this share of the best candidate's probability on, another one is a second reading.
_RIVAL = 0.33


class Coreference:
    """Follows the referents of an article; `judgements` is by (sentence, word), filled as sentences are read."""

    def __init__(self) -> None:
        self.referents: list[Referent] = []
        self.judgements: dict[tuple[int, int], Judgement] = {}
        self._weights = load_weights()

    def read(self, phrases: PhraseReader, sentence: int) -> None:
        """Read the next sentence."""
        for occurrence in OccurrenceReader(phrases, sentence).read():
            if self.is_reference(phrases, occurrence):
                kept = self._judge(phrases, occurrence)
            else:
                kept = self.find_own(occurrence)
            self.keep(occurrence, kept)

    def is_reference(self, phrases: PhraseReader, occurrence: Occurrence) -> bool:
        """Whether what it stands for has to be looked for: a pronoun, or a definite noun that may stand for a name."""
        if occurrence.form == "pronoun":
            return True
        if occurrence.form != "noun" or not phrases.references.is_reference(occurrence.word):
            return False
        cues = load_cues()
        known = unite(cues.organisation_nouns, cues.person_nouns, cues.place_nouns)
        return bool(occurrence.called & known) or any(occurrence.called & r.nouns for r in self.referents if r.names)

    def find_own(self, occurrence: Occurrence) -> Referent | None:
        """The referent that a name or noun is a further mention of, by its words alone."""
        if occurrence.form == "name":
            return find_namesake(self.referents, occurrence.text)
        if occurrence.form == "noun" and occurrence.definite:
            same = [r for r in self.referents if not r.names and r.nouns & occurrence.called]
            return next((r for r in reversed(same) if r.many == (occurrence.number == "many")), None)
        return None

    def keep(self, occurrence: Occurrence, referent: Referent | None) -> None:
        """Note an occurrence of `referent`, or of something new; a pronoun for nothing known is left out."""
        if referent is not None:
            referent.add(occurrence)
        elif occurrence.form != "pronoun":
            self.referents.append(Referent(occurrence))

    def _judge(self, phrases: PhraseReader, reference: Occurrence) -> Referent | None:
        kind = classify_reference(reference)
        candidates = find_candidates(phrases.tree, reference, self.referents)
        none = list_none_features(phrases.tree, reference, candidates)
        weighed, nothing = weigh_candidates(kind, candidates, none, self._weights.weights)
        place = reference.sentence, reference.word
        best = self._choose(kind, reference, weighed)
        reason = _explain_choice(reference, best) if best is not None else ""
        settled = settle(phrases.tree, kind, reference, weighed) if best is None else None
        if settled is not None:
            best, reason = settled
        if best is None:
            self.judgements[place] = Judgement(-1, -1, False, False, _explain_silence(weighed, nothing))
            return None
        told = best.referent.speak_for()
        self.judgements[place] = Judgement(
            told.sentence, told.word, told.form == "group", bool(best.referent.names), reason
        )
        return best.referent

    def _choose(self, kind: str, reference: Occurrence, weighed: Sequence[Candidate]) -> Candidate | None:
        """The likeliest candidate, if it is likely enough and no other one comes near."""
        ranked = sorted(weighed, key=lambda c: -c.probability)
        key = f"{kind} possessive" if reference.role == "possessor" else kind
        if not ranked or ranked[0].probability < self._weights.least[key]:
            return None
        return ranked[0] if len(ranked) < 2 or ranked[1].probability < _RIVAL * ranked[0].probability else None


def _explain_silence(weighed: Sequence[Candidate], nothing: float) -> str:
    """Why nothing was chosen."""
    if not weighed:
        return "nothing before it fits"
    rivals = sorted(
        (c for c in weighed if c.probability >= _RIVAL * max(w.probability for w in weighed)),
        key=lambda c: -c.probability,
    )
    if nothing >= max(c.probability for c in weighed):
        return "seems to stand for nothing named"
    if len(rivals) > 1:
        return "two readings: " + " or ".join(c.referent.speak_for().text for c in rivals[:2])
    return "not sure enough"


def _explain_choice(reference: Occurrence, best: Candidate) -> str:
    last = best.referent.last
    gap = reference.sentence - last.sentence
    where = "this sentence" if not gap else "the sentence before" if gap == 1 else f"{gap} sentences before"
    return f"{last.role} in {where}, {best.probability:.2f}"


def follow_references(readers: Sequence[PhraseReader]) -> dict[tuple[int, int], Judgement]:
    """What each reference of an article stands for, by (sentence, word), given a reader for each sentence in order."""
    coreference = Coreference()
    for number, phrases in enumerate(readers):
        coreference.read(phrases, number)
    return coreference.judgements
