"""Examples and places as facts: "films such as Alba": Alba is a film; "Riga, Latvia": Riga is in Latvia."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from hfcheck.extraction.certainty import rate_proposition
from hfcheck.extraction.extents import Extents
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.tree import Tree
from hfcheck.model import Argument, Modality, Phrase, PhraseKind, Polarity, Proposition, Token
from hfcheck.surface.parts import find_head


def tell_kind(tree: Tree, extents: Extents, proposition: Proposition) -> Proposition:
    """ "Alba is one of several Brazilian films" → "Alba is a Brazilian film"; where N is known, as it is."""
    noun = proposition.arguments[0].phrase
    head = find_head(tree, noun)
    if proposition.kind != "member" or head is None or tree.word(head).xpos != "NNS" or noun.definite:
        return proposition
    quantities = extents.cues.quantity_adjectives
    before = [k for k in tree.kids(head, "amod", "compound") if k < head and tree.lemma(k) not in quantities]
    words = [w for k in before for w in tree.subtree(k)]
    told = " ".join(part for part in (tree.join(words), tree.lemma(head)) if part)
    article = "an" if told[0].lower() in "aeiou" else "a"
    phrase = msgspec.structs.replace(noun, text=f"{article} {told}", resolved="", plural=False)
    return msgspec.structs.replace(proposition, relation="is", arguments=(Argument("pred", phrase),))


def tell_nation(tree: Tree, proposition: Proposition) -> Proposition | None:
    """ "Ann Lee is an Ostavian painter" → "Ann Lee is Ostavian"; None where no nation is told."""
    told = proposition.arguments[0] if len(proposition.arguments) == 1 else None
    head = find_head(tree, told.phrase) if told is not None and told.role == "pred" else None
    if told is None or head is None or proposition.lemma != "be" or tree.word(head).entity != "person":
        return None
    nation = next((k for k in tree.kids(head, "amod") if _is_nation(tree.word(k))), None)
    if nation is None or tree.lemma(nation - 1) not in ("a", "an"):
        return None
    token = tree.word(nation)
    phrase = Phrase(
        text=token.text, start=token.start, end=token.end, head=token.lemma.lower(), kind=PhraseKind.ADJECTIVE
    )
    return msgspec.structs.replace(proposition, arguments=(Argument("pred", phrase),))


def _is_nation(token: Token) -> bool:
    return token.upos == "ADJ" and token.text[0].isupper() and token.text.endswith(load_cues().national_endings)


def read_places(tree: Tree, extents: Extents) -> Iterator[Proposition]:
    """ "Riga, Latvia": a named place right behind a comma is where the place before it lies."""
    for token in tree.tokens:
        if token.deprel in ("nmod:unmarked", "appos", "flat") and token.entity == "place":
            inner, outer = extents.name_at(token.head), extents.name_at(token.index)
            if inner is not None and outer is not None and _lies_in(tree, token, inner, outer):
                yield _tell_place(tree, inner, outer)


def _lies_in(tree: Tree, token: Token, inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    apart = outer[0] == inner[1] + 2 and tree.word(inner[1] + 1).text == ","
    listed = tree.kids(token.index, "det", "cc") or tree.kids(token.head, "conj")
    return apart and not listed and tree.word(token.head).entity == "place"


def _tell_place(tree: Tree, inner: tuple[int, int], outer: tuple[int, int]) -> Proposition:
    subject, place = _name(tree, inner), _name(tree, outer)
    sentence = tree.sentence
    told = Proposition(
        article=sentence.article,
        kind="possession",
        subject=subject,
        relation="is",
        lemma="be",
        arguments=(Argument("obl:in", place),),
        polarity=Polarity.AFFIRMED,
        modality=Modality.ASSERTED,
        attribution=(),
        start=subject.start,
        end=place.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        confidence=0.0,
        block=sentence.block,
        tense="present",
    )
    return rate_proposition(told, sentence)


def _name(tree: Tree, name: tuple[int, int]) -> Phrase:
    words = range(name[0], name[1] + 1)
    start, end = tree.span(words)
    text = tree.join(words)
    return Phrase(text=text, start=start, end=end, head=text, kind=PhraseKind.NAME, names=((start, end),))
