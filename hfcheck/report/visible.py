"""Text from articles, made harmless and visible for a terminal.

An article can hold anything: escape sequences that recolour or clear a terminal, controls that
turn the reading direction around ("Trojan Source", CVE-2021-42574), characters without width.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u2028\u2029]+")
_COMMAND = re.compile(r"^([^\S\n]*):(?=:)", re.MULTILINE)
_OLD_COMMAND = re.compile(r"#(?=#\w*\[)")
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
    return _escape_all(folded)


def disarm_commands(text: str) -> str:
    """Write the first sign of what a CI runner would take for a command as an escape, in each line.

    Runners read commands from a job's log: `::name::` at the start of a line, `##[name]` and
    `##name[...]` anywhere in it. In a JSON text the result is the same JSON value.
    """
    return _OLD_COMMAND.sub(r"\\u0023", _COMMAND.sub(r"\1\\u003a", text))


def escape_hidden(json_text: str) -> str:
    """Write hidden characters of a JSON text as JSON escapes, and what a CI runner would obey; line breaks stay.

    The result is the same JSON value: outside of strings JSON has no hidden character but the
    white space that is left alone here.
    """
    text = disarm_commands(json_text)
    if text.isascii() and "\x7f" not in text:
        return text
    return _escape_all(text, keep="\n")


def _escape_all(text: str, keep: str = "") -> str:
    hidden = {ord(char): escape_char(char) for char in set(text) if is_hidden(char) and char not in keep}
    return text.translate(hidden) if hidden else text
