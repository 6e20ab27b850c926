"""The public verb of this stage: the sentences of one article → its propositions and abstentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hfcheck.extraction.clauses import ClauseReader
from hfcheck.extraction.coreference import follow_references
from hfcheck.extraction.discourse import Discourse, Reference
from hfcheck.extraction.nominals import note_descriptions, read_nominals
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.quotations import attribute_quotations
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.tree import Tree
from hfcheck.model import Article, Extract, Proposition, Sentence, Skipped


def extract_propositions(article: Article, sentences: Sequence[Sentence], skipped: Sequence[Skipped] = ()) -> Extract:
    """Read `sentences` of `article` in order; `skipped` are those that could not be parsed."""
    propositions: list[Proposition] = []
    abstained: list[Skipped] = list(skipped)
    for reading in read_article(article, sentences):
        propositions += reading.propositions
        abstained += reading.skipped
    return Extract(
        article=article.id,
        sha256=article.sha256,
        propositions=tuple(propositions),
        skipped=tuple(abstained),
        sentences=tuple((s.start, s.end) for s in sentences),
    )


class Reading(NamedTuple):
    """What one sentence gave: its tree, propositions, abstentions and references."""

    tree: Tree
    propositions: tuple[Proposition, ...]
    skipped: tuple[Skipped, ...]
    references: tuple[Reference, ...]


def read_article(article: Article, sentences: Sequence[Sentence]) -> Iterator[Reading]:
    """Read `sentences` of `article` in order: first what refers to what, then each for itself."""
    discourse = Discourse()
    trees = [Tree(sentence, article.text) for sentence in sentences]
    readers = [PhraseReader(tree, discourse, number) for number, tree in enumerate(trees)]
    discourse.readers += readers
    discourse.judgements.update(follow_references(readers))
    read: list[Reading] = []
    for phrases in readers:
        sentence = phrases.tree.sentence
        discourse.open_sentence(sentence.paragraph)
        found, left_out = read_sentence(phrases, discourse)
        inside = [r for (start, _), r in sorted(discourse.references.items()) if sentence.start <= start < sentence.end]
        read.append(Reading(phrases.tree, tuple(found), tuple(left_out), tuple(inside)))
    told = attribute_quotations(article.text, sentences, [reading.propositions for reading in read])
    for reading, propositions in zip(read, told, strict=True):
        yield reading._replace(propositions=propositions)


def read_sentence(phrases: PhraseReader, discourse: Discourse) -> tuple[list[Proposition], list[Skipped]]:
    """Propositions and abstentions: clauses first, since they fill the discourse with subjects; then the nominals."""
    sink = Sink(phrases.tree, discourse)
    note_descriptions(phrases, sink)
    ClauseReader(phrases, sink).read()
    read_nominals(phrases, sink)
    found = sorted(sink.propositions, key=lambda p: (p.start, p.end, p.relation))
    if not found and not sink.skipped:
        sink.skip("no clause found")
    return found, sink.skipped
