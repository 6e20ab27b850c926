"""Sentences that tell how a figure changed → by how much, against what, and the figures at both ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Article, Change, Entity, Moment, Phrase, PhraseKind, Proposition, Quantity
from hfcheck.normalise.cores import Core
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.figures import Figure, FigureReader, Measured
from hfcheck.normalise.lexicon import load_words
from hfcheck.values.changes import FoundChange, read_changes
from hfcheck.values.moments import read_moments

# Of a sentence's end, how much may belong to the change that a clause tells.
_REACH = 120


class Growth(NamedTuple):
    """How a measure of `owner` (None: of the subject as it stands) changed.

    `after` and `before` are the figures that it changed between, `time` and `since` when these held (None: not told);
    `narrowing` are the words that part the measure from the plain one, `period` those that may hold its time. `spent`
    are the arguments that tell the change and its dates; `stands_beside` is set where the clause tells an amount of its
    own and the change is added to it: "sold 300 pumps, up 5%".
    """

    measure: str
    change: Change
    owner: Entity | None
    before: Quantity | None = None
    after: Quantity | None = None
    since: Moment | None = None
    time: Moment | None = None
    narrowing: tuple[str, ...] = ()
    period: str = ""
    spent: tuple[Argument, ...] = ()
    stands_beside: bool = False
    end: int = 0


class _Changed(NamedTuple):
    """What changes: the measure, the phrase that names it, and whose it is."""

    measure: Measured
    phrase: Phrase
    owner: Phrase | None


class GrowthReader:
    """Reads changes of measures in one article."""

    def __init__(self, article: Article, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.figures = FigureReader(entities, knowledge)
        self.words = load_words()

    def read(self, proposition: Proposition, core: Core, moment: Moment | None) -> Growth | None:
        """The change that a proposition tells, or None. `moment` is the proposition's own time."""
        return self._read_moved(proposition, moment) or self._read_beside(proposition, core, moment)

    # ── "Acme's revenue rose 5% to $4 billion", "Acme doubled its revenue" ───────────────────

    def _read_moved(self, proposition: Proposition, moment: Moment | None) -> Growth | None:
        changed = self._find_changed(proposition)
        if changed is None:
            return None
        offset = proposition.subject.end if self._has_subject(proposition) else proposition.start
        told = self._find_change(proposition, offset, changed, moment)
        if told is None:
            return None
        found, inside = told
        change = found.change or _subtract_ends(found, self._quote_ends(*inside))
        measure, noun = changed.measure, changed.phrase.head
        before, after = (self._give_unit(end, measure.id, noun) for end in (found.before, found.after))
        # "Sales" in money are not what was sold.
        if change is None:
            return None
        paid = any(end is not None and end.unit.isupper() for end in (before, after, change.amount))
        if measure.counted and paid:
            return None
        return Growth(
            measure.id,
            change,
            self.entities.read(self.article.id, changed.owner) if changed.owner is not None else None,
            before,
            after,
            found.since,
            self._find_time(proposition, found, inside, moment),
            measure.narrowing,
            measure.period,
            tuple(a for a in proposition.arguments if _lies_in(a.phrase, inside) or a.phrase is changed.phrase),
            end=inside[1],
        )

    def _has_subject(self, proposition: Proposition) -> bool:
        return proposition.start <= proposition.subject.start and proposition.subject.end < proposition.end

    def _find_changed(self, proposition: Proposition) -> _Changed | None:
        """The measure that changes: the subject of "rose", "was up" and "doubled", else what somebody raised or cut."""
        lemma, subject = proposition.lemma, proposition.subject
        phrases = [subject] if lemma in self.words.change_verbs or lemma == "be" else []
        changed = next((a.phrase for a in proposition.arguments if a.role == "obj"), None)
        if changed is not None and lemma in self.words.changing_verbs:
            phrases.append(changed)
        for phrase in phrases:
            if phrase.kind is not PhraseKind.NOMINAL or phrase.parties or phrase.antecedents:
                continue
            found = self.figures.describe_measure(phrase)
            if found is not None and found.id not in self.words.priced_measures:
                return _Changed(found, phrase, found.owner or (subject if phrase is not subject else None))
        return None

    def _find_change(
        self, proposition: Proposition, offset: int, changed: _Changed, moment: Moment | None
    ) -> tuple[FoundChange, tuple[int, int]] | None:
        """The first change that the words of the clause tell, and where it stands in the article."""
        end = min(proposition.sentence_end, proposition.end + _REACH)
        text = self.article.text[offset:end]
        if offset <= changed.phrase.start < end:
            # "raised its price by 5%" tells what "raised by 5%" does.
            start, stop = changed.phrase.start - offset, changed.phrase.end - offset
            text = text[:start] + " " * (stop - start) + text[stop:]
        period = read_moments(changed.measure.period, self.article.published, moment)
        time = moment or (period[0].moment if period else None)
        for found in read_changes(text, self.article.published, time, time):
            start = offset + found.start
            arguments = (a.phrase for a in proposition.arguments)
            in_argument = any(p.start <= start < p.end and p.kind is not PhraseKind.CLAUSE for p in arguments)
            word = found.change.amount.surface.split()[-1] if found.change else ""
            said = proposition.relation.split()
            beside = offset > proposition.start and not set(text[: found.start].split()).difference(said)
            if start < proposition.end and (in_argument or beside or word in said):
                return found, (start, offset + found.end)
        return None

    def _quote_ends(self, start: int, end: int) -> str:
        """The words of both ends, with the preposition before the first: "from 3 to 5 million"."""
        before = self.article.text[max(0, start - _REACH) : start]
        link = re.search(r"\b(?:from|to)\s+(?:an?\s+|the\s+)?(?:record\s+)?$", before)
        return f"{link[0] if link else ''}{self.article.text[start:end]}"

    def _find_time(
        self, proposition: Proposition, found: FoundChange, inside: tuple[int, int], moment: Moment | None
    ) -> Moment | None:
        """When the changed figure holds: the date beside it, else that of the clause unless the change takes it."""
        if found.time is not None or moment is None:
            return found.time
        times = [a.phrase for a in proposition.arguments if a.role == "time" and read_moments(a.phrase.text)]
        return None if times and _lies_in(times[0], inside) else moment

    def _give_unit(self, amount: Quantity | None, measure: str, head: str) -> Quantity | None:
        return self.figures.give_unit(amount, measure, head) if amount is not None else None

    # ── "sold 300 pumps in 2019, up 5% from a year earlier" ──────────────────────────────────

    def _read_beside(self, proposition: Proposition, core: Core, moment: Moment | None) -> Growth | None:
        """A change that is added to an amount, straight behind the clause."""
        if core.measure is None or not isinstance(core.object, Quantity) or core.object.unit == "":
            return None
        text = self.article.text[proposition.end : min(proposition.sentence_end, proposition.end + _REACH)]
        for found in read_changes(text, self.article.published, moment, moment)[:1]:
            beside = re.fullmatch(r"\s*,\s*(?P<words>[a-z -]+?)\s*", text[: found.start])
            words = set(beside["words"].split()) if beside else set()
            if found.change is None or not words or words - self.words.change_openings:
                continue
            counted = () if core.figure is not None or core.object.unit.isupper() else (f"of {core.object.unit}",)
            return Growth(
                core.measure,
                found.change,
                core.subject,
                self._give_unit(found.before, core.measure, core.object.unit),
                None,
                found.since,
                found.time or moment,
                counted,
                stands_beside=True,
                end=proposition.end + found.end,
            )
        return None


