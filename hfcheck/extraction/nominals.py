"""Facts inside nominals, left to right: descriptions, possessions, ties, lists."""

from __future__ import annotations

from hfcheck.extraction.descriptions import DescriptionReader
from hfcheck.extraction.falsehoods import FalsehoodReader
from hfcheck.extraction.lists import ListReader
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.possessions import PossessionReader
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.ties import TieReader


def note_descriptions(phrases: PhraseReader, sink: Sink) -> None:
    """Note in the discourse what a sentence calls its names, before anything is resolved."""
    reader = DescriptionReader(phrases, sink)
    for head in list_heads(phrases):
        reader.note(head)


def list_heads(phrases: PhraseReader) -> list[int]:
    """The words that can head a nominal, by their tags or as the end of a name, left to right."""
    return sorted({*phrases.tree.nominals(), *(last for _, last in phrases.extents.names)})


def read_nominals(phrases: PhraseReader, sink: Sink) -> None:
    """Put what the nominals of one sentence tell into `sink`."""
    descriptions = DescriptionReader(phrases, sink)
    possessions = PossessionReader(phrases, sink)
    ties = TieReader(phrases, sink)
    lists = ListReader(phrases, sink)
    falsehoods = FalsehoodReader(phrases, sink)
    for head in list_heads(phrases):
        descriptions.read(head)
        possessions.read(head)
        ties.read(head)
        lists.read(head)
        falsehoods.read(head)
