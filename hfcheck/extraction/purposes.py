"""What a deed is for: whose infinitive it is in "formed a partnership with B to build X"."""

from __future__ import annotations

import msgspec

from hfcheck.extraction.lexicon import unite
from hfcheck.extraction.phrases import PhraseReader
from hfcheck.extraction.subjects import SubjectReader
from hfcheck.extraction.times import is_time
from hfcheck.model import Phrase, PhraseKind


def governing_verb(phrases: PhraseReader, infinitive: int, noun: int) -> int | None:
    """The verb whose purpose an infinitive tells that hangs on `noun`, the verb's object or the end of it.

    None where the noun owns its infinitive ("a plan to leave", "the first to leave"), or the noun may be
    what is to be done or who is to do it.
    """
    tree, cues = phrases.tree, phrases.cues
    chain = [noun]
    while tree.tokens[chain[-1]].deprel in ("nmod", "conj", "appos") and tree.tokens[chain[-1]].head >= 0:
        chain.append(tree.tokens[chain[-1]].head)
    top = tree.tokens[chain[-1]]
    verb = tree.tokens[top.head] if top.head >= 0 else top
    if tree.case(infinitive) != "to" or tree.kids(infinitive, "aux:pass", "cop") or verb.upos != "VERB":
        return None
    tie = any(tree.lemma(k) in cues.deal_nouns for k in chain)
    named = phrases.extents.name_at(noun) is not None
    if top.deprel not in ("obj", "obl") or (top.deprel == "obl" and not named):
        return None
    if tree.lemma(verb.index) in unite(cues.commentary_verbs, cues.weak_commentary_verbs, cues.stative_verbs):
        return None
    if tie or named:
        return verb.index
    return verb.index if noun == top.index and _is_means(phrases, infinitive, noun) else None


def _is_means(phrases: PhraseReader, infinitive: int, noun: int) -> bool:
    """Whether a noun can be what the deed of an infinitive is done with: no right, no time, nobody to do it."""
    tree, cues = phrases.tree, phrases.cues
    token = tree.tokens[noun]
    if token.upos != "NOUN" or is_time(tree, noun) or tree.lemma(noun) in unite(cues.plan_nouns, cues.infinitive_nouns):
        return False
    agents = unite(
        cues.person_nouns, cues.either_nouns, cues.organisation_nouns, cues.party_nouns, cues.collective_nouns
    )
    if token.entity in ("person", "organization") or tree.lemma(noun) in agents:
        return False
    picked = any(tree.lemma(k) in cues.new_modifiers or tree.tokens[k].xpos == "JJS" for k in tree.kids(noun, "amod"))
    return not picked and bool(tree.kids(infinitive, "obj", "ccomp", "xcomp"))


def find_purposer(phrases: PhraseReader, subjects: SubjectReader, verb: int, subject: Phrase | None) -> Phrase | None:
    """Whose purpose it is: "paid him to leave", "teamed up with B to build X", "hired Ann Lee to lead Y"."""
    tree, cues = phrases.tree, phrases.cues
    paid = tree.kid(verb, "iobj")
    if paid is None:
        objects = tree.kids(verb, "obj")
        hiring = tree.lemma(verb) in cues.delegating_verbs
        paid = next((k for k in objects if hiring or tree.tokens[k].upos == "PRON"), None)
    return phrases.read(paid, whole=True) if paid is not None else subjects.join_partners(verb, subject)


def find_aimer(phrases: PhraseReader, head: int) -> Phrase | None:
    """Whose aim the verb of a copular infinitive is: "Acme's aim is to sell cars" tells what Acme is to do."""
    tree = phrases.tree
    aim = tree.kid(head, "nsubj:outer", "nsubj")
    infinitive = any(tree.lemma(k) == "to" for k in tree.kids(head, "mark"))
    if aim is None or not infinitive or tree.tokens[head].upos != "VERB" or not tree.kids(head, "cop"):
        return None
    if tree.lemma(aim) not in phrases.cues.aim_nouns:
        return None
    owner = tree.kid(aim, "nmod:poss")
    owner = owner if owner is not None else next((k for k in tree.kids(aim, "nmod") if tree.case(k) == "of"), None)
    return phrases.read(owner, whole=True) if owner is not None else None


def lend_owner(phrases: PhraseReader, noun: int, subject: Phrase | None) -> Phrase:
    """The phrase of a noun that a participle tells of; a deal set beside a clause is that of the clause's subject.

    "Acme has many partners, with the latest deal signed with B": the deal is Acme's, or whose the subject is.
    """
    tree, told = phrases.tree, phrases.read(noun)
    beside = tree.tokens[noun].deprel == "obl" and tree.case(noun) == "with"
    if not beside or tree.lemma(noun) not in phrases.cues.deal_nouns or subject is None or told.antecedents:
        return told
    owner = subject if subject.kind is PhraseKind.NAME else subject.owner
    if owner is None or not told.definite or told.owner is not None or len(told.parties) > 1:
        return told
    return msgspec.structs.replace(told, owner=owner)
