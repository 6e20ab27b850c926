"""How well and how fast sentences are read, measured on a treebank.

    python -m bench.language --treebank DIR [--part test] [--golden FILE]

DIR holds en-dev and en-test (.conllu or .conllu.xz). From gold words: shares in percent. From raw text: F1 as in the
CoNLL 2018 shared task (Zeman et al., https://aclanthology.org/K18-2001), words aligned by their place in the text.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from hfcheck.language import read_sentences
from hfcheck.language.lemmas import find_lemma
from hfcheck.language.parser import Parse, load_parser
from hfcheck.language.sentences import split_sentences
from hfcheck.model import Article, Block, BlockKind, Sentence
from training.treebank import NO_ENTITY, TreebankSentence, find_part, read_treebank

EDITED = ("news", "bio", "interview", "academic")
"""Genres in which texts were edited before they were published."""

Row = tuple[str, str]
Span = tuple[int, int]


def share(right: int, all_: int) -> str:
    return f"{100 * right / all_:.2f}" if all_ else "–"


def f1(right: int, found: int, wanted: int) -> str:
    return f"{200 * right / (found + wanted):.2f}" if found + wanted else "–"


# ── from gold words ───────────────────────────────────────────────────────────────────────────


def measure_gold_words(sentences: Sequence[TreebankSentence], parses: Sequence[Parse | None]) -> Iterator[Row]:
    """Tags, trees and lemmas, given the treebank's own sentences and words."""
    right: Counter[str] = Counter()
    words = 0
    for sentence, parse in zip(sentences, parses, strict=True):
        words += len(sentence.words)
        if parse is None:
            continue
        for i, word in enumerate(sentence.words):
            attached = parse.heads[i] + 1 == sentence.heads[i]
            right["UPOS"] += parse.upos[i] == sentence.upos[i]
            right["XPOS"] += parse.xpos[i] == sentence.xpos[i]
            right["UAS"] += attached
            right["LAS"] += attached and parse.deprels[i] == sentence.deprels[i]
            right["lemmas"] += find_lemma(word, parse.xpos[i]) == sentence.lemmas[i]
            right["lemmas, gold tags"] += find_lemma(word, sentence.xpos[i]) == sentence.lemmas[i]
    yield "sentences", str(len(sentences))
    yield "words", str(words)
    for name in ("UPOS", "XPOS", "UAS", "LAS", "lemmas", "lemmas, gold tags"):
        yield name, share(right[name], words)


