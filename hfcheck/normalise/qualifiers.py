"""What narrows a claim: its time, place, scope, quantifier, and the event that it is about."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import (
    Argument,
    Article,
    Change,
    Entity,
    EventRef,
    Modality,
    Moment,
    Phrase,
    PhraseKind,
    Polarity,
    Proposition,
    Quantity,
    Role,
)
from hfcheck.normalise.cores import Core
from hfcheck.normalise.entities import EntityReader, list_parties
from hfcheck.normalise.lexicon import load_words, match_words
from hfcheck.normalise.plurals import is_form_of
from hfcheck.values.moments import FoundMoment, read_moments
from hfcheck.values.units import read_base

# The symbol of the day of publication, where that is not known.
PUBLICATION_DAY = "published.day"
# Told apart by what they are; means and purposes do not narrow them.
_UNSCOPED = ("tie", "named", "holds_office", "held_office")
_STATES = ("description", "possession", "member")
# How many words a determiner or ordinal that quantifies a nominal is looked for in.
_QUANTIFYING_WORDS = 4
# How far back, in characters, the date may stand that "the next day" counts from.
_REACH = 800


class QualifierReader:
    """Reads the qualifiers of one article's propositions, in order: a date holds until the next one."""

    def __init__(self, article: Article, entities: EntityReader, knowledge: Knowledge) -> None:
        self.article = article
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()
        self._last: Moment | None = None
        self._last_at = 0

    # ── time ─────────────────────────────────────────────────────────────────────────────────

    def read_time(self, proposition: Proposition) -> Moment | None:
        """The time that a proposition states; it may lack its year, which is then the last one named."""
        for argument in proposition.arguments:
            if argument.role not in ("time", "adv"):
                continue
            text = argument.phrase.text
            found = self._read_moments(text, proposition.start)
            # An adverb is a time only as a whole: "two years later".
            if found and (argument.role == "time" or found[0].end - found[0].start == len(text)):
                self._note(found[-1], proposition.start)
                return found[0].moment
        return self._read_present(proposition)

    def _read_present(self, proposition: Proposition) -> Moment | None:
        """ "is currently", "is no longer": on the day of publication, where that is not known."""
        stative = proposition.tense == "present" and proposition.lemma.split()[0] == "be"
        said = match_words(self.words.present_adverbs).search(proposition.relation.lower()) if stative else None
        if said is None or self.article.published is not None:
            return None
        return Moment(symbol=PUBLICATION_DAY, surface=said[0])

    def _read_moments(self, text: str, at: int) -> tuple[FoundMoment, ...]:
        """The dates of a text; what counts from another date ("two years later") does so only where that is near."""
        if at - self._last_at > _REACH:
            alone = read_moments(text, self.article.published)
            if alone and (alone[0].moment.symbol or "").startswith("then."):
                return alone
        return read_moments(text, self.article.published, self._last)

    def _note(self, found: FoundMoment, at: int) -> None:
        """Remember the date last named: what counts from it, or lacks its year, hangs on it."""
        last = found.parts[-1][2] if found.parts else found.moment
        if last.symbol is None and last.start is not None:
            self._last, self._last_at = last, at

    def read_period(self, core: Core) -> Moment | None:
        """The time that stands within a figure's own words: "its 2020 revenue"."""
        found = read_moments(core.figure.period, self.article.published, self._last) if core.figure else ()
        return found[0].moment if found else None

    def time_of_state(self, proposition: Proposition, relation: str) -> Moment | None:
        """What is told in the present holds on the day of publication."""
        published = self.article.published
        stative = proposition.kind in _STATES or proposition.tense == "present"
        # A plan is a plan on the day that it is told.
        planned = proposition.tense == "bare" and proposition.modality is Modality.PLANNED
        if published is None or not (stative or planned) or relation == "held_office":
            return None
        if self.knowledge.time_kind(relation) == "permanent":
            return None
        return msgspec.structs.replace(published, basis="publication")

    # ── place and scope ──────────────────────────────────────────────────────────────────────

    def find_place(self, proposition: Proposition, core: Core) -> Entity | None:
        """The named place of a claim, unless it is the object."""
        argument = self._find_place_argument(proposition, core)
        return self.entities.read(self.article.id, argument.phrase) if argument is not None else None

    def _find_place_argument(self, proposition: Proposition, core: Core) -> Argument | None:
        for argument in proposition.arguments:
            free = not any(argument is one for one in (core.used, *core.spent))
            if argument.role in self.words.place_roles and free and argument.phrase.names:
                return argument if self.entities.read(self.article.id, argument.phrase).resolved else None
        return None

    def find_scope(self, proposition: Proposition, core: Core) -> str | None:
        """What narrows the claim: adverbs, further arguments, and what modifies an amount's noun; sorted."""
        if core.relation in _UNSCOPED:
            return None
        # "Nearly doubled" is an amount of its own.
        told = core.object.amount.surface.lower().split() if isinstance(core.object, Change) else ()
        words = (w for w in proposition.relation.lower().split() if w not in told)
        narrowing = [w for w in words if self._narrows(w, proposition)]
        narrowing += self._find_narrowing_arguments(proposition, core)
        if core.figure is not None:
            narrowing += core.figure.narrowing
        elif isinstance(core.object, Quantity) and core.used is not None:
            narrowing += self._find_narrowing_words(core.object, core.used.phrase)
        return "; ".join(sorted(narrowing)) or None

    def _find_narrowing_arguments(self, proposition: Proposition, core: Core) -> list[str]:
        found = [*core.narrowing]
        place = self._find_place_argument(proposition, core)
        spent = (core.used, *core.spent, *(core.figure.spent if core.figure else ()))
        for argument in proposition.arguments:
            placed = argument is place
            plain = argument.role == "adv" and not self._narrows(argument.phrase.text.lower(), proposition)
            said = any(argument is one for one in spent)
            rate = read_base(f" {argument.phrase.text}", 0) if argument.role in ("time", "adv") else None
            if rate is not None and not said:
                found.append(f"per {rate.unit}")
                continue
            if argument.role == "obl:for" and self._is_party(argument.phrase, proposition.subject):
                continue
            if not said and argument.role != "time" and not placed and not plain:
                found.append(f"{argument.role.removeprefix('obl:')} {argument.phrase.full.lower()}")
        return found

    def _is_party(self, phrase: Phrase, deal: Phrase) -> bool:
        """ "for B, its deal with A is …": B is bound by it anyway."""
        told = self.entities.read(self.article.id, deal)
        return self.entities.read(self.article.id, phrase).id in list_parties(told)

    def _narrows(self, word: str, proposition: Proposition) -> bool:
        """Whether an adverb narrows a claim. In a denial any adverb of manner may be what is denied."""
        manner = word.endswith("ly") and word not in self.words.light_adverbs
        return word in self.words.narrowing or (manner and proposition.polarity is Polarity.DENIED)

    def _find_narrowing_words(self, amount: Quantity, phrase: Phrase) -> list[str]:
        """ "5,000 electric cars in May": what stands beside number and noun."""
        apart = {*amount.surface.lower().split(), *self.words.articles}
        words = [w.lower() for w in phrase.full.split()]
        return [w for w in words if w not in apart and not is_form_of(w, phrase.head.lower())]

    def find_quantifier(self, proposition: Proposition) -> str | None:
        """How many a claim is about, where the relation or the start of a nominal says so.

        "sole": of the subject alone ("only A sells X"); "majority": "most members"; "most": a superlative. Else a name
        of the lists of words. A denial with "all" is "not all", one with "none" is "no".
        """
        if self._stands_alone(proposition.subject, proposition):
            return "sole"
        told = (proposition.subject, *(a.phrase for a in proposition.arguments if a.role in ("obj", "pred")))
        words = set(proposition.relation.lower().split())
        for phrase in told:
            if phrase.kind is not PhraseKind.NAME:
                opening = phrase.text.lower().split()[:_QUANTIFYING_WORDS]
                if opening[0] == "most" and (len(opening) < 3 or opening[1] == "of"):
                    return "majority"
                indefinite = opening[0] == "a" and opening[1:2] in (["few"], ["little"])
                words.update(opening if not indefinite else ["some"], map(" ".join, pairwise(opening)))
        return next((q for q, cues in sorted(self.words.quantifiers.items()) if words & cues), None)

    def _stands_alone(self, subject: Phrase, proposition: Proposition) -> bool:
        """Whether "only" stands right before the subject: "Only Acme sells pumps"."""
        before = self.article.text[proposition.sentence_start : subject.start].lower().split()
        opens = bool(before) and before[-1] in self.words.quantifiers["only"]
        return opens and before[-2:-1] != ["not"]

    # ── what it is about ─────────────────────────────────────────────────────────────────────

    def find_about(self, proposition: Proposition, core: Core) -> tuple[Role, ...]:
        """ "the registration of X": the claim is about X too, unless X is its subject or object anyway."""
        owner = self.entities.owner_of(self.article.id, proposition.subject)
        told = owner is None or (core.subject is not None and owner in (core.subject, core.object))
        return () if told or owner is None else (Role(role="about", entity=owner),)

    def find_event(self, proposition: Proposition) -> EventRef | None:
        """The deal that a claim is about, by its kind and parties; or what befell several of the cast together."""
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments if a.role == "obj")):
            deal = next((p for p in (phrase, *phrase.antecedents) if self.entities.is_deal(p)), None)
            entity = self.entities.read(self.article.id, deal) if deal is not None else None
            if entity is not None and entity.resolved:
                return EventRef(kind=phrase.head, participants=tuple(entity.id.removeprefix("deal:").split("+")))
        cast = self.entities.cast
        if cast is None or proposition.polarity is Polarity.DENIED:
            return None
        return cast.find_happening(proposition.sentence_start, proposition.lemma)
