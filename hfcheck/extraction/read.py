"""The public verb of this stage: the sentences of one article → its propositions and abstentions."""

from __future__ import annotations

from collections.abc import Sequence

from hfcheck.extraction.clauses import ClauseReader
from hfcheck.extraction.discourse import Discourse
from hfcheck.extraction.nominals import note_descriptions, read_nominals
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.extraction.tree import Tree
from hfcheck.model import Article, Extract, Proposition, Sentence, Skipped


def extract_propositions(article: Article, sentences: Sequence[Sentence], skipped: Sequence[Skipped] = ()) -> Extract:
    """Read `sentences` of `article` in order; `skipped` are those that could not be parsed."""
    discourse = Discourse()
    propositions: list[Proposition] = []
    abstained: list[Skipped] = list(skipped)
    for sentence in sentences:
        discourse.open_sentence(sentence.paragraph)
        found, left_out = read_sentence(article.text, sentence, discourse)
        propositions += found
        abstained += left_out
    return Extract(
        article=article.id,
        sha256=article.sha256,
        propositions=tuple(propositions),
        skipped=tuple(abstained),
        sentences=tuple((s.start, s.end) for s in sentences),
    )


def read_sentence(text: str, sentence: Sentence, discourse: Discourse) -> tuple[list[Proposition], list[Skipped]]:
    """Propositions and abstentions: clauses first, since they fill the discourse with subjects; then the nominals."""
    tree = Tree(sentence, text)
    phrases = PhraseReader(tree, discourse)
    sink = Sink(tree, discourse)
    note_descriptions(phrases, sink)
    ClauseReader(phrases, sink).read()
    read_nominals(phrases, sink)
    found = sorted(sink.propositions, key=lambda p: (p.start, p.end, p.relation))
    if not found and not sink.skipped:
        sink.skip("no clause found")
    return found, sink.skipped
