"""One proposition → the facts that it tells, each in the sentence's own words.

A fact has a subject, a relation and what follows it: the verb group with its object is one fact, and each time, place
or other qualifier makes one more, whose relation runs up to the preposition ("opened a plant in", "Oslo"). The forms
are those of MinIE (Gashteovski and others, 2017) and of BenchIE's fact synsets (2022).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from hfcheck.extraction.extents import Extents
from hfcheck.extraction.tree import Tree
from hfcheck.model import Argument, PhraseKind, Proposition, Sentence
from hfcheck.surface.coordination import spread_part
from hfcheck.surface.members import read_places, tell_kind, tell_nation
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
    view = _View(Tree(sentence, text))
    found: dict[tuple[str, str, tuple[str, ...]], Told] = {}
    for proposition in (*propositions, *read_reports(view.tree, view.extents), *read_places(view.tree, view.extents)):
        for told in view.read_all(proposition):
            found.setdefault((told.subject, told.relation, told.arguments), told)
    return list(found.values())


class _View:
    """Reads the propositions of one sentence."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.extents = Extents(tree)

    def read_all(self, proposition: Proposition) -> Iterator[Told]:
        """The facts of a proposition, and what the words of its predicate tell beside."""
        yield from self.read(proposition)
        nation = tell_nation(self.tree, proposition)
        if nation is not None:
            yield from self.read(nation)

    def read(self, proposition: Proposition) -> Iterator[Told]:
        """Its facts: what it says of its objects, and of each of its qualifiers."""
        if proposition.kind == "member":
            proposition = tell_kind(self.tree, self.extents, proposition)
        core, qualifiers = read_parts(self.tree, proposition)
        subject, relation = proposition.subject.text, proposition.relation
        if not core and not qualifiers:
            yield self._part_adverb(proposition)
        elif not qualifiers or not (_is_open(core) or self._is_opening(proposition, core)):
            for told in self._spread_core(core):
                led = f"{relation} {told[0].case}".strip() if told else relation
                yield Told(subject, led, tuple(p.text for p in told), _keep(proposition, told))
        base = " ".join([relation, *(p.words for p in core)])
        for qualifier in qualifiers:
            for part in spread_part(self.tree, self.extents, qualifier):
                led = f"{base} {part.case}".strip()
                yield Told(subject, led, (part.text,), _keep(proposition, [*core, part]))

    def _is_opening(self, proposition: Proposition, core: Sequence[Part]) -> bool:
        """ "began her career", "made his debut": nothing is told before it is said where, when or how."""
        head = core[0].head
        owned = head is not None and bool(self.tree.kids(head, "nmod:poss"))
        light = self.extents.cues.light_verbs
        return owned and len(core) == 1 and proposition.lemma in light

    def _spread_core(self, core: Sequence[Part]) -> list[list[Part]]:
        """One object or predicate as often as it holds coordinated parts; several as they are."""
        return [[part] for part in spread_part(self.tree, self.extents, core[0])] if len(core) == 1 else [list(core)]

    def _part_adverb(self, proposition: Proposition) -> Told:
        """ "do not recover quickly": what is told of the deed is how."""
        words = proposition.relation.split()
        adverbs = {t.text for t in self.tree.tokens if t.upos == "ADV" and t.deprel == "advmod" and t.text != "not"}
        cut = len(words)
        while cut > 1 and words[cut - 1] in adverbs:
            cut -= 1
        told = (" ".join(words[cut:]),) if cut < len(words) else ()
        return Told(proposition.subject.text, " ".join(words[:cut]), told, proposition)


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