def measure_entities(sentences: Sequence[TreebankSentence], parses: Sequence[Parse | None]) -> Iterator[Row]:
    """F1 of (head word, type) where mentions are annotated: all, those whose head is a name, and per type."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence, parse in zip(sentences, parses, strict=True):
        if sentence.entities is None or parse is None:
            continue
        for gold, found, tag in zip(sentence.entities, parse.entities, sentence.upos, strict=True):
            wanted = "" if gold == NO_ENTITY else gold
            groups = ["all", *(["names"] if tag == "PROPN" else [])]
            for group in groups:
                counts[group].update(wanted=bool(wanted), found=bool(found), right=bool(wanted) and wanted == found)
            counts["heads alone"].update(wanted=bool(wanted), found=bool(found), right=bool(wanted) and bool(found))
            if wanted:
                counts[wanted].update(wanted=1, right=wanted == found)
            if found:
                counts[found].update(found=1)
    for group in ("all", "heads alone", "names", *sorted(counts.keys() - {"all", "names", "heads alone"})):
        c = counts[group]
        yield f"entity F1, {group} ({c['wanted']})", f1(c["right"], c["found"], c["wanted"])


def measure_alone(sentences: Sequence[TreebankSentence], parses: Sequence[Parse | None]) -> Iterator[Row]:
    """Sentences whose parse differs when they are parsed alone."""
    parser = load_parser()
    different = 0
    for sentence, together in zip(sentences, parses, strict=True):
        (alone,) = parser.parse([sentence.words])
        if alone is None or together is None:
            different += alone is not together
        else:
            different += any(
                getattr(alone, part) != getattr(together, part)
                for part in ("upos", "xpos", "entities", "heads", "deprels")
            )
    yield "parsed otherwise when alone", str(different)


# ── from raw text ─────────────────────────────────────────────────────────────────────────────


def build_documents(sentences: Iterable[TreebankSentence]) -> Iterator[tuple[Article, list[TreebankSentence]]]:
    """Each document of the treebank as an article of plain paragraphs."""
    groups: defaultdict[str, list[TreebankSentence]] = defaultdict(list)
    for sentence in sentences:
        groups[sentence.document].append(sentence)
    for document, members in groups.items():
        text = ""
        blocks: list[Block] = []
        for before, sentence in zip([None, *members[:-1]], members, strict=True):
            if before is None or before.paragraph != sentence.paragraph:
                text += "\n\n" if text else ""
                blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text)))
            elif not before.glued[-1]:
                text += " "
            text += sentence.text
            blocks[-1] = Block(BlockKind.PARAGRAPH, blocks[-1].start, len(text))
        yield Article(document, document, "", None, None, None, text, tuple(blocks), ""), members


def place_words(text: str, start: int, words: Sequence[str]) -> list[Span]:
    """The places of a gold sentence's words in `text`, which are spelled there as they are, or nearly."""
    spans: list[Span] = []
    at = start
    for number, word in enumerate(words):
        while at < len(text) and text[at].isspace():
            at += 1
        end = at + len(word)
        if not text.startswith(word, at):
            following = words[number + 1] if number + 1 < len(words) else ""
            found = text.find(following, at + 1, at + len(word) + 8) if following else -1
            end = found if found > 0 else end
        spans.append((at, end))
        at = end
    return spans


Words = dict[Span, tuple[Span | None, str, str]]
"""Place of a word → place of its head (None for the root), label, universal tag."""


def list_gold(article: Article, members: Sequence[TreebankSentence]) -> tuple[Words, list[tuple[Span, str]]]:
    """The words of a document, and its sentences with their genre."""
    words: Words = {}
    sentences: list[tuple[Span, str]] = []
    at = 0
    for sentence in members:
        at = article.text.index(sentence.text, at)
        spans = place_words(article.text, at, sentence.words)
        at = spans[-1][1]
        sentences.append(((spans[0][0], spans[-1][1]), sentence.genre))
        for span, head, label, tag in zip(spans, sentence.heads, sentence.deprels, sentence.upos, strict=True):
            words[span] = (spans[head - 1] if head else None, label, tag)
    return words, sentences


def list_found(sentences: Iterable[Sentence]) -> Words:
    words: Words = {}
    for sentence in sentences:
        spans = [(token.start, token.end) for token in sentence.tokens]
        for token, span in zip(sentence.tokens, spans, strict=True):
            words[span] = (spans[token.head] if token.head >= 0 else None, token.deprel, token.upos)
    return words


def measure_raw(sentences: Sequence[TreebankSentence]) -> Iterator[Row]:
    """Words, sentences, tags and trees, from the text of whole documents."""
    counts: Counter[str] = Counter()
    borders: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article, members in build_documents(sentences):
        gold, wanted = list_gold(article, members)
        read, _ = read_sentences(article)
        found = list_found(read)
        counts.update(gold=len(gold), found=len(found))
        for span in gold.keys() & found.keys():
            attached = gold[span][0] == found[span][0]
            counts["words"] += 1
            counts["UPOS"] += gold[span][2] == found[span][2]
            counts["UAS"] += attached
            counts["LAS"] += attached and gold[span][1] == found[span][1]
        genre = wanted[0][1]
        places = {(s.tokens[0].start, s.tokens[-1].end) for s in read}
        matched = sum(span in places for span, _ in wanted)
        for group in (genre, "all", *(["edited genres"] if genre in EDITED else [])):
            borders[group].update(right=matched, found=len(places), wanted=len(wanted))
    for name in ("words", "UPOS", "UAS", "LAS"):
        yield f"{name} F1", f1(counts[name], counts["found"], counts["gold"])
    for group in ("all", "edited genres", *sorted(borders.keys() - {"all", "edited genres"})):
        c = borders[group]
        yield f"sentences F1, {group} ({c['wanted']})", f1(c["right"], c["found"], c["wanted"])


