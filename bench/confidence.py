"""What confidence means: the share of claims that match what people wrote, per tenth of confidence.

    python -m bench.confidence --gold FACTS.tsv --sentences LINES.txt [--part held|dev|all] [--learn confidence.yaml]

FACTS.tsv holds a sentence, a relation and its arguments a line, as CaRB does (Bhardwaj et al., 2019); LINES.txt a
sentence a line. A claim matches where its words and those of one of the sentence's facts, slot by slot as CaRB compares
them, agree with an F1 of at least 0.5. `--learn` takes four fifths of the sentences, by a hash of their text; the rest
is held back and is what is shown unless `--part` says otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from hfcheck.extraction.certainty import list_features
from hfcheck.extraction.read import extract_propositions
from hfcheck.language import read_sentences
from hfcheck.sources import make_article
from hfcheck.surface import view_sentence

_LEAST_F1 = 0.5
_ROUNDS = 400
_STEP = 0.5
_PENALTY = 4.0
_SMALLEST = 0.05
ABOUT = "Learned by `python -m bench.confidence --learn` from sentences with facts that people wrote (CaRB). Log odds."

Slots = tuple[Counter[str], ...]


class Sample(NamedTuple):
    """One claim: the sentence, its features, the confidence that it has now, and whether it matches."""

    sentence: str
    features: tuple[str, ...]
    confidence: float
    right: bool


def is_held(sentence: str) -> bool:
    """Whether a sentence is of the fifth that is never learned from."""
    return int(hashlib.sha256(_fold(sentence).encode()).hexdigest(), 16) % 5 == 0


def _fold(sentence: str) -> str:
    return "".join(sentence.split())


# ── matching ──────────────────────────────────────────────────────────────────────────────────


def read_facts(path: Path) -> dict[str, list[Slots]]:
    """Sentence without its spaces → the facts of it."""
    facts: defaultdict[str, list[Slots]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, *rest = line.strip().split("\t")
        if len(rest) > 1:
            facts[_fold(sentence)].append(split_slots(rest[0], [a for a in rest[1:] if "C: " not in a]))
    return dict(facts)


def split_slots(relation: str, arguments: Sequence[str]) -> Slots:
    """The words of the relation, of the subject, and of everything else."""
    rest = [" ".join(arguments[1:])] if len(arguments) > 1 else []
    return tuple(Counter(part.split()) for part in (relation, *arguments[:1], *rest))


def score_match(gold: Slots, told: Slots) -> float:
    """F1 of the words that two facts share slot by slot; 0 where their relations share none."""
    if len(told) < len(gold):
        return 0.0
    shared = [(g & t).total() for g, t in zip(gold, told, strict=False)]
    if not shared[0]:
        return 0.0
    of_told = sum(bag.total() for bag in told[: len(gold)])
    return 2 * sum(shared) / (of_told + sum(bag.total() for bag in gold))


def collect_samples(lines: Sequence[str], facts: Mapping[str, Sequence[Slots]]) -> list[Sample]:
    """The claims of all sentences that have facts."""
    samples: list[Sample] = []
    for line in lines:
        gold = facts.get(_fold(line))
        if not gold:
            continue
        article = make_article(line, id="line")
        sentences, skipped = read_sentences(article)
        propositions = extract_propositions(article, sentences, skipped).propositions
        for sentence in sentences:
            own = [p for p in propositions if p.sentence_start == sentence.start]
            for told in view_sentence(article.text, sentence, own):
                slots = split_slots(told.relation, [told.subject, *told.arguments])
                right = max(score_match(g, slots) for g in gold) >= _LEAST_F1
                features = tuple(list_features(told.proposition, sentence))
                samples.append(Sample(line, features, told.proposition.confidence, right))
    return samples


# ── learning ──────────────────────────────────────────────────────────────────────────────────


def learn_weights(samples: Sequence[Sample]) -> tuple[float, dict[str, float]]:
    """The base and the weights of a logistic model, by gradient ascent with a penalty on squares."""
    base = 0.0
    weights: defaultdict[str, float] = defaultdict(float)
    counts = Counter(f for sample in samples for f in sample.features)
    for _ in range(_ROUNDS):
        slope: defaultdict[str, float] = defaultdict(float)
        lean = 0.0
        for sample in samples:
            odds = base + math.fsum(weights[f] for f in sample.features)
            error = sample.right - 1 / (1 + math.exp(-odds))
            lean += error
            for feature in sample.features:
                slope[feature] += error
        base += _STEP * lean / len(samples)
        for feature, value in slope.items():
            weights[feature] += _STEP * (value - _PENALTY * weights[feature]) / (counts[feature] + 50)
    kept = {f: round(w, 2) for f, w in sorted(weights.items()) if abs(w) >= _SMALLEST}
    return round(base, 2), kept


def render_weights(base: float, weights: Mapping[str, float]) -> str:
    lines = [f'about: "{ABOUT}"', f"base: {base}", "weights:"]
    return "\n".join((*lines, *(f'  "{feature}": {weight}' for feature, weight in weights.items()))) + "\n"


# ── reporting ─────────────────────────────────────────────────────────────────────────────────


def tabulate(samples: Sequence[tuple[float, bool]]) -> Table:
    """Claims and the share that matches, per tenth of confidence."""
    table = Table("confidence", "claims", "match", "share", box=None)
    tenths: defaultdict[int, list[bool]] = defaultdict(list)
    for confidence, right in samples:
        tenths[min(9, int(confidence * 10 + 1e-9))].append(right)
    for tenth, rights in sorted(tenths.items()):
        name = f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}"
        table.add_row(name, str(len(rights)), str(sum(rights)), f"{sum(rights) / len(rights):.2f}")
    everything = [right for _, right in samples]
    table.add_row("all", str(len(everything)), str(sum(everything)), f"{sum(everything) / max(1, len(everything)):.2f}")
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--part", choices=("held", "dev", "all"), default="held")
    parser.add_argument("--learn", type=Path, help="write the weights here; they hold from the next run on")
    options = parser.parse_args()
    lines = [line for line in options.sentences.read_text(encoding="utf-8").split("\n") if line.strip()]
    samples = collect_samples(lines, read_facts(options.gold))
    if options.learn:
        learned = learn_weights([s for s in samples if not is_held(s.sentence)])
        options.learn.write_text(render_weights(*learned), encoding="utf-8")
        return
    shown = [s for s in samples if options.part == "all" or is_held(s.sentence) == (options.part == "held")]
    Console().print(tabulate([(s.confidence, s.right) for s in shown]))


if __name__ == "__main__":
    main()
