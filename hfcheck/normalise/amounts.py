"""Amounts of phrases, and what they measure."""

from __future__ import annotations

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Phrase, Quantity
from hfcheck.normalise.lexicon import load_words
from hfcheck.values.quantities import read_quantities

# "a total 300 employees": more words before the amount make the phrase about something else.
_MOST_LEADING_WORDS = 2


def read_amount(text: str, noun: str) -> Quantity | None:
    """The one amount that a phrase begins with; a count's unit is the noun counted ("300 employees": "employee")."""
    found = [f for f in read_quantities(text) if f.role == "amount"]
    if len(found) != 1:
        return None
    articles = load_words().articles
    lead = text[: found[0].start].split()
    if len(lead) > _MOST_LEADING_WORDS or any(w.lower() not in articles and not w.islower() for w in lead):
        return None
    quantity = found[0].quantity
    # Of "8.2 million" the head is the number itself: it counts no noun.
    counted = noun if any(c.isalpha() for c in noun) and noun.lower() not in quantity.surface.lower().split() else ""
    # What is counted per month or day is another amount than the count.
    if found[0].per:
        counted = f"{counted}/{found[0].per}"
    return quantity if quantity.unit else msgspec.structs.replace(quantity, unit=counted)


def read_share(text: str) -> Quantity | None:
    """The one share of a whole that a phrase tells: "a 40% stake"."""
    found = [f.quantity for f in read_quantities(text) if f.role == "share"]
    return found[0] if len(found) == 1 else None


def find_measure(lemma: str, phrase: Phrase, knowledge: Knowledge) -> str | None:
    """What an amount measures, by the packs' words: "sold" for "sell", "revenue" for "revenue of"."""
    words = (lemma, phrase.head, *phrase.modifiers)
    return next((measure for w in words if (measure := knowledge.measure_of_word.get(w))), None)
