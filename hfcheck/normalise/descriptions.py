""" "the tech giant" in one article, after another one called Acme so: descriptions over all articles.

A link is made only where one named thing of the whole folder is called by that noun, and the article
itself names it before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from hfcheck.model import Argument, Extract, Phrase, PhraseKind, Proposition
from hfcheck.normalise.folding import fold_name
from hfcheck.normalise.lexicon import load_words
from hfcheck.normalise.names import Names

Called = tuple[str, str, str]
"""A noun, the id of the entity that it describes, and a name of that."""
FindCalled = Callable[[str], tuple[str, str] | None]
"""The one entity, and a name of it, that a noun describes in all articles; None where none or several."""


def list_called(extract: Extract, names: Names) -> Iterator[Called]:
    """The nouns by which one article describes named things."""
    generic = load_words().generic_descriptions
    for proposition in extract.propositions:
        predicate = next((a.phrase for a in proposition.arguments if a.role == "pred"), None)
        subject = proposition.subject
        told = proposition.kind == "description" and predicate is not None and subject.kind is PhraseKind.NAME
        if told and predicate is not None and predicate.head not in generic and not predicate.plural:
            entity = names.resolve(extract.article, subject.head)
            if entity.resolved:
                yield predicate.head, entity.id, subject.head


def index_called(called: Iterable[Called]) -> dict[str, tuple[str, str]]:
    """Noun → the one entity that all articles describe by it, with the first name of that."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for noun, entity, name in called:
        found[noun].setdefault(entity, name)
    return {noun: next(iter(held.items())) for noun, held in found.items() if len(held) == 1}


def link_descriptions(extract: Extract, names: Names, find_called: FindCalled) -> Extract:
    """The extract with definite descriptions linked to the names that they stand for."""
    first: dict[str, int] = {}
    for proposition in extract.propositions:
        for phrase in (proposition.subject, *(a.phrase for a in proposition.arguments)):
            for start, end in phrase.names:
                entity = names.resolve(extract.article, names.texts[extract.article][start:end])
                first[entity.id] = min(start, first.get(entity.id, start))
    linked = tuple(_link_proposition(p, find_called, first) for p in extract.propositions)
    return msgspec.structs.replace(extract, propositions=linked)


def _link_proposition(proposition: Proposition, find_called: FindCalled, first: dict[str, int]) -> Proposition:
    subject = _link(proposition.subject, find_called, first)
    arguments = tuple(
        a if a.role == "pred" else Argument(role=a.role, phrase=_link(a.phrase, find_called, first))
        for a in proposition.arguments
    )
    return msgspec.structs.replace(proposition, subject=subject, arguments=arguments)


def _link(phrase: Phrase, find_called: FindCalled, first: dict[str, int]) -> Phrase:
    described = phrase.kind is PhraseKind.NOMINAL and phrase.definite and not phrase.plural
    if not described or phrase.antecedents or phrase.parties or phrase.names or phrase.owner or phrase.complements:
        return phrase
    known = find_called(phrase.head)
    if known is None:
        return phrase
    entity, name = known
    if first.get(entity, phrase.start) >= phrase.start:
        return phrase
    antecedent = Phrase(text=name, start=phrase.start, end=phrase.end, head=fold_name(name), kind=PhraseKind.NAME)
    return msgspec.structs.replace(phrase, antecedents=(antecedent,), resolved=name)
