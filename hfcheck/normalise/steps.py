"""How a claim's names were read: the links from the words to the entities, in words."""

from __future__ import annotations

from collections.abc import Iterator

from hfcheck.model import Phrase, PhraseKind, Proposition
from hfcheck.normalise.folding import fold_name
from hfcheck.normalise.mentions import walk_phrases
from hfcheck.normalise.names import NameReading, Names


def explain_names(article: str, proposition: Proposition, names: Names) -> tuple[str, ...]:
    """One step for each name or reference of a proposition that stands for something else than its own words.

    The steps can be replayed: they depend on the name table alone, and name each link in order.
    """
    steps: dict[str, None] = {}
    for phrase in walk_phrases(proposition):
        for step in _explain_phrase(article, phrase, names):
            steps[step] = None
    return tuple(steps)


def _explain_phrase(article: str, phrase: Phrase, names: Names) -> Iterator[str]:
    text = names.texts.get(article, "")
    if phrase.antecedents:
        known = " and ".join(f"“{antecedent.full}”" for antecedent in phrase.antecedents)
        yield f"“{phrase.text}” stands for {known}"
    told = [text[start:end] for start, end in phrase.names]
    told += [a.head for a in phrase.antecedents if a.kind is PhraseKind.NAME]
    for name in told:
        if fold_name(name):
            step = word_reading(names.read(article, name))
            if step:
                yield step


def word_reading(reading: NameReading) -> str:
    """A name with whom it stands for and why, or who may be meant; "" where it stands for itself."""
    if reading.candidates:
        return f"“{reading.name}” is left open: it may be {' or '.join(reading.candidates)}"
    if not reading.steps:
        return ""
    return f"“{reading.name}” → {reading.entity.name} ({reading.entity.id}): {'; '.join(reading.steps)}"
