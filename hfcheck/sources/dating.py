"""When an undated article cannot have been written before: the latest day that it tells of as past."""

from __future__ import annotations

import re

from hfcheck.model import Block, BlockKind, Moment, Precision
from hfcheck.values.lexicon import any_of, load_date_words
from hfcheck.values.moments import FoundMoment, read_moments

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])")
# A full date has its year; most sentences have none and need not be read.
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)", re.ASCII)
_LONGEST_SENTENCE = 4000
_OPENING = re.compile(r"(?:In|On)\s+(?:the\s+)?", re.ASCII)


def infer_published(text: str, blocks: tuple[Block, ...]) -> Moment | None:
    """An open interval from the latest day that the prose states as past; None where it states none.

    Only full dates, and months with a year that open a sentence ("In May 2021, ..."), and only where the sentence
    speaks of the past: a plan for 2030 says nothing of the day of writing.
    """
    latest: Moment | None = None
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        start = block.start
        for end in (*(match.end() for match in _SENTENCE_END.finditer(text, block.start, block.end)), block.end):
            sentence = text[start:end]
            start = end
            dated = len(sentence) <= _LONGEST_SENTENCE and _YEAR.search(sentence) is not None
            for found in read_moments(sentence) if dated else ():
                if _is_past(sentence, found) and (latest is None or _starts_later(found.moment, latest)):
                    latest = found.moment
    if latest is None:
        return None
    return Moment(latest.start, None, Precision.RANGE, latest.surface, basis="text")


def _is_past(sentence: str, found: FoundMoment) -> bool:
    moment = found.moment
    if moment.basis != "stated" or moment.symbol is not None or found.bound or moment.start is None:
        return False
    opens = _OPENING.fullmatch(sentence, 0, found.start) is not None
    if moment.precision is not Precision.DAY and not (opens and moment.precision is Precision.MONTH):
        return False
    words = load_date_words()
    past, ahead = (re.compile(rf"\b{any_of(cues)}\b") for cues in (words.past_cues, words.future_cues))
    if opens:
        first, plan = past.search(sentence, found.end), ahead.search(sentence, found.end)
        return _tells_past(sentence[found.end :]) if first is None else plan is None or first.start() < plan.start()
    return past.search(sentence, 0, found.start) is not None and ahead.search(sentence, 0, found.start) is None


def _tells_past(rest: str) -> bool:
    """Whether the first verb-like word after the opening is a regular past."""
    match = re.match(r",?\s+(?:[\w’'-]+\s+){1,6}?(?P<verb>[a-z]+ed)\s", rest)
    ahead = re.search(rf"\b{any_of(load_date_words().future_cues)}\b", rest[: match.end()] if match else "")
    return match is not None and ahead is None


def _starts_later(moment: Moment, other: Moment) -> bool:
    return moment.start is not None and other.start is not None and moment.start > other.start
