"""How likely a proposition is what a reader would write: its confidence, by its construction and its place.

A logistic model whose weights are data (confidence.yaml), learned by `python -m bench.confidence --learn` from
sentences with facts that people wrote.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from hfcheck.model import BlockKind, Modality, Phrase, PhraseKind, Polarity, Proposition, Sentence, Token
from hfcheck.yamlrecords import load_list

_LONG = (10, 20, 30, 45)
_MANY_WORDS = (3, 8, 16)


class Certainty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was learned: the odds of any proposition, and what each feature adds to them (natural logarithms)."""

    about: str
    base: float
    weights: dict[str, float]


@cache
def load_certainty() -> Certainty:
    """The shipped weights, read once per process."""
    return load_list(Path(__file__).with_name("confidence.yaml"), Certainty)


def rate_proposition(proposition: Proposition, sentence: Sentence) -> Proposition:
    """The proposition, read from `sentence`, with its confidence."""
    return msgspec.structs.replace(proposition, confidence=estimate_confidence(proposition, sentence))


def estimate_confidence(proposition: Proposition, sentence: Sentence) -> float:
    """The share of propositions like this one that match what people write, in hundredths, 0.05 to 0.95."""
    known = load_certainty()
    odds = known.base + math.fsum(known.weights.get(f, 0.0) for f in list_features(proposition, sentence))
    return round(min(0.95, max(0.05, 1 / (1 + math.exp(-odds)))), 2)


def list_features(proposition: Proposition, sentence: Sentence) -> list[str]:
    """What the confidence depends on, each once."""
    found = [
        f"kind {proposition.kind}",
        f"sentence {_bucket(len(sentence.tokens), _LONG)}",
        f"relation {_bucket(len(proposition.relation.split()), _MANY_WORDS)}",
        f"arguments {min(len(proposition.arguments), 4)}",
        *_describe_head(proposition, sentence),
        *_describe_subject(proposition.subject),
        *(f"role {a.role.partition(':')[0]}" for a in proposition.arguments),
    ]
    if proposition.modality is not Modality.ASSERTED:
        found.append(f"modality {proposition.modality.value}")
    if proposition.polarity is Polarity.DENIED:
        found.append("denied")
    if proposition.attribution:
        found.append("attributed")
    if proposition.tense == "bare":
        found.append("bare verb")
    if proposition.block is not BlockKind.PARAGRAPH:
        found.append("heading")
    longest = max((len(a.phrase.text.split()) for a in proposition.arguments), default=0)
    found.append(f"longest argument {_bucket(longest, _MANY_WORDS)}")
    return list(dict.fromkeys(found))


def _describe_head(proposition: Proposition, sentence: Sentence) -> Iterator[str]:
    """How the verb hangs in the sentence, and how deep."""
    head = _find_head(proposition, sentence)
    if head is None:
        yield "verb none"
        return
    yield f"verb {head.deprel}"
    depth, above = 0, head.head
    while above >= 0:
        depth += sentence.tokens[above].upos in ("VERB", "AUX")
        above = sentence.tokens[above].head
    yield f"depth {min(depth, 3)}"


def _find_head(proposition: Proposition, sentence: Sentence) -> Token | None:
    lemma = proposition.verb.partition(" ")[0] or proposition.lemma.partition(" ")[0]
    inside = [t for t in sentence.tokens if proposition.start <= t.start < proposition.end]
    return next((t for t in inside if t.lemma.lower() == lemma and t.upos in ("VERB", "AUX")), None)


def _describe_subject(subject: Phrase) -> Iterator[str]:
    yield f"subject {subject.kind.value}"
    yield f"subject {_bucket(len(subject.text.split()), _MANY_WORDS)}"
    if subject.kind is PhraseKind.PRONOUN:
        yield "pronoun resolved" if subject.antecedents else "pronoun open"
    if subject.parties:
        yield "several subjects"


def _bucket(value: int, edges: tuple[int, ...]) -> str:
    return f"from {max((e for e in edges if value >= e), default=0)}"
