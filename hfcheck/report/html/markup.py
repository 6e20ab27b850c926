"""Text → markup. `Markup` is a type of its own, so that a type checker sees where text was not escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NewType

from hfcheck.report.visible import escape_char, is_hidden, make_visible

Markup = NewType("Markup", str)
"""HTML that is safe to put into a page: made by the functions here and by nothing else."""

NOTHING = Markup("")

Attribute = str | int | None
"""None leaves the attribute out; "" writes it alone, as for `hidden`."""


def write_text(text: str) -> Markup:
    """Escape text and fold its white space; each control or bidi character becomes a visible sign."""
    shown = make_visible(text)
    if "\\u" not in shown:
        return Markup(html.escape(shown, quote=False))
    parts: list[str] = []
    for hidden, run in groupby(text.replace("\ufeff", ""), key=_is_sign):
        chars = "".join(run)
        if hidden:
            parts += [f'<span class="sign">{escape_char(char)}</span>' for char in chars]
        else:
            parts.append(html.escape(make_visible(chars), quote=False))
    return Markup("".join(parts))


def _is_sign(char: str) -> bool:
    return is_hidden(char) and not char.isspace()


def write_element(name: str, attributes: Mapping[str, Attribute] | None = None, *children: Markup) -> Markup:
    """Write an element around its children, the attributes in the order given and escaped."""
    return Markup(f"<{name}{_write_attributes(attributes)}>{''.join(children)}</{name}>")


def write_empty(name: str, attributes: Mapping[str, Attribute] | None = None) -> Markup:
    """Write an element that has no end tag: `input`, `meta`."""
    return Markup(f"<{name}{_write_attributes(attributes)}>")


def write_words(name: str, text: str, attributes: Mapping[str, Attribute] | None = None) -> Markup:
    """Write an element that holds nothing but text."""
    return write_element(name, attributes, write_text(text))


def join(parts: Iterable[Markup], between: str = "") -> Markup:
    """Put markup together, with escaped text between."""
    return Markup(html.escape(between, quote=False).join(parts))


def _write_attributes(attributes: Mapping[str, Attribute] | None) -> str:
    if not attributes:
        return ""
    return "".join(_write_attribute(name, value) for name, value in attributes.items() if value is not None)


def _write_attribute(name: str, value: str | int) -> str:
    return f" {name}" if value == "" else f' {name}="{html.escape(make_visible(str(value)), quote=True)}"'
