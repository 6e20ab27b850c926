"""What a number in a text is: an amount, or a name, score, age, time of day and the like that only looks like one."""

from __future__ import annotations

import re
from functools import cache

from hfcheck.values.lexicon import any_of, load_amount_words
from hfcheck.values.mentions import find_mentions

_NUMBERED = re.compile(
    r"(?<!\S)\S+@\S+|(?<!\w)\w++://\S+|www\.\S+"
    r"|\+\d[\d\s().-]{6,}\d|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b|\(\d{3}\)\s*\d{3}-\d{4}"
    r"|\bv?\d+(?:\.\d+){2,}|\bv\d+(?:\.\d+)*"
    r"|\b\d+(?:-\d+){3,}\b|\[\d+\]|\b\d{1,3}:\d{1,3}(?::\d{2})?\b|\b\d{2}/\d{1,2}\b|\b9/11\b|\b24/7\b"
    r"|\b\d+\s*(?:BCE?|AD|CE)\b|\bAD\s+\d+\b"
)
_LIST_NUMBER = re.compile(r"^[ \t]*\d{1,3}[.)](?=\s)", re.MULTILINE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n“”\"(—–•])\s*$")


def mask_names(text: str) -> bytearray:
    """One byte per character, not zero where a date, time, address, version or number of a list stands."""
    mask = bytearray(len(text))
    spans = [(one.start, one.end) for one in find_mentions(text)]
    for pattern in (_NUMBERED, _LIST_NUMBER, _compile_clock(), _compile_address()):
        spans.extend(match.span() for match in pattern.finditer(text))
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def is_name_part(text: str, start: int, end: int) -> bool:
    """Whether the bare number at `start`..`end` belongs to a name or label: "Model 12", "page 5", "Formula One"."""
    surface = text[start:end]
    before = re.search(r"(\S+)[ \t\u00a0]$", text[max(0, start - 40) : start])
    words = load_amount_words()
    if before:
        word = before[1].strip("(\"“”'‘’")
        if word.lower() in words.labels:
            return True
        if "," in surface or word[-1:] in ",;:.!?)":
            return False
        if word != word.lower() and word.lower() not in words.openers:
            return True
    if surface[0] == "0" and len(surface) > 1 and surface[1] != ".":
        return True
    return surface[0].isupper() and not _SENTENCE_START.search(text[:start])


def is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether "one" stands for a person or thing."""
    if text[start:end].lower() != "one":
        return False
    words = load_amount_words()
    before = re.search(r"(\w+)\s+$", text[max(0, start - 30) : start])
    if before and before[1].lower() in words.one_not_after:
        return True
    after = re.match(rf"\s*(?:{any_of(words.one_not_before)})(?!\w)|\s*[.,;:!?)]|\s*$", text[end : end + 30])
    return after is not None


def is_age(text: str, start: int, end: int) -> bool:
    """Whether the number is somebody's age: "aged 27", "27-year-old", "Jane Roe, 27,"."""
    words = load_amount_words()
    if re.match(rf"\s*(?:{any_of(words.ages_after)})(?!\w)", text[end : end + 20], re.IGNORECASE):
        return True
    before = text[max(0, start - 30) : start]
    if re.search(rf"\b(?:{any_of(words.ages_before)})\s+(?:[a-z]+\s+){{0,2}}$", before, re.IGNORECASE):
        return True
    return bool(re.search(r"[A-Z][\w'’-]+,\s+$", before) and re.match(r",\s", text[end : end + 2])) and end - start <= 3


def is_factor(text: str, end: int) -> int | None:
    """Where a factor ends, "three times as many", "3.5x"; None where the number is none: "won three times"."""
    words = load_amount_words()
    sign = re.match(rf"{any_of(words.factor_signs)}(?![\w-])", text[end : end + 2])
    if sign:
        return end + sign.end()
    times = re.match(r"\s+times\b", text[end : end + 30])
    return end + times.end() if times and is_factor_cue(text, end + times.end()) else None


def is_factor_cue(text: str, end: int) -> bool:
    """Whether "three times" or "twice" before `end` is a factor: "as many", "the size", "that of"; not "as captain"."""
    cues = any_of(load_amount_words().factor_cues)
    return re.match(rf"\s+(?:as\s+[a-z]+\s+(?:as|in|\w+\s+as)\b|(?!as\b){cues}\b)", text[end : end + 50]) is not None


def is_score(text: str, start: int, end: int, first: str, last: str) -> bool:
    """Whether "3-1" tells a result rather than a range."""
    if not (first.isdigit() and last.isdigit() and len(first) <= 3 and len(last) <= 3):
        return False
    if re.search(r"\bfrom\s+$", text[max(0, start - 10) : start]):
        return False
    words = load_amount_words()
    if int(last) <= int(first):
        return True
    before = re.search(rf"\b(?:{any_of(words.score_before)})\s+(?:\w+\s+)?$", text[max(0, start - 30) : start])
    after = re.match(rf"\s+(?:{any_of(words.score_after)})\b", text[end : end + 30])
    return bool(before or after)


def find_direction(text: str, start: int, end: int, share: bool) -> str:
    """ "up" or "down" where the words around an amount make it a change; else "". `share`: it is in per cent."""
    words = load_amount_words()
    links = any_of(words.change_links)
    before = re.search(rf"\b(?P<word>[a-z]+)(?:\s+(?P<link>{links}))?\s+(?:an?\s+)?$", text[max(0, start - 40) : start])
    if before:
        direction = _name_direction(before["word"])
        if direction and (share or before["link"] or before["word"] in words.change_particles):
            return direction
    after = re.match(r"[\s-]+(?:[a-z-]+\s+)?(?P<word>[a-z]+)\b", text[end : end + 40])
    near = re.match(r"[\s-]+(?P<word>[a-z]+)\b", text[end : end + 40])
    for match in (near, after):
        if match and share and _name_direction(match["word"]):
            return _name_direction(match["word"])
    if near and share:
        return "up" if near["word"] in words.more_after else "down" if near["word"] in words.less_after else ""
    return ""


def _name_direction(word: str) -> str:
    words = load_amount_words()
    return "up" if word in words.rises else "down" if word in words.falls else ""


@cache
def _compile_address() -> re.Pattern[str]:
    streets = any_of(load_amount_words().streets)
    return re.compile(rf"(?<![\w.,$€£-])\d{{1,5}}[A-Za-z]?(?=\s+(?:[A-Z][\w'’.-]*\s+){{1,3}}{streets}(?!\w))")


@cache
def _compile_clock() -> re.Pattern[str]:
    clock = any_of(load_amount_words().clock)
    return re.compile(rf"\b\d{{1,2}}(?:[:.]\d{{2}})?\s*(?i:{clock})(?!\w)")
