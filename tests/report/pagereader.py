"""Reads a report's page as a browser would, with nothing but the standard library."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "input", "meta"}
INLINE = {"a", "b", "code", "kbd", "mark", "span", "strong", "sup", "u"}


@dataclass
class Node:
    name: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def words(self) -> str:
        """The text with its white space folded and a space around what stands on lines of its own."""
        return " ".join(self._spaced().split())

    def _spaced(self) -> str:
        inner = "".join(child if isinstance(child, str) else child._spaced() for child in self.children)
        return inner if self.name in INLINE else f" {inner} "

    def all(self, name: str = "", **attributes: str) -> list[Node]:
        """Elements below, in order, by tag name and attributes; `class_` wants one of the classes."""
        found: list[Node] = []
        for child in self.children:
            if isinstance(child, Node):
                if child.fits(name, attributes):
                    found.append(child)
                found += child.all(name, **attributes)
        return found

    def one(self, name: str = "", **attributes: str) -> Node:
        (only,) = self.all(name, **attributes)
        return only

    def fits(self, name: str, attributes: dict[str, str]) -> bool:
        if name and self.name != name:
            return False
        for key, wanted in attributes.items():
            value = self.attributes.get(key.rstrip("_"))
            if value is None or (wanted not in value.split() if key == "class_" else wanted != value):
                return False
        return True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute of {tag} is given twice: {names}"
        node = Node(tag, {name: "" if value is None else value for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read_page(text: str) -> Node:
    """The tree of a page. Fails where an element is not closed, or closed in the wrong order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    (root,) = reader.open
    return root
