"""What the readers of facts inside nominals share."""

from __future__ import annotations

from collections.abc import Sequence

from hfcheck.extraction.drafts import Draft
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.sink import Sink
from hfcheck.model import Argument, Phrase


class FactReader:
    """Reads one kind of fact off the nominals of one sentence."""

    def __init__(self, phrases: PhraseReader, sink: Sink) -> None:
        self.phrases = phrases
        self.tree = phrases.tree
        self.extents = phrases.extents
        self.naming = phrases.naming
        self.cues = phrases.cues
        self.sink = sink

    def put_fact(
        self,
        kind: str,
        subject: Phrase,
        lemma: str,
        words: str,
        *told: Argument,
        head: int,
        relation: Sequence[int] = (),
        past: bool = False,
        group: str | None = None,
        members: Sequence[Phrase] = (),
        closed: bool = False,
    ) -> None:
        """Put a fact that is worded by us: "Shell", "be", "is", ("pred", "an oil giant").

        `relation` are the words that it is read from; without them it is the `head` alone.
        """
        draft = Draft(kind, subject, lemma, head, relation or (head,), words=words, arguments=told)
        draft = draft._replace(past=past)
        self.sink.put(draft._replace(group=group, members=tuple(members), closed=closed))
