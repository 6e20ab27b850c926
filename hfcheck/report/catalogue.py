"""The rules as a report needs them: data, so that no format has to know a rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hfcheck.model import Severity


class RulePage(NamedTuple):
    """A rule's id, title, gravest severity, and its page: a first line, prose, and lines of examples."""

    id: str
    title: str
    severity: Severity
    text: str

    @property
    def headline(self) -> str:
        """The first line of the page: what the rule finds."""
        return self.text.split("\n", 1)[0]


def list_titles(pages: Iterable[RulePage]) -> dict[str, str]:
    """Give each rule's title by its id."""
    return {page.id: page.title for page in pages}
