"""How well pronouns and definite descriptions are resolved, measured on the GUM documents of a treebank.

    python -m bench.coreference --treebank DIR [--part dev] [--genre news …] [--errors]

DIR holds en-dev (.conllu or .conllu.xz) with its coreference (`Entity=`, https://gucorpling.org/gum/). Sentences and
words are the treebank's, trees and types this parser's, and what a mention stands for is read as `hfcheck extract`
reads it. A reference is right if each of its antecedents is the same thing by the treebank, or one of those that a
plural stands for. Wanted are third-person pronouns, and nominals with "the" or a demonstrative and no name in them,
where the treebank has mentioned the same thing before: for a pronoun by a name or a noun, else by a name.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from bench.language import EDITED, Row, build_documents, place_words, share
from hfcheck.extraction.discourse import Reference
from hfcheck.extraction.lexicon import load_cues
from hfcheck.extraction.read import read_article
from hfcheck.language.mend import mend_tree
from hfcheck.language.read import Piece, parse_pieces
from hfcheck.model import Article, BlockKind, Phrase, PhraseKind, Sentence
from training.treebank import GoldMention, TreebankSentence, find_head, find_part, read_treebank

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


class GoldReference(NamedTuple):
    """A mention by the place of its head: what it stands for, and whether that was mentioned by name or noun before."""

    start: int
    end: int
    kind: str
    things: frozenset[str]
    known: bool
    text: str


class Document(NamedTuple):
    """One document: its gold references, and for each word the things that it is the head of."""

    article: Article
    genre: str
    sentences: tuple[Sentence, ...]
    wanted: tuple[GoldReference, ...]
    things: Mapping[int, frozenset[str]]


# ── reading ───────────────────────────────────────────────────────────────────────────────────


def read_documents(sentences: Sequence[TreebankSentence]) -> Iterator[Document]:
    """The documents with coreference, parsed anew from their own words."""
    for article, members in build_documents(s for s in sentences if s.entities is not None):
        places = _place_sentences(article, members)
        pieces = [
            Piece(spans[0][0], spans[-1][1], BlockKind.PARAGRAPH, member.paragraph, tuple(member.words), tuple(spans))
            for member, spans in zip(members, places, strict=True)
        ]
        trees = parse_pieces(pieces)
        parsed = tuple(
            Sentence(article.id, piece.start, piece.end, piece.kind, piece.paragraph, mend_tree(tree.tokens))
            for piece, tree in zip(pieces, trees, strict=True)
            if tree is not None
        )
        wanted, things = list_gold_references(members, places)
        yield Document(article, members[0].genre, parsed, wanted, things)


def _place_sentences(article: Article, members: Sequence[TreebankSentence]) -> list[list[tuple[int, int]]]:
    places: list[list[tuple[int, int]]] = []
    at = 0
    for member in members:
        places.append(place_words(article.text, at, member.words))
        at = places[-1][-1][1]
    return places


def list_gold_references(
    members: Sequence[TreebankSentence], places: Sequence[Sequence[tuple[int, int]]]
) -> tuple[tuple[GoldReference, ...], dict[int, frozenset[str]]]:
    """The pronouns and definite descriptions, and the things that the word at each offset is the head of."""
    heads: defaultdict[int, set[str]] = defaultdict(set)
    found: list[GoldReference] = []
    mentioned: set[str] = set()
    named: set[str] = set()
    for member, spans in zip(members, places, strict=True):
        for mention in sorted(member.mentions, key=lambda m: (m.first, -m.last)):
            head = find_head(member.heads, mention.first, mention.last)
            things = frozenset({mention.thing, *mention.parts})
            heads[spans[head][0]] |= {mention.thing}
            kind = classify_mention(member, mention, head)
            if kind:
                # A description is wanted where it could give way to a name.
                known = bool(things & (named if kind == "description" else mentioned))
                text = " ".join(member.words[mention.first : mention.last + 1])
                found.append(GoldReference(*spans[head], kind, things, known, text))
            if member.upos[head] != "PRON":
                mentioned.add(mention.thing)
            if member.upos[head] == "PROPN":
                named.add(mention.thing)
    return tuple(found), {start: frozenset(things) for start, things in heads.items()}


def classify_mention(sentence: TreebankSentence, mention: GoldMention, head: int) -> str:
    """Pronoun, description, or "" for a mention that refers in neither way."""
    cues = load_cues()
    if sentence.words[head].lower() in cues.singular_pronouns | cues.personal_pronouns | cues.plural_pronouns:
        return "pronoun"
    words = sentence.words[mention.first : mention.last + 1]
    definite = words[0].lower() in _DEFINITE and sentence.upos[head] == "NOUN"
    return "description" if definite and "PROPN" not in sentence.upos[mention.first : head] else ""


# ── measuring ─────────────────────────────────────────────────────────────────────────────────


def resolve_document(document: Document) -> dict[tuple[int, int], Reference]:
    """What hfcheck takes each reference of a document to stand for, by its place."""
    readings = read_article(document.article, document.sentences)
    return {(found.start, found.end): found for reading in readings for found in reading.references}


def is_right(document: Document, reference: Reference, things: frozenset[str]) -> bool:
    """Whether all antecedents are what the reference stands for, or parts of it."""
    meant = [_find_things(document, antecedent) for antecedent in reference.antecedents]
    return all(found & things for found in meant)


def _find_things(document: Document, phrase: Phrase) -> set[str]:
    """The things that a word of a name, or the outermost word of a nominal, is the head of by the treebank."""
    if phrase.parties and phrase.kind is PhraseKind.NAME:
        return {thing for party in phrase.parties for thing in _find_things(document, party)}
    inside = [t for s in document.sentences for t in s.tokens if phrase.start <= t.start and t.end <= phrase.end]
    if phrase.kind is not PhraseKind.NAME:
        words = {t.index for t in inside}
        inside = [t for t in inside if t.head not in words]
    return {thing for token in inside for thing in document.things.get(token.start, ())}


def measure(document: Document) -> tuple[dict[str, Counter[str]], list[str]]:
    """Per kind of reference the counts wanted, found, resolved, right and abstained; and the errors in words."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    errors: list[str] = []
    gold = {(one.start, one.end): one for one in document.wanted}
    found = resolve_document(document)
    for one in document.wanted:
        counts[one.kind].update(wanted=one.known)
    for place, reference in sorted(found.items()):
        count = counts[reference.kind]
        wanted = gold.get(place)
        things = wanted.things if wanted else document.things.get(reference.start, frozenset())
        if not reference.followed:
            continue
        if not reference.antecedents:
            count.update(abstained=1, **{f"abstained: {reference.reason.partition(':')[0]}": 1})
            continue
        right = is_right(document, reference, things)
        count.update(resolved=1, right=right, found=right and wanted is not None and wanted.known)
        if not right:
            errors.append(_describe_error(document, reference))
    return counts, errors


