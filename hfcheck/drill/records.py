"""The records of a drill."""

from __future__ import annotations

from hfcheck.model import Article, Problem, Record


class Edit(Record, frozen=True):
    """Characters `start`..`end` of an article's text become `words`."""

    start: int
    end: int
    words: str


class Planted(Record, frozen=True):
    """A sentence of an article (`start`..`end`), and what it becomes; `change` says which words were exchanged."""

    edits: tuple[Edit, ...]
    change: str
    sentence: str


class Trial(Record, frozen=True):
    """A sentence of `article` with a contradiction of one kind planted, and a rewording of it where one was made."""

    kind: str
    article: Article
    start: int
    end: int
    sentence: str
    plant: Planted
    rewording: Planted | None = None


class Outcome(Record, frozen=True):
    """A trial that was run: the rules that found the plant, and those that flagged the rewording.

    `problem` says why it could not be run to its end; it then counts for nothing.
    """

    trial: Trial
    found_by: tuple[str, ...]
    flagged_by: tuple[str, ...]
    problem: Problem | None = None


class Tally(Record, frozen=True):
    """How many contradictions of a kind were planted and found, how many rewordings made and falsely flagged."""

    kind: str
    planted: int
    found: int
    reworded: int
    flagged: int


class Drill(Record, frozen=True):
    """What a drill gave: a tally for each kind, in the order of the kinds, and every outcome."""

    seed: int
    tallies: tuple[Tally, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def total(self) -> Tally:
        """All kinds as one."""
        sums = [sum(getattr(t, name) for t in self.tallies) for name in ("planted", "found", "reworded", "flagged")]
        return Tally("all", *sums)
