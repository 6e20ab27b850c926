""" "the tech giant" in one article, after another one called Acme so: descriptions over all articles.

A link is made only where one named thing of the whole folder is called by that noun, and the article
itself names it before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from hfcheck.model import Argument, Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.folding import fold_name
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.names import NameTable


def link_descriptions(extracts: Sequence[Extract], names: NameTable) -> list[Extract]:
    """The extracts with definite descriptions linked to the names that they stand for."""
    called = _gather(extracts, names)
    return [_link_extract(extract, called, names) for extract in extracts]


def _gather(extracts: Sequence[Extract], names: NameTable) -> dict[str, dict[str, str]]:
    """Noun → entity id → a name of it."""
    generic = load_words().generic_descriptions
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for extract in extracts:
        for proposition in extract.propositions:
            predicate = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
            subject = proposition.subject
            told = proposition.kind == "description" and predicate is not None and subject.kind is PhraseKind.NAME
            if told and predicate is not None and predicate.head not in generic and not predicate.plural:
                entity = names.resolve(extract.article, subject.head)
                if entity.resolved:
                    called[predicate.head].setdefault(entity.id, subject.head)
    return called


def _link_extract(extract: Extract, called: dict[str, dict[str, str]], names: NameTable) -> Extract:
    first: dict[str, int] = {}
    for proposition in extract.propositions:
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
            for start, end in phrase.names:
                entity = names.resolve(extract.article, names.texts[extract.article][start:end])
                first[entity.id] = min(start, first.get(entity.id, start))
    linked = tuple(_link_proposition(p, extract.article, called, first) for p in extract.propositions)
    return msgspec.structs.replace(extract, propositions=linked)


def _link_proposition(
    proposition: Proposition, article: str, called: dict[str, dict[str, str]], first: dict[str, int]
) -> Proposition:
    subject = _link(proposition.subject, called, first)
    arguments = tuple(
        a if a.role == "pred" else Argument(role=a.role, phrase=_link(a.phrase, called, first))
        for a in proposition.arguments
    )
    return msgspec.structs.replace(proposition, subject=subject, arguments=arguments)


def _link(phrase: Phrase, called: dict[str, dict[str, str]], first: dict[str, int]) -> Phrase:
    described = phrase.kind is PhraseKind.NOMINAL and phrase.definite and not phrase.plural
    if not described or phrase.antecedents or phrase.parties or phrase.names or phrase.owner or phrase.complements:
        return phrase
    known = called.get(phrase.head, {})
    if len(known) != 1:
        return phrase
    entity, name = next(iter(known.items()))
    if first.get(entity, phrase.start) >= phrase.start:
        return phrase
    antecedent = Phrase(text=name, start=phrase.start, end=phrase.end, head=fold_name(name), kind=PhraseKind.NAME)
    return msgspec.structs.replace(phrase, antecedents=(antecedent,), resolved=name)
