"""Neutral rewordings: the same said in other words, other figures or another order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfcheck.drill.edits import plant
from hfcheck.drill.lexicon import load_words
from hfcheck.drill.passages import Passage
from hfcheck.drill.records import Edit, Planted

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,]*\.\d)(?!\d)", re.ASCII)
_PERCENT = re.compile(r"(?<=\d)%(?!\w)")
_MILLIONS = re.compile(r"\$(?P<figure>\d+(?:\.\d+)?) (?P<scale>million|billion)\b")
_OPENING = re.compile(r"(?P<lead>(?:In|On|By|Since|During) [^,.;:“”\"]{2,40}), (?P<rest>[^“”\"]+?)(?P<end>[.!])")


def reword(passage: Passage) -> Iterator[Planted]:
    """The ways to say a passage otherwise, in an order that the seed makes."""
    ways = [
        *_exchange_words(passage),
        *_write_figures(passage),
        *_write_dates(passage),
        *_move_opening(passage),
        *_drop_opener(passage),
        *_unfold_owners(passage),
    ]
    yield from passage.order("rewording", ways, lambda way: way.change)


def _exchange_words(passage: Passage) -> Iterator[Planted]:
    words = load_words()
    pairs = [(one, other) for group in words.same for one in group for other in group if one != other]
    pairs += [pair for whole, short in words.contractions.items() for pair in ((whole, short), (short, whole))]
    for one, other in pairs:
        match = re.search(rf"(?<![\w'’-]){re.escape(one)}(?![\w'’-])", passage.text)
        if match is not None and not _is_quoted(passage.text, match.start()):
            at = passage.sentence.start + match.start()
            yield plant(passage, at, at + len(one), other, f"{one} → {other}")


def _write_figures(passage: Passage) -> Iterator[Planted]:
    start = passage.sentence.start
    for pattern, write in (
        (_GROUPED, lambda m: m[0].replace(",", "")),
        (_PERCENT, lambda m: " percent"),
        (_MILLIONS, lambda m: f"{m['figure']} {m['scale']} dollars"),
    ):
        for match in pattern.finditer(passage.text):
            told = write(match)
            yield plant(passage, start + match.start(), start + match.end(), told, f"{match[0]} → {told.strip()}")


def _write_dates(passage: Passage) -> Iterator[Planted]:
    months = "|".join(load_words().months)
    start = passage.sentence.start
    for match in re.finditer(rf"\b(?P<day>\d{{1,2}}) (?P<month>{months}) (?P<year>\d{{4}})\b", passage.text):
        told = f"{match['month']} {match['day']}, {match['year']}"
        yield plant(passage, start + match.start(), start + match.end(), told, f"{match[0]} → {told}")
    for match in re.finditer(rf"\b(?P<month>{months}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})\b", passage.text):
        told = f"{match['day']} {match['month']} {match['year']}"
        yield plant(passage, start + match.start(), start + match.end(), told, f"{match[0]} → {told}")


def _move_opening(passage: Passage) -> Iterator[Planted]:
    """ "In 2024, the yard closed." → "The yard closed in 2024." Only where nothing but one clause follows."""
    match = _OPENING.fullmatch(passage.text)
    if match is None or "," in match["rest"] or any(t.deprel in ("conj", "parataxis") for t in passage.tokens):
        return
    lead, rest = match["lead"], match["rest"]
    told = f"{rest[0].upper()}{rest[1:]} {lead[0].lower()}{lead[1:]}{match['end']}"
    sentence = passage.sentence
    yield Planted((Edit(sentence.start, sentence.end, told),), f"{lead} … → … {lead[0].lower()}{lead[1:]}", told)


def _drop_opener(passage: Passage) -> Iterator[Planted]:
    """ "However, the yard closed." → "The yard closed." """
    for opener in load_words().openers:
        lead = f"{opener}, "
        if passage.text.startswith(lead) and len(passage.text) > len(lead):
            start = passage.sentence.start
            first = passage.text[len(lead)]
            yield plant(passage, start, start + len(lead) + 1, first.upper(), f"without “{opener},”")


def _unfold_owners(passage: Passage) -> Iterator[Planted]:
    """ "Norwick's new yard" → "the new yard of Norwick", where nothing else hangs on the noun."""
    tokens, text = passage.tokens, passage.article.text
    for name in passage.names():
        token = tokens[name.head]
        mark = tokens[name.head + 1] if name.head + 1 < len(tokens) else None
        if token.deprel != "nmod:poss" or mark is None or mark.text not in ("'s", "’s"):
            continue
        owned = tokens[token.head]
        between = tokens[mark.index + 1 : owned.index]
        tail = any(t.head == owned.index and t.index > owned.index and t.deprel != "punct" for t in tokens)
        if owned.index <= mark.index or tail or any(t.upos not in ("ADJ", "NOUN", "NUM") for t in between):
            continue
        article = "The" if name.start == passage.sentence.start else "the"
        told = f"{article} {text[mark.end : owned.end].strip()} of {name.text}"
        if owned.upos == "NOUN" and not _is_quoted(passage.text, name.start - passage.sentence.start):
            yield plant(passage, name.start, owned.end, told, f"{text[name.start : owned.end]} → {told}")


def _is_quoted(text: str, at: int) -> bool:
    """Whether an offset lies between quotation marks: a quotation is not reworded."""
    return text.count("“", 0, at) > text.count("”", 0, at) or text.count('"', 0, at) % 2 == 1
