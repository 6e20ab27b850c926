"""Sentences about one figure of a thing → whose figure it is, what it measures and its amount."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Entity, Phrase, PhraseKind, Proposition, Quantity
from hfcheck.normalise.amounts import read_amount
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.lexicon import load_words
from hfcheck.values.moments import read_moments

# Between what is measured and whose it is: "turnout in Oslo", "the death toll from the fire".
_OWNING_PREPOSITIONS = ("of", "in", "at", "for", "from", "on")


class Figure(NamedTuple):
    """The measure of `owner` (None: of the subject as it stands) amounts to `amount`.

    `narrowing` are the words that part it from the plain measure ("operating" of a profit), `period` the words
    that may hold its time, `used` and `spent` the arguments that it is read from.
    """

    measure: str
    amount: Quantity
    owner: Entity | None
    used: Argument | None
    spent: tuple[Argument, ...] = ()
    narrowing: tuple[str, ...] = ()
    period: str = ""


class Measured(NamedTuple):
    """A nominal as a measure: its id, whose it is, and whether only its singular is known to the packs.

    For `narrowing` and `period` see `Figure`.
    """

    id: str
    owner: Phrase | None
    counted: bool
    narrowing: tuple[str, ...]
    period: str


class _Named(NamedTuple):
    """A nominal as a measure: its id, the words before it, and whether only its singular is known to the packs."""

    id: str
    before: list[str]
    counted: bool


class FigureReader:
    """Reads figures with the packs' words for what is measured."""

    def __init__(self, entities: EntityReader, knowledge: Knowledge) -> None:
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()

    def read(self, article: str, proposition: Proposition) -> Figure | None:
        """The figure that a proposition tells, or None."""
        return self._read_told(article, proposition) or self._read_reported(article, proposition)

    # ── "Acme's revenue rose to $4 billion" ──────────────────────────────────────────────────

    def _read_told(self, article: str, proposition: Proposition) -> Figure | None:
        subject = proposition.subject
        used = self._find_value(proposition)
        if used is None or subject.kind is not PhraseKind.NOMINAL or subject.parties or subject.antecedents:
            return None
        measured = self.describe_measure(subject, _list_complements(used.phrase))
        amount = self._read_value(proposition, used.phrase)
        if measured is None or amount is None or (measured.counted and amount.unit.isupper()):
            return None
        if self._tells_change(proposition, used, amount):
            return None
        if proposition.lemma in self.words.exceeding_verbs and amount.low is not None:
            amount = Quantity(amount.low, None, amount.unit, f"{proposition.relation} {amount.surface}")
        spent = tuple(
            a for a in proposition.arguments if a is used or a.role in ("obl:from", "obl:by") or _is_percentage(a)
        )
        return Figure(
            measured.id,
            self.give_unit(amount, measured.id, used.phrase.head),
            self.entities.read(article, measured.owner) if measured.owner is not None else None,
            used,
            spent,
            measured.narrowing,
            measured.period,
        )

    def describe_measure(self, phrase: Phrase, beside: Sequence[str] = ()) -> Measured | None:
        """What a nominal measures and of whom, or None; `beside` are texts beside it that narrow or date it as well."""
        named = self._find_measure(phrase)
        if named is None:
            return None
        owner, rest = self._part_complements(phrase)
        narrowing, periods = self._part_times([*rest, *beside])
        before, dated = self._part_years(named.before)
        told = tuple(w for w in (*before, *narrowing) if w)
        return Measured(named.id, owner, named.counted, told, " ".join((*dated, *periods)))

    def _read_value(self, proposition: Proposition, value: Phrase) -> Quantity | None:
        """The amount, with a word that stands by the verb: of "was over $3 million" the relation is "was over"."""
        beside = f"{proposition.relation.split()[-1]} {value.text}" if proposition.relation else value.text
        wider = read_amount(beside, value.head)
        told = wider is not None and wider.surface.startswith(beside.split()[0])
        return wider if told else read_amount(value.text, value.head)

    def _tells_change(self, proposition: Proposition, used: Argument, amount: Quantity) -> bool:
        """ "was up 5%", "was 5% higher": by how much it changed, and not what it came to."""
        said = used.phrase.text if used.role.startswith("obl:") else f"{proposition.relation} {used.phrase.text}"
        beside = set(said.lower().split()).difference(amount.surface.lower().split())
        return bool(self.words.directions & beside)

    def _find_value(self, proposition: Proposition) -> Argument | None:
        """The argument that holds the amount, where the verb says that the figure came to it."""
        lemma = proposition.lemma
        for argument in proposition.arguments:
            role = argument.role
            plain = role in ("obj", "pred") and lemma in self.words.figure_verbs | self.words.exceeding_verbs
            preposition = role.removeprefix("obl:") if role.startswith("obl:") else ""
            placed = bool(preposition) and f"{lemma} {preposition}" in self.words.figure_verbs
            if plain or placed or (preposition == "to" and lemma in self.words.change_verbs):
                return argument
        return None

    # ── "Acme reported revenue of $4 billion" ────────────────────────────────────────────────

    def _read_reported(self, article: str, proposition: Proposition) -> Figure | None:
        told = next((a for a in proposition.arguments if a.role == "obj"), None)
        if told is None or proposition.lemma not in self.words.reporting_verbs:
            return None
        phrase = told.phrase
        measured = self._find_measure(phrase)
        amount, inside = self._find_amount(phrase)
        if measured is None or amount is None or phrase.kind is not PhraseKind.NOMINAL:
            return None
        told_of = zip(phrase.complements, _list_complements(phrase), strict=True)
        rest = [text for (_, complement), text in told_of if complement != inside]
        surface = amount.surface.lower().split()
        before, dated = self._part_years([w for w in measured.before if w not in surface])
        narrowing, periods = self._part_times(rest)
        owner = phrase.owner if phrase.owner is not None and phrase.owner != inside else proposition.subject
        return Figure(
            measured.id,
            self.give_unit(amount, measured.id, phrase.head),
            self.entities.read(article, owner),
            told,
            (told,),
            tuple(w for w in (*before, *narrowing) if w),
            " ".join((*dated, *periods)),
        )

    def _find_amount(self, phrase: Phrase) -> tuple[Quantity | None, Phrase | None]:
        """ "a profit of $3 million", "a $3 million profit", "300 inhabitants": the amount, and the phrase of it."""
        for preposition, complement in phrase.complements:
            amount = read_amount(complement.text, complement.head) if preposition == "of" else None
            if amount is not None:
                return amount, complement
        return read_amount(phrase.text, phrase.head), None

    # ── parts of a nominal ───────────────────────────────────────────────────────────────────

    def _find_measure(self, phrase: Phrase) -> _Named | None:
        words = self._own_words(phrase)
        lemmas = [*words[:-1], phrase.head.lower()]
        for start in range(len(words)):
            for form, counted in ((words, False), (lemmas, phrase.plural)):
                found = self.knowledge.measure_of_word.get(" ".join(form[start:]))
                if found is not None:
                    return _Named(found, [w for w in words[:start] if w not in self.words.plain_figures], counted)
        return None

    def _own_words(self, phrase: Phrase) -> list[str]:
        """The words of a nominal up to its head, without its owner: "net profit" of "Acme's net profit in May"."""
        first = min(phrase.complements, key=lambda c: c[1].start, default=None)
        end = first[1].start if first else phrase.end
        owner = phrase.owner
        begin = owner.end if owner is not None and phrase.start <= owner.start and owner.end < end else phrase.start
        words = phrase.text[begin - phrase.start : end - phrase.start].split()
        words = words[: len(words) - len(first[0].split())] if first else words
        skipped = ("'s", "’s", "'", "’")
        return [w.strip(",") for w in (x.lower() for x in words) if w not in skipped and w not in self.words.articles]

    def _part_complements(self, subject: Phrase) -> tuple[Phrase | None, list[str]]:
        """Whose the measure is, and what else is said of it."""
        owner = subject.owner
        rest: list[str] = []
        for (preposition, complement), text in zip(subject.complements, _list_complements(subject), strict=True):
            if owner is None and preposition in _OWNING_PREPOSITIONS and not read_moments(complement.text):
                owner = complement
            elif owner is None or complement.start != owner.start:
                rest.append(text)
        return owner, rest

    def _part_times(self, texts: list[str]) -> tuple[list[str], list[str]]:
        """Texts that hold no date, in lower case, and those that hold one."""
        plain = [text.lower() for text in texts if not read_moments(text)]
        return plain, [text for text in texts if read_moments(text)]

    def _part_years(self, words: list[str]) -> tuple[list[str], list[str]]:
        """The words before a measure that narrow it, joined, and those that are its year: "2020" of "2020 revenue"."""
        dated = [f"in {word}" for word in words if read_moments(f"in {word}")]
        return [" ".join(word for word in words if f"in {word}" not in dated)], dated

    def give_unit(self, amount: Quantity, measure: str, head: str) -> Quantity:
        """An amount that counts nothing, or the measure's own noun, counts what the measure does."""
        unit = self.words.measure_units.get(measure, "")
        own = amount.unit in ("", head) and (not amount.unit or head in self.knowledge.measure_of_word)
        return Quantity(amount.low, amount.high, unit, amount.surface) if unit and own else amount


def _list_complements(phrase: Phrase) -> list[str]:
    return [f"{preposition} {complement.full}" for preposition, complement in phrase.complements]


def _is_percentage(argument: Argument) -> bool:
    """ "12%" in "rose 12% to $4 billion": by how much, not how much."""
    amount = read_amount(argument.phrase.text, argument.phrase.head)
    return amount is not None and amount.unit == "%"
