"""Facts inside nominals, left to right: descriptions, possessions, ties, lists."""

from __future__ import annotations

from hfcheck.extraction.descriptions import DescriptionReader
from hfcheck.extraction.lists import ListReader
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.possessions import PossessionReader
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.ties import TieReader


def note_descriptions(phrases: PhraseReader, sink: Sink) -> None:
    """Note in the discourse what the sentence calls its names, before anything is resolved."""
    reader = DescriptionReader(phrases, sink)
    for head in phrases.tree.nominals():
        reader.note(head)


def read_nominals(phrases: PhraseReader, sink: Sink) -> None:
    """Put what the nominals of one sentence tell into `sink`."""
    descriptions = DescriptionReader(phrases, sink)
    possessions = PossessionReader(phrases, sink)
    ties = TieReader(phrases, sink)
    lists = ListReader(phrases, sink)
    for head in phrases.tree.nominals():
        descriptions.read(head)
        possessions.read(head)
        ties.read(head)
        lists.read(head)
