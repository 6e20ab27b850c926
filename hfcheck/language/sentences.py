"""Text of one paragraph → sentences, by punctuation, capitals, abbreviations and list markers.

Spaced ellipses are read as style guides write them: three dots are a pause, a fourth ends the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from hfcheck.language.lexicon import load_lexicon

_CLOSING = "\"'”’»)\\]"
# Footnote marks, "[17]" or "[citation needed]", and faces, ":)", belong to the sentence before them.
_NOTES = r"(?:\s?\[(?:\d{1,3}|[a-z][a-z ]{2,40})\])*(?:\s[:;]-?[()DP](?!\w))?"
_END = re.compile(rf"(?:(?<![.!?])[.!?]++|…)[{_CLOSING}]*+{_NOTES}(?=\s|$)|[.!?][\"”][)\]]?(?=[A-Z])")
_SPACED = re.compile(r"(?P<glued>(?<=[^\s.])\.(?=\s\.))?\s?(?P<dots>(?:(?:(?<=\s)|^)\.(?:\s|(?=[\"”’)])|$)){2,})")
_LINE = re.compile(r"\n[ \t]*\n\s*|\n[ \t]*(?=[-*•][ \t])")
_BULLETS = ("•", "⁃", "▪", "◦", "‣")
_BULLET = re.compile(rf"(?:^|(?<=\s))[{''.join(_BULLETS)}](?=\s*\S)")
_MARKER = re.compile(rf"(?:^|(?<=[\s{''.join(_BULLETS)}]))(?P<at>\d{{1,3}}|[a-z])(?P<style>\.\)|[.)])(?=\s)")
_WORD_BEFORE = re.compile(r"([A-Za-z°](?:[A-Za-z.°]*[A-Za-z°])?)\Z")
_OPENING = "\"'“‘(["
_QUOTE = re.compile(r'["“”]')
_FIRST_WORD = re.compile(r"[\"'“‘(\[]*([A-Za-z']+)")
_INITIALISM = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]{1,2}")
# "eBay", "iPhone": a name that begins with a small letter.
_SMALL_NAME = re.compile(r"[a-z]{1,4}[A-Z]")
_LABEL = re.compile(r"[A-Z][a-z]+ \d{1,3}(?:\.\d{1,3})*[A-Za-z]?")
# "2.1. Methods" is one heading.
_SECTION = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_MARK = re.compile(r"[.!?]+|…")
_DASH = re.compile(r"[—–-]+(?:\s|(?=[A-Z]))")
# Places that rules leave alone and a reader of the words may not: after a colon or semicolon, before a capital.
_OPEN = re.compile(
    r"(?P<colon>[:;][\"”’)\]]*)(?=\s)|(?P<line>[^\s.!?])(?=[ \t]*\n)|(?<=[^\s.!?])(?=\s[\"'“‘(\[]?[A-Z])"
)
_SURELY_GOES_ON = (True, False)
_FEWEST_WORDS = 4
_MOST_NAME_WORDS = 4
# What is looked at on either side of a mark, so that a text without paragraphs is still read in linear time.
_WINDOW = 100


class Boundary(msgspec.Struct, frozen=True):
    """A place where a sentence ends, or may end: `offset` is that after the sentence's last character.

    `split`: what the rules do there. `certain`: nothing else is worth asking; a boundary that is certain is split.
    `kind`: "layout" (blank lines, list items, lines of date), "mark", "abbreviation", "ellipsis", "lower" (a mark and
    a small letter), "quote" (a mark inside an open quotation), "colon" (or semicolon), "line" (the end of a line
    without a mark), "capital" (no mark at all).
    """

    offset: int
    certain: bool
    split: bool
    kind: str


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences of `text`, in order, without the space around them.

    Whatever is no space belongs to exactly one sentence.
    """
    return cut_text(text, [boundary.offset for boundary in _apply_rules(text) if boundary.split])


def find_boundaries(text: str) -> list[Boundary]:
    """All places inside `text` where a sentence ends or may end, in order, one for each offset.

    `split_sentences` cuts at those with `split`; those without `certain` are open to better knowledge.
    """
    found: dict[int, Boundary] = {}
    for match in _OPEN.finditer(text):
        kind = "colon" if match["colon"] else "line" if match["line"] else "capital"
        found.setdefault(match.end(), Boundary(match.end(), certain=False, split=False, kind=kind))
    for boundary in _apply_rules(text):
        known = found.get(boundary.offset)
        if known is None or not known.split or (boundary.split and boundary.certain):
            found[boundary.offset] = boundary
    last = len(text.rstrip())
    return [found[offset] for offset in sorted(found) if 0 < offset < last]