def make_core(growth: Growth, value: Quantity | Change, undated: bool = False) -> Core:
    """The core of a claim about the change or about one of its ends; `undated`: the first, nobody says when."""
    used = next(iter(growth.spent), None)
    amount = value.amount if isinstance(value, Change) else value
    figure = Figure(growth.measure, amount, growth.owner, used, growth.spent, growth.narrowing, growth.period)
    relation = "changed_by" if isinstance(value, Change) else "amount_before" if undated else "amount"
    return Core(relation, value, growth.owner, measure=growth.measure, used=used, figure=figure)


def _lies_in(phrase: Phrase, span: tuple[int, int]) -> bool:
    return span[0] <= phrase.start < span[1] or phrase.start <= span[0] < phrase.end


def _subtract_ends(found: FoundChange, words: str) -> Change | None:
    """By how much "rose from 3 to 5 million" rose; None where the ends do not tell it, or tell the opposite."""
    before, after = found.before, found.after
    if before is None or after is None or before.unit != after.unit:
        return None
    less, more = (before, after) if found.direction == "up" else (after, before)
    if less.low is None or less.high is None or more.low is None or more.high is None or more.low <= less.high:
        return None
    # What went from 4% to 5% rose by a percentage point.
    unit = "percentage point" if after.unit == "%" else after.unit
    return Change(Quantity(more.low - less.high, more.high - less.low, unit, words), found.since, found.direction)
