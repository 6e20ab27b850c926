"""Any text: of every character, built like news, or made by damaging sentences that reach deep into the code."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path

from hypothesis import strategies as st

from hfcheck.errors import HfcheckError
from hfcheck.yamlsource import load_yaml

CASES = Path(__file__).parent.parent / "cases"
STAGES = ("extraction", "normalise", "scene", "values", "stories", "surface", "language", "rules", "outlets", "drill")
_FEWEST_WORDS = 3
_LONGEST = 600

ODD = (
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u0301", "\u200b", "\u200d", "\u200e", "\u202e",
    "\u2028", "\u2029", "\u2066", "\u3000", "\ufe0f", "\ufeff", "\ufffd", "\ud800", "\udcff", "\r", "\r\n", "\t", "\v",
    "\f", "\n\n", "   ", "é", "ß", "İ", "ſ", "ﬁ", "Ⅷ", "½", "²", "٣", "๔", "𝟗", "①", "中国", "مصر", "עברית", "𝒜", "😀",
    "👩‍👩‍👧", "🇳🇴", "ẞ", "ǅ", "ª", "’", "‘", "“", "”", "„", "«", "»", "′", "‚", "`", "´", "‐", "‑", "–", "—", "−", "…",
    "·", "•", "|", "\\", "<b>", "&amp;", "{{", "}}", "[1]", "$", "€", "%", "‰", "°", "#", "@", "*", "_", "~~", "::",
    "/", "¿", "¡", "№", "™", "§",
)  # fmt: skip
PIECES = (
    "(", ")", "[", "]", "'", '"', "’s", "'s", ":", ";", "-", "--", ",", ".", "...", "and", "or", "nor", "not", "no",
    "n't", "never", "neither", "said", "its", "their", "the", "a", "of", "to", "such as", "including", "between",
    "from", "by", "who", "which", "was", "were", "sold", "is", "only", "first", "all", "none of", "if", "may",
    "according to", "called", "Quillon", "Vell", "Ann Lee", "Norwick Institute", "Ostavia", "Lurania", "US", "U.S.",
    "Inc.", "Mr.", "I", "2019", "0", "00", "1,000", "1,0,0", "1.000.000,5", "-3", "3½", "1/0", "9" * 40, "1e400",
    "$4.1 billion", "€2m", "%", "nearly 300", "over 50,000", "two dozen", "hundreds of millions of", "zero",
    "minus ten", "a third of", "12%", "percentage points", "km", "tonnes", "°C", "per cent", "times", "doubled",
    "halved", "rose", "fell", "31 June 2019", "29 February 2023", "0 May 0000", "May 9999", "yesterday",
    "last Monday", "in the 1990s", "Q5 2020", "the 0th century", "44 BC", "two years earlier", "300,000 years ago",
    "12/13/2020", "2020-02-30", "24:61", "FY2024", "next decade", "from 2030 to 2010", "the 999999th", "tenth",
    "by the end of", "since", "until", "fiscal 2021", "chief executive", "president", "chairman and", "the former",
    "members", "subsidiary", "joint venture", "agreement", "http://x.y/z", "a@b.cd", "|", "- ", "* ", "1. ", "# ",
    "> ", "---", "```",
)  # fmt: skip


def _walk(value: object) -> Iterator[str]:
    """All texts in a value that have the look of a sentence or a phrase."""
    if isinstance(value, str):
        if len(value.split()) >= _FEWEST_WORDS and len(value) <= _LONGEST:
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _walk(one)
    elif isinstance(value, list):
        for one in value:
            yield from _walk(one)


@functools.cache
def load_sentences() -> tuple[str, ...]:
    """The sentences of all cases: between them they reach every construction that is read."""
    files = sorted(path for stage in STAGES for path in (CASES / stage).glob("*.yaml"))
    found = (text for path in files for text in _walk(load_yaml(path, HfcheckError).data))
    return tuple(sorted(set(found)))


# ── damage ────────────────────────────────────────────────────────────────────────────────────

Damage = Callable[[st.DrawFn, str], str]


def _insert(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(ODD) | st.characters()) + text[at:]


def _delete(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    return text[:at] + text[at + draw(st.integers(1, 8)) :]


def _swap_words(draw: st.DrawFn, text: str) -> str:
    words = text.split(" ")
    one, other = (draw(st.integers(0, len(words) - 1)) for _ in range(2))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _replace_word(draw: st.DrawFn, text: str) -> str:
    words = text.split(" ")
    words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(PIECES) | st.sampled_from(ODD))
    return " ".join(words)


def _repeat_word(draw: st.DrawFn, text: str) -> str:
    words = text.split(" ")
    at = draw(st.integers(0, len(words) - 1))
    return " ".join([*words[:at], *[words[at]] * draw(st.integers(2, 12)), *words[at + 1 :]])


def _cut(draw: st.DrawFn, text: str) -> str:
    first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return text[first:last]


def _splice(draw: st.DrawFn, text: str) -> str:
    other = draw(st.sampled_from(load_sentences()))
    return text[: draw(st.integers(0, len(text)))] + other[draw(st.integers(0, len(other))) :]


def _change_case(draw: st.DrawFn, text: str) -> str:
    return draw(st.sampled_from((str.upper, str.lower, str.title, str.swapcase)))(text)


def _space(draw: st.DrawFn, text: str) -> str:
    return text.replace(" ", draw(st.sampled_from(("", "\n", "\r\n", "\r", "\xa0", "\u2009", "  ", "\t", "\u200b "))))


DAMAGES: tuple[Damage, ...] = (
    _insert, _delete, _swap_words, _replace_word, _repeat_word, _cut, _splice, _change_case, _space,
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A sentence of the cases with up to four kinds of damage, or none."""
    text = draw(st.sampled_from(load_sentences()))
    for damage in draw(st.lists(st.sampled_from(DAMAGES), max_size=4)):
        text = damage(draw, text)
    return text


any_characters = st.text(max_size=60)
odd_characters = st.lists(st.sampled_from(ODD) | st.characters(), max_size=30).map("".join)
pieces = st.lists(st.sampled_from(PIECES + ODD), max_size=30).map(" ".join)
sentences = st.deferred(lambda: st.sampled_from(load_sentences()))
phrases = damaged() | pieces | odd_characters | any_characters
separators = st.sampled_from((" ", "\n", "\n\n", "\r\n\r\n", "", "\u2028", " | "))


@st.composite
def draw_text(draw: st.DrawFn) -> str:
    """One to four sentences or what is left of them, joined as texts join them or not."""
    parts = draw(st.lists(damaged() | sentences | phrases, min_size=1, max_size=4))
    return draw(separators).join(parts)


texts = draw_text()
