"""Contrasts of two texts as pairs of claims about one thing, which the ordinary rules then hold against each other."""

from __future__ import annotations

import msgspec

from hfcheck.knowledge.lexicon import Link
from hfcheck.model import (
    CLASS_SLOT,
    OPPOSED_SLOT,
    SLOT,
    Claim,
    Entity,
    EventRef,
    Evidence,
    Modality,
    Polarity,
    Quantity,
    Span,
    Text,
    Value,
)
from hfcheck.proportions import name_parts
from hfcheck.scene.contrasts import POLARITY, Contrast
from hfcheck.scene.judgements import is_of_words, link_words
from hfcheck.scene.nodes import Node
from hfcheck.scene.quantifiers import Parts, Quantified
from hfcheck.scene.setting import SCENE

_COUNT, _DEED = "amounts to", "is the case"
_CONFIDENCE = 0.8
_CONFIDENCE_AMONG_OTHERS = 0.6
_MOST_WORDS = 12


def make_claims(contrast: Contrast, number: int) -> tuple[Claim, Claim]:
    """The two claims of a contrast: one subject that is theirs alone, one relation, and what each text says of it."""
    first, second = (_make_claim(contrast, node, number) for node in (contrast.a, contrast.b))
    return first, second


def _make_claim(contrast: Contrast, node: Node, number: int) -> Claim:
    article = node.tree.sentence.article
    about = contrast.a.parent or contrast.a
    start, end = (node.parent or node).span
    denied = contrast.kind == POLARITY and _is_denied(contrast, node)
    kind = f"scene:{number}"
    return Claim(
        id=f"{article}#scene-{number:03d}",
        text=_cut((node.parent or node).phrase),
        subject=Entity(id=kind, name=_cut(about.text)),
        relation=_find_relation(contrast),
        object=_read_value(contrast, node),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(article, start, end), node.tree.text[start:end]),),
        confidence=_CONFIDENCE_AMONG_OTHERS if contrast.others else _CONFIDENCE,
        event=EventRef(kind=kind, participants=()),
        time=SCENE,
    )


def _is_denied(contrast: Contrast, node: Node) -> bool:
    if contrast.denied is None:
        return node.denied
    return contrast.denied[0] if node is contrast.a else contrast.denied[1]


def make_quantified_claims(told: Quantified, number: int) -> tuple[Claim, Claim]:
    """The two claims on how many of a kind something is told of, as the quantifiers that the parts come to."""
    kind = f"scene:quantity-{number}"
    first, second = (
        _make_quantified(node, parts, kind) for node, parts in ((told.a, told.parts_a), (told.b, told.parts_b))
    )
    return first, second


def _make_quantified(node: Node, parts: Parts, kind: str) -> Claim:
    article = node.tree.sentence.article
    top = [node, *node.lineage()][-1]
    start, end = top.span
    quantifier, denied = name_parts(parts)
    return Claim(
        id=f"{article}#{kind}",
        text=_cut(top.phrase),
        subject=Entity(id=kind, name=_cut(node.text)),
        relation=_DEED,
        object=Text(text=_cut(top.text)),
        polarity=Polarity.DENIED if denied else Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        evidence=(Evidence(Span(article, start, end), node.tree.text[start:end]),),
        confidence=_CONFIDENCE,
        quantifier=quantifier,
        event=EventRef(kind=kind, participants=()),
        time=SCENE,
    )


def _find_relation(contrast: Contrast) -> str:
    if contrast.kind == POLARITY:
        return _DEED
    if is_of_words(contrast):
        return OPPOSED_SLOT if link_words(contrast).link in (Link.OPPOSITE, Link.CONVERSE) else CLASS_SLOT
    return _COUNT if contrast.a.amount is not None else SLOT


def _read_value(contrast: Contrast, node: Node) -> Value:
    """What a text says: its amount or time, the thing that it names, or of a denial what is denied."""
    if contrast.kind == POLARITY:
        return Text(text=_cut(contrast.a.text))
    if node.amount is not None:
        return _name_unit(node.amount.quantity, contrast)
    if node.moment is not None:
        return node.moment.moment
    text = node.preposition if contrast.kind == "preposition" else node.text
    return Entity(id=f"scene:{text.casefold()}", name=text)


def _name_unit(quantity: Quantity, contrast: Contrast) -> Quantity:
    """A count is told in what it counts."""
    counted = contrast.a.parent.key if contrast.a.parent is not None else "thing"
    return msgspec.structs.replace(quantity, unit=quantity.unit or counted)


def _cut(text: str) -> str:
    words = text.split()
    return text if len(words) <= _MOST_WORDS else f"{' '.join(words[:_MOST_WORDS])} …"
