"""Text of one paragraph → sentences, by punctuation, capitals and abbreviations."""

from __future__ import annotations

import re

from hfcheck.language.lexicon import load_lexicon

_END = re.compile(r"(?:[.!?]+|…)[\"'”’)\]]*(?=\s|$)|[.!?][\"”][)\]]?(?=[A-Z])")
_LINE = re.compile(r"\n[ \t]*(?=\n)|\n[ \t]*(?=[-*•\d]+[.)]?[ \t])")
_WORD_BEFORE = re.compile(r"([A-Za-z](?:[A-Za-z.]*[A-Za-z])?)\Z")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences of `text`, without the space around them."""
    cuts: list[int] = []
    for match in _END.finditer(text):
        if _ends_sentence(text, match.start(), match.end()):
            cuts.append(match.end())
    cuts.extend(match.end() for match in _LINE.finditer(text))
    spans = []
    start = 0
    for cut in [*sorted(set(cuts)), len(text)]:
        piece = text[start:cut]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            spans.append((start + left, start + right))
        start = cut
    return spans


def _ends_sentence(text: str, dot: int, end: int) -> bool:
    following = text[end:].lstrip()
    if not following:
        return True
    first = following.lstrip("\"'“‘([")[:1]
    if text[dot:end].strip("\"'”’)]") not in (".", "…") and not text[dot:end].startswith(".."):
        return not first.islower()
    if first.islower() or text[dot:end].startswith((",", ";")):
        return False
    if text[dot] != "." or text[dot : dot + 2] == "..":
        return not first.islower()
    return not _is_abbreviation(text[:dot], following, end - dot)


def _is_abbreviation(before: str, following: str, length: int) -> bool:
    """Whether the dot after `before` belongs to an abbreviation that goes on in `following`."""
    match = _WORD_BEFORE.search(before[-30:])
    if match is None or length > 1:
        return False
    word = match[1]
    lower = word.lower()
    lexicon = load_lexicon()
    if len(word) == 1:
        # "J. Smith", but "vitamin C. The …" ends: an initial follows nothing or another name.
        return word.isupper() and word != "I" and not _starts_clause(following)
    if lower in lexicon.sentence_final or "." in lower:
        return not _starts_clause(following)
    return lower in lexicon.abbreviations


def _starts_clause(following: str) -> bool:
    word = re.match(r"[\"'“‘(\[]*([A-Za-z']+)", following)
    return bool(word and word[1] in load_lexicon().sentence_openers)
