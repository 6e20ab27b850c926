"""Quotations that go on over several sentences of a paragraph: what stands in them is in their speaker's lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from hfcheck.model import Proposition, Sentence, Voice

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'
_CUE = "quotation"

Span = tuple[int, int]


def find_quotations(text: str, start: int, end: int) -> list[Span]:
    """The spans between quotation marks in a paragraph, without the marks; one that nothing closes ends with it."""
    found: list[Span] = []
    opened = -1
    for at in range(start, end):
        mark = text[at]
        if opened < 0 and (mark == _OPENING or (mark == _STRAIGHT and _stands_open(text, at))):
            opened = at + 1
        elif opened >= 0 and mark in (_CLOSING, _STRAIGHT):
            found.append((opened, at))
            opened = -1
    return [*found, (opened, end)] if opened >= 0 else found


def _stands_open(text: str, at: int) -> bool:
    """Whether a straight mark opens: a letter follows, and none stands before (as in 5'11")."""
    return not (at and text[at - 1].isalnum()) and at + 1 < len(text) and not text[at + 1].isspace()


def attribute_quotations(
    text: str, sentences: Sequence[Sentence], found: Sequence[Sequence[Proposition]]
) -> list[tuple[Proposition, ...]]:
    """The propositions of each sentence, those inside a quotation with its speaker where they had none."""
    told: list[tuple[Proposition, ...]] = []
    pairs = list(zip(sentences, found, strict=True))
    for _, group in groupby(pairs, key=lambda pair: pair[0].paragraph):
        paragraph = list(group)
        spans = find_quotations(text, paragraph[0][0].start, paragraph[-1][0].end)
        told += _attribute_paragraph(paragraph, spans) if spans else [tuple(own) for _, own in paragraph]
    return told


def _attribute_paragraph(
    paragraph: Sequence[tuple[Sentence, Sequence[Proposition]]], spans: Sequence[Span]
) -> Iterator[tuple[Proposition, ...]]:
    voice = _find_speaker([p for _, own in paragraph for p in own], spans)
    for sentence, own in paragraph:
        lane = voice if voice is not None else _make_unnamed(sentence, spans)
        yield tuple(
            msgspec.structs.replace(p, attribution=(lane,))
            if lane is not None and not p.attribution and _stands_inside(p.start, p.end, spans)
            else p
            for p in own
        )


def _find_speaker(propositions: Sequence[Proposition], spans: Sequence[Span]) -> Voice | None:
    """The one who is quoted in a paragraph, if it is one alone."""
    quoted = [p for p in propositions if any(p.start < end and start < p.end for start, end in spans)]
    voices = [v for p in quoted for v in p.attribution[:1] if v.direct and v.source is not None]
    named = {v.source.full for v in voices if v.source is not None}
    return voices[0] if len(named) == 1 else None


def _make_unnamed(sentence: Sentence, spans: Sequence[Span]) -> Voice | None:
    """A sentence that is a quotation as a whole is somebody's, whoever that is."""
    words = [token for token in sentence.tokens if token.upos != "PUNCT"]
    whole = bool(words) and _stands_inside(words[0].start, words[-1].end, spans)
    return Voice(None, "says", _CUE, True) if whole else None


def _stands_inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(first <= start and end <= last for first, last in spans)