def cut_text(text: str, offsets: list[int]) -> list[tuple[int, int]]:
    """The pieces (start, end) of `text` between `offsets`, in order, without the space around them; none is empty."""
    spans = []
    start = 0
    for cut in [*sorted(offsets), len(text)]:
        piece = text[start:cut]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            spans.append((start + left, start + right))
        start = cut
    return spans


def _apply_rules(text: str) -> list[Boundary]:
    markers = list(_find_markers(text))
    ellipses = list(_SPACED.finditer(text))
    layout = _find_layout(text, markers)
    layout |= {cut for match in ellipses if (cut := _cut_ellipsis(text, match)) is not None}
    found = [Boundary(_end_before(text, cut), certain=True, split=True, kind="layout") for cut in sorted(layout)]
    found += [Boundary(match.start(), False, True, "capital") for match in _compile_credit().finditer(text)]
    closed = sorted(match.span() for match in (*markers, *ellipses))
    start = passed = 0
    quoted = _QuoteReader(text)
    for match in _END.finditer(text):
        while passed < len(closed) and closed[passed][1] <= match.start():
            passed += 1
        if passed < len(closed) and closed[passed][0] <= match.start():
            continue
        boundary = _judge_mark(text, start, match.start(), match.end())
        if boundary is not None:
            if boundary.certain and quoted.is_open(match.end()):
                boundary = Boundary(boundary.offset, certain=False, split=boundary.split, kind="quote")
            found.append(boundary)
            if boundary.split:
                start = match.end()
    return found


class _QuoteReader:
    """Tells, for places in rising order, whether a double quotation mark is open there."""

    def __init__(self, text: str) -> None:
        self._marks = [(match.start(), match[0]) for match in _QUOTE.finditer(text)]
        self._next = 0
        self._open = False

    def is_open(self, place: int) -> bool:
        while self._next < len(self._marks) and self._marks[self._next][0] < place:
            mark = self._marks[self._next][1]
            self._open = mark == "“" or (mark == '"' and not self._open)
            self._next += 1
        return self._open


def _end_before(text: str, cut: int) -> int:
    while cut and text[cut - 1].isspace():
        cut -= 1
    return cut


# ── layout ────────────────────────────────────────────────────────────────────────────────────


def _find_layout(text: str, markers: list[re.Match[str]]) -> set[int]:
    cuts = {match.start() for match in _BULLET.finditer(text)}
    cuts.update(
        match.start()
        for match in markers
        if not text[max(0, match.start() - _WINDOW) : match.start()].rstrip().endswith(_BULLETS)
    )
    cuts.update(match.start() for match in _LINE.finditer(text))
    first, last = _compile_dates()
    if opening := first.match(text):
        cuts.add(opening.end())
    if closing := last.search(text, max(0, len(text) - _WINDOW)):
        cuts.add(closing.start())
    return cuts


@cache
def _compile_dates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line of date before a text, "Tuesday, January 21, 2014 Acme said …", and after a headline."""
    lexicon = load_lexicon()
    days, months = ("|".join(names) for names in (lexicon.weekdays, lexicon.months))
    date = rf"(?:{days}), (?:(?:{months}) \d{{1,2}},|\d{{1,2}} (?:{months}),?) \d{{4}}"
    return re.compile(rf"\s*{date}(?=\s+[A-Z\"“])"), re.compile(rf"(?<=[^\s,])\s+{date}\s*\Z")


@cache
def _compile_credit() -> re.Pattern[str]:
    """A picture's credit after its caption: "The new plant Photo: Anna Lee"."""
    return re.compile(rf"(?<![\s.,;:!?(])\s(?=(?:{'|'.join(load_lexicon().credits)}):\s)")


def _find_markers(text: str) -> Iterator[re.Match[str]]:
    """Markers of list items: "1." at the start of a text or line, and those that count on from it."""
    last: re.Match[str] | None = None
    for match in _MARKER.finditer(text):
        if _opens_list(text, match) or (last is not None and _counts_on(last, match)):
            last = match
            yield match


def _opens_list(text: str, match: re.Match[str]) -> bool:
    """Whether a marker stands first in the text, or in a line whose predecessor is closed: "rose to ⏎ 25." is none."""
    if not match["at"].isdigit() and match["at"] != "a":
        return False
    before = text[max(0, match.start() - _WINDOW) : match.start()].rstrip(" \t" + "".join(_BULLETS))
    return not before or (before[-1] == "\n" and before.rstrip()[-1:] in ("", *".:;!?"))


def _counts_on(last: re.Match[str], match: re.Match[str]) -> bool:
    if last["style"] != match["style"] or last["at"].isdigit() != match["at"].isdigit():
        return False
    if match["at"].isdigit():
        return int(match["at"]) == int(last["at"]) + 1
    return ord(match["at"]) == ord(last["at"]) + 1


