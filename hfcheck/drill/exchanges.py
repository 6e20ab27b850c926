"""Contradictions about who and where: another name, another place, exchanged roles, another member of a list."""

from __future__ import annotations

from collections.abc import Iterator

from hfcheck.drill.edits import plant
from hfcheck.drill.lexicon import load_words
from hfcheck.drill.passages import Name, Passage
from hfcheck.drill.records import Edit, Planted
from hfcheck.knowledge import Knowledge

_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent"})
_FEWEST_MEMBERS = 3


def change_name(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Another person or organisation as the subject, the object or the agent."""
    names = [n for n in passage.names() if n.kind != "place" and passage.tokens[n.head].deprel in _ARGUMENTS]
    yield from _replace(passage, passage.order("which name", names, lambda name: str(name.start)))


def change_place(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Another place of the same kind where the packs know it; else another of the drill's own cities."""
    names = [name for name in passage.names() if name.kind == "place"]
    for name in passage.order("which place", names, lambda one: str(one.start)):
        kind = _find_kind(name.text, knowledge)
        alike = [entry.name for entry in knowledge.entities if kind and entry.kind == kind]
        away = [other for other in alike or load_words().names["place"] if other not in passage.article.text]
        for other in passage.order("place", away)[:1]:
            yield plant(passage, name.start, name.end, other, f"{name.text} → {other}")


def swap_roles(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Subject and object of one verb, both names, in each other's place."""
    names = {name.head: name for name in passage.names()}
    for name in names.values():
        verb = passage.tokens[name.head].head
        if passage.tokens[name.head].deprel not in ("nsubj", "nsubj:pass") or verb < 0:
            continue
        for other in names.values():
            token = passage.tokens[other.head]
            if token.head == verb and token.deprel in ("obj", "obl:agent") and other.text != name.text:
                yield _swap(passage, *sorted((name, other), key=lambda one: one.start))


def change_member(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Another name in a list of at least three."""
    for name in passage.names():
        if passage.tokens[name.head].deprel != "conj":
            continue
        listed = [n for n in passage.names() if _first_of_list(passage, n.head) == _first_of_list(passage, name.head)]
        if len(listed) >= _FEWEST_MEMBERS:
            yield from _replace(passage, passage.order("member", listed, lambda one: str(one.start))[:1])
            return


def _first_of_list(passage: Passage, index: int) -> int:
    seen = {index}
    while passage.tokens[index].deprel == "conj" and passage.tokens[index].head not in seen:
        index = passage.tokens[index].head
        seen.add(index)
    return index


def _replace(passage: Passage, names: list[Name]) -> Iterator[Planted]:
    for name in names:
        for other in passage.others(name.kind)[:1]:
            yield plant(passage, name.start, name.end, other, f"{name.text} → {other}")


def _swap(passage: Passage, first: Name, second: Name) -> Planted:
    text, sentence = passage.article.text, passage.sentence
    told = (
        text[sentence.start : first.start]
        + second.text
        + text[first.end : second.start]
        + first.text
        + text[second.end : sentence.end]
    )
    edits = (Edit(first.start, first.end, second.text), Edit(second.start, second.end, first.text))
    return Planted(edits, f"{first.text} ↔ {second.text}", told)


def _find_kind(name: str, knowledge: Knowledge) -> str:
    ids = knowledge.alias_index.get(name.casefold(), ())
    entry = knowledge.entity(ids[0]) if len(ids) == 1 else None
    return entry.kind if entry else ""
