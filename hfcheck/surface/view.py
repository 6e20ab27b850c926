"""One proposition → the facts that it tells, each in the sentence's own words.

A fact has a subject, a relation and what follows it: the verb group with its object is one fact, and each time, place
or other qualifier makes one more, whose relation runs up to the preposition ("opened a plant in", "Oslo"). The forms
are those of MinIE (Gashteovski and others, 2017) and of BenchIE's fact synsets (2022).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from hfcheck.extraction.tree import Tree
from hfcheck.model import Argument, PhraseKind, Proposition, Sentence
from hfcheck.surface.parts import Part, read_parts
from hfcheck.surface.reports import read_reports


class Told(msgspec.Struct, frozen=True):
    """One fact in surface words; `proposition` is the same fact with the arguments that it tells alone."""

    subject: str
    relation: str
    arguments: tuple[str, ...]
    proposition: Proposition


def view_sentence(text: str, sentence: Sentence, propositions: Sequence[Proposition]) -> list[Told]:
    """The facts of one sentence's propositions, each once, in their order; `text` is the article's."""
    tree = Tree(sentence, text)
    found: dict[tuple[str, str, tuple[str, ...]], Told] = {}
    for proposition in (*propositions, *read_reports(tree)):
        for told in _view(tree, proposition):
            found.setdefault((told.subject, told.relation, told.arguments), told)
    return list(found.values())


def _view(tree: Tree, proposition: Proposition) -> Iterator[Told]:
    core, qualifiers = read_parts(tree, proposition)
    subject, relation = proposition.subject.text, proposition.relation
    if not qualifiers or not _is_open(core):
        yield Told(subject, relation, tuple(p.words for p in core), _keep(proposition, core))
    base = " ".join([relation, *(p.words for p in core)])
    for part in qualifiers:
        led = f"{base} {part.case}".strip()
        yield Told(subject, led, (part.text,), _keep(proposition, [*core, part]))


def _is_open(core: Sequence[Part]) -> bool:
    """Whether a clause says nothing without its qualifiers: "was born", "is known"."""
    return not core or all(_is_adjective(p.argument) for p in core)


def _is_adjective(argument: Argument) -> bool:
    return argument.role == "pred" and argument.phrase.kind is PhraseKind.ADJECTIVE


def _keep(proposition: Proposition, parts: Sequence[Part]) -> Proposition:
    """The proposition with some of its arguments: objects first, then what qualifies it."""
    kept = tuple(p.argument for p in parts)
    return (
        proposition if set(kept) == set(proposition.arguments) else msgspec.structs.replace(proposition, arguments=kept)
    )
