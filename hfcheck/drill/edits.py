"""Contradictions of one word or figure: another number, another date, the denial, another title, another quotation.

Each function gives the ways to plant its kind in a passage, best first; none where the sentence has no place for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from hfcheck.drill.lexicon import load_words
from hfcheck.drill.passages import Passage
from hfcheck.drill.records import Edit, Planted
from hfcheck.knowledge import Knowledge
from hfcheck.model import Token
from hfcheck.values.moments import read_moments
from hfcheck.values.quantities import read_quantities

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b", re.ASCII)
_FACTORS = (Decimal("0.5"), Decimal("0.7"), Decimal("1.4"), Decimal("1.8"))
_ROLES = ("amount", "share")
_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]{12,})[”\"]")


def plant(passage: Passage, start: int, end: int, words: str, change: str) -> Planted:
    """One exchange of words in a passage: `start`..`end` are offsets into the article."""
    sentence = passage.sentence
    text = passage.article.text
    return Planted(
        edits=(Edit(start, end, words),),
        change=change,
        sentence=text[sentence.start : start] + words + text[end : sentence.end],
    )


def change_number(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Another figure of the same form in place of an amount or a share."""
    amounts = [found for found in read_quantities(passage.text) if found.role in _ROLES]
    for found in passage.order("number", amounts, lambda one: str(one.start)):
        figure = _FIGURE.search(passage.text, found.start, found.end)
        if figure is None:
            continue
        for factor in passage.order("factor", _FACTORS):
            other = _scale(figure[0], factor)
            share = found.role == "share" and Decimal(other.replace(",", "")) > 100
            if other != figure[0] and not share:
                at = passage.sentence.start + figure.start()
                yield plant(passage, at, at + len(figure[0]), other, f"{figure[0]} → {other}")
                break


def _scale(figure: str, factor: Decimal) -> str:
    """The figure times a factor, with as many digits after the point, and as round as it was."""
    number = Decimal(figure.replace(",", ""))
    _, point, decimals = figure.partition(".")
    if point:
        return f"{number * factor:,.{len(decimals)}f}" if "," in figure else f"{number * factor:.{len(decimals)}f}"
    whole = str(number)
    zeros = len(whole) - len(whole.rstrip("0"))
    unit = Decimal(10) ** min(zeros, max(0, len(whole) - 2))
    scaled = max(unit, (number * factor / unit).to_integral_value() * unit)
    return f"{scaled:,f}" if "," in figure else f"{scaled:f}"


def change_date(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Another month, or another year, in a date."""
    months = load_words().months
    for found in passage.order("date", read_moments(passage.text), lambda one: str(one.start)):
        surface = passage.text[found.start : found.end]
        at = passage.sentence.start + found.start
        month = next((name for name in months if name in surface), None)
        if month is not None:
            # Far enough from it that no nearby day fits both; February never, since it has fewer days.
            other = passage.order("month", [m for m in months if m not in (month, "February")])[0]
            start = at + surface.index(month)
            yield plant(passage, start, start + len(month), other, f"{month} → {other}")
        elif (year := _YEAR.search(surface)) is not None:
            other = str(int(year[0]) - 2 - len(passage.text) % 3)
            start = at + year.start()
            yield plant(passage, start, start + 4, other, f"{year[0]} → {other}")


def deny(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """The main verb with a "not"."""
    root = next((token for token in passage.tokens if token.head < 0), None)
    if root is not None:
        yield from _negate(passage, root)


def change_quotation(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """A "not" at the verb of what is quoted."""
    for quoted in _QUOTED.finditer(passage.text):
        start = passage.sentence.start + quoted.start("words")
        end = passage.sentence.start + quoted.end("words")
        inside = [token for token in passage.tokens if start <= token.start < end]
        held = {token.index for token in inside}
        heads = [t for t in inside if t.head not in held and t.upos in ("VERB", "ADJ", "NOUN", "AUX")]
        for head in heads:
            yield from _negate(passage, head, held)


def _negate(passage: Passage, head: Token, within: set[int] | None = None) -> Iterator[Planted]:
    words = load_words()
    kids = [t for t in passage.tokens if t.head == head.index and (within is None or t.index in within)]
    if any(t.text.casefold() in words.negations for t in (*kids, head)):
        return
    carriers = [t for t in kids if t.deprel in ("aux", "aux:pass", "cop") and t.text.casefold() in words.auxiliaries]
    if carriers:
        first = carriers[0]
        following = passage.article.text[first.end : first.end + 1]
        if following in (" ", "\u00a0"):
            yield plant(passage, first.end, first.end, " not", f"{first.text} → {first.text} not")
    elif head.upos == "VERB" and head.xpos in words.do:
        told = f"{words.do[head.xpos]} not {head.lemma}"
        yield plant(passage, head.start, head.end, told, f"{head.text} → {told}")


def change_title(passage: Passage, knowledge: Knowledge) -> Iterator[Planted]:
    """Another title of the same rank, from the packs."""
    for at, words, others in _find_titles(passage.text, _rank_titles(knowledge)):
        start = passage.sentence.start + at
        other = passage.order("title", others)[0]
        yield plant(passage, start, start + len(words), other, f"{words} → {other}")


def _rank_titles(knowledge: Knowledge) -> Mapping[str, tuple[str, ...]]:
    """Words of a title → the words of the other titles of its rank."""
    return {
        word: tuple(other.words[0] for other in knowledge.titles if other.rank == title.rank and other.id != title.id)
        for title in knowledge.titles
        if title.rank
        for word in title.words
    }


def _find_titles(text: str, ranked: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Where a title stands: the longest first, so that "vice president" is not taken for "president"."""
    taken: list[range] = []
    for word in sorted(ranked, key=lambda one: (-len(one), one)):
        for match in re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text):
            if ranked[word] and not any(match.start() in part for part in taken):
                taken.append(range(match.start(), match.end()))
                yield match.start(), match[0], ranked[word]
