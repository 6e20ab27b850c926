"""Text from articles, made harmless and visible for a terminal.

An article can hold anything: escape sequences that recolour or clear a terminal, controls that
turn the reading direction around ("Trojan Source", CVE-2021-42574), characters without width.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u2028\u2029]+")
_JOINERS = "\u200c\u200d"
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def is_hidden(char: str) -> bool:
    """Say whether a character steers a terminal or cannot be seen (joiners inside words are left)."""
    return unicodedata.category(char) in _HIDDEN_CATEGORIES and char not in _JOINERS


def escape_char(char: str) -> str:
    """Write a character as `\\uXXXX`, as JSON does; beyond the basic plane as a surrogate pair."""
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def make_visible(text: str) -> str:
    """Fold runs of white space to one space and write every hidden character as an escape.

    A byte order mark is dropped: it is no part of what the article says.
    """
    folded = _SPACES.sub(" ", text.replace("\ufeff", ""))
    if folded.isascii() and folded.isprintable():
        return folded
    return "".join(escape_char(char) if is_hidden(char) else char for char in folded)


def escape_hidden(json_text: str) -> str:
    """Write hidden characters of a JSON text as JSON escapes; line breaks between values stay.

    The result is the same JSON value: outside of strings JSON has no hidden character but the
    white space that is left alone here.
    """
    if json_text.isascii() and "\x7f" not in json_text:
        return json_text
    return "".join(escape_char(char) if char != "\n" and is_hidden(char) else char for char in json_text)
