"""Learns the weights of coreference from the GUM documents of a treebank: hfcheck/extraction/coreference.json.

    python -m training.coreference --treebank DIR

Trees and types are the parser's own, as they will be when the weights are used. Each reference is a choice among its
candidates and "none of them"; the weights maximise the likelihood of right choices, with a penalty on their squares.
The documents are read in order and the step sizes are fixed, so that the same treebank gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.coreference import Document, read_documents
from hfcheck.extraction.antecedents import classify_reference, find_candidates, list_none_features
from hfcheck.extraction.coreference import Coreference
from hfcheck.extraction.discourse import Discourse
from hfcheck.extraction.occurrences import Occurrence, OccurrenceReader
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.referents import Referent
from hfcheck.extraction.tree import Tree
from training.treebank import find_part, read_treebank

KINDS = ("person", "thing", "many", "description")
ABOUT = (
    "Learned by training/coreference.py from the train part of UD_English-GUM (the genres whose texts allow any use), "
    "licence CC BY-SA 4.0, with the trees of the parser in hfcheck/language/model. least: the probability from which a "
    "reference is resolved; weights: what speaks for a candidate, or against it."
)
_SMALLEST = 0.1
_ROUNDS = 8
_STEP = 0.1
_PENALTY = 50.0
_LEAST = tuple(s / 100 for s in range(50, 100))
PRECISION = {"person": 0.92, "thing": 0.85, "many": 0.88, "description": 0.88}
"""The precision that thresholds are set for, on documents not learned from. "it" is the hardest and the rarest."""
WRITTEN = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
"""Genres that thresholds are set on: those that are nearer to news than talk is."""


class Choice(NamedTuple):
    """One reference: the features of each candidate, the last of which is none of them, and which are right."""

    options: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    possessive: bool


def collect_choices(document: Document) -> dict[str, list[Choice]]:
    """The choices of one document, each made after all earlier ones were made right."""
    found: dict[str, list[Choice]] = {kind: [] for kind in KINDS}
    coreference = Coreference()
    discourse = Discourse()
    text = document.article.text
    for number, sentence in enumerate(document.sentences):
        phrases = PhraseReader(Tree(sentence, text), discourse)
        for occurrence in OccurrenceReader(phrases, number).read():
            if not coreference.is_reference(phrases, occurrence):
                coreference.keep(occurrence, coreference.find_own(occurrence))
                continue
            candidates = find_candidates(phrases.tree, occurrence, coreference.referents)
            things = _find_things(document, occurrence)
            right = [n for n, c in enumerate(candidates) if things & _find_meant(document, c.referent)]
            none = tuple(list_none_features(phrases.tree, occurrence, candidates))
            options = (*(c.features for c in candidates), none)
            choice = Choice(options, frozenset(right or [len(candidates)]), occurrence.role == "possessor")
            found[classify_reference(occurrence)].append(choice)
            coreference.keep(occurrence, candidates[right[0]].referent if right else None)
    return found


def _find_things(document: Document, occurrence: Occurrence) -> frozenset[str]:
    start = document.sentences[occurrence.sentence].tokens[occurrence.word].start
    own = {one.start: one.things for one in document.wanted}
    return own.get(start, document.things.get(start, frozenset()))


def _find_meant(document: Document, referent: Referent) -> frozenset[str]:
    """What a referent stands for by the treebank: what its best occurrence does."""
    return _find_things(document, referent.speak_for())


# ── learning ──────────────────────────────────────────────────────────────────────────────────


def learn_weights(choices: Sequence[Choice]) -> dict[str, float]:
    """Feature → weight, by gradient ascent with step sizes as in AdaGrad."""
    weights: defaultdict[str, float] = defaultdict(float)
    squares: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    for _ in range(_ROUNDS):
        for choice in choices:
            shares = weigh_options(choice, weights)
            mass = math.fsum(shares[n] for n in choice.right)
            slope: defaultdict[str, float] = defaultdict(float)
            for number, (features, share) in enumerate(zip(choice.options, shares, strict=True)):
                pull = (share / mass if number in choice.right and mass > 0 else 0.0) - share
                for feature in features:
                    slope[feature] += pull
            for feature, raised in slope.items():
                value = raised - _PENALTY * weights[feature] / len(choices)
                squares[feature] += value * value
                weights[feature] += _STEP * value / math.sqrt(squares[feature])
    return {feature: round(weight, 2) for feature, weight in sorted(weights.items()) if abs(weight) >= _SMALLEST}


def weigh_options(choice: Choice, weights: dict[str, float]) -> list[float]:
    """The probability of each option."""
    scores = [sum(weights.get(f, 0.0) for f in features) for features in choice.options]
    top = max(scores)
    shares = [math.exp(s - top) for s in scores]
    total = math.fsum(shares)
    return [s / total for s in shares]


def measure_at(choices: Sequence[Choice], weights: dict[str, float], least: float) -> tuple[int, int, int]:
    """How many references are resolved from a probability on, how many of these rightly, and how many could be."""
    resolved = right = wanted = 0
    for choice in choices:
        none = len(choice.options) - 1
        wanted += none not in choice.right
        if not none:
            continue
        shares = weigh_options(choice, weights)
        best = max(range(none), key=lambda n: shares[n])
        if shares[best] >= least:
            resolved += 1
            right += best in choice.right
    return resolved, right, wanted


def find_least(tests: Sequence[Sequence[Choice]], learned: Sequence[dict[str, float]], precision: float) -> float:
    """The lowest probability from which on at least `precision` of what is resolved is right, over all tests."""
    for least in _LEAST:
        found = [measure_at(choices, weights, least) for choices, weights in zip(tests, learned, strict=True)]
        resolved, right = sum(r for r, _, _ in found), sum(r for _, r, _ in found)
        if resolved and right >= precision * resolved:
            print(f"from {least}: {right} of {resolved} right, {sum(w for _, _, w in found)} wanted")
            return least
    return 1.01


def learn(documents: Sequence[Document], output: Path) -> None:
    """Learn from `documents` and write the weights to `output`; thresholds come from the halves not learned from."""
    parts = [(document.genre, collect_choices(document)) for document in documents]
    least: dict[str, float] = {}
    weights: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        halves = [[c for _, part in parts[n::2] for c in part[kind]] for n in (0, 1)]
        held = [[c for genre, part in parts[n::2] if genre in WRITTEN for c in part[kind]] for n in (1, 0)]
        learned = [learn_weights(half) for half in halves]
        for key, possessive in ((kind, False), (f"{kind} possessive", True)):
            tests = [[c for c in part if c.possessive is possessive] for part in held]
            least[key] = find_least(tests, learned, PRECISION[kind])
        weights[kind] = learn_weights([c for half in halves for c in half])
    output.write_text(render_weights(least, weights), encoding="utf-8")


def render_weights(least: dict[str, float], weights: dict[str, dict[str, float]]) -> str:
    """The JSON of what was learned."""
    data = {"about": ABOUT, "least": least, "weights": weights}
    return json.dumps(data, indent=0, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("hfcheck/extraction/coreference.json"))
    options = parser.parse_args()
    sentences = [s for s in read_treebank(find_part(options.treebank, "train")) if s.entities is not None]
    learn(list(read_documents(sentences)), options.output)


if __name__ == "__main__":
    main()
