"""Deals, joint companies and partnerships → ties of two or more parties, with their form."""

from __future__ import annotations

from typing import NamedTuple

from hfcheck.knowledge import Knowledge
from hfcheck.model import Argument, Entity, Phrase, PhraseKind, Proposition
from hfcheck.normalise.entities import EntityReader
from hfcheck.normalise.lexicon import load_words, match_between_spaces


class Tie(NamedTuple):
    """The id of a tie's form, and two or more parties."""

    form: str
    parties: tuple[Entity, ...]


class TieReader:
    """Reads ties with the packs' words for their forms."""

    def __init__(self, entities: EntityReader, knowledge: Knowledge) -> None:
        self.entities = entities
        self.knowledge = knowledge
        self.words = load_words()

    def read(self, article: str, proposition: Proposition) -> Tie | None:
        """The tie that a proposition tells of, or None; a party's name may be one that means several things."""
        found = self._find_deal(proposition)
        if found is None:
            return None
        form, members = found
        entities: dict[str, Entity] = {}
        for member in members:
            for entity in self._name(article, member):
                if not entity.resolved and member.kind is not PhraseKind.NAME:
                    return None
                entities.setdefault(entity.id, entity)
        known = any(entity.resolved for entity in entities.values())
        return Tie(form, tuple(entities.values())) if len(entities) > 1 and known else None

    def _name(self, article: str, member: Phrase) -> tuple[Entity, ...]:
        members = member.parties or member.antecedents
        if members and member.kind is not PhraseKind.NOMINAL:
            return tuple(self.entities.read(article, m) for m in members)
        return (self.entities.read(article, member),)

    def _find_deal(self, proposition: Proposition) -> tuple[str, tuple[Phrase, ...]] | None:
        subject = proposition.subject
        if proposition.kind == "tie":
            form = self.find_form(proposition.relation)
            return (form, (subject, proposition.arguments[0].phrase)) if form else None
        if subject.owner is not None and proposition.verb in self.words.tie_verbs and len(subject.parties) < 2:
            # "its latest deal was signed with B"
            form = self.find_form(subject.text)
            with_whom = next((a.phrase for a in proposition.arguments if a.role == "obl:with"), None)
            known = form and with_whom is not None and with_whom.kind is PhraseKind.NAME
            return (form, (subject.owner, with_whom)) if known and with_whom is not None else None
        verb = proposition.lemma.split()[0]
        if proposition.kind != "clause" or verb not in self.words.tie_verbs:
            return None
        told = next((a for a in proposition.arguments if a.role == "obj"), None)
        partner = next((a.phrase for a in proposition.arguments if a.role == "obl:with"), None)
        if told is None:
            comitative = self.knowledge.form_of_words.get(self.words.comitative_form)
            return (comitative, (subject, partner)) if partner is not None and comitative and partner.names else None
        form = self.find_form(told.phrase.text) or self._find_means(proposition.arguments)
        if not form:
            return None
        if len(told.phrase.parties) > 1:
            return form, told.phrase.parties
        together = subject.parties or subject.antecedents
        if len(together) > 1 and not told.phrase.parties:
            means = self._find_means(proposition.arguments)
            return means or form, together
        # "plans to form a joint venture with B": the partner stands beside the deal.
        if partner is not None and partner.names and not told.phrase.parties and not self.find_form(partner.text):
            return form, (subject, partner)
        return None

    def _find_means(self, arguments: tuple[Argument, ...]) -> str:
        """ "formalised their cooperation with a new agreement": the agreement is the form."""
        means = next((a.phrase for a in arguments if a.role == "obl:with"), None)
        return self.find_form(means.text) if means is not None and not means.names else ""

    def find_form(self, text: str) -> str:
        """The form that the words of a deal end in, before its parties; "" where the packs know none."""
        own = match_between_spaces(self.words.deal_prepositions).split(text.lower())[0]
        words = [w.strip(".,").removesuffix("’s") for w in own.split()]
        for start in range(len(words)):
            tail = " ".join(words[start:])
            found = self.knowledge.form_of_words.get(tail) or self.knowledge.form_of_words.get(tail.removesuffix("s"))
            if found:
                return found
        return ""