def _cut_ellipsis(text: str, match: re.Match[str]) -> int | None:
    """Where a spaced ellipsis cuts: after the dot of the sentence before it, after a fourth dot, or nowhere."""
    following = text[match.end() : match.end() + _WINDOW].strip(" \t\n\"'”’)]")
    if not following or following[0].islower():
        return None
    if match["glued"]:
        return match.end("glued")
    return match.end() if match["dots"].count(".") > 3 else None


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _judge_mark(text: str, start: int, dot: int, end: int) -> Boundary | None:
    """The boundary at the mark text[dot:end] of the sentence that begins at `start`; None where surely none is."""
    following = text[end : end + _WINDOW].lstrip()
    mark = _MARK.match(text, dot, end)
    if not following or mark is None:
        return None
    lower = following.lstrip(_OPENING)[:1].islower()
    if mark[0] == "." and end - dot == 1:
        before = text[max(start, dot - _WINDOW) : dot]
        judged = _SURELY_GOES_ON if _SECTION.fullmatch(before.strip()) else _judge_abbreviation(before, following)
        if judged is not None:
            return None if lower or judged == _SURELY_GOES_ON else Boundary(end, *judged, kind="abbreviation")
    if mark[0] == "…" or (len(mark[0]) > 1 and set(mark[0]) == {"."}):
        # "[...]" stands for words that were left out.
        omitted = text[dot - 1 : dot] == "[" and text[end - 1] in "]\"'”’"
        return Boundary(end, certain=False, split=not omitted and not lower, kind="ellipsis")
    if lower and not _SMALL_NAME.match(following):
        return Boundary(end, certain=False, split=mark[0] == "." and following[0] == "(", kind="lower")
    goes_on = _DASH.match(following) or (mark[0] != "." and _goes_on_after_cry(text[dot:end], following))
    plain = following[0].isalpha() or (following[0] in _OPENING and following[1:2].isalpha())
    certain = plain and not goes_on and not _is_caption(text[start:dot], text[end : end + _WINDOW])
    return Boundary(end, certain=certain, split=not goes_on, kind="mark")


def _is_caption(before: str, after: str) -> bool:
    """Whether what a mark parts may be one caption: "Figure 2. Growth of sales", "The plant. Photo: Anna Lee"."""
    if len(before) < _WINDOW and _LABEL.fullmatch(before.strip()):
        return True
    unfinished = len(after) < _WINDOW and not after.rstrip().rstrip(_CLOSING).endswith((".", "!", "?", "…"))
    return unfinished or _compile_credit().match(after) is not None


def _goes_on_after_cry(mark: str, following: str) -> bool:
    """Whether what follows "?" or "!" belongs to it: ‘“Will it?” Anna Lee asked’, ‘Viva Maria! (1965)’."""
    if mark[-1] in _CLOSING:
        return _compile_speaker().match(following) is not None
    return following[0] == "("


@cache
def _compile_speaker() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_lexicon().speech_verbs))
    return re.compile(rf"[A-Z][\w.'’-]* (?:[\w.'’-]+ ){{0,{_MOST_NAME_WORDS}}}(?:{verbs})\b")


def _judge_abbreviation(before: str, following: str) -> tuple[bool, bool] | None:
    """(certain, split) where the dot after `before`, the sentence so far, belongs to an abbreviation; else None."""
    match = _WORD_BEFORE.search(before)
    if match is None:
        return None
    word = match[1]
    lower = word.lower()
    lexicon = load_lexicon()
    bracketed = before[: -len(word)].rstrip().endswith(("(", ";"))
    if (lower in lexicon.numbered and following[0].isdigit()) or (bracketed and len(word) == 1 and word.islower()):
        # "p. 55", "No. 7", "(b. March 1950)"; but "He said no. Then …".
        return _SURELY_GOES_ON
    opens = _opens_sentence(following)
    if len(word) == 1:
        return _judge_initial(word, before, opens)
    final = lower in lexicon.sentence_final or _INITIALISM.fullmatch(lower) is not None
    state = word in lexicon.states and before[: -len(word)].rstrip().endswith(",")
    if lower in lexicon.numbered:
        return None
    if lower in lexicon.never_before_names:
        return False, True
    if final or state:
        return False, opens and len(before.split()) >= _FEWEST_WORDS
    return _SURELY_GOES_ON if lower in lexicon.abbreviations else None


def _judge_initial(word: str, before: str, opens: bool) -> tuple[bool, bool] | None:
    # "J. Smith", but "vitamin C. The …" ends: an initial follows nothing or another name.
    named = before[: -len(word)].rstrip().rpartition(" ")[2][:1].isupper()
    if not word.isupper() or (word == "I" and not named):
        return None
    return (False, True) if opens else (named, False)


def _opens_sentence(following: str) -> bool:
    word = _FIRST_WORD.match(following)
    return bool(word and word[1] in load_lexicon().sentence_openers)
