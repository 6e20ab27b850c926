"""The keys that work the page, as the dialog that `?` opens shows them."""

from __future__ import annotations

from hfcheck.report.html.markup import Markup, join, write_element, write_empty, write_text, write_words

KEYS: tuple[tuple[str, str], ...] = (
    ("j", "next finding"),
    ("k", "finding before"),
    ("a", "the finding's place in its article; again for the next side"),
    ("b", "from an article back to the finding"),
    ("o", "open or close how it was found"),
    ("c", "copy the fingerprint"),
    ("1 2 3", "show or hide errors, warnings, notes"),
    ("/", "search"),
    ("r", "show all findings again"),
    ("t", "change the theme"),
    ("?", "this help"),
    ("Esc", "leave the search, close this help"),
)
"""Key or keys, and what they do; report.js does it."""


def write_help() -> Markup:
    """Write the dialog. Single keys can be turned off there (WCAG 2.2, 2.1.4), for those who dictate."""
    rows = [
        write_element(
            "div",
            None,
            write_element("dt", None, join((write_words("kbd", key) for key in keys.split()), " ")),
            write_words("dd", what),
        )
        for keys, what in KEYS
    ]
    box = write_empty("input", {"type": "checkbox", "id": "single-keys", "checked": ""})
    return write_element(
        "dialog",
        {"id": "help", "aria-labelledby": "help-title"},
        write_words("h2", "Keys", {"id": "help-title"}),
        write_element("dl", None, *rows),
        write_element("p", None, write_element("label", None, box, write_text(" Single keys are on"))),
        write_element(
            "form",
            {"method": "dialog"},
            write_words("button", "Close", {"type": "submit"}),
        ),
    )