def measure_golden(path: Path) -> Iterator[Row]:
    """How many of a file's cases (`text`, `sentences`) are cut as they should be."""
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    right = 0
    for case in cases:
        text = case["text"]
        found = [text[start:end] for start, end in split_sentences(text)]
        right += [" ".join(s.split()) for s in found] == [" ".join(s.split()) for s in case["sentences"]]
    yield "golden rules", f"{right} of {len(cases)}"


# ── speed ─────────────────────────────────────────────────────────────────────────────────────


def measure_speed(sentences: Sequence[TreebankSentence], runs: int = 3) -> Iterator[Row]:
    """Processor time of reading whole documents, on one thread: the best of several runs."""
    articles = [article for article, _ in build_documents(sentences)]
    parser = load_parser()
    inside = [0.0]
    parser.session = _Timed(parser.session, inside)
    parser.labeller = _Timed(parser.labeller, inside)
    best: tuple[float, float, int] | None = None
    for _ in range(runs):
        inside[0] = 0.0
        began = time.process_time()
        words = sum(len(s.tokens) for article in articles for s in read_sentences(article)[0])
        spent = time.process_time() - began
        best = min(best or (spent, inside[0], words), (spent, inside[0], words))
    assert best is not None
    spent, within, words = best
    yield "words a second, text to sentences", f"{words / spent:.0f}"
    yield "words a second, inside onnxruntime", f"{words / within:.0f}"
    yield "text to sentences / inside onnxruntime", f"{spent / within:.2f}"
    yield "peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"


class _Timed:
    """A session whose running time is added up."""

    def __init__(self, session: Any, total: list[float]) -> None:
        self._session = session
        self._total = total

    def run(self, outputs: Any, inputs: Any) -> Any:
        began = time.process_time()
        try:
            return self._session.run(outputs, inputs)
        finally:
            self._total[0] += time.process_time() - began


# ── table ─────────────────────────────────────────────────────────────────────────────────────


def measure_loading() -> Iterator[Row]:
    began = time.process_time()
    load_parser()
    yield "seconds to load the model", f"{time.process_time() - began:.2f}"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--treebank", type=Path, required=True)
    arguments.add_argument("--part", choices=("dev", "test"), default="dev")
    arguments.add_argument("--golden", type=Path, help="JSON file of sentence cases")
    arguments.add_argument("--only", choices=("gold", "raw", "speed"))
    options = arguments.parse_args()
    sentences = read_treebank(find_part(options.treebank, options.part))
    table = Table(title=f"Language, {options.part} part")
    table.add_column("what")
    table.add_column("figure", justify="right")
    parts: list[Callable[[], Iterator[Row]]] = [measure_loading]
    if options.only in (None, "gold"):
        parses = load_parser().parse([s.words for s in sentences])
        parts += [
            lambda: measure_gold_words(sentences, parses),
            lambda: measure_entities(sentences, parses),
            lambda: measure_alone(sentences, parses),
        ]
    if options.only in (None, "raw"):
        parts.append(lambda: measure_raw(sentences))
        if options.golden:
            parts.append(lambda: measure_golden(options.golden))
    if options.only in (None, "speed"):
        parts.append(lambda: measure_speed(sentences))
    for part in parts:
        for name, figure in part():
            table.add_row(name, figure)
        table.add_section()
    Console().print(table)


if __name__ == "__main__":
    main()
