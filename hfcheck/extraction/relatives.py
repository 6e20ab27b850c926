"""Relative clauses and participles below nominals: what they are about."""

from __future__ import annotations

from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.times import is_time

_RELATIVES = ("which", "that", "who", "whom", "whose", "where", "when")


def find_relative(phrases: PhraseReader, clause: int) -> int | None:
    """The relative word of a clause, if it has one."""
    tree = phrases.tree
    kids = tree.kids(clause, "nsubj", "nsubj:pass", "obj", "obl", "advmod", "nmod:poss")
    return next((k for k in kids if tree.lemma(k) in _RELATIVES), None)


def find_antecedent(phrases: PhraseReader, noun: int, clause: int) -> int:
    """The noun that a clause below `noun` is about, whose subject it is."""
    antecedent = _choose_attachment(phrases, noun, clause)
    relative = find_relative(phrases, clause)
    if relative is not None and phrases.tree.lemma(relative) == "who":
        return _find_person_before(phrases, relative, antecedent)
    return antecedent


def _choose_attachment(phrases: PhraseReader, noun: int, clause: int) -> int:
    """The noun that a relative clause is about: "the registration for X by Y, which could become a brand".

    A comma leaves the attachment open. Where the clause says what the thing is or becomes, an event
    noun gives way to the named thing that it is of or for.
    """
    tree = phrases.tree
    predicate = clause if tree.kids(clause, "cop") else None
    if tree.tokens[clause].lemma in ("become", "remain"):
        predicate = tree.kid(clause, "xcomp")
    nominal = predicate is not None and tree.tokens[predicate].upos == "NOUN"
    if not nominal or phrases.extents.name_at(noun) or tree.tokens[noun].deprel == "obj":
        return noun
    named = [w for w in tree.subtree(noun) if w < clause and phrases.extents.name_at(w)]
    below = [w for w in named if tree.tokens[w].deprel in ("nmod", "nmod:poss")]
    things = [w for w in below if tree.case(w) in ("of", "for")]
    return things[0] if len(things) == 1 else noun


def _find_person_before(phrases: PhraseReader, relative: int, noun: int) -> int:
    """ "the mystery around Ann Lee, who …": who is a person, not the mystery."""
    cues = phrases.cues
    if phrases.extents.name_at(noun) or phrases.tree.lemma(noun) in unite(cues.person_nouns, cues.either_nouns):
        return noun
    before = relative - 1
    while before > noun and phrases.tree.tokens[before].upos == "PUNCT":
        before -= 1
    name = phrases.extents.name_at(before)
    return name[1] if name and name[0] > noun else noun


def find_place(phrases: PhraseReader, noun: int, clause: int) -> int | None:
    """Where the deed of a clause with "where" takes place: "the plant in Oslo, where they build X" gives Oslo.

    None where a comma sets the clause off and nothing in the phrase before it is a place.
    """
    tree = phrases.tree
    first = tree.first_below(clause)
    words = [w for w in tree.subtree(noun) if noun <= w < first and tree.tokens[w].upos in ("NOUN", "PROPN")]
    places = [w for w in words if tree.tokens[w].entity == "place" and phrases.extents.name_at(w)]
    if places:
        return places[-1]
    return noun if tree.tokens[noun].entity == "place" or not tree.has_comma_before(clause) else None


def leaves_object_out(phrases: PhraseReader, clause: int, noun: int) -> bool:
    """ "a post she held": a relative clause without a relative word whose object is the noun before it."""
    tree = phrases.tree
    owned = tree.kids(clause, "nsubj") and not tree.kids(clause, "obj", "xcomp", "ccomp", "cop", "aux:pass", "advmod")
    stranded = any(tree.tokens[k].upos == "ADP" for k in tree.kids(clause, "obl", "compound:prt", "case"))
    setting = is_time(tree, noun) or tree.lemma(noun) in phrases.cues.setting_nouns
    return tree.tokens[clause].deprel == "acl:relcl" and bool(owned) and not stranded and not setting
