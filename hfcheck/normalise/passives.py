"""Participles that open a sentence, as the passives that they are."""

from __future__ import annotations

import msgspec

from hfcheck.knowledge import Knowledge
from hfcheck.model import Proposition

_OBJECTS = ("obj", "iobj", "pred", "xcomp")


def complete_passive(proposition: Proposition, knowledge: Knowledge) -> Proposition:
    """ "Founded in 1948, the Institute …": the Institute was founded.

    A participle is passive where it has an agent, or where it has no object and the packs know its passive with a
    time; any other proposition is returned as it is.
    """
    lemma, roles = proposition.lemma, {a.role for a in proposition.arguments}
    if proposition.kind != "clause" or lemma.startswith("be ") or roles.intersection(_OBJECTS):
        return proposition
    participle = proposition.relation.lower()
    relation, _ = knowledge.relation_of_words.get(f"be {participle} in", ("", False))
    entry = knowledge.relation(relation)
    opens = " " not in proposition.relation and proposition.relation[:1].isupper()
    dated = opens and entry is not None and entry.object == "moment"
    if not dated and not (opens and "agent" in roles):
        return proposition
    return msgspec.structs.replace(proposition, lemma=f"be {participle}", relation=participle)
