"""Text of one paragraph → sentences, by punctuation, capitals, abbreviations and list markers.

Spaced ellipses are read as style guides write them: three dots are a pause, a fourth ends the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hfcheck.language.lexicon import load_lexicon

_CLOSING = "\"'”’»)\\]"
# Footnote marks, "[17]", belong to the sentence before them.
_NOTES = r"(?:\s?\[\d{1,3}\])*"
_END = re.compile(rf"(?:(?<![.!?])[.!?]++|…)[{_CLOSING}]*+{_NOTES}(?=\s|$)|[.!?][\"”][)\]]?(?=[A-Z])")
_SPACED = re.compile(r"(?P<glued>(?<=[^\s.])\.(?=\s\.))?\s?(?P<dots>(?:(?:(?<=\s)|^)\.(?:\s|(?=[\"”’)])|$)){2,})")
_LINE = re.compile(r"\n[ \t]*(?=\n)|\n[ \t]*(?=[-*•][ \t])")
_BULLETS = ("•", "⁃", "▪", "◦", "‣")
_BULLET = re.compile(rf"(?:^|(?<=\s))[{''.join(_BULLETS)}](?=\s*\S)")
_MARKER = re.compile(rf"(?:^|(?<=[\s{''.join(_BULLETS)}]))(?P<at>\d{{1,3}}|[a-z])(?P<style>\.\)|[.)])(?=\s)")
_WORD_BEFORE = re.compile(r"([A-Za-z°](?:[A-Za-z.°]*[A-Za-z°])?)\Z")
_FIRST_WORD = re.compile(r"[\"'“‘(\[]*([A-Za-z']+)")
_INITIALISM = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]{1,2}")
_FEWEST_WORDS = 4
# What is looked at on either side of a mark, so that a text without paragraphs is still read in linear time.
_WINDOW = 100


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences of `text`, in order, without the space around them.

    Whatever is no space belongs to exactly one sentence.
    """
    markers = list(_find_markers(text))
    bullets = {match.start() for match in _BULLET.finditer(text)}
    cuts = bullets | {
        match.start()
        for match in markers
        if not text[max(0, match.start() - _WINDOW) : match.start()].rstrip().endswith(_BULLETS)
    }
    cuts.update(match.end() for match in _LINE.finditer(text))
    ellipses = list(_SPACED.finditer(text))
    cuts.update(cut for match in ellipses if (cut := _cut_ellipsis(text, match)) is not None)
    closed = [match.span() for match in (*markers, *ellipses)]
    start = 0
    for match in _END.finditer(text):
        if any(first <= match.start() < last for first, last in closed):
            continue
        if _ends_sentence(text, start, match.start(), match.end()):
            cuts.add(match.end())
            start = match.end()
    return _trim_pieces(text, sorted(cuts))


def _trim_pieces(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            spans.append((start + left, start + right))
        start = cut
    return spans


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


def _ends_sentence(text: str, start: int, dot: int, end: int) -> bool:
    following = text[end : end + _WINDOW].lstrip()
    if not following:
        return True
    if following.lstrip("\"'“‘([")[:1].islower():
        return False
    mark = re.match(r"[.!?]+|…", text[dot:end])
    if mark is None or mark[0] != ".":
        # "[...]" stands for words that were left out.
        return not (text[dot - 1 : dot] == "[" and text[end - 1] in "]\"'”’")
    return end - dot > 1 or not _is_abbreviation(text[max(start, dot - _WINDOW) : dot], following)


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether the dot after `before`, the sentence so far, belongs to an abbreviation that goes on in `following`."""
    match = _WORD_BEFORE.search(before)
    if match is None:
        return False
    word = match[1]
    lower = word.lower()
    lexicon = load_lexicon()
    if lower in lexicon.numbered:
        # "p. 55", "No. 7"; but "He said no. Then …".
        return following[0].isdigit() or (len(word) == 1 and word.isupper() and not _opens_sentence(following))
    if len(word) == 1:
        # "J. Smith", but "vitamin C. The …" ends: an initial follows nothing or another name.
        named = word != "I" or before[: -len(word)].rstrip().rpartition(" ")[2][:1].isupper()
        return word.isupper() and named and not _opens_sentence(following)
    if lower in lexicon.abbreviations and lower not in lexicon.sentence_final:
        return True
    if lower in lexicon.sentence_final or _INITIALISM.fullmatch(lower):
        return len(before.split()) < _FEWEST_WORDS or not _opens_sentence(following)
    return False


def _opens_sentence(following: str) -> bool:
    word = _FIRST_WORD.match(following)
    return bool(word and word[1] in load_lexicon().sentence_openers)