def _describe_error(document: Document, reference: Reference) -> str:
    text = document.article.text
    around = text[max(0, reference.start - 220) : reference.start]
    after = text[reference.end : reference.end + 60]
    told = " + ".join(antecedent.full for antecedent in reference.antecedents)
    return f"{document.article.id}: {around}[[{reference.text}]]{after}\n    → {told} ({reference.reason})"


def tabulate(counts: Mapping[str, Mapping[str, Counter[str]]]) -> Iterator[Row]:
    """Rows of group and figures."""
    for kind in ("pronoun", "description"):
        for group, by_kind in counts.items():
            c = by_kind.get(kind, Counter())
            told = f"{share(c['right'], c['resolved'])} / {share(c['found'], c['wanted'])}"
            yield f"{kind}, {group}", f"{c['right']} of {c['resolved']} right, {c['wanted']} wanted: {told}"
        for reason, number in counts["all"].get(kind, Counter()).most_common():
            if reason.startswith("abstained: "):
                yield f"  {reason}", str(number)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--genre", nargs="*", default=())
    parser.add_argument("--errors", action="store_true", help="show each wrong antecedent")
    options = parser.parse_args()
    counts: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    console = Console(soft_wrap=True, highlight=False)
    sentences = [s for s in read_treebank(find_part(options.treebank, options.part)) if s.entities is not None]
    for document in read_documents([s for s in sentences if not options.genre or s.genre in options.genre]):
        found, errors = measure(document)
        groups = ["all", document.genre, *(["edited"] if document.genre in EDITED else [])]
        for group in groups:
            for kind, count in found.items():
                counts[group][kind].update(count)
        for error in errors if options.errors else ():
            console.print(error, markup=False)
    table = Table("precision / recall", "", box=None)
    order = ["all", "edited", "news", *sorted(counts.keys() - {"all", "edited", "news"})]
    for row in tabulate({group: counts[group] for group in order if group in counts}):
        table.add_row(*row)
    console.print(table)


if __name__ == "__main__":
    main()
