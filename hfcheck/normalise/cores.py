"""What a proposition says, normalised: its relation and object."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Entity, Moment, Phrase, PhraseKind, Proposition, Role, Text, Value
from hfcheck.normalise.amounts import find_measure, read_amount, read_share
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.figures import Figure, FigureReader
from hfcheck.normalise.frames import FrameReader
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.offices import OfficeReader
from hfcheck.normalise.rosters import RosterReader
from hfcheck.normalise.ties import TieReader

_MOMENT = "moment"


class Core(NamedTuple):
    """Relation and object of a claim, with what qualifies them.

    `subject` is set where it is not the proposition's own; `used` is the argument that became the object; `figure`
    is what a claim about an amount was read from; `spent` are further arguments that the core has taken in, `narrowing`
    the words of those that are no entity; `steps` say in words how it was read.
    """

    relation: str
    object: Value
    subject: Entity | None = None
    participants: tuple[Role, ...] = ()
    measure: str | None = None
    used: Argument | None = None
    figure: Figure | None = None
    spent: tuple[Argument, ...] = ()
    narrowing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def find_argument(proposition: Proposition, role: str) -> Argument | None:
    """The first argument of a role."""
    return next((a for a in proposition.arguments if a.role == role), None)


class CoreReader:
    """Reads the cores of one article's propositions."""

    def __init__(self, article: str, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()
        self.offices = OfficeReader(entities, knowledge)
        self.ties = TieReader(entities, knowledge)
        self.figures = FigureReader(entities, knowledge)
        self.frames = FrameReader(entities, knowledge)
        self.rosters = RosterReader(entities, knowledge)

    def read(self, proposition: Proposition, moment: Moment | None) -> Core:
        """The core by the first reading that applies, from offices and ties down to the words of the verb."""
        readers = (self._read_office, self._read_tie, self._read_figure, self._read_seat, self._read_roster)
        for reader in (*readers, self._read_predicate, self._read_count, self._read_alias, self._read_frame):
            core = reader(proposition)
            if core is not None:
                return core
        return self._read_verb(proposition, moment)

    # ── nouns ────────────────────────────────────────────────────────────────────────────────

    def _read_office(self, proposition: Proposition) -> Core | None:
        """ "is Acme's finance chief": who holds which office, or held it."""
        tenure = self.offices.read_tenure(self.article, proposition)
        if tenure is None:
            return None
        relation = "held_office" if tenure.office.former else "holds_office"
        return Core(relation, tenure.office.body, tenure.holder, measure=tenure.office.title, used=tenure.used)

    def _read_tie(self, proposition: Proposition) -> Core | None:
        """ "signed a deal with B": a tie of several parties."""
        tie = self.ties.read(self.article, proposition)
        if tie is None:
            return None
        used = find_argument(proposition, "obj") or find_argument(proposition, "obl:with")
        roles = tuple(Role(role="party", entity=e) for e in tie.parties)
        return Core("tie", Text(text=tie.form), subject=tie.parties[0], participants=roles, used=used)

    def _read_figure(self, proposition: Proposition) -> Core | None:
        """ "Acme's revenue rose to $4 billion": the measure of a thing amounts to so much."""
        figure = self.figures.read(self.article, proposition)
        if figure is None:
            return None
        return Core("amount", figure.amount, figure.owner, measure=figure.measure, used=figure.used, figure=figure)

    def _read_seat(self, proposition: Proposition) -> Core | None:
        """ "Acme's headquarters are in Oslo" says what "Acme has headquarters in Oslo" does."""
        subject = proposition.subject
        if subject.owner is None or subject.kind is not PhraseKind.NOMINAL or subject.antecedents:
            return None
        owned = set(subject.owner.text.lower().replace("’", "'").split())
        partial = [m for m in subject.modifiers if m not in ("head", *self.words.articles) and m not in owned]
        if proposition.lemma not in self.words.lying_verbs or partial:
            # "its European headquarters" are not its seat.
            return None
        for argument in proposition.arguments:
            preposition = argument.phrase.text.split()[0].lower() if argument.role == "pred" else argument.role[4:]
            noun = " ".join(w for w in (*subject.modifiers, subject.head) if w in ("head", subject.head))
            found = self.knowledge.relation_of_words.get(f"have {noun} {preposition}")
            place = self.entities.read(self.article, argument.phrase)
            if found is not None and not found[1] and place.resolved:
                owner = self.entities.read(self.article, subject.owner)
                return Core(found[0], place, owner, used=argument)
        return None

    def _read_roster(self, proposition: Proposition) -> Core | None:
        """ "Acme's partners include B": B is a partner of Acme."""
        entry = self.rosters.read(self.article, proposition)
        if entry is None:
            return None
        subject, value = (entry.whole, entry.member) if entry.converse else (entry.member, entry.whole)
        step = f"one of {proposition.subject.text}: {entry.relation}"
        return Core(entry.relation, value, subject, used=entry.used, steps=(step,))

    def _read_predicate(self, proposition: Proposition) -> Core | None:
        """ "is a subsidiary of Y": the relation is the noun's, its object what follows."""
        predicate = find_argument(proposition, "pred")
        if predicate is None:
            return None
        phrase = predicate.phrase
        if self.entities.cast is not None and (tie := self.entities.cast.find_tie(phrase)) is not None:
            return Core(tie[1], tie[0], used=predicate)
        verb = "become" if proposition.lemma == "become" else "be"
        owner = (("of", phrase.owner),) if phrase.owner else ()
        for preposition, complement in (*phrase.complements, *owner):
            core = self._relate(proposition, f"{verb} {phrase.head} {preposition}", complement, predicate)
            if core is not None:
                return core
        if phrase.kind is PhraseKind.ADJECTIVE:
            # "was not married to B", "is linked with B".
            for argument in proposition.arguments:
                words = f"be {phrase.head} {argument.role.removeprefix('obl:')}"
                core = self._relate(proposition, words, argument.phrase, argument)
                if core is not None and argument.role.startswith("obl:"):
                    return core._replace(spent=(predicate,))
        if phrase.kind is PhraseKind.NAME:
            called = "name" if proposition.verb in self.words.calling_verbs else None
            return Core("is", self.entities.read(self.article, phrase), measure=called, used=predicate)
        return Core("is_a", Text(text=phrase.full), used=predicate)

    def _read_count(self, proposition: Proposition) -> Core | None:
        if proposition.kind != "count":
            return None
        quantity = read_amount(proposition.arguments[0].phrase.text, proposition.subject.head)
        return Core("numbers", quantity) if quantity is not None else None

    def _read_alias(self, proposition: Proposition) -> Core | None:
        if proposition.kind != "alias":
            return None
        return Core("named", Text(text=proposition.arguments[0].phrase.head))

    # ── verbs ────────────────────────────────────────────────────────────────────────────────

    def _read_frame(self, proposition: Proposition) -> Core | None:
        """ "A sold B to C": the packs know who is what beside the verb."""
        framed = self.frames.read(self.article, proposition)
        if framed is None:
            return None
        used = framed.spent[0] if framed.spent else None
        return Core(
            framed.relation,
            framed.object,
            framed.subject,
            framed.roles,
            used=used,
            spent=framed.spent,
            narrowing=framed.narrowing,
            steps=(framed.step,),
        )

    def _read_verb(self, proposition: Proposition, moment: Moment | None) -> Core:
        lemma = proposition.lemma
        main = find_argument(proposition, "obj") or find_argument(proposition, "agent")
        if main is None or lemma.startswith("be "):
            core = self._read_oblique(proposition)
            if core is not None:
                return core
        if main is not None:
            return self._turn_passive(proposition, main) or self._read_object(proposition, main)
        oblique = next((a for a in proposition.arguments if a.role.startswith("obl:")), None)
        if oblique is not None:
            relation = f"{lemma} {oblique.role.removeprefix('obl:')}"
            return Core(relation, self._read_value(oblique.phrase), used=oblique)
        return Core(lemma, Text(text="")) if moment is None else Core(self._find_dated(lemma), moment)

    def _turn_passive(self, proposition: Proposition, main: Argument) -> Core | None:
        """ "B was sued by A" says that A sued B, by words that the packs do not know."""
        if main.role != "agent" or not proposition.verb:
            return None
        doer = self.entities.read(self.article, main.phrase)
        if not doer.resolved:
            return None
        step = f"passive {proposition.lemma} by: {proposition.verb}"
        return Core(proposition.verb, self._name_or_quote(proposition.subject), doer, used=main, steps=(step,))

    def _find_dated(self, lemma: str) -> str:
        """The relation between a thing and the time at which it happened: "be born" and a day make "born_on"."""
        for words in (f"{lemma} on", f"{lemma} in", lemma):
            relation, converse = self.knowledge.relation_of_words.get(words, ("", False))
            entry = self.knowledge.relation(relation)
            if entry is not None and not converse and entry.object in (_MOMENT, ""):
                return relation
        return lemma

    def _read_oblique(self, proposition: Proposition) -> Core | None:
        """ "is based in Y", "was founded by Y": the relation that the packs know for verb and preposition."""
        for argument in sorted(proposition.arguments, key=lambda a: a.role != "agent"):
            if argument.role.startswith(("obl:", "agent")):
                preposition = "by" if argument.role == "agent" else argument.role.removeprefix("obl:")
                core = self._relate(proposition, f"{proposition.lemma} {preposition}", argument.phrase, argument)
                if core is not None:
                    return core
        return None

    def _read_object(self, proposition: Proposition, main: Argument) -> Core:
        lemma, phrase = proposition.lemma, main.phrase
        for preposition, complement in phrase.complements:
            core = self._relate(proposition, f"{lemma} {phrase.head} {preposition}", complement, main)
            if core is not None:
                return self._measure_share(core, lemma, phrase) or core
        quantity = read_amount(phrase.text, phrase.head)
        if quantity is not None:
            return Core(lemma, quantity, measure=find_measure(lemma, phrase, self.knowledge), used=main)
        return self._relate(proposition, lemma, phrase, main) or Core(lemma, self._name_or_quote(phrase), used=main)

    def _measure_share(self, core: Core, lemma: str, phrase: Phrase) -> Core | None:
        """ "owns a 40% stake in Y": how much of Y, which says that it is a shareholder as well."""
        quantity = read_share(phrase.text)
        measure = self.knowledge.measure_of_word.get(phrase.head)
        whole = core.object
        if lemma not in self.words.owning_verbs or quantity is None or measure is None or core.subject is not None:
            return None
        if not isinstance(whole, Entity) or not whole.resolved or core.used is None:
            return None
        roles = (Role(role="whole", entity=whole),)
        figure = Figure(measure, quantity, None, core.used)
        return Core("amount", quantity, participants=roles, measure=measure, used=core.used, figure=figure)

    def _read_value(self, phrase: Phrase) -> Value:
        quantity = read_amount(phrase.text, phrase.head)
        return quantity if quantity is not None else self._name_or_quote(phrase)

    def _name_or_quote(self, phrase: Phrase) -> Value:
        """The entity of a phrase, or its words where it stands for none."""
        entity = self.entities.read(self.article, phrase)
        return entity if entity.resolved else Text(text=phrase.full)

    def _relate(self, proposition: Proposition, words: str, other: Phrase, used: Argument) -> Core | None:
        """The core of a relation that the packs know by `words`, its sides turned where it is a converse."""
        found = self.knowledge.relation_of_words.get(words)
        if found is not None and self._takes_moment(found[0]):
            # "founded in Oslo" is no date: the packs know the place by "at".
            found = self.knowledge.relation_of_words.get(words.removesuffix(" in") + " at")
        if found is None or self._takes_moment(found[0]):
            return None
        relation, converse = found
        entity = self.entities.read(self.article, other)
        if not converse:
            return Core(relation, entity, used=used)
        if not entity.resolved:
            return Core(proposition.lemma, Text(text=used.phrase.full), used=used)
        subject = self.entities.read(self.article, proposition.subject)
        return Core(relation, subject, subject=entity, used=used)

    def _takes_moment(self, relation: str) -> bool:
        entry = self.knowledge.relation(relation)
        return entry is not None and entry.object == _MOMENT
