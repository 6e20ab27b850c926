"""Which events a clause tells of by the packs' relations that happen once to somebody, and who undergoes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hfcheck.knowledge import Knowledge
from hfcheck.model import Modality, Phrase, Polarity, Proposition
from hfcheck.normalise.kinship import load_kinship


def find_event_kind(lemma: str, knowledge: Knowledge) -> tuple[str, bool]:
    """The relation that happens once by the lemma of a clause ("detain", "be detained"), and whether it is passive."""
    passive = lemma.startswith("be ")
    for words in (lemma, f"{lemma} by") if passive else (lemma,):
        relation, converse = knowledge.relation_of_words.get(words, ("", False))
        entry = knowledge.relation(relation)
        if entry is not None and entry.once and converse is not passive:
            return relation, passive
    return "", passive


def find_patients(propositions: Sequence[Proposition], knowledge: Knowledge) -> Iterator[tuple[str, int, list[Phrase]]]:
    """Each event that sentences tell of, the sentence's place, and all who undergo it there, alone or "with" others."""
    comitatives = {f"obl:{words}" for words in load_kinship().comitatives}
    found: dict[tuple[str, int], list[Phrase]] = {}
    for proposition in propositions:
        kind, passive = find_event_kind(proposition.lemma, knowledge)
        real = proposition.polarity is Polarity.AFFIRMED and proposition.modality is Modality.ASSERTED
        if not kind or not real:
            continue
        undergone = [proposition.subject] if passive else [a.phrase for a in proposition.arguments if a.role == "obj"]
        undergone += [a.phrase for a in proposition.arguments if a.role in comitatives]
        found.setdefault((kind, proposition.sentence_start), []).extend(undergone)
    yield from ((kind, sentence, patients) for (kind, sentence), patients in found.items())
