"""Blocks and metadata of an HTML page, by offsets into the page as it is.

A block is a run of text without markup inside: an inline tag ends one and begins the next, so that each quote is
verbatim. Source: the element kinds of the HTML Living Standard; metadata as the Open Graph protocol names it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from hfcheck.model import Block, BlockKind
from hfcheck.sources.lines import trim

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_UNREAD = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "textarea", "select", "iframe", "object", "head"]
)
_FRAME = frozenset(["nav", "footer", "aside", "form", "button", "dialog", "figcaption", "menu", "label"])
_CLOSES_P = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "figure",
        "header",
        "footer",
    ]
)
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "publish-date",
    "parsely-pub-date",
)
# Tags with a quotation mark that nothing closes: so many are taken for text, at the next one the page ends.
_MOST_BROKEN = 20
_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher")
_HEADING = re.compile("h[1-6]")


@dataclass(frozen=True)
class Page:
    """What a page says of itself, and its blocks."""

    blocks: list[Block]
    title: str = ""
    published: str | None = None
    outlet: str | None = None
    language: str | None = None


def split_html(text: str) -> Page:
    """Read a page. Scripts, styles and the like give no block; navigation, forms and footers are boilerplate."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    reader.end_run()
    meta = reader.meta
    heading = next((text[one.start : one.end] for one in reader.blocks if one.kind is BlockKind.TITLE), "")
    title = meta.get("og:title") or html.unescape(heading) or html.unescape(reader.title)
    return Page(
        reader.blocks,
        " ".join(title.split()),
        next((meta[name] for name in _DATES if meta.get(name)), reader.time),
        next((meta[name] for name in _OUTLETS if meta.get(name)), None),
        reader.language,
    )


@dataclass
class _Run:
    start: int = -1
    end: int = -1


class _Reader(HTMLParser):
    """Follows the open elements and cuts the text between tags into blocks."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.meta: dict[str, str] = {}
        self.title = ""
        self.time: str | None = None
        self.language: str | None = None
        self._text = text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._open: list[str] = []
        # How often each tag is open, and which headings are, so that nothing is searched in a deep page.
        self._held: Counter[str] = Counter()
        self._levels: list[str] = []
        self._titled = False
        self._broken = 0
        self._run = _Run()

    # What is opened and never closed reaches to the end of the page, as the standard has it; to look for its end again
    # from each sign that may open something would take time that grows with the square of the page.

    def parse_starttag(self, i: int) -> int:
        if self.rawdata.find(">", i) < 0:
            return len(self.rawdata)
        end = super().parse_starttag(i)
        self._broken += end < 0
        return len(self.rawdata) if end < 0 and self._broken > _MOST_BROKEN else end

    def parse_endtag(self, i: int) -> int:
        return self._close(super().parse_endtag(i))

    def parse_pi(self, i: int) -> int:
        return self._close(super().parse_pi(i))

    def parse_html_declaration(self, i: int) -> int:
        return self._close(super().parse_html_declaration(i))

    def parse_comment(self, i: int, report: bool = True) -> int:
        return self._close(super().parse_comment(i, report))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """ "<![CDATA[" and its like are no part of HTML: a comment up to the next sign that closes a tag."""
        return self.parse_bogus_comment(i)

    def _close(self, end: int) -> int:
        return len(self.rawdata) if end < 0 else end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.end_run()
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            self.meta.setdefault(name, given.get("content", "").strip())
        elif tag == "html":
            self.language = given.get("lang") or None
        elif tag == "time" and self.time is None:
            self.time = given.get("datetime") or None
        elif tag == "body":
            self._open.clear()
            self._held.clear()
            self._levels.clear()
        if tag in _CLOSES_P and self._open[-1:] == ["p"]:
            self._leave()
        if tag not in _VOID:
            self._enter(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and self._open[-1:] == [tag]:
            self._leave()

    def handle_endtag(self, tag: str) -> None:
        self.end_run()
        if self._held[tag]:
            while self._leave() != tag:
                continue

    def handle_data(self, data: str) -> None:
        self._extend(len(data))

    def handle_entityref(self, name: str) -> None:
        self._extend_reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._extend_reference(f"&#{name}")

    def end_run(self) -> None:
        """Close the block that is open."""
        start, end = trim(self._text, self._run.start, self._run.end) if self._run.start >= 0 else (0, 0)
        self._run = _Run()
        if start == end:
            return
        if self._open[-1:] == ["title"] and not self._held["svg"]:
            self.title = self.title or self._text[start:end]
            self.blocks.append(Block(BlockKind.META, start, end))
        elif not any(self._held[tag] for tag in _UNREAD):
            self.blocks.append(Block(self._name_kind(), start, end))

    def _name_kind(self) -> BlockKind:
        if any(self._held[tag] for tag in _FRAME):
            return BlockKind.BOILERPLATE
        if not self._levels:
            return BlockKind.PARAGRAPH
        if self._levels[-1] != "h1" or self._titled:
            return BlockKind.HEADING
        self._titled = True
        return BlockKind.TITLE

    def _enter(self, tag: str) -> None:
        self._open.append(tag)
        self._held[tag] += 1
        if _HEADING.fullmatch(tag):
            self._levels.append(tag)

    def _leave(self) -> str:
        tag = self._open.pop()
        self._held[tag] -= 1
        if _HEADING.fullmatch(tag):
            self._levels.pop()
        return tag

    def _extend_reference(self, reference: str) -> None:
        closed = self._text.startswith(";", self._offset() + len(reference))
        self._extend(len(reference) + closed)

    def _extend(self, length: int) -> None:
        start = self._offset()
        # A comment or declaration stands between two runs.
        if self._run.start >= 0 and start != self._run.end:
            self.end_run()
        if self._run.start < 0:
            self._run = _Run(start, start)
        self._run.end = start + length

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
