"""Text of one paragraph → sentences, by punctuation, capitals, abbreviations and list markers.

Spaced ellipses are read as style guides write them: three dots are a pause, a fourth ends the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

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
_FIRST_WORD = re.compile(r"[\"'“‘(\[]*([A-Za-z']+)")
_INITIALISM = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]{1,2}")
# "eBay", "iPhone": a name that begins with a small letter.
_SMALL_NAME = re.compile(r"[a-z]{1,4}[A-Z]")
# "2.1. Methods" is one heading.
_SECTION = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_MARK = re.compile(r"[.!?]+|…")
_DASH = re.compile(r"[—–-]+(?:\s|(?=[A-Z]))")
_FEWEST_WORDS = 4
_MOST_NAME_WORDS = 4
# What is looked at on either side of a mark, so that a text without paragraphs is still read in linear time.
_WINDOW = 100


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences of `text`, in order, without the space around them.

    Whatever is no space belongs to exactly one sentence.
    """
    return cut_text(text, _find_cuts(text))


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


def _find_cuts(text: str) -> list[int]:
    markers = list(_find_markers(text))
    ellipses = list(_SPACED.finditer(text))
    cuts = _find_layout(text, markers)
    cuts |= {cut for match in ellipses if (cut := _cut_ellipsis(text, match)) is not None}
    cuts |= {match.start() for match in _compile_credit().finditer(text)}
    closed = sorted(match.span() for match in (*markers, *ellipses))
    start = passed = 0
    for match in _END.finditer(text):
        while passed < len(closed) and closed[passed][1] <= match.start():
            passed += 1
        inside = passed < len(closed) and closed[passed][0] <= match.start()
        if not inside and _ends_sentence(text, start, match.start(), match.end()):
            cuts.add(match.end())
            start = match.end()
    return sorted(cuts)


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


def _ends_sentence(text: str, start: int, dot: int, end: int) -> bool:
    """Whether the mark text[dot:end] ends the sentence that begins at `start`."""
    following = text[end : end + _WINDOW].lstrip()
    mark = _MARK.match(text, dot, end)
    if not following or mark is None:
        return False
    lower = following.lstrip(_OPENING)[:1].islower()
    if mark[0] == "." and end - dot == 1:
        before = text[max(start, dot - _WINDOW) : dot]
        ends = False if _SECTION.fullmatch(before.strip()) else _ends_at_abbreviation(before, following)
        if ends is not None:
            return ends and not lower
    if mark[0] == "…" or (len(mark[0]) > 1 and set(mark[0]) == {"."}):
        # "[...]" stands for words that were left out.
        omitted = text[dot - 1 : dot] == "[" and text[end - 1] in "]\"'”’"
        return not omitted and not lower
    if lower and not _SMALL_NAME.match(following):
        return mark[0] == "." and following[0] == "("
    cried = mark[0] != "." and _goes_on_after_cry(text[dot:end], following)
    return not cried and _DASH.match(following) is None


def _goes_on_after_cry(mark: str, following: str) -> bool:
    """Whether what follows "?" or "!" belongs to it: ‘“Will it?” Anna Lee asked’, ‘Viva Maria! (1965)’."""
    if mark[-1] in _CLOSING:
        return _compile_speaker().match(following) is not None
    return following[0] == "("


@cache
def _compile_speaker() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_lexicon().speech_verbs))
    return re.compile(rf"[A-Z][\w.'’-]* (?:[\w.'’-]+ ){{0,{_MOST_NAME_WORDS}}}(?:{verbs})\b")


def _ends_at_abbreviation(before: str, following: str) -> bool | None:
    """Whether the abbreviation at the end of `before`, the sentence so far, ends it; None where there is none."""
    match = _WORD_BEFORE.search(before)
    if match is None:
        return None
    word = match[1]
    lower = word.lower()
    lexicon = load_lexicon()
    bracketed = before[: -len(word)].rstrip().endswith(("(", ";"))
    if (lower in lexicon.numbered and following[0].isdigit()) or (bracketed and len(word) == 1 and word.islower()):
        # "p. 55", "No. 7", "(b. March 1950)"; but "He said no. Then …".
        return False
    opens = _opens_sentence(following)
    if len(word) == 1:
        return _ends_at_initial(word, before, opens)
    final = lower in lexicon.sentence_final or _INITIALISM.fullmatch(lower) is not None
    state = word in lexicon.states and before[: -len(word)].rstrip().endswith(",")
    if lower in lexicon.numbered:
        return None
    if lower in lexicon.never_before_names:
        return True
    if final or state:
        return opens and len(before.split()) >= _FEWEST_WORDS
    return False if lower in lexicon.abbreviations else None


def _ends_at_initial(word: str, before: str, opens: bool) -> bool | None:
    # "J. Smith", but "vitamin C. The …" ends: an initial follows nothing or another name.
    named = before[: -len(word)].rstrip().rpartition(" ")[2][:1].isupper()
    if not word.isupper() or (word == "I" and not named):
        return None
    return opens


def _opens_sentence(following: str) -> bool:
    word = _FIRST_WORD.match(following)
    return bool(word and word[1] in load_lexicon().sentence_openers)
